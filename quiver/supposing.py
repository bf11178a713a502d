"""Answers to "why not X?" and "what if ...?", from what was told and from the knowledge."""

from __future__ import annotations

import datetime as dt
import re

from quiver import messages, wording
from quiver.assessment import assess, shown
from quiver.conversation import State, supposed
from quiver.evidence import Evidence, Item
from quiver.knowledge import Knowledge
from quiver.language.findings import Listener
from quiver.language.hearing import Hearing
from quiver.messages import Message
from quiver.triage import triage

#: What begins a supposition and is left off to hear what is supposed.
_SUPPOSING = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay)\W+)*"
    r"(?:(?:what|how)\b.{0,40}?\b(?:if|when)|suppose|supposing|imagine|if|say|let'?s say)\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[,?]\s*(?:what then|then what|would .*|what .*|and then)\W*$", re.IGNORECASE)


def what_is_supposed(text: str) -> str:
    """The supposition in a "what if": "what if it was both sides?" gives "it was both sides"."""
    return _AFTER.sub("", _SUPPOSING.sub("", text)).strip(" ?")


def why_not(state: State, topics: tuple[str, ...], know: Knowledge) -> list[Message]:
    """What speaks for and against causes that somebody asks about, by what they told.

    Args:
        state: what is known.
        topics: the subjects that were named in the question.
        know: the knowledge.
    """
    if not state.evidence.items:
        return [Message(wording.ASK_FREELY)]
    assessed = {one.cause.id: one for one in assess(state.evidence, know)}
    named = {one.cause.id for one in shown(state.evidence, know)}
    causes = dict.fromkeys(know.cause_of(topic) for topic in topics)
    asked = [assessed[cause] for cause in causes if cause in assessed]
    if not asked:
        return [Message(wording.WHICH_SUBJECT)]
    said = [messages.why_not(one, one.cause.id in named, know) for one in asked[:2]]
    return [*said, Message(wording.STILL_HOLDS)] if state.cards else said


def supposition(text: str, listener: Listener, day: dt.date) -> Hearing:
    """What is heard in a "what if": a time in it is how long the twitch would last."""
    return listener.hear(what_is_supposed(text), day, duration_asked=True)


def what_if(state: State, supposition: Hearing, know: Knowledge) -> list[Message]:
    """How the result would change if something were otherwise; nothing is noted.

    Args:
        state: what is known.
        supposition: what was heard in the supposition alone.
        know: the knowledge.
    """
    items = [
        Item(heard.finding, heard.status, "told", heard.quote)
        for heard in supposition.findings
        if not heard.other_person and heard.status != "unknown"
    ]
    if supposition.duration:
        items.append(Item("duration", "present", "told", "", supposition.duration))
    if not items:
        return [Message(wording.WHAT_IF_HOW)]
    before, after = state.evidence, supposed(state.evidence, items, know)
    lines = [f"{wording.SUPPOSED} {messages.read_back(items, know)}."]
    urgency = triage(after, know)
    if urgency.urgency != triage(before, know).urgency:
        reason = know.facts[urgency.reasons[0].fact] if urgency.reasons else None
        lines.append(f"{wording.URGENCY_THEN} {wording.URGENCY[urgency.urgency]}")
        lines += [messages.cite(reason, know)] if reason else []
    else:
        lines.append(f"{wording.URGENCY_STAYS} {wording.URGENCY[urgency.urgency]}")
    lines.append(_causes(before, after, know))
    if urgency.dangers:
        lines.append(wording.IF_IT_IS_SO)
    return [Message("\n".join([*lines, wording.NOT_NOTED]))]


def _causes(before: Evidence, after: Evidence, know: Knowledge) -> str:
    then = [one.cause.name for one in shown(after, know)]
    if not then:
        return wording.NO_CAUSE_THEN
    now = [one.cause.name for one in shown(before, know)]
    start = wording.CAUSES_STAY if then == now else wording.CAUSES_THEN
    return f"{start} {', '.join(then)}."
