"""Whom a message is about, as far as it says. How old they are is read in ``ages.py``."""

from __future__ import annotations

from itertools import pairwise

from quiver.language.ages import AGE_UNITS, NO_PERSON, age_of, glued_age
from quiver.language.text import Text

CHILDREN = frozenset(
    "son sons daughter daughters child kid kids boy boys girl girls baby babys toddler toddlers "
    "newborn newborns nephew nephews niece nieces grandson grandsons granddaughter stepson "
    "stepdaughter twins lad lads infant".split()
)
_RELATIVES = CHILDREN | frozenset(
    "granny grannys mum mums mother mothers dad dads father fathers brother brothers sister "
    "sisters uncle uncles "
    "aunt aunts auntie aunty gran grans nan nans nana nanna grandma grandmas grandad grandads "
    "granddad grandpa grandfather grandmother husband husbands hubby hubbys wife wifes partner "
    "partners boyfriend boyfriends girlfriend girlfriends friend friends mate mates neighbour "
    "neighbours neighbor colleague cousin cousins twin parents fiance flatmate roommate "
    "coworker bloke relative family someone somebody".split()
)
#: What may have a face, a fit or a headache and is no patient.
_NO_PATIENTS = frozenset(
    "dog cat puppy kitten horse pony rabbit hamster budgie parrot hen cow goat pet phone laptop "
    "computer pc tablet screen printer car van bike boiler telly tv engine team club squad boss "
    "government economy market website app bot".split()
)
#: What stands before a relative who is the subject: "my little boy", "our son".
_BEFORE_RELATIVE = frozenset(
    "my me our his her a an the old little newborn elderly late year yr both and now".split()
)
_SMALL = frozenset("baby newborn newborns infant toddler twins kids babies".split())
#: Behind a baby these say why its parent is tired, or since when.
_HAPPENED = frozenset(
    (word,)
    for word in "so came arrived born due woke wakes at here cries cried crying waking "
    "teething up sleeps wont doesnt isnt fed feeds".split()
)
_WOKE = frozenset(
    {("was", "born"), ("is", "due"), ("keeps", "waking"), ("keeps", "crying"), ("keeps", "us"),
     ("keeps", "me"), ("not", "sleeping"), ("and", "no"), ("means", "no"), ("equals", "no")}
)  # fmt: skip
#: Illnesses that somebody "has" who is mentioned only for having them.
_BARE_ILLNESSES = frozenset(
    "parkinsons parkinson parkys parkies tourettes tremor tremors tics it this ms als mnd "
    "bells stroke same".split()
)
SELF = frozenset("i im ive id ill me my mine myself".split())
THIRD = frozenset("he hes his him she shes her hers they theyre their theyve".split())
#: Several words for one relative; the others stand for themselves without their last s.
_SAME_RELATIVE = {
    "mother": "mum", "father": "dad", "nan": "gran", "nana": "gran", "nanna": "gran",
    "grandma": "gran", "grandmother": "gran", "granny": "gran", "granddad": "grandad",
    "grandpa": "grandad", "grandfather": "grandad", "auntie": "aunt", "aunty": "aunt",
    "hubby": "husband", "mothers": "mum", "fathers": "dad",
}  # fmt: skip
#: Who is no family: told of without a complaint, they are not whom the conversation is about.
_ACQUAINTANCES = frozenset(
    "friend mate neighbour neighbor colleague flatmate roommate coworker bloke someone "
    "somebody".split()
)
_MANY = frozenset("family relative parents".split())
#: Verbs after which somebody else is told of: "my wife says my lip twitches", "i noticed his lip".
_TELLING = frozenset(
    "says said say thinks think thought reckons reckon noticed notices notice told tells saw sees "
    "seen asked pointed filmed films spotted swears insists keeps remarked mentioned watched "
    "recorded here worried asking writing concerned calling ringing messaging writes".split()
)
_COMPLAINT = frozenset(
    "lip lips mouth face eye eyes eyelid cheek chin jaw hand hands twitch twitches twitching "
    "speech".split()
)
_PARENTS = frozenset({"mum", "dad", "parents", "gran", "grandad"})
_TELLERS = frozenset("says said noticed notices thinks thought reckons told tells saw sees".split())
_TOLD_OF_SELF = SELF | {"it", "its"}


def relative(word: str) -> str:
    """The relative a word names, one form for "mum", "mums" and "mother"; "" for another word."""
    if word not in _RELATIVES:
        return ""
    single = word[:-1] if word.endswith("s") and word[:-1] in _RELATIVES else word
    return _SAME_RELATIVE.get(single, single)


def persons(text: Text, who: str | None) -> tuple[str | None, tuple[bool, ...], str]:
    """Whom a message is about, and which of its tokens tell of somebody else.

    Args:
        text: the message.
        who: for whom the conversation is, when that is known.

    Returns:
        ``self``, ``child``, ``other`` or None when the message does not say; a flag per token; and
        which relative the message is about, if any.
    """
    clauses = [text.clause_words(clause) for clause in text.clauses]
    subjects = [_subject(words) for words in clauses]
    complains = any(_COMPLAINT & set(words) for words in clauses)
    alone = len({name for _, name in subjects if name}) == 1 and any(
        not subject and THIRD & set(words) and _COMPLAINT & set(words)
        for (subject, _), words in zip(subjects, clauses, strict=True)
    )  # "my dad has parkinsons, his lip trembles"
    patient = who
    if patient is None and any(
        subject == "self" and (_COMPLAINT | {"mine"}) & set(words)
        for (subject, _), words in zip(subjects, clauses, strict=True)
    ):
        patient = "self"
    named = ""
    if patient != "self":
        for (subject, name), words in zip(subjects, clauses, strict=True):
            if (
                subject in ("child", "other")
                and who in (None, subject)
                and (alone or not _bare_illness(words))
                and name not in _MANY
                and (complains or who or "asking" in words or name not in _ACQUAINTANCES)
            ):
                patient, named = subject, name
                break
    third = any(word in THIRD for word in text.words)
    if patient is None and third and complains and not any(name for _, name in subjects):
        patient = "child" if _parent_writes(text.words) else None
    other = [False] * len(text.tokens)
    current = ("", "")
    outside = current  # of whom it is told outside the brackets
    for told, clause in zip(subjects, text.clauses, strict=True):
        current = told if told[0] else current
        if patient == "child":
            foreign = told[0] == "other"
        elif patient == "other":
            foreign = bool(named) and current[1] not in ("", named) and told[0] != "self"
        else:
            foreign = current[0] in ("child", "other")
        foreign = foreign or current[0] == "none"
        other[clause.start : clause.end] = [foreign] * (clause.end - clause.start)
        if clause.closed_by in ("(", "["):
            outside = current
        elif clause.closed_by in (")", "]"):
            current = outside
        if clause.closed_by in (".", "!", "?", "\n") and (
            not third or (patient in ("child", "other") and current[1] != named)
        ):
            current = ("", "")
    return patient, tuple(other), named


def _parent_writes(words: tuple[str, ...]) -> bool:
    """Whether somebody writes as a parent: "first-time dad here. She is seven months"."""
    return any(relative(one) in _PARENTS and other == "here" for one, other in pairwise(words))


def _subject(words: tuple[str, ...]) -> tuple[str, str]:
    """Of whom a clause tells, by the first person named in it, and which relative that is."""
    teller = ("", "")
    for index, word in enumerate(words):
        found = ("", "")
        if words[index - 1 : index + 1] in (("little", "one"), ("wee", "one")):
            found = ("child", "child")
        elif _no_patient(words, index):
            found = ("none", "")
        elif word in _RELATIVES and words[index + 1 : index + 2] == ("here",):
            continue  # "mum here" says who writes
        elif word in _RELATIVES:
            before = words[index - 1] if index else ""
            if words[index - 2 : index] in NO_PERSON or _tells(words[index + 1 :]):
                continue
            if _reason(words, index):
                continue
            if words[0] in ("got", "having") and "a" in words[:index]:
                continue  # "got a newborn and a toddler": why one is tired
            if before in _BEFORE_RELATIVE or index == 0:
                found = ("child" if word in CHILDREN else "other", relative(word))
        elif (
            word in ("my", "our")
            and words[index + 2 : index + 3] in (("old",), ("olds",))
            and (glued := glued_age(words[index + 1]))
        ):
            young = not glued[1].startswith("y") or glued[0] < 16  # "my 3yr old"
            found = ("child", "child") if young else ("other", "")
        elif word in ("my", "our") and words[index + 3 : index + 4] in (("old",), ("olds",)):
            age = age_of(words[index + 1])
            if age is None or any(w in _RELATIVES for w in words[index + 4 : index + 6]):
                continue
            young = words[index + 2] in AGE_UNITS or age < 16  # "my 3 year old"
            found = ("child", "child") if young else ("other", "")
        elif (word in ("my", "our") and _no_patient(words, index + 1)) or (
            word in ("my", "me") and any(w in _RELATIVES for w in words[index + 1 : index + 5])
        ):
            continue
        elif word == "me" and teller[0]:
            continue  # "my daughter told me her lip twitches"
        elif word in SELF:
            found = ("self", "")
        elif word in THIRD and teller[0] == "self":
            return "", ""
        if not found[0]:
            continue
        if (
            not teller[0]
            and word not in ("my", "mine")
            and _TELLING & set(words[index + 1 : index + 4])
        ):
            teller = found
            continue
        return found
    return teller


def _reason(words: tuple[str, ...], at: int) -> bool:
    """Whether a baby is named as what happened, or why one is tired: "newborn so no sleep"."""
    if words[at] not in _SMALL:
        return False
    return (
        words == ("newborn",)
        or words[at + 1 : at + 2] in _HAPPENED
        or words[at + 1 : at + 3] in _WOKE
    )


def _no_patient(words: tuple[str, ...], at: int) -> bool:
    """Whether it is told of an animal or a thing: "my dog's lip", "the engine had a seizure"."""
    if at >= len(words) or words[at].removesuffix("s") not in _NO_PATIENTS:
        return False
    if words[at].endswith("s"):
        return at == 0 or words[at - 1] in _BEFORE_RELATIVE
    return words[at + 1 : at + 2] in (("has",), ("had",), ("is",), ("keeps",), ("just",))


def _tells(words: tuple[str, ...]) -> bool:
    """Whether somebody says what follows of the person who writes: "my wife says my lip ..."."""
    if not words or words[0] not in _TELLERS:
        return False
    return not set(words) & THIRD and bool(set(words) & _TOLD_OF_SELF)


def _bare_illness(words: tuple[str, ...]) -> bool:
    """Whether a clause only says that somebody has an illness, and complains of nothing."""
    own = set(words)
    return bool(own & {"has", "had", "have", "got"} and own & _BARE_ILLNESSES)
