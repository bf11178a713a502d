"""How urgent each row of the clinical facts is, written down apart from the rules.

The other tests of triage read the rules themselves, so none of them would miss a rule that is
gone. This table would: a row is the danger or reason as clinical-facts.md names it, the findings
that make it, and how soon help is needed.
"""

from __future__ import annotations

import pytest

from quiver import knowledge
from quiver.evidence import Evidence, Item
from quiver.knowledge.models import Urgency
from quiver.triage import triage

KNOW = knowledge.load()
NOW, TODAY, DOCTOR, WATCH = "emergency", "urgent_same_day", "see_doctor", "self_care"

#: Row of the clinical facts, findings that are present (or ``attribute=value``), and the urgency.
TABLE: list[tuple[str, str, Urgency]] = [
    ("rf_stroke", "face_droop", NOW),
    ("rf_stroke", "face_weakness", NOW),
    ("rf_stroke", "arm_weakness", NOW),
    ("rf_stroke", "speech_slurred", NOW),
    ("rf_stroke", "vision_change", NOW),
    ("rf_stroke", "balance_loss", NOW),
    ("rf_stroke", "severe_headache", NOW),
    ("rf_stroke", "confusion", NOW),
    ("rf_droop_only", "palsy_past face_droop", NOW),
    ("rf_droop_only", "stroke_past face_droop", NOW),
    ("rf_bells", "palsy_known face_droop duration=P2D", TODAY),
    ("rf_bells", "palsy_known eye_wont_close", TODAY),
    ("rf_bells", "ear_pain taste_change", TODAY),
    ("rf_bells", "palsy_known face_droop duration=P4W", DOCTOR),
    ("rf_seizure", "seizure", NOW),
    ("rf_seizure", "seizure epilepsy_known", NOW),
    ("rf_seizure", "epilepsy_known once_off", DOCTOR),
    ("rf_airway", "breathing_trouble", NOW),
    ("rf_airway", "lip_swelling swallowing_trouble", NOW),
    ("rf_airway", "lip_swelling hives_or_allergen", NOW),
    ("rf_airway", "lip_swelling throat_tight", NOW),
    ("rf_airway", "hives_or_allergen throat_tight", NOW),
    ("rf_airway", "lip_swelling", TODAY),
    ("rf_airway", "throat_tight", TODAY),
    ("rf_tetany", "tingling_lips_fingers hand_spasm", NOW),
    ("rf_tetany", "thyroid_or_neck_surgery hand_spasm", NOW),
    ("rf_tetany", "low_calcium throat_tight", NOW),
    ("rf_tetany", "hand_spasm once_off", DOCTOR),
    ("rf_neck_surgery", "recent_neck_surgery", TODAY),
    ("rf_neck_surgery", "thyroid_or_neck_surgery tingling_lips_fingers", TODAY),
    ("rf_neck_surgery", "low_calcium muscle_cramps", TODAY),
    ("rf_neck_surgery", "thyroid_or_neck_surgery once_off", DOCTOR),
    ("rf_serotonin", "antidepressant overheating_fever", NOW),
    ("rf_serotonin", "antidepressant confusion", NOW),
    ("rf_serotonin", "antidepressant stiffness sweating", NOW),
    ("rf_serotonin", "antidepressant agitation", TODAY),
    ("rf_serotonin", "antidepressant fast_heart", TODAY),
    ("rf_stimulant", "drug_use overheating_fever", NOW),
    ("rf_stimulant", "stimulants hallucination", NOW),
    ("rf_stimulant", "caffeine chest_pain", NOW),
    ("rf_stimulant", "caffeine fast_heart vomiting", NOW),
    ("rf_stimulant", "caffeine hallucination", NOW),
    ("rf_stimulant", "drug_use fast_heart", TODAY),
    ("rf_stimulant", "stimulants agitation", TODAY),
    ("rf_stimulant", "caffeine fast_heart", TODAY),
    ("rf_alcohol_wd", "alcohol_withdrawal hallucination", NOW),
    ("rf_alcohol_wd", "alcohol_withdrawal vomiting", NOW),
    ("rf_alcohol_wd", "alcohol_withdrawal agitation", NOW),
    ("rf_alcohol_wd", "alcohol_withdrawal", TODAY),
    ("withdrawal", "drug_withdrawal hallucination", NOW),
    ("withdrawal", "drug_withdrawal hand_tremor", TODAY),
    ("withdrawal", "opioid_withdrawal once_off", DOCTOR),
    ("rf_dystonia", "antipsychotic sustained_pulling swallowing_trouble", NOW),
    ("rf_dystonia", "new_medication sustained_pulling throat_tight", NOW),
    ("rf_dystonia", "antipsychotic throat_tight", NOW),
    ("rf_dystonia", "antipsychotic sustained_pulling", TODAY),
    ("rf_tardive", "antipsychotic tongue_movements once_off", DOCTOR),
    ("rf_tardive", "tongue_movements once_off", DOCTOR),
    ("rf_hypo", "diabetes_medicine drowsy", NOW),
    ("rf_hypo", "diabetes_medicine confusion", NOW),
    ("rf_hypo", "shaky_sweaty_hungry drowsy", NOW),
    ("rf_hypo", "diabetes_medicine tingling_lips_fingers", TODAY),
    ("rf_hypo", "diabetes_medicine shaky_sweaty_hungry", TODAY),
    ("rf_pregnancy", "pregnant_or_just_gave_birth upper_belly_pain", NOW),
    ("rf_pregnancy", "pregnant_or_just_gave_birth lip_swelling", NOW),
    ("rf_pregnancy", "pregnant_or_just_gave_birth once_off", DOCTOR),
    ("rf_tetanus", "jaw_locked recent_wound", NOW),
    ("rf_tetanus", "jaw_locked stiff_neck", NOW),
    ("rf_tetanus", "recent_wound stiffness", NOW),
    ("rf_tetanus", "jaw_locked", TODAY),
    ("rf_infant", "eyes_fixed age_band=under_1", NOW),
    ("rf_infant", "eyes_fixed age_band=under_5", NOW),
    ("rf_infant", "once_off age_band=under_1", TODAY),
    ("rf_infant", "once_off age_band=under_5", TODAY),
    ("rf_head", "head_injury", NOW),
    ("rf_head", "stiff_neck overheating_fever", NOW),
    ("rf_head", "unconscious", NOW),
    ("rf_head", "chest_pain", NOW),
    ("rf_head", "collapse_or_bleeding", NOW),
    ("rf_dehydr", "dehydration no_urine", NOW),
    ("rf_dehydr", "dehydration fast_heart", NOW),
    ("rf_dehydr", "dehydration confusion", NOW),
    ("rf_selfharm", "poisoning_overdose", NOW),
    ("rf_selfharm", "self_harm once_off", TODAY),
    ("rf_selfharm", "abuse once_off", TODAY),
    ("gp_2weeks", "occasional duration=P2W", DOCTOR),
    ("gp_2weeks", "occasional hand_tremor", DOCTOR),
    ("gp_2weeks", "occasional eyelid_too", DOCTOR),
    ("gp_2weeks", "once_off stiffness", DOCTOR),
    ("gp_2weeks", "once_off new_medication", DOCTOR),
    ("article", "frequent duration=P1D", DOCTOR),
    ("article", "persistent duration=P1D", DOCTOR),
    ("gp_mnd", "once_off muscle_wasting", DOCTOR),
    ("gp_mnd", "swallowing_trouble", TODAY),
    ("gp_hfs", "once_off side_left during_sleep", DOCTOR),
    ("gp_hfs", "once_off sustained_pulling", DOCTOR),
    ("after a palsy", "once_off palsy_past", DOCTOR),
    ("after a stroke", "once_off stroke_past", DOCTOR),
    ("gp_ripple", "once_off rippling", DOCTOR),
    ("gp_pd", "once_off slowness", DOCTOR),
    ("gp_pd", "once_off at_rest finger_tremor", DOCTOR),
    ("gp_tic", "once_off vocal_tics", DOCTOR),
    ("gp_tic", "once_off childhood_onset premonitory_urge", DOCTOR),
    ("gp_22q", "chromosome22 muscle_cramps", TODAY),
    ("gp_22q", "cleft_palate heart_defect hand_spasm", TODAY),
    ("gp_22q", "once_off chromosome22", DOCTOR),
    ("gp_22q", "once_off cleft_palate heart_defect", DOCTOR),
    ("gp_hyperv", "once_off tingling_lips_fingers", DOCTOR),
    ("minerals", "once_off low_calcium", DOCTOR),
    ("minerals", "once_off low_magnesium", DOCTOR),
    ("self", "once_off", WATCH),
    ("self", "occasional stress", WATCH),
    ("self", "caffeine duration=P3D", WATCH),
]


def told(row: str) -> Evidence:
    """The evidence of a row."""
    parts = (part.partition("=") for part in row.split())
    return Evidence(
        tuple(Item(name, "present", "told", value=value or None) for name, _, value in parts)
    )


@pytest.mark.parametrize(
    ("row", "found", "urgency"), TABLE, ids=[f"{row}: {found}" for row, found, _ in TABLE]
)
def test_each_row_of_the_clinical_facts_is_as_urgent_as_it_says(
    row: str, found: str, urgency: Urgency
) -> None:
    assert triage(told(found), KNOW).urgency == urgency, row


def test_every_rule_decides_some_row() -> None:
    """A rule that no row needs could go and nobody would see it."""
    deciding = {
        rule.id
        for _, found, _ in TABLE
        for rule in (*triage(told(found), KNOW).rules, *triage(told(found), KNOW).crises)
    }
    assert set(KNOW.triage) <= deciding


@pytest.mark.parametrize("before", ["palsy_past", "stroke_past"])
def test_a_droop_after_an_earlier_one_is_an_emergency_unless_it_is_no_newer(before: str) -> None:
    droop = told(f"{before} face_droop")
    assert triage(droop, KNOW).urgency == NOW
    assert triage(droop.with_items([Item("sudden_onset", "unknown")]), KNOW).urgency == NOW
    assert triage(droop.with_items([Item("sudden_onset", "absent")]), KNOW).urgency == DOCTOR


def test_an_opioid_that_was_stopped_brings_no_fits_as_a_sedative_does() -> None:
    assert triage(told("drug_withdrawal sweating"), KNOW).urgency == TODAY
    assert triage(told("drug_withdrawal opioid_withdrawal sweating"), KNOW).urgency == DOCTOR
