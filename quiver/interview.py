"""What to ask next: the first question, danger before all else, whose answer is not known yet."""

from __future__ import annotations

from quiver.evidence import Evidence, Item, Origin, Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Question
from quiver.triage import holds


def is_open(question: Question, evidence: Evidence) -> bool:
    """Whether a question is still to be asked.

    A question about several findings is open until each is known, or, when it takes one option,
    until one is present. A question that only matters under conditions waits for them.
    """
    if question.ask_if and not any(holds(condition, evidence) for condition in question.ask_if):
        return False
    if question.attribute:
        return evidence.get(question.attribute) is None
    if question.select == "one" and any(evidence.present(f) for f in question.findings):
        return False
    return any(evidence.status(finding) is None for finding in question.findings)


def open_questions(evidence: Evidence, knowledge: Knowledge) -> list[Question]:
    """The questions still to be asked, in the order in which they are."""
    return [question for question in knowledge.questions.values() if is_open(question, evidence)]


def next_question(evidence: Evidence, knowledge: Knowledge) -> Question | None:
    """The question to ask now, or None when nothing is open."""
    return next(iter(open_questions(evidence, knowledge)), None)


def open_findings(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """The findings of a question that nothing is known of: what it still offers and sets."""
    return tuple(f for f in question.findings if evidence.status(f) is None)


def last_asked(evidence: Evidence, knowledge: Knowledge) -> Question | None:
    """The question answered last, for "go back"; None when none was."""
    for item in reversed(evidence.items):
        if item.origin == "asked":
            return knowledge.question_about(item.finding)
    return None


def settle(
    question: Question, evidence: Evidence, statuses: dict[str, Status], rest: Status, quote: str
) -> list[Item]:
    """The items an answer to a question makes.

    Args:
        question: the question.
        evidence: what was known before.
        statuses: what the answer says of findings.
        rest: what it says of the question's findings that it does not name and that are not known.
        quote: the answer's words.
    """
    origin: Origin = "asked"
    items = [Item(finding, status, origin, quote) for finding, status in statuses.items()]
    for finding in open_findings(question, evidence):
        if finding not in statuses:
            items.append(Item(finding, rest, origin, quote))
    return items
