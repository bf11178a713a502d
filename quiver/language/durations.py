"""How long it has been there, read from free text.

A message may name several times: an age, how long one episode lasts, how long a medicine was
taken, how long ago the last drink was. ``roles.py`` says what each is the time of; of those that
may be the complaint's, the one that is told most plainly is given, the longest of equals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quiver.language.amounts import Named
from quiver.language.growing import since_age, since_ages
from quiver.language.roles import Candidate, Role, role
from quiver.language.stories import told_as_a_story
from quiver.language.text import Text
from quiver.language.time_features import Timed, features
from quiver.language.time_judge import THRESHOLD, TimeJudge
from quiver.language.time_topics import REACH, Topic, fronted, nearest, place
from quiver.language.times import named_times

_RESOLVING = frozenset(
    "that thats thatll which so was been think its say had now hers shes".split()
)
_IT = frozenset({"it", "this"})
_BEGAN = frozenset({"started", "began", "begun", "start"})
_IN = frozenset("in last back during over that the".split())
_GOING_ON = frozenset("been has have ive since hasnt its now".split())
_NEWER = frozenset({"recent", "newer", "new", "lately"})


def duration(
    text: Text,
    today: dt.date,
    *,
    substances: frozenset[str] = frozenset(),
    other: Sequence[bool] = (),
    age: float | None = None,
    asked: bool = False,
) -> Named | None:
    """How long the complaint has been there, as far as the text says.

    Args:
        text: the message.
        today: the day of the message, for "since last Tuesday" and "since June".
        substances: words for what is taken or drunk: how long that has been is another time.
        other: for each token, whether it is said of somebody else.
        age: how old the person is, in years, when the message says so.
        asked: whether the message answers the question how long; then any time will do.
    """
    if _supposed(text):
        return None
    grown = since_age(text, age)
    candidates = []
    for time in named_times(text, today):
        found = role(text, time, substances, asked)
        if found is None or (grown and grown.first <= time.first <= grown.last):
            continue
        if (
            not asked and other and other[time.first] and not fronted(place(text, time))
        ):  # what others did may be the day it began
            if not found.point:
                continue
            found = Role(Topic.OTHER, point=True, offset=found.offset)
        candidates.append(Candidate(time, found))
    candidates = [c for c in candidates if not _over(text, c, candidates)]
    candidates = [_resolved(text, candidates, index) for index in range(len(candidates))]
    if asked and len(candidates) == 1:
        return candidates[0].time
    told = [candidate for candidate in candidates if candidate.rank]
    if grown:
        before = text.words[text.clause_at(grown.first).start : grown.first]
        of = nearest(before, substances)  # "off the tablets since i was 4"
        topic = Topic.COMPLAINT if of is None else of
        if topic != Topic.OTHER:
            told.append(Candidate(grown, Role(topic, marked=True)))
    if told:
        best = max(told, key=lambda candidate: (candidate.rank, candidate.time.days))
        if best.rank > 1:
            return best.time
    story = told_as_a_story(text, candidates, substances, other)
    if story or len(told) == 1:
        return story or told[0].time
    return candidates[0].time if asked and candidates else None


def _supposed(text: Text) -> bool:
    """Whether a message only supposes: "what if it lasts a year?"."""
    return text.words[:2] == ("what", "if") or text.words[:1] in (("suppose",), ("imagine",))


def all_times(
    text: Text, today: dt.date, substances: frozenset[str], age: float | None
) -> list[Timed]:
    """Every time that a message names, with what the rules take it for, in its order.

    The arguments are those of ``duration``.
    """
    named = [Timed(time, role(text, time, substances)) for time in named_times(text, today)]
    grown = [Timed(time, began=began) for time, began in since_ages(text, age)]
    return sorted(named + grown, key=lambda timed: timed.time.first)


def likeliest(
    text: Text,
    today: dt.date,
    judge: TimeJudge,
    *,
    substances: frozenset[str],
    other: Sequence[bool],
    age: float | None,
) -> Named | None:
    """How long the complaint has been there, as a judge that has learnt it says.

    The other arguments are those of ``duration``.
    """
    times = all_times(text, today, substances, age)
    if not times or _supposed(text):
        return None
    likely = [judge.likely(own) for own in features(text, times, substances, other)]
    best = max(range(len(times)), key=likely.__getitem__)
    return times[best].time if likely[best] > THRESHOLD else None


def _over(text: Text, candidate: Candidate, all_of_them: Sequence[Candidate]) -> bool:
    """Whether it belongs to a spell of the past: both times of "twitched for a week last year"."""
    time = candidate.time
    for one, other in pairwise(c.time for c in all_of_them):
        between = text.words[one.last + 1 : other.first]
        if time not in (one, other) or one.sort != "amount" or other.sort != "moment":
            continue
        close = len(between) < 3 and set(between) <= _IN and other.days > 2 * one.days
        left = place(text, one).left
        if close and left[-1:] == ("for",) and not _GOING_ON & set(left):
            return True
    return False


def _resolved(text: Text, candidates: Sequence[Candidate], index: int) -> Candidate:
    """A time whose clause says little else, with the topic that the clause before gives it.

    "It's been like this since uni, which was 6 years ago", "since we moved (3 weeks ago)"; "on
    tablets, 3 weeks"; "the lip is newer, a few weeks"; "i take tablets, have done for 6 years".
    """
    candidate = candidates[index]
    clause = text.clause_at(candidate.time.first)
    earlier = text.clause_at(max(clause.start - 1, 0))
    role = candidate.role
    if earlier is clause or role.offset or role.topic == Topic.COMPLAINT:
        return candidate
    words = text.words[max(earlier.start, earlier.end - REACH) : earlier.end]
    opening = text.words[clause.start : min(clause.start + 3, clause.end)]
    timed = index > 0 and candidates[index - 1].time.last >= earlier.start
    resolving = (
        earlier.closed_by in ("(", "[") or role.topic == Topic.BARE or (_RESOLVING & set(opening))
    )
    if ("since" in words[:-1] or words[-2:] == ("ever", "since")) and resolving and not timed:
        told = replace(role, topic=Topic.COMPLAINT, marked=True, demoted=False)
        return replace(candidate, role=told)
    if role.topic != Topic.BARE or timed:
        return candidate
    again = opening[:1] in (("have",), ("has",), ("had",)) and opening[1:2] in (("for",), ("done",))
    if not (again or earlier.closed_by == ","):
        return candidate
    of = nearest(words, frozenset())
    if _IT & set(words) and _BEGAN & set(words):  # "this started the day i was fired, 3 May"
        return replace(candidate, role=replace(role, topic=Topic.COMPLAINT, demoted=False))
    if of == Topic.OTHER and (again or not role.marked):
        return replace(candidate, role=replace(role, topic=Topic.OTHER))
    if of == Topic.COMPLAINT:
        current = bool(_NEWER & set(words))
        return replace(candidate, role=replace(role, topic=of, current=current or role.current))
    return candidate
