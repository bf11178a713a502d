"""What a message says is as it should be: "speech fine", "hands, head and voice all steady".

Most people deny a symptom without naming it: they say that the part of the body or the faculty it
would show in works. Which words those are, each finding says itself (``fine`` in its file).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quiver.language.text import Clause, Text

#: What is said of a part or a faculty that works.
_WELL = frozenset(
    "fine ok okay normal normally good grand great perfect perfectly steady clear clearly "
    "unaffected alright healthy intact strong unchanged untouched properly naturally equal "
    "equally symmetrical level straight negative spared unimpaired sound "
    "working works behaving behaves uninvolved sorted brilliant flawless quiet calm peaceful "
    "motionless undisturbed unbothered unmoved peace alone still tiptop fluent "
    "fluently dandy superb excellent immaculate faultless firm unremarkable preserved nad "
    "flawlessly effortlessly spotless innocent blameless nada zilch".split()
)
#: Words that say so only at the end of a clause or after a copula: "straight away", "good at".
#: Of these one only tells that a part works after one of the others: "leaves my eye alone", but not
#: "my upper lip alone"; "my head is still", but not "it twitches still".
_ONLY_AFTER = {
    "alone": frozenset("leave leaves left leaving let lets".split()),
    "still": frozenset(
        "is are was were stay stays stayed keep keeps lie lies sit sits stand stands perfectly "
        "completely totally absolutely quite as lay sat stood lying sitting".split()
    ),
}
_COPULAS = frozenset(
    "is are was were feel feels felt seem seems look looks sound sounds all both still stay stays "
    "came come comes been be remain remains working works work move moves moving totally "
    "perfectly completely pretty really absolutely entirely quite as perfect my his her".split()
)
_TAILS = frozenset(
    "too though thanks thank so as now on in both today really for and or tho again also at i "
    "usual normal enough lol with this".split()
)
#: After one of these the part worked only before.
_NO_LONGER = frozenset("until till before yesterday earlier then once first usually".split())
_PROBLEMS = frozenset(
    "problem problems prob probs trouble troubles issue issues bother difficulty difficulties "
    "change changes changed wrong concerns complaints weird odd funny unusual different amiss "
    "affected involved anything".split()
)
_STOPS = frozenset("but though although except apart however because cos when if".split())
#: Words that begin a circumstance, and those that begin what happens in it.
_CIRCUMSTANCES = frozenset(
    "when whenever wen if while whilst during after at by soon once everytime every each any as "
    "under before sitting sat lying laying lounging watching waiting listening resting relaxing "
    "staring gazing standing talking speaking eating chewing drinking smiling singing reading "
    "brushing whistling being pressure stress".split()
)
_EVENTS = frozenset("it its off then there up thats lip lips my mouth the and".split())
_DISTANCE = 9  # tokens between a part and what is said of it
#: Words that stand in a list of parts beside the parts: "my hands, and both the legs".
_BETWEEN = frozenset(
    "my his her the their your our and or also both all of too plus a in with as well".split()
)


def spared(
    text: Text, negated: Sequence[frozenset[int]], asked: Sequence[bool], parts: frozenset[str]
) -> list[bool]:
    """Which tokens stand for something that is said to be as it should be.

    Args:
        text: the message.
        negated: for each token, the negations in whose reach it stands.
        asked: for each token, whether it stands in a question.
        parts: the words that name a part or a faculty; a list of them may run over commas.

    Returns:
        One flag per token.
    """
    words = text.words
    flags = [False] * len(words)
    reach: dict[int, list[int]] = {}  # of each negation the tokens behind it that it denies
    for token, cues in enumerate(negated):
        for cue in cues:
            if cue < token:
                reach.setdefault(cue, []).append(token)
    for number, clause in enumerate(text.clauses):
        for at in range(clause.start, clause.end):
            if asked[at]:
                continue
            reached = reach.get(at, [])
            if reached and _denies_trouble(words, at, reached):
                for token in reached:
                    flags[token] = True
                if words[at + 1 : at + 2] and words[at + 1] in _PROBLEMS:  # "speech no problem"
                    _mark_before(text, number, at, parts, flags)
            elif words[at] in _WELL and not negated[at] and _said_of(words, at, clause, parts):
                _mark_before(text, number, at, parts, flags)
                for token in range(at + 1, min(at + 4, clause.end)):
                    if words[token] in _STOPS:
                        break
                    flags[token] = True
    return flags


def _denies_trouble(words: tuple[str, ...], at: int, reached: list[int]) -> bool:
    if words[at] == "nothing" and {"with", "wi"} & set(words[at + 1 : at + 5]):
        return True
    return any(words[token] in _PROBLEMS for token in reached)


def _said_of(words: tuple[str, ...], at: int, clause: Clause, parts: frozenset[str]) -> bool:
    """Whether a word of ``_WELL`` says that something works, and still does."""
    after, before = words[at + 1 : clause.end], words[clause.start : at]
    if _NO_LONGER & set(after):
        return False
    if words[at] in _ONLY_AFTER:
        near = before if words[at] == "alone" else before[-1:]
        if not _ONLY_AFTER[words[at]] & set(near) and not (parts - _BETWEEN) & set(near):
            return False
    ends = not after or after[0] in _TAILS
    return ends or not before or before[-1] in _COPULAS or before[-1] in parts - _BETWEEN


def _mark_before(
    text: Text, number: int, at: int, parts: frozenset[str], flags: list[bool]
) -> None:
    """Marks what stands before ``at`` in its clause, and the list of parts before that."""
    words = text.words
    clause = text.clauses[number]
    for token in range(at - 1, max(clause.start, at - _DISTANCE) - 1, -1):
        if words[token] in _STOPS:
            return
        flags[token] = True
    for before in reversed(text.clauses[:number]):
        own = words[before.start : before.end]
        if before.closed_by != "," or not parts & set(own) or not set(own) <= parts | _BETWEEN:
            return
        flags[before.start : before.end] = [True] * len(own)


def joined_lists(text: Text, parts: frozenset[str]) -> Text:
    """A text in which a list of parts is one clause with what is said of all of it.

    "Hands, fingers, head, voice all steady" says one thing of four parts.
    """
    clauses = list(text.clauses)
    for index in range(len(clauses) - 2, -1, -1):
        before, after = clauses[index], clauses[index + 1]
        own = text.words[before.start : before.end]
        listed = bool(parts & set(own)) and set(own) <= parts | _BETWEEN
        if before.closed_by == "," and listed and _goes_on(text.words, after, parts):
            clauses[index : index + 2] = [
                Clause(before.start, after.end, after.closed_by, before.opened_by)
            ]
    return Text(text.raw, text.tokens, tuple(clauses))


def joined_conditions(text: Text) -> Text:
    """A text in which a circumstance is one clause with what happens in it.

    "When I'm tired, it goes mad" says one thing of tiredness, as it does without the comma. What a
    denial reaches is no matter of this: see ``scope.py``.
    """
    clauses: list[Clause] = []
    for clause in text.clauses:
        before = clauses[-1] if clauses else None
        if (
            before
            and before.closed_by in (",", "-", "–")
            and _is_circumstance(text.words[before.start : before.end])
            and text.words[clause.start] in _EVENTS
            and not clause.opened_by
        ):
            clauses[-1] = Clause(before.start, clause.end, clause.closed_by, before.opened_by)
        else:
            clauses.append(clause)
    return Text(text.raw, text.tokens, tuple(clauses))


def _is_circumstance(words: tuple[str, ...]) -> bool:
    the_more = words[0] == "the" and words[1:2] and words[1].endswith(("er", "more"))
    return words[0] in _CIRCUMSTANCES or bool(the_more)


def _goes_on(words: tuple[str, ...], clause: Clause, parts: frozenset[str]) -> bool:
    """Whether a clause continues a list and says something of all of it."""
    opening = words[clause.start : min(clause.end, clause.start + 8)]
    if opening[0] in ("none", "neither", "all", "both"):
        return True
    if not parts & set(opening[:3]):
        return False
    return bool({"all", "both", "none"} & set(opening)) or any(
        one in ("and", "or") and two in parts | _BETWEEN for one, two in pairwise(opening)
    )
