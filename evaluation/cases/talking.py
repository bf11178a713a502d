"""A simulated person's conversation: with the bot's mind alone, or with the served bot."""

from __future__ import annotations

import datetime as dt
import json
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evaluation.cases.case import Case
from evaluation.cases.person import reply_to
from quiver import replies
from quiver.answers import Utterance
from quiver.conversation import State, is_over, note
from quiver.knowledge import Knowledge
from quiver.language.findings import Listener

#: No conversation with the bot may be longer; one that is counts as one without a result.
AT_MOST = 40
_PRESSED = "/answer"
#: What is said when a card is shown and the interview waits: after words of self-harm, say.
_GO_ON = "please go on with the questions"


@dataclass(frozen=True)
class Ending:
    """How a conversation ended.

    Args:
        urgency: the urgency of the result; None when there was no result.
        causes: the ids of the causes named, best first.
        asked: the ids of the questions asked, in order.
        evidence: what was noted in the end.
    """

    urgency: str | None
    causes: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    evidence: tuple[dict[str, str], ...] = ()


Say = Callable[[str], list[dict[str, Any]]]


def converse(case: Case, opener: str, say: Say) -> Ending:
    """The conversation of a case.

    Args:
        case: the case.
        opener: what is said first.
        say: says something to the bot and gives the structured forms of its turn.
    """
    asked: list[str] = []
    turn = say(opener)
    waited = False
    for _ in range(AT_MOST):
        results = [form for form in turn if form["type"] == "assessment"]
        if results:
            last = results[-1]
            causes = tuple(cause["id"] for cause in last["causes"])
            return Ending(last["urgency"], causes, tuple(asked), tuple(last["evidence"]))
        questions = [form for form in turn if form["type"] == "question"]
        if not questions and not waited:
            waited = True
            turn = say(_GO_ON)
            continue
        if not questions:
            break
        asked.append(questions[-1]["id"])
        turn = say(reply_to(questions[-1], case.facts))
    return Ending(None, (), tuple(asked))


def in_mind(know: Knowledge, listener: Listener) -> Say:
    """Talks with the bot's mind alone: fast, without Rasa and without a trained model."""
    state = State()

    def say(text: str) -> list[dict[str, Any]]:
        nonlocal state
        state = note(state, _utterance(text, listener), know).state
        if is_over(state, know):
            said = replies.result(state, know)
        else:
            state, said = replies.ask(state, know)
        return [message.custom for message in said if message.custom]

    return say


def _utterance(text: str, listener: Listener) -> Utterance:
    if text.startswith(_PRESSED):
        given = json.loads(text.removeprefix(_PRESSED))
        return Utterance("", "answer", pressed=(given["q"], given["a"]))
    return Utterance(text, "report_symptom", listener.hear(text, dt.date.today()))


def over_rest(address: str) -> Say:
    """Talks with the served bot over its REST channel, in a conversation of its own."""
    sender = uuid.uuid4().hex

    def say(text: str) -> list[dict[str, Any]]:
        request = urllib.request.Request(
            address,
            json.dumps({"sender": sender, "message": text}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return [m["custom"] for m in json.load(answer) if m.get("custom")]

    return say
