"""What a message is for, when the classifier and what was heard disagree."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import knowledge
from quiver.language.acts import (
    DENY,
    EMERGENCY,
    FALLBACK,
    OFF_SUBJECT,
    OTHER_LANGUAGE,
    REPORT,
    resolve,
)
from quiver.language.findings import Listener
from quiver.language.hearing import Hearing
from quiver.language.signs import asks
from quiver.language.text import read

DAY = dt.date(2026, 3, 18)


KNOW = knowledge.load()


def act(listener: Listener, intent: str, message: str, off_subject: bool = False) -> str:
    return resolve(intent, listener.hear(message, DAY), read(message), KNOW, off_subject)


@pytest.mark.parametrize("intent", ["report_symptom", "ask_serious", "out_of_scope", "deny"])
@pytest.mark.parametrize("message", ["how tall is that tower", "my car pulls to the left"])
def test_what_is_far_from_the_subject_is_declined(
    listener: Listener, intent: str, message: str
) -> None:
    assert act(listener, intent, message, off_subject=True) == OFF_SUBJECT


@pytest.mark.parametrize("intent", ["report_symptom", "ask_serious", "out_of_scope"])
def test_a_danger_sign_is_never_declined(listener: Listener, intent: str) -> None:
    assert act(listener, intent, "my face is drooping", off_subject=True) == EMERGENCY


@pytest.mark.parametrize("intent", ["crisis", "emergency_sign", "forget_me"])
def test_what_must_not_be_missed_is_never_declined(listener: Listener, intent: str) -> None:
    assert act(listener, intent, "how tall is that tower", off_subject=True) == intent


@pytest.mark.parametrize(
    "intent", ["emergency_sign", "greet", "help", "stop", "out_of_scope", "nlu_fallback", "thanks"]
)
@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("my face is drooping", EMERGENCY),
        ("hi, no droop", DENY),
        ("maybe stress", REPORT),
        ("loads of coffee, no droop", REPORT),
    ],
)
def test_a_message_is_for_what_it_tells_whatever_it_sounds_like(
    listener: Listener, intent: str, message: str, meant: str
) -> None:
    assert act(listener, intent, message) == meant


@pytest.mark.parametrize(
    ("intent", "message", "meant"),
    [
        ("goodbye", "right, take care", "goodbye"),
        ("thanks", "thanks from both of us", "thanks"),
        ("greet", "hi, left side twitching", REPORT),
        ("greet", "hi, both sides, loads of coffee", REPORT),
    ],
)
def test_a_place_is_no_report_within_small_talk(
    listener: Listener, intent: str, message: str, meant: str
) -> None:
    assert act(listener, intent, message) == meant


def test_words_of_crisis_are_never_declined(listener: Listener) -> None:
    assert act(listener, REPORT, "i want to die", off_subject=True) != OFF_SUBJECT


@pytest.mark.parametrize("intent", ["unsure", "go_back", "crisis", "correct_answer"])
def test_acts_that_may_tell_as_well_stay(listener: Listener, intent: str) -> None:
    assert act(listener, intent, "my face is drooping") == intent


@pytest.mark.parametrize(
    ("intent", "message", "expected"),
    [
        ("affirm", "ten coffees a day", REPORT),
        ("affirm", "for three weeks", REPORT),
        ("affirm", "yes, ten coffees a day", "affirm"),
        ("affirm", "yes, twitchy", "affirm"),
        ("deny", "not now and then, every day", REPORT),
        ("deny", "no, every day", DENY),
        ("deny", "no headaches, no fits. my lip flutters", REPORT),
        ("report_symptom", "no headaches, no fits. my lip flutters", REPORT),
        ("report_symptom", "no headaches, no tremor", DENY),
        ("stop", "tired", "stop"),
        ("emergency_sign", "he has passed out", EMERGENCY),
        (
            "report_symptom",
            "no coffee, no tea and no cola since the first of january and it STILL goes",
            REPORT,
        ),
        ("unsure", "no idea, maybe stress", "unsure"),
    ],
)
def test_more_than_a_reply_is_a_report(
    listener: Listener, intent: str, message: str, expected: str
) -> None:
    assert act(listener, intent, message) == expected


@pytest.mark.parametrize("intent", ["greet", "stop", "forget_me", "thanks", "ask_bot"])
@pytest.mark.parametrize("message", ["hello", "enough", "my lip twitches and my dad had a seizure"])
def test_a_message_that_tells_nothing_of_the_person_keeps_its_act(
    listener: Listener, intent: str, message: str
) -> None:
    assert act(listener, intent, message) == intent


@pytest.mark.parametrize(
    ("intent", "message", "expected"),
    [
        ("ask_tremor_types", "name all the tremors", "ask_tremor_types"),
        ("ask_cause", "why does my lip twitch", "ask_cause"),
        ("ask_cause", "can coffee make a lip twitch", "ask_cause"),
        ("ask_cause", "my lip twitches?", "ask_cause"),
        ("ask_definition", "tell me about twitching", "ask_definition"),
        ("ask_serious", "coffee", "ask_serious"),
        (FALLBACK, "twitchy lip", REPORT),
        (FALLBACK, "blah", FALLBACK),
        ("ask_cause", "can stress cause it, my face is drooping", EMERGENCY),
    ],
)
def test_a_complaint_is_a_report_when_nothing_else_was_understood(
    listener: Listener, intent: str, message: str, expected: str
) -> None:
    assert act(listener, intent, message) == expected


@pytest.mark.parametrize("message", ["", "😀😀", "...", "/answer", "/nothing{}", "  /x y"])
@pytest.mark.parametrize("intent", ["greet", "affirm", "ask_cause"])
def test_signs_alone_and_unknown_buttons_are_not_understood(
    listener: Listener, intent: str, message: str
) -> None:
    assert act(listener, intent, message) == FALLBACK


@pytest.mark.parametrize(
    "message",
    [
        "meine Lippe zuckt seit drei Wochen",
        "mi labio tiembla desde hace semanas",
        "ma lèvre tremble depuis trois semaines",
        "у меня дергается губа",
        "губа",
        "我的嘴唇在抽搐",
        "मेरा होंठ फड़क रहा है",
        "شفتي ترتجف",
    ],
)
def test_another_language_is_recognised(listener: Listener, message: str) -> None:
    assert act(listener, "greet", message) == OTHER_LANGUAGE


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("what is a tic", True),
        ("is it serious", True),
        ("droop?", True),
        ("any tips", True),
        ("difference between tic and tremor", True),
        ("my lip twitches", False),
        ("can barely talk", False),
        ("worse when i eat, for about a week", False),
        ("the side which droops", False),
        ("when should i go", True),
    ],
)
def test_what_has_the_form_of_a_question(message: str, asked: bool) -> None:
    assert asks(read(message)) == asked


@given(st.text(max_size=200), st.sampled_from(["greet", "ask_cause", FALLBACK, "affirm"]))
@settings(max_examples=100, deadline=None)
def test_any_message_has_an_act(message: str, intent: str) -> None:
    assert resolve(intent, Hearing(), read(message), KNOW) in {
        intent,
        REPORT,
        FALLBACK,
        OTHER_LANGUAGE,
    }
