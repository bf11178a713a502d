"""Each figure of `make eval` moves when, and only when, what it stands for goes wrong."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from evaluation import metrics
from evaluation.errors import error_of, worst
from evaluation.metrics import Heard, Scores, danger_of, durations_agree, heard_of, score
from evaluation.sets import MEANT_AS, Message
from quiver.answers import Utterance
from quiver.knowledge import Knowledge
from quiver.language.hearing import Heard as HeardWords
from quiver.language.hearing import Hearing

REPORT = Message(
    "1",
    "…",
    "report_symptom",
    frozenset({"ask_cause"}),
    present=frozenset({"caffeine", "side_left", "speech_slurred"}),
    absent=frozenset({"alcohol"}),
    optional=frozenset({"stress"}),
    durations=frozenset({"P2W"}),
)
CHAT = Message("2", "…", "out_of_scope")
RIGHT = Heard(
    "report_symptom",
    frozenset({"caffeine", "side_left", "speech_slurred"}),
    frozenset({"alcohol"}),
    "P2W",
    alarm=True,
)
DECLINED = Heard("out_of_scope")


def changed(heard: Heard, **changes: Any) -> Heard:
    return dataclasses.replace(heard, **changes)


def both(know: Knowledge, report: Heard = RIGHT, chat: Heard = DECLINED) -> Scores:
    return score([(REPORT, report), (CHAT, chat)], know)


def test_all_figures_are_perfect_when_all_is_understood(know: Knowledge) -> None:
    figures = both(know).figures
    assert set(figures) == {metric.id for metric in metrics.METRICS}
    for metric in metrics.METRICS:
        assert figures[metric.id] == (0.0 if metric.lower else 1.0), metric.id


@pytest.mark.parametrize(
    ("report", "chat", "expected"),
    [
        # another act, which is right as well
        ({"intent": "ask_cause"}, {}, {"intents_strict": 0.5, "intents_macro_f1": 0.5}),
        # a wrong act
        (
            {"intent": "greet"},
            {},
            {"intents_strict": 0.5, "intents_lenient": 0.5, "intents_macro_f1": 0.5},
        ),
        # a report declined
        (
            {"intent": "out_of_scope"},
            {},
            {
                "intents_strict": 0.5,
                "intents_lenient": 0.5,
                "intents_macro_f1": 1 / 3,  # 0 and 2/3
                "false_declines": 1.0,
            },
        ),
        # chat taken for a report
        (
            {},
            {"intent": "report_symptom"},
            {
                "intents_strict": 0.5,
                "intents_lenient": 0.5,
                "intents_macro_f1": 1 / 3,
                "off_subject_declined": 0.0,
            },
        ),
        # a finding missed
        (
            {"present": RIGHT.present - {"caffeine"}},
            {},
            {"findings_recall": 2 / 3, "findings_f1": 0.8},
        ),
        # a finding too many
        (
            {"present": RIGHT.present | {"fatigue"}},
            {},
            {"findings_precision": 0.75, "findings_f1": 6 / 7},
        ),
        # an arguable finding is nothing to either side
        ({"present": RIGHT.present | {"stress"}}, {}, {}),
        # a denial not heard
        ({"absent": frozenset()}, {}, {"negated_heard": 0.0}),
        # a denial turned around
        (
            {"absent": frozenset(), "present": RIGHT.present | {"alcohol"}},
            {},
            {
                "negated_heard": 0.0,
                "negated_flipped": 1.0,
                "findings_precision": 0.75,
                "findings_f1": 6 / 7,
            },
        ),
        # danger passed over, and seen where there is none
        ({"alarm": False}, {}, {"danger_recall": 0.0}),
        ({}, {"alarm": True}, {"false_alarms": 1.0, "other_alarms": 1.0}),
        # durations: within a factor of two, beyond it, missed, made up
        ({"duration": "P4W"}, {}, {}),
        ({"duration": "P5W"}, {}, {"durations_right": 0.0}),
        ({"duration": None}, {}, {"durations_right": 0.0}),
        ({}, {"duration": "P1D"}, {"durations_invented": 1.0}),
    ],
)
def test_a_fault_moves_its_own_figures_and_no_other(
    know: Knowledge, report: dict[str, Any], chat: dict[str, Any], expected: dict[str, float]
) -> None:
    perfect = both(know).figures
    figures = both(know, changed(RIGHT, **report), changed(DECLINED, **chat)).figures
    moved = {name: value for name, value in figures.items() if value != perfect[name]}
    assert moved == pytest.approx(expected)


def test_an_arguable_alarm_is_no_false_one(know: Knowledge) -> None:
    message = Message("1", "…", "report_symptom", present=frozenset({"alcohol_withdrawal"}))
    heard = Heard("report_symptom", frozenset({"alcohol_withdrawal"}), alarm=True)
    figures = score([(message, heard)], know).figures
    assert (figures["false_alarms"], figures["other_alarms"]) == (None, 1.0)


def test_findings_are_counted_one_by_one(know: Knowledge) -> None:
    heard = changed(RIGHT, present=frozenset({"caffeine", "fatigue"}))
    found = both(know, heard).by_finding
    assert (found["caffeine"].right, found["caffeine"].f1) == (1, 1.0)
    assert (found["fatigue"].wrong, found["fatigue"].precision) == (1, 0.0)
    assert (found["side_left"].missed, found["side_left"].recall) == (1, 0.0)


def test_what_the_told_implies_is_neither_rewarded_nor_punished(know: Knowledge) -> None:
    message = Message("1", "…", "report_symptom", present=frozenset({"opioid_withdrawal"}))
    heard = Heard("report_symptom", frozenset({"opioid_withdrawal", "drug_withdrawal"}))
    found = score([(message, heard)], know)
    assert found.figures["findings_precision"] == 1.0
    assert found.by_finding["opioid_withdrawal"].right == 1
    assert found.by_finding["drug_withdrawal"].f1 is None


def test_nothing_to_count_is_no_figure(know: Knowledge) -> None:
    figures = score([(CHAT, DECLINED)], know).figures
    assert figures["danger_recall"] is None
    assert figures["findings_f1"] is None
    assert figures["false_declines"] is None


@pytest.mark.parametrize(
    ("present", "intent", "optional", "dangerous"),
    [
        ({"seizure"}, "report_symptom", set(), True),
        ({"face_droop"}, "ask_cause", set(), True),
        ({"face_weakness"}, "emergency_sign", set(), True),
        ({"face_weakness"}, "report_symptom", set(), None),  # triage raises it, the set does not
        (set(), "emergency_sign", set(), None),
        ({"caffeine"}, "report_symptom", {"vision_change"}, None),
        ({"alcohol_withdrawal"}, "report_symptom", set(), None),  # a clinician today
        ({"caffeine"}, "report_symptom", {"stress"}, False),
        (set(), "ask_cause", set(), False),
    ],
)
def test_what_is_dangerous(
    know: Knowledge, present: set[str], intent: str, optional: set[str], dangerous: bool | None
) -> None:
    message = Message("1", "…", intent, present=frozenset(present), optional=frozenset(optional))
    assert danger_of(message, know) is dangerous


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("P2W", "P14D", True),
        ("P1W", "P2W", True),
        ("P4W", "P2W", True),
        ("P6D", "P2W", False),
        ("P29D", "P2W", False),
        ("PT36H", "P2D", True),
        ("nonsense", "P2D", False),
    ],
)
def test_durations_agree_within_a_factor_of_two(one: str, other: str, agree: bool) -> None:
    assert durations_agree(one, other) is agree


def words(finding: str, status: Any = "present", other: bool = False) -> HeardWords:
    return HeardWords(finding, status, 0, 1, "…", other)


def test_what_is_heard_is_of_the_person_and_of_the_vocabulary(know: Knowledge) -> None:
    hearing = Hearing(
        findings=(
            words("opioid_withdrawal"),
            words("caffeine", "absent"),
            words("stress", "unknown"),
            words("hand_tremor", other=True),
            words("confusion"),  # of a group that the sets do not know
        ),
        duration="P3D",
    )
    heard = heard_of(Utterance("…", "ask_serious", hearing), know)
    assert heard.intent == "ask_when_see_doctor"
    assert heard.present == {"opioid_withdrawal", "drug_withdrawal"}
    assert heard.absent == {"caffeine"}
    assert heard.duration == "P3D"
    assert heard.alarm  # confusion


def test_only_what_declines_counts_as_declined() -> None:
    declining = {own for own, meant in MEANT_AS.items() if meant == "out_of_scope"}
    about_the_bot = {"ask_bot", "ask_privacy"}  # which the sets call off the subject
    assert declining == {"nlu_fallback", "other_language"} | about_the_bot


def test_the_worst_error_comes_first(know: Knowledge) -> None:
    missed_danger = (REPORT, changed(RIGHT, alarm=False))
    chatted = (CHAT, Heard("report_symptom"))
    found = worst([(CHAT, DECLINED), chatted, missed_danger], know)
    assert [error.message.id for error in found] == ["1", "2"]
    assert found[0].faults == ("no alarm",)
    assert found[1].faults == ("taken for report_symptom, not out_of_scope",)
    assert error_of(REPORT, RIGHT, know) is None
