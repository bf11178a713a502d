"""Every way to answer a question."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import knowledge
from quiver.answers import ALL, NONE, NOT_SURE, Utterance, choices, interpret
from quiver.evidence import Evidence, Item
from quiver.interview import is_open
from quiver.language.findings import Listener

KNOW = knowledge.load()
LISTENER = Listener(KNOW)
DAY = dt.date(2026, 3, 18)
DANGER = KNOW.questions["danger_check"].findings


def answer(question: str, text: str, intent: str = "") -> dict[str, str | None] | None:
    """What a typed reply makes of each finding or attribute (its value, when it has one)."""
    said = Utterance(text, intent, LISTENER.hear(text, DAY, duration_asked=question == "duration"))
    return _known(interpret(KNOW.questions[question], Evidence(), said, KNOW))


def press(question: str, *ids: str, evidence: Evidence | None = None) -> dict | None:
    said = Utterance("", pressed=(question, ",".join(ids)))
    return _known(interpret(KNOW.questions[question], evidence or Evidence(), said, KNOW))


def _known(items: list[Item] | None) -> dict[str, str | None] | None:
    if items is None:
        return None
    assert all(item.origin == "asked" for item in items)
    return {item.finding: item.value or item.status for item in items}


def many(rest: str, *present: str) -> dict[str, str]:
    return dict.fromkeys(DANGER, rest) | dict.fromkeys(present, "present")


LEFT = {"side_left": "present", "side_right": "absent", "both_sides": "absent"}
RIGHT = {"side_left": "absent", "side_right": "present", "both_sides": "absent"}
NO_SIDE = dict.fromkeys(LEFT, "absent")


@pytest.mark.parametrize("question", KNOW.questions.values(), ids=lambda q: q.id)
def test_button_number_and_label_of_each_choice_mean_the_same(question) -> None:  # type: ignore[no-untyped-def]
    for number, choice in enumerate(choices(question, Evidence(), KNOW), 1):
        pressed = press(question.id, choice.id)
        assert pressed, choice.payload
        for text in (f"{number}", f" {number}. ", f"option {number}", f"number {number}"):
            assert answer(question.id, text) == pressed, text
        if choice.id != NOT_SURE:
            assert answer(question.id, choice.title) == pressed, choice.title
            assert answer(question.id, choice.title.upper()) == pressed, choice.title


@pytest.mark.parametrize("question", KNOW.questions.values(), ids=lambda q: q.id)
def test_no_two_choices_answer_to_the_same_words(question) -> None:  # type: ignore[no-untyped-def]
    words = [w.lower() for o in question.options for w in {o.title.lower(), *o.also}]
    assert len(words) == len(set(words))


def test_payloads_carry_several_ids() -> None:
    chosen = ("speech_slurred", "seizure")
    assert press("danger_check", *chosen) == many("absent", *chosen)
    assert press("danger_check", *reversed(chosen)) == many("absent", *chosen)
    assert press("danger_check", "seizure", "seizure") == many("absent", "seizure")


def test_a_danger_sign_chosen_with_not_sure_or_none_is_not_lost() -> None:
    assert press("danger_check", "seizure", NOT_SURE) == many("unknown", "seizure")
    assert press("danger_check", NONE, "seizure") == many("absent", "seizure")


@pytest.mark.parametrize("ids", [("nowhere",), ("",), ("seizure", "nowhere"), ("left",), (ALL,)])
def test_a_button_that_was_never_offered_is_no_answer(ids: tuple[str, ...]) -> None:
    assert press("danger_check", *ids) is None


@pytest.mark.parametrize("pressed", [("nowhere", "left"), ("who", "left"), ("", "")])
def test_a_button_of_another_question_is_no_answer_to_this_one(pressed: tuple[str, str]) -> None:
    said = Utterance("", pressed=pressed)
    assert interpret(KNOW.questions["side"], Evidence(), said, KNOW) is None


def test_one_choice_is_asked_for_and_two_are_no_answer() -> None:
    assert press("side", "left", "right") is None
    assert answer("side", "1 and 2") is None
    assert answer("side", "1, 1") == LEFT


@pytest.mark.parametrize(
    "text",
    ["1 and 3", "1,3", "1, 3", "1 3", "1 & 3", "1+3", "1 , 3.", "1, and 3", "No. 1 and 3", "# 1 3"],
)
def test_several_numbers(text: str) -> None:
    assert answer("danger_check", text) == many("absent", DANGER[0], DANGER[2])


@pytest.mark.parametrize("text", ["0", "99", "1 and 99", "123", "-1", "1.5", "¹", "one two"])
def test_a_number_that_is_not_offered_is_no_answer(text: str) -> None:
    assert answer("side", text) is None


@pytest.mark.parametrize("text", ["1" * 5_000 + "x", "1 " * 5_000 + "x", "1" + " " * 9_000 + "x"])
def test_numbers_are_read_in_bounded_time(text: str) -> None:
    assert answer("side", text) is None  # or the time limit of all tests ends it


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("side", "the first one", LEFT),
        ("side", "just the first one", LEFT),
        ("side", "The second", RIGHT),
        ("side", "second option", RIGHT),
        ("side", "the last one", NO_SIDE),
        ("who", "the last one", {"who": "other"}),
        ("danger_check", "just the first one", many("absent", DANGER[0])),
        ("danger_check", "the last one", many("absent", DANGER[-1])),
    ],
)
def test_ordinals(question: str, text: str, expected: dict[str, str]) -> None:
    assert answer(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("side", "teh left side", LEFT),
        ("side", "the rihgt side", RIGHT),
        ("side", "lhs", LEFT),
        ("side", "in the midle", NO_SIDE),
        ("who", "my chld", {"who": "child"}),
        ("who", "another adlut", {"who": "other"}),
        ("age_band", "16 to 64", {"age_band": "adult"}),
        ("age_band", "toddler", {"age_band": "under_5"}),
        ("duration", "a few dyas", {"duration": "P3D"}),
        ("duration", "ages", {"duration": "P2Y"}),
        ("danger_check", "trouble breahing", many("absent", "breathing_trouble")),
    ],
)
def test_a_label_may_have_a_typo(question: str, text: str, expected: dict[str, str]) -> None:
    assert answer(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("duration", "couple wks", "P2W"),
        ("duration", "about 20 minutes", "PT20M"),
        ("who", "it's my son's lip", "child"),
        ("age_band", "im 45", "adult"),
        ("age_band", "45", "adult"),
        ("age_band", "70 years", "older"),
        ("age_band", "8 months", "under_1"),
        ("age_band", "he is 4 years old", "under_5"),
    ],
)
def test_an_attribute_in_free_words(question: str, text: str, expected: str) -> None:
    assert answer(question, text) == {question: expected}


@pytest.mark.parametrize("text", ["yeah", "yeah a bit", "yep!", "yes please"])
def test_yes_takes_the_choice_that_means_yes(text: str) -> None:
    assert answer("palsy", text, "affirm") == {"sudden_onset": "present"}


def test_yes_alone_does_not_choose_among_many_or_between_sides() -> None:
    assert answer("danger_check", "yes", "affirm") is None
    assert answer("side", "yeah a bit", "affirm") is None
    assert answer("who", "yes", "affirm") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no", ""), ("nope", "deny"), ("none of them", ""), ("not that I've noticed", "deny"),
        ("neither", ""), ("nah mate", ""), ("nothing like that", "deny"), ("none of these", ""),
        ("NOOOO", ""), ("nowt", ""),
    ],
)  # fmt: skip
def test_no_denies_all(text: str, intent: str) -> None:
    assert answer("danger_check", text, intent) == many("absent")
    assert answer("palsy", text, intent) == {"sudden_onset": "absent"}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("dunno", ""), ("not sure", ""), ("no idea", ""), ("no clue mate", ""), ("idk", ""),
        ("hard to say", "unsure"), ("skip", "skip"), ("not certain", "deny"),
    ],
)  # fmt: skip
def test_not_sure_is_not_a_no(text: str, intent: str) -> None:
    assert answer("danger_check", text, intent) == many("unknown")
    assert answer("duration", text, intent) == {"duration": "unknown"}


@pytest.mark.parametrize("text", ["all of them", "all", "everything"])
def test_all(text: str) -> None:
    assert answer("danger_check", text) == many("present", *DANGER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my speech is slurred", many("unknown", "speech_slurred")),
        ("just slurred speech", many("absent", "speech_slurred")),
        ("no, only slurred speech", many("absent", "speech_slurred")),
        ("no seizures", many("absent")),
        ("maybe double vision", many("unknown")),
        ("my speech is slurred and i had 5 coffees", many("unknown", "speech_slurred")),
    ],
)
def test_an_answer_in_free_words_says_no_more_than_it_says(text: str, expected: dict) -> None:
    assert answer("danger_check", text) == expected


def test_what_an_answer_says_besides_is_left_to_others() -> None:
    assert answer("side", "on my left cheek, and no droop, lots of coffee") == LEFT
    assert answer("sleep", "stops in sleep, left side, im 45") == {
        "during_sleep": "absent", "stops_in_sleep": "present",
    }  # fmt: skip


@pytest.mark.parametrize("question", ["side", "danger_check", "duration", "who", "palsy"])
@pytest.mark.parametrize(
    "text", ["", "😀", "...", "what do you mean", "hello there", "blah " * 50, "my dog is nice"]
)
def test_what_is_no_answer_is_none(question: str, text: str) -> None:
    assert answer(question, text) is None


def test_only_what_is_open_is_set_but_a_chosen_finding_always() -> None:
    before = Evidence((Item("seizure", "present"), Item("vision_change", "absent")))
    assert "seizure" not in (press("danger_check", NONE, evidence=before) or {})
    assert "vision_change" not in (press("danger_check", NOT_SURE, evidence=before) or {})
    changed = press("danger_check", "vision_change", evidence=before) or {}
    assert changed["vision_change"] == "present"


@given(
    st.sampled_from(sorted(KNOW.questions)),
    st.one_of(st.text(max_size=40), st.text(alphabet="123 ,and&no.#or", max_size=12)),
    st.sampled_from(["", "affirm", "deny", "unsure", "skip", "greet"]),
)
@settings(max_examples=200, deadline=None)
def test_any_reply_is_none_or_an_answer_that_closes_the_question(
    name: str, text: str, intent: str
) -> None:
    question = KNOW.questions[name]
    said = Utterance(text, intent, LISTENER.hear(text, DAY))
    items = interpret(question, Evidence(), said, KNOW)
    if items:
        after = Evidence().with_items(items)
        assert not is_open(question, after)
        assert {i.quote for i in items} == {text}
