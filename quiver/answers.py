"""What a reply to an open question means: a button, a number, a label, yes or no, or free words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rapidfuzz import fuzz

from quiver.evidence import Evidence, Item, Status
from quiver.interview import open_findings, settle
from quiver.knowledge import Knowledge, button_payload
from quiver.knowledge.models import Question
from quiver.language.ages import age_of, band
from quiver.language.durations import duration
from quiver.language.hearing import Hearing
from quiver.language.numbers import chosen_numbers
from quiver.language.reply import mentioned, reply
from quiver.language.text import read

NOT_SURE, NONE, ALL = "not_sure", "none", "all"
#: Ids that the buttons of every question may carry besides those of its own options.
COMMON = (NOT_SURE, NONE)

_SAME = 100  # a label typed out is that choice, whatever else is heard in its words
_LABEL_SCORE = 90  # of 100; below, a typed label is not taken for the option
_NONE_WORDS = frozenset(
    "none no nope nah neither nothing nowt never non noone not negative nil zero".split()
)
_ALL_WORDS = frozenset({"all", "everything", "both"})
_ONLY = frozenset({"only", "just"})


@dataclass(frozen=True)
class Choice:
    """One choice offered with a question: its id, its label, and what the button sends."""

    id: str
    title: str
    payload: str


@dataclass(frozen=True)
class Utterance:
    """One message of the person, as the pipeline understood it.

    Args:
        text: what was written; empty when a button was pressed.
        intent: the act of the message.
        hearing: what was heard in it.
        pressed: question and answer of the button pressed, if it was one.
        day: the day it was written on, from which "since Tuesday" counts.
    """

    text: str
    intent: str = ""
    hearing: Hearing = Hearing()
    pressed: tuple[str, str] | None = None
    day: dt.date | None = None


def choices(question: Question, evidence: Evidence, knowledge: Knowledge) -> list[Choice]:
    """What is offered with a question, in order: its options, then none of them, then not sure."""
    if question.select == "many":
        own = [(f, knowledge.findings[f].label) for f in open_findings(question, evidence)]
        own.append((NONE, "None of these"))
    else:
        own = [(option.id, option.title) for option in question.options]
    own.append((NOT_SURE, "Not sure"))
    return [Choice(i, title, button_payload(question.id, i)) for i, title in own]


def interpret(
    question: Question, evidence: Evidence, said: Utterance, knowledge: Knowledge
) -> list[Item] | None:
    """The items that a reply to a question makes, or None when it is no answer to it.

    Args:
        question: the question that is open, or whose button was pressed.
        evidence: what was known before the reply.
        said: the reply.
        knowledge: the knowledge.
    """
    if said.pressed:
        asked, answer = said.pressed
        chosen = answer.split(",")
        offered = _offered(question)
        if asked != question.id or not all(choice in offered for choice in chosen):
            return None
        return _choose(question, evidence, chosen, answer)
    return (
        _typed_age(question, evidence, said)
        or _typed_number(question, evidence, said, knowledge)
        or _typed_label(question, evidence, said, knowledge, _SAME)
        or _attribute(question, said)
        or _told(question, evidence, said, knowledge)
        or _typed_label(question, evidence, said, knowledge, _LABEL_SCORE)
        or _yes_no(question, evidence, said)
    )


def _offered(question: Question) -> set[str]:
    own = question.findings if question.select == "many" else [o.id for o in question.options]
    return {*own, *COMMON}


def _choose(
    question: Question, evidence: Evidence, chosen: list[str], quote: str
) -> list[Item] | None:
    """The items of chosen option ids; None when several are chosen of which one is asked for."""
    own = list(dict.fromkeys(choice for choice in chosen if choice not in COMMON))
    if question.select == "many" and own:
        present: dict[str, Status] = dict.fromkeys(own, "present")
        rest: Status = "unknown" if NOT_SURE in chosen else "absent"
        return settle(question, evidence, present, rest, quote)
    if len(set(chosen)) > 1:
        return None
    if NOT_SURE in chosen:
        if question.attribute:
            return [Item(question.attribute, "unknown", "asked", quote)]
        return settle(question, evidence, {}, "unknown", quote)
    if NONE in chosen:
        return settle(question, _forget(question, evidence), {}, "absent", quote)
    option = next(o for o in question.options if o.id == chosen[0])
    if question.attribute:
        return [Item(question.attribute, "present", "asked", quote, option.value)]
    return settle(question, evidence, dict(option.sets), "absent", quote)


def _forget(question: Question, evidence: Evidence) -> Evidence:
    """For a button that denies all: what was said of these findings before is asked anew."""
    return evidence.without(f for f in question.findings if evidence.status(f) != "present")


def _typed_age(question: Question, evidence: Evidence, said: Utterance) -> list[Item] | None:
    """A bare number at the question of age: years, unless it can only be the number of a choice.

    Nobody under 7 writes of themselves, so there a small number is a choice.
    """
    number = said.text.strip()
    if question.attribute != "age_band" or not number.isdecimal() or len(number) > 3:
        return None
    if evidence.value("who") != "child" and int(number) <= len(question.options) + 1:
        return None
    return [Item("age_band", "present", "asked", number, band(int(number)))]


def _typed_number(
    question: Question, evidence: Evidence, said: Utterance, knowledge: Knowledge
) -> list[Item] | None:
    offered = choices(question, evidence, knowledge)
    own = sum(choice.id not in COMMON for choice in offered)
    if said.text.lstrip().startswith("-"):
        return None  # "-1" is no choice
    numbers = chosen_numbers(read(said.text).words, own, question.select == "many")
    if not numbers or not all(1 <= number <= len(offered) for number in numbers):
        return None
    return _choose(question, evidence, [offered[n - 1].id for n in numbers], said.text)


def _attribute(question: Question, said: Utterance) -> list[Item] | None:
    value = {
        "duration": said.hearing.duration or _bare_time(said),
        "who": said.hearing.who,
        "age_band": said.hearing.age_band,
    }.get(question.attribute or "")
    if question.attribute == "age_band" and value is None:
        value = _bare_age(said)
    if question.attribute is None or value is None:
        return None
    return [Item(question.attribute, "present", "asked", said.text, value)]


def _bare_time(said: Utterance) -> str | None:
    """The time that a reply to "how long" names, whatever words it stands beside."""
    time = duration(read(said.text), said.day, asked=True) if said.day else None
    return time.iso if time else None


def _bare_age(said: Utterance) -> str | None:
    """The age band of an age that is said without more: "45", "45 years", "8 months"."""
    words = [token.word for token in read(said.text).tokens]
    ages = [age for word in words if (age := age_of(word)) is not None]
    if len(ages) != 1 or len(words) > 3:
        return None
    small = any(word.startswith(("month", "week", "day")) for word in words)
    return band(ages[0] / 12 if small else ages[0])


def _told(
    question: Question, evidence: Evidence, said: Utterance, knowledge: Knowledge
) -> list[Item] | None:
    """Findings of the question named in the reply; what the rest of the reply says of the rest."""
    statuses: dict[str, Status] = {
        heard.finding: heard.status
        for heard in said.hearing.findings
        if heard.finding in question.findings and not heard.other_person
    }
    if "?" not in said.text:
        asked_about = [knowledge.findings[f] for f in question.findings if f not in statuses]
        named = mentioned(read(said.text), asked_about, knowledge.words)
        statuses |= {f: "present" if there else "absent" for f, there in named.items()}
    if not statuses:
        return None
    words = {token.word for token in read(said.text).tokens}
    if question.select == "one":
        present = {f for f, status in statuses.items() if status == "present"}
        for option in question.options:
            if present and present == {f for f, s in option.sets.items() if s == "present"}:
                return settle(question, evidence, {**option.sets, **statuses}, "absent", said.text)
        if not present:
            rest: Status = "absent" if words & _NONE_WORDS else "unknown"
            if set(statuses.values()) == {"unknown"}:
                rest = "unknown"
            return settle(question, evidence, statuses, rest, said.text)
        return settle(question, evidence, statuses, "absent", said.text)
    closes = bool(words & (_ONLY | _NONE_WORDS))
    return settle(question, evidence, statuses, "absent" if closes else "unknown", said.text)


def _typed_label(
    question: Question, evidence: Evidence, said: Utterance, knowledge: Knowledge, score: int
) -> list[Item] | None:
    text = " ".join(token.word for token in read(said.text).tokens)
    if not text or len(text) > 90:
        return None
    titles: list[tuple[str, str]] = [
        (c.id, c.title) for c in choices(question, evidence, knowledge)
    ]
    titles += [(o.id, other) for o in question.options for other in o.also]
    best = max(titles, key=lambda pair: _likeness(text, pair[1]))
    if _likeness(text, best[1]) < score:
        return None
    return _choose(question, evidence, [best[0]], said.text)


def _likeness(text: str, title: str) -> float:
    label = " ".join(token.word for token in read(title).tokens)
    return float(fuzz.ratio(text, label))


def _yes_no(question: Question, evidence: Evidence, said: Utterance) -> list[Item] | None:
    text = read(said.text)
    words = [token.word for token in text.tokens]
    meant = reply(text)
    if said.intent in ("unsure", "skip") or meant in ("unsure", "skip"):
        return _choose(question, evidence, [NOT_SURE], said.text)
    if question.attribute:
        return None
    denies = said.intent == "deny" and not said.hearing.findings
    if denies or meant == "no":
        return _choose(question, evidence, [NONE], said.text)
    if question.select == "many":
        if words and len(words) <= 4 and _ALL_WORDS & set(words):
            return _choose(question, evidence, list(open_findings(question, evidence)), said.text)
        return None
    if said.intent == "affirm" or meant == "yes":
        yes = next((o for o in question.options if o.id == "yes" or "yes" in o.also), None)
        if yes:
            return _choose(question, evidence, [yes.id], said.text)
    return None
