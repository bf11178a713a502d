"""What Quiver must never do, each as one property over any evidence or over all the knowledge."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import answers, knowledge, messages, replies, wording
from quiver.assessment import assess
from quiver.conversation import State, is_over, note
from quiver.evidence import Evidence, Item
from quiver.knowledge.models import URGENCIES
from quiver.outlook import of
from quiver.triage import more_urgent, triage
from tests.decisions.test_triage import DANGER, evidence, evidences

KNOW = knowledge.load()
HARMLESS = ("stress", "anxiety", "fatigue", "poor_sleep", "caffeine", "worse_with_stress",
            "worse_with_fatigue", "strong_emotion", "no_other_symptoms", "dehydration")  # fmt: skip
STOPPABLE = ("new_medication", "antipsychotic", "antidepressant", "diabetes_medicine", "alcohol",
             "alcohol_withdrawal", "drug_withdrawal", "opioid_withdrawal")  # fmt: skip
KEEP = {"care_keep_medicine", "medicine_keep_taking", "alcohol_never_suddenly", "opioid_wd_slowly"}
LONGEST = 4096


def texts(found: Evidence) -> list[str]:
    return [message.text for message in replies.result(State(found), KNOW)]


@given(evidences, st.sampled_from(HARMLESS))
@settings(max_examples=300, deadline=None)
def test_a_harmless_explanation_lowers_no_urgency(found: Evidence, harmless: str) -> None:
    before = triage(found.without([harmless]), KNOW).urgency
    after = triage(found.with_items([Item(harmless, "present")]), KNOW).urgency
    assert not more_urgent(before, after)


def test_no_cause_that_is_believed_in_lowers_the_urgency_of_any_rule() -> None:
    """Only how often it comes, and a palsy or stroke that was seen may calm.

    A medicine that was stopped calms nothing either, but an opioid is no sedative: stopping one
    brings shaking and sweat without the fits for which a sedative calls for help today.
    """
    calming = {f for rule in KNOW.triage.values() for c in rule.when for f in c.none}
    seen = {"palsy_known", "palsy_past", "stroke_past"}
    assert calming <= {"once_off", "frequent", "persistent", "opioid_withdrawal", *seen}


@pytest.mark.parametrize("age", ["under_1", "under_5"])
@given(found=evidences)
@settings(max_examples=80, deadline=None)
def test_a_small_child_is_for_a_clinician_today_whatever_else_is_told(
    age: str, found: Evidence
) -> None:
    child = found.with_items([Item("age_band", "present", value=age)])
    assert triage(child, KNOW).urgency in ("emergency", "urgent_same_day")
    with_fit = child.with_items([Item("seizure", "present")])
    assert triage(with_fit, KNOW).urgency == "emergency"


@pytest.mark.parametrize("told", STOPPABLE)
@pytest.mark.parametrize("pattern", ["once_off", "occasional", "frequent", "persistent"])
def test_whoever_names_a_medicine_or_alcohol_is_told_not_to_stop_it_alone(
    told: str, pattern: str
) -> None:
    found = evidence(**{told: "present", pattern: "present"})
    said = "\n".join(texts(found))
    assert any(KNOW.facts[fact].text in said for fact in KEEP), told


def test_every_emergency_card_names_the_local_number_first() -> None:
    for rule in KNOW.triage.values():
        if rule.urgency == "emergency":
            first = messages.emergency(rule, KNOW).text
            assert "local emergency number" in first
            assert first.index("local") < first.index("999")


def test_what_is_said_when_a_turn_fails_names_the_danger_signs_and_the_number() -> None:
    for word in ("face", "speech", "arm", "breathe", "emergency number"):
        assert word in wording.FAILED


@given(evidences)
@settings(max_examples=100, deadline=None)
def test_no_message_is_longer_than_any_channel_takes(found: Evidence) -> None:
    state, asked = replies.ask(State(found), KNOW)
    said = [*texts(found), *(m.text for m in asked), *(m.text for m in replies.why(state, KNOW))]
    said += [m.text for m in replies.stopped(state, KNOW) + replies.known(state, KNOW)]
    assert max(len(text) for text in said) <= LONGEST


def test_not_sure_to_everything_is_never_safe_to_watch() -> None:
    state = State()
    for _ in range(40):
        if is_over(state, KNOW):
            break
        state, _ = replies.ask(state, KNOW)
        pressed = (str(state.question), answers.NOT_SURE)
        state = note(state, answers.Utterance("", "answer", pressed=pressed), KNOW).state
    assert is_over(state, KNOW)
    assert triage(state.evidence, KNOW).urgency == "see_doctor"


@pytest.mark.parametrize("sign", sorted({*DANGER, "face_droop"} - {"lip_swelling"}))
def test_after_an_emergency_nothing_more_is_asked(sign: str) -> None:
    found = evidence(**{sign: "present"})
    assert is_over(State(found), KNOW)
    (message,) = replies.result(State(found), KNOW)
    assert message.text.startswith(wording.TELL_THEM)


def test_every_pair_of_dangers_keeps_its_most_urgent_action() -> None:
    rules = [rule for rule in KNOW.triage.values() if rule.action and not rule.crisis]
    for one, other in itertools.combinations(rules, 2):
        both = Evidence(
            tuple(
                {
                    f: Item(f, "present")
                    for rule in (one, other)
                    for f in (*rule.when[0].all, *rule.when[0].any[:1])
                    if f not in (*one.when[0].none, *other.when[0].none)
                }.values()
            )
        ).with_items(
            [
                Item("age_band", "present", value=rule.when[0].ages[0])
                for rule in (one, other)
                if rule.when[0].ages
            ]
        )
        found = triage(both, KNOW)
        for rule in found.rules:
            assert not more_urgent(rule.urgency, found.urgency)
        assert found.dangers or not both.items


@pytest.mark.parametrize(
    "pair", itertools.combinations(KNOW.causes.values(), 2), ids=lambda pair: pair.id
    if hasattr(pair, "id")
    else "+".join(cause.id for cause in pair),
)  # fmt: skip
def test_of_two_causes_the_one_whose_facts_are_told_stands_before_the_other(pair) -> None:  # type: ignore[no-untyped-def]
    for told, other in (pair, pair[::-1]):
        found = Evidence(
            tuple(
                {
                    name: Item(name, "present")
                    for b in told.speaks_for
                    if b.when == "present" and b.strength == "hallmark" and not b.less_than
                    for name in (b.finding, *b.also)
                }.values()
            )
        )
        places = {a.cause.id: (a.fit, a.weight) for a in assess(found, KNOW)}
        own, rival = places[told.id], places[other.id]
        assert own[0] == "fits"
        assert own[1] >= rival[1] or rival[0] != "fits", (told.id, other.id)


@given(evidences)
@settings(max_examples=200, deadline=None)
def test_the_outlook_never_sees_it_calmer_than_triage(found: Evidence) -> None:
    view = of(KNOW)
    ahead = URGENCIES[view.outcome(view.facts(found)).urgency]
    assert ahead == triage(found, KNOW).urgency


def test_how_urgent_it_is_and_what_to_do_rests_on_reviewed_sources_and_not_on_the_article() -> None:
    """But for the article's own rule, that lasting or frequent twitching needs a doctor."""
    rules = {rule.id: rule.fact for rule in KNOW.triage.values()}
    facts = [fact for rule, fact in rules.items() if rule != "frequent_or_persistent"]
    for fact in [KNOW.facts[name] for name in (*facts, *(a.fact for a in KNOW.advice.values()))]:
        assert not fact.from_article, fact.id
        assert KNOW.sources[str(fact.source)].reviewed


@given(evidences)
@settings(max_examples=100, deadline=None)
def test_every_line_that_rests_on_the_article_says_so(found: Evidence) -> None:
    article = {f.text for f in KNOW.facts.values() if f.from_article}
    said = [line for text in texts(found) for line in text.split("\n")]
    for line in said:
        fact = next((text for text in article if text in line), None)
        assert (fact is not None) == ("[article: " in line), line
    assert any(wording.NOT_A_DIAGNOSIS in line for line in said) or is_over(State(found), KNOW)
