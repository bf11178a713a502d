"""Openers that tell several things at once: all of it is noted, and none of it is asked again."""

from __future__ import annotations

import pytest

from quiver import knowledge
from tests.talking import Talk

KNOW = knowledge.load()

OPENERS = {
    "left corner of my mouth's been twitching most days for a month, I'm knackered and on loads of "
    "coffee": "side_left mouth_corner frequent fatigue caffeine duration",
    "My daughter is 9. She blinks hard, clears her throat, feels an urge before.": (
        "who age_band vocal_tics premonitory_urge"
    ),
    "bottom lip goes when im stressed, never when im asleep, no droop or slurring, two weeks now": (
        "lower_lip stops_in_sleep face_droop speech_slurred duration"
    ),
    "I am 71, my right hand shakes when it rests in my lap and I have got slow, and now my lip "
    "trembles": "age_band hand_tremor at_rest slowness",
    "had my thyroid out in May, tingling lips and fingers, cramps in my legs, upper lip keeps "
    "jumping": "thyroid_or_neck_surgery tingling_lips_fingers muscle_cramps upper_lip",
    "started with my left eyelid, spread to my cheek and mouth, even twitches while I sleep, about "
    "two years": "side_left eyelid_too spreads_face during_sleep duration",
    "came off venlafaxine a week ago, lips twitch every day, can't sleep, so anxious": (
        "drug_withdrawal frequent poor_sleep anxiety"
    ),
    "just the once, yesterday, both lips, for about ten seconds after three red bulls": (
        "once_off caffeine"
    ),
    "my mum and gran both have shaky hands, mine shake when I hold a cup, voice wobbles too": (
        "family_history hand_tremor with_activity voice_tremor"
    ),
    "35, upper lip on the right, now and then since last week, sleeping badly, plenty of beer at "
    "weekends": "upper_lip side_right occasional poor_sleep alcohol",
}

#: Danger signs told to be absent stand in the list of the danger signs again: nothing of it rests
#: on one reading of free words. The question about the face stays open for weakness, too.
DENIED = {"face_droop", "speech_slurred"}


@pytest.mark.parametrize("opener", OPENERS, ids=lambda text: text[:40])
async def test_nothing_told_is_asked(talk: Talk, opener: str) -> None:
    told = set(OPENERS[opener].split())
    await talk.say(opener)
    noted = {item["finding"] for m in talk.of_type("noted") for item in m["evidence"]}
    assert told <= noted, told - noted
    for _ in range(40):
        if talk.of_type("assessment"):
            return
        question = talk.question
        assert question, talk.text
        attribute = KNOW.questions[question["id"]].attribute
        offered = {option["id"] for option in question["options"]}
        assert attribute not in told
        assert not offered & (told - DENIED)
        if question["select"] == "one":
            assert not set(question["findings"]) & (told - DENIED)
        await talk.press("none" if "none" in offered else "not_sure")
    raise AssertionError("no result")
