"""Dates: "since 21/10", "the 3rd of November", "May the fourth", "the first week of June"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from quiver.language import calendar
from quiver.language.amounts import Named, is_unit
from quiver.language.periods import moment_of, word_after, word_before
from quiver.language.text import Text

SINCE = frozenset({"since", "from"})
#: Names of days and months that are words of another meaning, too.
AMBIGUOUS = frozenset("sat sun wed mon may mar march fall lent advent".split())
NO_NOUN = frozenset(
    "i im we my the a and or when it its are at only in for mostly he she they because but "
    "is".split()
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?!\d|[/.]\d)", re.ASCII
)
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_BEFORE_NUMERIC = SINCE | frozenset(
    "on started began begun noticed first start last began beginning back onset dated date".split()
)
_SPELT_DAYS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
_SPELT_TENS = {"twenty": 20, "thirty": 30}
_ON_THE = frozenset({("since", "the"), ("on", "the"), ("from", "the"), ("until", "the")})
_WEEKS_OF = {"first": 4, "1st": 4, "second": 11, "2nd": 11, "third": 18, "3rd": 18, "fourth": 25,
             "4th": 25, "last": 27}  # fmt: skip
#: After "the 10th" these make it no date.
_NO_DATE = frozenset(
    "time one go dose floor grade standard class birthday coffee cup round attempt episode "
    "person of".split()
)


def numeric_dates(text: Text, today: dt.date) -> Mapping[int, Named]:
    """Dates in figures, "since 21/10", by the token at which they begin."""
    found = {}
    for match in _ISO_DATE.finditer(text.raw):
        tokens = [n for n, t in enumerate(text.tokens) if match.start() <= t.start < match.end()]
        day = calendar.date(max(int(match[1]), 1), int(match[2]), int(match[3]))
        if tokens and day and day <= today:
            found[tokens[0]] = moment_of(day, today, tokens[0], tokens[-1])
    for match in _NUMERIC_DATE.finditer(text.raw):
        tokens = [n for n, t in enumerate(text.tokens) if match.start() <= t.start < match.end()]
        if not tokens:
            continue
        before = set(text.words[max(0, tokens[0] - 3) : tokens[0]])
        after = set(text.words[tokens[-1] + 1 : tokens[-1] + 5])
        if not (before | after) & _BEFORE_NUMERIC or {"ago", "history", "hx"} & after:
            continue
        day = calendar.numeric(int(match[1]), int(match[2]), match[3], today)
        if day:
            found[tokens[0]] = moment_of(day, today, tokens[0], tokens[-1])
    return found


def date_in_words(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A date in words: "the 3rd of November", "5 November", "nov 1st", "sunday the 15th"."""
    if found := _spelt_date(words, at, today) or _of_month(words, at, today):
        return found
    if words[at : at + 3] == ("last", "day", "of") and at + 3 < len(words):
        of_month = calendar.month(words[at + 3])
        return _dated(words, at, at + 3, 28, of_month, today) if of_month else None
    day = DAY_OF_MONTH.fullmatch(words[at])
    if day:
        if words[at + 1 : at + 4] == ("of", "the", "month"):
            return _dated(words, at, at + 3, int(day[1]), None, today)
        index = at + 1 + (word_after(words, at) == "of")
        month = calendar.month(words[index]) if index < len(words) else None
        if month:
            return _dated(words, at, index, int(day[1]), month, today)
        index += words[index : index + 1] == ("this",)
        if words[index : index + 1] == ("month",) and index > at + 1:
            return _dated(words, at, index, int(day[1]), None, today)
        lead = word_before(words, at)
        led = lead == "the" or calendar.weekday(lead) is not None
        named = led and not words[at].isdecimal()
        after = word_after(words, at)
        if named and after not in _NO_DATE and not (after and is_unit(after)):
            return _dated(words, at, at, int(day[1]), None, today)
        return None
    month = calendar.month(words[at])
    day = DAY_OF_MONTH.fullmatch(word_after(words, at)) if month else None
    if day and not (at + 2 < len(words) and is_unit(words[at + 2])):
        return _dated(words, at, at + 1, int(day[1]), month, today)
    return None


def _spelt_date(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A date whose day is a word: "the first of May", "May the fourth", "since the third"."""
    month_first = calendar.month(words[at])
    first = at + (1 + (word_after(words, at) == "the") if month_first else 0)
    if first >= len(words):
        return None
    day, last = _SPELT_DAYS.get(words[first]), first
    tens = _SPELT_TENS.get(words[first])
    if tens and _SPELT_DAYS.get(word_after(words, first), 10) < 10:
        day, last = tens + _SPELT_DAYS[words[first + 1]], first + 1
    if day is None:
        return None
    if month_first:
        return _dated(words, at, last, day, month_first, today)
    of = word_after(words, last) == "of"
    index = last + 1 + of
    month = calendar.month(words[index]) if index < len(words) else None
    if month and (of or words[index] not in AMBIGUOUS):
        return _dated(words, at, index, day, month, today)
    if words[index : index + 2] in (("the", "month"), ("this", "month")):
        return _dated(words, at, index + 1, day, None, today)
    led = words[max(0, at - 2) : at] in _ON_THE
    after = word_after(words, last)
    if led and (not after or after in NO_NOUN):
        return _dated(words, at, last, day, None, today)
    return None


def _of_month(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A week or a weekday of a month: "the first week of May", "the last Friday in April"."""
    day = _WEEKS_OF.get(words[at])
    unit = word_after(words, at)
    if day is None or words[at + 2 : at + 3] not in (("of",), ("in",)) or at + 3 >= len(words):
        return None
    if unit not in ("week", "weekend") and calendar.weekday(unit) is None:
        return None
    month = calendar.month(words[at + 3])
    if month is None and words[at + 3 : at + 5] != ("last", "month"):
        return None
    if month is None:
        return _dated(words, at, at + 4, day, today.month - 1 or 12, today)
    return _dated(words, at, at + 3, day, month, today)


def _dated(
    words: tuple[str, ...], at: int, last: int, day: int, month: int | None, today: dt.date
) -> Named | None:
    year = word_after(words, last)
    if month and year.isdecimal() and len(year) == 4:
        then = calendar.date(max(int(year), 1), month, day)
        return moment_of(then, today, at, last + 1) if then and then <= today else None
    then = calendar.last_date(day, month, today)
    return moment_of(then, today, at, last) if then else None
