"""What to ask next, and when to stop: see docs/interview.md.

The next question is the one whose answers would change the outcome most, urgency before causes. A
question of which no answer could change the outcome is not asked, so the interview is over when
none is left. All of it is a pure function of the evidence.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from quiver import outlook
from quiver.evidence import Evidence, Item, Origin, Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Question
from quiver.outlook import Facts, Outcome, Standing
from quiver.triage import holds

#: No interview is longer. What is left out then can change no urgency, only the causes named.
AT_MOST = 14


@dataclass(frozen=True)
class Worth:
    """What asking a question is worth now.

    Args:
        question: the question.
        urgency: how many steps of urgency its answers change, on average over its choices.
        combined: how many steps more urgent it could become together with other answers.
        causes: the share of its choices that change which causes are named.
        changes: whether any answer to it changes the outcome, by itself or with other answers.
    """

    question: Question
    urgency: float
    combined: int
    causes: float
    changes: bool

    @property
    def key(self) -> tuple[bool, float, int, float, int]:
        """The greater, the sooner it is asked."""
        first = self.question.leads
        return first, self.urgency, self.combined, self.causes, -self.question.order


def is_open(question: Question, evidence: Evidence) -> bool:
    """Whether a question could still be asked.

    A question about several findings is open until each is known, or, when it takes one option,
    until one is present. A question that only matters under conditions waits for them.
    """
    if question.ask_if and not any(holds(condition, evidence) for condition in question.ask_if):
        return False
    if question.attribute:
        return evidence.get(question.attribute) is None
    if question.select == "one" and any(evidence.present(f) for f in question.findings):
        return False
    return any(_unasked(question, finding, evidence) for finding in question.findings)


def _unasked(question: Question, finding: str, evidence: Evidence) -> bool:
    """Whether nothing is known of a finding, and, of what is insisted on, nothing but a doubt."""
    item = evidence.get(finding)
    if item is None:
        return True
    return question.insists and (item.origin, item.status) == ("told", "unknown")


def open_questions(evidence: Evidence, knowledge: Knowledge) -> list[Question]:
    """The questions that could still be asked."""
    return [question for question in knowledge.questions.values() if is_open(question, evidence)]


def next_question(evidence: Evidence, knowledge: Knowledge) -> Question | None:
    """The question to ask now, or None when no answer could change the outcome."""
    worth = worth_asking(evidence, knowledge)
    return worth[0].question if worth else None


@functools.lru_cache(maxsize=256)  # a turn asks several times of the same evidence
def worth_asking(evidence: Evidence, knowledge: Knowledge) -> tuple[Worth, ...]:
    """The open questions that could change the outcome, the most worth asking first.

    None is worth asking any more after ``AT_MOST`` questions.
    """
    if asked(evidence, knowledge) >= AT_MOST:
        return ()
    view = outlook.of(knowledge)
    facts = view.facts(evidence)
    candidates = open_questions(evidence, knowledge)
    reach = _reach(facts, evidence, candidates, knowledge)
    standing = view.standing(facts)
    before = standing.around(0)(facts)
    found = [_worth(q, before, standing, facts, evidence, reach, knowledge) for q in candidates]
    return tuple(sorted((w for w in found if w.changes), key=lambda w: w.key, reverse=True))


def asked(evidence: Evidence, knowledge: Knowledge) -> int:
    """How many questions have been asked: those that gave an answer, "not sure" included."""
    findings = {item.finding for item in evidence if item.origin == "asked"}
    return sum(
        not findings.isdisjoint(question.findings or (question.attribute,))
        for question in knowledge.questions.values()
    )


@dataclass(frozen=True)
class Progress:
    """How far the interview is.

    Args:
        asked: how many questions have been answered.
        about: how many are about to come, this one included, when nothing else is found.
        at_most: how many there can be in all.
    """

    asked: int
    about: int
    at_most: int


def progress(evidence: Evidence, knowledge: Knowledge) -> Progress:
    """How far the interview is, told honestly: what is about to come is played through."""
    done = asked(evidence, knowledge)
    about, now = 0, evidence
    while question := next_question(now, knowledge):
        about += 1
        names = question.findings or (str(question.attribute),)
        rest: Status = "absent" if question.select == "many" else "unknown"
        now = now.with_items(Item(f, rest, "asked") for f in names if not now.present(f))
    return Progress(done, about, AT_MOST)


def _worth(
    question: Question,
    before: Outcome,
    standing: Standing,
    facts: Facts,
    evidence: Evidence,
    reach: dict[str, int],
    know: Knowledge,
) -> Worth:
    """What a question is worth now; each of its choices alone counts the same."""
    around = standing.around(_bits(question, know))
    answers = [facts.after(a) for a in simple_answers(question, evidence, know)]
    outcomes = [around(answer) for answer in answers]
    urgency = sum(abs(o.urgency - before.urgency) for o in outcomes) / len(outcomes)
    causes = sum(o.named != before.named for o in outcomes) / len(outcomes)
    combined = max(before.urgency - reach.get(question.id, before.urgency), 0)
    changes = question.leads or urgency > 0 or causes > 0 or combined > 0
    if not changes:
        # choices that do nothing alone may do something together
        changes = any(
            around(facts.after(a)) != before for a in every_answer(question, evidence, know)
        )
    return Worth(question, round(urgency, 3), combined, round(causes, 3), changes)


def simple_answers(question: Question, evidence: Evidence, know: Knowledge) -> list[Facts]:
    """What each choice of an open question says when it is chosen alone."""
    if question.select == "one":
        return _options(question, evidence, know)
    own = open_findings(question, evidence)
    return [_chosen((), own, know), *(_chosen((finding,), own, know) for finding in own)]


def every_answer(question: Question, evidence: Evidence, know: Knowledge) -> Iterator[Facts]:
    """What every answer that the buttons of an open question can give says.

    Where several can be chosen, the rest is absent, or, with "not sure" chosen too, unknown.
    """
    if question.select == "one":
        yield from _options(question, evidence, know)
        return
    own = open_findings(question, evidence)
    for count in range(len(own) + 1):
        for chosen in itertools.combinations(own, count):
            yield _chosen(chosen, own, know)
            yield _chosen(chosen, chosen, know)


def _options(question: Question, evidence: Evidence, know: Knowledge) -> list[Facts]:
    view = outlook.of(know)
    if question.attribute:
        unknown = view.value_bits(question.attribute, None)
        return [
            Facts(
                view.value_bits(question.attribute, option.value)
                | view.bits(_of_value(question, option.value, know)),
                unknown,
            )
            for option in question.options
        ]
    told = []
    for option in question.options:
        present = [f for f, status in option.sets.items() if status == "present"]
        rest = {*open_findings(question, evidence), *option.sets}
        told.append(_chosen(tuple(present), tuple(rest), know))
    return told


def _chosen(chosen: tuple[str, ...], own: tuple[str, ...], know: Knowledge) -> Facts:
    """What choosing some findings out of a question's own says; they imply others besides."""
    implied = {f for name in chosen for f in know.findings[name].implies if f not in own}
    rest = [finding for finding in own if finding not in chosen]
    view = outlook.of(know)
    return Facts(view.bits((*chosen, *implied)), view.bits(rest))


def _of_value(question: Question, value: str | None, know: Knowledge) -> list[str]:
    """The findings that an age brings with it; other values bring none."""
    if question.attribute != "age_band":
        return []
    return [finding.id for finding in know.findings.values() if value in finding.ages]


def _bits(question: Question, know: Knowledge) -> int:
    """Every bit that an answer to a question can touch."""
    view = outlook.of(know)
    if question.attribute:
        ages = {f for option in question.options for f in _of_value(question, option.value, know)}
        return view.attribute_bits(question.attribute) | view.bits(ages)
    implied = {f for name in question.findings for f in know.findings[name].implies}
    return view.bits((*question.findings, *implied))


def _reach(
    facts: Facts, evidence: Evidence, candidates: list[Question], know: Knowledge
) -> dict[str, int]:
    """The most urgent rule that an open question could still help to hold, by the question's id.

    Whatever may yet be asked counts, also what only an answer would make worth asking.
    """
    view = outlook.of(know)
    open_bits = {q.id: _open_bits(q, evidence, know) for q in candidates}
    maybe = functools.reduce(int.__or__, open_bits.values(), 0)
    for question in know.questions.values():
        later = question.ask_if and question.id not in open_bits
        if later and any(view.could_hold(c, facts, maybe) for c in question.ask_if):
            maybe |= _open_bits(question, evidence, know)
    found: dict[str, int] = {}
    for urgency, waits in view.reachable(facts, maybe):
        for name, own in open_bits.items():
            if waits & own:
                found[name] = min(urgency, found.get(name, urgency))
    return found


def _open_bits(question: Question, evidence: Evidence, know: Knowledge) -> int:
    if question.attribute:
        return 0 if evidence.get(question.attribute) else _bits(question, know)
    if question.select == "one" and any(evidence.present(f) for f in question.findings):
        return 0
    own = open_findings(question, evidence)
    return _chosen(own, own, know).present


def open_findings(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """The findings of a question that nothing is known of: what it still offers and sets.

    A question that insists also offers what was only told to be absent: a danger sign must not
    rest on how one sentence was read.
    """
    return tuple(
        finding
        for finding in question.findings
        if _unasked(question, finding, evidence)
        or (question.insists and (item := evidence.get(finding))
            and item.origin == "told" and item.status == "absent")
    )  # fmt: skip


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
        doubted = rest == "unknown" and evidence.absent(finding)  # a doubt takes no denial back
        if finding not in statuses and not doubted:
            items.append(Item(finding, rest, origin, quote))
    return items
