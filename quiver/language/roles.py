"""What a time named in a message is the time of.

Two questions are asked of each time. Does it say how long anything has been there at all
(``untold.py``)? And what does its clause speak of (``time_topics.py``)?
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quiver.language.amounts import Named, is_unit
from quiver.language.text import Text
from quiver.language.time_topics import (
    BEGINNING,
    COURSE_AFTER,
    COURSE_BEFORE,
    PERSONAL,
    Place,
    Topic,
    circumstance,
    in_hours,
    names_complaint,
    neutral,
    place,
    topic_of,
)
from quiver.language.untold import FINE, age, ahead, episode, from_to, modifier, rate

#: These say that it is over.
_OVER = {
    ("has", "gone"), ("its", "gone"), ("went", "away"), ("gone", "away"), ("cleared", "up"),
    ("has", "stopped"), ("it", "stopped"), ("it", "went"), ("and", "went"), ("then", "went"),
    ("used", "to"), ("that", "went"), ("came", "back"), ("went", "back"), ("and", "gone"),
}  # fmt: skip
#: "This time 12 days"; "had it in 2021 for a month, it came back on Monday".
_CURRENT = frozenset(
    {("this", "time"), ("that", "was"), ("more", "recent"), ("has", "returned"), ("it", "returned")}
    | {(one, "back") for one in ("its", "is", "came")}
)
_POINT_AFTER = frozenset(
    "ago back since clean sober postpartum off post into pregnant preg preggers gone "
    "without old".split()
)
_OFFSET_AFTER = frozenset("after into later afterwards".split())
_RANKS = {
    Topic.OTHER: 0, Topic.UNKNOWN: 1, Topic.PART: 3, Topic.BARE: 4, Topic.COMPLAINT: 5,
}  # fmt: skip
_DENIED = frozenset("havent hasnt hadnt not no never".split())
_CHANGED = frozenset("worse worst worsened worsening badly".split())
_HAVING_HAD = frozenset((word,) for word in "ive hes shes weve my his her".split())
_BEGUN_TODAY = frozenset("started starting began begun start first noticed woke onset".split())
_ELSEWHERE = frozenset(("came", word) for word in "out off home here to over".split())
_NOT_BEGUN = frozenset("been going from since gone back new recent only felt".split())


@dataclass(frozen=True)
class Role:
    """What a time is the time of.

    Args:
        topic: what its clause speaks of.
        marked: whether it is said to be going on, or to be when it began.
        point: whether it tells when something was, and not how long.
        offset: whether it is counted from something else ("3 days after that").
        current: whether it is set off from other times: "this time", "not 3 days".
        demoted: whether it tells of a part only: "worse the last week".
    """

    topic: Topic
    marked: bool = False
    point: bool = False
    offset: bool = False
    current: bool = False
    demoted: bool = False


@dataclass(frozen=True)
class Candidate:
    """A time that may be the complaint's, with its role."""

    time: Named
    role: Role

    @property
    def rank(self) -> int:
        """How plainly it says how long the complaint has been there; 0 for not at all."""
        if self.role.offset:
            return 0
        rank = _RANKS[self.role.topic]
        if not rank or (self.role.topic == Topic.UNKNOWN and not self.role.marked):
            return 0
        if self.role.demoted:
            return 1
        return rank + (2 if self.role.marked else 0) + 10 * self.role.current


def role(text: Text, time: Named, substances: frozenset[str], asked: bool = False) -> Role | None:
    """What a time is the time of, or None when it is no time that anything has been there.

    Args:
        text: the message.
        time: one of its times.
        substances: words for what is taken or drunk.
        asked: whether the message answers how long: then only an age or a rate is none.
    """
    at = place(text, time)
    if age(at) or rate(at):
        return None
    current = _current(at)
    offset = _offset(at)
    told_of_once = from_to(at) or (time.sort != "moment" and (episode(at) or modifier(at)))
    if not current and not asked and (told_of_once or ahead(at)):
        return None
    topic = topic_of(at, substances)
    marked, point = _marked(at), _point(at)
    if time.sort == "moment" and not (marked or offset or current):
        once = {"once", "single", "one", "oneoff"} & set(text.words)
        told = "it" in text.words or "thats" in text.words or len(text.clauses) == 1
        spare = neutral(at.own) and told
        lone = spare or any(map(names_complaint, text.words))
        if topic == Topic.BARE and not once and lone:
            return Role(topic, point=point, demoted=True)
        topic = Topic.OTHER
    over = bool(_OVER & set(pairwise(at.own))) and not marked
    demoted = bool(_CHANGED & set(at.left[-4:]))
    if topic == Topic.UNKNOWN and _heads(at):
        topic, demoted = Topic.BARE, not marked
    return Role(Topic.OTHER if over else topic, marked, point, offset, current, demoted)


def _offset(at: Place) -> bool:
    """Whether it is counted from something else: "3 days into it", "on day 2 of that"."""
    if at.time.sort == "count":
        return not {"im", "now", "its", "am"} & set(at.left) and bool(
            {"on", "by", "since", "from"} & set(at.left[-3:])
        )
    if at.time.sort != "amount":
        return False
    if at.after in _OFFSET_AFTER:
        return at.right[:2] != ("into", "this")
    return at.before in ("after", "within") or at.left[-2:] in (
        ("after", "about"),
        ("after", "the"),
    )


def _heads(at: Place) -> bool:
    """Whether it opens its clause as what is told first: "eighteen days by the app"."""
    amount = at.time.sort == "amount" and not at.clock and at.after != "of"
    return amount and at.after != "off" and neutral(at.left) and not PERSONAL & set(at.right)


def _current(at: Place) -> bool:
    """Whether it is set off from another time: "this time 12 days", "3 weeks not 3 days"."""
    if at.after == "not" and any(is_unit(word) for word in at.right[1:5]):
        return True
    return bool(_CURRENT & set(pairwise(at.left)))


def _marked(at: Place) -> bool:
    """Whether it is said to be going on for so long, or to be when it began."""
    if circumstance(at) is not None:
        return True
    if at.time.sort == "moment":
        if {"since", "from"} & set(at.left[-6:]) or at.left[-2:] == ("as", "of"):
            return True
        if {"until", "till"} & set(at.left[-6:]):  # "fine until yesterday"
            return bool((FINE | {"no"}) & set(at.left)) and at.left[0] not in ("from", "since")
        if _ELSEWHERE & set(pairwise(at.left)):
            return False  # "came out in 2009"
        begun = _BEGUN_TODAY if in_hours(at.time) else BEGINNING - _NOT_BEGUN
        return bool(begun & (set(at.left[-9:]) | set(at.right)))
    if at.before == "in" and _DENIED & set(at.left):
        return True  # "haven't had a day without it in two months"
    if at.after == "of" and any(map(names_complaint, at.right[1:4])):
        return True  # "six months of lip tremor"
    if neutral(at.left) and at.right[:1] in _HAVING_HAD and "till" not in at.left:
        return True  # "forty years i've had a flicker in the lip"
    return bool(COURSE_BEFORE & set(at.left[-4:]) or COURSE_AFTER & set(at.right[:3]))


def _point(at: Place) -> bool:
    """Whether it tells when something was: "on Friday", "6 days ago", "6 days clean"."""
    if at.time.sort == "moment":
        return True
    return bool(set(at.right[:2]) & _POINT_AFTER) or at.time.sort == "count" or at.before == "since"
