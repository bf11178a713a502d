"""A mere mention is not told; what the clause reader doubts is not heard, or asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

from quiver.knowledge import Knowledge
from quiver.language.clauses import DOUBTFUL, ClauseReader, Reading
from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)


def status(listener: Listener, message: str, finding: str) -> str | None:
    heard = {h.finding: h.status for h in listener.hear(message, DAY).findings}
    return heard.get(finding)


@pytest.mark.parametrize(
    ("message", "finding", "expected"),
    [
        ("The box lists seizures. I have had no seizures.", "seizure", "absent"),
        ("A droop? My socks droop. My face is not drooping.", "face_droop", "absent"),
        # what was so a moment ago stays an alarm, though it is over
        ("My face drooped for ten minutes. It isn't drooping now.", "face_droop", "present"),
        ("My mouth was drooping this morning. It is not drooping.", "face_droop", "present"),
        ("my face droops, no drooping of the eye now", "face_droop", "present"),
        ("I dreamt that my face drooped", "face_droop", None),
        ("the leaflet warns of seizures", "seizure", None),
        ("they told me to look out for slurred speech", "speech_slurred", None),
        ("I said I had a thyroid operation. I haven't.", "thyroid_or_neck_surgery", "absent"),
    ],
)
def test_a_mention_is_told_from_what_is_there(
    listener: Listener, message: str, finding: str, expected: str | None
) -> None:
    assert status(listener, message, finding) == expected


@pytest.mark.parametrize(
    ("message", "finding", "expected"),
    [
        (
            "his face has drooped on the left ever since his stroke in 2015",
            "stroke_past",
            "present",
        ),
        (
            "his face has drooped on the left ever since his stroke in 2015",
            "sudden_onset",
            "absent",
        ),
        ("the droop has not changed in six years", "sudden_onset", "absent"),
        ("her face has been drooping ever since this morning", "sudden_onset", None),
        ("my friend is scared it could be a stroke", "stroke_past", None),
        ("his face hardly moves these days", "slowness", "present"),
        ("his face hardly moves these days", "face_weakness", None),
        ("the left of his face hardly moves", "face_weakness", "present"),
        ("my mouth keeps being pulled up towards my ear", "sustained_pulling", "present"),
        ("my mouth keeps being pulled up towards my ear", "face_droop", None),
        ("the corner of my mouth is pulled down on the left", "face_droop", "present"),
        ("I was breathing very fast in the panic", "breathing_trouble", None),
        ("breathing fast and cannot get any air in", "breathing_trouble", "present"),
        ("he is talking to people who are not there", "hallucination", "present"),
        ("she has asked me the same thing five times", "confusion", "present"),
        ("the thermometer says 39.4", "overheating_fever", "present"),
    ],
)
def test_danger_is_told_from_what_looks_like_it(
    listener: Listener, message: str, finding: str, expected: str | None
) -> None:
    assert status(listener, message, finding) == expected


class Doubting(ClauseReader):
    """Holds nothing for likely."""

    def may_deny(self, words: Sequence[str]) -> list[bool]:
        return [True] * len(words)

    def read(self, words: Sequence[str], clauses: Sequence[str]) -> list[Reading]:
        columns = {str(label): number for number, label in enumerate(self.labels)}
        return [Reading(columns, np.zeros(len(self.labels), np.float32)) for _ in clauses]


@pytest.fixture(scope="module")
def doubting(know: Knowledge) -> Listener:
    labels = np.array(["caffeine", "seizure", "hallucination"])
    none = np.zeros((0, 3), np.float32)
    return Listener(know, Doubting(labels, none[:, 0], none, np.zeros(3, np.float32)))


def test_what_the_reader_doubts_is_not_heard_and_danger_is_asked(doubting: Listener) -> None:
    assert status(doubting, "too much coffee", "caffeine") is None
    assert status(doubting, "I had a seizure", "seizure") == "unknown"
    # too seldom in the examples to be doubted
    assert status(doubting, "she is hearing voices", "hallucination") == "present"
    assert status(doubting, "no coffee", "caffeine") == "absent"


def test_doubt_begins_below_its_threshold() -> None:
    columns = {"caffeine": 0}
    assert Reading(columns, np.array([DOUBTFUL / 2], np.float32)).doubts("caffeine")
    assert not Reading(columns, np.array([DOUBTFUL * 2], np.float32)).doubts("caffeine")
    assert not Reading(columns, np.array([0], np.float32)).doubts("stress")
