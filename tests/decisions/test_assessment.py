"""Which causes fit, as a pure function of the evidence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from quiver import knowledge, messages
from quiver.assessment import SHOWN, assess, shown
from quiver.evidence import Evidence, Item
from quiver.knowledge.models import Cause
from tests.decisions.test_triage import evidence, evidences

KNOW = knowledge.load()
CAUSES = list(KNOW.causes.values())


def speaking_for(cause: Cause, strengths: set[str]) -> Evidence:
    found: dict[str, Item] = {}
    for bearing in cause.speaks_for:
        if bearing.strength in strengths and bearing.when == "present":
            for finding in (bearing.finding, *bearing.also):
                found[finding] = Item(finding, "present")
    return Evidence(tuple(found.values()))


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_a_cause_is_first_or_tied_when_its_own_facts_speak_for_it(cause: Cause) -> None:
    found = assess(speaking_for(cause, {"hallmark", "typical"}), KNOW)
    best = found[0]
    own = next(a for a in found if a.cause is cause)
    assert own.fit == "fits"
    assert (own.fit, own.weight) == (best.fit, best.weight), best.cause.id


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_its_reasons_are_its_own_facts(cause: Cause) -> None:
    found = assess(speaking_for(cause, {"hallmark"}), KNOW)
    own = next(a for a in found if a.cause is cause)
    assert own.speaks_for
    assert set(own.speaks_for) <= set(cause.speaks_for)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_denied_or_unsure_facts_speak_for_nothing(cause: Cause) -> None:
    present = speaking_for(cause, {"hallmark", "typical", "possible"})
    for status in ("absent", "unknown"):
        turned = Evidence(tuple(Item(i.finding, status) for i in present))  # type: ignore[arg-type]
        own = next(a for a in assess(turned, KNOW) if a.cause is cause)
        assert not [b for b in own.speaks_for if b.when == "present"]
        assert own.fit != "fits"


def test_stress_does_not_explain_away_a_one_sided_spasm() -> None:
    found = evidence(
        side_right="present", eyelid_too="present", spreads_face="present", persistent="present",
        worse_with_stress="present", stress="present",
    ).with_items([Item("duration", "present", value="P3Y")])  # fmt: skip
    assert assess(found, KNOW)[0].cause.id == "hemifacial_spasm"


def test_rest_against_activity_separates_the_tremors() -> None:
    rest = evidence(hand_tremor="present", at_rest="present", slowness="present")
    active = evidence(hand_tremor="present", with_activity="present", family_history="present")
    first = {a.cause.id for a in assess(rest, KNOW)[:2]}
    assert first == {"parkinson", "pill_rolling_tremor"}
    assert assess(active, KNOW)[0].cause.id == "essential_tremor"


def test_sleep_alone_separates_nothing() -> None:
    found = {a.cause.id: a.weight for a in assess(evidence(stops_in_sleep="present"), KNOW)}
    assert found["essential_tremor"] == found["parkinson"]


@given(evidences)
@settings(max_examples=300)
def test_at_most_three_are_shown_and_each_has_something_for_it(found: Evidence) -> None:
    named = shown(found, KNOW)
    assert len(named) <= SHOWN
    for one in named:
        assert one.speaks_for
        assert one.fit != "unlikely"


@given(evidences)
@settings(max_examples=300)
def test_all_causes_are_assessed_best_first(found: Evidence) -> None:
    ranked = assess(found, KNOW)
    assert {a.cause.id for a in ranked} == set(KNOW.causes)
    fits = [["fits", "partly", "unlikely"].index(a.fit) for a in ranked]
    assert fits == sorted(fits)


@pytest.mark.parametrize(
    ("found", "named"),
    [
        # an allergy, low blood sugar, late pregnancy and a fit have explanations of their own
        ({"lip_swelling", "new_medication"}, set()),
        ({"diabetes_medicine", "sweating", "caffeine"}, set()),
        ({"pregnant_or_just_gave_birth", "severe_headache", "spreads_face", "stress"}, set()),
        ({"seizure", "fatigue"}, set()),
        ({"seizure", "epilepsy_known", "drug_withdrawal"}, set()),
        # what can explain the danger is named
        ({"hand_spasm", "tingling_lips_fingers", "low_calcium", "stress"}, {"hypoparathyroidism"}),
        ({"drug_use", "overheating_fever", "eyelid_too"}, {"temporary_drugs"}),
        ({"drug_withdrawal", "seizure"}, {"temporary_withdrawal"}),
        # one stroke sign without a weak face tells of no palsy
        ({"speech_slurred"}, set()),
    ],
    ids=lambda value: "+".join(sorted(value)) or "none",
)
def test_beside_a_danger_only_what_can_explain_it_is_named(
    found: set[str], named: set[str]
) -> None:
    told = evidence(**dict.fromkeys(sorted(found), "present"))
    causes = {one.cause.id for one in shown(told, KNOW)}
    assert bool(causes) == bool(named)
    assert named <= causes


def test_a_babys_face_has_no_tic() -> None:
    found = evidence(eyelid_too="present", childhood_onset="present", heart_defect="present")
    baby = found.with_items([Item("age_band", "present", value="under_1")])
    assert [one.cause.id for one in shown(baby, KNOW)] == ["digeorge"]


def test_signs_that_came_on_over_weeks_speak_against_a_stroke() -> None:
    slow = evidence(speech_slurred="present", arm_weakness="present")
    slow = slow.with_items([Item("duration", "present", value="P5M")])
    assert not shown(slow, KNOW)


@given(evidences)
@settings(max_examples=200)
def test_no_card_says_one_fact_twice(found: Evidence) -> None:
    for one in shown(found, KNOW):
        lines = messages.why_not(one, True, KNOW).text.split("\n")
        said = [line.split(": ", 1)[1] for line in lines if line.startswith(("  + ", "  − "))]
        assert len(said) == len(set(said)), one.cause.id


@pytest.mark.parametrize(
    ("worse", "cause"),
    [
        ("worse_with_stress", "temporary_stress_anxiety"),
        ("worse_with_fatigue", "temporary_fatigue"),
    ],
)
@pytest.mark.parametrize("sign", ["side_left", "side_right", "spreads_face", "persistent"])
def test_the_stress_trap(worse: str, cause: str, sign: str) -> None:
    """Spasm and tics are worse with stress too: with their signs it tells of no stress."""
    assert cause in {one.cause.id for one in shown(evidence(**{worse: "present"}), KNOW)}
    with_sign = evidence(**{worse: "present", sign: "present"})
    assert cause not in {one.cause.id for one in shown(with_sign, KNOW)}
