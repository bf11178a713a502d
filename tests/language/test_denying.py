"""Ways of denying: lists, headings, answers, what goes on well; and what only looks like it."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.findings import Listener

DAY = dt.date(2026, 11, 23)


def status(listener: Listener, message: str, finding: str) -> str | None:
    heard = {h.finding: h.status for h in listener.hear(message, DAY).findings}
    return heard.get(finding)


@pytest.mark.parametrize(
    ("message", "findings"),
    [
        # a clinician's list has no "or"
        ("Pt denies slurring, seizures, weakness of arm.", "speech_slurred seizure arm_weakness"),
        ("no history of seizures, migraine, wheezing", "seizure severe_headache"),
        # a heading, and its answer
        ("Migraines? Not that I recall.", "severe_headache"),
        ("Slurring? Haha! None.", "speech_slurred"),
        ("weaned off tablets? never took any", "drug_withdrawal"),
        ("Speech: intact. Vision: unchanged.", "speech_slurred vision_change"),
        # what is left out
        ("it flickers everywhere except the corner of my mouth", "mouth_corner"),
        ("it twitches everywhere but my eyelid", "eyelid_too"),
        # what goes on well
        ("doctor says my calcium's tip top", "low_calcium"),
        ("his voice's fine, speech's unremarkable", "voice_tremor speech_slurred"),
        ("it leaves my eyelid alone", "eyelid_too"),
        ("both my hands are still", "hand_tremor"),
    ],
)
def test_denials_are_heard(listener: Listener, message: str, findings: str) -> None:
    assert {f: status(listener, message, f) for f in findings.split()} == dict.fromkeys(
        findings.split(), "absent"
    )


@pytest.mark.parametrize(
    ("message", "finding"),
    [
        ("I never go a morning without coffee", "caffeine"),
        ("there isn't an evening without wine", "alcohol"),
        ("I wouldn't claim I don't drink wine", "alcohol"),
        ("I couldn't be more stressed", "stress"),
        ("I can't stop blinking, nor shrugging my shoulders", "multiple_motor_tics"),
        ("he doesn't have much strength in his left arm", "arm_weakness"),
    ],
)
def test_what_looks_like_a_denial_tells(listener: Listener, message: str, finding: str) -> None:
    assert status(listener, message, finding) != "absent"


@pytest.mark.parametrize(
    ("message", "finding"),
    [
        ("I have never had a dog", "seizure"),
        ("my head is steady", "severe_headache"),
        ("no, I'm not hearing voices", "voice_tremor"),
        ("only my upper lip alone", "upper_lip"),
        ("both lips do a fine tremble", "upper_lip"),
        ("my upper lip twitches still", "upper_lip"),
    ],
)
def test_what_is_no_denial_denies_nothing(listener: Listener, message: str, finding: str) -> None:
    assert status(listener, message, finding) != "absent"


@pytest.mark.parametrize(
    ("message", "side"),
    [
        ("R upper lip fasciculation", "side_right"),
        ("twitching of L side x 3 weeks", "side_left"),
        ("how r u, lip twitches", None),
    ],
)
def test_clinical_sides_are_read(listener: Listener, message: str, side: str | None) -> None:
    heard = {h.finding for h in listener.hear(message, DAY).findings}
    assert heard & {"side_left", "side_right"} == ({side} if side else set())
