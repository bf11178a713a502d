"""A conversation takes a message in: from what was known and said to what is known, and the alarm.

``replies.py`` says what comes next, and Rasa decides which reply it is (``data/rules``). All of it
is pure functions that know nothing of Rasa, so that whole conversations can be walked without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from quiver import answers, interview, mending
from quiver.answers import Utterance
from quiver.evidence import Evidence, Item, Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES, Question, TriageRule
from quiver.language.hearing import Hearing
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
        again: the ids of questions to ask once more, the last first: their answers are to change.
        doubted: what was present in those answers.
    """

    evidence: Evidence = Evidence()
    question: str | None = None
    tries: int = 0
    cards: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    doubted: tuple[Item, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The state as it is kept in a slot; ``from_dict`` reads it back."""
        return {
            "evidence": self.evidence.as_dicts(),
            "question": self.question,
            "tries": self.tries,
            "cards": list(self.cards),
            "again": list(self.again),
            "doubted": Evidence(self.doubted).as_dicts(),
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
            tuple(kept["again"]),
            Evidence.from_dicts(kept["doubted"]).items,
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
    once_more = _asks_once_more(state, about, answered)
    if once_more:
        answered = []
    told = _told(state, said, know, {item.finding for item in answered})
    if _corrects(said) and not told:
        told = mending.other_side(said.text, before)
    items = [*answered, *told]
    if not items and not once_more and (asks_again := _to_ask_again(state, said, know)) is not None:
        return asks_again
    instead = _instead(before, items, know) if _corrects(said) else []
    evidence = _undoubted(_merge(before, [*items, *instead], know), state.doubted, know)
    changed = tuple(
        item
        for item in items
        if (old := before.get(item.finding)) is not None
        and old.status != "unknown"
        and (old.status, old.value) != (item.status, item.value)
    )
    if changed and about is not None and about.id != state.question:
        # a button of an earlier question: what it says now is the change
        changed += tuple(i for i in answered if i.status == "present" and i not in changed)
    fresh = tuple(item for item in told if before.status(item.finding) in (None, "unknown"))
    if instead:
        changed, fresh = changed + fresh, ()
    fresh += _typed(answered, about, said)
    understood = evidence != before or bool(answered) or once_more
    question, tries, again = state.question, state.tries + once_more, state.again
    if answered and about is not None and about.id == question:
        question, tries = None, 0
        again = tuple(one for one in again if one != about.id)
    after = replace(state, evidence=evidence, question=question, tries=tries, again=again)
    doubted = tuple(item for item in state.doubted if evidence.get(item.finding) is None)
    again = tuple(question.id for question in _open_again(after, know))
    after = replace(after, again=again, doubted=doubted)
    return _raise_alarm(Noted(after, fresh, changed, understood), know)


def _typed(answered: list[Item], question: Question | None, said: Utterance) -> tuple[Item, ...]:
    """What a reply to a list in words was taken for: read back, as words can be misread.

    Numbers alone ("1,3") are the choices themselves, as buttons are.
    """
    in_words = any(character.isalpha() for character in said.text)
    if said.pressed or not in_words or question is None or question.select == "one":
        return ()
    return tuple(item for item in answered if item.status == "present")


def _asks_once_more(state: State, question: Question | None, answered: list[Item]) -> bool:
    """Whether a question that insists is asked in other words: the first answer is "not sure"."""
    return (
        question is not None
        and question.insists
        and question.id == state.question
        and state.tries == 0
        and bool(answered)
        and all(item.status == "unknown" for item in answered)
    )


def _to_ask_again(state: State, said: Utterance, know: Knowledge) -> Noted | None:
    """What "go back" and "change my answer about ..." do; None when it is neither."""
    if said.intent == "go_back":
        return _ask_again(state, interview.last_asked(state.evidence, know), know)
    if said.pressed and said.pressed[1] == mending.AGAIN:
        return _ask_again(state, know.questions.get(said.pressed[0]), know)
    if said.intent == "change_answer":
        return _ask_again(state, mending.named(said.text, state.evidence, know), know)
    return None


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
    # what a question warned of that is asked again stands until it is answered
    waits = {
        name for q in _open_again(noted.state, know) for name in (*q.findings, str(q.attribute))
    }
    shown += tuple(
        card
        for card in noted.state.cards
        if card not in shown and waits & _looked_at(know.triage[card])
    )
    calmed = any(card not in shown for card in noted.state.cards)
    return replace(noted, state=replace(noted.state, cards=shown), alarm=alarm, calmed=calmed)


def _looked_at(rule: TriageRule) -> set[str]:
    """The findings and attributes that a rule rests on."""
    attributes = {"age_band"} if any(c.ages for c in rule.when) else set()
    if any(c.at_least or c.less_than for c in rule.when):
        attributes.add("duration")
    return attributes | {finding for c in rule.when for finding in c.findings}


def _undoubted(evidence: Evidence, doubted: tuple[Item, ...], know: Knowledge) -> Evidence:
    """The evidence with danger signs put back that were asked again and answered "not sure".

    Only a correction takes a danger sign back; a doubt does not.
    """
    dangers = {
        finding
        for rule in know.triage.values()
        if rule.action
        for condition in rule.when
        for finding in condition.all + condition.any
    }
    back = [i for i in doubted if i.finding in dangers and evidence.status(i.finding) == "unknown"]
    return evidence.with_items(back)


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
    if said.pressed and said.pressed[0] in know.findings and said.pressed[1] in get_args(Status):
        finding, status = said.pressed
        return [Item(finding, cast(Status, status), "told", status)], None
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
    """The evidence with new items, what they imply added, and what they exclude replaced.

    What follows from an answer was not itself asked, so its origin is "told".
    """
    said = {item.finding: item for item in items}
    merged = before.with_items(items)
    for item in items:
        if item.finding == "age_band":
            old = [i.finding for i in mending.from_age(before, know) if i.finding not in said]
            implied_by_age = [
                Item(finding.id, "present", "told", item.quote)
                for finding in know.findings.values()
                if item.value in finding.ages and finding.id not in said
            ]
            # the age comes last: it is what was answered, for "go back"
            merged = merged.without([*old, "age_band"]).with_items([*implied_by_age, item])
        finding = know.findings.get(item.finding)
        if finding is None or item.status != "present":
            continue
        implied = [
            Item(other, "present", "told", item.quote)
            for other in finding.implies
            if other not in said and not merged.present(other)
        ]
        excluded = [
            Item(other, "absent", "told", item.quote)
            for other in finding.excludes
            if other not in said and merged.present(other)
        ]
        merged = merged.with_items(implied + excluded)
    return merged


def supposed(before: Evidence, items: list[Item], know: Knowledge) -> Evidence:
    """The evidence if something were so, with what it takes back; for "what if ...?" only."""
    return _merge(before, [*items, *_instead(before, items, know)], know)


def _ask_again(state: State, question: Question | None, know: Knowledge) -> Noted:
    """Opens a question once more; what was said of it is forgotten."""
    if question is None:
        return Noted(state)
    evidence = mending.reopened(question, state.evidence, know)
    # a card that rests on it stays until the question is answered otherwise
    again = (*(one for one in state.again if one != question.id), question.id)
    gone = (i for i in state.evidence if i.status == "present" and not evidence.get(i.finding))
    doubted = (*state.doubted, *(item for item in gone if item.value is None))
    return Noted(State(evidence, None, 0, state.cards, again, doubted), understood=True)


def is_over(state: State, know: Knowledge) -> bool:
    """Whether nothing is left to ask: no question is open, or help is needed now."""
    if triage(state.evidence, know).urgency == "emergency":
        return True
    return open_again(state, know) is None and (
        interview.next_question(state.evidence, know) is None
    )


def open_again(state: State, know: Knowledge) -> Question | None:
    """The question that is asked once more because its answer is to change, if one is."""
    return next(reversed(_open_again(state, know)), None)


def _open_again(state: State, know: Knowledge) -> list[Question]:
    questions = [know.questions[name] for name in state.again]
    return [
        question
        for question in questions
        if any(
            state.evidence.get(name) is None
            for name in question.findings or (str(question.attribute),)
        )
    ]
