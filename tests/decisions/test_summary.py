"""The summary for the doctor: everything that was said is in it, once, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings

from quiver import knowledge, replies
from quiver.assessment import shown
from quiver.conversation import State
from quiver.evidence import Evidence, Item
from quiver.summary import summary
from tests.decisions.test_messages import assert_documented, with_person

KNOW = knowledge.load()
OPTIONS = {"once_off", "occasional", "frequent", "persistent"}
OPTIONS |= {"side_left", "side_right", "both_sides"}


def lines(found: Evidence) -> dict[str, list[str]]:
    written = summary(found, shown(found, KNOW), KNOW).as_dict()
    return {section["heading"]: section["lines"] for section in written["sections"]}


@given(with_person)
@settings(max_examples=100, deadline=None)
def test_everything_said_is_in_it_under_its_heading(found: Evidence) -> None:
    told = lines(found)
    denied, unsure = told.get("What is not there", []), told.get("What is not known", [])
    rest = [line for name, own in told.items() for line in own if own not in (denied, unsure)]
    for item in found:
        if item.finding not in KNOW.findings:
            continue
        name = KNOW.findings[item.finding].name
        line = name[0].upper() + name[1:]
        if item.status == "present":
            assert line in rest
            assert line not in denied + unsure
        elif item.status == "unknown":
            assert line in unsure
        elif item.finding not in OPTIONS:
            assert line in denied


@given(with_person)
@settings(max_examples=60, deadline=None)
def test_it_fits_into_one_message_of_every_channel(found: Evidence) -> None:
    for message in replies.doctors_summary(State(found), KNOW):
        assert_documented(message)
        assert len(message.text) <= 4096


def test_what_a_doctor_asks_first_is_named_when_it_is_not_known() -> None:
    told = lines(Evidence((Item("upper_lip", "present"),)))
    assert told["Where it twitches"] == ["The upper lip"]
    assert "How long it has been there" in told["What is not known"]
    assert "How often it comes" in told["What is not known"]
    assert "Which side" in told["What is not known"]


def test_each_cause_that_was_named_is_a_question_for_the_doctor() -> None:
    found = Evidence((Item("low_calcium", "present"), Item("duration", "present", value="P3W")))
    told = lines(found)
    assert told["How long it has been there"] == ["3 weeks"]
    for one in shown(found, KNOW):
        assert f"Could it be {one.cause.name}?" in told["Questions for the doctor"]
