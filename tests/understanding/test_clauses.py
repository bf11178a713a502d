"""What the lexicon and the clause reader make of the clauses of ``data/clauses``.

The reader learns from them, so nothing is judged here: the files are well-formed, the lexicon alone
does not fall behind what it heard, and the reader tells told from denied from nothing.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evaluation.metrics import vocabulary, with_implied
from quiver.knowledge import Knowledge
from quiver.language.clauses import ClauseReader, Example, examples
from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)
TOLD_HEARD, DENIED_HEARD, DENIED_FLIPPED, HEARD_OF_NOTHING = 0.50, 0.55, 0.05, 0.13
ALL = examples()


def heard(listener: Listener, clause: str) -> dict[str, str]:
    """The status of each finding that a listener hears of the person in a clause."""
    findings = listener.hear(clause, DAY).findings
    return {one.finding: one.status for one in findings if not one.other_person}


def test_labels_are_findings_and_no_clause_stands_twice(know: Knowledge) -> None:
    assert not {f for e in ALL for f in e.told | e.denied} - set(know.findings)
    assert not [e.text for e in ALL if e.told & e.denied]
    assert len({e.text.lower() for e in ALL}) == len(ALL)


def test_the_lexicon_alone_hears_what_it_did(listener: Listener, know: Knowledge) -> None:
    told, denied, flipped, nothing = [], [], [], []
    for example in ALL[::10]:
        found = heard(listener, example.text)
        present = with_implied({f for f, status in found.items() if status == "present"}, know)
        told += [finding in present for finding in example.told]
        denied += [found.get(finding) == "absent" for finding in example.denied]
        flipped += [found.get(finding) == "present" for finding in example.denied]
        if not example.told | example.denied:
            nothing.append(bool(present & vocabulary(know)))
    assert sum(told) / len(told) >= TOLD_HEARD
    assert sum(denied) / len(denied) >= DENIED_HEARD
    assert sum(flipped) / len(flipped) <= DENIED_FLIPPED
    assert sum(nothing) / len(nothing) <= HEARD_OF_NOTHING


SOME = [e for e in ALL if not (e.told | e.denied) or "caffeine" in e.told | e.denied]


@pytest.fixture(scope="module")
def reader() -> ClauseReader:
    """A reader of one finding."""
    return ClauseReader.fit(
        [Example(e.text, e.told & {"caffeine"}, e.denied & {"caffeine"}) for e in SOME]
    )


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("too much coffee", "present"),
        ("no coffee at all", "absent"),
        ("my sister lives near a lake", None),
        ("", None),
    ],
)
def test_a_reader_tells_told_from_denied_from_nothing(
    reader: ClauseReader, clause: str, status: str | None
) -> None:
    assert reader.read([clause], [clause])[0].told().get("caffeine") == status


def test_a_reader_is_the_same_after_it_was_kept(reader: ClauseReader) -> None:
    again = ClauseReader.of_arrays(reader.as_arrays())
    clauses = [e.text for e in SOME[:200]]
    assert [r.told() for r in again.read(clauses, clauses)] == [
        r.told() for r in reader.read(clauses, clauses)
    ]


def test_a_line_without_labels_is_named(tmp_path: Path) -> None:
    (tmp_path / "caffeine.txt").write_text("too much tea\n")
    with pytest.raises(ValueError, match=r"caffeine\.txt:1"):
        examples(tmp_path)
