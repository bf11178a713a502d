"""Periods of the calendar: "all day", "the start of the month", "since the nineties"."""

from __future__ import annotations

import datetime as dt

from quiver.language import calendar
from quiver.language.amounts import Named

#: How long what is told by its whole has been when the message is written.
_WHOLE = {
    "day": "PT16H", "morning": "PT5H", "afternoon": "PT5H", "evening": "PT5H", "night": "PT14H",
    "weekend": "P3D", "summer": "P3M", "winter": "P3M", "autumn": "P3M", "spring": "P3M",
    "term": "P2M", "semester": "P3M",
}  # fmt: skip
#: Where in a period a part of it is, from 0 to 1.
_PARTS = {
    "start": 0.1, "beginning": 0.1, "earlier": 0.4, "early": 0.2, "middle": 0.5, "mid": 0.5,
    "end": 0.95, "late": 0.85, "later": 0.8, "back": 0.9,
}  # fmt: skip
_START = 0.2
#: Decades, by the year in their middle; "80s" alone may be an age, "the 80s" is none.
_DECADES = {
    **{f"{ten}s": 1905 + ten for ten in range(50, 100, 10)},
    **{f"19{ten}s": 1905 + ten for ten in range(50, 100, 10)},
    "fifties": 1955, "sixties": 1965, "seventies": 1975, "eighties": 1985, "nineties": 1995,
    "noughties": 2005, "2000s": 2005, "2010s": 2015,
}  # fmt: skip


def moment_of(then: dt.date, today: dt.date, first: int, last: int) -> Named:
    """A day as the time from it until today."""
    return Named(calendar.since(then, today), first, last, "moment")


def word_before(words: tuple[str, ...], at: int) -> str:
    """The word before a token, or nothing."""
    return words[at - 1] if at else ""


def word_after(words: tuple[str, ...], at: int) -> str:
    """The word after a token, or nothing."""
    return words[at + 1] if at + 1 < len(words) else ""


def whole_spell(words: tuple[str, ...], at: int) -> Named | None:
    """A time until now that is told by its whole: "all day", "the whole weekend", "all summer"."""
    lead, index = words[at], at + 1
    if lead == "throughout":
        index += words[index : index + 1] in (("the",), ("this",))
    elif lead == "all":
        index += words[index : index + 1] == ("this",)
    elif lead not in ("whole", "entire") or word_before(words, at) not in (
        "the",
        "this",
        "my",
        "a",
    ):
        return None
    length = _WHOLE.get(words[index]) if index < len(words) else None
    if length is None or words[index + 1 : index + 2] in (("long",), ("every",)):
        return None  # "all day long" tells how often
    return Named(length, at, index)


def part_of_period(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A part of a week, a month or a year: "the start of the month", "earlier this year"."""
    part = _PARTS.get(words[at])
    index = at + 1
    index += words[index : index + 1] == ("of",)
    which = word_after(words, index - 1)
    unit = word_after(words, index)
    if (
        part is None
        or which not in ("this", "last", "the")
        or unit not in ("week", "month", "year")
    ):
        return None
    if which == "the" and (part > _START or words[at + 1] != "of"):
        return None  # "the end of the week" is to come
    then = _begin_of(unit, today, which == "last")
    if which == "last":
        length = (_begin_of(unit, today, False) - then).days
        days = (today - then).days - part * length
    else:
        days = (today - then).days * (1 - part)
    return moment_of(today - dt.timedelta(max(round(days), 1)), today, at, index + 1)


def _begin_of(unit: str, today: dt.date, last: bool) -> dt.date:
    """The first day of this week, month or year, or of the last one."""
    if unit == "week":
        return today - dt.timedelta(today.weekday() + 7 * last)
    if unit == "month":
        first = today.replace(day=1)
        return (first - dt.timedelta(1)).replace(day=1) if last else first
    return dt.date(max(today.year - last, 1), 1, 1)


def decade(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A decade: "since the nineties", "the early 2000s"."""
    middle = _DECADES.get(words[at])
    lead = words[max(0, at - 2) : at]
    if middle is None or "the" not in lead or {"my", "his", "her"} & set(lead):
        return None
    middle += {"early": -3, "late": 3}.get(lead[-1], 0)
    return Named(f"P{max(1, today.year - middle)}Y", at, at, "moment")
