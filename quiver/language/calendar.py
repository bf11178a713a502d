"""Days and occasions that people date things by, counted back from the day of the message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}

Day = Callable[[int], dt.date]


def _fixed(month: int, day: int) -> Day:
    return lambda year: dt.date(year, month, day)


def _nth(weekday: int, number: int, month: int) -> Day:
    """The ``number``th weekday of a month, or its last for -1."""

    def day(year: int) -> dt.date:
        if number > 0:
            first = dt.date(year, month, 1)
            return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
        return last - dt.timedelta((last.weekday() - weekday) % 7)

    return day


def _easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _lunar(anchor: dt.date, days_a_year: float) -> Day:
    """A feast of a lunar calendar, to some days: from one known date, by its mean shift a year."""
    return lambda year: anchor + dt.timedelta(round((year - anchor.year) * days_a_year))


#: Occasions by their words. Seasons begin in the middle of what is called so in the north.
_OCCASIONS: dict[tuple[str, ...], Day] = {
    ("christmas",): _fixed(12, 25), ("xmas",): _fixed(12, 25), ("nye",): _fixed(12, 31),
    ("new", "year"): _fixed(1, 1), ("new", "years"): _fixed(1, 1),
    ("valentines",): _fixed(2, 14), ("st", "patricks"): _fixed(3, 17), ("easter",): _easter,
    ("pancake", "day"): lambda year: _easter(year) - dt.timedelta(47),
    ("lent",): lambda year: _easter(year) - dt.timedelta(46),
    ("spring",): _fixed(4, 1), ("summer",): _fixed(7, 1), ("autumn",): _fixed(10, 1),
    ("fall",): _fixed(10, 1), ("winter",): _fixed(12, 1), ("monsoon",): _fixed(6, 15),
    ("halloween",): _fixed(10, 31), ("bonfire", "night"): _fixed(11, 5),
    ("guy", "fawkes"): _fixed(11, 5), ("thanksgiving",): _nth(3, 4, 11),
    ("labor", "day"): _nth(0, 1, 9), ("labour", "day"): _nth(0, 1, 9),
    ("memorial", "day"): _nth(0, -1, 5), ("black", "friday"): _nth(4, -1, 11),
    ("melbourne", "cup"): _nth(1, 1, 11), ("grand", "final"): _nth(5, -1, 9),
    ("clocks", "went", "back"): _nth(6, -1, 10), ("clocks", "changed"): _nth(6, -1, 10),
    ("clocks", "went", "forward"): _nth(6, -1, 3), ("half", "term"): _nth(0, -1, 10),
    ("boxing", "day"): _fixed(12, 26), ("mothers", "day"): _nth(6, 2, 5),
    ("diwali",): _fixed(11, 1), ("ramadan",): _lunar(dt.date(2026, 2, 18), 354.4),
    ("ramzan",): _lunar(dt.date(2026, 2, 18), 354.4), ("eid",): _lunar(dt.date(2026, 3, 20), 354.4),
}  # fmt: skip
#: What happened once.
_EVENTS = {
    ("lockdown",): dt.date(2020, 3, 23),
    ("pandemic",): dt.date(2020, 3, 11),
    ("covid", "started"): dt.date(2020, 3, 11),
    ("millennium",): dt.date(2000, 1, 1),
}


def month(word: str) -> int | None:
    """The number of the month a word names, in full or short, or None."""
    return _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT.get(word)


def occasion(words: tuple[str, ...], at: int, today: dt.date) -> tuple[dt.date, int] | None:
    """The last time of the occasion named at ``at``, and its last token; None for no occasion."""
    for size in (3, 2, 1):
        run = words[at : at + size]
        if run in _EVENTS:
            return _EVENTS[run], at + len(run) - 1
        if run in _OCCASIONS:
            day = _OCCASIONS[run]
            then = next(d for year in (0, 1, 2) if (d := day(today.year - year)) <= today)
            return then, at + len(run) - 1
    return None


def last_date(day: int, of_month: int | None, today: dt.date) -> dt.date | None:
    """The last time it was that day of that month, or of any month; None for no such day."""
    months = [of_month] if of_month else [today.month, today.month - 1 or 12]
    days = []
    for year in (today.year, today.year - 1):
        for number in months:
            try:
                days.append(dt.date(year, number, day))
            except ValueError:
                continue
    return max((d for d in days if d <= today), default=None)


def numeric(one: int, other: int, year: str | None, today: dt.date) -> dt.date | None:
    """The day that "21/10" or "10/12/26" names, the day first unless only the other way is past."""
    for day, number in ((one, other), (other, one)):
        if not 1 <= number <= 12:
            continue
        if year is None:
            then = last_date(day, number, today)
            if then and (today - then).days < 200:
                return then
            continue
        try:
            then = dt.date(int(year) + (2000 if len(year) == 2 else 0), number, day)
        except ValueError:
            continue
        if then <= today:
            return then
    return None


def since(day: dt.date, today: dt.date) -> str:
    """The time from a day until today as an ISO duration, in the unit people would say it in."""
    days = max((today - day).days, 1)
    if days <= 30:
        return f"P{days}D"
    if days < 700:
        return f"P{round(days / 30.4)}M"
    return f"P{round(days / 365)}Y"
