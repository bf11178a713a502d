"""The phrase language of the lexicon, in which findings and topics say how people put them.

A phrase says what people say, in lower case and without apostrophes (``cant``, ``its``):

=============  ==============================================================================
``a b c``      these words in a row
``a|b``        one of these words
``droop*``     a word that begins so; ``1.*`` is a number from 1.0 to 1.9
``the?``       the word, or nothing
``_``          up to three words, whatever they are
``^since``     the word, where a clause begins (only at the beginning of a part)
``@face``      a word of the class ``face`` of ``knowledge/lexicon``
``x & y``      both parts in one clause, in any order
``x & !y``     the first part, in a clause without the second
``x & ~@y``    the first part, in a clause of which every other word is of the class ``y``
=============  ==============================================================================

A phrase matches within one clause. ``&`` joins whole parts: ``speech|words & slur*|garbl*``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

#: A word or its beginning: letters and digits, or a number with a point ("1.", "2.05").
_SHAPE = re.compile(r"[^\W_]+|\d+\.\d*")


class PhraseError(ValueError):
    """A phrase is not written in the phrase language; the message says what is wrong."""


@dataclass(frozen=True)
class Word:
    """One place in a part: the words and beginnings that may stand there."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    optional: bool = False
    opens: bool = False  # it must open the clause

    def accepts(self, word: str) -> bool:
        """Whether the word may stand here."""
        return word in self.exact or (bool(self.beginnings) and word.startswith(self.beginnings))


#: A part is a run of places; None is a gap.
Part = tuple[Word | None, ...]


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase.

    Args:
        parts: what must be in the clause.
        barred: what must not be in it.
        beside: the only words that may stand in it beside the parts; None when all may.
    """

    parts: tuple[Part, ...]
    barred: tuple[Part, ...] = ()
    beside: Word | None = None


def compile_phrase(source: str, classes: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Compiles one phrase.

    Raises:
        PhraseError: when the phrase is empty, begins or ends with a gap, names no known class, or
            has nothing that must be there.
    """
    wanted: list[Part] = []
    barred: list[Part] = []
    beside: Word | None = None
    for text in source.split("&"):
        text = text.strip()
        if text.startswith("~"):
            beside = _place(text[1:], source, classes)
            continue
        negative = text.startswith("!")
        (barred if negative else wanted).append(_part(text.lstrip("! "), source, classes))
    if not wanted:
        raise PhraseError(f"{source!r}: nothing in it must be there")
    return Phrase(tuple(wanted), tuple(barred), beside)


def _part(text: str, source: str, classes: Mapping[str, tuple[str, ...]]) -> Part:
    places = [_place(piece, source, classes) for piece in text.split()]
    for edge in (*places[:1], *places[-1:], *([] if places else [None])):
        if edge is None or edge.optional:
            raise PhraseError(f"{source!r}: a part begins and ends with a word that must be there")
    if any(place and place.opens for place in places[1:]):
        raise PhraseError(f"{source!r}: only the first word of a part can open a clause")
    return tuple(places)


def _place(piece: str, source: str, classes: Mapping[str, tuple[str, ...]]) -> Word | None:
    if piece == "_":
        return None
    opens, piece = piece.startswith("^"), piece.removeprefix("^")
    optional = piece.endswith("?")
    exact, beginnings = set(), []
    for choice in piece.rstrip("?").split("|"):
        if choice.startswith("@"):
            if choice[1:] not in classes:
                raise PhraseError(f"{source!r}: there is no word class {choice!r}")
            members: Iterable[str] = classes[choice[1:]]
        else:
            members = (choice,)
        for member in members:
            if member.endswith("*"):
                beginnings.append(member[:-1])
            else:
                exact.add(member)
    shape = [*exact, *beginnings]
    if not all(shape) or not all(map(_SHAPE.fullmatch, shape)):
        raise PhraseError(
            f"{source!r}: {piece!r} is not made of words, |, *, a first ^ and a final ?"
        )
    return Word(frozenset(exact), tuple(beginnings), optional, opens)


def with_verb(phrase: Phrase) -> Phrase:
    """A phrase of a part whose first word may have its verb with it: "speech's fine"."""

    def widened(place: Word) -> Word:
        return replace(place, exact=place.exact | {f"{word}s" for word in place.exact})

    first, *others = phrase.parts
    widest = tuple(place and widened(place) for place in first)
    return replace(phrase, parts=(widest, *others))
