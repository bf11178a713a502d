"""The structured messages: each keeps to the documented format, and each line names its source."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import answers, knowledge, messages, replies, wording
from quiver.answers import Utterance
from quiver.conversation import Noted, State
from quiver.evidence import WHO, Evidence, Item
from quiver.interview import Progress
from quiver.knowledge.models import TriageRule
from quiver.language.hearing import Hearing
from quiver.messages import Message
from tests.decisions.test_triage import evidences

KNOW = knowledge.load()
SCHEMA = json.loads(Path("docs/messages.schema.json").read_text())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
FACTS = {fact.text: fact for fact in KNOW.facts.values()}
RULES = [rule for rule in KNOW.triage.values() if rule.action]
SUBJECT = sorted({intent for topic in KNOW.topics.values() for intent in topic.intents})


def assert_documented(message: Message) -> None:
    assert message.text.strip()
    assert "\n\n" not in message.text, "a channel would part it"
    assert "{" not in message.text.replace('{"', "")
    if message.custom is not None:
        VALIDATOR.validate(json.loads(json.dumps(message.custom)))
    for choice in message.choices:
        assert len(choice.payload.encode()) <= 64
        assert len(choice.title) <= 75


def assert_sourced(line: dict, key: str = "text") -> None:
    fact = FACTS[line[key]]
    assert line["source"] == messages.source_of(fact, KNOW)
    assert fact.confirmed
    if fact.from_article:
        section = KNOW.sections[line["source"]["article"]]
        assert 1 <= line["source"]["sentence"] <= section.sentences
    else:
        assert line["source"]["url"].startswith(("https://", "http://"))


with_person = st.builds(
    lambda found, who: found.with_items([Item("who", "present", value=who)] if who else []),
    evidences,
    st.sampled_from([None, *WHO]),
)


@given(with_person)
@settings(max_examples=80, deadline=None)
def test_every_message_over_any_evidence_is_documented(found: Evidence) -> None:
    state = State(found)
    said = replies.result(state, KNOW) + replies.known(state, KNOW) + replies.stopped(state, KNOW)
    asked_in, asked = replies.ask(state, KNOW)
    said += asked + replies.why(asked_in, KNOW) + replies.sources(KNOW)
    said += replies.acknowledge(Noted(state, told=found.items, changed=found.items[:2]), KNOW)
    for message in said:
        assert_documented(message)


@given(with_person)
@settings(max_examples=80, deadline=None)
def test_every_line_of_an_assessment_names_its_source(found: Evidence) -> None:
    message = next(
        m for m in replies.result(State(found), KNOW) if (m.custom or {})["type"] == "assessment"
    )
    custom = message.custom or {}
    assert custom["type"] == "assessment"
    assert custom["evidence"] == found.as_dicts()
    for line in (*custom["reasons"], *custom["advice"]):
        assert_sourced(line)
    for cause in custom["causes"]:
        assert cause["for"], "no cause is named with nothing for it"
        for bearing in (*cause["for"], *cause["against"], *cause["unknown"]):
            assert_sourced(bearing, "fact")
        for bearing in (*cause["for"], *cause["against"]):
            assert found.status(bearing["finding"]) == bearing["status"]


@given(with_person)
@settings(max_examples=80, deadline=None)
def test_the_text_of_a_result_says_first_what_to_do_and_shows_every_source(found: Evidence) -> None:
    message = next(
        m for m in replies.result(State(found), KNOW) if (m.custom or {})["type"] == "assessment"
    )
    custom = message.custom or {}
    lines = message.text.split("\n")
    if custom["urgency"] == "emergency":
        assert lines[0].startswith(wording.TELL_THEM)
        return
    assert lines[0] == wording.URGENCY[custom["urgency"]]
    for said in (*custom["reasons"], *custom["advice"]):
        assert f"• {messages.cite(FACTS[said['text']], KNOW)}" in lines
    marked = [line for line in lines if line.startswith(("• ", "  + ", "  − "))]
    assert all(line.endswith("]") for line in marked)
    assert lines[-1] == wording.NOT_A_DIAGNOSIS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_card_begins_with_the_action_and_names_its_source(rule: TriageRule) -> None:
    message = messages.emergency(rule, KNOW)
    assert_documented(message)
    first = message.text.split("\n")
    if rule.crisis:
        assert first.pop(0) == wording.CRISIS
    assert first[0] == rule.action
    custom = message.custom or {}
    assert (custom["flag"], custom["urgency"]) == (rule.id, rule.urgency)
    assert custom["text"] == message.text
    assert custom["source"] == messages.source_of(KNOW.facts[rule.fact], KNOW)
    assert messages.cite(KNOW.facts[rule.fact], KNOW) in message.text
    assert KNOW.facts[rule.fact].confirmed


@pytest.mark.parametrize("question", KNOW.questions.values(), ids=lambda q: q.id)
@pytest.mark.parametrize("who", [None, *WHO])
@pytest.mark.parametrize("retry", [False, True])
def test_every_question_in_both_wordings_for_every_person(question, who, retry) -> None:  # type: ignore[no-untyped-def]
    found = Evidence((Item("who", "present", value=who),) if who else ())
    offered = answers.choices(question, found, KNOW)
    message = messages.question(question, found, offered, KNOW, Progress(0, 1, 14), retry)
    assert_documented(message)
    assert (message.custom or {})["text"].endswith(("?", ".")), message.text
    assert message.text.startswith((message.custom or {})["text"])
    assert "last one" in message.text
    assert message.text[0].isupper()


@pytest.mark.parametrize("topic", KNOW.topics.values(), ids=lambda topic: topic.id)
@pytest.mark.parametrize("intent", SUBJECT)
def test_every_answer_about_a_subject_is_documented_and_sourced(topic, intent: str) -> None:  # type: ignore[no-untyped-def]
    said = Utterance("x", intent, Hearing(topics=(topic.id,)))
    reply = replies.answer(State(), said, KNOW)
    assert reply
    for message in reply:
        assert_documented(message)
        for line in (message.custom or {}).get("lines", []):
            assert_sourced(line)
            assert messages.cite(FACTS[line["text"]], KNOW) in message.text


def test_a_card_that_holds_is_recalled_after_an_answer() -> None:
    said = Utterance("x", "ask_serious")
    reply = replies.answer(State(cards=("stroke_signs",)), said, KNOW)
    assert reply[-1].text == wording.STILL_HOLDS


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ((Item("face_droop", "absent"),), "no drooping of the face"),
        ((Item("arm_weakness", "absent"),), "no weak or numb arm or leg"),
        ((Item("stress", "unknown"),), "not sure: stress"),
        ((Item("duration", "present", value="P3W"),), "for 3 weeks"),
        ((Item("duration", "unknown"),), "not sure: how long"),
        ((Item("who", "present", value="child"),), "it is about a child"),
        (
            (Item("side_left", "present"), Item("seizure", "absent")),
            "the left side; no seizure (fit)",
        ),
    ],
)
def test_what_was_noted_in_words(items: tuple[Item, ...], words: str) -> None:
    assert messages.read_back(items, KNOW) == words


def test_what_is_told_and_what_is_changed_is_read_back_and_all_of_it_before_the_result() -> None:
    told, changed = Item("upper_lip", "present"), Item("side_left", "present")
    state = State(Evidence((told, changed, Item("stress", "absent"))))
    said = [m.text for m in replies.acknowledge(Noted(state, (told,), (changed,)), KNOW)]
    assert [text.split(":")[0] for text in said] == ["I changed that", "I noted"]
    assert "the left side" in said[0]
    assert "the upper lip" in said[1]
    assert all(text.endswith(wording.MEND) for text in said)
    before, _, summary = replies.result(state, KNOW)
    assert before.text.startswith(wording.BEFORE_RESULT)
    assert "the upper lip; the left side" in before.text
    assert {e["finding"] for e in (before.custom or {})["evidence"]} == {
        "upper_lip", "side_left", "stress",
    }  # fmt: skip
    assert (summary.custom or {})["type"] == "summary"


@given(with_person)
@settings(max_examples=60, deadline=None)
def test_every_result_and_every_stop_ends_with_a_safety_net(found: Evidence) -> None:
    said = [*replies.result(State(found), KNOW), *replies.stopped(State(found), KNOW)]
    customs = [message.custom or {} for message in said]
    advice = next(c["advice"] for c in customs if c.get("type") == "assessment")
    assert any(line["kind"] == "safety_net" for line in advice) or found.present("self_harm")
    assert any(c.get("topic") == "safety_net" for c in customs) or found.present("self_harm")
