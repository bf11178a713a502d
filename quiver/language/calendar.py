"""Days that people date things by, counted back from the day of the message."""

from __future__ import annotations

import datetime as dt

from quiver.language.amounts import of_days
from quiver.language.occasions import EVENTS, LONGEST, OCCASIONS

_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9, "janu": 1}
_DAY_NAMES = (
    "monday mon munday", "tuesday tue tues teusday tuseday",
    "wednesday wed weds wensday wendsday wednsday", "thursday thu thur thurs thurday thirsday",
    "friday fri firday", "saturday sat satday saterday", "sunday sun",
)  # fmt: skip
_DAYS_OF_WEEK = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}

_OPENING = frozenset(name[0] for name in (*OCCASIONS, *EVENTS))

#: All that a misspelt word of a date may stand for.
SPELT = frozenset(_MONTHS) | {
    word
    for word in (*_DAYS_OF_WEEK, *(word for name in OCCASIONS for word in name), "yesterday")
    if len(word) > 5
}


def month(word: str) -> int | None:
    """The number of the month a word names, in full or short, or None."""
    return _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT.get(word)


def weekday(word: str) -> int | None:
    """The number of the weekday a word names, in full or short, Monday 0, or None."""
    return _DAYS_OF_WEEK.get(word)


def last_weekday(number: int, today: dt.date) -> dt.date:
    """The last such weekday before today."""
    return today - dt.timedelta((today.weekday() - number) % 7 or 7)


def occasion(words: tuple[str, ...], at: int, today: dt.date) -> tuple[dt.date, int] | None:
    """The last time of the occasion named at ``at``, and its last token; None for no occasion."""
    if words[at] not in _OPENING:
        return None
    for size in range(LONGEST, 0, -1):
        run = words[at : at + size]
        if len(run) < size:
            continue
        if run in EVENTS and EVENTS[run] <= today:
            return EVENTS[run], at + size - 1
        if run in OCCASIONS:
            years = range(max(today.year - 2, 1), today.year + 1)
            days = [day(year) for day in OCCASIONS[run] for year in years]
            then = max((day for day in days if day <= today), default=None)
            return (then, at + size - 1) if then else None
    return None


def last_date(day: int, of_month: int | None, today: dt.date) -> dt.date | None:
    """The last time it was that day of that month, or of any month; None for no such day."""
    months = [of_month] if of_month else [today.month, today.month - 1 or 12]
    days = []
    for year in (today.year, today.year - 1):
        for number in months:
            if then := date(year, number, day):
                days.append(then)
    return max((d for d in days if d <= today), default=None)


def date(year: int, of_month: int, day: int) -> dt.date | None:
    """A date, or None for no such day."""
    try:
        return dt.date(year, of_month, day)
    except ValueError:
        return None


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
        then = date(int(year) + (2000 if len(year) == 2 else 0), number, day)
        if then and then <= today:
            return then
    return None


def since(day: dt.date, today: dt.date) -> str:
    """The time from a day until today as an ISO duration, in the unit people would say it in."""
    return of_days(max((today - day).days, 1))
