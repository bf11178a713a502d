"""What is measured on: sets of labelled messages and of answers to a question.

Whoever wrote these sets did not write Quiver's training data. A file of messages has the fields of
``tests/understanding/unread_messages.jsonl``, one of answers those of ``unread_answers.jsonl``.

The sets know fewer acts than the project: ``MEANT_AS`` says which of theirs each of the project's
own acts comes to, judged by what the person gets.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "understanding"
#: Sets whose errors have been looked at: they guard what was reached and judge nothing any more.
DEVELOPMENT = FOLDER / "development"
#: "Since last Tuesday" is as long as the day it is read on makes it, and the figures must not
#: change with the day: messages that do not name the day of writing are read as of this Monday.
DAY = dt.date(2026, 3, 2)
EXAMPLES = ROOT.parent / "shared" / "examples"
#: The act of a message that has nothing to do with the subject.
OFF_SUBJECT = "out_of_scope"
#: What acts come to that the sets have no word for and that do something else than decline: they
#: are right nowhere.
COMMAND = "command"
MEANT_AS: Mapping[str, str] = {
    # The same wish in other words.
    "ask_serious": "ask_when_see_doctor",
    "express_worry": "report_symptom",  # soothed, and asked to tell more: the story goes on
    "crisis": "emergency_sign",  # a card with whom to call
    "skip": "unsure",  # both leave the question open
    "meant_something_else": "correct_answer",
    "change_answer": "correct_answer",
    "stop": "goodbye",  # both end the talk
    "ask_why_not": "ask_cause",
    "what_if": "ask_cause",
    # The person is told that this is not for Quiver, or was not understood.
    "nlu_fallback": OFF_SUBJECT,
    "other_language": OFF_SUBJECT,
    # The sets count what is asked about the bot itself as off the subject: their acts have no other
    # word for it. It is answered in a line, and the talk comes back to the subject.
    "ask_bot": OFF_SUBJECT,
    "ask_privacy": OFF_SUBJECT,
    # These are answered or obeyed.
    **dict.fromkeys(
        "answer ask_sources why_ask go_back show_noted start_over forget_me "
        "help get_result get_summary nothing_said".split(),
        COMMAND,
    ),
}


@dataclass(frozen=True)
class Message:
    """One message and what it means.

    Args:
        id: its id in its set.
        text: what was written.
        intent: its act.
        alternatives: acts that are right as well.
        present: findings that it tells of.
        absent: findings that it denies.
        optional: findings that are arguable: neither rewarded nor punished.
        durations: how long the complaint has been there, ISO 8601; any of them is right.
        optional_durations: the same, where it is arguable whether it is told at all.
        day: the day it is written on, from which its times count.
    """

    id: str
    text: str
    intent: str
    alternatives: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()
    optional_durations: frozenset[str] = frozenset()
    day: dt.date = DAY

    @property
    def intents(self) -> frozenset[str]:
        """Every act that is right."""
        return self.alternatives | {self.intent}


@dataclass(frozen=True)
class Answer:
    """One reply to an open question and what it means.

    Args:
        id: its id in its set.
        kind: the kind of the question.
        question: the question as it was put.
        text: the reply.
        meaning: what it means; see ``answers.py``.
        day: the day it is written on.
        finding: what a question with yes and no asks for, where the set says so.
    """

    id: str
    kind: str
    question: str
    text: str
    meaning: str | tuple[str, ...] | None
    day: dt.date = DAY
    finding: str | None = None


@dataclass(frozen=True)
class MessageSet:
    """A set of messages; the texts of a ``private`` one are shown nowhere.

    They do not belong to the project, or nobody who works on it is to read them.
    """

    name: str
    messages: tuple[Message, ...]
    private: bool = False


def message_of(row: Mapping[str, Any]) -> Message:
    """The message of a line of a set."""

    def findings(field: str) -> frozenset[str]:
        return frozenset(f for f in row[field] if not f.startswith("duration:"))

    def durations(field: str) -> frozenset[str]:
        return frozenset(f.partition(":")[2] for f in row[field] if f.startswith("duration:"))

    return Message(
        id=row["id"],
        text=row["text"],
        intent=row["intent_gold"],
        alternatives=frozenset(row["intent_alt"]),
        present=findings("findings_present"),
        absent=findings("findings_absent"),
        optional=findings("findings_optional"),
        durations=durations("findings_present"),
        optional_durations=durations("findings_optional"),
        day=_day(row),
    )


def _day(row: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(row["day"]) if "day" in row else DAY


def answer_of(row: Mapping[str, Any]) -> Answer:
    """The answer of a line of a set."""
    meaning = row["meaning"]
    return Answer(
        id=row["id"],
        kind=row["question_kind"],
        question=row["question"],
        text=row["text"],
        meaning=tuple(meaning) if isinstance(meaning, list) else meaning,
        day=_day(row),
        finding=row.get("finding"),
    )


def message_sets(examples: Path | None = None) -> list[MessageSet]:
    """The sets of messages of the project, and the examples where they are.

    Args:
        examples: a folder with a ``messages.jsonl`` that is not the project's own.
    """
    sets = [
        MessageSet(_name(file), tuple(message_of(row) for row in rows), _unread(file))
        for file, rows in _files(_own())
        if rows and "intent_gold" in rows[0]
    ]
    if examples is not None:
        for _, rows in _files([examples / "messages.jsonl"]):
            messages = tuple(message_of(row) for row in rows)
            sets.append(MessageSet(name_of(examples), messages, private=True))
    return sets


def name_of(examples: Path) -> str:
    """What the set of a folder outside the project is called."""
    return f"{examples.parent.name}/{examples.name}"


def answer_sets() -> dict[str, tuple[Answer, ...]]:
    """The project's sets of answers by name."""
    return {
        _name(file): tuple(answer_of(row) for row in rows)
        for file, rows in _files(_own())
        if rows and "question_kind" in rows[0]
    }


def _unread(file: Path) -> bool:
    """Whether nobody who works on the language may read a set: it is to go on judging."""
    return file.stem.startswith("unread")


def _own() -> list[Path]:
    return [*FOLDER.glob("*.jsonl"), *DEVELOPMENT.glob("*.jsonl")]


def _name(file: Path) -> str:
    return file.relative_to(FOLDER).with_suffix("").as_posix()


def _files(files: Iterable[Path]) -> list[tuple[Path, list[dict[str, Any]]]]:
    return [
        (file, [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()])
        for file in sorted(files)
        if file.exists()
    ]
