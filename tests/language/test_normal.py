"""What is said to be as it should be is denied, without any "no"."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)
FINE = {
    "speech fine": {"speech_slurred"},
    "breathing grand, eyesight grand": {"breathing_trouble", "vision_change"},
    "hands, fingers, head, voice all steady": {
        "hand_tremor", "finger_tremor", "head_tremor", "voice_tremor",
    },
    "his palate and heart are normal": {"cleft_palate", "heart_defect"},
    "no problems with my speech or arms": {"speech_slurred", "arm_weakness"},
    "it doesn't reach my eye": {"eyelid_too"},
    "caffeine no, alcohol no": {"caffeine", "alcohol"},
    "lots of stress, no": {"stress"},
    "the droop isn't": {"face_droop"},
    "top lip keeps quiet": {"upper_lip"},
    "headache? none": {"severe_headache"},
}  # fmt: skip
NOT_FINE = {
    "my speech was fine until this morning": "speech_slurred",
    "is my speech fine?": "speech_slurred",
    "my arm is not fine": "arm_weakness",
    "i cannot see from my left eye": "vision_change",
    "I am not able to lift my arm": "arm_weakness",
}


@pytest.mark.parametrize(("message", "absent"), FINE.items())
def test_what_is_fine_is_absent(listener: Listener, message: str, absent: set[str]) -> None:
    heard = {h.finding: h.status for h in listener.hear(message, DAY).findings}
    assert absent <= {f for f, status in heard.items() if status == "absent"}
    assert not absent & {f for f, status in heard.items() if status == "present"}


def test_a_question_that_expects_a_yes_tells_nothing(listener: Listener) -> None:
    assert not listener.hear("isn't it just stress?", DAY).findings


def test_an_age_in_one_word_is_the_age_of_the_child_asked_about(listener: Listener) -> None:
    heard = listener.hear("my 3yr old's lip keeps twitching", DAY)
    assert (heard.who, heard.age_band) == ("child", "under_5")


@pytest.mark.parametrize(("message", "finding"), NOT_FINE.items())
def test_what_is_not_fine_is_not_denied(listener: Listener, message: str, finding: str) -> None:
    heard = {h.finding: h.status for h in listener.hear(message, DAY).findings}
    assert heard.get(finding) != "absent"
