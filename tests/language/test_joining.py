"""Who is believed where lexicon and clause reader differ, and what two clauses deny together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

from quiver.knowledge import Knowledge
from quiver.language.clauses import ClauseReader, Reading
from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)
_LABELS = ("caffeine", "-caffeine", "seizure", "-seizure", "during_sleep", "-during_sleep")


class Told(ClauseReader):
    """Holds for likely what it is told of a clause, and everything else for open."""

    likely: dict[str, dict[str, float]]

    def may_deny(self, words: Sequence[str]) -> list[bool]:
        return [True] * len(words)

    def read(self, words: Sequence[str], clauses: Sequence[str]) -> list[Reading]:
        columns = {label: number for number, label in enumerate(_LABELS)}
        return [
            Reading(
                columns,
                np.array([self.likely.get(c, {}).get(x, 0.05) for x in _LABELS], np.float32),
            )
            for c in words
        ]


def status(know: Knowledge, message: str, finding: str, likely: dict[str, dict[str, float]]) -> str:
    none = np.zeros((0, len(_LABELS)), np.float32)
    reader = Told(np.array(_LABELS), none[:, 0], none, none)
    object.__setattr__(reader, "likely", likely)
    heard = {h.finding: h.status for h in Listener(know, reader).hear(message, DAY).findings}
    return heard.get(finding, "nothing")


def sure(finding: str, denied: bool, likely: float = 0.99) -> dict[str, float]:
    other = {f"-{finding}": likely, finding: 0.001}
    return other if denied else {finding: likely, f"-{finding}": 0.001}


@pytest.mark.parametrize(
    ("message", "finding", "likely", "expected"),
    [
        # the reader turns what the lexicon takes for told, a danger sign only when it is sure
        ("i drink coffee", "caffeine", {"i drink coffee": sure("caffeine", True)}, "absent"),
        ("i had a seizure", "seizure", {"i had a seizure": sure("seizure", True)}, "absent"),
        (
            "i had a seizure",
            "seizure",
            {"i had a seizure": {"-seizure": 0.7, "seizure": 0.01}},
            "unknown",
        ),
        # and what it takes for denied, unless the denial stands elsewhere
        ("no coffee", "caffeine", {"no coffee": sure("caffeine", False)}, "present"),
        ("coffee? no.", "caffeine", {"coffee": sure("caffeine", False)}, "absent"),
        # nobody trusts the reader with a denial of a denial
        (
            "i wouldnt say i dont drink coffee",
            "caffeine",
            {"i wouldnt say i dont drink coffee": sure("caffeine", True)},
            "nothing",
        ),
        # what is unlikely, and denied in another clause
        (
            "too much coffee. i touch none of that stuff",
            "caffeine",
            {"i touch none of that stuff": sure("caffeine", True)},
            "absent",
        ),
        # two clauses that deny together: only what the second speaks of
        (
            "coffee in my house. we banned it",
            "caffeine",
            {"coffee in my house we banned it": sure("caffeine", True)},
            "absent",
        ),
        (
            "lots of coffee. no sugar",
            "caffeine",
            {
                "lots of coffee": sure("caffeine", False),
                "lots of coffee no sugar": sure("caffeine", True),
            },
            "present",
        ),
        (
            "my cup is empty. has been for months",
            "caffeine",
            {"my cup is empty has been for months": sure("caffeine", True)},
            "absent",
        ),
    ],
)
def test_who_is_believed(
    know: Knowledge, message: str, finding: str, likely: dict[str, dict[str, float]], expected: str
) -> None:
    assert status(know, message, finding, likely) == expected
