"""Finds the phrases of the lexicon in a text.

spaCy's own ``Matcher`` takes such patterns too, but tests each regular expression and word set once
for every token: several thousand a word. Here every word is looked up once, with its beginnings,
and only the phrases whose rarest word stands in the clause are tried.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from quiver.knowledge.phrases import Part, Phrase, Word
from quiver.language.text import Clause, Text

GAP = 3  # words that ``_`` may stand for
#: The words that stand in nearly every message.
_COMMON = frozenset(
    "i im ive my me a an the it its is are was has have had been be do does did doesnt dont not no "
    "and or but of to in on at for with from when if as so just only even now then that this he "
    "she his her they up out off like get gets got go goes going all any more can cant will lip "
    "lips twitch twitches twitching".split()
)


L = TypeVar("L")


@dataclass(frozen=True)
class Match(Generic[L]):
    """A phrase found: its label, the clause's number, and the tokens it rests on, ascending."""

    label: L
    clause: int
    tokens: tuple[int, ...]


class Lexicon(Generic[L]):
    """Finds many labelled phrases in a text at once."""

    def __init__(self, phrases: Iterable[tuple[L, Phrase]]) -> None:
        """Takes (label, phrase) pairs; a label is whatever the caller wants to get back."""
        self._labels: list[L] = []
        self._of_phrase: list[tuple[tuple[int, ...], tuple[int, ...], Word | None]] = []
        self._keyed: dict[int, list[int]] = defaultdict(list)  # phrases by their rarest part
        parts: dict[Part, int] = {}
        for label, phrase in phrases:
            wanted = tuple(parts.setdefault(part, len(parts)) for part in phrase.parts)
            barred = tuple(parts.setdefault(part, len(parts)) for part in phrase.barred)
            rarest = min(phrase.parts, key=lambda part: min(map(_cost, part)))
            self._keyed[parts[rarest]].append(len(self._labels))
            self._labels.append(label)
            self._of_phrase.append((wanted, barred, phrase.beside))
        self._parts = list(parts)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        for number in self._keyed:
            key = min(self._parts[number], key=_cost)
            assert key is not None  # a part begins with a word
            for word in key.exact:
                self._by_word[word].append(number)
            for beginning in key.beginnings:
                self._by_beginning[beginning].append(number)
        self._longest = max(map(len, self._by_beginning), default=0)

    def find(self, text: Text) -> Iterator[Match[L]]:
        """Every phrase in the text, once per clause and place where its first part stands."""
        words = text.words
        for number, clause in enumerate(text.clauses):
            found: dict[int, list[tuple[int, ...]]] = {}

            def spans(
                part: int,
                found: dict[int, list[tuple[int, ...]]] = found,
                clause: Clause = clause,
            ) -> list[tuple[int, ...]]:
                if part not in found:
                    found[part] = _spans(self._parts[part], words, clause.start, clause.end)
                return found[part]

            keys = self._keys_in(words, clause.start, clause.end)
            candidates = sorted(p for part in keys if spans(part) for p in self._keyed[part])
            for candidate in candidates:
                wanted, barred, beside = self._of_phrase[candidate]
                if not all(map(spans, wanted)) or any(map(spans, barred)):
                    continue
                first, *others = wanted
                for span in spans(first):
                    tokens = set(span)
                    for other in others:
                        tokens.update(_nearest(spans(other), span[0]))
                    if beside is None or all(
                        at in tokens or beside.accepts(words[at])
                        for at in range(clause.start, clause.end)
                    ):
                        yield Match(self._labels[candidate], number, tuple(sorted(tokens)))

    def _keys_in(self, words: tuple[str, ...], start: int, end: int) -> set[int]:
        """The parts of which the rarest word stands in words[start:end]."""
        found: set[int] = set()
        for word in set(words[start:end]):
            found.update(self._by_word.get(word, ()))
            for length in range(1, min(len(word), self._longest) + 1):
                found.update(self._by_beginning.get(word[:length], ()))
        return found


def _cost(place: Word | None) -> float:
    """How often a place of a part is likely to be met: the rarer, the sooner it is looked up."""
    if place is None or place.optional:
        return math.inf
    common = sum(word in _COMMON for word in place.exact)
    return 20.0 * common + len(place.exact) + sum(200 / 4.0 ** len(b) for b in place.beginnings)


def _spans(part: Part, words: tuple[str, ...], start: int, end: int) -> list[tuple[int, ...]]:
    """Where a part stands in words[start:end], as the indices of its words."""
    opener = part[0]
    assert opener is not None  # a part begins with a word
    found = []
    for at in range(start, min(end, start + 1) if opener.opens else end):
        if opener.accepts(words[at]):
            span = _match(part, 0, words, at, end)
            if span:
                found.append(span)
    return found


def _match(
    part: Part, place: int, words: tuple[str, ...], at: int, end: int
) -> tuple[int, ...] | None:
    """The indices of the words that match part[place:] from ``at`` on, or None."""
    if place == len(part):
        return ()
    current = part[place]
    if current is None:
        for skipped in range(GAP + 1):
            rest = _match(part, place + 1, words, at + skipped, end)
            if rest is not None:
                return rest
        return None
    if at < end and current.accepts(words[at]):
        rest = _match(part, place + 1, words, at + 1, end)
        if rest is not None:
            return (at, *rest)
    if current.optional:
        return _match(part, place + 1, words, at, end)
    return None


def _nearest(spans: list[tuple[int, ...]], to: int) -> tuple[int, ...]:
    """The span, of several in ascending order, that begins nearest to a place."""
    after = bisect_left(spans, (to,))
    return min(spans[max(after - 1, 0) : after + 1], key=lambda span: abs(span[0] - to))
