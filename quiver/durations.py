"""ISO 8601 durations as the project uses them: one number, one unit, such as ``P3W``.

Months count 30 days and years 365: the triage rules compare weeks with months, nothing finer.
"""

from __future__ import annotations

import re

_DAYS = {"D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}
_CLOCK = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}
_SHAPE = re.compile(r"P(?:(\d{1,5})([DWMY])|T(\d{1,5})([HMS]))", re.ASCII)
_WORDS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_CLOCK_WORDS = {"H": "hour", "M": "minute", "S": "second"}


def days(iso: str) -> float | None:
    """How many days an ISO duration is, or None when it is not one of ours."""
    match = _SHAPE.fullmatch(iso)
    if not match:
        return None
    number, unit, clock_number, clock_unit = match.groups()
    if unit:
        return int(number) * _DAYS[unit]
    return int(clock_number) * _CLOCK[clock_unit]


def in_words(iso: str) -> str:
    """The duration in words: ``P3W`` is "3 weeks".

    Raises:
        ValueError: when it is not an ISO duration of ours.
    """
    match = _SHAPE.fullmatch(iso)
    if not match:
        raise ValueError(f"{iso!r} is not an ISO 8601 duration")
    number, unit, clock_number, clock_unit = match.groups()
    count = int(number or clock_number)
    word = _WORDS[unit] if unit else _CLOCK_WORDS[clock_unit]
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
