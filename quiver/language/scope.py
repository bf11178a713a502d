"""What a clause does to the findings in it: denies, doubts, fears, asks, recalls, tells of others.

A finding that is named is not yet a finding that is there. For each clause this module says what
holds of every token in it: whether it stands in the scope of a negation, of a doubt, of a fear or
a supposition, in a question, in the past, or in what is said of another person.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiver.language.cues import CUES
from quiver.language.denial import answered, denied_ahead, denied_behind
from quiver.language.person import persons
from quiver.language.text import Text

#: After one of these the fear is left: what follows is told as it is.
_FEAR_ENDS = frozenset(["because", "cos", "since", "as", "but", "when", "and"])
_CONDITIONS = frozenset(["if", "unless", "whenever"])
#: After one of these "if" means "whether": what follows is doubted, not supposed.
_WHETHER = frozenset("as know dunno sure unsure certain tell say remember clue idea".split())
_ASKING_STARTS = frozenset(
    "can could does do did is are was were would should will shall may might what whats why "
    "whys how hows which where wheres who whos when am has have any anyone anybody".split()
)
#: Questions that expect a yes: "isnt it just stress".
_TAGS = {(verb, it) for verb in ("isnt", "couldnt", "wouldnt") for it in ("it", "this", "that")}
_LIMITS = frozenset("only just merely simply".split())
#: What may stand before the word that makes a clause a question.
_LEADING = frozenset("and so but or also please hi".split())
#: Openers that may tell as well, and what follows them when they ask, or tell.
_VERB_STARTS = frozenset("is are was has have had can do did am".split())
_ASKED_AFTER_WHEN = frozenset("should do is will would can".split())
_ASKED_AFTER_WHERE = frozenset("is are do does did can could should will would was".split())
_ASKED_AFTER_VERB = frozenset(
    "i it this that there my the you a he she they lip lips stress anyone these his her".split()
)
_TOLD_AFTER_VERB = frozenset(
    "barely hardly only just feel see get not worse always still really very also hold speak talk "
    "breathe move lift smile raise close shut blink whistle swallow walk suppress control "
    "usually normally puff".split()
)
_TOLD_AFTER_DOES_IT = {(w,) for w in "when whenever while every most mostly mainly loads".split()}


@dataclass(frozen=True)
class Scope:
    """What holds of each token of a text, one entry per token.

    Args:
        negated: the indices of the negation words in whose reach the token stands.
        doubted: it is said with doubt.
        feared: it is feared, supposed or compared, not told.
        asked: it stands in a question.
        supposed: it stands in a condition ("if I drink coffee").
        past: it is said to be long past.
        idle: it is said to make no difference ("none of it matters").
        over: it is said to be over, perhaps since just now.
        other: it is said of somebody else than the person asked about.
        patient: whom the message is about, as far as it says: ``self``, ``child``, ``other``.
        relative: which relative that is, if it is one that the message names.
        deniers: those of the indices in ``negated`` that deny without a "no" or a "not".
        twice: the numbers of the clauses that deny a denial ("I wouldn't say I don't").
    """

    negated: tuple[frozenset[int], ...]
    doubted: tuple[bool, ...]
    feared: tuple[bool, ...]
    asked: tuple[bool, ...]
    supposed: tuple[bool, ...]
    past: tuple[bool, ...]
    over: tuple[bool, ...]
    idle: tuple[bool, ...]
    other: tuple[bool, ...]
    patient: str | None
    relative: str = ""
    deniers: frozenset[int] = frozenset()
    twice: frozenset[int] = frozenset()


def scope(text: Text, who: str | None = None) -> Scope:
    """Reads the scopes of a text.

    Args:
        text: the message.
        who: for whom the conversation is, when that is known: ``self``, ``child`` or ``other``.
    """
    size = len(text.tokens)
    words = text.words
    cues: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for match in CUES.find(text):
        cues.setdefault(match.label, []).append((match.clause, match.tokens))
    harmless = {t for label in ("pseudo", "double") for _, ts in cues.get(label, ()) for t in ts}
    negated = [set[int]() for _ in range(size)]
    denied_ahead(text, negated, harmless)
    for _, (denial, *_, limit) in cues.get("pseudo", ()):
        if words[limit] in _LIMITS:
            negated[limit].add(denial)  # "not just the lip" says more, but denies "just the lip"
    flags = {
        n: [False] * size for n in ("doubt", "fear", "asked", "supposed", "past", "over", "idle")
    }
    for cue in ("doubt", "past", "over", "idle"):
        for clause_number, _ in cues.get(cue, ()):
            clause = text.clauses[clause_number]
            flags[cue][clause.start : clause.end] = [True] * (clause.end - clause.start)
    for clause_number, tokens in cues.get("fear", ()):
        for at in range(tokens[-1] + 1, text.clauses[clause_number].end):
            if words[at] in _FEAR_ENDS:
                break
            flags["fear"][at] = True
    for clause in text.clauses:
        own = words[clause.start : clause.end]
        if _asking(own):
            for at in range(clause.start, clause.end):
                flags["asked"][at] = True
        for at in range(clause.start, clause.end):
            if words[at] in _CONDITIONS and words[max(at - 1, 0)] not in _WHETHER:
                flags["supposed"][at : clause.end] = [True] * (clause.end - at)
                break
    for clause_number, tokens in cues.get("deny", ()):
        for at in range(tokens[-1] + 1, text.clauses[clause_number].end):
            negated[at].add(tokens[0])
    for clause_number, tokens in cues.get("behind", ()):
        for at in range(text.clauses[clause_number].start, tokens[0]):
            negated[at].add(tokens[0])
    denied_behind(text, negated, harmless)
    answered(text, negated, flags, harmless)
    patient, other, relative = persons(text, who)
    return Scope(
        tuple(map(frozenset, negated)),
        tuple(flags["doubt"]),
        tuple(flags["fear"]),
        tuple(flags["asked"]),
        tuple(flags["supposed"]),
        tuple(flags["past"]),
        tuple(flags["over"]),
        tuple(flags["idle"]),
        other,
        patient,
        relative,
        frozenset(tokens[0] for label in ("deny", "behind") for _, tokens in cues.get(label, ())),
        frozenset(clause_number for clause_number, _ in cues.get("double", ())),
    )


def _asking(words: tuple[str, ...]) -> bool:
    """Whether a clause asks: "can coffee do it", but not "can barely think" or "when i talk"."""
    start = 0
    while start < len(words) and words[start] in _LEADING:
        start += 1
    if words[start : start + 2] in _TAGS:
        return True
    if start >= len(words) or words[start] not in _ASKING_STARTS:
        return False
    opener, follow = words[start], (*words[start + 1 : start + 2], "")[0]
    if (opener, follow) == ("does", "it") and words[start + 2 : start + 3] in _TOLD_AFTER_DOES_IT:
        return False  # "does it when he is upset": the subject is left out
    if opener == "when":
        return follow in _ASKED_AFTER_WHEN
    if opener == "where":
        return follow in _ASKED_AFTER_WHERE
    if opener not in _VERB_STARTS:
        return True
    if follow in _ASKED_AFTER_VERB:
        return True
    return (
        opener in ("is", "are", "can", "do")
        and len(words) - start > 2
        and follow not in _TOLD_AFTER_VERB
    )
