"""Moments that a text names: "last Tuesday", "the 3rd of May", "since breakfast", "Halloween".

Each is given as the time from then to the day of the message.
"""

from __future__ import annotations

import datetime as dt
import re

from quiver.language import calendar
from quiver.language.amounts import Named
from quiver.language.dates import AMBIGUOUS, DAY_OF_MONTH, NO_NOUN, SINCE, date_in_words
from quiver.language.periods import (
    decade,
    moment_of,
    part_of_period,
    whole_spell,
    word_after,
    word_before,
)

#: Between "since" and the moment these may stand.
_DETERMINERS = frozenset(
    "the last past this about around roughly maybe like approx approximately just early mid late "
    "sometime somewhere end start back beginning middle of on in my about ever only".split()
)
#: What stands before a date, a month or a year, but not before an amount or a number.
_DATED = SINCE | frozenset(
    "in on around about early late mid last this of until to back so throughout".split()
)
#: Before "saturdays" and after it, these make it every Saturday, and not "Saturday's barbecue".
_HABITUAL = frozenset("on every most some my only and or these those of".split())
_DAY_PARTS = frozenset(
    "morning afternoon evening night nights nites arvo lunchtime nite teatime eve just "
    "gone past".split()
)
#: After "sat", when it is what somebody does.
_SITTING = frozenset(
    "there here at down doing quiet still around with up watching in on through lower higher "
    "crooked back next under over by like funny wrong so too beside".split()
)
_PERSONS = frozenset(
    "i im ive he hes she shes we were they was is just been being be it its has have had that "
    "which who lip lips mouth face just".split()
)
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
_ORDINAL_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)", re.ASCII)
#: Days meant by "the end of June", "early May": the day of the month.
_PARTS_OF_MONTH = {"early": 5, "start": 3, "beginning": 3, "mid": 15, "middle": 15, "late": 25,
                   "end": 26}  # fmt: skip


def moment(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """The moment named at ``at``, or None."""
    found = (
        date_in_words(words, at, today)
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
    if word_before(words, lead) in _NEARLY or words[max(0, lead - 2) : lead] in _ITS_ALREADY:
        return True
    if words[found.first] in _TODAY:
        return False
    if word_before(words, lead) in _IS_NOW:
        return word_after(words, found.last) not in ("when", "that", "since", "i", "we", "it")
    follows = word_after(words, found.last) in ("now", "today")
    return follows and word_before(words, lead) not in _DATED


_ROUND = frozenset("the before after during".split())
#: Before a day these say that it is that day today, or that it is still to come.
_IS_NOW = frozenset({"its", "is", "now", "todays"})
_ITS_ALREADY = frozenset({("its", "already"), ("its", "still"), ("its", "only"), ("is", "already")})
_NEARLY = frozenset({"nearly", "almost", "tomorrow", "tomorrows"})
_ARTICLES = frozenset({"the", "a", "mid", "early", "late"})
_TODAY = frozenset("today tonight this yesterday last earlier day other".split())


def _relative(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A moment told from today: "yesterday", "last week", "this morning", "the other day"."""
    word, before, after = words[at], word_before(words, at), word_after(words, at)
    if words[at : at + 3] == ("day", "before", "yesterday"):
        return Named("P2D", at, at + 2, "moment")
    if spell := whole_spell(words, at):
        return spell
    if part := part_of_period(words, at, today):
        return part
    if word in ("night", "evening", "morning", "day") and words[at + 1 : at + 3] == _BEFORE_LAST:
        return Named("P2D", at, at + 2, "moment")
    if word == "yesterdays":
        return Named("P1D", at, at, "moment")
    if word == "last" and after == "nights":
        return Named("P1D", at, at + 1, "moment")
    if word == "other" and before == "the" and after in ("week", "weekend", "month"):
        return Named("P6W" if after == "month" else "P10D", at, at + 1, "moment")
    if word == "yesterday":
        return Named("P1D", at, at + (after in _DAY_PARTS), "moment")
    if word == "last" and after in ("night", "evening"):
        return Named("P1D", at, at + 1, "moment")
    if word == "other" and before == "the" and after in ("day", "night", "evening", "morning"):
        return Named("P3D", at, at + 1, "moment")
    if _CLOCK_TIME.fullmatch(word) and before in _AT_CLOCK:
        return Named("PT6H", at, at, "moment")
    for size in (3, 2, 1):
        hours = _DAYTIMES.get(words[at : at + size])
        if hours and len(words[at : at + size]) == size and _begins_day(words, at):
            return Named(f"PT{hours}H", at, at + size - 1, "moment")
    if word in ("week", "weekend", "month", "year") and words[at + 1 : at + 3] == _BEFORE_LAST:
        days = {"week": 12, "weekend": 9, "month": 50, "year": 600}[word]
        return moment_of(today - dt.timedelta(days), today, at, at + 2)
    if word == "weekend" and before in ("the", "this", "last", "past", "since"):
        return moment_of(calendar.last_weekday(5, today), today, at, at)
    return None


_CLOCK_TIME = re.compile(r"\d{1,2}(?:[ap]m)", re.ASCII)
_AT_CLOCK = frozenset("since from at about around".split())


_BEFORE_LAST = ("before", "last")


def _begins_day(words: tuple[str, ...], at: int) -> bool:
    """Whether a daytime is told as the one time it began, and not as every day's."""
    if words[at] not in _EVERY_DAY:
        return True
    before = at
    while before and words[before - 1] in _DETERMINERS | {"i", "he", "she", "about"}:
        before -= 1
    when = word_before(words, before) == "when" and before > 1
    begun = when and words[before - 2] in ("started", "began", "begun", "start")
    return begun or word_before(words, before) in SINCE


def _weekday(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A weekday just past: "friday", "wed morning", "Tuesday of last week", "Friday week ago"."""
    before, after = word_before(words, at), word_after(words, at)
    owning = before in SINCE or (before not in _HABITUAL and after and after not in NO_NOUN)
    number = calendar.weekday(words[at].removesuffix("s" if owning else "'"))
    if number is None or before in ("every", "each", "next", "by", "coming", "a"):
        return None
    if _ORDINAL_DAY.fullmatch(after):
        return None  # "fri 13th"
    if words[at] in AMBIGUOUS:
        led = before in _DATED or after in _DAY_PARTS or words[at] == "wed"
        if words[at] == "sat" and not led and (before in _PERSONS or after in _SITTING):
            return None
        if words[at] in ("sun", "mon") and not led:
            return None
    if after == "the" and DAY_OF_MONTH.fullmatch(word_after(words, at + 1)):
        return None  # "sunday the 15th": the date says it
    if after == "of" and calendar.month(word_after(words, at + 1)):
        return None  # "the second sunday of september"
    if after and calendar.month(word_after(words, at + 1)):
        return None  # "sunday 15 november"
    then, last = calendar.last_weekday(number, today), at
    while word_after(words, last) in _DAY_PARTS:
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
    return moment_of(then, today, first, last)


def _occasion(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A feast or an event: "since halloween", "christmas last year", "new year 2025"."""
    if words[at] in AMBIGUOUS and word_before(words, at) not in _DATED | _ROUND:
        return None
    found = calendar.occasion(words, at, today)
    if found is None or (words[at] == "fall" and word_before(words, at) == "the"):
        return None
    then, last = found
    if then == today and word_before(words, at) == "last":
        then = then - dt.timedelta(365)
    if word_after(words, last) in ("day", "night", "week", "weekend", "eve", "time", "holidays"):
        last += 1
    years, last = _of_year(words, last, then, today)
    earlier = calendar.date(then.year - years, then.month, min(then.day, 28)) if years else then
    return moment_of(earlier, today, at, last) if earlier else None


def _of_year(words: tuple[str, ...], last: int, then: dt.date, today: dt.date) -> tuple[int, int]:
    """How many years earlier a day is meant than its last time, and the last token then."""
    if words[last + 1 : last + 3] == ("last", "year"):
        return int(then.year == today.year), last + 2
    last += word_after(words, last) in ("of", "in")
    year = word_after(words, last)
    if year.isdecimal() and len(year) == 4 and 1940 <= int(year) <= then.year:
        return then.year - int(year), last + 1
    last -= words[last] in ("of", "in")
    return 0, last


def _month(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A month, and which part of it: "since June", "late sept", "the back end of August"."""
    number = calendar.month(words[at])
    lead = words[max(0, at - 3) : at]
    year = word_after(words, at)
    year = word_after(words, at + 1) if year in ("of", "in") else year
    in_year = words[at + 1 : at + 3] == ("last", "year") or (year.isdecimal() and len(year) == 4)
    if number is None or not (set(lead[-1:]) & _DATED or words[at] not in AMBIGUOUS or in_year):
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
    return moment_of(meant, today, at, last) if meant else None


def _year(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """A year: "since 2019"."""
    word = words[at]
    if found := decade(words, at, today):
        return found
    if re.fullmatch(r"2k\d\d", word):
        word = f"20{word[2:]}"
    if not (word.isdecimal() and len(word) == 4 and 1940 <= int(word) <= today.year):
        return None
    when = at == 0 and word_after(words, at) in ("is", "was", "")  # "2017 is when it began"
    if word_before(words, at) not in _DATED | {"year", "was", "winter", "autumn"} and not when:
        return None
    return Named(f"P{max(1, today.year - int(word))}Y", at, at, "moment")
