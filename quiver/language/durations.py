"""How long it has been there, read from free text.

A message may name several times: an age, how long one episode lasts, how long a medicine was
taken, how long ago the last drink was. ``roles.py`` says what each is the time of; of those that
may be the complaint's, the one that is told most plainly is given, the longest of equals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quiver.language.amounts import Named, of_days
from quiver.language.growing import since_age
from quiver.language.roles import Role, role
from quiver.language.text import Text
from quiver.language.time_topics import REACH, Topic, nearest, place
from quiver.language.times import named_times

#: How far after an event "ever since" may stand, in words.
_AHEAD = 30
_IT = frozenset({"it", "its", "this"})
_RESOLVING = frozenset(
    "that thats thatll which so was been think its say had now hers shes".split()
)
_NEWER = frozenset({"recent", "newer", "new", "lately"})
_MOST_RECENT = 14  # days
_RANKS = {
    Topic.OTHER: 0, Topic.UNKNOWN: 1, Topic.PART: 3, Topic.BARE: 4, Topic.COMPLAINT: 5,
}  # fmt: skip


@dataclass(frozen=True)
class _Candidate:
    time: Named
    role: Role

    @property
    def rank(self) -> int:
        """How plainly it says how long the complaint has been there; 0 for not at all."""
        if self.role.offset:
            return 0
        rank = _RANKS[self.role.topic]
        if not rank:
            return 0
        if self.role.demoted:
            return 1
        return rank + (2 if self.role.marked else 0) + 10 * self.role.current


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
    if text.words[:2] == ("what", "if") or text.words[:1] in (("suppose",), ("imagine",)):
        return None  # it is supposed, not told
    grown = since_age(text, age)
    candidates = [
        _Candidate(time, found)
        for time in named_times(text, today)
        if (asked or not (other and other[time.first]))
        and not (grown and grown.first <= time.first <= grown.last)
        and (found := role(text, time, substances, asked))
    ]
    candidates = [_resolved(text, candidates, index) for index in range(len(candidates))]
    if asked and len(candidates) == 1:
        return candidates[0].time
    told = [candidate for candidate in candidates if candidate.rank]
    if grown:
        before = text.words[text.clause_at(grown.first).start : grown.first]
        of = nearest(before, substances)  # "off the tablets since i was 4"
        told.append(_Candidate(grown, Role(Topic.COMPLAINT if of is None else of, marked=True)))
    if told:
        best = max(told, key=lambda candidate: (candidate.rank, candidate.time.days))
        if best.rank > 1 or len(told) == 1:
            return best.time
    return (
        _counted_from(text, candidates)
        or _taken_up(text, candidates, substances)
        or (candidates[0].time if asked and candidates else None)
    )


def _resolved(text: Text, candidates: Sequence[_Candidate], index: int) -> _Candidate:
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
        return replace(candidate, role=replace(role, topic=Topic.COMPLAINT, marked=True))
    if role.topic != Topic.BARE or timed:
        return candidate
    again = opening[:1] in (("have",), ("has",), ("had",)) and opening[1:2] in (("for",), ("done",))
    if not (again or earlier.closed_by == ","):
        return candidate
    of = nearest(words, frozenset())
    if of == Topic.OTHER and (again or not role.marked):
        return replace(candidate, role=replace(role, topic=Topic.OTHER))
    if of == Topic.COMPLAINT:
        current = bool(_NEWER & set(words))
        return replace(candidate, role=replace(role, topic=of, current=current or role.current))
    return candidate


def _counted_from(text: Text, candidates: Sequence[_Candidate]) -> Named | None:
    """The time since something else happened, less that after which it began.

    "Started sertraline 12 days ago, twitch came 4 days into it"; and "still there 6 months later".
    """
    for candidate in candidates:
        if not candidate.role.offset or candidate.role.topic == Topic.OTHER:
            continue
        time = candidate.time
        then = [
            c.time
            for c in candidates
            if not c.role.offset and c.role.point and c.time.days > time.days
        ]
        if then:
            return replace(time, iso=of_days(max(then[0].days - time.days, 1)))
        near = set(place(text, time).own)
        if time.sort == "amount" and {"still", "later"} <= near:
            return time
    return None


def _taken_up(
    text: Text, candidates: Sequence[_Candidate], substances: frozenset[str]
) -> Named | None:
    """When that was since which it is there: "did coke on Saturday and it twitches ever since"."""
    for candidate in reversed(candidates):
        time = candidate.time
        if not candidate.role.point or candidate.role.offset:
            continue
        own = text.clause_at(time.first)
        before = place(text, time).left
        taken = "off" in before or nearest(before, substances) == Topic.OTHER
        following = [c for c in text.clauses if own.end <= c.start < time.last + _AHEAD]
        ahead = [text.words[c.start : min(c.end, c.start + REACH)] for c in following]
        for number, words in enumerate((place(text, time).right, *ahead)):
            of = nearest(words, substances)
            if not words or (of not in (Topic.COMPLAINT, Topic.PART) and not _IT & set(words)):
                continue
            if words[-1] == "since" or {("ever", "since"), ("since", "then")} & set(
                pairwise(words)
            ):
                return time
            soon = of == Topic.COMPLAINT and (
                words[0] == "and"
                if number == 0
                else number == 1 and following[0].opened_by == "and"
            )
            if taken and time.days <= _MOST_RECENT and ("still" in words or soon):
                return time
    return None
