"""Since what age: "since I was 7", "from my teens", "started in year 9", counted from the age now.

Where the age now is not told, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quiver.language.ages import age_at, age_of
from quiver.language.amounts import Named, is_unit
from quiver.language.calendar import month
from quiver.language.text import Text
from quiver.language.time_topics import names_complaint

_ORDINAL_AGES = {"2nd": 2, "3rd": 3, **{f"{n}th": n for n in range(4, 20)}} | {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "sixteenth": 16,
    "eighteenth": 18, "21st": 21, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, **{f"{n}th": n for n in range(24, 90)},
}  # fmt: skip
#: Times of life, and how old one is about then.
_STAGES = {
    **dict.fromkeys("kid child little young small boy girl childhood lad lass".split(), 8.0),
    **dict.fromkeys("toddler baby infancy nursery".split(), 3.0),
    **dict.fromkeys("primary elementary".split(), 7.0), "reception": 4.5, "kindergarten": 5.0,
    "school": 10.0, "secondary": 12.0, "teens": 15.0, "teenager": 15.0, "teenage": 15.0,
    "teen": 15.0, "adolescence": 14.0, "adolescent": 14.0, "puberty": 13.0, "uni": 19.0,
    "university": 19.0, "college": 18.0, "twenties": 25.0, "thirties": 35.0, "forties": 45.0,
    "fifties": 55.0, "sixties": 65.0, "20s": 25.0, "30s": 35.0, "40s": 45.0, "50s": 55.0,
    "60s": 65.0,
}  # fmt: skip
#: "Since I was little", but not "with my kid" and "little by little".
_CHILDREN = frozenset("lad lass boy girl kid child little young small baby".split())
_BEGAN = frozenset(
    "since began begun started start starting noticed from came first appeared developed".split()
)
#: What tells of the beginning where the lip, or "it", is named beside: "at 18 I caught my lip".
_ONSET = _BEGAN | frozenset(
    "had caught took got kicked hit saw spotted set crept turned shook went felt".split()
)
#: Before a number, when that is an age.
_AT_AGE = frozenset("was were am age aged at turned hit reached".split())
#: Of a school class the age is the number and these years: "year 9" is 13 or 14.
_CLASSES = {"year": 4.5, "yr": 4.5, "grade": 5.5, "class": 5.5, "standard": 5.5, "std": 5.5}
_IS = frozenset("hes shes is now im".split())
_BACK = 6
#: How far after somebody's birth their age may be told, in words.
_AHEAD = 20


def since_age(text: Text, now: float | None) -> Named | None:
    """The years from the age at which it began to the age the person has now, if both are told.

    Args:
        text: the message.
        now: how old the person is, in years, as far as it says.
    """
    sure = (grown for grown, began in since_ages(text, now) if began)
    return next(sure, None)


def since_ages(text: Text, now: float | None) -> Iterator[tuple[Named, bool]]:
    """The years since each age that is named, and whether that is told as its beginning.

    The arguments are those of ``since_age``.
    """
    words = text.words
    if now is None:
        now = _in_class_now(words)
    for at, word in enumerate(words):
        if word in ("born", "birth") and "since" in words[max(0, at - _BACK) : at]:
            grown = _child_since(words, at)
            if grown:
                yield grown, True
        if now is None:
            continue
        before = words[max(0, at - _BACK) : at]
        if word == "life" and {"my", "his", "her"} & set(before) and {"all", "whole"} & set(before):
            yield _years(now - (18 if "adult" in before else 0), at, at), True
        then, last = _age_then(words, at)
        if then is not None and then < now:
            yield _years(now - then, at, last), _began(text, at, last)


def _in_class_now(words: tuple[str, ...]) -> float | None:
    """The age of a child of whom the class at school is told: "she's in year 6 now"."""
    for at, word in enumerate(words[:-1]):
        form = age_of(words[at + 1]) if word in _CLASSES else None
        is_now = words[at + 2 : at + 3] == ("now",) or _IS & set(words[max(0, at - 2) : at])
        if form and form < 14 and is_now:
            return form + _CLASSES[word]
    return None


def _child_since(words: tuple[str, ...], at: int) -> Named | None:
    """The age of the child since whose birth it has been there: "and he is 11 today"."""
    for later in range(at + 1, min(len(words), at + _AHEAD)):
        number, last = age_at(words, later)
        unit = words[last + 1 : last + 2]
        if number and words[later - 1] in ("is", "hes", "shes", "whos", "now", "turned"):
            return None if unit and is_unit(unit[0]) else _years(number, at, last)
    return None


def _began(text: Text, at: int, last: int) -> bool:
    """Whether an age is told as the one at which it began."""
    words = text.words
    before, after = words[max(0, at - _BACK) : at], words[last + 1 : last + _BACK]
    own = (
        before
        if {"was", "were"} & set(before)
        else words[max(text.clause_at(at).start, at - _BACK) : at]
    )
    if _BEGAN & set(own) or (after[:1] == ("when",) and _BEGAN & set(after)):
        return True
    if ("had", "it") in pairwise(before) or after[:3] == ("at", "the", "time"):
        return True  # "i had it at 52"
    clause = text.clause_at(at)
    following = text.clause_at(clause.end) if clause.end < len(words) else clause
    near = clause if any(map(names_complaint, words[last + 1 : clause.end])) else following
    ahead = words[max(last + 1, near.start) : near.end]
    later = words[last + 1 : last + 2 * _BACK]
    if "when" in later and _ONSET & set(later):
        ahead = later[later.index("when") :]  # "in my twenties, like 28, when the lip started"
    return any(map(names_complaint, ahead)) and bool(_ONSET & set(ahead))


def _years(number: float, first: int, last: int) -> Named:
    return Named(f"P{max(round(number), 1)}Y", first, last, "age")


def _age_then(words: tuple[str, ...], at: int) -> tuple[float | None, int]:
    """The age that is named at ``at``, and the last token of that; None for no age."""
    word, before = words[at], words[max(0, at - 3) : at]
    following = words[at + 1 : at + 2]
    number, last = age_at(words, at)
    ordinal = _ORDINAL_AGES.get(word)
    if word in _CLASSES and following and (form := age_of(following[0])) and form < 14:
        return form + _CLASSES[word], at + 1
    if ordinal and following and following[0] in _CLASSES:
        return ordinal + _CLASSES[following[0]], at + 1
    own = before[-1:] in (("my",), ("his",), ("her",)) and not following
    if ordinal and ("birthday" in words[at + 1 : at + 3] or own):
        return float(ordinal), min(at + 1, len(words) - 1)
    if word in _DECADE_TENS and following and following[0] in _ORDINAL_AGES:
        return _DECADE_TENS[word] + _ORDINAL_AGES[following[0]], at + 1  # "thirty ninth birthday"
    after = words[last + 1 : last + 3]
    counted = after and (is_unit(after[0]) or month(after[0]) or after[0] in ("in", "oclock"))
    if number is not None and before[-2:] in _HAVING and not counted:
        return float(number), last  # "since i have 53"
    near = before[-1:] in _NEARLY_AT and before[-2:-1] in _AGE_FROM
    if number is not None and (set(before) & _AT_AGE or near) and not counted:
        return float(number), last
    if number is not None and after in (("years", "old"), ("year", "old")):
        was = {"was", "when"} & set(before)
        return (float(number), last + 2) if was else (None, at)
    stage = _STAGES.get(word)
    if stage is None or (word in _CHILDREN and "was" not in before):
        return None, at
    return stage, at


_DECADE_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_NEARLY_AT = frozenset((word,) for word in "about around roughly maybe like approx".split())
_AGE_FROM = frozenset((word,) for word in "from since began started".split())
_HAVING = frozenset({("i", "have"), ("i", "had")})
