"""The cases: what somebody says first, what is true of them, and what is right for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiver.knowledge.models import Urgency

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parent.parent.parent / "shared" / "examples"
DEVELOPMENT, HELD_OUT = "development", "held out"


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
        half: ``development`` (may be looked at) or ``held out`` (only counted).
    """

    id: str
    openers: tuple[str, ...]
    facts: Mapping[str, Any]
    causes: tuple[str, ...]
    ties: tuple[frozenset[str], ...]
    urgency: Urgency
    accepted: frozenset[str]
    rationale: str
    half: str = DEVELOPMENT

    @property
    def first(self) -> frozenset[str]:
        """The causes that may stand first: the best one and those tied with it."""
        if not self.causes:
            return frozenset()
        tied = [group for group in self.ties if self.causes[0] in group]
        return frozenset({self.causes[0]}).union(*tied)


def case_of(row: Mapping[str, Any], half: str | None = None) -> Case:
    """The case of a line of a file; which half it is in follows from its id alone."""
    number = hashlib.sha256(str(row["id"]).encode()).digest()[0]
    return Case(
        id=row["id"],
        openers=tuple(row.get("openers") or [row["opener"]]),
        facts=row["facts"],
        causes=tuple(row["gold_causes"]),
        ties=tuple(frozenset(group) for group in row["ties"]),
        urgency=row["gold_urgency"],
        accepted=frozenset(row["urgency_accept"]),
        rationale=row["rationale"],
        half=half or (HELD_OUT if number % 2 else DEVELOPMENT),
    )


def read(file: Path, half: str | None = None) -> list[Case]:
    """The cases of a file, one JSON object a line."""
    lines = file.read_text("utf-8").splitlines()
    return [case_of(json.loads(line), half) for line in lines if line.strip()]


def own() -> list[Case]:
    """The project's own cases."""
    return [case for file in sorted(FOLDER.glob("*.jsonl")) for case in read(file)]
