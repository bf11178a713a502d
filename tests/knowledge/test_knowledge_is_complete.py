"""The knowledge holds every id of the project's vocabulary, each used, sourced and askable."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiver.evidence import AGE_BANDS
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES

#: The ids every part of the project and every client shares. They are stable: add, never rename.
CAUSES = {
    "temporary": "temporary_stress_anxiety temporary_fatigue temporary_dehydration "
    "temporary_caffeine_stimulant temporary_alcohol temporary_withdrawal temporary_drugs "
    "nutritional_deficiency",
    "tremor": "essential_tremor drug_induced_tremor hysterical_tremor pill_rolling_tremor",
    "persistent": "facial_palsy_bells facial_palsy_stroke hemifacial_spasm facial_tic tourette "
    "parkinson hypoparathyroidism digeorge",
}
FINDINGS = {
    "where": "side_left side_right both_sides upper_lip lower_lip mouth_corner spreads_face "
    "eyelid_too",
    "pattern": "once_off occasional frequent persistent",
    "face": "face_droop face_weakness sudden_onset",
    "tics": "vocal_tics multiple_motor_tics premonitory_urge childhood_onset",
    "course": "at_rest with_activity during_sleep stops_in_sleep worse_with_stress "
    "worse_with_fatigue",
    "movement": "slowness finger_tremor hand_tremor head_tremor voice_tremor family_history",
    "triggers": "stress anxiety strong_emotion fatigue poor_sleep dehydration caffeine stimulants "
    "alcohol drug_use new_medication",
    "stopping": "alcohol_withdrawal drug_withdrawal opioid_withdrawal",
    "minerals": "nutritional_deficiency low_calcium low_magnesium thyroid_or_neck_surgery "
    "tingling_lips_fingers muscle_cramps",
    "birth": "cleft_palate heart_defect chromosome22 behavioural_problems",
    "danger": "speech_slurred arm_weakness severe_headache vision_change seizure lip_swelling "
    "breathing_trouble",
    "summary": "no_other_symptoms",
}


def test_every_cause_of_the_vocabulary_is_there_in_its_group(know: Knowledge) -> None:
    found = {group: {c.id for c in know.causes.values() if c.group == group} for group in CAUSES}
    assert found == {group: set(ids.split()) for group, ids in CAUSES.items()}


def test_every_finding_of_the_vocabulary_is_there_in_its_group(know: Knowledge) -> None:
    for group, ids in FINDINGS.items():
        found = {f.id for f in know.findings.values() if f.group == group}
        assert found == set(ids.split()), group


def test_findings_beyond_the_vocabulary_are_in_groups_of_their_own(know: Knowledge) -> None:
    assert {f.group for f in know.findings.values()} == {*FINDINGS, "extra", "crisis"}


def test_every_finding_bears_on_something(know: Knowledge) -> None:
    used = {f for rule in know.triage.values() for c in rule.when for f in c.findings}
    used |= {f for advice in know.advice.values() for c in advice.when for f in c.findings}
    used |= {f for question in know.questions.values() for c in question.ask_if for f in c.findings}
    for cause in know.causes.values():
        for bearing in cause.speaks_for + cause.speaks_against:
            used |= {bearing.finding, *bearing.also}
    place_and_summary = {"upper_lip", "lower_lip", "mouth_corner", "no_other_symptoms"}
    implied = {i for f in know.findings.values() for i in f.implies if f.id in used}
    assert set(know.findings) - used - implied <= place_and_summary


def test_every_finding_has_words_that_are_heard(know: Knowledge) -> None:
    few = {f.id: len(f.phrases) for f in know.findings.values() if len(f.phrases) < 4}
    assert not few


def test_each_finding_is_asked_once_or_told_only(know: Knowledge) -> None:
    for finding in know.findings.values():
        askers = [q.id for q in know.questions.values() if finding.id in q.findings]
        assert len(askers) == (0 if finding.told_only else 1), finding.id


def test_each_cause_has_facts_for_it_and_most_have_some_against(know: Knowledge) -> None:
    for cause in know.causes.values():
        assert cause.speaks_for, cause.id
        assert any(b.strength == "hallmark" for b in cause.speaks_for), cause.id
        assert cause.speaks_against, cause.id


def test_danger_is_asked_before_everything_else(know: Knowledge) -> None:
    danger = {f.id for f in know.findings.values() if f.group == "danger"} | {"face_droop"}
    first = [q for q in know.questions.values() if not q.attribute][: len(danger)]
    asked: set[str] = set()
    for question in first:
        if not danger - asked:
            break
        asked |= set(question.findings)
        assert set(question.findings) & danger or question.ask_if, question.id
    assert danger <= asked


def test_every_age_band_and_urgency_is_spoken_for(know: Knowledge) -> None:
    offered = {o.value for o in know.questions["age_band"].options}
    assert offered == set(AGE_BANDS)
    for urgency in URGENCIES:
        kinds = {a.kind for a in know.advice.values() if urgency in a.urgencies and not a.when}
        assert "safety_net" in kinds, urgency
    assert {rule.urgency for rule in know.triage.values()} == set(URGENCIES)


def test_every_cause_and_every_tremor_type_is_a_topic(know: Knowledge) -> None:
    assert set(know.causes) <= set(know.topics)
    for topic in know.topics.values():
        assert topic.names or topic.intents, topic.id


@pytest.mark.parametrize(
    "intent",
    ["ask_definition", "ask_why_lips_twitch", "ask_cause", "ask_tremor_types", "ask_serious",
     "ask_when_see_doctor", "ask_treatment_or_self_care"],
)  # fmt: skip
def test_every_general_question_has_an_answer(know: Knowledge, intent: str) -> None:
    assert [t.id for t in know.topics.values() if intent in t.intents]


def test_the_files_stay_small(know: Knowledge) -> None:
    folder = Path(__file__).parents[2] / "quiver" / "knowledge"
    long = {
        f.name: n for f in folder.glob("*/*.yml") if (n := len(f.read_text().splitlines())) > 320
    }
    assert not long
