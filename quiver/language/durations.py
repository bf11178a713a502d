"""How long it has been there, read from free text.

A message may name several times: an age, how long one episode lasts, how long a medicine was
taken, how long ago the last drink was. Each is judged by the words around it, and the one that
says how long the complaint has been there is given as an ISO 8601 duration.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from quiver.durations import days
from quiver.language.text import Text

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "couple": 2, "few": 3, "several": 3, "half": 0.5, "last": 1, "past": 1,
    "this": 1, "all": 1, "second": 2, "third": 3, "another": 1, "whole": 1, "½": 0.5,
}  # fmt: skip
_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "evening": "D",
    "morning": "D", "week": "W", "weekend": "W", "fortnight": "2W", "month": "M", "year": "Y",
    "decade": "10Y",
}  # fmt: skip
#: Seasons and feasts, and the month in which they begin.
_SEASONS = {
    "christmas": 12, "xmas": 12, "easter": 4, "spring": 4, "summer": 7, "autumn": 10,
    "halloween": 10, "winter": 12, "valentines": 2, "nye": 12,
}  # fmt: skip
_BEFORE_MOMENT = frozenset("since from last in on this mid early late around".split())
_DAYS_OF_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_SHORT_MONTHS = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_GLUED = re.compile(r"(\d{1,3})(s|m|min|mins|h|hr|hrs|d|w|wk|wks|mo|mth|mths|m|y|yr|yrs)", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.\d{1,2}", re.ASCII)
_GLUED_UNITS = {
    "s": "second", "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "d": "day", "w": "week", "wk": "week", "wks": "week", "mo": "month", "mth": "month",
    "mths": "month", "m": "month", "y": "year", "yr": "year", "yrs": "year",
}  # fmt: skip
_FILLERS = frozenset(
    "of the or so about around roughly nearly almost over under good solid odd full straight "
    "more than less maybe like to at least past last few couple whole".split()
)

#: Words around a time that say it is how long the complaint has been there, or that it is not.
_COURSE_BEFORE = frozenset(
    "for since past last than been started began ongoing going over within".split()
)
_COURSE_AFTER = frozenset(
    "now ago so straight running on solid already nonstop thereabouts".split()
)
_BEGINNING = frozenset("started began begun noticed since first start back returned".split())
_EPISODE = frozenset("lasts lasted lasting episode episodes spell spells bouts each every".split())
_COMPLAINT = frozenset("twitch twitches twitching twitched lip lips mouth face eye".split())
_CLOCK_WORDS = frozenset(["second", "seconds", "minute", "minutes"])
_NO_COURSE_AFTER = {
    ("old",),
    ("later",),
    ("before",),
    ("apart",),
    ("after",),
    ("olds",),
    ("break",),
}
_NO_COURSE_BEFORE = {
    ("im",), ("aged",), ("age",), ("at",), ("not",), ("per",), ("every",), ("each",), ("was",),
    ("within",), ("after",),
}  # fmt: skip
_RATE = {
    ("times",),
    ("once",),
    ("twice",),
    ("nights",),
    ("days",),
    ("cups",),
    ("cans",),
    ("pints",),
}
_RATES = {("times", "a"), ("once", "a"), ("twice", "a"), ("or", "twice")}
_OTHER_COURSE = frozenset(
    "drink drinking drank cigarette smoked pill pills tablet tablets took taking mg dose "
    "prescribed medication medicine meds zoloft sertraline citalopram prozac married pregnant "
    "surgery bypass operation op sleep slept coffee awake quit quitting clean sober thyroid "
    "gave stroke fit postnatal dentist tia alcohol booze vodka wine beer smoking vaping op detox "
    "moved job divorced divorce died pregnancy born diagnosed accident crash retired heart cancer "
    "chemo tramadol codeine valium diazepam xanax lorazepam venlafaxine fluoxetine paroxetine "
    "adderall ritalin methadone heroin weed coke ket drugs steroids antibiotics vitamins "
    "lasts anaemic "
    "bells palsy seizure fits botox filler fillers injection jab vaccine covid flu gym "
    "marathon shift worked working".split()
)


@dataclass(frozen=True)
class Time:
    """A time named in a message: its ISO duration, its tokens, its score (higher fits better)."""

    iso: str
    first: int
    last: int
    score: int


def duration(text: Text, today: dt.date, asked: bool = False) -> Time | None:
    """How long the complaint has been there, as far as the text says.

    Args:
        text: the message.
        today: the day of the message, for "since last Tuesday" and "since June".
        asked: whether the message answers the question how long; then any time will do.
    """
    times = [time for time in _times(text, today) if time.score > (-9 if asked else 0)]
    if not times:
        return None
    return max(times, key=lambda time: (time.score, days(time.iso) or 0))


def _times(text: Text, today: dt.date) -> list[Time]:
    words = text.words
    found: list[Time] = []
    at = 0
    while at < len(words):
        span = _amount(words, at) or _moment(words, at, today)
        if span is None:
            at += 1
            continue
        iso, last, since = span
        found.append(Time(iso, at, last, _score(text, at, last, since)))
        at = last + 1
    return found


def _amount(words: tuple[str, ...], at: int) -> tuple[str, int, bool] | None:
    """An amount of time such as "2-3 wks" from ``at`` on: (ISO, last token, since)."""
    glued = _GLUED.fullmatch(words[at])
    if glued and _GLUED_UNITS.get(glued[2]):
        return _iso(float(glued[1]), _GLUED_UNITS[glued[2]]), at, False
    number: float | None = None
    index = at
    while index < len(words) and index - at < 6:
        word = words[index]
        unit = word[:-1] if word.endswith("s") and word[:-1] in _UNITS else word
        if (
            unit in _UNITS
            and (number is not None)
            and not (word == "second" and number < 3 and index + 1 < len(words))
        ):
            if _UNITS[unit] == "D" and words[at] in ("all", "this", "whole"):
                return None  # "all day" tells how often, not how long
            since = words[at] in ("last", "past", "this")
            if words[index + 1 : index + 4] == ("and", "a", "half"):  # "a year and a half"
                return _iso(number + 0.5, unit), index + 3, since
            if words[index + 1 : index + 2] == ("or",) and words[index + 2 : index + 3] == ("two",):
                return _iso(number, unit), index + 2, since  # "a week or two"
            return _iso(number, unit), index, since
        if unit in _UNITS and number is None:
            if words[index + 1 : index + 4] == ("and", "a", "half"):
                return _iso(1.5, unit), index + 3, False  # "year and a half"
            return None
        value = float(word) if _NUMBER.fullmatch(word) else _NUMBERS.get(word)
        if value is not None:
            if value == 0.5 and number is not None:
                number += 0.5
            elif number is None or number == 1 or word in ("couple", "few", "several"):
                number = value
            elif words[index - 1] in ("or", "to") or index == at + 1:
                number = min(number, value)  # "2-3 weeks", "two or three months": the lower
        elif word not in _FILLERS | {"and"} or number is None:
            return None
        index += 1
    return None


def _iso(number: float, unit: str) -> str:
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
            return "PT12H"
        return f"P{max(1, round(number * finer[1]))}{finer[0]}"
    return f"P{max(1, int(number))}{code}"


def _moment(words: tuple[str, ...], at: int, today: dt.date) -> tuple[str, int, bool] | None:
    """A point in time such as "last Tuesday" at ``at``: (ISO, last token, since)."""
    word = words[at]
    before = words[max(0, at - 2) : at]
    if (
        before[-1:] in (("the",), ("last",), ("about",), ("around",))
        and before[0] in _BEFORE_MOMENT
    ):
        before = before[:1]  # "since the spring", "since last tuesday"
    since = bool(before) and before[-1] in _BEFORE_MOMENT
    if "once" in words[max(0, at - 3) : at + 3] and "since" not in before:
        return None  # "it twitched once in june" tells of one time
    if word == "yesterday" or (word == "night" and before[-1:] == ("last",)):
        begun = words[max(0, at - 4) : at] + words[at + 1 : at + 4]
        return "P1D", at, bool(_BEGINNING & set(begun)) or before[-1:] in (("since",), ("from",))
    if word == "year" and words[max(0, at - 2) : at] in (("since", "new"), ("the", "new")):
        return f"P{today.month - 1}M" if today.month > 1 else "P2W", at, True
    if word == "years" and words[max(0, at - 2) : at] == ("since", "new"):
        return f"P{today.month - 1}M" if today.month > 1 else "P2W", at, True
    if word in ("today", "tonight") and at > 0 and words[at - 1] in (
        "since", "from", "only", "just", "started",
    ):  # fmt: skip
        return "PT12H", at, True
    if word == "fortnight":
        return "P2W", at, since
    if word in _DAYS_OF_WEEK and since:
        back = (today.weekday() - _DAYS_OF_WEEK.index(word)) % 7 or 7
        return f"P{back}D", at, True
    month = _MONTHS.index(word) + 1 if word in _MONTHS else _SHORT_MONTHS.get(word)
    if month and since and (word != "may" or words[at - 1] in ("since", "in", "last")):
        back = (today.month - month) % 12 or 12
        return f"P{back}M", at, True
    if word.isdecimal() and len(word) == 4 and since and 1940 <= int(word) <= today.year:
        return f"P{max(1, today.year - int(word))}Y", at, True
    if word in _SEASONS and since:
        return f"P{(today.month - _SEASONS[word]) % 12 or 1}M", at, True
    return None


def _score(text: Text, first: int, last: int, since: bool) -> int:
    """How much the words around a time say that the complaint has been there so long."""
    words = text.words
    clause = next(c for c in text.clauses if c.start <= first < c.end)
    before = words[max(clause.start, first - 4) : first]
    after = words[last + 1 : min(clause.end, last + 4)]
    near = set(words[max(clause.start, first - 5) : min(clause.end, last + 6)])
    time = set(words[first : last + 1])
    if words[first] == "yesterday" and not since:
        return 0
    if _taken_up(words, last + 1):
        return 4  # "the operation was 3 weeks ago and since then it twitches"
    if after[:1] == ("not",) and words[last + 2 : last + 3] and words[last + 2][0].isdigit():
        return 3  # "3 weeks not 3 days"
    if after[:1] in _NO_COURSE_AFTER or before[-1:] in _NO_COURSE_BEFORE:
        return -9
    if before[-2:] in _RATES or (
        first > 0 and words[first] in ("a", "an") and before[-1:] in _RATE
    ):
        return -9
    if "even" in before and words[first] in ("a", "one"):
        return -9  # "never lets up even for a day"
    if before[-1:] in _RATE and words[first] in ("this", "last", "every", "each"):
        return -9  # "twice this week"
    score = 2 if since else 0
    if _COURSE_BEFORE & set(before):
        score += 2
    if _COURSE_AFTER & set(after):
        score += 2
    if _BEGINNING & near:
        score += 1
    if near & _EPISODE or {"at", "time"} <= set(after):
        score -= 3
    if clause.end - clause.start <= last - first + 2:  # the clause says nothing else
        earlier = [c for c in text.clauses if c.end == clause.start and c.closed_by == ","]
        near |= {word for c in earlier for word in words[c.start : c.end]}
    if near & _OTHER_COURSE and not near & _COMPLAINT:
        score -= 4
    if time & _CLOCK_WORDS:
        score -= 2
    if before[-2:-1] == ("had",) and before[-1] in ("it", "this", "these"):
        score += 3
    if score > 0 and near & _COMPLAINT:
        score += 1
    if score == 0 and near & (_COMPLAINT | {"keeps", "nearly", "about", "almost", "close", "like"}):
        score = 1
    if score == 0 and clause.end - clause.start <= last - first + 2:
        score = 1  # the clause says nothing else: "right side of the lip, 9 days"
    return score


def _taken_up(words: tuple[str, ...], at: int) -> bool:
    """Whether a time named before ``at`` is when the complaint began: "and since then"."""
    ahead = words[at : at + 6]
    return any(pair in (("since", "then"), ("ever", "since")) for pair in pairwise(ahead))
