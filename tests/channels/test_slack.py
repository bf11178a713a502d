"""Slack: what its users press and send, through the real connector over HTTP and Socket Mode."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import channels.slack
from channels import wording
from tests.channels.fake_slack import BOT
from tests.channels.people import OnSlack, _elements
from tests.channels.test_telegram import STORY, with_summary


def texts(post: dict[str, Any]) -> str:
    return json.dumps(post["blocks"], ensure_ascii=False)


async def press_again(person: OnSlack, body: dict[str, Any], **change: Any) -> None:
    await person.fake.send("interactive", {**body, **change})
    await person.settle()


async def test_the_pressed_button_is_replaced_by_the_answer(on_slack: OnSlack) -> None:
    await on_slack.say(STORY)
    post = on_slack.open()
    assert post is not None
    button = _elements(post)[-1]
    await on_slack.press(post, button["action_id"])
    assert _elements(post) == []
    assert f"{wording.MARKED} *{button['text']['text']}*" in texts(post)
    assert on_slack.open() is not post


async def test_a_button_pressed_twice_counts_once(on_slack: OnSlack) -> None:
    await on_slack.say(STORY)
    post = on_slack.open()
    assert post is not None
    body = on_slack.fake.pressed("U1", post["ts"], _elements(post)[-2]["action_id"])
    await on_slack.fake.send("interactive", body)
    await press_again(on_slack, body, trigger_id="another")
    assert [w["text"] for w in on_slack.fake.whispers] == [wording.NOTED_ALREADY]
    said = (await on_slack.outcome())["said"]
    assert len(said) == len(set(map(str, said)))


async def test_a_stale_button_is_explained_and_changes_that_answer(on_slack: OnSlack) -> None:
    await on_slack.say(STORY)
    post = on_slack.open()
    assert post is not None
    *_, other, last = _elements(post)
    stale = on_slack.fake.pressed("U1", post["ts"], other["action_id"])
    await on_slack.press(post, last["action_id"])
    before = (await on_slack.outcome())["evidence"]
    await press_again(on_slack, stale)
    assert wording.EARLIER in on_slack.text
    assert (await on_slack.outcome())["evidence"] != before
    assert on_slack.asked() is not None


async def test_buttons_are_cleared_away_when_the_answer_is_typed(on_slack: OnSlack) -> None:
    await on_slack.say(STORY)
    post = on_slack.open()
    assert post is not None
    await on_slack.say("4")
    assert _elements(post) == []


async def test_boxes_are_ticked_and_then_sent(on_slack: OnSlack) -> None:
    await on_slack.say("my lip twitches, I am 30, no droop or weakness")
    post = on_slack.open()
    assert post is not None
    await on_slack.press(post, "finish")
    assert [w["text"] for w in on_slack.fake.whispers] == [wording.MARK_FIRST]
    await on_slack.press(post, "finish", ("lip_swelling", "vision_change"))
    assert texts(post).count(wording.MARKED) == 2
    found = {i["finding"]: i["status"] for i in (await on_slack.outcome())["evidence"]}
    assert found["lip_swelling"] == found["vision_change"] == "present"
    assert found["speech_slurred"] == "absent"


async def test_the_emergency_card_is_bold_with_numbers_to_call(on_slack: OnSlack) -> None:
    await on_slack.say("my speech has gone slurred")
    card = on_slack.posts()[0]
    text = card["blocks"][0]["text"]["text"]
    assert text.startswith("*Call your local emergency number now (<tel:999|999> or <tel:112|112>")
    assert text.split("\n")[0].endswith(").*")
    assert _elements(card)[0]["text"]["text"] == "I meant something else"


async def test_what_people_write_is_read_without_slacks_markup(on_slack: OnSlack) -> None:
    await on_slack.fake.send(
        "events_api",
        on_slack.fake.said("U1", f"<@{BOT}> my lip &amp; <https://x.example|eyelid> twitch"),
    )
    await on_slack.settle()
    found = {i["finding"] for i in (await on_slack.outcome())["evidence"]}
    assert "eyelid_too" in found
    tracker = await on_slack.agent.tracker_store.retrieve(on_slack.sender)
    assert tracker.latest_message.text == "my lip & eyelid twitch"


async def test_threads_are_respected(on_slack: OnSlack) -> None:
    body = on_slack.fake.said("U1", STORY, thread_ts="1.5")
    await on_slack.fake.send("events_api", body)
    await on_slack.settle()
    assert {post.get("thread_ts") for post in on_slack.posts()} == {"1.5"}


async def test_in_a_channel_it_offers_to_move_and_hears_nothing(on_slack: OnSlack) -> None:
    fake = on_slack.fake
    mention = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "2.1",
               "text": f"<@{BOT}> my speech is slurred"}  # fmt: skip
    await fake.send("events_api", fake.event(mention))
    await fake.send("events_api", fake.event({**mention, "type": "message", "channel_type":
                                              "channel"}))  # fmt: skip
    other = {**mention, "type": "message", "channel_type": "channel", "text": "hi", "ts": "2.2"}
    await fake.send("events_api", fake.event(other))
    await on_slack.settle()
    assert [(w["channel"], w["user"], w["text"]) for w in fake.whispers] == [
        ("C1", "U1", wording.IN_PRIVATE)
    ]
    assert (await on_slack.outcome())["evidence"] == []
    press = {"type": "block_actions", "trigger_id": "t", "user": {"id": "U1"},
             "container": {"is_ephemeral": True, "message_ts": "3.1", "channel_id": "C1"},
             "actions": [{"type": "button", "action_id": "private", "action_ts": "1"}]}  # fmt: skip
    await fake.send("interactive", press)
    await on_slack.settle()
    assert "not a doctor" in on_slack.text


async def test_home_and_command_begin_in_direct_messages(on_slack: OnSlack) -> None:
    fake = on_slack.fake
    home = {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "DU1"}
    await fake.send("events_api", fake.event(home))
    await on_slack.settle()
    assert "Begin" in json.dumps(fake.homes["U1"])
    await fake.send("slash_commands", fake.command("U1", STORY))
    await on_slack.settle()
    assert fake.shown_to_caller[-1]["text"] == wording.WROTE_PRIVATELY
    assert on_slack.asked()
    await fake.send("slash_commands", fake.command("U1", "forget"))
    await on_slack.settle()
    assert wording.FORGOTTEN_HERE["slack"] in on_slack.text


async def test_files_and_edits_get_a_kind_answer_and_the_rest_is_harmless(
    on_slack: OnSlack,
) -> None:
    fake = on_slack.fake
    for mime, kind in (("image/png", "picture"), ("audio/mp4", "voice"), ("text/csv", "file")):
        files = {"subtype": "file_share", "files": [{"mimetype": mime}]}
        await fake.send("events_api", fake.said("U1", "", **files))
        await on_slack.settle()
        assert wording.cannot_read(kind) in on_slack.shown[-1]
    before = len(on_slack.posts())
    changed = {"subtype": "message_changed", "user": None}
    for now, was in (
        ({"bot_id": "B1", "text": "a"}, {"text": "b"}),
        ({"user": "U1", "text": "a"}, {"text": "a"}),
    ):
        more = {**changed, "message": now, "previous_message": was}
        await fake.send("events_api", fake.said("U1", "", **more))
    for event in (
        {"type": "message", "channel_type": "im", "subtype": "message_deleted", "channel": "DU1"},
        {"type": "message", "channel_type": "im", "bot_id": "B1", "channel": "DU1", "text": "x"},
        {"type": "reaction_added", "user": "U1"},
        {"type": "message", "channel_type": "im"},
        {},
    ):
        await fake.send("events_api", fake.event(event))
    await on_slack.settle()
    assert len(on_slack.posts()) == before
    edited = {**changed, "message": {"user": "U1", "text": "a"}, "previous_message": {"text": "b"}}
    await fake.send("events_api", fake.said("U1", "", **edited))
    await on_slack.settle()
    assert wording.EDITED in on_slack.shown[-1]


async def test_the_result_comes_with_the_drawing_and_the_summary_as_pdf(
    on_slack: OnSlack, monkeypatch: Any
) -> None:
    with_summary(monkeypatch)
    await on_slack.say(STORY)
    await on_slack.finish({"who": "self", "age_band": "adult", "duration": "P3D"})
    drawing, pdf = on_slack.fake.files
    assert drawing["content"].startswith(b"\x89PNG")
    assert "the upper lip on the person’s left" in drawing["title"]
    assert pdf["content"].startswith(b"%PDF")


async def test_a_forged_old_or_unreadable_request_is_refused(on_slack_requests: OnSlack) -> None:
    person = on_slack_requests
    fake, body = person.fake, person.fake.said("U1", STORY)
    assert await fake.push("events_api", body, secret="wrong") == 403
    assert await fake.push("events_api", body, age=600) == 403
    assert await fake.push("events_api", body, **{"X-Slack-Request-Timestamp": "now"}) == 403
    assert await fake.push("events_api", body, **{"X-Slack-Signature": ""}) == 403
    assert await fake.push("slash_commands", {"nothing": "here"}) == 400
    await person.settle()
    assert person.posts() == []
    assert await fake.push("events_api", {"type": "url_verification", "challenge": "abc"}) == 200
    assert fake.shown_to_caller == [{"challenge": "abc"}]


@pytest.mark.parametrize("reason", ["http_timeout", "http_error", "connection_failed"])
async def test_an_event_counts_once_whatever_the_reason_it_is_sent_again(
    on_slack_requests: OnSlack, reason: str
) -> None:
    person = on_slack_requests
    body = person.fake.said("U1", STORY)
    await person.fake.send("events_api", body)
    again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": reason}
    await person.fake.send("events_api", body, **again)
    await person.settle()
    await person.fake.send("events_api", body, **again)
    await person.settle()
    said = (await person.outcome())["said"]
    assert said
    assert len(said) == len(set(map(str, said)))


def test_the_manifest_asks_for_what_the_channel_uses() -> None:
    file = Path(channels.slack.__file__).with_name("manifest.yml")
    manifest = YAML(typ="safe", pure=True).load(file.read_text())
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert events == {"app_home_opened", "app_mention", "message.im"}
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert {"chat:write", "commands", "files:write", "im:history", "im:write"} <= scopes
    assert manifest["features"]["slash_commands"][0]["command"] == "/quiver"
