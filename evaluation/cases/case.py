"""The cases: what somebody says first, what is true of them, and what is right for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiver.knowledge.models import Urgency

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parent.parent.parent / "shared" / "examples"


@dataclass(frozen=True)
class Case:
    """One case.

    Args:
        id: its id.
        openers: what the person says first, in several ways.
        facts: finding -> whether it is so, attribute -> its value; anything else: "not sure".
        causes: the right causes, best first.
        ties: groups of causes whose order does not matter.
        urgency: the right urgency.
        accepted: urgencies that are tolerable besides.
        rationale: why.
        unread: whether nobody who works on the rules reads it: it is to go on judging.
    """

    id: str
    openers: tuple[str, ...]
    facts: Mapping[str, Any]
    causes: tuple[str, ...]
    ties: tuple[frozenset[str], ...]
    urgency: Urgency
    accepted: frozenset[str]
    rationale: str
    unread: bool = False

    @property
    def first(self) -> frozenset[str]:
        """The causes that may stand first: the best one and those tied with it."""
        if not self.causes:
            return frozenset()
        tied = [group for group in self.ties if self.causes[0] in group]
        return frozenset({self.causes[0]}).union(*tied)


def case_of(row: Mapping[str, Any], unread: bool = False) -> Case:
    """The case of a line of a file."""
    return Case(
        id=row["id"],
        openers=tuple(row.get("openers") or [row["opener"]]),
        facts=row["facts"],
        causes=tuple(row["gold_causes"]),
        ties=tuple(frozenset(group) for group in row["ties"]),
        urgency=row["gold_urgency"],
        accepted=frozenset(row["urgency_accept"]),
        rationale=row["rationale"],
        unread=unread,
    )


def read(file: Path) -> list[Case]:
    """The cases of a file, one JSON object a line; those of ``unread.jsonl`` are to be unread."""
    lines = file.read_text("utf-8").splitlines()
    unread = file.stem == "unread"
    return [case_of(json.loads(line), unread) for line in lines if line.strip()]


def own() -> list[Case]:
    """The project's own cases."""
    return [case for file in sorted(FOLDER.glob("*.jsonl")) for case in read(file)]
