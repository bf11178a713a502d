"""Amounts of time in words and figures: "2-3 wks", "a year and a half", "1yr 3mo", "day 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quiver.durations import days

_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: float(number) for number, word in enumerate(_COUNTED, 1)} | {
    "a": 1, "an": 1, "couple": 2, "coupla": 2, "cpl": 2, "few": 3, "several": 3, "half": 0.5,
    "quarter": 0.25, "quarters": 0.25, "last": 1, "past": 1, "this": 1, "all": 1, "another": 1,
    "whole": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12, "handful": 4, "twa": 2, "tree": 3,
}  # fmt: skip
_TENS = frozenset({20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0})
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}
#: The code of a unit in ISO 8601; a number before it multiplies.
_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "evening": "D",
    "morning": "D", "week": "W", "weekend": "W", "fortnight": "2W", "month": "M", "year": "Y",
    "decade": "10Y", "twelvemonth": "Y", "summer": "Y", "winter": "Y", "christmas": "Y",
    "christmases": "Y", "birthdays": "Y", "anniversary": "Y", "sleeps": "D",
}  # fmt: skip
_SHORT_UNITS = {
    "s": "second", "sec": "second", "m": "minute", "min": "minute", "h": "hour", "hr": "hour",
    "d": "day", "w": "week", "wk": "week", "mo": "month", "mos": "month", "mth": "month",
    "mnth": "month", "mon": "month", "y": "year", "yr": "year", "f'night": "fortnight",
}  # fmt: skip
#: Units of one letter that stand apart from their number: "5 d". Of those, m is a month.
_LONE_UNITS = {"d": "day", "w": "week", "y": "year", "m": "month", "h": "hour", "mo": "month"}
_GLUED = re.compile(r"x?(\d{1,3})(?:ish|odd|\+)?([a-z]+)", re.ASCII)
_GLUED_COUNT = re.compile(r"(day|week|wk|month|mth)(\d{1,2})", re.ASCII)
_HALVES = re.compile(r"(\d{0,2})([½¼¾])")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_NUMBER = re.compile(r"x?(\d{1,3}|\d{1,2}\.\d{1,2})(?:ish|\+|odd)?", re.ASCII)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.ASCII)
_FILLERS = frozenset(
    "of the or so about around roughly nearly almost over under good solid odd full straight "
    "more than less maybe perhaps like to at least past last few couple whole long ish bloody o "
    "flipping separate consecutive entire complete bleeding damn lunar calendar very tops some "
    "plus bit".split()
)
#: They make a time with a unit alone ("last week"), never with a number before them.
_POINTING = frozenset({"this", "last", "past", "all", "another"})
#: Before "last week" these make it the week until now, and no moment of the past.
_SPANNING = frozenset({"the", "over", "for", "in", "these", "this", "my"})
#: In medical shorthand "3/7" is three days, "5/52" five weeks, "2/12" two months.
_MOST_SHORT = 14  # "24/7" is no time
_FRACTIONS = {"7": "day", "52": "week", "12": "month"}
_SHORTHAND_AFTER = frozenset({"ago", "history", "hx", "h", "duration", "of"})

Sort = Literal["amount", "moment", "count", "age"]


@dataclass(frozen=True)
class Named:
    """A time named in a text.

    Args:
        iso: how long it is, or how long ago, as an ISO 8601 duration.
        first: its first token.
        last: its last token.
        sort: an amount ("3 weeks"), a moment ("since May": the time until now), or a count from
            the beginning ("day 4"), or the years since an age that is told ("since I was 7").
    """

    iso: str
    first: int
    last: int
    sort: Sort = "amount"

    @property
    def days(self) -> float:
        """How many days it is."""
        return days(self.iso) or 0.0


def unit_of(word: str) -> str | None:
    """The unit that a word names, in full: "weeks" and "wks" are "week"."""
    if word == "moths":
        return "month"  # a slip: of moths there are no two
    for form in (word, word[:-1] if word[-1:] in ("s", "z") else word):
        if form in _UNITS:
            return form
        if len(form) > 1 and form in _SHORT_UNITS and form != "mon":
            return _SHORT_UNITS[form]
    return None


def is_unit(word: str) -> bool:
    """Whether a word is a unit of time: "week", "weeks"."""
    return unit_of(word) is not None


def value_of(word: str) -> float | None:
    """The number that a word stands for: "3ish" is 3, "couple" is 2."""
    if halves := _HALVES.fullmatch(word):
        return float(halves[1] or 0) + _PARTS[halves[2]]
    match = _NUMBER.fullmatch(word)
    return float(match[1]) if match else _NUMBERS.get(word.removesuffix("ish"))


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


def of_days(number: float) -> str:
    """A number of days as an ISO duration, in the unit people would say it in."""
    if number < 1:
        return f"PT{max(1, round(number * 24))}H"
    if number <= 30:
        return f"P{round(number)}D"
    if number < 700:
        return f"P{round(number / 30.4)}M"
    return f"P{round(number / 365)}Y"


def amount(words: tuple[str, ...], at: int) -> Named | None:
    """An amount of time from ``at`` on, or a count; what adds to it ("and 3 days") added."""
    time = _single(words, at) or _counted(words, at) or _shorthand(words, at)
    if time is None or time.sort != "amount" or "T" in time.iso:
        return time
    following = time.last + 1
    following += words[following : following + 1] == ("and",)
    more = _single(words, following) if following < len(words) else None
    if more is None or "T" in more.iso or _step(time) <= _step(more) or words[following] == "a":
        return time
    return Named(f"P{round(time.days + more.days)}D", at, more.last)


def _step(time: Named) -> float:
    """How long the unit of a time is, in days."""
    return days(f"P1{time.iso[-1]}") or 0.0


def _single(words: tuple[str, ...], at: int) -> Named | None:
    glued = _GLUED.fullmatch(words[at])
    if glued and glued[2] == "m" and int(glued[1]) > _MOST_MONTHS:
        return None  # "44m, lip twitch": age and sex
    if glued and (unit := _glued_unit(glued[2])):
        return Named(iso(float(glued[1]), unit), at, at)
    if words[at] == "a" and words[max(0, at - 2) : at] in _FOREVER_AND:
        return None
    number: float | None = None
    index = at
    if words[at] == "too" and at + 1 < len(words) and words[at + 1] in _PLURALS:
        return Named(iso(2, words[at + 1][:-1]), at, at + 1)  # "for too weeks"
    while index < len(words) and index - at < 7:
        word = words[index]
        unit = unit_of(word)
        ordinal = word == "second" and (number or 3) < 3 and index + 1 < len(words)
        if unit is None and number is not None and words[index - 1][-1].isdigit():
            unit = _LONE_UNITS.get(word) if words[index + 1 : index + 2] != ("o",) else None
        if unit and not ordinal:
            return _with_unit(words, at, index, unit, number)
        value = value_of(word)
        if (number or 0) > 1 and word in ("a", "an") and words[index - 1] != "and":
            return None  # "twitching 4 a week" is no four weeks
        if value is not None and not (number is not None and word in _POINTING):
            number = _together(words, at, index, number, value)
        elif number is not None and _describes(words, index, number):
            pass
        elif word not in _FILLERS | {"and"} or number is None or word in _POINTING:
            return None
        elif word == "the" and words[index - 1] not in ("of", "over", "under"):
            return None  # "11 the day before"
        elif word == "so" and words[index - 1] != "or":
            return None  # "started in year 3 so 18 months back"
        index += 1
    return None


def _describes(words: tuple[str, ...], index: int, number: float) -> bool:
    """Whether a word only says what the days were like: "three miserable weeks"."""
    word, following = words[index], (*words[index + 1 : index + 2], "")[0]
    plural = following.endswith("s") and unit_of(following) is not None
    listed = word.endswith("s") and not word.endswith(("less", "ous"))
    counted = listed or word in _FILLERS or word in _NO_ADJECTIVES
    return number > 1 and plural and word.isalpha() and len(word) > 3 and not counted


def _glued_unit(letters: str) -> str | None:
    """The unit of "3wks", "5d", "6m": glued to its number, m is a month."""
    if letters == "m":
        return "month"
    return _SHORT_UNITS.get(letters) or unit_of(letters)


def _together(
    words: tuple[str, ...], at: int, index: int, number: float | None, value: float
) -> float:
    """The number that stands so far, with one more number word."""
    word, before = words[index], words[index - 1]
    if number is None:
        return value
    if word == "hundred":
        return number * value
    if number >= 100 > value >= 1:
        return number + value if word not in ("a", "an") else number  # "a hundred and ten"
    if word == "whole":
        return number  # "three whole days"
    if word == "quarters":
        return number * value
    if value < 1 and before in ("a", "an") and index - 1 == at:
        return value  # "a quarter of a year"
    if value < 1 and before not in ("or", "to"):
        return number + value if number >= 1 else number  # "two and a half"
    if word in ("a", "an"):
        return number  # "half a year"
    if number in _TENS and value < 10 and before not in ("or", "to"):
        return number + value  # "forty eight"
    if number == 1 or word in ("couple", "few", "several", "dozen", "handful"):
        return value
    if before in ("or", "to", "maybe", "perhaps", "and") or index == at + 1:
        return min(number, value)  # "2-3 weeks", "two or three months": the lower
    return number


def _with_unit(
    words: tuple[str, ...], at: int, index: int, unit: str, number: float | None
) -> Named | None:
    """The amount whose unit stands at ``index``, with a half or an "or so" behind it."""
    after = words[index + 1 : index + 4]
    if number is None:
        if after == ("and", "a", "half"):
            return Named(iso(1.5, unit), at, index + 3)  # "year and a half"
        return Named(iso(1, unit), at, index) if words[at] == "fortnight" else None
    pointing = words[at] in ("this", "last", "all", "whole")
    if pointing and index == at + 1 and (_UNITS[unit] == "D" or unit == "weekend"):
        return None  # "all day" tells how often, "last night" is a moment
    if unit in ("summer", "winter", "christmas", "anniversary") and (number < 2 or pointing):
        return None
    if after == ("and", "a", "half"):  # "a year and a half"
        return Named(iso(number + 0.5, unit), at, index + 3)
    if after == ("and", "a", "bit"):
        return Named(iso(number, unit), at, index + 3)
    if after[:2] in (("or", "two"), ("or", "so"), ("or", "more"), ("and", "more")):
        return Named(iso(number, unit), at, index + 2)  # "a week or two"
    led = words[at - 1] if at else ""
    pointed = words[at] in ("this", "last") and index == at + 1 and led not in _SPANNING
    return Named(iso(number, unit), at, index, "moment" if pointed else "amount")


def _counted(words: tuple[str, ...], at: int) -> Named | None:
    """A time counted from the beginning: "day 4 of this", "week five", "3rd day"."""
    if glued := _GLUED_COUNT.fullmatch(words[at]):
        return Named(iso(float(glued[2]), unit_of(glued[1]) or "day"), at, at, "count")
    match = _ORDINAL.fullmatch(words[at])
    ordinal = int(match[1]) if match else _ORDINALS.get(words[at])
    following = words[at + 1 : at + 2]
    if ordinal and ordinal > 1 and following and following[0] in _UNITS:
        every = words[at - 1 : at] in (("every",), ("each",)) and at > 0
        clock = _UNITS[following[0]][0] == "T"
        return None if every or clock else Named(iso(ordinal, following[0]), at, at + 1, "count")
    unit = unit_of(words[at])
    if unit == "year" and words[at - 1 : at] == ("in",) and at:
        return None  # "started in year 3" is a class at school
    if unit is None or not following or words[at].endswith("s") or _UNITS[unit][0] == "T":
        return None
    last = at + 1 + (following[0] in ("number", "no", "nr") and at + 2 < len(words))
    value = value_of(words[last])
    another = words[last + 1 : last + 2]
    if value is None or value < 1 or words[last] in _NO_COUNT or (another and is_unit(another[0])):
        return None
    return Named(iso(value, unit), at, last, "count")


#: "44m" is a man of 44.
_MOST_MONTHS = 36
_FOREVER_AND = frozenset({("ever", "and"), ("forever", "and")})
#: Between a number and a unit these are no adjectives.
_NO_ADJECTIVES = frozenset(
    "then that with this they them when from after before your have been into till until "
    "every each just only past last these those were what which while year month week twice".split()
)
_PLURALS = frozenset({"days", "weeks", "months", "years"})
_NO_COUNT = _POINTING | {"a", "an", "few", "couple", "several", "whole"}


def _shorthand(words: tuple[str, ...], at: int) -> Named | None:
    """Medical shorthand for an amount: "5/52", "3/7 ago", "2/12 history"."""
    unit = _FRACTIONS.get(words[at + 1]) if at + 1 < len(words) else None
    if unit is None or not words[at].isdecimal() or len(words[at]) > 2:
        return None
    told = words[at - 1 : at] in (("for",), ("x",), ("past",), ("last",)) and at > 0
    closes = at + 2 == len(words) and float(words[at]) <= _MOST_SHORT  # "lip twitch, 2/7, nil else"
    if unit == "week" or told or closes or _SHORTHAND_AFTER & set(words[at + 2 : at + 3]):
        return Named(iso(float(words[at]), unit), at, at + 1)
    return None


#: All that a misspelt word of an amount may stand for.
SPELT = frozenset((*_COUNTED, *_ORDINALS, "couple", "several", "quarter")) | {
    form for unit in _UNITS for form in (unit, f"{unit}s")
}
