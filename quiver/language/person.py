"""Whom a message is about and how old they are, as far as it says."""

from __future__ import annotations

from quiver.language.text import Text

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
CHILDREN = frozenset(
    "son sons daughter daughters child kid kids boy boys girl girls baby babys toddler toddlers "
    "newborn newborns nephew nephews niece nieces grandson grandsons granddaughter stepson "
    "stepdaughter twins lad lads infant".split()
)
_RELATIVES = CHILDREN | frozenset(
    "mum mums mother mothers dad dads father fathers brother brothers sister sisters uncle uncles "
    "aunt aunts auntie aunty gran grans nan nans nana nanna grandma grandmas grandad grandads "
    "granddad grandpa grandfather grandmother husband husbands hubby hubbys wife wifes partner "
    "partners boyfriend boyfriends girlfriend girlfriends friend friends mate mates neighbour "
    "neighbours neighbor colleague cousin cousins boss twin parents fiance flatmate roommate "
    "coworker bloke relative family someone somebody".split()
)
_BABY = frozenset("baby babys newborn newborns infant".split())
_GRANDPARENTS = frozenset(
    "gran nan nana nanna grandma grandad granddad grandpa grandfather grandmother".split()
)
#: What stands before a relative who is the subject: "my little boy", "our son".
_BEFORE_RELATIVE = frozenset(
    "my our his her a an the old little newborn elderly late year yr both".split()
)
#: Illnesses that somebody "has" who is mentioned only for having them.
_BARE_ILLNESSES = frozenset("parkinsons parkinson tourettes ms als mnd bells stroke same".split())
SELF = frozenset("i im ive id ill me my mine myself".split())
THIRD = frozenset("he hes his him she shes her hers they theyre their theyve".split())
_COMPLAINT = frozenset(
    "lip lips mouth face eye eyes eyelid cheek chin jaw hand hands twitch twitches twitching "
    "speech".split()
)
#: What a child is named after and is not spoken of: "as a kid", "slept like a baby", "had a baby".
_NO_PERSON = frozenset(
    (first, "a") for first in "as like since being was had having expecting another".split()
)
_TELLERS = frozenset("says said noticed notices thinks thought reckons told tells saw sees".split())
_TOLD_OF_SELF = SELF | {"it", "its"}
_AGE_UNITS = frozenset({"month", "months", "week", "weeks", "day", "days"})


def age_of(word: str) -> int | None:
    """The age a word names, in figures or letters, or None."""
    return int(word) if word.isdecimal() and len(word) < 3 else _NUMBER_WORDS.get(word)


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
    words = text.words
    for at, word in enumerate(words):
        number = age_of(word)
        if other and other[at]:
            continue  # somebody else's age
        if number is None:
            if word.endswith("yo") and word[:-2].isdecimal() and len(word) < 5:
                return band(int(word[:-2]))
            continue
        after, before = words[at + 1 : at + 3], words[max(0, at - 2) : at]
        if before[-1:] in (("was",), ("were",), ("since",), ("at",), ("from",)):
            continue  # an age of the past: "since i was 5 years old"
        if after[1:] == ("olds",):
            after = (after[0], "old")  # "my 3 year old's lip"
        if after[1:] == ("old",) and after[0] in _AGE_UNITS:
            months = after[0].startswith("month")
            return band(number / 12) if months else "under_1"
        if after[:2] in (("year", "old"), ("years", "old")):
            return band(number)
        if after[:1] in (("yo",), ("yrold",)):
            return band(number)
        if before[-1:] in (("aged",), ("age",)) and before[:1] != ("since",):
            return band(number)
        ends = not after or (text.clauses and any(clause.end == at + 1 for clause in text.clauses))
        if before[-1:] in (("im",), ("hes",), ("shes",)) and (ends or after[0] in ("and", "now")):
            return band(number)
        alone = any(c.start == at and c.end == at + 1 for c in text.clauses)
        if alone and before and before[-1] in _RELATIVES:  # "my little girl (3)"
            return band(number)
        if before in (("i", "am"), ("only", "im"), ("im", "only"), ("just", "turned")):
            return band(number)
        if before[-1:] in (("is",), ("turned",)) and patient in ("child", "other") and ends:
            return band(number)
    named = {word for at, word in enumerate(words) if words[max(0, at - 2) : at] not in _NO_PERSON}
    named |= {word[:-1] for word in named if word.endswith("s")}  # "my toddler's lip"
    if patient == "child" and named & _BABY:
        return "under_1"
    if patient == "child" and "toddler" in named:
        return "under_5"
    if patient == "other" and named & _GRANDPARENTS:
        return "older"
    return None


def persons(text: Text, who: str | None) -> tuple[str | None, tuple[bool, ...]]:
    """Whom a message is about, and which of its tokens tell of somebody else.

    Args:
        text: the message.
        who: for whom the conversation is, when that is known.

    Returns:
        ``self``, ``child``, ``other`` or None when the message does not say; and a flag per token.
    """
    subjects = [_subject(text.clause_words(clause)) for clause in text.clauses]
    told_self = any(
        subject == "self" and _COMPLAINT & set(text.clause_words(clause))
        for subject, clause in zip(subjects, text.clauses, strict=True)
    )
    patient = who
    if patient is None and told_self:
        patient = "self"
    elif patient is None:
        patient = next(
            (
                subject
                for subject, clause in zip(subjects, text.clauses, strict=True)
                if subject in ("child", "other") and not _bare_illness(text.clause_words(clause))
            ),
            None,
        )
    third = any(word in THIRD for word in text.words)
    other = [False] * len(text.tokens)
    current = ""
    for subject, clause in zip(subjects, text.clauses, strict=True):
        current = subject or current
        if patient == "child":
            foreign = subject == "other"
        else:
            foreign = patient != "other" and current in ("child", "other")
        other[clause.start : clause.end] = [foreign] * (clause.end - clause.start)
        if clause.closed_by in (".", "!", "?", "\n") and not third:
            current = ""
    return patient, tuple(other)


def _subject(words: tuple[str, ...]) -> str:
    """Of whom a clause tells, by the first person named in it."""
    for index, word in enumerate(words):
        if word in _RELATIVES:
            before = words[index - 1] if index else ""
            if words[index - 2 : index] in _NO_PERSON or _tells(words[index + 1 :]):
                continue
            if before in _BEFORE_RELATIVE or index == 0:
                return "child" if word in CHILDREN else "other"
        if word in ("my", "our") and words[index + 3 : index + 4] in (("old",), ("olds",)):
            age = age_of(words[index + 1])
            if age is not None and not any(w in _RELATIVES for w in words[index + 4 : index + 6]):
                young = words[index + 2] in _AGE_UNITS or age < 16  # "my 3 year old"
                return "child" if young else "other"
        if word == "my" and any(w in _RELATIVES for w in words[index + 1 : index + 5]):
            continue
        if word in SELF:
            return "self"
    return ""


def _tells(words: tuple[str, ...]) -> bool:
    """Whether somebody says what follows of the person who writes: "my wife says my lip ..."."""
    if not words or words[0] not in _TELLERS:
        return False
    return not set(words) & THIRD and bool(set(words) & _TOLD_OF_SELF)


def _bare_illness(words: tuple[str, ...]) -> bool:
    """Whether a clause only says that somebody has an illness, and complains of nothing."""
    own = set(words)
    return bool(own & {"has", "had", "have"} and own & _BARE_ILLNESSES)
