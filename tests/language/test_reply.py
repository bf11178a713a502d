"""Replies that lean on their question: yes and no in many words, and bare words."""

from __future__ import annotations

import pytest

from quiver import knowledge
from quiver.language.reply import mentioned, reply
from quiver.language.text import read

KNOW = knowledge.load()

REPLIES = {
    "yes": ("yes", "yeah a bit", "afraid so", "guilty", "big time", "it does", "100"),
    "no": (
        "nope", "not really", "not that I've noticed", "no I do not", "hardly ever",
        "can't stand it",
        "not a drop", "opposite", "same as ever", "steady as a rock",
    ),
    "unsure": ("dunno", "hard to say", "might have", "sort of", "I was adopted", "can't remember"),
    "skip": ("I'd rather not say", "none of your business", "skip", "next question please"),
    None: ("my lip", "", "why do you ask?", "is that yes or no?", "left corner of the mouth"),
}  # fmt: skip


@pytest.mark.parametrize(("meant", "text"), [(m, t) for m, ts in REPLIES.items() for t in ts])
def test_a_reply(meant: str | None, text: str) -> None:
    assert reply(read(text)) == meant


def test_a_long_message_is_no_mere_reply() -> None:
    assert reply(read("yes " + "my lip twitches and it goes on " * 4)) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tea, gallons of it", {"caffeine": True}),
        ("wine with dinner and an espresso after", {"alcohol": True, "caffeine": True}),
        ("no wine", {"alcohol": False}),
        ("can coffee do that?", {}),
        ("i am worried about the wine", {}),
        ("nothing like that", {}),
    ],
)
def test_bare_words_name_what_a_question_is_about(text: str, named: dict[str, bool]) -> None:
    asked = [KNOW.findings[f] for f in ("caffeine", "alcohol", "drug_use")]
    assert mentioned(read(text), asked, KNOW.words) == named
