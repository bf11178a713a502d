"""The times that a text names: amounts ("2-3 wks") and moments ("the 3rd of May", "last Tuesday").

Which of several is how long the complaint has been there is decided in ``durations.py``.
"""

from __future__ import annotations

import datetime as dt

from quiver.language import amounts, calendar
from quiver.language.amounts import Named, amount, iso, of_days, unit_of, value_of
from quiver.language.dates import numeric_dates
from quiver.language.moments import moment
from quiver.language.text import Text

_WEEK, _MONTH = 7, 28  # days
#: All that a misspelt word of a time may stand for.
SPELT = amounts.SPELT | calendar.SPELT
_REFERRING = frozenset({"them", "these", "those", "it", "that"})


def named_times(text: Text, today: dt.date) -> list[Named]:
    """Every time that a text names, in the order of the text."""
    words = text.words
    numeric = numeric_dates(text, today)
    found: list[Named] = []
    within: tuple[str, ...] = ()  # the words up to the end of the clause
    at = 0
    while at < len(words):
        if at >= len(within):
            within = words[: _end(text, at)]
        time = (
            numeric.get(at)
            or _short(within, at, found)
            or moment(within, at, today)
            or _amount(within, at, today)
        )
        if time is None:
            at += 1
            continue
        found.append(time)
        at = time.last + 1
    return found


def _end(text: Text, at: int) -> int:
    """Where the clause of a token ends; a number runs on: "two, maybe three, weeks"."""
    end = text.clause_at(at).end
    while end < len(text.words) and value_of(text.words[end - 1]) and text.words[end - 1] != "a":
        clause = text.clause_at(end)
        goes_on = value_of(text.words[end]) or text.words[end] in ("maybe", "perhaps", "or")
        if text.clause_at(end - 1).closed_by != "," or not goes_on:
            break
        end = min(clause.end, end + 3)
    return end


def _amount(words: tuple[str, ...], at: int, today: dt.date) -> Named | None:
    """An amount with the day from which it counts: "a week last Friday", "3 weeks on Thursday"."""
    week = words[at] == "week" and words[at + 1 : at + 2] in (("last",), ("past",))
    time = Named("P1W", at, at) if week else amount(words, at)
    if time is None or time.sort != "amount" or time.days < 1:
        return time
    if counted := _counted_from_day(words, time, today):
        return counted
    if time.days < _WEEK:
        return time
    if anniversary := _anniversary(words, time, today):
        return anniversary
    ago = words[time.last + 1 : time.last + 2] in (("ago",), ("back",))
    day = time.last + 1 + ago
    lead = (*words[day : day + 1], "")[0]
    if lead == "yesterday":
        return Named(f"P{round(time.days) + 1}D", at, day)
    if lead in ("today", "tomorrow"):
        return Named(time.iso, at, day)
    named = day + (lead in ("last", "past", "this", "on", "come", "next"))
    number = calendar.weekday(words[named]) if named < len(words) else None
    if number is None:
        return time
    if ago or lead == "last":
        then = calendar.last_weekday(number, today) - dt.timedelta(round(time.days))
        return Named(calendar.since(then, today), at, named, "moment")
    return Named(time.iso, at, named)  # "three weeks come Thursday" is three weeks


def _counted_from_day(words: tuple[str, ...], time: Named, today: dt.date) -> Named | None:
    """An amount with the day from which it counts.

    "Nine days since the Tuesday I fell", "ten days after new year", "a week before Christmas".
    """
    lead = (*words[time.last + 1 : time.last + 2], "")[0]
    if lead not in ("since", "after", "before", "from"):
        return None
    at = time.last + 2 + (words[time.last + 2 : time.last + 3] == ("the",))
    day = moment(words, at, today) if at < len(words) else None
    if day is None:
        return None
    if lead == "since":
        return Named(time.iso, time.first, day.last, "moment")
    ago = day.days + time.days * (1 if lead == "before" else -1)
    return Named(of_days(ago), time.first, day.last, "moment") if ago > 0 else None


def _anniversary(words: tuple[str, ...], time: Named, today: dt.date) -> Named | None:
    """An amount with the month or the feast it is counted to: "two years come January"."""
    lead = (*words[time.last + 1 : time.last + 2], "")[0]
    if lead not in ("come", "in", "this", "next", "last") or time.days < _MONTH:
        return None
    day = moment(words, time.last + 2, today) if time.last + 2 < len(words) else None
    if day is None or day.days < 1:
        return None
    if lead == "last":  # "a year last August": a year and what has passed since August
        return Named(of_days(time.days + day.days), time.first, day.last, "moment")
    return Named(time.iso, time.first, day.last)


def _short(words: tuple[str, ...], at: int, earlier: list[Named]) -> Named | None:
    """A number whose unit is named elsewhere: "the last three of my forty-eight years".

    "For 3 of them", "lip twitch for the last 4": the unit is that of the time named before.
    """
    lead = words[at - 1] if at else ""
    number = value_of(words[at])
    if number is None or number < 1 or lead not in ("last", "past", "for", "these"):
        return None
    if words[at] in ("a", "an", "last", "past", "all", "this", "whole", "another", "few"):
        return None
    if words[at + 1 : at + 2] == ("of",):
        whole = _whole(words, at + 2)
        if whole:
            unit = unit_of(words[whole.last])
            return Named(iso(number, unit), at, whole.last) if unit else None
        if words[at + 2 : at + 3] and words[at + 2] not in _REFERRING:
            return None
    elif at + 1 < len(words):
        return None
    before = next((time for time in reversed(earlier) if time.sort == "amount"), None)
    if before is None or before.iso[:2] == "PT":
        return None
    last = at + 2 if words[at + 1 : at + 2] == ("of",) else at
    return Named(f"P{round(number)}{before.iso[-1]}", at, min(last, len(words) - 1))


def _whole(words: tuple[str, ...], at: int) -> Named | None:
    """The amount of which a part is told: "my forty-eight years"."""
    at += words[at : at + 1] in (("my",), ("his",), ("her",), ("the",))
    return amount(words, at) if at < len(words) else None
