"""The structured messages of docs/messages.md: what every channel draws.

Each function gives one message: its text, which says everything by itself, and the ``custom``
object that carries the same content in parts.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from quiver import answers, durations, wording
from quiver import summary as summaries
from quiver.answers import Choice
from quiver.assessment import Assessment
from quiver.evidence import ATTRIBUTES, Evidence, Item
from quiver.interview import Progress
from quiver.knowledge import Knowledge, button_payload
from quiver.knowledge.models import Advice, Bearing, Fact, Question, TriageRule
from quiver.mending import AGAIN
from quiver.summary import Summary
from quiver.triage import Triage

_ARTICLE = re.compile(r"^(?:an?|the) ")
#: Names that are clauses: "no it comes at rest" is no English.
_CLAUSE = re.compile(r"^(?:it|stress makes|tiredness makes|other parts|the eye|nothing) ")


@dataclass(frozen=True)
class Message:
    """One message to the person.

    Args:
        text: all of it in words, one paragraph (channels part text at blank lines).
        custom: the structured form, or None for plain talk.
        choices: the buttons under it.
    """

    text: str
    custom: dict[str, Any] | None = None
    choices: tuple[Choice, ...] = ()


def source_of(fact: Fact, know: Knowledge) -> dict[str, Any]:
    """Where a fact stands, as messages give it."""
    if fact.from_article:
        return {"article": fact.section, "sentence": fact.sentence}
    source = know.sources[str(fact.source)]
    return {"name": source.name, "url": source.address}


def cite(fact: Fact, know: Knowledge) -> str:
    """A fact with its source in brackets."""
    if fact.from_article:
        return f"{fact.text} [article: {fact.section}, {fact.sentence}]"
    return f"{fact.text} [{know.sources[str(fact.source)].name}]"


def question(
    asked: Question,
    evidence: Evidence,
    offered: list[Choice],
    know: Knowledge,
    progress: Progress,
    retry: bool = False,
) -> Message:
    """A question with its choices."""
    about = evidence.get("who")
    words = asked.retry if retry else asked.text
    text = wording.for_person(words, evidence.value("who"), about.quote if about else "")
    why = asked.why
    if asked.why_fact:
        why = f"{why} {cite(know.facts[asked.why_fact], know)}"
    left = progress.about - 1
    told = wording.LAST_QUESTION if left < 1 else wording.ABOUT_LEFT.format(count=left)
    return Message(
        f"{text}\n{told}",
        {
            "type": "question",
            "id": asked.id,
            "text": text,
            "why": why,
            "select": asked.select,
            "options": [_option(asked, choice) for choice in offered],
            "findings": list(asked.findings),
            "progress": dataclasses.asdict(progress),
        },
        tuple(offered),
    )


def _option(asked: Question, choice: Choice) -> dict[str, Any]:
    """One choice of a question, with what it says of each finding or what value it gives."""
    told: dict[str, Any] = {"id": choice.id, "title": choice.title, "payload": choice.payload}
    option = next((o for o in asked.options if o.id == choice.id), None)
    if option is None:
        return told
    return {**told, **({"value": option.value} if option.value else {"sets": dict(option.sets)})}


def noted(items: Iterable[Item], know: Knowledge, changed: bool = False) -> Message:
    """What was understood, read back so that it can be mended."""
    items = tuple(items)
    start = wording.CHANGED if changed else wording.NOTED
    return Message(
        f"{start} {read_back(items, know)}. {wording.MEND}",
        {
            "type": "noted",
            "evidence": [_noted_item(item, know) for item in items],
        },
    )


def _noted_item(item: Item, know: Knowledge) -> dict[str, Any]:
    """An item with its words, and how to change it: by the choices of its question, or yes and no.

    Anything but an attribute is changed by ``/answer{"q": finding, "a": status}``.
    """
    asked = next((q for q in know.questions.values() if q.attribute == item.finding), None)
    choices = answers.choices(asked, Evidence(), know) if asked else ()
    return {
        **{k: v for k, v in item.as_dict().items() if k != "origin"},
        "name": _in_words(item, know),
        "choices": [{"id": c.id, "title": c.title, "payload": c.payload} for c in choices]
        or [
            {"id": s, "title": title, "payload": button_payload(item.finding, s)}
            for s, title in wording.STATUS.items()
        ],
    }


def before_result(evidence: Evidence, know: Knowledge) -> Message:
    """What was noted, read back before the result: what there is, and what is not known."""
    told = [item for item in evidence if item.status != "absent"]
    said = f"{wording.BEFORE_RESULT} {read_back(told, know)}." if told else wording.NO_TO_ALL
    if told and len(told) < len(evidence.items):
        said = f"{said} {wording.NO_TO_THE_REST}"
    return replace(noted(evidence, know), text=f"{said} {wording.MEND}")


def answers_to_change(
    questions: Iterable[Question], evidence: Evidence, know: Knowledge
) -> Message:
    """What was answered, numbered, with a button for each that asks it again."""
    lines, choices = [wording.WHICH_ANSWER], []
    for number, asked in enumerate(questions, 1):
        names = asked.findings or (str(asked.attribute),)
        known = [item for name in names if (item := evidence.get(name))]
        said = [item for item in known if item.status != "absent"] or known[:1]
        title = f"{number}. {asked.names[0][0].upper()}{asked.names[0][1:]}"
        lines.append(f"{title}: {read_back(said, know)}")
        choices.append(Choice(asked.id, title, button_payload(asked.id, AGAIN)))
    return Message("\n".join([*lines, wording.HOW_TO_CHANGE]), None, tuple(choices))


def read_back(items: Iterable[Item], know: Knowledge) -> str:
    """Items in words: "the left side; no drooping; not sure: caffeine; for 3 weeks".

    Of a question that takes one option the others go without saying.
    """
    items = tuple(items)
    chosen = {
        question.id
        for item in items
        if item.status == "present"
        and (question := know.question_about(item.finding)) is not None
        and question.select == "one"
    }
    worth = [
        item
        for item in items
        if item.status != "absent"
        or (question := know.question_about(item.finding)) is None
        or question.id not in chosen
    ]
    return "; ".join(_in_words(item, know) for item in worth)


def _in_words(item: Item, know: Knowledge) -> str:
    if item.finding in ATTRIBUTES:
        if item.status != "present" or item.value is None:
            return f"{wording.NOT_SURE}: {wording.ATTRIBUTE_NAMES[item.finding]}"
        if item.finding == "duration":
            return f"for {durations.in_words(item.value)}"
        return wording.VALUES[item.finding][item.value]
    name = know.findings[item.finding].name
    if item.status == "present":
        return name
    if item.status == "absent":
        return f"not: {name}" if _CLAUSE.match(name) else f"no {_ARTICLE.sub('', name)}"
    return f"{wording.NOT_SURE}: {name}"


def emergency(rule: TriageRule, know: Knowledge) -> Message:
    """The card for a danger sign: the instruction first, then why."""
    fact = know.facts[rule.fact]
    text = f"{rule.action}\n{cite(fact, know)}"
    if rule.crisis:
        text = f"{wording.CRISIS}\n{text}\n{wording.STILL_HERE}"
    return Message(
        text,
        {
            "type": "emergency",
            "flag": rule.id,
            "urgency": rule.urgency,
            "text": text,
            "source": source_of(fact, know),
        },
        (Choice("meant_else", wording.MEANT_ELSE, "/meant_something_else"),),
    )


def answer(topic: str, facts: Iterable[Fact], know: Knowledge, lead: str = "") -> Message:
    """An answer to a question about the subject, each fact with its source."""
    facts = tuple(facts)
    text = "\n".join([*([lead] if lead else []), *(cite(fact, know) for fact in facts)])
    return Message(
        text,
        {
            "type": "answer",
            "topic": topic,
            "text": text,
            "source": source_of(facts[0], know),
            "lines": [{"text": f.text, "source": source_of(f, know)} for f in facts],
        },
    )


def assessment(
    evidence: Evidence,
    found: Triage,
    causes: list[Assessment],
    advice: list[Advice],
    know: Knowledge,
) -> Message:
    """The result: how urgent, which causes fit and why, what to do."""
    reasons = [know.facts[fact] for fact in _reasons(found)]
    text = "\n".join(
        [
            wording.URGENCY[found.urgency],
            *(f"• {cite(fact, know)}" for fact in reasons),
            *([] if found.rules else [wording.NO_RULE]),
            *_causes_in_words(causes, know),
            *_advice_in_words(advice, know),
            wording.NOT_A_DIAGNOSIS,
        ]
    )
    return Message(
        text,
        _assessment_custom(evidence, found, causes, advice, know),
    )


def emergency_handover(
    evidence: Evidence,
    found: Triage,
    causes: list[Assessment],
    advice: list[Advice],
    know: Knowledge,
) -> Message:
    """The result after an emergency card: what to tell the people who help, and nothing else."""
    present = [item for item in evidence if item.status == "present"]
    text = f"{wording.TELL_THEM} {read_back(present, know)}."
    return Message(
        text,
        _assessment_custom(evidence, found, causes, advice, know),
        (Choice("meant_else", wording.MEANT_ELSE, "/meant_something_else"),),
    )


def summary(written: Summary) -> Message:
    """The summary for the doctor as a message of its own."""
    return Message(written.text, {"type": "summary", **written.as_dict()})


def _assessment_custom(
    evidence: Evidence,
    found: Triage,
    causes: list[Assessment],
    advice: list[Advice],
    know: Knowledge,
) -> dict[str, Any]:
    def line(fact: str) -> dict[str, Any]:
        return {"text": know.facts[fact].text, "source": source_of(know.facts[fact], know)}

    def bearing(folded: tuple[Bearing, ...]) -> dict[str, Any]:
        first = folded[0]
        return {
            "finding": first.finding,
            "name": ", ".join(know.findings[bears.finding].name for bears in folded),
            "status": first.when,
            **line_of(first.fact),
        }

    def line_of(fact: str) -> dict[str, Any]:
        return {"fact": know.facts[fact].text, "source": source_of(know.facts[fact], know)}

    return {
        "type": "assessment",
        "urgency": found.urgency,
        "reasons": [line(fact) for fact in _reasons(found)],
        "causes": [
            {
                "id": one.cause.id,
                "name": one.cause.name,
                "group": one.cause.group,
                "fit": one.fit,
                "for": [bearing(f) for f in _folded(one.speaks_for, know)],
                "against": [bearing(f) for f in _folded(one.speaks_against, know)],
                "unknown": [bearing(f) for f in _folded(one.unknown, know)],
            }
            for one in causes
        ],
        "advice": [{"kind": a.kind, **line(a.fact)} for a in advice],
        "evidence": evidence.as_dicts(),
        "summary": summaries.summary(evidence, causes, know).as_dict(),
        "knowledge_version": know.version,
    }


def why_not(one: Assessment, named: bool, know: Knowledge) -> Message:
    """What speaks for a cause, what against it, and what is not known."""
    told = wording.IT_IS_NAMED if named else wording.IT_IS_NOT_NAMED
    lines = [told.format(cause=one.cause.name), *_bearings_in_words(one, know)]
    if not one.speaks_for:
        lines.append(wording.NOTHING_FOR_IT)
    facts = [know.facts[b.fact] for b in (*one.speaks_for, *one.speaks_against)]
    if not facts:
        facts = [know.facts[fact] for fact in one.cause.about[:1]]
        lines += [cite(fact, know) for fact in facts]
    return Message(
        "\n".join(lines),
        {
            "type": "answer",
            "topic": one.cause.id,
            "text": "\n".join(lines),
            "source": source_of(facts[0], know),
            "lines": [{"text": f.text, "source": source_of(f, know)} for f in facts],
        },
    )


def _reasons(found: Triage) -> list[str]:
    """The ids of the facts that decided the urgency, each once."""
    return list(dict.fromkeys(rule.fact for rule in found.reasons))


def _folded(bearings: Iterable[Bearing], know: Knowledge) -> list[tuple[Bearing, ...]]:
    """The bearings by what they say: those with one fact together, and no finding twice.

    Of one finding only the first of several facts that restate the same sentence is kept.
    """
    by_fact: dict[tuple[str, str], dict[str, Bearing]] = {}
    said: set[tuple[str, int | None, str]] = set()
    for bears in bearings:
        fact = know.facts[bears.fact]
        sentence = (fact.section or fact.id, fact.sentence, bears.finding)
        if sentence not in said:
            by_fact.setdefault((bears.fact, bears.when), {})[bears.finding] = bears
        said.add(sentence)
    return [tuple(own.values()) for own in by_fact.values()]


def _causes_in_words(causes: list[Assessment], know: Knowledge) -> list[str]:
    if not causes:
        return [wording.NOTHING_FITS]
    lines = [wording.CAUSES]
    for one in causes:
        name = one.cause.name[0].upper() + one.cause.name[1:]
        lines.append(f"{name}: {wording.FIT[one.fit]}")
        lines += _bearings_in_words(one, know)
    return lines


def _bearings_in_words(one: Assessment, know: Knowledge) -> list[str]:
    lines = [f"  + {_folded_in_words(f, know)}" for f in _folded(one.speaks_for, know)]
    lines += [f"  − {_folded_in_words(f, know)}" for f in _folded(one.speaks_against, know)]
    if one.unknown:
        names = ", ".join(dict.fromkeys(know.findings[b.finding].name for b in one.unknown))
        lines.append(f"  ? {wording.NOT_KNOWN}: {names}")
    return lines


def _folded_in_words(folded: tuple[Bearing, ...], know: Knowledge) -> str:
    names = [know.findings[bears.finding].name for bears in folded]
    said = names if folded[0].when == "present" else [f"no {name}" for name in names]
    return f"{', '.join(said)}: {cite(know.facts[folded[0].fact], know)}"


def _advice_in_words(advice: list[Advice], know: Knowledge) -> list[str]:
    lines: list[str] = []
    for kind, heading in wording.ADVICE.items():
        facts = [cite(know.facts[a.fact], know) for a in advice if a.kind == kind]
        if facts:
            lines += [heading, *(f"• {fact}" for fact in facts)]
    return lines
