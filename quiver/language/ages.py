"""How old the person is whom a message is about, as far as it says."""

from __future__ import annotations

import re
from itertools import pairwise

from quiver.language.calendar import month, weekday
from quiver.language.text import Text

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_NUMBER_WORDS = {word: number for number, word in enumerate(_ONES)} | _TENS
_BABY = frozenset("baby babys babies newborn newborns infant".split())
_KIN = frozenset(
    "son daughter child kid boy girl lad lass toddler nephew niece grandson granddaughter brother "
    "sister mum dad mother father gran nan grandma grandad husband wife partner uncle aunt "
    "boyfriend girlfriend friend mate neighbour cousin twin stepson stepdaughter hubby".split()
)
_GRANDPARENTS = frozenset(
    "gran granny nan nana nanna grandma grandad granddad grandpa grandfather grandmother".split()
)
_SEXES = frozenset("male female man woman guy bloke lady lass chap m f".split())
#: Before a mark these go with the age behind it: "my little girl (3)", "male, 51".
_NAMING = _KIN | _SEXES | {"me", "here", "i", "one", "aged", "age"}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 65, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_IN_FIGURES = frozenset("20s 30s 40s 50s 60s 70s 80s 90s".split())
#: What a child is named after and is not spoken of: "as a kid", "slept like a baby", "had a baby".
NO_PERSON = frozenset(
    (first, "a") for first in "as like since being was had having expecting another".split()
)
#: An age written in one word with its unit: "my 3yr old".
_GLUED_AGE = re.compile(r"(\d{1,2})(yr|yrs|year|years|mo|mth|mths|month|months|wk|wks|week|weeks)")
AGE_UNITS = frozenset({"month", "months", "week", "weeks", "day", "days"})
#: Units of an age in years follow a number of another kind: "i am 5 weeks in".
_OTHER_UNITS = AGE_UNITS | frozenset("hour hours minute minutes fortnight decades".split())
_AND_ON = frozenset((word,) for word in "and now so today".split())
_IS = frozenset({("he", "is"), ("she", "is"), ("baby", "is"), ("who", "is"), ("one", "is")})
#: After "she's 7 months" these make it no age.
_NO_AGE = frozenset(
    "pregnant preg preggers gone along in into ago clean sober off post postpartum late free dry "
    "back since on without down over away from to".split()
)


def glued_age(word: str) -> tuple[int, str] | None:
    """The number and the unit of "3yr" or "8mth", or None."""
    match = _GLUED_AGE.fullmatch(word)
    return (int(match[1]), match[2]) if match else None


def age_of(word: str) -> int | None:
    """The age a word names, in figures or letters, or None."""
    return int(word) if word.isdecimal() and len(word) < 3 else _NUMBER_WORDS.get(word)


def age_at(words: tuple[str, ...], at: int) -> tuple[int | None, int]:
    """The age named from a word on, "forty two" in two words included, and its last word."""
    number = age_of(words[at])
    if words[at] in _TENS and at + 1 < len(words):
        ones = _NUMBER_WORDS.get(words[at + 1], 0)
        if 0 < ones < 10:
            return _TENS[words[at]] + ones, at + 1
    return number, at


def band(years: float) -> str:
    """The age band of an age in years."""
    if years < 1:
        return "under_1"
    if years < 5:
        return "under_5"
    if years < 16:
        return "child"
    return "adult" if years < 65 else "older"


def age_band(text: Text, patient: str | None, other: tuple[bool, ...] = ()) -> str | None:
    """The age band of the person the message is about, or None when it does not say.

    Args:
        text: the message.
        patient: whom it is about: ``self``, ``child``, ``other``, or None when it does not say.
        other: which of its tokens tell of somebody else.
    """
    told = years(text, patient, other)
    if told is not None:
        return band(told)
    words = text.words
    named = {word for at, word in enumerate(words) if words[max(0, at - 2) : at] not in NO_PERSON}
    named |= {word[:-1] for word in named if word.endswith("s")}  # "my toddler's lip"
    if patient == "child" and named & _BABY:
        return "under_1"
    if patient == "child" and "toddler" in named:
        return "under_5"
    if patient == "other" and named & _GRANDPARENTS:
        return "older"
    return None


def years(text: Text, patient: str | None = None, other: tuple[bool, ...] = ()) -> float | None:
    """The age in years that the message names of the person it is about, or None.

    Args:
        text: the message.
        patient: as for ``age_band``.
        other: as for ``age_band``.
    """
    ends = frozenset(clause.end for clause in text.clauses)
    last = -1
    for at in range(len(text.words)):
        if at <= last or (other and other[at]):
            continue  # somebody else's age
        number, last = age_at(text.words, at)
        if number is None:
            told: float | None = _in_one_word(text.words, at)
        else:
            told = _told(text.words, at, last, number, ends, patient)
        if told is not None:
            return told
    return None


def _in_one_word(words: tuple[str, ...], at: int) -> float | None:
    """An age that is no bare number: "3yr old", "45yo", "27f here", "in my 60s"."""
    word = words[at]
    glued = glued_age(word)
    if glued and words[at + 1 : at + 2] in (("old",), ("olds",)):
        if glued[1].startswith("y"):
            return glued[0]
        return glued[0] / 12 if glued[1].startswith("m") else 0.5
    if word.endswith("yo") and word[:-2].isdecimal() and len(word) < 5:
        return int(word[:-2])
    if len(word) == 3 and word[:2].isdecimal() and word[2] in "fm" and _opens(words, at):
        return int(word[:2])
    if {"since", "from", "was", "were", "till"} & set(words[max(0, at - 4) : at]):
        return None  # "since my twenties"
    decade = _DECADES.get(word) or (word in _IN_FIGURES and int(word[:2]))
    if decade and {"my", "his", "her", "their"} & set(words[max(0, at - 2) : at]):
        return 65 if decade == 60 else decade
    return None


def _told(
    words: tuple[str, ...],
    at: int,
    last: int,
    number: int,
    ends: frozenset[int],
    patient: str | None,
) -> float | None:
    """The age that a number names, or None where it names none, or one of the past."""
    after, before = words[last + 1 : last + 3], words[max(0, at - 2) : at]
    if at in ends:
        before = _across(before)
    if before in (("got", "a"), ("have", "a"), ("had", "a"), ("with", "a")):
        return None  # "got a 2 month old": who is named as a reason for being tired
    if before == ("i", "was") and _just_now(after):
        return number  # "i was 47 on tuesday"
    if before[-1:] in (("was",), ("were",), ("since",), ("at",), ("from",)):
        return None  # an age of the past: "since i was 5 years old"
    if after[1:] == ("olds",):
        after = (after[0], "old")  # "my 3 year old's lip"
    if after[:1] and after[0] in _OTHER_UNITS:
        return _young(before, after, number)
    return number if _says_age(words, at, last, number, before, after, ends, patient) else None


def _across(before: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before a number across a mark: "who i am: three days ago" is no age of three."""
    return before if before[-1:] and before[-1] in _NAMING else ()


def _just_now(after: tuple[str, ...]) -> bool:
    """Whether a birthday is told that has just been: "on tuesday", "yesterday", "last week"."""
    if after[:1] in (("yesterday",), ("last",)):
        return True
    return after[:1] == ("on",) and len(after) > 1 and weekday(after[1]) is not None


def _young(before: tuple[str, ...], after: tuple[str, ...], number: int) -> float | None:
    """An age in months, weeks or days: "6 months old", "he's 22 months", "she is seven months"."""
    if after[0] not in AGE_UNITS:
        return None
    said = before in _IS or before[-1:] in (("hes",), ("shes",), ("whos",), ("aged",))
    if after[1:] != ("old",) and (not said or (len(after) > 1 and after[1] in _NO_AGE)):
        return None
    return number / 12 if after[0].startswith("month") else 0.5


def _says_age(
    words: tuple[str, ...],
    at: int,
    last: int,
    number: int,
    before: tuple[str, ...],
    after: tuple[str, ...],
    ends: frozenset[int],
    patient: str | None,
) -> bool:
    """Whether a number is said to be the person's age in years."""
    closes = last + 1 in ends
    alone = closes and (at == 0 or at in ends)
    lead = before[-1] if before else ""
    if after[:2] in (("year", "old"), ("years", "old")) or after[:1] in (("yo",), ("yrold",)):
        return True
    if lead in ("aged", "age"):
        return before[:1] != ("since",)
    if lead in ("have", "having") and after[:1] == ("years",) and number > 12:
        return last + 2 in ends or last + 2 == len(words)  # "i have 60 years", as in Spanish
    on = after[:1] in _AND_ON or after[:2] in (("in", "year"), ("in", "class"))
    if lead in ("im", "hes", "shes") and (closes or on):
        return True
    if after[:1] == ("now",) and at in ends and last + 2 in ends and number > 10:
        return {"i", "was"} <= set(words[:at])  # "since i was 7 (31 now)"
    if lead == "now" and closes and number > 10 and _earlier_age(words[:at]):
        return True  # "at 60 it began, now 65"
    if before in (("hes", "nearly"), ("shes", "nearly"), ("im", "nearly")):
        return closes
    if closes and lead.removesuffix("s") in _KIN:  # "my little girl (3)"
        return True
    if before[-1:] in (("im",), ("hes",), ("shes",)) and after[:1] in (("in",), ("on",)):
        return month((*after, "")[1]) is not None or weekday((*after, "")[1]) is not None
    if before in (("hell", "be"), ("shell", "be"), ("ill", "be"), ("will", "be")):
        return closes or after[:1] in (("on",), ("next",), ("tomorrow",), ("in",), ("this",))
    if after[:1] == ("now",) and at == 0 and number > 2 and "turned" in words:
        return True  # "72 now, and it came when i turned 70"
    if before in (
        ("i", "am"),
        ("am", "now"),
        ("im", "now"),
        ("only", "im"),
        ("im", "only"),
        ("just", "turned"),
    ):
        return True
    if lead == "turned":
        return not {"since", "when", "week", "day", "year"} & set(words[max(0, at - 4) : at])
    if before in (("he", "is"), ("she", "is")):
        return closes or on
    if number > 15 and _SEXES & {lead, *after[:1]} and (closes or _opens(words, at)):
        return True  # "male 45", "52 female"
    if alone and number > 15 and lead in ("me", "here", "i"):
        return True
    if alone and before in (("little", "one"), ("wee", "one")):
        return True
    return lead == "is" and patient in ("child", "other") and closes


def _earlier_age(words: tuple[str, ...]) -> bool:
    """Whether an age of the past is told: "at 60", "was 12"."""
    return any(
        one in ("at", "was", "age", "aged") and age_of(other) is not None
        for one, other in pairwise(words)
    )


def _opens(words: tuple[str, ...], at: int) -> bool:
    """Whether a word opens the message, but for "i am" and the like."""
    return at == 0 or (at < 3 and words[at - 1] in ("im", "am", "me", "a", "hi"))
