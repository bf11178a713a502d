"""Everything that Quiver can ask keeps to the limits of Telegram and Slack."""

from __future__ import annotations

import string
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from channels import attachments, commands, face, markup
from channels.slack import rendering as slack
from channels.telegram import rendering as telegram
from quiver import answers, knowledge, messages
from quiver.evidence import Evidence
from quiver.interview import Progress
from tests.channels.fake_slack import _check_post
from tests.channels.fake_telegram import Html, _keyboard

#: What a channel's markup could be broken by.
MARKUP = st.sampled_from(list("<>&;/ab*_~`|\n "))


def shown(message: messages.Message) -> dict[str, Any]:
    """A message as channels get it."""
    buttons = [{"title": c.title, "payload": c.payload} for c in message.choices]
    return {"text": message.text, "buttons": buttons, "custom": message.custom}


def everything() -> list[dict[str, Any]]:
    """Every question, every card, every answer, and the list of all answers to change."""
    know = knowledge.load()
    empty, questions = Evidence(), know.questions.values()
    asked = [
        shown(messages.question(question, empty, offered, know, Progress(1, 8, 9), retry))
        for question in questions
        for offered in [answers.choices(question, empty, know)]
        for retry in (False, True)
    ]
    changes = shown(messages.answers_to_change(questions, empty, know))
    cards = [shown(messages.emergency(rule, know)) for rule in know.triage.values()]
    told = [
        shown(messages.answer(topic.id, [know.facts[f] for f in topic.tell], know))
        for topic in know.topics.values()
    ]
    return [*asked, changes, *cards, *told]


def test_telegram_takes_everything_with_its_buttons() -> None:
    for message in everything():
        for call in telegram.calls(message):
            assert 0 < len(Html(call.params["text"]).text) <= telegram.MESSAGE
            _keyboard(call.params)
            for row in call.params.get("reply_markup", {}).get("inline_keyboard", []):
                assert len(row) == 1
                assert len(row[0]["callback_data"].encode()) <= telegram.DATA


def test_slack_takes_everything_with_its_buttons() -> None:
    for message in everything():
        for post in slack.posts(message):
            _check_post({"text": post.text, "blocks": post.blocks})


def test_no_button_is_left_out_or_cut() -> None:
    for message in everything():
        titles = [button["title"] for button in message["buttons"]]
        rows = telegram.calls(message)[-1].params.get("reply_markup", {}).get("inline_keyboard", [])
        on_telegram = " ".join(row[0]["text"] for row in rows)
        on_slack = str([post.blocks for post in slack.posts(message)])
        for title in titles:
            assert title in on_telegram
            assert title in on_slack.replace("\\'", "'")


@settings(max_examples=200, deadline=None)
@given(st.text(MARKUP | st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=6000))
def test_any_text_arrives_whole_in_telegram(text: str) -> None:
    message = {"text": text, "custom": {"type": "emergency"}}
    sent = [Html(call.params["text"]) for call in telegram.calls(message)]
    assert "".join("".join(part.text.split()) for part in sent) == "".join(text.split())
    assert all(len(part.text) <= telegram.MESSAGE for part in sent)


@settings(max_examples=200, deadline=None)
@given(st.text(MARKUP | st.sampled_from(string.printable), min_size=1).filter(str.strip))
def test_any_text_is_taken_by_slack(text: str) -> None:
    for post in slack.posts({"text": text, "custom": {"type": "assessment"}}):
        for block in post.blocks:
            assert 1 <= len(block["text"]["text"]) <= slack.SECTION


def test_the_summary_goes_along_as_pdf_and_no_picture_with_an_emergency() -> None:
    sections = [{"heading": "What it is", "lines": ["The lip twitches."]}]
    written = {"title": "For the doctor", "sections": sections}
    asked = attachments.summary({"type": "summary", **written})
    assert asked is not None
    assert asked.startswith(b"%PDF")
    result = {"type": "assessment", "summary": written, "knowledge_version": "0" * 12}
    assert attachments.summary({**result, "urgency": "see_doctor"}) is None
    assert attachments.summary({"type": "question"}) is None
    where = [{"finding": "upper_lip", "status": "present"}]
    assert attachments.picture({**result, "urgency": "emergency", "evidence": where}) is None
    assert attachments.picture({**result, "urgency": "self_care", "evidence": where}) is not None


def test_a_question_says_once_how_far_it_is_and_after_its_choices() -> None:
    for message in everything():
        if (message["custom"] or {}).get("type") == "question":
            *above, last = markup.lines(message)
            assert (last[0].text, last[0].faint) == ("(About 7 more after this.)", True)
            assert not any("more after this" in span.text for line in above for span in line)


def test_sources_with_an_address_become_links_and_causes_bold() -> None:
    source = {"name": "NHS: Bell's palsy", "url": "https://example.org/b?a=1&b=2"}
    message = {
        "text": "See a doctor.\nWhat fits:\nHemifacial spasm: fits\n  + left: A fact. "
        "[NHS: Bell's palsy]\n• Another. [article: Tics, 2]",
        "custom": {
            "type": "assessment",
            "urgency": "see_doctor",
            "evidence": [],
            "causes": [{"name": "hemifacial spasm", "for": [{"source": source}]}],
        },
    }
    lines = markup.lines(message)
    assert [span.text for line in lines for span in line if span.bold] == [
        "See a doctor.",
        "What fits:",
        "Hemifacial spasm",
    ]
    assert [span.link for line in lines for span in line if span.link] == [source["url"]]
    written = telegram.calls(message)[0].params["text"]
    assert '<a href="https://example.org/b?a=1&amp;b=2">NHS: Bell\'s palsy</a>' in written
    assert "<https://example.org/b?a=1&b=2|NHS: Bell's palsy>" in str(
        slack.posts(message)[0].blocks[0]["text"]["text"]
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/start", "/greet"),
        ("/HELP@quiver_bot please", "/help"),
        ("/forget", "/forget_me"),
        ("/stop", "/stop"),
        ('/answer{"q":"droop","a":"no"}', "/help"),
        ("/crisis", "/help"),
        ("/me my lip twitches", "my lip twitches"),
        ("// /crisis", "crisis"),
        ("my lip / mouth", "my lip / mouth"),
    ],
)
def test_a_slash_is_a_known_command_or_nothing(typed: str, told: str) -> None:
    assert commands.said(typed) == told


def test_the_face_marks_the_persons_left_on_the_right_of_the_picture() -> None:
    def reds(*findings: str) -> tuple[int, int]:
        drawn = face.draw([{"finding": f, "status": "present"} for f in findings])
        assert drawn is not None
        pixels = np.asarray(Image.open(BytesIO(drawn[0])).convert("RGB"), dtype=int)
        red = pixels[:, :, 0] - pixels[:, :, 1] > 60
        return int(red[:, :240].sum()), int(red[:, 240:].sum())

    left, right = reds("side_left", "eyelid_too")
    assert left == 0
    assert right > 500
    left, right = reds("side_right", "eyelid_too")
    assert right == 0
    assert left > 500
    assert min(reds("eyelid_too")) > 500
    assert face.draw([{"finding": "side_left", "status": "absent"}]) is None
