"""Triage as a pure function: each rule, each danger sign alone and together, and properties."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import knowledge
from quiver.durations import days
from quiver.evidence import AGE_BANDS, Evidence, Item, Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES, Condition, TriageRule
from quiver.triage import holds, more_urgent, triage

KNOW = knowledge.load()
DANGER = [f.id for f in KNOW.findings.values() if f.group == "danger"]
RULES = [(rule, condition) for rule in KNOW.triage.values() for condition in rule.when]
ALARMING = [(rule, condition) for rule, condition in RULES if rule.action]

statuses = st.sampled_from(["present", "absent", "unknown"])
evidences = st.builds(
    lambda found, duration, age: evidence(**found).with_items(
        [Item("duration", "present", value=duration)] * bool(duration)
        + [Item("age_band", "present", value=age)] * bool(age)
    ),
    st.dictionaries(st.sampled_from(sorted(KNOW.findings)), statuses, max_size=12),
    st.sampled_from([None, "PT12H", "P3D", "P2W", "P6M", "P2Y"]),
    st.sampled_from([None, *AGE_BANDS]),
)


def evidence(**found: Status) -> Evidence:
    return Evidence(tuple(Item(finding, status) for finding, status in found.items()))


def just_enough(condition: Condition) -> Evidence:
    """The least evidence in which a condition holds."""
    items = [Item(finding, "present") for finding in (*condition.all, *condition.any[:1])]
    if condition.at_least or condition.less_than:
        value = condition.at_least or next(
            d for d in ("PT1H", "P1D") if (days(d) or 0) < (days(condition.less_than or "") or 0)
        )
        items.append(Item("duration", "present", value=value))
    if condition.ages:
        items.append(Item("age_band", "present", value=condition.ages[0]))
    if condition.who:
        items.append(Item("who", "present", value=condition.who[0]))
    return Evidence(tuple(items))


@pytest.mark.parametrize(("rule", "condition"), RULES, ids=lambda x: getattr(x, "id", None))
def test_every_rule_holds_on_its_condition_alone(rule: TriageRule, condition: Condition) -> None:
    found = triage(just_enough(condition), KNOW)
    assert rule.id in {r.id for r in (*found.rules, *found.crises)}
    assert rule.crisis or not more_urgent(rule.urgency, found.urgency)


@pytest.mark.parametrize(("rule", "condition"), RULES, ids=lambda x: getattr(x, "id", None))
@pytest.mark.parametrize("status", ["absent", "unknown"])
def test_no_condition_holds_on_what_is_absent_or_unknown(
    rule: TriageRule, condition: Condition, status: Status
) -> None:
    base = just_enough(condition)
    for finding in (*condition.all, *condition.any[:1]):
        changed = base.with_items([Item(finding, status)])
        assert not holds(condition, changed), finding


@pytest.mark.parametrize("finding", DANGER)
def test_every_danger_sign_alone_raises_the_alarm(finding: str) -> None:
    found = triage(evidence(**{finding: "present"}), KNOW)
    assert found.urgency in ("emergency", "urgent_same_day")
    assert found.dangers


@pytest.mark.parametrize("finding", sorted({*DANGER, "face_droop"} - {"lip_swelling"}))
def test_every_danger_sign_but_bare_swelling_is_an_emergency(finding: str) -> None:
    assert triage(evidence(**{finding: "present"}), KNOW).urgency == "emergency"


@pytest.mark.parametrize("finding", DANGER)
def test_no_danger_sign_alarms_when_denied_or_unsure(finding: str) -> None:
    for status in ("absent", "unknown"):
        assert not triage(evidence(**{finding: status}), KNOW).dangers  # type: ignore[arg-type]


@pytest.mark.parametrize("pair", itertools.combinations(DANGER, 2), ids="+".join)
def test_two_danger_signs_are_no_calmer_than_one(pair: tuple[str, str]) -> None:
    both = triage(evidence(**dict.fromkeys(pair, "present")), KNOW).urgency
    for one in pair:
        assert not more_urgent(triage(evidence(**{one: "present"}), KNOW).urgency, both)


@pytest.mark.parametrize(
    "found",
    [
        {"speech_slurred", "face_droop"},
        {"tingling_lips_fingers", "hand_spasm", "thyroid_or_neck_surgery"},
        {"alcohol_withdrawal", "hallucination"},
        {"lip_swelling", "breathing_trouble"},
    ],
    ids=lambda found: "+".join(sorted(found)),
)
def test_known_combinations_are_emergencies(found: set[str]) -> None:
    assert triage(evidence(**dict.fromkeys(found, "present")), KNOW).urgency == "emergency"


@pytest.mark.parametrize("pattern", ["frequent", "persistent"])
@pytest.mark.parametrize("excuse", ["stress", "caffeine", "fatigue", "no_other_symptoms"])
def test_the_articles_rule_holds_whatever_explains_the_twitch(pattern: str, excuse: str) -> None:
    found = triage(evidence(**{pattern: "present", excuse: "present"}), KNOW)
    assert found.urgency == "see_doctor"
    assert any(know_fact.from_article for know_fact in (KNOW.facts[r.fact] for r in found.rules))


@pytest.mark.parametrize("trigger", ["caffeine", "stress", "fatigue", "strong_emotion"])
def test_a_single_brief_episode_with_a_trigger_can_be_watched(trigger: str) -> None:
    found = evidence(once_off="present", **{trigger: "present"}).with_items(
        [Item("duration", "present", value="PT12H")]
    )
    assert triage(found, KNOW).urgency == "self_care"


def test_two_weeks_are_enough_to_see_a_doctor() -> None:
    found = evidence(occasional="present")
    short = found.with_items([Item("duration", "present", value="P13D")])
    long = found.with_items([Item("duration", "present", value="P2W")])
    assert (triage(short, KNOW).urgency, triage(long, KNOW).urgency) == ("self_care", "see_doctor")


def test_nothing_known_is_no_reason_to_be_calm() -> None:
    assert triage(Evidence(), KNOW).urgency == "see_doctor"


@given(evidences, st.sampled_from(sorted(KNOW.findings)))
@settings(max_examples=400)
def test_not_knowing_is_never_calmer_than_knowing_it_absent(found: Evidence, finding: str) -> None:
    absent = triage(found.with_items([Item(finding, "absent")]), KNOW).urgency
    unknown = triage(found.with_items([Item(finding, "unknown")]), KNOW).urgency
    assert not more_urgent(absent, unknown)


@given(evidences, st.sampled_from(DANGER))
@settings(max_examples=400)
def test_a_danger_sign_alarms_in_any_company(found: Evidence, finding: str) -> None:
    after = triage(found.with_items([Item(finding, "present")]), KNOW)
    assert after.urgency in ("emergency", "urgent_same_day")
    before = triage(found.without([finding]), KNOW)
    assert not more_urgent(before.urgency, after.urgency)


@given(evidences)
@settings(max_examples=400)
def test_the_most_urgent_rule_decides_and_every_reason_is_of_that_urgency(found: Evidence) -> None:
    result = triage(found, KNOW)
    if result.crises:
        assert not more_urgent("urgent_same_day", result.urgency)
    elif result.rules:
        assert result.urgency == min((r.urgency for r in result.rules), key=URGENCIES.index)
        assert result.reasons
        assert all(rule.urgency == result.urgency for rule in result.reasons)


def test_every_alarm_begins_with_one_instruction(know: Knowledge) -> None:
    for rule in know.triage.values():
        if rule.action:
            assert len(rule.action.split()) <= 25, rule.id
            assert "?" not in rule.action, rule.id


@pytest.mark.parametrize("sign", ["face_droop", "speech_slurred", "arm_weakness", "seizure"])
def test_nothing_is_safe_to_watch_while_a_danger_sign_is_not_settled(sign: str) -> None:
    calm = evidence(once_off="present", stress="present").with_items(
        [Item("duration", "present", value="PT1H")]
    )
    assert triage(calm, KNOW).urgency == "self_care"
    assert triage(calm.with_items([Item(sign, "absent")]), KNOW).urgency == "self_care"
    assert triage(calm.with_items([Item(sign, "unknown")]), KNOW).urgency == "see_doctor"


def test_only_an_old_neck_operation_is_for_an_appointment() -> None:
    after = evidence(thyroid_or_neck_surgery="present", muscle_cramps="present")
    for status, urgency in (("unknown", "urgent_same_day"), ("absent", "see_doctor")):
        found = after.with_items([Item("recent_neck_surgery", status)])  # type: ignore[arg-type]
        assert triage(found, KNOW).urgency == urgency
    assert triage(after, KNOW).urgency == "urgent_same_day"


@pytest.mark.parametrize(
    ("opened_by", "sign", "urgency"),
    [
        ("caffeine", "fast_heart", "urgent_same_day"),
        ("caffeine", "chest_pain", "emergency"),
        ("dehydration", "no_urine", "emergency"),
        ("dehydration", "drowsy", "emergency"),
        ("diabetes_medicine", "drowsy", "emergency"),
        ("alcohol_withdrawal", "vomiting", "emergency"),
        ("drug_withdrawal", "hallucination", "emergency"),
    ],
)
def test_what_a_substance_makes_dangerous_is_asked_with_it(
    opened_by: str, sign: str, urgency: str
) -> None:
    found = evidence(**{opened_by: "present"})
    asking = KNOW.question_about(sign)
    assert asking
    assert any(holds(condition, found) for condition in asking.ask_if)
    assert triage(found.with_items([Item(sign, "present")]), KNOW).urgency == urgency
