"""Whole conversations for each cause, and each danger sign in each place it can be said."""

from __future__ import annotations

from typing import Any

import pytest

from quiver import knowledge
from quiver.assessment import assess
from quiver.evidence import Evidence
from quiver.knowledge.models import Cause
from tests.talking import Talk

KNOW = knowledge.load()

#: How somebody says each danger sign, by someone who had not seen the lexicon.
SAID = {
    "speech_slurred": "my speech is slurred",
    "arm_weakness": "I can't lift my left arm",
    "severe_headache": "I've got the worst headache of my life",
    "vision_change": "I suddenly can't see out of one eye",
    "seizure": "he just had a seizure",
    "lip_swelling": "my lips are swelling up",
    "breathing_trouble": "I can't breathe",
    "face_droop": "one side of my face is drooping",
}
DENIED = {
    "speech_slurred": "my speech isn't slurred",
    "arm_weakness": "no weakness in my arms or legs",
    "severe_headache": "no bad headache",
    "vision_change": "no trouble with my sight",
    "seizure": "never had a seizure",
    "lip_swelling": "my lips aren't swollen",
    "breathing_trouble": "no trouble breathing",
    "face_droop": "no droop",
}


def _grave(finding: str) -> bool:
    """Whether it is a sign that ends the questions in an emergency before the cause is asked."""
    return KNOW.findings[finding].group in ("extra", "danger") or "withdrawal" in finding


def facts_for(cause: Cause) -> dict[str, Any]:
    """What somebody has of whom the facts of a cause hold, as far as it is asked about."""
    facts: dict[str, Any] = dict.fromkeys(KNOW.findings, False)
    facts.update(who="self", age_band="adult", duration="P3D")
    for bearing in cause.speaks_for:
        wanted = (bearing.finding, *bearing.also)
        questions = [KNOW.question_about(f) for f in wanted]
        asked = all(q is not None for q in questions)
        if bearing.strength == "possible" or bearing.when != "present" or not asked:
            continue
        if cause.group == "tremor" and any(_grave(finding) for finding in wanted):
            continue
        rivals = {
            other
            for question, finding in zip(questions, wanted, strict=True)
            if question and question.select == "one"
            for other in question.findings
            if other != finding
        }
        if not any(facts[other] is True for other in rivals - set(wanted)):
            facts.update(dict.fromkeys(wanted, True))
    return facts


@pytest.mark.parametrize("cause", KNOW.causes.values(), ids=lambda cause: cause.id)
async def test_a_conversation_whose_facts_speak_for_a_cause_ends_with_it(
    talk: Talk, cause: Cause
) -> None:
    await talk.say("the lip has been twitching")
    result = await talk.finish(facts_for(cause))
    best = result["causes"][0]
    own = next((c for c in result["causes"] if c["id"] == cause.id), None)
    assert own, [c["id"] for c in result["causes"]]
    facts = {KNOW.facts[b.fact].text for b in cause.speaks_for}
    assert own["for"]
    assert {bearing["fact"] for bearing in own["for"]} <= facts
    ranked = assess(Evidence.from_dicts(result["evidence"]), KNOW)
    weights = {a.cause.id: (a.fit, a.weight) for a in ranked}
    assert weights[cause.id] == weights[best["id"]], (cause.id, best["id"])
    if result["urgency"] != "emergency":
        for bearing in own["for"]:
            assert bearing["fact"] in talk.text


@pytest.mark.parametrize("sign", SAID)
async def test_a_danger_sign_in_the_first_message(talk: Talk, sign: str) -> None:
    await talk.say(SAID[sign])
    assert talk.heard[0]["custom"]["type"] == "emergency", talk.text


@pytest.mark.parametrize("sign", SAID)
async def test_a_danger_sign_in_the_middle_of_the_interview(talk: Talk, sign: str) -> None:
    await talk.say("my lip twitches now and then")
    await talk.press("none")
    assert talk.question
    await talk.say(f"can coffee cause it? oh, and {SAID[sign]}")
    assert talk.heard[0]["custom"]["type"] == "emergency", talk.text


@pytest.mark.parametrize("sign", SAID)
async def test_a_danger_sign_as_an_answer(talk: Talk, sign: str) -> None:
    await talk.say("my lip twitches now and then")
    await talk.press(sign)
    assert talk.heard[0]["custom"]["type"] == "emergency", talk.text


@pytest.mark.parametrize("sign", SAID)
async def test_a_danger_sign_that_is_denied_raises_no_alarm(talk: Talk, sign: str) -> None:
    await talk.say(f"my lip twitches now and then, {DENIED[sign]}")
    assert not talk.of_type("emergency"), talk.text
    assert {"finding": sign, "status": "absent"} in [
        {k: item[k] for k in ("finding", "status")}
        for message in talk.of_type("noted")
        for item in message["evidence"]
    ]
