"""A conversation as pure functions: from what was known and said to what is known and said next.

``note`` takes a message in: it turns it into evidence and raises the alarm. ``reply_to`` and its
neighbours say what comes next. Rasa decides which of them runs (``data/rules``); nothing here
knows of Rasa, so that whole conversations can be walked in a test without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from quiver import answers, interview, messages, wording
from quiver.answers import Utterance
from quiver.assessment import shown
from quiver.evidence import Evidence, Item
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Question, TriageRule
from quiver.language.findings import Hearing
from quiver.messages import Message
from quiver.triage import Triage, holds, more_urgent, triage

#: A question is put in other words at the first misunderstanding, and left at the third.
MAX_TRIES = 2
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
    if before.value("who") == "self" and said.hearing.who in ("child", "other"):
        said = replace(said, hearing=Hearing(topics=said.hearing.topics))  # another one's story
    answered, about = _answered(state, said, know)
    told = _told(state, said, know, {item.finding for item in answered})
    items = [*answered, *told]
    if said.intent == "go_back":
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
    return _raise_alarm(
        before,
        Noted(replace(state, evidence=evidence, question=question, tries=tries), fresh, changed,
              understood),
        know,
    )  # fmt: skip


def _raise_alarm(before: Evidence, noted: Noted, know: Knowledge) -> Noted:
    found = triage(noted.state.evidence, know)
    holding = tuple(rule.id for rule in (*found.crises, *found.dangers))
    new = [rule for rule in (*found.crises, *found.dangers) if rule.id not in noted.state.cards]
    alarm = new[0] if new else None
    worst = _worst(noted.state.cards, know)
    repeats = alarm and worst and not more_urgent(alarm.urgency, worst.urgency)
    if alarm and repeats and alarm.urgency != "emergency" and not alarm.crisis:
        alarm = None
    calmed = bool(noted.changed) and any(card not in holding for card in noted.state.cards)
    return replace(noted, state=replace(noted.state, cards=holding), alarm=alarm, calmed=calmed)


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
    "crisis".split()
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
            items.append(Item(attribute, "present", "told", value, value))
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


def _go_back(state: State, know: Knowledge) -> Noted:
    last = interview.last_asked(state.evidence, know)
    if last is None:
        return Noted(state)
    reopened = last.findings if last.findings else (str(last.attribute),)
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


def ask(state: State, know: Knowledge) -> tuple[State, list[Message]]:
    """The next question, in other words after a misunderstanding, and the state it is open in."""
    question = interview.next_question(state.evidence, know)
    if question is None:
        return replace(state, question=None), []
    if question.id != state.question:
        state = replace(state, question=question.id, tries=0)
    left = len(interview.open_questions(state.evidence, know))
    asked = len({
        q.id
        for item in state.evidence
        if item.origin == "asked" and (q := know.question_about(item.finding)) is not None
    })  # fmt: skip
    offered = answers.choices(question, state.evidence, know)
    message = messages.question(
        question, state.evidence, offered, know, (asked, asked + left), retry=state.tries > 0
    )
    return state, [message]


def misunderstood(state: State, said: Utterance, know: Knowledge) -> tuple[State, list[Message]]:
    """What is said to a reply that was not understood, before the question is asked again.

    At the third time the question is left without an answer, so that nobody is stuck.
    """
    if said.pressed:
        return state, [Message(wording.OLD_BUTTON)]
    if said.intent == "go_back":
        return state, [Message(wording.NOTHING_TO_GO_BACK)]
    question = know.questions.get(state.question or "")
    if question is None:
        return state, [Message(wording.ASK_FREELY)]
    if state.tries < MAX_TRIES:
        return replace(state, tries=state.tries + 1), [Message(wording.RETRY_BUTTONS)]
    unsure = Utterance(answers.NOT_SURE, pressed=(question.id, answers.NOT_SURE))
    return note(state, unsure, know).state, [Message(wording.LEFT_OUT)]


def acknowledge(noted: Noted, know: Knowledge) -> list[Message]:
    """The read-back of what was told unasked and of what was changed."""
    said = []
    if noted.changed:
        said.append(messages.noted(noted.changed, know, changed=True))
    told = [item for item in noted.told if (item.finding, item.value) != ("who", "self")]
    if told:
        said.append(messages.noted(told, know))
    if noted.calmed:
        said.append(Message(wording.TAKEN_BACK))
    return said


def result(state: State, know: Knowledge) -> list[Message]:
    """The result: after an emergency card what to tell the helpers, else the whole assessment."""
    evidence = state.evidence
    found = triage(evidence, know)
    causes = shown(evidence, know)
    advice = _advice(evidence, found, know)
    if found.urgency == "emergency":
        return [messages.emergency_handover(evidence, found, causes, advice, know)]
    return [messages.assessment(evidence, found, causes, advice, know)]


def _advice(evidence: Evidence, found: Triage, know: Knowledge) -> list[Any]:
    return [
        advice
        for advice in know.advice.values()
        if found.urgency in advice.urgencies
        and (not advice.when or any(holds(condition, evidence) for condition in advice.when))
    ]


def answer(state: State, said: Utterance, know: Knowledge) -> list[Message]:
    """The answer to a question about the subject, from the knowledge, with its sources."""
    named = [know.topics[t] for t in said.hearing.topics if t in know.topics]
    by_name = said.intent in ("ask_cause", "ask_condition_info", "ask_definition",
                              "ask_tremor_types")  # fmt: skip
    if named and by_name:
        said_facts = [
            (
                topic,
                topic.can_cause if said.intent == "ask_cause" and topic.can_cause else topic.tell,
            )
            for topic in named[:2]
        ]
        result = [
            messages.answer(topic.id, [know.facts[f] for f in facts], know)
            for topic, facts in said_facts
        ]
    else:
        general = [t for t in know.topics.values() if said.intent in t.intents]
        result = [
            messages.answer(topic.id, [know.facts[f] for f in topic.tell], know)
            for topic in general
        ] or [Message(wording.WHICH_SUBJECT)]
    if state.cards:
        result.append(Message(wording.STILL_HOLDS))
    return result


def why(state: State, know: Knowledge) -> list[Message]:
    """Why the open question is asked."""
    question = know.questions.get(state.question or "")
    if question is None:
        return [Message(wording.WHY_NOTHING)]
    if question.why_fact is None:
        return [Message(question.why)]
    return [messages.answer(question.id, [know.facts[question.why_fact]], know, question.why)]


def known(state: State, know: Knowledge) -> list[Message]:
    """What has been noted so far."""
    if not state.evidence.items:
        return [Message(wording.NOTHING_NOTED)]
    read_back = messages.noted(state.evidence, know)
    text = f"{wording.KNOWN} {messages.read_back(state.evidence, know)}. {wording.HOW_TO_MEND}"
    return [replace(read_back, text=text)]


def sources(know: Knowledge) -> list[Message]:
    """Where the facts come from: the article, and everything besides it."""
    besides = "; ".join(source.name for source in know.sources.values())
    return [Message(wording.SOURCES.format(article=know.article, besides=besides))]


def stopped(state: State, know: Knowledge) -> list[Message]:
    """What is said when the interview is left: how urgent it is by what is known, and on what."""
    found = triage(state.evidence, know)
    nets = [a for a in _advice(state.evidence, found, know) if a.kind == "safety_net"]
    said = [Message(wording.STOPPED)]
    if state.evidence.items and found.urgency != "self_care":
        said.append(Message(f"{wording.SO_FAR} {wording.URGENCY[found.urgency]}"))
    if nets:
        said.append(messages.answer("safety_net", [know.facts[a.fact] for a in nets], know,
                                    wording.ADVICE["safety_net"]))  # fmt: skip
    return said
