"""What a clause does to the findings in it: denial, doubt, fear, question, condition, past."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.findings import Listener
from quiver.language.scope import scope
from quiver.language.text import read

DAY = dt.date(2026, 3, 18)


def heard(listener: Listener, message: str, who: str | None = None) -> dict[str, str]:
    """The findings of a message by id, without what is said of other people."""
    found = listener.hear(message, DAY, who).findings
    return {h.finding: h.status for h in found if not h.other_person}


def under(message: str, flag: str) -> str:
    """The words of a message that stand under a flag."""
    text = read(message)
    flags = getattr(scope(text), flag)
    return " ".join(word for word, held in zip(text.words, flags, strict=True) if held)


@pytest.mark.parametrize(
    ("message", "denied"),
    [
        ("no drooping or slurring, and my eye's fine", "face_droop speech_slurred"),
        (
            "no droop, slurring, weak arm or seizures",
            "face_droop speech_slurred arm_weakness seizure",
        ),
        ("no droop, no slurring, no seizures", "face_droop speech_slurred seizure"),
        ("neither drooping nor slurring", "face_droop speech_slurred"),
        ("denies slurred speech or seizure", "speech_slurred seizure"),
        ("without any drooping", "face_droop"),
        ("my face doesn’t droop", "face_droop"),
        ("my face isn't drooping at all", "face_droop"),
        ("face aint drooping", "face_droop"),
        ("havent had a fit, never had a seizure", "seizure"),
        ("my lip hasn't swollen up", "lip_swelling"),
        ("zero slurring", "speech_slurred"),
        ("noooo drooping", "face_droop"),
        ("no droop because i checked", "face_droop"),
        ("it twitches with no drooping", "face_droop"),
        ("not drooping", "face_droop"),
        ("nope, no slurring", "speech_slurred"),
    ],
)
def test_a_negation_denies_its_clause_and_its_list(
    listener: Listener, message: str, denied: str
) -> None:
    found = heard(listener, message)
    assert {f for f, status in found.items() if status == "absent"} >= set(denied.split())
    assert not {f for f in denied.split() if found[f] == "present"}


@pytest.mark.parametrize(
    ("message", "told", "denied"),
    [
        ("no drooping but slurred speech", "speech_slurred", "face_droop"),
        ("no drooping just slurred speech", "speech_slurred", "face_droop"),
        ("no droop. speech slurred", "speech_slurred", "face_droop"),
        ("no droop; my speech is slurred", "speech_slurred", "face_droop"),
        ("no droop, my speech is slurred", "speech_slurred", "face_droop"),
        ("no slurring and my face is drooping", "face_droop", "speech_slurred"),
        ("speech is slurred, no drooping", "speech_slurred", "face_droop"),
        ("no seizure though my speech is slurred", "speech_slurred", "seizure"),
        ("no droop, no slurring but my arm is weak", "arm_weakness", "face_droop speech_slurred"),
    ],
)
def test_a_negation_ends_where_something_else_is_told(
    listener: Listener, message: str, told: str, denied: str
) -> None:
    found = heard(listener, message)
    assert found[told] == "present"
    assert {found[f] for f in denied.split()} == {"absent"}


@pytest.mark.parametrize(
    "message",
    [
        "not only the lip, my face is drooping",
        "it's not just that my face droops",
        "no doubt my face is drooping",
        "without a doubt my face is drooping",
        "no wonder my face droops",
        "no, my face is drooping",
        "nope my face is drooping",
        "not sure why, my face is drooping",
        "i cant help it, my face droops",
        "can't stop my face drooping",
        "my face won't stop drooping",
        "i dont know why but my face is drooping",
        "no idea what it is, my face is drooping",
        "my face is drooping, no pain",
        "my face is drooping and it hasn't gone",
        "no change, face still drooping",
        "it does not go away, face drooping",
        "not without drooping",
        "i cant say my face isn't drooping",
        "cant deny my face is drooping",
        "not used to my face drooping",
    ],
)
def test_what_only_looks_like_a_negation_denies_nothing(listener: Listener, message: str) -> None:
    assert heard(listener, message)["face_droop"] == "present"


@pytest.mark.parametrize(
    "message",
    [
        "maybe my face is drooping",
        "my face might be drooping",
        "not sure if my face is drooping",
        "dunno if my face droops",
        "can't tell whether my face droops",
        "i doubt my face is drooping",
        "perhaps some drooping",
        "hard to say if it droops",
    ],
)
def test_what_is_doubted_is_unknown(listener: Listener, message: str) -> None:
    assert heard(listener, message) == {"face_droop": "unknown"}


@pytest.mark.parametrize(
    "message",
    [
        "i'm worried it will droop",
        "scared of my face drooping",
        "what if my face droops",
        "afraid my face will start drooping",
        "google says it could be drooping",
        "is drooping a sign of it?",
        "does stress cause drooping?",
        "what is drooping",
        "is drooping what i look out for",
        "if my face droops i will call",
        "in case my face droops",
        "my doctor checked for drooping",
        "years ago my face drooped",
        "i used to have a drooping face",
        "as a child my face drooped",
        "i read about drooping",
    ],
)
def test_fear_question_condition_and_past_tell_of_nothing(listener: Listener, message: str) -> None:
    assert "face_droop" not in heard(listener, message)


@pytest.mark.parametrize(
    "message",
    [
        "i'm scared because my face is drooping",
        "worried but my face is drooping",
        "why is my face drooping?",
        "could my drooping face be stress?",
        "my speech is odd and my face droops, is it stress?",
        "when i smile my face droops",
        "can barely talk, face drooping",
        "my face drooped, cleared up since",
        "my face was drooping an hour ago, gone now",
    ],
)
def test_but_what_is_told_beside_them_is_told(listener: Listener, message: str) -> None:
    assert heard(listener, message)["face_droop"] == "present"


@pytest.mark.parametrize(
    ("message", "flag", "words"),
    [
        ("it twitches. is it stress?", "asked", "is it stress"),
        ("and can coffee do it", "asked", "and can coffee do it"),
        ("can barely think", "asked", ""),
        ("when i talk it twitches", "asked", ""),
        ("when should i go", "asked", "when should i go"),
        ("if i drink coffee, it twitches", "supposed", "if i drink coffee"),
        ("twitches if i talk", "supposed", "if i talk"),
        ("as if it jumps", "supposed", ""),
        ("worried it spreads", "feared", "it spreads"),
        ("worried because it spreads", "feared", ""),
        ("maybe stress, coffee too", "doubted", "maybe stress"),
        ("years ago i had it, now again", "past", "years ago i had it"),
        ("it cleared up, then came back", "over", "it cleared up"),
        ("my lip twitches. my dad has tremor", "other", "my dad has tremor"),
        ("my lip twitches, my wife says it droops", "other", ""),
    ],
)
def test_each_flag_covers_its_own_words(message: str, flag: str, words: str) -> None:
    assert under(message, flag) == words


def test_a_text_without_tokens_has_empty_scopes() -> None:
    found = scope(read("..."))
    assert found.negated == found.other == ()
    assert found.patient is None


@pytest.mark.parametrize(
    ("message", "who", "own", "others"),
    [
        ("my lip twitches and my dad had a seizure", None, "", "seizure"),
        ("my lip twitches, my sister's speech is slurred", None, "", "speech_slurred"),
        ("my neighbour had a seizure", "self", "", "seizure"),
        ("my dad had a seizure", None, "seizure", ""),
        ("my mum had a seizure", "other", "seizure", ""),
        ("my son had a seizure", "child", "seizure", ""),
        ("my mum had a seizure", "child", "", "seizure"),
        ("he had a seizure", "child", "seizure", ""),
        ("my lip twitches, my wife says it droops", None, "face_droop", ""),
        ("my husband noticed my face is drooping", None, "face_droop", ""),
    ],
)
def test_what_is_said_of_another_person_is_marked(
    listener: Listener, message: str, who: str | None, own: str, others: str
) -> None:
    found = [h for h in listener.hear(message, DAY, who).findings if h.status == "present"]
    danger = {"seizure", "speech_slurred", "face_droop"}
    assert {h.finding for h in found if not h.other_person} & danger == set(own.split())
    assert {h.finding for h in found if h.other_person} & danger == set(others.split())
