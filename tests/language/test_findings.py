"""What is heard in a message: danger signs in many settings, sides, and any string at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import knowledge
from quiver.language.findings import Listener
from quiver.language.hearing import Hearing
from quiver.language.text import MAX_CHARACTERS

DAY = dt.date(2026, 3, 18)
KNOW = knowledge.load()
LISTENER = Listener(KNOW)

#: Each danger sign in our own words: told; a bare noun that can be denied, feared, asked about.
TOLD = {
    "face_droop": ["one side of my face has dropped", "the corner of my mouth is drooping"],
    "face_weakness": ["I can't smile on the left", "half my mouth won't move", "cant shut my eye"],
    "speech_slurred": ["my words come out slurred", "speech suddenly garbled", "i sound drunk"],
    "arm_weakness": ["can't lift my right arm", "my left leg has gone numb", "arm feels dead"],
    "severe_headache": ["worst headache of my life", "sudden, splitting headache"],
    "vision_change": ["I'm seeing double", "lost the sight in one eye", "my vision went blurry"],
    "seizure": ["I had a seizure this morning", "he had a fit and was unconscious"],
    "lip_swelling": ["my lip has swollen up", "tongue is swelling", "my face is all puffy"],
    "breathing_trouble": ["I can't breathe", "struggling to breathe", "short of breath"],
}
NOUNS = {
    "face_droop": "facial drooping",
    "speech_slurred": "slurred speech",
    "arm_weakness": "arm weakness",
    "vision_change": "double vision",
    "seizure": "seizures",
    "lip_swelling": "lip swelling",
    "breathing_trouble": "trouble breathing",
}


def status(message: str, finding: str, who: str | None = None) -> str | None:
    """What a message says of a finding of the person it is about."""
    for heard in LISTENER.hear(message, DAY, who).findings:
        if heard.finding == finding and not heard.other_person:
            return heard.status
    return None


@pytest.mark.parametrize(
    ("finding", "message"), [(f, message) for f, told in TOLD.items() for message in told]
)
@pytest.mark.parametrize(
    "frame", ["{}", "{}!!", "lip twitching for 2 wks, {}", "help. {}. what now?"]
)
def test_a_danger_sign_that_is_told_is_present(finding: str, message: str, frame: str) -> None:
    assert status(frame.format(message), finding) == "present"
    assert status(frame.format(message).upper(), finding) == "present"
    assert status(frame.format(message).replace("'", "’"), finding) == "present"
    assert status(frame.format(message).replace("'", ""), finding) == "present"


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize(
    "frame",
    [
        "no {}", "No {} at all", "i don't have any {}", "never had {}", "without {}",
        "lip twitches, no {}",
        "no rash or {}", "there is no {}, just the lip", "nope, no {}", "haven't noticed {}",
    ],
)  # fmt: skip
def test_a_danger_sign_that_is_denied_is_absent(finding: str, noun: str, frame: str) -> None:
    assert status(frame.format(noun), finding) == "absent"


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize(
    "frame",
    [
        "i'm worried about {}", "scared of {}", "what if there is {}", "is {} a sign of it?",
        "does coffee cause {}?", "what does {} mean", "should people with {} worry?",
        "if there is {} i will call", "in case of {}", "had {} years ago", "as a child i had {}",
    ],
)  # fmt: skip
def test_feared_asked_supposed_or_long_past_it_is_no_alarm(
    finding: str, noun: str, frame: str
) -> None:
    assert status(frame.format(noun), finding) is None


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize(
    "frame", ["my lip twitches and my dad has {}", "my lip twitches. my neighbour had {}"]
)
def test_of_another_person_it_is_no_alarm(finding: str, noun: str, frame: str) -> None:
    assert status(frame.format(noun), finding) is None


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize("frame", ["my son has {}", "my mum has {}", "my husband has got {}"])
def test_of_the_person_it_is_about_it_is(finding: str, noun: str, frame: str) -> None:
    assert status(frame.format(noun), finding) == "present"


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize(
    "frame",
    ["had {} an hour ago, gone now", "i had {} this morning, cleared up since", "got over the {}"],
)
def test_gone_just_now_it_still_alarms(finding: str, noun: str, frame: str) -> None:
    assert status(frame.format(noun), finding) == "present"


@pytest.mark.parametrize(("finding", "noun"), NOUNS.items())
@pytest.mark.parametrize("frame", ["maybe {}", "not sure about {}", "possibly some {}"])
def test_doubted_it_is_unknown(finding: str, noun: str, frame: str) -> None:
    assert status(frame.format(noun), finding) == "unknown"


@pytest.mark.parametrize("word", ["i want to die", "i want to kill myself", "thinking of suicide"])
@pytest.mark.parametrize("frame", ["{}", "maybe {}", "if this goes on {}", "i'm scared {}"])
def test_nothing_hides_a_crisis(word: str, frame: str) -> None:
    assert status(frame.format(word), "self_harm") == "present"


@pytest.mark.parametrize(
    ("message", "sides"),
    [
        ("left side of my mouth", "side_left"),
        ("my right cheek twitches", "side_right"),
        ("it's the left corner of my lip", "side_left"),
        ("both sides of my lip", "both_sides"),
        ("left eyelid, now my lower lip", "side_left"),
        ("thats right", ""),
        ("that's right, my lip twitches", ""),
        ("right, so my lip twitches", ""),
        ("my lip twitches right now", ""),
        ("right after coffee", ""),
        ("i'm right handed", ""),
        ("she left me", ""),
        ("i left work early", ""),
        ("nothing left", ""),
        ("all right", ""),
        ("the right thing to do", ""),
        ("my right hand shakes", ""),
        ("my left arm", ""),
    ],
)
def test_a_side_is_a_side_of_the_face_and_nothing_else(message: str, sides: str) -> None:
    found = {h.finding for h in LISTENER.hear(message, DAY).findings if h.status == "present"}
    assert found & {"side_left", "side_right", "both_sides"} == set(sides.split())


@pytest.mark.parametrize(
    ("message", "lips"),
    [
        ("top lip's been going", "upper_lip"),
        ("my lower lip", "lower_lip"),
        ("left lower lid", ""),
        ("left eyelid, now my lower lip", "lower_lip"),
    ],
)
def test_a_lid_is_no_lip(message: str, lips: str) -> None:
    found = {h.finding for h in LISTENER.hear(message, DAY).findings}
    assert found & {"upper_lip", "lower_lip"} == set(lips.split())


def test_an_opener_is_heard_whole() -> None:
    found = LISTENER.hear("top lip's been going 2wks, no droop, had like 5 coffees. stress?", DAY)
    assert {(h.finding, h.status) for h in found.findings} >= {
        ("upper_lip", "present"), ("face_droop", "absent"), ("caffeine", "present"),
    }  # fmt: skip
    assert found.duration == "P2W"
    assert found.duration_span is not None


def test_danger_told_and_denied_in_one_message_is_present() -> None:
    assert status("no droop. well, my face is drooping a bit", "face_droop") == "present"


@pytest.mark.parametrize("message", ["", " ", "😀", "...", "\n", "/", "\0"])
def test_nothing_said_is_nothing_heard(message: str) -> None:
    assert LISTENER.hear(message, DAY) == Hearing()


WORDS = sorted(
    "no not my lip left right droop slurred i cant breathe dad son his if is maybe worried years "
    "ago 2 weeks old coffee , . ? ! but and can’t - ( ) 3 seizure both sides of the or without "
    "😀 ʼ ÿ İ ﬁ 中 ; \n".split(" ")
)
ANY = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))


def assert_sound(message: str, who: str | None) -> None:
    found = LISTENER.hear(message, DAY, who)
    assert found == LISTENER.hear(message, DAY, who), "hearing is deterministic"
    keys = [(heard.finding, heard.other_person) for heard in found.findings]
    assert len(keys) == len(set(keys)), "at most one item per finding and person"
    for heard in found.findings:
        assert heard.finding in KNOW.findings
        assert message[heard.start : heard.end] == heard.quote
        assert heard.quote.strip()
    assert [h.start for h in found.findings] == sorted(h.start for h in found.findings)
    assert set(found.topics) <= set(KNOW.topics)
    assert (found.duration is None) == (found.duration_span is None)
    if found.duration_span:
        start, end = found.duration_span
        assert 0 <= start < end <= min(len(message), MAX_CHARACTERS)


@given(ANY, st.sampled_from([None, "self", "child", "other"]))
@settings(max_examples=200, deadline=None)
def test_any_message_is_heard_and_every_quote_stands_where_it_says(
    message: str, who: str | None
) -> None:
    assert_sound(message, who)


@given(ANY.filter(bool), st.integers(2_000, 10_000))
@settings(max_examples=15, deadline=None)
def test_so_is_a_long_one(piece: str, length: int) -> None:
    assert_sound((piece * (length // len(piece) + 1))[:length], None)


@pytest.mark.parametrize(
    ("message", "finding", "expected"),
    [
        ("the twitch is worse when im tired", "fatigue", None),
        ("whenever i'm worn out it goes mad", "fatigue", None),
        ("im worn out, and it goes mad at night", "fatigue", "present"),
        ("it started when i was stressed at work", "stress", "present"),
        ("it stops once i'm zonked", "fatigue", None),
        ("metal fatigue brought the bridge down", "fatigue", None),
        ("my sister does it too", "family_history", "present"),
        ("my brother in law has a tremor", "family_history", None),
        ("baldness runs in the family", "family_history", None),
        ("a scar on my chin since birth", "childhood_onset", None),
        ("i've twitched since i was a wee boy", "childhood_onset", "present"),
        ("ever since i was six", "childhood_onset", "present"),
        ("gram of coke friday night", "caffeine", None),
        ("gram of coke friday night", "drug_use", "present"),
        ("im not under pressure at work", "stress", "absent"),
        ("nope voice ok", "voice_tremor", "absent"),
    ],
)
def test_a_state_is_told_and_not_only_named(
    message: str, finding: str, expected: str | None
) -> None:
    assert status(message, finding) == expected
