"""Whether a reply counts as understood."""

from __future__ import annotations

import pytest

from evaluation.answers import score_answers, understood
from evaluation.sets import Answer, answer_sets
from quiver.answers import Utterance
from quiver.knowledge import Knowledge
from quiver.language.hearing import Hearing

DROOP = "Does one side of your face droop or look lower than the other?"
CHECKS = "Do you take in any of these? 1) caffeine 2) alcohol 3) street drugs 4) stimulant medicine"


@pytest.mark.parametrize(
    ("kind", "question", "meaning", "text", "intent", "right"),
    [
        ("yes_no", DROOP, "no", "nope", "deny", True),
        ("yes_no", DROOP, "yes", "nope", "deny", False),
        ("yes_no", DROOP, "yes", "yes", "affirm", True),
        ("yes_no", DROOP, "no", "yes", "affirm", False),
        ("yes_no", DROOP, "unsure", "dunno", "unsure", True),
        ("yes_no", DROOP, "unsure", "yes", "affirm", False),
        ("yes_no", DROOP, "why", "why that", "why_ask", True),
        ("yes_no", DROOP, "why", "why that", "nlu_fallback", False),
        ("yes_no", DROOP, "question", "is it bad", "ask_serious", True),
        ("yes_no", DROOP, "question", "is it bad", "greet", False),
        ("yes_no", DROOP, "other", "brb", "nlu_fallback", True),
        ("yes_no", DROOP, "other", "no", "deny", False),
        ("yes_no", "Have you drunk more coffee than usual?", "yes", "yes", "affirm", True),
        ("checklist", CHECKS, ("caffeine", "alcohol"), "1 and 2", "", True),
        ("checklist", CHECKS, ("caffeine",), "1 and 2", "", False),
        ("checklist", CHECKS, "none", "none", "deny", True),
        ("checklist", CHECKS, "none", "1", "", False),
        ("how_often", "How often?", "frequent", "daily", "", True),
        ("how_often", "How often?", "once_off", "daily", "", False),
        ("duration", "How long?", None, "dunno", "unsure", True),
        ("duration", "How long?", "P2W", "dunno", "unsure", False),
    ],
)
def test_a_reply_is_judged_by_the_evidence_it_makes(
    know: Knowledge,
    kind: str,
    question: str,
    meaning: str | tuple[str, ...] | None,
    text: str,
    intent: str,
    right: bool,
) -> None:
    answer = Answer("1", kind, question, text, meaning)
    assert understood(answer, Utterance(text, intent), know) is right


@pytest.mark.parametrize(
    ("heard", "meaning", "right"),
    [("P3W", "P2W", True), ("P5W", "P2W", False), ("P2Y", None, True), ("P3D", None, False)],
)
def test_a_length_is_right_within_a_factor_of_two(
    know: Knowledge, heard: str, meaning: str | None, right: bool
) -> None:
    answer = Answer("1", "duration", "How long?", "…", meaning)
    assert understood(answer, Utterance("…", "", Hearing(duration=heard)), know) is right


def test_every_answer_of_the_sets_has_its_question(know: Knowledge) -> None:
    for name, answers in answer_sets().items():
        shares, _ = score_answers([(answer, Utterance(answer.text)) for answer in answers], know)
        assert shares[""].of == len(answers), name
