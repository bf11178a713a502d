"""Why a cause is named or not, and what if something were otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge, replies, supposing, wording
from quiver.answers import Utterance
from quiver.conversation import State
from quiver.evidence import Evidence, Item
from quiver.language.findings import Listener
from quiver.language.hearing import Hearing
from tests.decisions.test_triage import evidence

KNOW = knowledge.load()
LISTENER = Listener(KNOW)
DAY = dt.date(2026, 3, 18)
SPASM = State(evidence(side_left="present", eyelid_too="present", stress="present"))


def why_not(text: str, state: State = SPASM) -> list[str]:
    said = Utterance(text, "ask_why_not", LISTENER.hear(text, DAY))
    return [message.text for message in replies.why_not(state, said, KNOW)]


def what_if(text: str, state: State) -> str:
    heard = supposing.supposition(text, LISTENER, DAY)
    return "\n".join(message.text for message in supposing.what_if(state, heard, KNOW))


@pytest.mark.parametrize("cause", KNOW.causes.values(), ids=lambda cause: cause.id)
def test_every_cause_is_answered_by_what_was_told(cause) -> None:  # type: ignore[no-untyped-def]
    said = Utterance("x", "ask_why_not", Hearing(topics=(cause.id,)))
    (message,) = replies.why_not(SPASM, said, KNOW)
    assert cause.name in message.text.split("\n")[0]
    assert (message.custom or {})["topic"] == cause.id


def test_a_cause_is_answered_with_what_speaks_for_it_and_against_it() -> None:
    (text,) = why_not("isn't it just stress?")
    assert text.startswith(wording.IT_IS_NOT_NAMED.format(cause="stress or anxiety"))
    assert "  + stress: " in text
    assert "  − " in text


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("is it because i'm not sleeping enough?", "tiredness or lack of sleep"),
        ("could it be low magnesium?", "lacking certain nutrients"),
        ("might it be my antidepressants?", "tremor from alcohol, drugs or a medicine"),
    ],
)
def test_a_part_of_a_cause_is_answered_by_that_cause(text: str, cause: str) -> None:
    assert cause in why_not(text)[0].split("\n")[0]


def test_before_anything_is_told_the_subject_itself_is_answered() -> None:
    (text,) = why_not("could it be the coffee?", State())
    assert text != wording.ASK_FREELY
    assert "affeine" in text


def test_a_warning_that_stands_is_recalled() -> None:
    found = evidence(speech_slurred="present", stress="present")
    told = why_not("isn't it just stress?", State(found, cards=("stroke_signs",)))
    assert told[-1] == wording.STILL_HOLDS


@pytest.mark.parametrize(
    "text",
    [
        "what if it lasts longer than two weeks",
        "what if it goes on for three weeks?",
        "and if it is still there after a month?",
        "what would you say if it lasted 3 months?",
    ],
)
def test_how_long_it_would_last_changes_the_urgency(text: str) -> None:
    now = State(evidence(once_off="present").with_items([Item("duration", "present", value="P1D")]))
    told = what_if(text, now)
    assert wording.URGENCY_THEN in told
    assert wording.URGENCY["see_doctor"] in told


def test_nothing_that_is_supposed_is_nothing_to_answer() -> None:
    assert what_if("what if pigs fly", State(Evidence())) == wording.WHAT_IF_HOW
