"""Reads the YAML files of the knowledge and refuses whatever does not fit together.

Every error names the file, the id and the reason, because the people who edit these files are
clinicians and writers as often as programmers.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from quiver.evidence import ATTRIBUTES
from quiver.knowledge.models import (
    Advice,
    Cause,
    Condition,
    Entry,
    Fact,
    Finding,
    Question,
    Source,
    Topic,
    TriageRule,
)
from quiver.knowledge.phrases import PhraseError, compile_phrase

FOLDER = Path(__file__).parent

E = TypeVar("E", bound=Entry)


class KnowledgeError(ValueError):
    """The knowledge does not fit together; the message names file, id and reason."""

    def __init__(self, file: Path, entry: str, reason: str) -> None:
        super().__init__(f"{file.parent.name}/{file.name}: {entry}: {reason}")


@dataclass(frozen=True)
class Section:
    """One section of the article: its heading and how many sentences it has."""

    heading: str
    sentences: int


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Everything Quiver knows, each kind by id and in the order of its files.

    ``words`` are the word classes of the phrase language, ``article`` is the article's title,
    ``version`` is the first 12 hex digits of the SHA-256 over all files.
    """

    article: str
    sections: Mapping[str, Section]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    findings: Mapping[str, Finding]
    questions: Mapping[str, Question]
    causes: Mapping[str, Cause]
    triage: Mapping[str, TriageRule]
    advice: Mapping[str, Advice]
    topics: Mapping[str, Topic]
    words: Mapping[str, tuple[str, ...]]
    version: str

    def question_about(self, finding: str) -> Question | None:
        """The question that asks about a finding or an attribute, or None when it is told only."""
        return next(
            (q for q in self.questions.values() if finding in (*q.findings, q.attribute)), None
        )

    def cause_of(self, topic: str) -> str | None:
        """The cause that a subject is, or is a part of; None when it is neither."""
        known = self.topics.get(topic)
        return topic if topic in self.causes else known.cause if known else None


@functools.lru_cache(maxsize=1)
def load() -> Knowledge:
    """The knowledge of this installation, read and checked once.

    Raises:
        KnowledgeError: when an entry is wrong or refers to something that is not there.
    """
    return load_folder(FOLDER)


def load_folder(folder: Path) -> Knowledge:
    """Reads and checks a folder laid out like ``quiver/knowledge``.

    Raises:
        KnowledgeError: when an entry is wrong or refers to something that is not there.
    """
    files = sorted(folder.glob("*/*.yml"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    outline_file = folder / "article" / "outline.yml"
    outline = _read(outline_file)
    origin: dict[tuple[type, str], Path] = {}

    def read(kind: type[E], *folders: str) -> dict[str, E]:
        found: dict[str, E] = {}
        for name in folders:
            for file in sorted((folder / name).glob("*.yml")):
                if file.stem in ("outline", "sources") and kind is not Source:
                    continue
                if kind is Source and file.stem != "sources":
                    continue
                for entry in _entries(kind, file):
                    key = str(entry.id)  # type: ignore[attr-defined]
                    if key in found:
                        raise KnowledgeError(file, key, "the id is given twice")
                    found[key] = entry
                    origin[kind, key] = file
        return found

    causes = read(Cause, "causes")
    knowledge = Knowledge(
        article=outline["title"],
        sections={
            section["heading"]: Section(section["heading"], len(section["sentences"]))
            for section in outline["sections"]
        },
        sources=read(Source, "clinical"),
        facts=read(Fact, "article", "clinical"),
        findings=read(Finding, "findings"),
        questions=dict(sorted(read(Question, "questions").items(), key=lambda pair: pair[1].order)),
        causes=causes,
        triage=read(TriageRule, "triage"),
        advice=read(Advice, "advice"),
        topics=read(Topic, "topics"),
        words={
            name: tuple(words)
            for file in sorted((folder / "lexicon").glob("*.yml"))
            for name, words in _read(file).items()
        },
        version=digest.hexdigest()[:12],
    )
    for kind, key, reason in _faults(knowledge):
        raise KnowledgeError(origin[kind, key], key, reason)
    return knowledge


def _read(file: Path) -> Any:
    try:
        return YAML(typ="safe", pure=False).load(file.read_text("utf-8"))
    except (OSError, YAMLError) as error:
        raise KnowledgeError(file, "file", str(error)) from error


def _entries(kind: type[E], file: Path) -> Iterator[E]:
    entries = _read(file)
    if not isinstance(entries, list):
        raise KnowledgeError(file, "file", "must be a list of entries")
    for number, raw in enumerate(entries, start=1):
        name = str(raw.get("id", f"entry {number}")) if isinstance(raw, dict) else f"entry {number}"
        try:
            yield kind.parse_obj(raw)
        except ValidationError as error:
            reasons = "; ".join(
                f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()
            )
            raise KnowledgeError(file, name, reasons) from error


def _faults(know: Knowledge) -> Iterator[tuple[type, str, str]]:
    """Everything that spans entries, as (kind, id, reason)."""
    yield from _facts(know)
    yield from _findings(know)
    yield from _questions(know)
    for cause in know.causes.values():
        bearings = cause.speaks_for + cause.speaks_against
        for bearing in bearings:
            yield from _unknown_findings(
                Cause, cause.id, (bearing.finding, *bearing.also), know.findings
            )
        yield from _unspeakable(Cause, cause.id, (*cause.about, *(b.fact for b in bearings)), know)
        if not any(b.strength == "hallmark" for b in cause.speaks_for):
            yield Cause, cause.id, "nothing that speaks for it is a hallmark"
    for rule in know.triage.values():
        yield from _conditions(TriageRule, rule.id, rule.when, know)
        yield from _unspeakable(TriageRule, rule.id, (rule.fact,), know)
        if (rule.urgency in ("emergency", "urgent_same_day")) != (rule.action is not None):
            yield TriageRule, rule.id, "danger rules, and only they, have an action"
        for name in set(rule.explained_by or ()) - set(know.causes):
            yield TriageRule, rule.id, f"there is no cause {name!r}"
    for advice in know.advice.values():
        yield from _conditions(Advice, advice.id, advice.when, know)
        yield from _unspeakable(Advice, advice.id, (advice.fact,), know)
    for topic in know.topics.values():
        yield from _phrases(Topic, topic.id, topic.names, know)
        yield from _unspeakable(Topic, topic.id, topic.tell + topic.can_cause, know)
        if topic.cause not in (None, *know.causes):
            yield Topic, topic.id, f"there is no cause {topic.cause!r}"


def _facts(know: Knowledge) -> Iterator[tuple[type, str, str]]:
    for fact in know.facts.values():
        if fact.from_article:
            section = know.sections.get(str(fact.section))
            if section is None:
                yield Fact, fact.id, f"the article has no section {fact.section!r}"
            elif not 1 <= int(fact.sentence or 0) <= section.sentences:
                yield (
                    Fact,
                    fact.id,
                    (
                        f"section {section.heading!r} has {section.sentences} sentences, "
                        f"not {fact.sentence}"
                    ),
                )
        elif fact.source not in know.sources:
            yield Fact, fact.id, f"there is no source {fact.source!r} in clinical/sources.yml"


def _phrases(
    kind: type, key: str, phrases: Iterable[str], know: Knowledge
) -> Iterator[tuple[type, str, str]]:
    for phrase in phrases:
        try:
            compile_phrase(phrase, know.words)
        except PhraseError as error:
            yield kind, key, str(error)


def _findings(know: Knowledge) -> Iterator[tuple[type, str, str]]:
    for finding in know.findings.values():
        yield from _phrases(Finding, finding.id, finding.phrases + finding.absent_phrases, know)
        yield from _unknown_findings(
            Finding,
            finding.id,
            (*finding.implies, *finding.excludes, *finding.opposite),
            know.findings,
        )
        askers = [q.id for q in know.questions.values() if finding.id in q.findings]
        if finding.told_only and askers:
            yield Finding, finding.id, f"is told_only but asked by {', '.join(askers)}"
        if not finding.told_only and len(askers) != 1:
            yield (
                Finding,
                finding.id,
                (
                    f"must be asked by exactly one question or be told_only; asked by "
                    f"{', '.join(askers) or 'none'}"
                ),
            )


def _questions(know: Knowledge) -> Iterator[tuple[type, str, str]]:
    for question in know.questions.values():
        yield from _unknown_findings(Question, question.id, question.findings, know.findings)
        yield from _conditions(Question, question.id, question.ask_if, know)
        if question.why_fact:
            yield from _unspeakable(Question, question.id, (question.why_fact,), know)
        for option in question.options:
            strangers = set(option.sets) - set(question.findings)
            if strangers:
                yield (
                    Question,
                    question.id,
                    (
                        f"option {option.id} sets {', '.join(sorted(strangers))}, which "
                        "the question does not ask about"
                    ),
                )
            if (option.value is not None) != (question.attribute is not None):
                yield Question, question.id, f"option {option.id}: value goes with attribute"
        for answer in [o.id for o in question.options] or question.findings:
            payload = button_payload(question.id, answer)
            if len(payload.encode()) > 64:
                yield Question, question.id, f"payload {payload} is longer than 64 bytes"


def button_payload(question: str, answer: str) -> str:
    """What a button sends: the question it belongs to and the answer it gives."""
    return f'/answer{{"q":"{question}","a":"{answer}"}}'


def _conditions(
    kind: type, key: str, conditions: Iterable[Condition], know: Knowledge
) -> Iterator[tuple[type, str, str]]:
    for condition in conditions:
        yield from _unknown_findings(kind, key, condition.findings, know.findings)


def _unknown_findings(
    kind: type, key: str, names: Iterable[str], known: Mapping[str, Finding]
) -> Iterator[tuple[type, str, str]]:
    for name in names:
        if name not in known and name not in ATTRIBUTES:
            yield kind, key, f"there is no finding {name!r}"


def _unspeakable(
    kind: type, key: str, facts: Iterable[str], know: Knowledge
) -> Iterator[tuple[type, str, str]]:
    for name in facts:
        if name not in know.facts:
            yield kind, key, f"there is no fact {name!r}"
        elif not know.facts[name].confirmed:
            yield kind, key, f"fact {name!r} is unconfirmed and may not be spoken"
