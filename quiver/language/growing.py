"""Since what age: "since I was 7", "from my teens", "started in year 9", counted from the age now.

Where the age now is not told, nothing is.
"""

from __future__ import annotations

from quiver.language.amounts import Named, is_unit
from quiver.language.person import age_of
from quiver.language.text import Text

_ORDINAL_AGES = {"2nd": 2, "3rd": 3, **{f"{n}th": n for n in range(4, 20)}} | {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "sixteenth": 16,
    "eighteenth": 18, "21st": 21, "30th": 30, "40th": 40, "50th": 50, "60th": 60, "70th": 70,
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
#: Before a number, when that is an age.
_AT_AGE = frozenset(
    "was were am age aged about around roughly at turned approx hit reached like maybe".split()
)
#: Of a school class the age is the number and these years: "year 9" is 13 or 14.
_CLASSES = {"year": 4.5, "yr": 4.5, "grade": 5.5, "class": 5.5, "standard": 5.5, "std": 5.5}
_BACK = 6


def since_age(text: Text, now: float | None) -> Named | None:
    """The years from the age at which it began to the age the person has now, if both are told.

    Args:
        text: the message.
        now: how old the person is, in years, as far as it says.
    """
    if now is None:
        return None
    for at, word in enumerate(text.words):
        before = text.words[max(0, at - _BACK) : at]
        if word == "life" and {"my", "his", "her"} & set(before) and {"all", "whole"} & set(before):
            return _years(now - (18 if "adult" in before else 0), at, at)
        then, last = _age_then(text.words, at)
        after = text.words[last + 1 : last + _BACK]
        began = _BEGAN & set(before) or (after[:1] == ("when",) and _BEGAN & set(after))
        if then is not None and then < now and began:
            return _years(now - then, at, last)
    return None


def _years(number: float, first: int, last: int) -> Named:
    return Named(f"P{max(round(number), 1)}Y", first, last)


def _age_then(words: tuple[str, ...], at: int) -> tuple[float | None, int]:
    """The age that is named at ``at``, and the last token of that; None for no age."""
    word, before = words[at], words[max(0, at - 3) : at]
    following = words[at + 1 : at + 2]
    number = age_of(word)
    ordinal = _ORDINAL_AGES.get(word)
    if word in _CLASSES and following and (form := age_of(following[0])) and form < 14:
        return form + _CLASSES[word], at + 1
    if ordinal and following and following[0] in _CLASSES:
        return ordinal + _CLASSES[following[0]], at + 1
    if ordinal and following == ("birthday",):
        return float(ordinal), at + 1
    if number is not None and set(before) & _AT_AGE and not (following and is_unit(following[0])):
        return float(number), at
    if number is not None and words[at + 1 : at + 3] in (("years", "old"), ("year", "old")):
        return (float(number), at + 2) if "was" in before else (None, at)
    stage = _STAGES.get(word)
    if stage is None or (word in _CHILDREN and "was" not in before):
        return None, at
    return stage, at
