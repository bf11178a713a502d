"""The times that a text names: amounts ("2-3 wks"), dates ("since the 3rd of May"), occasions.

Each is given as the ISO 8601 duration from then to the day of the message. Which of several is how
long the complaint has been there is decided in ``durations.py``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from quiver.language import calendar
from quiver.language.text import Text

_NUMBERS = {
    word: float(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
} | {
    "a": 1, "an": 1, "couple": 2, "coupla": 2, "cpl": 2, "few": 3, "several": 3, "half": 0.5,
    "quarter": 0.25, "last": 1, "past": 1, "this": 1, "all": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "sixth": 6, "another": 1, "whole": 1, "½": 0.5, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "dozen": 12,
}  # fmt: skip
_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "evening": "D",
    "morning": "D", "week": "W", "weekend": "W", "fortnight": "2W", "month": "M", "year": "Y",
    "decade": "10Y", "twelvemonth": "Y", "summer": "Y", "winter": "Y",
}  # fmt: skip
_GLUED = re.compile(r"(\d{1,3})(s|m|min|mins|h|hr|hrs|d|w|wk|wks|mo|mth|mths|m|y|yr|yrs)", re.ASCII)
_NUMBER = re.compile(r"(\d{1,3}|\d{1,2}\.\d{1,2})(?:ish|\+|st|nd|rd|th|odd)?", re.ASCII)
_GLUED_UNITS = {
    "s": "second", "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "d": "day", "w": "week", "wk": "week", "wks": "week", "mo": "month", "mth": "month",
    "mths": "month", "m": "month", "y": "year", "yr": "year", "yrs": "year",
}  # fmt: skip
_LONE_UNITS = {"d": "day", "w": "week", "y": "year", "m": "month", "h": "hour", "mo": "month"}
_FILLERS = frozenset(
    "of the or so about around roughly nearly almost over under good solid odd full straight "
    "more than less maybe like to at least past last few couple whole long ish bloody".split()
)
#: Before one of these a date or an occasion says since when.
SINCE = frozenset("since from last in this mid early late around".split())
BEGINNING = frozenset(
    "started began begun noticed since first start back returned starting begin kicked appeared "
    "came turned felt".split()
)
_ON_A_DAY = frozenset("since from last on this past".split())
_DAY_NAMES = (
    "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs",
    "friday fri", "saturday sat", "sunday sun",
)  # fmt: skip
_DAYS_OF_WEEK = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_ONCE = frozenset({"once", "single"})
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d/.])", re.ASCII
)


@dataclass(frozen=True)
class Named:
    """A time named: its ISO duration, its tokens, and whether it is said to be the beginning."""

    iso: str
    first: int
    last: int
    since: bool


def named_times(text: Text, today: dt.date) -> list[Named]:
    """Every time that a text names, in the order of the text."""
    words = text.words
    numeric = _numeric_dates(text, today)
    found: list[Named] = []
    within: tuple[str, ...] = ()  # the words up to the end of the clause
    at = 0
    while at < len(words):
        if at >= len(within):
            within = words[: text.clause_at(at).end]
        time = (
            numeric.get(at)
            or _date(within, at, today)
            or _amount(within, at)
            or _counted(within, at)
            or _moment(words, at, today)
        )
        if time is None:
            at += 1
            continue
        found.append(time)
        at = time.last + 1
    return found


def is_unit(word: str) -> bool:
    """Whether a word is a unit of time: "week", "weeks"."""
    return _unit(word) is not None


def iso(number: float, unit: str) -> str:
    """The ISO duration of an amount: 1.5, "year" is P18M."""
    code = _UNITS[unit]
    if code[0].isdigit():
        factor = int(code[:-1])
        return f"P{max(1, round(number * factor))}{code[-1]}"
    if code[0] == "T":
        smaller = {"H": ("M", 60), "M": ("S", 60)}.get(code[1])
        if number != int(number) and smaller:
            return f"PT{round(number * smaller[1])}{smaller[0]}"
        return f"PT{max(1, round(number))}{code[1]}"
    if number != int(number):
        finer = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7), "D": None}[code]
        if finer is None:
            return f"PT{round(number * 24)}H"
        return f"P{max(1, round(number * finer[1]))}{finer[0]}"
    return f"P{max(1, int(number))}{code}"


def _unit(word: str) -> str | None:
    if word in _UNITS:
        return word
    single = word[:-1] if word.endswith("s") else word
    return single if single in _UNITS else None


def _value(word: str) -> float | None:
    match = _NUMBER.fullmatch(word)
    return float(match[1]) if match else _NUMBERS.get(word.removesuffix("ish"))


def _amount(words: tuple[str, ...], at: int) -> Named | None:
    """An amount of time from ``at`` on: "2-3 wks", "a year and a half", "half a year"."""
    glued = _GLUED.fullmatch(words[at])
    if glued:
        return Named(iso(float(glued[1]), _GLUED_UNITS[glued[2]]), at, at, False)
    number: float | None = None
    index = at
    while index < len(words) and index - at < 7:
        word = words[index]
        unit = _unit(word)
        ordinal = word == "second" and (number or 3) < 3 and index + 1 < len(words)
        if unit is None and number is not None and words[index - 1][0].isdigit():
            unit = _LONE_UNITS.get(word) if words[index + 1 : index + 2] != ("o",) else None
        if unit and not ordinal:
            return _with_unit(words, at, index, unit, number)
        value = _value(word)
        if value is not None:
            number = _together(words, at, index, number, value)
        elif word not in _FILLERS | {"and"} or number is None:
            return None
        index += 1
    return None


def _together(
    words: tuple[str, ...], at: int, index: int, number: float | None, value: float
) -> float:
    """The number that stands so far, with one more number word."""
    word = words[index]
    if number is None:
        return value
    if value < 1 and words[index - 1] in ("a", "an") and index - 1 == at:
        return value  # "a quarter of a year"
    if value < 1 and words[index - 1] not in ("or", "to"):
        return number + value if number >= 1 else number  # "two and a half"
    if number < 1 and word in ("a", "an"):
        return number  # "half a year"
    if number in (20, 30, 40, 50, 60) and value < 10 and words[index - 1] not in ("or", "to"):
        return number + value  # "forty eight"
    if word in ("a", "an"):
        return number
    if number == 1 or word in ("couple", "few", "several", "dozen"):
        return value
    if words[index - 1] in ("or", "to") or index == at + 1:
        return min(number, value)  # "2-3 weeks", "two or three months": the lower
    return number


def _with_unit(
    words: tuple[str, ...], at: int, index: int, unit: str, number: float | None
) -> Named | None:
    after = words[index + 1 : index + 4]
    if number is None:
        halves = after == ("and", "a", "half")
        return Named(iso(1.5, unit), at, index + 3, False) if halves else None  # "year and a half"
    ordinal = words[index - 1][0].isdigit() and words[index - 1][-2:] in ("st", "nd", "rd", "th")
    if ordinal and words[index - 2] != "its":
        return None  # "in 2nd year": a year of something else
    if _UNITS[unit] == "D" and words[at] in ("all", "this", "whole", "last") and index == at + 1:
        return None  # "all day" tells how often, "last night" is a moment
    if unit in ("summer", "winter") and (number < 2 or words[at] in ("last", "this")):
        return None
    since = words[at] in ("last", "past", "this")
    if after == ("and", "a", "half"):  # "a year and a half"
        return Named(iso(number + 0.5, unit), at, index + 3, since)
    if after[:2] in (("or", "two"), ("or", "so")):  # "a week or two"
        return Named(iso(number, unit), at, index + 2, since)
    return Named(iso(number, unit), at, index, since)


def _counted(words: tuple[str, ...], at: int) -> Named | None:
    """A time counted from the beginning: "day 4 of this", "week five"."""
    unit = _unit(words[at])
    if unit is None or at + 1 >= len(words) or words[at].endswith("s"):
        return None
    value = _value(words[at + 1])
    fits = value is not None and value >= 1 and words[at + 1] not in ("a", "an", "this", "all")
    following = words[at + 2 : at + 3]
    if not fits or value is None or (following and is_unit(following[0])):
        return None
    return Named(iso(value, unit), at, at + 1, True)


def _numeric_dates(text: Text, today: dt.date) -> dict[int, Named]:
    """Dates in figures, "since 21/10", by the token at which they begin."""
    found = {}
    for match in _NUMERIC_DATE.finditer(text.raw):
        tokens = [n for n, t in enumerate(text.tokens) if match.start() <= t.start < match.end()]
        if not tokens:
            continue
        before = set(text.words[max(0, tokens[0] - 3) : tokens[0]])
        after = set(text.words[tokens[-1] + 1 : tokens[-1] + 5])
        if not (before | after) & (BEGINNING | _ON_A_DAY):
            continue
        day = calendar.numeric(int(match[1]), int(match[2]), match[3], today)
        if day:
            found[tokens[0]] = Named(calendar.since(day, today), tokens[0], tokens[-1], True)
    return found


def _date(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A date in words: "the 3rd of November", "5 November", "nov 1st", "sunday the 15th"."""
    day_first = _NUMBER.fullmatch(words[at])
    first = words[at]
    if day_first and "." not in first and not first.endswith(("ish", "odd")):
        index = at + 1 + (words[at + 1 : at + 2] == ("of",))
        month = calendar.month(words[index]) if index < len(words) else None
        if month:
            return _dated(words, at, index, int(day_first[1]), month, today)
        of_any = words[at + 1 : at + 4] == ("of", "the", "month")
        if (
            first.endswith(("st", "nd", "rd", "th"))
            and words[at - 1 : at] == ("the",)
            and not of_any
        ):
            return _dated(words, at, at, int(day_first[1]), None, today)
        return None
    month = calendar.month(first)
    following = words[at + 1] if at + 1 < len(words) else ""
    day = _NUMBER.fullmatch(following)
    if (
        month
        and day
        and "." not in following
        and not (at + 2 < len(words) and is_unit(words[at + 2]))
    ):
        return _dated(words, at, at + 1, int(day[1]), month, today)
    return None


def _dated(
    words: tuple[str, ...], at: int, last: int, day: int, month: int | None, today: dt.date
) -> Named | None:
    then = calendar.last_date(day, month, today)
    if then is None:
        return None
    near = set(words[max(0, at - 8) : at])
    return Named(calendar.since(then, today), at, last, bool(near & (BEGINNING | {"on"})))


def _moment(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A moment such as "last Tuesday", "since Halloween", "since June" at ``at``."""
    word = words[at]
    before = words[max(0, at - 2) : at]
    if (
        before[-1:] in (("the",), ("last",), ("about",), ("around",), ("past",), ("this",))
        and before[0] in SINCE
    ):
        before = before[:1]  # "since the spring", "since last tuesday"
    since = bool(before) and before[-1] in SINCE
    begun = bool(BEGINNING & set(words[max(0, at - 4) : at] + words[at + 1 : at + 4]))
    around = set(words[max(0, at - 4) : at + 3])
    if (around & _ONCE or {"one", "time"} <= around) and "since" not in before:
        return None  # "it twitched once in june" tells of one time
    if word == "yesterday" or (word == "night" and words[at - 1 : at] == ("last",)):
        return Named("P1D", at, at, begun or before[-1:] in (("since",), ("from",)))
    if word in ("today", "tonight") and before[-1:] in (
        ("since",), ("from",), ("only",), ("just",), ("started",), ("began",),
    ):  # fmt: skip
        return Named("PT12H", at, at, True)
    if (
        word == "morning"
        and words[at - 1 : at] == ("this",)
        and (begun or words[at - 2 : at - 1] in (("since",), ("from",)))
    ):
        return Named("PT6H", at, at, True)
    if word == "fortnight":
        return Named("P2W", at, at, since)
    occasion = calendar.occasion(words, at, today)
    if occasion:
        then, last = occasion
        told = since or begun or before[-1:] in (("on",), ("at",))
        return Named(calendar.since(then, today), at, last, told) if told else None
    weekday = _DAYS_OF_WEEK.get(word)
    if weekday is not None and words[at + 1 : at + 2] == ("the",):
        return None  # "sunday the 15th": the date says it
    if weekday is not None:
        fits = before[-1:] and before[-1] in (_ON_A_DAY if begun else _ON_A_DAY - {"on"})
        began = before[-1:] and before[-1] in BEGINNING
        if not (fits or began):
            return None
        back = (today.weekday() - weekday) % 7 or 7
        return Named(f"P{back}D", at, at, True)
    month = calendar.month(word)
    if month and since and (word not in ("may", "mar") or words[at - 1] in ("since", "in", "last")):
        back = (today.month - month) % 12 or 12
        return Named(f"P{back}M", at, at, True)
    if word.isdecimal() and len(word) == 4 and since and 1940 <= int(word) <= today.year:
        return Named(f"P{max(1, today.year - int(word))}Y", at, at, True)
    return None
