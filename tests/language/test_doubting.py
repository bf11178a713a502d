"""Whether somebody asks if it is this cause, and not about the cause in general."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge
from quiver.language.acts import FALLBACK, REPORT, WHY_NOT, resolve
from quiver.language.findings import Listener
from quiver.language.text import read

KNOW = knowledge.load()
LISTENER = Listener(KNOW)


def act(text: str, intent: str = FALLBACK) -> str:
    return resolve(intent, LISTENER.hear(text, dt.date(2026, 3, 18)), read(text), KNOW)


@pytest.mark.parametrize(
    "text",
    [
        "isn't it just stress?",
        "could it be the coffee?",
        "is it because I'm tired?",
        "is it not just nerves?",
        "might this be my tablets?",
        "so it's only anxiety?",
        "do you think its the energy drinks",
        "are you sure it isn't a tic?",
        "is it Parkinson's?",
        "couldn't it just be that i'm knackered?",
        "can that come from my thyroid op?",
    ],
)
@pytest.mark.parametrize("intent", [FALLBACK, "ask_cause", REPORT, "out_of_scope"])
def test_whether_it_is_this_cause(text: str, intent: str) -> None:
    assert act(text, intent) == WHY_NOT


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("can stress cause it?", "ask_cause"),
        ("is it safe to drink coffee?", "ask_cause"),
        ("could it get worse with stress?", "ask_cause"),
        ("is it true that stress makes lips twitch?", "ask_cause"),
        ("what is a tic?", "ask_definition"),
        ("tell me about parkinson's", "ask_condition_info"),
        ("is it serious?", "ask_serious"),
        ("should i stop drinking coffee?", "ask_treatment_or_self_care"),
        ("what if it is the coffee?", "what_if"),
        ("the doctor said it's parkinson's, what is that?", "ask_condition_info"),
        ("can women get tourette's or is it only lads?", "ask_condition_info"),
        ("tourette's sounds made up, is it?", "ask_condition_info"),
        ("it's just stress", REPORT),
        ("it's the third day and my lip twitches and my face aches, could it be stress or "
         "maybe something else?", REPORT),
    ],
)  # fmt: skip
def test_what_is_asked_or_told_otherwise(text: str, intent: str) -> None:
    assert act(text, intent) == intent


def test_a_danger_sign_stands_before_the_question() -> None:
    assert act("my speech is slurred, isn't it just stress?", "ask_cause") == "emergency_sign"
