"""Moments that a text names: "last Tuesday", "the 3rd of May", "since breakfast", "Halloween".

Each is given as the time from then to the day of the message.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from quiver.language import calendar
from quiver.language.amounts import Named, is_unit
from quiver.language.text import Text

#: Between "since" and the moment these may stand.
_DETERMINERS = frozenset(
    "the last past this about around roughly maybe like approx approximately just early mid late "
    "sometime somewhere end start back beginning middle of on in my about ever only".split()
)
_SINCE = frozenset({"since", "from"})
#: What stands before a date, a month or a year, but not before an amount or a number.
_DATED = _SINCE | frozenset(
    "in on around about early late mid last this of until to back so".split()
)
#: Names of days and months that are words of another meaning, too.
_AMBIGUOUS = frozenset("sat sun wed mon may mar march fall lent advent".split())
#: Before "saturdays" and after it, these make it every Saturday, and not "Saturday's barbecue".
_HABITUAL = frozenset("on every most some my only and or these those of".split())
_NO_NOUN = frozenset(
    "i im we my the a and or when it its are at only in for mostly he she they because but "
    "is".split()
)
_DAY_PARTS = frozenset(
    "morning afternoon evening night nights nites arvo lunchtime nite teatime eve just "
    "gone past".split()
)
#: After "sat", when it is what somebody does.
_SITTING = frozenset("there here at down doing quiet still around with up watching in on".split())
_PERSONS = frozenset("i im ive he hes she shes we were they was is just been being be".split())
#: A time of the day, and how long ago it was when the message is written, in hours.
_DAYTIMES = {
    ("this", "morning"): 6, ("this", "am"): 6, ("this", "afternoon"): 3, ("this", "arvo"): 3,
    ("this", "evening"): 2, ("this", "aft"): 3, ("today",): 12, ("tonight",): 3,
    ("earlier", "today"): 6, ("breakfast",): 6, ("brekkie",): 6, ("lunch",): 4, ("lunchtime",): 4,
    ("noon",): 4, ("midday",): 4, ("dinnertime",): 4, ("dawn",): 8, ("midnight",): 10,
    ("woke",): 6, ("woken",): 6, ("waking",): 6, ("wakening",): 6, ("got", "up"): 6,
    ("getting", "up"): 6, ("i", "got", "up"): 6, ("early", "hours"): 9,
}  # fmt: skip
#: Daytimes that are a beginning only after "since": "after lunch" and "when I wake" come every day.
_EVERY_DAY = frozenset(
    "breakfast brekkie lunch lunchtime noon midday dinnertime dawn midnight woke woken waking "
    "wakening got getting i".split()
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d/.])", re.ASCII
)
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_ORDINAL_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.ASCII)
_BEFORE_NUMERIC = _SINCE | frozenset(
    "on started began begun noticed first start last began beginning back onset dated date".split()
)
#: Days meant by "the end of June", "early May": the day of the month.
_PARTS_OF_MONTH = {"early": 5, "start": 3, "beginning": 3, "mid": 15, "middle": 15, "late": 25,
                   "end": 26}  # fmt: skip
_SPELT_DAYS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
#: After "the 10th" these make it no date.
_NO_DATE = frozenset(
    "time one go dose floor grade standard class birthday coffee cup round attempt episode "
    "person of".split()
)


def numeric_dates(text: Text, today: dt.date) -> Mapping[int, Named]:
    """Dates in figures, "since 21/10", by the token at which they begin."""
    found = {}
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
            found[tokens[0]] = _moment(day, today, tokens[0], tokens[-1])
    return found


def moment(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """The moment named at ``at``, or None."""
    found = (
        _date(words, at, today)
        or _relative(words, at, today)
        or _weekday(words, at, today)
        or _occasion(words, at, today)
        or _month(words, at, today)
        or _year(words, at, today)
    )
    return None if found is None or _is_now(words, found) else found


def _is_now(words: tuple[str, ...], found: Named) -> bool:
    """Whether it only says what day it is: "it's Friday now", "labour day today", "nearly May"."""
    lead = found.first
    while lead and words[lead - 1] in _ARTICLES:
        lead -= 1
    if _before(words, lead) in _NEARLY or words[max(0, lead - 2) : lead] in _ITS_ALREADY:
        return True
    if words[found.first] in _TODAY:
        return False
    if _before(words, lead) in _IS_NOW:
        return _following(words, found.last) not in ("when", "that", "since")
    follows = _following(words, found.last) in ("now", "today")
    return follows and _before(words, lead) not in _DATED


#: Before a day these say that it is that day today, or that it is still to come.
_IS_NOW = frozenset({"its", "is", "now", "todays"})
_ITS_ALREADY = frozenset({("its", "already"), ("its", "still"), ("its", "only"), ("is", "already")})
_NEARLY = frozenset({"nearly", "almost", "tomorrow", "tomorrows"})
_ARTICLES = frozenset({"the", "a", "mid", "early", "late"})
_TODAY = frozenset("today tonight this yesterday last earlier day other".split())


def _moment(then: dt.date, today: dt.date, first: int, last: int) -> Named:
    return Named(calendar.since(then, today), first, last, "moment")


def _before(words: tuple[str, ...], at: int) -> str:
    return words[at - 1] if at else ""


def _following(words: tuple[str, ...], at: int) -> str:
    return words[at + 1] if at + 1 < len(words) else ""


def _relative(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A moment told from today: "yesterday", "last week", "this morning", "the other day"."""
    word, before, after = words[at], _before(words, at), _following(words, at)
    if words[at : at + 3] == ("day", "before", "yesterday"):
        return Named("P2D", at, at + 2, "moment")
    if word == "yesterday":
        return Named("P1D", at, at + (after in _DAY_PARTS), "moment")
    if word == "last" and after in ("night", "evening"):
        return Named("P1D", at, at + 1, "moment")
    if word == "other" and before == "the" and after in ("day", "night", "evening", "morning"):
        return Named("P3D", at, at + 1, "moment")
    for size in (3, 2, 1):
        hours = _DAYTIMES.get(words[at : at + size])
        if hours and len(words[at : at + size]) == size and _begins_day(words, at):
            return Named(f"PT{hours}H", at, at + size - 1, "moment")
    if word in ("week", "weekend", "month", "year") and words[at + 1 : at + 3] == (
        "before",
        "last",
    ):
        days = {"week": 12, "weekend": 9, "month": 50, "year": 600}[word]
        return _moment(today - dt.timedelta(days), today, at, at + 2)
    if word == "weekend" and before in ("the", "this", "last", "past", "since"):
        return _moment(calendar.last_weekday(5, today), today, at, at)
    return None


def _begins_day(words: tuple[str, ...], at: int) -> bool:
    """Whether a daytime is told as the one time it began, and not as every day's."""
    if words[at] not in _EVERY_DAY:
        return True
    before = at
    while before and words[before - 1] in _DETERMINERS | {"i", "he", "she", "about"}:
        before -= 1
    when = _before(words, before) == "when" and before > 1
    begun = when and words[before - 2] in ("started", "began", "begun", "start")
    return begun or _before(words, before) in _SINCE


def _weekday(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A weekday just past: "friday", "wed morning", "Tuesday of last week", "Friday week ago"."""
    before, after = _before(words, at), _following(words, at)
    owning = before in _SINCE or (before not in _HABITUAL and after and after not in _NO_NOUN)
    number = calendar.weekday(words[at].removesuffix("s" if owning else "'"))
    if number is None or before in ("every", "each", "next", "by", "coming", "a"):
        return None
    if _ORDINAL_DAY.fullmatch(after):
        return None  # "fri 13th"
    if words[at] in _AMBIGUOUS:
        led = before in _DATED or after in _DAY_PARTS or words[at] == "wed"
        if words[at] == "sat" and not led and (before in _PERSONS or after in _SITTING):
            return None
        if words[at] in ("sun", "mon") and not led:
            return None
    if after == "the" and _DAY_OF_MONTH.fullmatch(_following(words, at + 1)):
        return None  # "sunday the 15th": the date says it
    if after == "of" and calendar.month(_following(words, at + 1)):
        return None  # "the second sunday of september"
    if after and calendar.month(_following(words, at + 1)):
        return None  # "sunday 15 november"
    then, last = calendar.last_weekday(number, today), at
    while _following(words, last) in _DAY_PARTS:
        last += 1
    tail = words[last + 1 : last + 3]
    if tail in (("last", "week"), ("of", "last")):
        then = today - dt.timedelta(today.weekday() + 7 - number)
        last += 2
    elif tail[:1] == ("last",):
        last += 1
    elif tail == ("before", "last"):
        then, last = then - dt.timedelta(7), last + 2
    elif tail[:1] == ("week",) and words[last + 2 : last + 3] != ("day",):
        then, last = then - dt.timedelta(7), last + 1  # "Friday week ago", "since saturday week"
    first = at - (before in ("last", "past", "this"))
    return _moment(then, today, first, last)


def _date(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A date in words: "the 3rd of November", "5 November", "nov 1st", "sunday the 15th"."""
    spelt = _SPELT_DAYS.get(words[at])
    of_month = words[at + 1 : at + 2] == ("of",) and calendar.month(_following(words, at + 1))
    if spelt and of_month:  # "the first of December"
        return _dated(words, at, at + 2, spelt, of_month, today)
    if words[at : at + 3] == ("last", "day", "of") and at + 3 < len(words):
        of_month = calendar.month(words[at + 3])
        return _dated(words, at, at + 3, 28, of_month, today) if of_month else None
    day = _DAY_OF_MONTH.fullmatch(words[at])
    if day:
        index = at + 1 + (_following(words, at) == "of")
        month = calendar.month(words[index]) if index < len(words) else None
        if month:
            return _dated(words, at, index, int(day[1]), month, today)
        index += words[index : index + 1] == ("this",)
        if words[index : index + 1] == ("month",) and index > at + 1:
            return _dated(words, at, index, int(day[1]), None, today)
        lead = _before(words, at)
        led = lead == "the" or calendar.weekday(lead) is not None
        named = led and not words[at].isdecimal()
        after = _following(words, at)
        if named and after not in _NO_DATE and not (after and is_unit(after)):
            return _dated(words, at, at, int(day[1]), None, today)
        return None
    month = calendar.month(words[at])
    day = _DAY_OF_MONTH.fullmatch(_following(words, at)) if month else None
    if day and not (at + 2 < len(words) and is_unit(words[at + 2])):
        return _dated(words, at, at + 1, int(day[1]), month, today)
    return None


def _dated(
    words: tuple[str, ...], at: int, last: int, day: int, month: int | None, today: dt.date
) -> Named | None:
    year = _following(words, last)
    if month and year.isdecimal() and len(year) == 4:
        then = calendar.date(max(int(year), 1), month, day)
        return _moment(then, today, at, last + 1) if then and then <= today else None
    then = calendar.last_date(day, month, today)
    return _moment(then, today, at, last) if then else None


def _occasion(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A feast or an event: "since halloween", "christmas last year", "new year 2025"."""
    if words[at] in _AMBIGUOUS and _before(words, at) not in _SINCE | {"last", "this", "the"}:
        return None
    found = calendar.occasion(words, at, today)
    if found is None or (words[at] == "fall" and _before(words, at) == "the"):
        return None
    then, last = found
    if _following(words, last) in ("day", "night", "week", "weekend", "eve", "time", "holidays"):
        last += 1
    years, last = _of_year(words, last, then, today)
    earlier = calendar.date(then.year - years, then.month, min(then.day, 28)) if years else then
    return _moment(earlier, today, at, last) if earlier else None


def _of_year(words: tuple[str, ...], last: int, then: dt.date, today: dt.date) -> tuple[int, int]:
    """How many years earlier a day is meant than its last time, and the last token then."""
    if words[last + 1 : last + 3] == ("last", "year"):
        return int(then.year == today.year), last + 2
    year = _following(words, last)
    if year.isdecimal() and len(year) == 4 and 1940 <= int(year) <= then.year:
        return then.year - int(year), last + 1
    return 0, last


def _month(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A month, and which part of it: "since June", "late sept", "the back end of August"."""
    number = calendar.month(words[at])
    lead = words[max(0, at - 3) : at]
    year = _following(words, at)
    in_year = words[at + 1 : at + 3] == ("last", "year") or (year.isdecimal() and len(year) == 4)
    if number is None or not (set(lead[-1:]) & _DATED or words[at] not in _AMBIGUOUS or in_year):
        return None
    if words[at] in ("jan", "mar", "sun", "dec") and not (set(lead) & _DATED or in_year):
        return None
    part = next((day for word, day in _PARTS_OF_MONTH.items() if word in lead), 15)
    then = calendar.last_date(part, number, today)
    if then is None:
        return None
    if lead[-1:] == ("last",) and number == today.month and then.year == today.year:
        then = then.replace(year=max(then.year - 1, 1))
    years, last = _of_year(words, at, then, today)
    meant = calendar.date(then.year - years, number, part)
    return _moment(meant, today, at, last) if meant else None


def _year(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A year: "since 2019"."""
    word = words[at]
    if not (word.isdecimal() and len(word) == 4 and 1940 <= int(word) <= today.year):
        return None
    when = at == 0 and _following(words, at) in ("is", "was")  # "2017 is when it began"
    if _before(words, at) not in _DATED | {"year"} and not when:
        return None
    return Named(f"P{max(1, today.year - int(word))}Y", at, at, "moment")
