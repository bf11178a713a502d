"""How the lexicon and the clause reader are joined: who is believed where they differ.

The lexicon knows words and how far a denial reaches, over commas and from one sentence to the
next; the reader knows what a clause as a whole most likely says, and sees no further than it. So
where the reader is sure and has seen all that the lexicon went by, it has the last word: it turns
"my mouth corners behave themselves" into a denial, and "it doesn't let up when he's asleep" into
what it tells. The limits were chosen on the development sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from quiver.language.clauses import Reading
from quiver.language.hearing import Heard
from quiver.language.text import Clause, Text

#: So likely the reader must hold the denial of what the lexicon takes for told, and of a danger
#: sign; so likely, what the lexicon takes for denied.
_DENIED, _DENIED_DANGER, _TOLD = 0.5, 0.9, 0.6
#: And so many times as likely as the opposite.
_TIMES = 50.0
#: A denial in another clause than the lexicon's takes back what is told there when it is so likely,
#: and what the lexicon heard no likelier than this; and of a danger sign.
_TAKEN_BACK, _TAKEN_BACK_DANGER = (0.9, 0.2), (0.95, 0.05)
#: Two clauses together are read when they have no more words than this.
_LONGEST = 24
#: So few words say little by themselves.
_SHORTEST = 4
#: Words by which a clause speaks of what the one before it names.
_REFERRING = frozenset(
    "it its them they theyre that thats those these there one ones none neither any either both "
    "all so this nobody".split()
)


def weighed(
    heard: Heard, reading: Reading, *, dangerous: bool, seen: bool, twice: bool
) -> Heard | None:
    """What the lexicon heard in a clause, after the reader had its say.

    Args:
        heard: what the lexicon heard.
        reading: what the reader makes of the same clause.
        dangerous: whether it is a danger sign: then doubt makes a question of it.
        seen: whether the words that make the lexicon deny it stand in this clause.
        twice: whether the clause denies a denial ("I wouldn't say I don't"), which readers get
            wrong.

    Returns:
        What to go by, or None for nothing.
    """
    told, denied = reading.likelihood(heard.finding)
    if heard.status == "absent":
        overruled = seen and told > _TOLD and told > _TIMES * denied
        return replace(heard, status="present") if overruled else heard
    if heard.status != "present":
        return heard
    enough = _DENIED_DANGER if dangerous else _DENIED
    if denied > enough and denied > _TIMES * told and not twice:
        return replace(heard, status="absent")
    if not reading.doubts(heard.finding):
        return heard
    return replace(heard, status="unknown") if dangerous else None


def denied_elsewhere(
    finding: str, clauses: Set[int], readings: Mapping[int, Reading], *, dangerous: bool
) -> bool:
    """Whether what the lexicon hears in some clauses is denied in another.

    "He talks like he's had ten pints. He's not touched alcohol."

    Args:
        finding: what the lexicon takes for told.
        clauses: the numbers of the clauses in which it does.
        readings: what the reader makes of the clauses that tell of the person, by number.
        dangerous: whether it is a danger sign.
    """
    sure, unlikely = _TAKEN_BACK_DANGER if dangerous else _TAKEN_BACK
    told = [reading.likelihood(finding)[0] for reading in readings.values()]
    return max(told, default=1.0) < unlikely and any(
        reading.likelihood(finding)[1] > sure
        for number, reading in readings.items()
        if number not in clauses
    )


@dataclass(frozen=True)
class Pair:
    """Two clauses that say one thing: "Diazepam? Never had one.".

    Args:
        first: the number of the first of them.
        whole: both, as one clause.
        refers: whether the second speaks of the first by a word like "it" or "none".
    """

    first: int
    whole: Clause
    refers: bool


def pairs(text: Text, twice: Set[int]) -> list[Pair]:
    """The clauses of a text that are also read two by two; long ones say enough by themselves.

    Args:
        text: the message.
        twice: the numbers of the clauses that deny a denial, which are left out.
    """
    result = []
    for number, (one, two) in enumerate(pairwise(text.clauses)):
        if two.end - one.start > _LONGEST or {number, number + 1} & twice:
            continue
        refers = bool(_REFERRING & set(text.words[two.start : two.end]))
        if refers or one.closed_by in ("?", ":") or two.end - two.start <= _SHORTEST:
            whole = Clause(one.start, two.end, two.closed_by, one.opened_by)
            result.append(Pair(number, whole, refers))
    return result


def denied_by(pair: Pair, reading: Reading, told: Mapping[str, Set[int]]) -> list[str]:
    """What two clauses deny together, and neither may deny alone.

    Args:
        pair: the clauses.
        reading: what the reader makes of the two as one.
        told: for each finding taken for told, the numbers of the clauses in which it is: what the
            first clause alone tells, the second may take back, if it speaks of it.
    """
    result = []
    for finding in reading.denied(_DENIED):
        likely, denied = reading.likelihood(finding)
        if denied < _TIMES * likely:
            continue
        its = told.get(finding)
        if its is None or (pair.refers and denied > _DENIED_DANGER and its == {pair.first}):
            result.append(finding)
    return result
