"""Tells messages in another language from English ones, and knows what to say in that language.

A script tells most: Devanagari is Hindi, Bengali letters are Bengali, and so on. In Latin letters a
message is in another language when common words of that language outweigh the English ones in it;
a word that no language knows (a typo, a name, a medicine) speaks for none, and one word alone is
never enough. So English, however it is spelt, stays English. Only when most words are strange is
py3langid asked, and believed when it is sure.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier
from ruamel.yaml import YAML

from quiver.language import spelling
from quiver.language.text import SPELLINGS, Text

ENGLISH = "en"
#: What is heard when a message is in another language, but none that is known here.
UNKNOWN = "und"

_FILE = Path(__file__).parent / "languages.yml"
#: So many of the most frequent English words speak for English; rarer ones are often foreign too.
_FREQUENT = 9_000
#: How sure py3langid must be.
_SURE = 0.98
#: No more words than these are looked at.
_MOST = 200
#: Scripts by what the Unicode names of their letters begin with.
_SCRIPTS = {
    "DEVANAGARI": "hi", "BENGALI": "bn", "CYRILLIC": "ru", "ARABIC": "ar", "CJK": "zh",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he",
    "THAI": "th", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa",
    "KANNADA": "kn", "MALAYALAM": "ml", "ORIYA": "or", "SINHALA": "si", "MYANMAR": "my",
    "KHMER": "km", "LAO": "lo", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am",
    "TIBETAN": "bo",
}  # fmt: skip
#: Letters of Urdu that Arabic has not; Persian shares some, but not the first ones.
_URDU = frozenset("ٹڈڑںےھہ")
_PERSIAN = frozenset("پچژگکی")
#: Words of text messages and dialect, which are in no list but English.
_INFORMAL = frozenset(
    "a i k x e o ha haha hah uber "
    "lol lmao omg wtf ffs idk tbh pls plz ok okay yeah yep nah nope ur im ive dont cant its "
    "bruh smh aye nowt owt mon tho innit ta lad mum nan da dad wee canny ken xx hun asap "
    "gp er ye lip "
    "twitch mate sis bro fam tmi ngl btw imo ikr cos".split()
)
_VOWEL = re.compile("[aeiou]")
#: Words of the list that are in books in English, but in no English message.
_IN_NAMES = frozenset(
    "de del es est la las les los para que una der das het che yang mas ser".split()
)
#: Foreign words that are said in English.
_LOANS = re.compile(
    r"\b(?:deja vu|cest la vie|hasta la vista|no bueno|que sera sera|adios amigos?|au lait|"
    r"au pair|pain au chocolat|faux pas|vis a vis|a la carte|je ne sais quoi|mea culpa|"
    r"comme ci comme ca|mi casa|ay caramba|dolce vita|el nino|la la land|du jour|al dente|"
    r"(?:san|santa|los|las|el|la|de|di|da|van|von) [a-z]+ (?:hospital|clinic))\b"
)


@dataclass(frozen=True)
class Language:
    """A language other than English: its code, its English name, what is said in it, its words."""

    code: str
    name: str
    line: str | None
    words: frozenset[str]


@functools.lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    """The languages of ``languages.yml``, by code and in its order."""
    entries = YAML(typ="safe", pure=True).load(_FILE.read_text(encoding="utf-8"))
    return {
        code: Language(
            code, entry["name"], entry.get("line"), _with_bare(entry.get("words", "").split())
        )
        for code, entry in entries.items()
    }


def line(code: str) -> str | None:
    """What is said to a message in a language, before it is said in English."""
    known = languages().get(code)
    return known.line if known else None


def heard(text: Text) -> str:
    """The language of a message.

    Returns:
        A code of ``languages.yml``; that of another script's language; ``und`` for another
        language that is not known; ``en`` for everything else.
    """
    words = _words(text)
    foreign = [_script(word) for word in words]
    if any(foreign) and sum(map(bool, foreign)) * 2 >= len(words):
        return _by_script("".join(w for w, s in zip(words, foreign, strict=True) if s))
    return _by_words(words)


def _words(text: Text) -> list[str]:
    """The words of a message as they were written, in lower case, without numbers and loans."""
    written = [
        re.sub(r"['’‘`]", "", text.raw[token.start : token.end].lower())
        for token in text.tokens[:_MOST]
    ]
    plain = _LOANS.sub(" ", " ".join(_bare(word) for word in written))
    kept = Counter(plain.split())
    words = []
    for word in written:
        if any(letter.isalpha() for letter in word) and kept[_bare(word)] > 0:
            words.append(word)
    return words


def _script(word: str) -> str:
    """The language that a word's script speaks for; nothing when it is in Latin letters."""
    for letter in word[:20]:
        if letter.isalpha() and ord(letter) > 0x24F:
            name = unicodedata.name(letter, "").split(" ")[0]
            if name in ("LATIN", "MODIFIER", "MATHEMATICAL", "FULLWIDTH", "MICRO"):
                return ""
            return _SCRIPTS.get(name, UNKNOWN)
    return ""


def _by_script(letters: str) -> str:
    counts = Counter(
        code for letter in letters[:400] if letter.isalpha() and (code := _script(letter))
    )
    if not counts:
        return UNKNOWN
    if "ja" in counts:
        return "ja"
    best = counts.most_common(1)[0][0]
    if best == "ar":
        if _URDU & set(letters):
            return "ur"
        return "fa" if _PERSIAN & set(letters) else "ar"
    return best


def _by_words(words: list[str]) -> str:
    """The language whose common words outweigh the English ones in a message, or English."""
    distinct = list(dict.fromkeys(words))
    if len(distinct) < 2:
        return ENGLISH
    found = {
        code: [word for word in distinct if word in language.words or _bare(word) in language.words]
        for code, language in languages().items()
        if language.words
    }
    scores = {code: len(own) for code, own in found.items()}
    best = max(scores, key=lambda code: (scores[code], sum(map(len, found[code]))))
    english = _english()
    own = set(found[best])
    clear = sum(word not in english for word in own)
    against = sum(word in english or _informal(word) for word in distinct if word not in own)
    # a word that both languages have counts for English unless the rest speaks clearly
    shared = len(own) - clear
    if clear < 1 or clear + 0.5 * shared <= against + 0.5 * shared * (clear < 2):
        return _by_letters(distinct)
    if clear == 1 and len(own) + sum(_strange(word) for word in distinct) < 2:
        return ENGLISH
    return best


def _by_letters(words: list[str]) -> str:
    """What py3langid takes a message for when it is sure and most words are strange."""
    english = _english()
    known = [word for word in words if word in english or _informal(word)]
    strange = [word for word in words if word not in english and not spelling.is_word(word)]
    strange = [word for word in strange if not _informal(word) and _VOWEL.search(_bare(word))]
    if len(strange) < 2 or len(strange) <= len(known):
        return ENGLISH
    if len(strange) > 3 and len(strange) > 4 * len(known) and any(not w.isascii() for w in strange):
        fallback = UNKNOWN
    else:
        fallback = ENGLISH
    code, certainty = _identifier().classify(" ".join(words))
    if certainty < _SURE or not line(code):
        return fallback
    # names and medicines look foreign: something in the message must be of that language
    own = languages()[code].words
    of_it = any(word in own or _bare(word) in own or not word.isascii() for word in words)
    return str(code) if of_it else fallback


@functools.lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    latin = [code for code, language in languages().items() if language.words]
    identifier.set_languages([ENGLISH, *(code for code in latin if "-" not in code)])
    return identifier


def _informal(word: str) -> bool:
    """Whether this is English as it is written in messages, or a misspelt word of the lexicon."""
    return word in _INFORMAL or spelling.correct(word) != word


def _strange(word: str) -> bool:
    """Whether this is a longer word that is not English."""
    return len(word) >= 4 and not spelling.is_word(word)


@functools.lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    frequent = frozenset(spelling.english()[:_FREQUENT])
    return (frequent - _IN_NAMES) | _INFORMAL | frozenset(SPELLINGS) | spelling.also_words()


def _bare(word: str) -> str:
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _with_bare(words: list[str]) -> frozenset[str]:
    return frozenset(words) | {_bare(word) for word in words}
