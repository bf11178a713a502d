"""Finds the phrases of the lexicon in a text.

spaCy's own ``Matcher`` takes such patterns too, but tests each regular expression and word set once
for every token: several thousand a word. Here every word is looked up once, with its beginnings,
and only the phrases that can start there are tried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from quiver.knowledge.phrases import Part, Phrase
from quiver.language.text import Text

GAP = 3  # words that ``_`` may stand for


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
        self._phrases = list(phrases)
        parts: dict[Part, int] = {}
        self._of_phrase: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        for _, phrase in self._phrases:
            wanted = tuple(parts.setdefault(part, len(parts)) for part in phrase.parts)
            barred = tuple(parts.setdefault(part, len(parts)) for part in phrase.barred)
            self._of_phrase.append((wanted, barred))
        self._parts = list(parts)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(self._parts):
            opener = part[0]
            assert opener is not None  # a part begins with a word
            for word in opener.exact:
                self._by_word[word].append(number)
            for beginning in opener.beginnings:
                self._by_beginning[beginning].append(number)
        self._phrases_of: dict[int, list[int]] = defaultdict(list)
        for number, (wanted, _) in enumerate(self._of_phrase):
            for part_number in set(wanted):
                self._phrases_of[part_number].append(number)
        self._longest = max(map(len, self._by_beginning), default=0)

    def find(self, text: Text) -> Iterator[Match[L]]:
        """Every phrase in the text, once per clause and place where its first part stands."""
        words = text.words
        for number, clause in enumerate(text.clauses):
            found = self._parts_in(words, clause.start, clause.end)
            candidates = {p for part in found for p in self._phrases_of[part]}
            for candidate in sorted(candidates):
                wanted, barred = self._of_phrase[candidate]
                if any(part in found for part in barred):
                    continue
                if not all(part in found for part in wanted):
                    continue
                label = self._phrases[candidate][0]
                first, *others = wanted
                for span in found[first]:
                    tokens = set(span)
                    for other in others:
                        tokens.update(_nearest(found[other], span[0]))
                    yield Match(label, number, tuple(sorted(tokens)))

    def _parts_in(
        self, words: tuple[str, ...], start: int, end: int
    ) -> dict[int, list[tuple[int, ...]]]:
        """Where each part stands in words[start:end], as the indices of its words."""
        found: dict[int, list[tuple[int, ...]]] = {}
        for at in range(start, end):
            word = words[at]
            starting = list(self._by_word.get(word, ()))
            for length in range(1, min(len(word), self._longest) + 1):
                starting.extend(self._by_beginning.get(word[:length], ()))
            for number in dict.fromkeys(starting):
                span = _match(self._parts[number], 0, words, at, end)
                if span:
                    found.setdefault(number, []).append(span)
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
