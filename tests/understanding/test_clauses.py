"""What the lexicon alone hears in single clauses, written to be unlike its phrases.

They are for finding gaps and for a classifier to learn from, never for judging: these figures only
may not fall. The floors are a little below what was measured last.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ruamel.yaml import YAML

from evaluation.metrics import vocabulary, with_implied
from quiver.knowledge import Knowledge
from quiver.language.findings import Listener

FOLDER = Path(__file__).parent / "development" / "clauses"
DAY = dt.date(2026, 11, 23)
TOLD_HEARD, DENIED_HEARD, DENIED_FLIPPED, HEARD_OF_NOTHING = 0.30, 0.36, 0.09, 0.055


def clauses(*files: Path) -> list[tuple[str, str]]:
    """The clauses of files, each with the finding it is about."""
    read = YAML(typ="safe", pure=True)
    return [(f, c) for file in files for f, own in read.load(file).items() for c in own]


def test_clauses_that_tell(listener: Listener, know: Knowledge) -> None:
    told = clauses(*(FOLDER / "told").glob("*.yml"))
    heard = [
        finding
        in with_implied(
            {h.finding for h in listener.hear(c, DAY).findings if h.status == "present"}, know
        )
        for finding, c in told
    ]
    assert sum(heard) / len(told) >= TOLD_HEARD


def test_clauses_that_deny(listener: Listener) -> None:
    denied = clauses(FOLDER / "denied.yml")
    heard = [
        {h.finding: h.status for h in listener.hear(c, DAY).findings}.get(finding)
        for finding, c in denied
    ]
    assert heard.count("absent") / len(denied) >= DENIED_HEARD
    assert heard.count("present") / len(denied) <= DENIED_FLIPPED


def test_clauses_that_tell_nothing(listener: Listener, know: Knowledge) -> None:
    nothing = clauses(FOLDER / "neither.yml")
    measured = vocabulary(know)
    wrong = [
        any(h.status == "present" and h.finding in measured for h in hearing.findings)
        for hearing in (listener.hear(c, DAY) for _, c in nothing)
    ]
    assert sum(wrong) / len(nothing) <= HEARD_OF_NOTHING
