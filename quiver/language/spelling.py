"""Hears a misspelt word as the word of the lexicon that must be meant.

Only a word that is no word gets corrected, and only to one that differs by a letter or two, so that
"twiching" and "seizuer" are heard, and nothing that is really English, nor a name, is changed.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from quiver import knowledge
from quiver.knowledge.phrases import Word, compile_phrase

#: Shorter words have too many neighbours.
SHORTEST = 5
#: From this length on two letters may be wrong; nothing longer than ``LONGEST`` is looked at.
LONG, LONGEST = 9, 24
#: How much lower in the list of words a rival stands that need not be considered.
FAR_RARER = 4
#: How long the two words of a compound are at least, and how far down the list they may stand.
PART, FREQUENT = 4, 20_000
_PREFIXES = frozenset("un re mis non pre post anti over under semi super".split())
#: Of one message no more unknown words than this are looked up.
MOST = 60

_WORDS = Path(__file__).parent / "english_words.txt"
#: What the lexicon does not name, but the reading of time and negation does.
_BESIDES = frozenset(
    "about never without nothing doesnt wasnt werent arent cannot couldnt wouldnt havent hasnt "
    "hadnt didnt neither since maybe sometimes always usually today tonight yesterday morning "
    "evening night nights minute minutes second seconds hours weeks month months years weekend "
    "fortnight couple several ongoing started stopped monday tuesday wednesday thursday friday "
    "saturday sunday january february march april august september october november december "
    "worried scared daughter mother father husband brother sister partner mother child children "
    "because really think twice".split()
)
#: Written by many and in no list of words: contractions, slang, names, medicines.
_ALSO_WORDS = frozenset(
    "theyre youre theyve youve theyll youll thats whats theres wheres heres shouldnt couldve "
    "shouldve wouldve mustnt neednt thatll whos hows innit kinda sorta lemme gimme cuppa summat "
    "nuffin nuffink sumfin sumfink owt nowt cannae canny dinnae didnae wasnae gonnae havnt "
    "neuro neurone neurones crypto brian brians stacey tracey chloe sian niamh aoife "
    "ciaran shaun sheila deborah leanne "
    "kayleigh bella bellas mardy bevvied clare jerome jerry jerrys mohammed muhammad priya sofia "
    "maria marie pablo "
    "prednisolone prednisone amitriptyline nortriptyline propranolol omeprazole lansoprazole "
    "ramipril lisinopril amlodipine atorvastatin simvastatin salbutamol ventolin levothyroxine "
    "carbimazole carbamazepine lamotrigine gabapentin pregabalin topiramate levetiracetam "
    "sertraline citalopram escitalopram fluoxetine paroxetine mirtazapine venlafaxine duloxetine "
    "bupropion lorazepam diazepam clonazepam temazepam zopiclone haloperidol risperidone "
    "olanzapine quetiapine aripiprazole metoclopramide domperidone amoxicillin penicillin "
    "doxycycline metformin warfarin apixaban paracetamol naproxen methotrexate "
    "hydroxychloroquine sumatriptan loratadine cetirizine famotidine".split()
)


@functools.lru_cache(maxsize=1)
def english() -> tuple[str, ...]:
    """English words, the most frequent first; where they come from stands in the file."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


@functools.lru_cache(maxsize=1)
def _lexicon() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words and the beginnings of words that the lexicon asks for."""
    exact: set[str] = set(_BESIDES)
    beginnings: set[str] = set()
    for place in _places():
        exact |= place.exact
        beginnings.update(place.beginnings)
    return frozenset(exact), tuple(sorted(beginnings))


def _places() -> Iterator[Word]:
    know = knowledge.load()
    sources: list[Iterable[str]] = [f.phrases + f.absent_phrases for f in know.findings.values()]
    sources += [topic.names for topic in know.topics.values()]
    for phrase in (phrase for source in sources for phrase in source):
        compiled = compile_phrase(phrase, know.words)
        for part in compiled.parts + compiled.barred:
            yield from (place for place in part if place is not None)


@functools.lru_cache(maxsize=1)
def _targets() -> dict[str, tuple[str, ...]]:
    """What a misspelt word may be corrected to, by first letter."""
    exact, beginnings = _lexicon()
    meant = {word for word in exact if word.isalpha()}
    meant |= {word for word in english() if word.startswith(beginnings)}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(meant):
        if SHORTEST <= len(word) <= LONGEST:
            by_letter[word[0]].append(word)
    return {letter: tuple(words) for letter, words in by_letter.items()}


@functools.lru_cache(maxsize=1)
def _english_set() -> frozenset[str]:
    return frozenset(english()) | _ALSO_WORDS


def also_words() -> frozenset[str]:
    """The words that English has besides its list: those of the lexicon, contractions, names."""
    return _lexicon()[0] | _ALSO_WORDS


def is_word(word: str) -> bool:
    """Whether this is a word of English or of the lexicon, in its normal form.

    A beginning of the lexicon is not enough: "breth*" is in it because it is often written so.
    """
    return word in _lexicon()[0] or word in _english_set() or _is_made_up(word)


def _is_made_up(word: str) -> bool:
    """Whether it is made of two words ("grandkids"), or of a prefix and one ("unmedicated")."""
    return any(
        _is_frequent(word[at:])
        and ((at >= PART and _is_frequent(word[:at])) or word[:at] in _PREFIXES)
        for at in range(2, len(word) - PART + 1)
    )


def _is_frequent(word: str) -> bool:
    return _ranks().get(word, FREQUENT + 1) <= FREQUENT


def may_be_misspelt(word: str) -> bool:
    """Whether a word, in its normal form, is worth looking up."""
    return (
        SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha() and not is_word(word)
    )


@functools.lru_cache(maxsize=4096)
def correct(word: str) -> str:
    """The word of the lexicon that is meant by a misspelt one; any other word as it is.

    It must be the only one so near, or the only one of them that the lexicon names in full, or of
    those it knows by their beginning by far the most frequent; or all are forms of one word
    ("twitches", "twitched").
    """
    if not may_be_misspelt(word):
        return word
    near = process.extract(
        word,
        _targets().get(word[0], ()),
        scorer=DamerauLevenshtein.distance,
        processor=None,
        score_cutoff=2 if len(word) >= LONG else 1,
        limit=12,
    )
    nearest = [
        target
        for target, distance, _ in near
        if distance == near[0][1] and (distance < 2 or _sound(target) == _sound(word))
    ]
    return _meant(nearest) or word


def _meant(nearest: list[str]) -> str | None:
    """The one of equally near words that is meant, if it is clear."""
    # the lexicon names some misspellings too: what is English goes before them
    nearest = [target for target in nearest if target in _english_set()] or nearest
    if len(nearest) < 2 or _forms_of_one(nearest):
        return next(iter(nearest), None)
    exact = [target for target in nearest if target in _lexicon()[0]]
    if exact:
        return exact[0] if len(exact) == 1 else None
    first, second, *_ = sorted(nearest, key=_rank)
    return first if _rank(second) >= FAR_RARER * _rank(first) else None


def _rank(word: str) -> int:
    return _ranks().get(word, len(_ranks()))


@functools.lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(english(), start=1)}


def _sound(word: str) -> str:
    """A word without vowels and doubled letters: where two letters may be wrong, this must fit."""
    return re.sub(r"[aeiouyh]|(.)(?=\1)", "", word)


def _forms_of_one(words: list[str]) -> bool:
    exact, beginnings = _lexicon()
    if any(word in exact for word in words):
        return False
    common = [{b for b in beginnings if word.startswith(b)} for word in words]
    return all(own == common[0] for own in common)
