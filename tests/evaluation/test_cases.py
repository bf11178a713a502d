"""The cases: how they are read, answered and judged, and the floors of their figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from evaluation.cases import case
from evaluation.cases.__main__ import run_in_mind
from evaluation.cases.case import Case, case_of
from evaluation.cases.person import reply_to
from evaluation.cases.report import by_set, misses, table
from evaluation.cases.scoring import Judged, score
from evaluation.cases.talking import Ending
from quiver import answers, knowledge, messages
from quiver.evidence import Evidence
from quiver.interview import Progress

KNOW = knowledge.load()
FLOORS = YAML(typ="safe").load(Path("evaluation/cases/floors.yml").read_text("utf-8"))
ROW = {
    "id": "X1", "opener": "my lip twitches", "facts": {"stress": True, "side_left": True,
    "duration": "P5D", "frequent": False}, "gold_causes": ["temporary_stress_anxiety", "tourette"],
    "ties": [["temporary_stress_anxiety", "temporary_fatigue"]], "gold_urgency": "self_care",
    "urgency_accept": ["see_doctor"], "rationale": "Because.",
}  # fmt: skip
CASE = case_of(ROW)


def asked(name: str) -> dict:  # type: ignore[type-arg]
    question = KNOW.questions[name]
    offered = answers.choices(question, Evidence(), KNOW)
    return messages.question(question, Evidence(), offered, KNOW, Progress(0, 1, 14)).custom or {}


@pytest.mark.parametrize(
    ("question", "facts", "answer"),
    [
        ("side", {"side_left": True}, "side_left"),
        ("side", {"side_left": False}, "side_right not_sure".split()),
        ("side", {}, "not_sure"),
        ("how_often", {"frequent": True, "persistent": False}, "frequent"),
        ("danger_check", {"seizure": True, "lip_swelling": True}, "seizure,lip_swelling"),
        ("danger_check", {"seizure": False}, "none"),
        ("danger_check", {}, "not_sure"),
        ("duration", {"duration": "P5D"}, "days"),
        ("duration", {"duration": "P3Y"}, "years"),
        ("who", {"who": "child"}, "child"),
        ("who", {}, "not_sure"),
        ("sleep", {"during_sleep": False}, "not_sure"),
        ("palsy", {"sudden_onset": False}, "no"),
    ],
)
def test_a_simulated_person_answers_what_is_so(question, facts, answer) -> None:  # type: ignore[no-untyped-def]
    wanted = answer if isinstance(answer, list) else [answer]
    assert reply_to(asked(question), facts).rpartition('"a":"')[2].rstrip('"}') in wanted


@pytest.mark.parametrize(
    ("ending", "figures"),
    [
        (Ending("self_care", ("temporary_stress_anxiety",)), (True, True, False, False, True)),
        (Ending("see_doctor", ("temporary_fatigue",)), (True, False, False, False, True)),
        (Ending("emergency", ("tourette",)), (False, False, False, True, False)),
        (Ending(None), (False, False, True, False, False)),
    ],
)
def test_an_ending_is_judged(ending: Ending, figures: tuple[bool, ...]) -> None:
    one = Judged(CASE, 0, ending)
    assert (one.exact, one.strictly_exact, one.under, one.over, one.first) == figures


def test_an_emergency_taken_for_less_is_counted_and_explained() -> None:
    grave = case_of({**ROW, "gold_urgency": "emergency", "urgency_accept": []})
    one = Judged(grave, 0, Ending("see_doctor", ("tourette",), ("side",)))
    figures = score([one])
    assert (figures.missed_emergencies, figures.under, figures.most_asked) == (1, 1, 1)
    (line,) = misses([one])
    assert "under-triage" in line
    assert "Because." in line
    assert "emergencies under-triaged | 1" in table({"": figures})


def test_a_cause_that_is_named_where_none_fits_is_a_miss() -> None:
    none = case_of({**ROW, "gold_causes": [], "ties": []})
    (line,) = misses([Judged(none, 0, Ending("self_care", ("tourette",)))])
    assert "none fits" in line
    assert not misses([Judged(none, 0, Ending("self_care"))])


def test_every_urgency_and_every_cause_is_among_the_cases() -> None:
    cases = case.own()
    assert len(cases) >= 100
    assert all(len(one.openers) == 3 for one in cases)
    assert {one.urgency for one in cases} == {"emergency", "urgent_same_day", "see_doctor",
                                              "self_care"}  # fmt: skip
    assert {cause for one in cases for cause in one.causes} == set(KNOW.causes)


@pytest.mark.parametrize("name", [pytest.param("read", marks=pytest.mark.slow), "unread"])
def test_no_figure_of_the_cases_falls_below_its_floor(name: str) -> None:
    judged = run_in_mind([one for one in case.own() if one.unread == (name == "unread")])
    assert all(one.ending.urgency for one in judged)
    figures, floors = by_set(judged)[name], FLOORS[name]
    for figure in ("urgency", "urgency_strict", "first", "among_three", "none_named"):
        assert getattr(figures, figure) >= floors[figure], figure
    assert figures.most_asked <= floors["at_most_asked"]
    assert figures.median_asked <= floors["median_asked"]
    assert figures.missed_emergencies <= floors["missed_emergencies"]


def test_a_case_without_causes_has_no_right_first_one() -> None:
    none = Case("X", ("x",), {}, (), (), "self_care", frozenset(), "")
    assert none.first == frozenset()
