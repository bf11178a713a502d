"""What is asked next, as a pure function of the evidence."""

from __future__ import annotations

from hypothesis import given, settings

from quiver import answers, knowledge
from quiver.answers import Utterance
from quiver.evidence import Evidence, Item
from quiver.interview import is_open, next_question, open_questions
from tests.decisions.test_triage import evidence, evidences

KNOW = knowledge.load()


@given(evidences)
@settings(max_examples=300)
def test_nothing_known_is_asked_again(found: Evidence) -> None:
    for question in open_questions(found, KNOW):
        if question.attribute:
            assert found.get(question.attribute) is None
        elif question.select == "one":
            assert not any(found.present(f) for f in question.findings)
        assert not question.findings or any(found.status(f) is None for f in question.findings)


@given(evidences)
@settings(max_examples=150)
def test_not_sure_to_everything_ends_the_interview(found: Evidence) -> None:
    for _ in range(len(KNOW.questions) + 1):
        question = next_question(found, KNOW)
        if question is None:
            return
        said = Utterance("", pressed=(question.id, answers.NOT_SURE))
        items = answers.interpret(question, found, said, KNOW)
        assert items, question.id
        found = found.with_items(items)
        assert not is_open(question, found), question.id
    raise AssertionError("the interview does not end")


def test_danger_comes_before_everything_about_the_twitch() -> None:
    found = evidence().with_items(
        [Item("who", "present", value="self"), Item("age_band", "present", value="adult")]
    )
    asked = [q.id for q in open_questions(found, KNOW)]
    assert asked.index("droop") < asked.index("how_often")
    assert asked.index("danger_check") < asked.index("how_often")


def test_what_only_matters_with_a_droop_waits_for_one() -> None:
    asked = {q.id for q in open_questions(Evidence(), KNOW)}
    assert "sudden" not in asked
    assert "sudden" in {q.id for q in open_questions(evidence(face_weakness="present"), KNOW)}


def test_every_choice_of_every_question_closes_it() -> None:
    for question in KNOW.questions.values():
        base = Evidence()
        for condition in question.ask_if[:1]:
            base = evidence(**dict.fromkeys((*condition.all, *condition.any[:1]), "present"))
        for choice in answers.choices(question, base, KNOW):
            said = Utterance("", pressed=(question.id, choice.id))
            items = answers.interpret(question, base, said, KNOW)
            assert items, choice.payload
            assert not is_open(question, base.with_items(items)), choice.payload
