"""Misspelt words of the lexicon are read as the words that are meant.

Only a word that is not English is mended, and only when the nearest English word is one that the
lexicon listens for: "cofee" is coffee, but "garrage" stays as it is, and so do names, medicines and
numbers, which are near to nothing. Offsets and quotes stay those of the message as it was written.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from quiver.knowledge.phrases import Phrase
from quiver.language.text import SPELLINGS, Text, Token

#: Shorter words are near to too much; so are the lexicon's shorter beginnings.
_SHORTEST, _BEGINNING = 5, 4
#: From so many letters on, two slips are forgiven.
_LONG = 8
#: A rival counts that is at least so many times rarer than the most frequent word as near.
_RIVAL = 5
#: Words that the list of English words does not have and that resemble some that it has.
_ALSO = frozenset("grandkids hangry vapes vaping vaped thanx laters".split())
#: Of one message no more unknown words than this are looked up.
_MOST = 60


class Speller:
    """Mends words towards a vocabulary."""

    def __init__(self, words: Iterable[str], beginnings: Iterable[str]) -> None:
        """Takes the words to mend towards, and the beginnings of others."""
        self._words = frozenset(words)
        self._beginnings = tuple({b for b in beginnings if len(b) >= _BEGINNING})
        self._mend = functools.lru_cache(maxsize=4096)(self._meant)

    @classmethod
    def of(cls, phrases: Iterable[Phrase], also: Iterable[str] = ()) -> Speller:
        """Mends towards the words of phrases, and other words."""
        parts = (part for phrase in phrases for part in phrase.parts)
        places = [place for part in parts for place in part if place]
        return cls(
            frozenset(also).union(*(place.exact for place in places)),
            {beginning for place in places for beginning in place.beginnings},
        )

    def mended(self, text: Text) -> Text:
        """The text with misspelt words as those that are meant."""
        english, looked_up = _english(), 0
        tokens = list(text.tokens)
        opening = {clause.start for clause in text.clauses}
        for at, token in enumerate(tokens):
            word = token.word
            if len(word) < _SHORTEST or word in english or self._listens(word):
                continue
            if not (word.isascii() and word.isalpha()) or _is_name(text, token, at in opening):
                continue
            looked_up += 1
            if looked_up > _MOST:
                break
            tokens[at] = replace(token, word=self._mend(word))
        return replace(text, tokens=tuple(tokens))

    def _listens(self, word: str) -> bool:
        return word in self._words or word.startswith(self._beginnings)

    def _meant(self, word: str) -> str:
        """The English word that is meant by a word that is none, or the word itself."""
        at_most = 2 if len(word) >= _LONG else 1
        found = process.extract(
            word, _by_first_letter()[word[0]], scorer=OSA.distance, score_cutoff=at_most, limit=None
        )
        english = _english()
        nearest = min((distance for _, distance, _ in found), default=0)
        near = sorted(
            (near for near, distance, _ in found if distance == nearest),
            key=lambda near: (-english.get(near, 0), near),
        )
        if not near or not self._listens(near[0]):
            return word
        best, *others = near
        rivals = [other for other in others if english[other] * _RIVAL >= english[best]]
        same = all(other[:_BEGINNING] == best[:_BEGINNING] for other in rivals)
        return best if same else word


def _is_name(text: Text, token: Token, opening: bool) -> bool:
    """Whether a word is written with a capital where no sentence begins."""
    written = text.raw[token.start : token.end]
    return written[0].isupper() and not written.isupper() and not opening


@functools.lru_cache(maxsize=1)
def _english() -> Mapping[str, int]:
    """English words as they are spoken and written, and how often; without apostrophes too."""
    listed = SpellChecker(language="en").word_frequency.dictionary
    english = {word.replace("'", ""): count for word, count in listed.items()}
    return {**dict.fromkeys((*_ALSO, *SPELLINGS, *SPELLINGS.values()), 0), **english}


@functools.lru_cache(maxsize=1)
def _by_first_letter() -> Mapping[str, list[str]]:
    """Words that somebody may mean, by their first letter."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in _english():
        if len(word) >= _SHORTEST - 2:
            words[word[0]].append(word)
    return words
