"""What a conversation has established: the one piece of state that matters.

Triage, assessment, the next question, the read-back and the report are all recomputed from the
evidence after every message, so a correction is simply new evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Status = Literal["present", "absent", "unknown"]
Origin = Literal["told", "asked"]

WHO = ("self", "child", "other")
AGE_BANDS = ("under_1", "under_5", "child", "adult", "older")
ATTRIBUTES = ("who", "age_band", "duration")


@dataclass(frozen=True)
class Item:
    """One thing that is known, or known to be unknown.

    Args:
        finding: the id of a finding, or of an attribute (``who``, ``age_band``, ``duration``).
        status: ``present``, ``absent``, or ``unknown`` ("not sure"), which is a value of its own:
            it never counts for or against anything, and never makes an answer calmer.
        origin: whether it was told unasked or given as an answer.
        quote: the words it rests on.
        value: the value of an attribute; a duration is ISO 8601.
    """

    finding: str
    status: Status
    origin: Origin = "told"
    quote: str = ""
    value: str | None = None

    def as_dict(self) -> dict[str, str]:
        """The item as it stands in a slot and in messages; ``value`` only where there is one."""
        result = {
            "finding": self.finding,
            "status": self.status,
            "origin": self.origin,
            "quote": self.quote,
        }
        return result if self.value is None else {**result, "value": self.value}


@dataclass(frozen=True)
class Evidence:
    """The items of a conversation, at most one per finding, in the order they became known."""

    items: tuple[Item, ...] = ()
    _index: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {item.finding: item for item in self.items})

    @classmethod
    def from_dicts(cls, items: Iterable[Mapping[str, str]]) -> Evidence:
        """The evidence kept in a slot."""
        return cls(tuple(Item(**item) for item in items))  # type: ignore[arg-type]

    def as_dicts(self) -> list[dict[str, str]]:
        """The evidence as it is kept in a slot."""
        return [item.as_dict() for item in self.items]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def get(self, finding: str) -> Item | None:
        """What is known of a finding, or None when it was neither told nor asked."""
        return self._index.get(finding)

    def status(self, finding: str) -> Status | None:
        """Present, absent or unknown; None when nothing is known."""
        item = self._index.get(finding)
        return item.status if item else None

    def present(self, finding: str) -> bool:
        """Whether the finding is known to be present."""
        return self.status(finding) == "present"

    def absent(self, finding: str) -> bool:
        """Whether the finding is known to be absent."""
        return self.status(finding) == "absent"

    def value(self, attribute: str) -> str | None:
        """The value of an attribute, or None."""
        item = self._index.get(attribute)
        return item.value if item and item.status == "present" else None

    def with_items(self, items: Iterable[Item]) -> Evidence:
        """New evidence in which each item replaces what was known of its finding."""
        merged = dict(self._index)
        for item in items:
            merged[item.finding] = item
        return replace(self, items=tuple(merged.values()))

    def without(self, findings: Iterable[str]) -> Evidence:
        """New evidence in which nothing is known of these findings."""
        gone = set(findings)
        return replace(self, items=tuple(i for i in self.items if i.finding not in gone))
