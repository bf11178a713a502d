"""How hard a text is to read: words a sentence, and the age it is for.

The grade is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability
Formulas" (Naval Technical Training Command, Research Branch Report 8-75, 1975); a pupil of a grade
is about five years older than its number. Syllables are counted as groups of vowels.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?:;])[\s”]+|\n")
_WORD = re.compile(r"[A-Za-z][\w'’-]*|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
#: Names that nothing shorter can stand for; each counts as a word of two syllables.
NAMES = frozenset(
    "parkinson parkinsons hemifacial hypoparathyroidism digeorge tourette tourettes dopamine "
    "bradykinesia fasciculations parathyroid phosphorus antidepressant antidepressants "
    "antipsychotic metoclopramide chromosome samaritans magnesium emergency appointment "
    "medicine medicines doctor essential emotion-related drug-induced pill-rolling serotonin "
    "emotionrelated druginduced pillrolling anxiety caffeine alcohol temperature".split()
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line is one at least."""
    text = re.sub(r"\s*\[[^\]]*\]|(?<=\S )\([^)]*\)", "", text)
    return [part for part in (p.strip() for p in _SENTENCE.split(text)) if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


def grade(text: str) -> float:
    """The school grade for which a text is written."""
    parts = [words(sentence) for sentence in sentences(text)]
    every = [word for part in parts for word in part]
    syllables = sum(_syllables(word) for word in every)
    return 0.39 * len(every) / len(parts) + 11.8 * syllables / len(every) - 15.59


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in NAMES or not plain:
        return min(2, max(1, len(_VOWELS.findall(plain))))
    if plain.endswith("e") and not plain.endswith("le") and len(plain) > 3:
        plain = plain[:-1]
    if plain.endswith("ed") and plain[-3:-2] not in ("t", "d"):
        plain = plain[:-2]
    return max(1, len(_VOWELS.findall(plain)))
