"""A conversation takes a message in: from what was known and said to what is known, and the alarm.

``replies.py`` says what comes next, and Rasa decides which reply it is (``data/rules``). All of it
is pure functions that know nothing of Rasa, so that whole conversations can be walked without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from quiver import answers, interview
from quiver.answers import Utterance
from quiver.evidence import Evidence, Item
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES, Question, TriageRule
from quiver.language.findings import Hearing
from quiver.triage import more_urgent, triage

_CORRECTING = frozenset(
    "actually sorry meant wrong wait mistake correction mistaken changed change instead "
    "rather".split()
)


@dataclass(frozen=True)
class State:
    """What a conversation remembers between two messages.

    Args:
        evidence: what is known.
        question: the id of the question that is open.
        tries: how often its answer was not understood.
        cards: the danger rules whose card has been shown and still holds.
    """

    evidence: Evidence = Evidence()
    question: str | None = None
    tries: int = 0
    cards: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The state as it is kept in a slot; ``from_dict`` reads it back."""
        return {
            "evidence": self.evidence.as_dicts(),
            "question": self.question,
            "tries": self.tries,
            "cards": list(self.cards),
        }

    @classmethod
    def from_dict(cls, kept: dict[str, Any] | None) -> State:
        """The state kept in a slot; a fresh one for None."""
        if not kept:
            return cls()
        return cls(
            Evidence.from_dicts(kept["evidence"]),
            kept["question"],
            kept["tries"],
            tuple(kept["cards"]),
        )


@dataclass(frozen=True)
class Noted:
    """What taking in a message did.

    Args:
        state: what is known now.
        told: items that were told unasked, to be read back.
        changed: items that replace what was said before.
        understood: whether the message told or answered anything.
        alarm: the danger rule whose card is to be shown now, before anything else.
        calmed: whether a correction took back a danger sign.
    """

    state: State
    told: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    understood: bool = False
    alarm: TriageRule | None = None
    calmed: bool = False


def note(state: State, said: Utterance, know: Knowledge) -> Noted:
    """Takes a message in.

    A reply to the open question answers it; whatever else is told is noted besides; a button of an
    earlier question changes that answer.
    """
    before = state.evidence
    another = before.value("who") == "self" and said.hearing.who in ("child", "other")
    if another and not _corrects(said):
        said = replace(said, hearing=Hearing(topics=said.hearing.topics))  # another one's story
    answered, about = _answered(state, said, know)
    told = _told(state, said, know, {item.finding for item in answered})
    items = [*answered, *told]
    if said.intent == "go_back" and not items:
        return _go_back(state, know)
    instead = _instead(before, items, know) if _corrects(said) else []
    evidence = _merge(before, [*items, *instead], know)
    changed = tuple(
        item
        for item in items
        if (old := before.get(item.finding)) is not None
        and old.status != "unknown"
        and (old.status, old.value) != (item.status, item.value)
    )
    fresh = tuple(item for item in told if before.status(item.finding) in (None, "unknown"))
    if instead:
        changed, fresh = changed + fresh, ()
    understood = evidence != before or bool(answered)
    question, tries = state.question, state.tries
    if answered and about is not None and about.id == question:
        question, tries = None, 0
    after = replace(state, evidence=evidence, question=question, tries=tries)
    return _raise_alarm(Noted(after, fresh, changed, understood), know)


def _raise_alarm(noted: Noted, know: Knowledge) -> Noted:
    """Adds the alarm of danger signs that are new, and whether a correction took some back.

    A sign for today is silent beside a warning that is as urgent; an emergency never is.
    """
    found = triage(noted.state.evidence, know)
    holding = tuple(rule.id for rule in (*found.crises, *found.dangers))
    worst = _worst(noted.state.cards, know)
    new = [
        rule
        for rule in (*found.dangers, *found.crises)
        if rule.id not in noted.state.cards
        and (
            rule.crisis
            or rule.urgency == "emergency"
            or worst is None
            or more_urgent(rule.urgency, worst.urgency)
        )
    ]
    alarm = min(new, key=lambda rule: URGENCIES.index(rule.urgency), default=None)
    # a danger and a crisis told at once: one card now, the other with the next message
    waiting = {rule.id for rule in new if alarm and rule.crisis != alarm.crisis}
    shown = tuple(card for card in holding if card not in waiting)
    calmed = bool(noted.changed) and any(card not in holding for card in noted.state.cards)
    return replace(noted, state=replace(noted.state, cards=shown), alarm=alarm, calmed=calmed)


def _worst(cards: Iterable[str], know: Knowledge) -> TriageRule | None:
    rules = [know.triage[card] for card in cards if card in know.triage]
    rules = [rule for rule in rules if not rule.crisis]
    worst = None
    for rule in rules:
        if worst is None or more_urgent(rule.urgency, worst.urgency):
            worst = rule
    return worst


def _answered(state: State, said: Utterance, know: Knowledge) -> tuple[list[Item], Question | None]:
    """The items by which the message answers a question, and that question."""
    if said.pressed:
        question = know.questions.get(said.pressed[0])
    else:
        question = know.questions.get(state.question or "")
    if question is None or (said.intent in _NO_ANSWER and not said.hearing.findings):
        return [], None
    return answers.interpret(question, state.evidence, said, know) or [], question


#: Acts that are no answer to a question even when their words could be read as one.
_NO_ANSWER = frozenset(
    "why_ask go_back show_noted stop start_over forget_me help get_result "
    "meant_something_else greet goodbye thanks ask_bot ask_sources ask_privacy express_worry "
    "crisis other_language".split()
)


def _told(state: State, said: Utterance, know: Knowledge, answered: set[str]) -> list[Item]:
    """The items that are told besides any answer."""
    hearing, before = said.hearing, state.evidence
    items: list[Item] = []
    correcting = _corrects(said)
    for heard in hearing.findings:
        known = before.status(heard.finding)
        if heard.finding in answered or heard.other_person or heard.status == known:
            continue
        if heard.status == "unknown" and known is not None and not correcting:
            continue
        items.append(Item(heard.finding, heard.status, "told", heard.quote))
    for attribute, value in (
        ("who", hearing.who),
        ("age_band", hearing.age_band),
        ("duration", hearing.duration),
    ):
        known_value = before.value(attribute)
        if value is None or attribute in answered or value == known_value:
            continue
        if known_value is None or correcting:
            span = hearing.duration_span if attribute == "duration" else None
            quote = said.text[slice(*span)] if span else said.text
            items.append(Item(attribute, "present", "told", quote, value))
    return items


def _corrects(said: Utterance) -> bool:
    """Whether the message mends something said before."""
    words = set(said.text.lower().replace(",", " ").split())
    return said.intent == "correct_answer" or bool(_CORRECTING & words)


def _instead(before: Evidence, items: list[Item], know: Knowledge) -> list[Item]:
    """What a correction takes back: the other options of a question that takes only one."""
    said = {item.finding for item in items}
    taken_back = []
    for item in items:
        question = know.question_about(item.finding)
        if item.status != "present" or question is None or question.select != "one":
            continue
        for option in question.options:
            if option.sets.get(item.finding) == "present":
                taken_back += [
                    Item(other, "absent", item.origin, item.quote)
                    for other, status in option.sets.items()
                    if status == "absent" and before.present(other) and other not in said
                ]
                break
    return taken_back


def _merge(before: Evidence, items: list[Item], know: Knowledge) -> Evidence:
    """The evidence with new items, what they imply added, and what they exclude replaced."""
    said = {item.finding: item for item in items}
    merged = before.with_items(items)
    for item in items:
        if item.finding == "age_band":
            old = [i.finding for i in _from_age(before, know) if i.finding not in said]
            implied_by_age = [
                Item(finding.id, "present", item.origin, item.quote)
                for finding in know.findings.values()
                if item.value in finding.ages and finding.id not in said
            ]
            # the age comes last: it is what was answered, for "go back"
            merged = merged.without([*old, "age_band"]).with_items([*implied_by_age, item])
        finding = know.findings.get(item.finding)
        if finding is None or item.status != "present":
            continue
        implied = [
            Item(other, "present", item.origin, item.quote)
            for other in finding.implies
            if other not in said and not merged.present(other)
        ]
        excluded = [
            Item(other, "absent", item.origin, item.quote)
            for other in finding.excludes
            if other not in said and merged.present(other)
        ]
        merged = merged.with_items(implied + excluded)
    return merged


def _from_age(evidence: Evidence, know: Knowledge) -> list[Item]:
    """The items that rest on nothing but the age."""
    age = evidence.get("age_band")
    return [
        item
        for finding in know.findings.values()
        if age and finding.ages and (item := evidence.get(finding.id)) and item.quote == age.quote
    ]


def _go_back(state: State, know: Knowledge) -> Noted:
    last = interview.last_asked(state.evidence, know)
    if last is None:
        return Noted(state)
    reopened = last.findings if last.findings else (str(last.attribute),)
    if last.attribute == "age_band":
        reopened += tuple(item.finding for item in _from_age(state.evidence, know))
    evidence = Evidence(
        tuple(
            item
            for item in state.evidence
            if not (item.finding in reopened and item.origin == "asked")
        )
    )
    found = triage(evidence, know)
    cards = tuple(rule.id for rule in (*found.crises, *found.dangers))
    return Noted(State(evidence, None, 0, cards), understood=True)


def is_over(state: State, know: Knowledge) -> bool:
    """Whether nothing is left to ask: no question is open, or help is needed now."""
    if triage(state.evidence, know).urgency == "emergency":
        return True
    return interview.next_question(state.evidence, know) is None
