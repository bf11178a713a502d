"""Going back, and changing an answer by its name or its number."""

from __future__ import annotations

import re

from quiver.evidence import Evidence, Item
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Question
from quiver.language.text import read

#: The id in a button that asks a question again.
AGAIN = "again"

_NUMBER = re.compile(r"\b(?:answer|number|no\.?|question|change|edit)\s*(\d{1,2})\b", re.IGNORECASE)
_OTHER_SIDE = re.compile(r"\b(?:other|opposite|wrong) side\b", re.IGNORECASE)
_SIDES = ("side_left", "side_right")


def answered(evidence: Evidence, know: Knowledge) -> list[Question]:
    """The questions of which anything is known, in the order in which it became known."""
    found = (know.question_about(item.finding) for item in evidence)
    return list({question.id: question for question in found if question}.values())


def named(text: str, evidence: Evidence, know: Knowledge) -> Question | None:
    """The question whose answer somebody wants to change, by its number or its words.

    Args:
        text: what was written: "change answer 2", "change my answer about sleep".
        evidence: what is known.
        know: the knowledge.
    """
    questions = answered(evidence, know)
    number = _NUMBER.search(text)
    if number:
        place = int(number[1])
        return questions[place - 1] if 1 <= place <= len(questions) else None
    words = {token.word for token in read(text).tokens}
    called = (q for q in know.questions.values() if words & set(" ".join(q.names[1:]).split()))
    return next(called, None)


def reopened(question: Question, evidence: Evidence, know: Knowledge) -> Evidence:
    """The evidence in which nothing is known of a question any more."""
    known = list(question.findings) or [str(question.attribute)]
    if question.attribute == "age_band":
        known += [item.finding for item in from_age(evidence, know)]
    return evidence.without(known)


def from_age(evidence: Evidence, know: Knowledge) -> list[Item]:
    """The items that rest on nothing but the age."""
    age = evidence.get("age_band")
    return [
        item
        for finding in know.findings.values()
        if age and finding.ages and (item := evidence.get(finding.id)) and item.quote == age.quote
    ]


def other_side(text: str, evidence: Evidence) -> list[Item]:
    """What "actually it's the other side" says, when one side is known."""
    if not _OTHER_SIDE.search(text):
        return []
    known = [side for side in _SIDES if evidence.present(side)]
    if len(known) != 1:
        return []
    other = next(side for side in _SIDES if side not in known)
    return [Item(known[0], "absent", "told", text), Item(other, "present", "told", text)]
