"""What was heard in a message: findings with the words they came from, times, persons, subjects."""

from __future__ import annotations

from dataclasses import dataclass

from quiver.evidence import Status


@dataclass(frozen=True)
class Heard:
    """A finding heard in a message.

    Args:
        finding: its id.
        status: present, absent or unknown.
        start: where its words begin in the message, in characters.
        end: where they end (exclusive).
        quote: those words, as written.
        other_person: whether it is said of somebody else than the person asked about.
    """

    finding: str
    status: Status
    start: int
    end: int
    quote: str
    other_person: bool = False


@dataclass(frozen=True)
class Hearing:
    """All that was heard in one message.

    Args:
        findings: the findings, at most one per id and person, in the order of the message.
        duration: how long the complaint has been there, ISO 8601.
        duration_span: where that stands in the message, in characters.
        topics: subjects asked about, or else named, in the order of the message.
        who: whom the message is about (``self``, ``child``, ``other``).
        age_band: how old that person is.
        language: the language of a message that is not in English; nothing else is heard in it.
    """

    findings: tuple[Heard, ...] = ()
    duration: str | None = None
    duration_span: tuple[int, int] | None = None
    topics: tuple[str, ...] = ()
    who: str | None = None
    age_band: str | None = None
    language: str | None = None
