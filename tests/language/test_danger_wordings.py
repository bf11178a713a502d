"""How lay people put a danger sign, and what only looks like one: a few of each class."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge
from quiver.language.findings import Listener

DAY = dt.date(2026, 3, 18)
LISTENER = Listener(knowledge.load())

TOLD = {
    "speech_slurred": [
        "her words are all running into one another", "dad sounds sloshed on the phone",
        "she speak strange like drunk", "he talks as if his mouth is stuffed with cotton",
        "he keeps using the wrong words for things", "he is talkin rubbish",
    ],
    "arm_weakness": [
        "my left arm feels like a sack of sand", "my leg folded under me",
        "can't do up my buttons with my left hand", "his grip on the left is gone",
        "my hand has dropped two cups today",
    ],
    "severe_headache": [
        "somebody is taking an axe to my skull", "the pain in my head is unreal",
        "painkillers haven't touched this headache", "my head is in a vice",
    ],
    "vision_change": [
        "there's a grey patch in the middle of everything", "half of the page has vanished",
        "the TV looks foggy", "a shadow has come down over my right eye",
    ],
    "seizure": [
        "he went vacant and did not answer me for 30 seconds", "I went blank for two minutes",
        "he blacked out and was jerking", "she stiffened, her eyes rolled and she shook",
    ],
    "lip_swelling": [
        "my bottom lip was three times its size", "tongue is so fat it hardly fits in my mouth",
        "my lips have ballooned",
    ],
    "breathing_trouble": [
        "I can't fill my lungs", "every breath is like sucking through a straw",
        "he is panting just sitting in his chair",
    ],
    "face_droop": [
        "mouth is going down on one side", "granny's cheek is sagging", "my smile is on a slant",
    ],
    "face_weakness": [
        "I can't puff out my left cheek", "tea runs out of the corner of my mouth",
        "my smile came out half, one side stayed put",
    ],
}  # fmt: skip
HARMLESS = [
    "I laughed till I couldn't breathe", "can't breathe through my nose, it's blocked",
    "chopping onions made my eyes blurry", "I lost my vision for the business",
    "the dentist's injection made my lip feel massive", "my lips swell when I eat pineapple",
    "I talk fast and mumble", "my boss is a headache", "arms like jelly after arm day",
    "the left side of my lower lip jumps", "my lip goes down on the left when it twitches",
    "one side of my mouth twitches", "the photo is blurred", "it comes in fits and starts",
    "my eyelids droop at my desk", "facial droop and slurred speech are my day job",
    "nearly had a fit when I saw the bill", "I knocked the coffee on the head",
    "his lips shake when he holds a cup", "mum would have a fit if she knew",
    "I bit my tongue and said nothing", "I don't want to lose my smile",
    "I slept on my arm and it went dead",
]  # fmt: skip


@pytest.mark.parametrize(("finding", "message"), [(f, m) for f, told in TOLD.items() for m in told])
def test_a_wording_of_a_danger_sign_is_heard(finding: str, message: str) -> None:
    heard = {h.finding: h.status for h in LISTENER.hear(message, DAY).findings}
    assert heard.get(finding) == "present"


@pytest.mark.parametrize("message", HARMLESS)
def test_what_only_looks_like_a_danger_sign_is_none(message: str) -> None:
    heard = {h.finding for h in LISTENER.hear(message, DAY).findings if h.status == "present"}
    assert not heard & TOLD.keys()


@pytest.mark.parametrize(
    ("message", "findings"),
    [
        ("cant lift my arm talking funny", "arm_weakness speech_slurred"),
        ("my eye won't shut mouth hanging on one side", "face_weakness face_droop"),
        ("can't see any drooping", ""),
        ("couldn't feel any weakness in my arm", ""),
    ],
)
def test_what_one_cannot_do_denies_nothing_else(message: str, findings: str) -> None:
    heard = {h.finding for h in LISTENER.hear(message, DAY).findings if h.status == "present"}
    assert heard & TOLD.keys() == set(findings.split())


@pytest.mark.parametrize(
    ("message", "finding", "status"),
    [
        ("my calcium was 1.9", "low_calcium", "present"),
        ("calcium came back at 7.8", "low_calcium", "present"),
        ("calcium was 2.4", "low_calcium", "absent"),
        ("magnesium 0.58 in my blood test, magnesium was 0.58", "low_magnesium", "present"),
        ("magnesium of 0.85", "low_magnesium", "absent"),
    ],
)
def test_a_blood_level_is_read(message: str, finding: str, status: str) -> None:
    heard = {h.finding: h.status for h in LISTENER.hear(message, DAY).findings}
    assert heard.get(finding) == status
