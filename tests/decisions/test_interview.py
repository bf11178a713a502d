"""What is asked next and when it stops, as a pure function of the evidence."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiver import answers, interview, knowledge, outlook
from quiver.answers import Utterance
from quiver.assessment import shown
from quiver.conversation import State, note
from quiver.evidence import Evidence, Item
from quiver.interview import AT_MOST, is_open, next_question, open_questions, worth_asking
from quiver.knowledge.models import URGENCIES, Condition, Question, TriageRule
from quiver.triage import more_urgent, triage
from tests.decisions.test_triage import ALARMING, evidence, evidences, just_enough

KNOW = knowledge.load()
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking takes minutes
STYLES = ("none", "not_sure", "one", "many", "any")


def said_of(found: Evidence) -> tuple[str, str | None, frozenset[str]]:
    """The outcome as the person is told it, worked out by triage and assessment themselves."""
    named = [a.cause.id for a in shown(found, KNOW)]
    return triage(found, KNOW).urgency, named[0] if named else None, frozenset(named)


def answered(found: Evidence, question: Question, *chosen: str) -> Evidence:
    """The evidence after buttons of a question put in other words, as in a conversation."""
    said = Utterance("", "answer", pressed=(question.id, ",".join(chosen)))
    after = note(State(found, question.id, tries=1), said, KNOW).state.evidence
    assert after != found, (question.id, chosen)
    return after


def buttons(question: Question, found: Evidence) -> list[tuple[str, ...]]:
    """Every single button of a question, and for lists every pair and all of them."""
    offered = [choice.id for choice in answers.choices(question, found, KNOW)]
    single = [(one,) for one in offered]
    if question.select == "one":
        return single
    own = [one for one in offered if one not in answers.COMMON]
    pairs = [(a, b) for i, a in enumerate(own) for b in own[i + 1 :]]
    return [*single, *pairs, tuple(own), *((one, answers.NOT_SURE) for one in own)]


def draw_answer(data: st.DataObject, question: Question, found: Evidence) -> tuple[str, ...]:
    offered = [choice.id for choice in answers.choices(question, found, KNOW)]
    own = [one for one in offered if one not in answers.COMMON]
    style = data.draw(st.sampled_from(STYLES))
    if question.select == "many" and style in ("many", "any"):
        return tuple(data.draw(st.lists(st.sampled_from(own), min_size=1, unique=True)))
    if style in answers.COMMON and style in offered:
        return (style,)
    return (data.draw(st.sampled_from(own)),)


def is_over(found: Evidence) -> bool:
    return triage(found, KNOW).urgency == "emergency" or next_question(found, KNOW) is None


@given(evidences)
@settings(max_examples=300, deadline=None, phases=QUICK)
def test_the_outlook_agrees_with_triage_and_assessment(found: Evidence) -> None:
    view = outlook.of(KNOW)
    ahead = view.outcome(view.facts(found))
    causes = list(KNOW.causes)
    first = None if ahead.first is None else causes[ahead.first]
    named = frozenset(causes[place] for place in ahead.causes)
    assert (URGENCIES[ahead.urgency], first, named) == said_of(found)


@given(evidences, st.data())
@settings(max_examples=60, deadline=None, phases=QUICK)
def test_when_it_stops_no_answer_to_any_open_question_changes_the_outcome(
    found: Evidence, data: st.DataObject
) -> None:
    while not is_over(found):
        question = next_question(found, KNOW)
        assert question
        found = answered(found, question, *draw_answer(data, question, found))
    if triage(found, KNOW).urgency == "emergency":
        return
    full = interview.asked(found, KNOW) >= AT_MOST
    for question in open_questions(found, KNOW):
        for chosen in buttons(question, found):
            after = said_of(answered(found, question, *chosen))
            if full:  # then only the causes may differ
                assert after[0] == said_of(found)[0], (question.id, chosen)
            else:
                assert after == said_of(found), (question.id, chosen)


@given(evidences)
@settings(max_examples=60, deadline=None, phases=QUICK)
def test_a_question_that_is_asked_can_change_the_outcome(found: Evidence) -> None:
    for worth in worth_asking(found, KNOW):
        question = worth.question
        if question.leads or worth.combined:
            continue
        outcomes = {said_of(answered(found, question, *one)) for one in buttons(question, found)}
        outcomes |= {
            outcome_after(found, answer)
            for answer in interview.every_answer(question, found, KNOW)
        }  # fmt: skip
        assert outcomes - {said_of(found)}, question.id


def outcome_after(found: Evidence, answer: outlook.Facts) -> tuple[str, str | None, frozenset[str]]:
    view = outlook.of(KNOW)
    ahead = view.outcome(view.facts(found).after(answer))
    causes = list(KNOW.causes)
    first = None if ahead.first is None else causes[ahead.first]
    return URGENCIES[ahead.urgency], first, frozenset(causes[place] for place in ahead.causes)


@given(evidences)
@settings(max_examples=50, deadline=None, phases=QUICK)
def test_a_question_asked_for_a_combination_has_a_rule_that_waits_for_it(found: Evidence) -> None:
    now = URGENCIES.index(triage(found, KNOW).urgency)
    for worth in worth_asking(found, KNOW):
        if not worth.combined:
            continue
        own = {*worth.question.findings, worth.question.attribute}
        implied = {i for f in worth.question.findings for i in KNOW.findings[f].implies}
        assert any(
            URGENCIES.index(rule.urgency) < now
            and any(
                own & {*c.findings, *_attributes(c)} or implied & {*c.findings} for c in rule.when
            )
            for rule in KNOW.triage.values()
        ), worth.question.id


def _attributes(condition) -> set[str]:  # type: ignore[no-untyped-def]
    told = {"duration"} if condition.at_least or condition.less_than else set()
    return (
        told | ({"age_band"} if condition.ages else set()) | ({"who"} if condition.who else set())
    )


@given(evidences)
@settings(max_examples=50, deadline=None, phases=QUICK)
def test_the_question_asked_changes_most_urgency_first(found: Evidence) -> None:
    worth = worth_asking(found, KNOW)
    for one, next_one in itertools.pairwise(worth):
        assert one.key >= next_one.key
    if worth and not worth[0].question.leads:
        assert worth[0].urgency == max(w.urgency for w in worth)


@given(st.data())
@settings(max_examples=120, deadline=None, phases=QUICK)
def test_no_interview_is_longer_than_fourteen_questions(data: st.DataObject) -> None:
    found, asked = Evidence(), 0
    while not is_over(found):
        question = next_question(found, KNOW)
        assert question
        found = answered(found, question, *draw_answer(data, question, found))
        asked += 1
        assert asked <= 14
        assert interview.asked(found, KNOW) == asked


def test_the_longest_interview_that_can_be_found_keeps_to_the_limit() -> None:
    """The longest interview, sought by always giving the answer that leaves most to ask."""
    found = Evidence()
    for _ in range(AT_MOST + 1):
        if is_over(found):
            break
        question = next_question(found, KNOW)
        assert question
        after = [
            later
            for one in buttons(question, found)
            if triage(later := answered(found, question, *one), KNOW).urgency != "emergency"
        ]
        found = max(after, key=lambda later: len(worth_asking(later, KNOW)))
    assert is_over(found)
    assert interview.asked(found, KNOW) <= 14


@given(evidences)
@settings(max_examples=300, deadline=None, phases=QUICK)
def test_nothing_known_is_asked_again(found: Evidence) -> None:
    for question in open_questions(found, KNOW):
        if question.attribute:
            assert found.get(question.attribute) is None
        elif question.select == "one":
            assert not any(found.present(f) for f in question.findings)
        still = {None, "unknown"} if question.insists else {None}
        assert not question.findings or any(found.status(f) in still for f in question.findings)


def test_danger_is_asked_before_everything_about_the_twitch() -> None:
    found = Evidence((Item("who", "present", value="self"),))
    worth = [w.question.id for w in worth_asking(found, KNOW)]
    assert worth[0] == "danger_check"


@pytest.mark.parametrize("opener", [{"stress": "present"}, {"frequent": "present"}, {}])
def test_danger_signs_are_always_asked_about(opener: dict) -> None:
    found = evidence(**opener).with_items([Item("who", "present", value="self")])
    question = next_question(found, KNOW)
    assert question
    assert question.id == "danger_check"


def test_age_is_asked_only_of_a_child_or_of_somebody_unknown() -> None:
    def asked(**person: str | None) -> set[str]:
        items = (Item(k, "present" if v else "unknown", value=v) for k, v in person.items())
        return {q.id for q in open_questions(Evidence(tuple(items)), KNOW)}  # fmt: skip

    assert "age_band" in asked(who="child")
    assert "age_band" in asked(who=None)
    assert "age_band" not in asked(who="self")
    assert "age_band" not in asked(who="other")


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("calcium_signs", {"thyroid_or_neck_surgery"}),
        ("substance_signs", {"alcohol_withdrawal"}),
        ("medicine", {"new_medication"}),
        ("conditions", {"tingling_lips_fingers"}),
        ("palsy", {"palsy_past"}),
        ("swelling_signs", {"lip_swelling"}),
        ("jaw_signs", {"jaw_locked"}),
        ("substance_signs", {"dehydration"}),
    ],
)
def test_what_matters_to_few_is_asked_of_few(question: str, opens: set[str]) -> None:
    assert question not in {q.id for q in open_questions(Evidence(), KNOW)}
    with_it = evidence(**dict.fromkeys(opens, "present"))
    assert question in {q.id for q in worth_asking_ids(with_it)}


def worth_asking_ids(found: Evidence) -> list[Question]:
    return [worth.question for worth in worth_asking(found, KNOW)]


def test_every_choice_of_every_question_closes_it() -> None:
    for question in KNOW.questions.values():
        base = Evidence()
        for condition in question.ask_if[:1]:
            base = evidence(**dict.fromkeys((*condition.all, *condition.any[:1]), "present"))
        for choice in answers.choices(question, base, KNOW):
            after = answered(base, question, choice.id)
            assert not is_open(question, after), choice.payload


@given(evidences)
@settings(max_examples=60, deadline=None, phases=QUICK)
def test_progress_is_what_comes_when_nothing_else_is_found(found: Evidence) -> None:
    progress = interview.progress(found, KNOW)
    count = 0
    while question := next_question(found, KNOW):
        rest = answers.NONE if question.select == "many" else answers.NOT_SURE
        found = answered(found, question, rest)
        count += 1
    assert progress.about == count
    assert progress.at_most == AT_MOST


def nothing_else(question: Question) -> str:
    """The answer of somebody who has nothing else."""
    return answers.NONE if question.select == "many" else answers.NOT_SURE


@pytest.mark.parametrize(("rule", "condition"), ALARMING, ids=lambda x: getattr(x, "id", None))
def test_what_would_make_it_more_urgent_is_asked(rule: TriageRule, condition: Condition) -> None:
    """Of every danger that takes several findings, told all but one, the one is asked about."""
    for missing in (*condition.all, *condition.any):
        asking = KNOW.question_about(missing)
        one_of = () if missing in condition.any else condition.any[:1]
        if asking is None or not condition.all or set(one_of) - set(KNOW.findings):
            continue
        enough = just_enough(condition.copy(update={"any": one_of}))
        found = enough.without([missing]).with_items([Item("who", "present", value="self")])
        asked = set()
        while triage(found, KNOW).urgency != rule.urgency and not is_over(found):
            question = next_question(found, KNOW)
            assert question
            asked.add(question.id)
            if question.id == asking.id:
                break
            found = answered(found, question, nothing_else(question))
        reached = not more_urgent(rule.urgency, triage(found, KNOW).urgency)
        assert asking.id in asked or reached, missing


def test_what_could_become_urgent_together_with_other_answers_is_worth_asking() -> None:
    """Neither a drug nor a neck operation is an emergency: with what is asked next they can be."""
    found = evidence(frequent="present").with_items([Item("who", "present", value="self")])
    found = answered(found, KNOW.questions["danger_check"], answers.NONE)
    worth = {one.question.id: one.combined for one in worth_asking(found, KNOW)}
    assert URGENCIES[URGENCIES.index("see_doctor") - worth["substances"]] == "emergency"
    assert URGENCIES[URGENCIES.index("see_doctor") - worth["history"]] == "emergency"
    assert not worth.get("side")
