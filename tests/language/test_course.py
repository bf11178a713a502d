"""Where it is, how often it comes, in sleep, with what: told in few words, and near misses."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge
from quiver.language.findings import Listener

DAY = dt.date(2026, 3, 18)
LISTENER = Listener(knowledge.load())
HEARD = (
    "side_left side_right both_sides upper_lip lower_lip once_off occasional frequent persistent "
    "during_sleep stops_in_sleep worse_with_stress worse_with_fatigue at_rest with_activity"
).split()


def heard(message: str, status: str) -> set[str]:
    """The findings of this file that a message tells of, or denies."""
    found = LISTENER.hear(message, DAY).findings
    return {h.finding for h in found if h.status == status and h.finding in HEARD}


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("lip twitch. right. three weeks", "side_right"),
        ("it flickers, left lower, two days", "side_left lower_lip"),
        ("left top", "side_left upper_lip"),
        ("right, so what now", ""),
        ("right above my lip", "upper_lip"),
        ("my keys are left", ""),
        ("two times in a month", "occasional"),
        ("lip goes off and on since easter", "occasional"),
        ("i see my sister now and then", ""),
        ("my lip jumps thirty times a day", "frequent"),
        ("vitamins three times daily", ""),
        ("up every hour to feed the baby", ""),
        ("it never went quiet when i slept", "during_sleep"),
        ("my lip keeps going while im snoozing", "during_sleep"),
        ("it packs in once i doze", "stops_in_sleep"),
        ("nothing moves overnight", "stops_in_sleep"),
        ("i sleep fine", ""),
        ("when im stressed, it goes berserk", "worse_with_stress"),
        ("the busier and more stressed i am, the harder it jumps", "worse_with_stress"),
        ("it doubles whenever i am exhausted", "worse_with_fatigue"),
        ("sitting on the sofa, it starts", "at_rest"),
        ("the rest of my face", ""),
        ("whistling gets it going", "with_activity"),
    ],
)
def test_it_is_heard_where_the_clause_speaks_of_the_twitching(message: str, told: str) -> None:
    assert heard(message, "present") == set(told.split())


@pytest.mark.parametrize(
    ("message", "told", "denied"),
    [
        ("it carries on while i sleep", "during_sleep", "stops_in_sleep"),
        ("it stops when im asleep", "stops_in_sleep", "during_sleep"),
        ("only the left", "side_left", "side_right"),
        ("upper not lower", "upper_lip", "lower_lip"),
    ],
)
def test_telling_the_one_denies_the_other(message: str, told: str, denied: str) -> None:
    assert told in heard(message, "present")
    assert denied in heard(message, "absent")
