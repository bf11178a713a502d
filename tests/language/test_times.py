"""Dates, feasts and ages that people date a twitch by."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from quiver.durations import days
from quiver.language import calendar
from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)  # a Monday
#: Messages of all sorts, one a line: the ISO duration, or -, and the message.
TOLD = [
    (iso.strip(), message.strip())
    for line in (Path(__file__).parent / "messages/times.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for iso, _, message in [line.partition("|")]
]
SINCE = {
    "since the 3rd of November": 20,
    "started on nov 1st": 22,
    "since 21/10": 33,
    "since the clocks went back": 29,
    "since Halloween": 23,
    "since bonfire night": 18,
    "started Thurs": 4,
    "day 4 of this lip twitch": 4,
    "nearly 2 yrs of lip spasms": 730,
    "half a year of this nonsense": 180,
    "lip twitches x 6 months, worse past wk": 180,
    "he's 11 and the lip twitch began about 5": 6 * 365,
    "my lad's 9. Since he was 6 he blinks": 3 * 365,
    "10+ years of a twitchy lip": 3650,
    "the twitch turned up on sunday the 15th": 8,
}


@pytest.mark.parametrize(("message", "lasted"), SINCE.items())
def test_the_time_since_then(judged: Listener, message: str, lasted: int) -> None:
    found = days(judged.hear(message, DAY).duration or "")
    assert found is not None
    assert lasted / 1.15 <= found <= lasted * 1.15


@pytest.mark.parametrize(
    "message",
    [
        "who won the match last night",
        "can you book me in on wednesday",
        "i need it gone by saturday",
        "two teas a day",
        "come back in 6 weeks if it twitches",
        "on omeprazole for 6 years",
        "what if it lasts three weeks",
    ],
)
def test_a_time_of_something_else(judged: Listener, message: str) -> None:
    assert judged.hear(message, DAY).duration is None


def test_the_ways_people_tell_how_long(judged: Listener) -> None:
    told, invented, missed = [], [], []
    for iso, message in TOLD:
        heard = judged.hear(message, DAY).duration
        found, length = days(heard or "") or 0.0, days(iso) or 0.0
        right = heard is None if iso == "-" else length / 1.5 <= found <= length * 1.5
        (invented if iso == "-" else told).append(right)
        if not right:
            missed.append(f"{message} ({iso}): {heard}")
    assert sum(told) / len(told) > 0.95, missed
    assert sum(invented) / len(invented) > 0.9, missed


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("diwali", (2025, 10, 20)),
        ("eid", (2025, 3, 31)),
        ("holi", (2026, 3, 3)),
        ("hanukkah", (2025, 12, 14)),
        ("chinese new year", (2026, 2, 17)),
        ("rosh hashanah", (2026, 9, 11)),
        ("rakhi", (2025, 8, 9)),
    ],
)
def test_a_feast_of_the_moon_is_within_two_days(feast: str, day: tuple[int, int, int]) -> None:
    true = dt.date(*day)
    found = calendar.occasion(tuple(feast.split()), 0, true + dt.timedelta(20))
    assert found is not None
    assert abs((found[0] - true).days) <= 2


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))],
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    found = calendar.occasion(("easter",), 0, dt.date(year, 12, 1))
    assert found == (dt.date(year, *sunday), 0)
