"""Whom a message is about, and how old they are."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.ages import age_band, band
from quiver.language.findings import Listener
from quiver.language.person import persons
from quiver.language.text import read

DAY = dt.date(2026, 3, 18)


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("my lip twitches", "self"),
        ("I've got a twitch in my cheek", "self"),
        ("my lip twitches and my mum has parkinson's", "self"),
        ("my eye twitches. My son has tics.", "self"),
        ("i have two kids and my lip twitches", "self"),
        ("my husband says my mouth droops", "self"),
        ("my wife noticed my lip twitching", "self"),
        ("my son's lip twitches", "child"),
        ("it's my sons lip", "child"),
        ("our little girl's chin trembles", "child"),
        ("my baby's lip quivers", "child"),
        ("my 3 year old's lip twitches", "child"),
        ("my 3 year old has a twitchy lip", "child"),
        ("my 8 month old's lip trembles", "child"),
        ("my daughter told me her lip twitches", "child"),
        ("my son is 7, his lip twitches", "child"),
        ("my mum's lip twitches", "other"),
        ("my mum says her lip droops", "other"),
        ("my partner's mouth twitches, he is 70", "other"),
        ("my 80 year old mum has a twitchy lip", "other"),
        ("my 80 year old has a twitchy lip", "other"),
        ("asking for a friend", "other"),
        ("first-time dad here. She is seven months and her lip quivers", "child"),
        ("newborn so no sleep, my lip twitches", "self"),
        ("newborn so no sleep. lip twitching", None),
        ("baby came in August. lip twitching since", None),
        ("our newborn has a trembling lip", "child"),
        ("the lip twitches", None),
        ("his lip twitches", None),
        ("my mum has parkinson's", None),
        ("had tics as a kid", None),
        ("slept like a baby", None),
        ("had a baby last week, lip twitching", None),
        ("my doctor says it's stress", None),
        ("my mate reckons its stress", None),
        ("", None),
    ],
)
def test_whom_a_message_is_about(message: str, who: str | None) -> None:
    assert persons(read(message), None)[0] == who


@pytest.mark.parametrize("who", ["self", "child", "other"])
@pytest.mark.parametrize("message", ["my lip twitches", "my mum's lip twitches", "my son", ""])
def test_whom_the_conversation_is_about_stays_when_known(message: str, who: str) -> None:
    assert persons(read(message), who)[0] == who


@pytest.mark.parametrize(
    ("message", "patient", "expected"),
    [
        ("6 months old", None, "under_1"),
        ("she is seven months", None, "under_1"),
        ("he's 22 months", None, "under_5"),
        ("shes 7 months pregnant", None, None),
        ("im 22 weeks", "self", None),
        ("that's who i am: three days ago", "self", None),
        ("i am two weeks off coffee", "self", None),
        ("i turned forty-two in april", "self", "adult"),
        ("i was 67 on tuesday", "self", "older"),
        ("since my twenties", "self", None),
        ("male, 51, lip twitches", "self", "adult"),
        ("he is 3 weeks old", "child", "under_1"),
        ("my 8 month old's lip", "child", "under_1"),
        ("my baby's lip quivers", "child", "under_1"),
        ("18 months old", "child", "under_5"),
        ("my toddler's chin", "child", "under_5"),
        ("my little girl (3)", "child", "under_5"),
        ("my son turned 4", "child", "under_5"),
        ("my 3 year old's lip", "child", "under_5"),
        ("my boy is 7", "child", "child"),
        ("a 6yo boy", "child", "child"),
        ("hes 8", "child", "child"),
        ("i am twelve", None, "child"),
        ("I'm 15", None, "child"),
        ("im 16", None, "adult"),
        ("im 45 and my lip twitches", None, "adult"),
        ("I am 45", None, "adult"),
        ("45 year old man", None, "adult"),
        ("45 yo", None, "adult"),
        ("im thirty", None, "adult"),
        ("aged 64", None, "adult"),
        ("just turned 65", None, "older"),
        ("aged 66", None, "older"),
        ("she is 70", "other", "older"),
        ("my gran's lip shakes", "other", "older"),
        ("my mum's lip shakes", "other", None),
        ("my lip twitches 10 times a day", "self", None),
        ("im 3 weeks in", None, None),
        ("im 5 coffees in", None, None),
        ("since age 12", None, None),
        ("i was 5 years old when it started", "self", None),
        ("since i was 5 years old", "self", None),
        ("slept like a baby", "child", None),
        ("lip twitching for 3 years", "self", None),
        ("5", None, None),
        ("", None, None),
    ],
)
def test_how_old_the_person_is(message: str, patient: str | None, expected: str | None) -> None:
    assert age_band(read(message), patient) == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (0, "under_1"), (0.99, "under_1"), (1, "under_5"), (4.9, "under_5"), (5, "child"),
        (15, "child"), (16, "adult"), (64, "adult"), (65, "older"), (99, "older"),
    ],
)  # fmt: skip
def test_bands_begin_and_end_where_the_question_says(years: float, expected: str) -> None:
    assert band(years) == expected


@pytest.mark.parametrize(
    "message",
    [
        "my lip twitches and my baby is 6 months old",
        "my lip twitches, my mum turned 70",
        "my lip twitches. my son is 3 years old",
    ],
)
def test_somebody_elses_age_is_not_the_persons(listener: Listener, message: str) -> None:
    found = listener.hear(message, DAY)
    assert (found.who, found.age_band) == ("self", None)


def test_a_story_of_a_child_goes_on_as_the_childs(listener: Listener) -> None:
    found = listener.hear("my son's lip twitches. He is 7. His face is drooping.", DAY)
    assert (found.who, found.age_band) == ("child", "child")
    assert ("face_droop", False) in {(h.finding, h.other_person) for h in found.findings}
