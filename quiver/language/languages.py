"""Tells messages in another language from English ones, and knows what to say in that language.

A script tells most: Devanagari is Hindi, Bengali letters are Bengali, and so on. In Latin letters a
message is in another language when words that only that language has outweigh the English ones. A
word that nobody knows (a typo, a name, a medicine) speaks for none, so English stays English
however it is spelt. Nothing is loaded for it but the words of ``languages.yml``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from quiver.language.text import Text

#: What is heard when a message is in another language, but in none that is known here.
UNKNOWN = "und"

_ENGLISH = "en"
_FILE = Path(__file__).parent / "languages.yml"
#: So many words, with so many accents among them and hardly an English word, are no English.
_STRANGE, _ACCENTED = 4, 2
#: A word of so many letters may speak for a language by itself beside words that nobody knows.
_LONG = 6
#: The scripts of the languages that have a line, by how the Unicode names of letters begin.
_SCRIPTS = {"DEVANAGARI": "hi", "BENGALI": "bn", "CYRILLIC": "ru", "ARABIC": "ar", "CJK": "zh"}
#: Names of letters that belong to no script or to ours: "µg", "ｌｉｐ", "𝓵𝓲𝓹", "ª".
_LATIN = ("LATIN", "MICRO", "FULLWIDTH", "MATHEMATICAL", "MODIFIER", "FEMININE", "MASCULINE")
_URDU = frozenset("ٹڈڑںےھہ")  # letters that Arabic and Persian have not
_PERSIAN = frozenset("پچژگکی")
_NOT_RUSSIAN = frozenset("іїєґўђћљњџјќѓѕ")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu)['’](?=\w{2})")
_APOSTROPHES = re.compile("['’‘`´]")


@dataclass(frozen=True)
class Language:
    """A language: its line, if it has one, the words it has alone, and those shared with English.

    ``alone`` are words that are enough as a whole message.
    """

    line: str | None
    own: frozenset[str]
    shared: frozenset[str]
    alone: frozenset[str]


def line(code: str) -> str | None:
    """What is said to a message in a language, or None when that is to be said in English."""
    known = _languages().get(code)
    return known.line if known else None


def has(code: str, word: str) -> bool:
    """Whether a word is known as one of a language, English or not."""
    known = _languages().get(code)
    return known is not None and word in known.own | known.shared


def other_language(text: Text) -> str | None:
    """The language of a message that is not in English.

    Returns:
        A code of ``languages.yml``; ``und`` for a language that is not there; None for English and
        for whatever may be English.
    """
    words = [text.raw[token.start : token.end].lower() for token in text.tokens]
    words = [word for word in words if any(letter.isalpha() for letter in word)]
    scripts = [word for word in words if _foreign_script(word)]
    if scripts and 2 * len(scripts) >= len(words):
        return _by_script("".join(scripts))
    plain = [_APOSTROPHES.sub("", _ELIDED.sub("", word)) for word in words]
    if len(set(plain)) == 1:
        found = (code for code, known in _languages().items() if plain[0] in known.alone)
        return next(found, None)
    return _by_words(plain) or _by_strangeness(plain)


def _by_words(words: list[str]) -> str | None:
    """The language whose own words outweigh the English ones."""
    if not any(word in _anywhere() for word in words):
        return None
    distinct = set(words)

    def votes(code: str) -> tuple[int, int]:
        own = distinct & _languages()[code].own
        return len(own), len(own) + len(distinct & _languages()[code].shared)

    best = max(_languages(), key=votes)
    own, its = votes(best)
    known = _languages()[best]
    if own <= len(distinct & _english() - known.shared):
        return None
    clear = own >= 2 or its == len(distinct) or any(map(_clear, distinct & known.own))
    return best if clear else None


def _clear(word: str) -> bool:
    """Whether a word is no English word mistyped: a long one, or one with an accent."""
    return len(word) >= _LONG or not word.isascii()


def _by_strangeness(words: list[str]) -> str | None:
    """An unknown language, when several words have accents and hardly one is English."""
    accented = sum(not word.isascii() for word in words)
    english = sum(word in _english() for word in words)
    strange = len(words) >= _STRANGE and accented >= max(_ACCENTED, 3 * english)
    return UNKNOWN if strange else None


def _foreign_script(word: str) -> bool:
    return any(
        letter.isalpha()
        and ord(letter) > 0x24F
        and not unicodedata.name(letter, "LATIN").startswith(_LATIN)
        for letter in word
    )


def _by_script(letters: str) -> str:
    names = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in letters)
    names = Counter({name: count for name, count in names.items() if name not in _LATIN})
    if "HIRAGANA" in names or "KATAKANA" in names:
        return UNKNOWN
    best = _SCRIPTS.get(names.most_common(1)[0][0], UNKNOWN)
    if best == "ar" and not _URDU.isdisjoint(letters):
        return "ur"
    strangers = {"ar": _PERSIAN, "ru": _NOT_RUSSIAN}.get(best, frozenset())
    return best if strangers.isdisjoint(letters) else UNKNOWN


@functools.lru_cache(maxsize=1)
def _read() -> Mapping[str, Mapping[str, str]]:
    entries: Mapping[str, Mapping[str, str]]
    entries = YAML(typ="safe", pure=True).load(_FILE.read_text(encoding="utf-8"))
    return entries


@functools.lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return frozenset(_read()[_ENGLISH]["words"].split())


@functools.lru_cache(maxsize=1)
def _languages() -> Mapping[str, Language]:
    """The languages besides English, by code."""
    neutral = _english() | set(_read()[_ENGLISH]["borrowed"].split())
    known = {}
    for code, entry in _read().items():
        words = _with_bare(entry.get("words", ""))
        alone = _with_bare(entry.get("alone", ""))
        if code != _ENGLISH:
            known[code] = Language(
                entry.get("line"), words - neutral, words & neutral, alone - _english()
            )
    return known


@functools.lru_cache(maxsize=1)
def _anywhere() -> frozenset[str]:
    """All words that speak for another language."""
    return frozenset().union(*(known.own for known in _languages().values()))


def _with_bare(words: str) -> frozenset[str]:
    """Words, and the same without their accents, as people write them in a hurry."""
    bare = unicodedata.normalize("NFD", words)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return frozenset(words.split()) | frozenset(bare.split())
