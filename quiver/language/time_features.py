"""What tells of a time in a message whether it is how long the complaint has been there.

Each time becomes a set of features, from which ``time_judge.py`` has learnt: the words around it
and in the clauses beside it, of what form and length it is, which place it has among the other
times, and what ``roles.py`` takes it for. Words of a class (the lip, units, medicines) stand for
the class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quiver.language.amounts import Named, is_unit, value_of
from quiver.language.calendar import month, weekday
from quiver.language.person import SELF, THIRD, relative
from quiver.language.roles import Candidate, Role
from quiver.language.text import Text
from quiver.language.time_topics import Topic, topic_of_word

#: So many words beside a time are looked at singly, and of the clauses beside its own.
_NEAR, _BESIDE = 6, 8
#: Of its own clause, before and behind.
_FAR = 30
_TIME, _LIP = "<time>", "<lip>"
#: The upper bounds of the classes of length, in days.
_SIZES = (5 / 1440, 1 / 24, 1, 3, 8, 15, 32, 100, 200, 400, 1000, 3000)
_CLASSES = {Topic.COMPLAINT: _LIP, Topic.PART: "<part>", Topic.OTHER: "<other>"}
_TELLING = frozenset({*_CLASSES.values(), _TIME, "it", "its", "this"})


@dataclass(frozen=True)
class Timed:
    """A time that a message names.

    Args:
        time: the time.
        role: what the rules take it for; None when for no time that anything has been there.
        began: for the years since an age, whether it is told as the age at which it began.
    """

    time: Named
    role: Role | None = None
    began: bool = False

    @property
    def rank(self) -> int:
        """How plainly the rules say that it is the complaint's; -1 where they say it is none."""
        return Candidate(self.time, self.role).rank if self.role else -1


def features(
    text: Text, times: Sequence[Timed], substances: frozenset[str], other: Sequence[bool]
) -> list[set[str]]:
    """The features of each time.

    Args:
        text: the message.
        times: all times it names, in its order.
        substances: words for what is taken or drunk.
        other: for each token, whether it is said of somebody else.
    """
    words = [_class(word, word in substances) for word in text.words]
    for timed in times:
        for at in range(timed.time.first, timed.time.last + 1):
            words[at] = _TIME
    rank = max((timed.rank for timed in times), default=0)
    longest = max((timed.time.days for timed in times), default=0.0)
    named = f"anylip={_LIP in words}"
    result = []
    for number, timed in enumerate(times):
        own = {named, f"other={bool(other and other[timed.time.first])}"}
        own |= _of_form(text, timed, substances) | _around(text, words, timed.time)
        own |= _among(timed.time, number, len(times), longest) | _of_rules(timed, rank)
        result.append(own)
    return result


@lru_cache(maxsize=8192)
def _class(word: str, substance: bool) -> str:
    """The class that a word belongs to, or the word."""
    topic = Topic.OTHER if substance else topic_of_word(word)
    if topic in _CLASSES:
        return _CLASSES[topic]
    if is_unit(word):
        return "<unit>"
    if month(word):
        return "<month>"
    if weekday(word) is not None:
        return "<weekday>"
    if relative(word):
        return "<kin>"
    number = value_of(word) is not None and word not in ("a", "an", "this", "all", "last", "past")
    return "<number>" if number else word


def _of_form(text: Text, timed: Timed, substances: frozenset[str]) -> set[str]:
    """Of what form and length a time is."""
    time = timed.time
    size = next((n for n, bound in enumerate(_SIZES) if time.days < bound), len(_SIZES))
    first, last = text.words[time.first], text.words[time.last]
    return {
        f"sort={time.sort}", f"unit={time.iso[-1]}{time.iso[:2] == 'PT'}", f"size={size}",
        f"{time.sort}/{size}", f"t0={_class(first, first in substances)}", f"t0w={first}",
        f"tn={last}", f"tl={min(time.last - time.first + 1, 4)}",
    }  # fmt: skip


def _around(text: Text, words: Sequence[str], time: Named) -> set[str]:
    """What stands around a time: in its clause, in the one before, in the one behind."""
    clause = text.clause_at(time.first)
    left = _collapsed(words[max(clause.start, time.first - _FAR) : time.first])
    right = _collapsed(words[time.last + 1 : min(clause.end, time.last + 1 + _FAR)])
    opened, closed = [f"^{clause.opened_by}", *left], [*right, f"${clause.closed_by}"]
    sort, before, after = time.sort, opened[-1], closed[0]
    found = {
        f"{sort}l1={before}", f"{sort}r1={after}", f"lb={' '.join(opened[-2:])}",
        f"rb={' '.join(closed[:2])}", f"lr={before}_{after}", f"lt={' '.join(opened[-3:])}",
        f"clen={min(len(left) + len(right), 6)}",
    }  # fmt: skip
    found |= {f"l{n}={word}" for n, word in enumerate(reversed(opened[-3:]))}
    found |= {f"r{n}={word}" for n, word in enumerate(closed[:3])}
    found |= {f"L={word}" for word in left[-_NEAR:]} | {f"R={word}" for word in right[:_NEAR]}
    for word in {*left, *right}:
        found |= {f"C={word}", f"C{sort}={word}"}
    first, last = clause.start == 0, clause.end == len(words)
    earlier = text.clause_at(clause.start - 1) if not first else clause
    later = text.clause_at(clause.end) if not last else clause
    previous = (
        ["^"] if first else _collapsed(words[max(earlier.start, earlier.end - _FAR) : earlier.end])
    )
    following = (
        ["$"] if last else _collapsed(words[later.start : min(later.end, later.start + _FAR)])
    )
    found |= {f"P={word}" for word in previous[-_BESIDE:]}
    found |= {f"N={word}" for word in following[:_BESIDE]}
    found |= {
        f"P2={' '.join(previous[:2])}", f"N2={' '.join(following[:2])}",
        f"pc={'^' if first else earlier.closed_by}", f"cc={clause.closed_by}",
    }  # fmt: skip
    near = [_nearest(run) for run in (reversed(left), right, reversed(previous), following)]
    found |= {f"n{n}={word}" for n, word in enumerate(near)}
    found |= {
        f"nlr={near[0]}{near[1]}", f"nlp={near[0]}{near[2]}", f"n4={''.join(near)}",
        f"nl{sort}={near[0]}",
    }  # fmt: skip
    who = (w for w in left if w in SELF or w in THIRD or w == "<kin>")
    found.add(f"subject={next(who, '-')}")
    return found


def _collapsed(words: Sequence[str]) -> list[str]:
    """The words with every time as one word, however many it has."""
    return [
        word
        for at, word in enumerate(words)
        if not (word == _TIME and at and words[at - 1] == _TIME)
    ]


def _nearest(words: Iterable[str]) -> str:
    """The first word that tells what is spoken of."""
    return next((word for word in words if word in _TELLING), "-")


def _among(time: Named, number: int, times: int, longest: float) -> set[str]:
    """Which place a time has among all times of the message."""
    return {
        f"i={min(number, 3)}", f"times={min(times, 4)}", f"last={number == times - 1}",
        f"longest={time.days >= longest}",
    }  # fmt: skip


def _of_rules(timed: Timed, most: int) -> set[str]:
    """What the rules take a time for, and whether they rank another above it."""
    role = timed.role
    found = {f"rank={timed.rank}", f"ranks={timed.rank}/{most}", f"beaten={most > timed.rank}"}
    if role is None:
        return found | {f"none{timed.time.sort == 'age'}{timed.began}"}
    found.add(f"topic={role.topic.name}")
    said = {
        "marked": role.marked, "point": role.point, "offset": role.offset,
        "current": role.current, "demoted": role.demoted,
    }  # fmt: skip
    for name, so in said.items():
        if so:
            found |= {name, f"{role.topic.name}{name}"}
    return found
