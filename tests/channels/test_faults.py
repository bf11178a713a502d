"""Services that fail, repeat, mix up and go away: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from channels.slack import SlackChannel
from channels.telegram import TelegramChannel
from tests.channels import fake_slack, fake_telegram
from tests.channels.conftest import serving
from tests.channels.fake_slack import FakeSlack
from tests.channels.fake_telegram import FakeTelegram
from tests.channels.people import OnSlack, OnTelegram, _elements, settled
from tests.channels.test_telegram import STORY

SLOW = pytest.mark.slow
FAILURES = ["429", "502", pytest.param("500", marks=SLOW), pytest.param("reset", marks=SLOW)]


async def shown_is_what_was_said(person: OnTelegram | OnSlack) -> None:
    """Every message of the bot is shown once, in order."""
    said = [text.split("\n")[0] for text in await spoken(person)]
    shown = [text.split("\n")[0] for text in person.shown]
    assert shown == said
    assert said


async def spoken(person: OnTelegram | OnSlack) -> list[str]:
    tracker = await person.agent.tracker_store.retrieve(person.sender)
    return [event.text for event in tracker.events if event.type_name == "bot"]


async def heard(person: OnTelegram | OnSlack) -> list[str]:
    tracker = await person.agent.tracker_store.retrieve(person.sender)
    return [event.text for event in tracker.events if event.type_name == "user"]


@pytest.mark.parametrize("failure", FAILURES)
async def test_telegram_failing_in_mid_turn_loses_and_repeats_nothing(
    on_telegram: OnTelegram, failure: str
) -> None:
    on_telegram.fake.fail("sendMessage", failure, failure)
    on_telegram.fake.fail("getUpdates", failure)
    on_telegram.fake.fail("editMessageReplyMarkup", failure)
    await on_telegram.say(STORY)
    await on_telegram.say("me")
    await shown_is_what_was_said(on_telegram)


@pytest.mark.parametrize("failure", FAILURES)
async def test_slack_failing_in_mid_turn_loses_and_repeats_nothing(
    on_slack: OnSlack, failure: str
) -> None:
    on_slack.fake.fail("chat.postMessage", failure, failure)
    on_slack.fake.fail("chat.update", failure)
    await on_slack.say(STORY)
    await on_slack.say("me")
    await shown_is_what_was_said(on_slack)


async def test_a_service_that_does_not_answer_in_time_is_asked_again(
    on_telegram: OnTelegram, on_slack: OnSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.telegram.api.TIMEOUT", 0.2)
    on_slack.channel._chat.api.client.timeout = 0.2
    on_telegram.fake.fail("sendMessage", "hang")
    on_slack.fake.fail("chat.postMessage", "hang")
    await on_telegram.say(STORY)
    await on_slack.say(STORY)
    await shown_is_what_was_said(on_telegram)
    await shown_is_what_was_said(on_slack)


async def test_a_message_that_is_refused_does_not_hold_up_the_next(
    on_telegram: OnTelegram, on_slack: OnSlack, caplog: pytest.LogCaptureFixture
) -> None:
    on_telegram.fake.fail("sendMessage", "bad")
    on_slack.fake.fail("chat.postMessage", "restricted_action")
    for person in (on_telegram, on_slack):
        await person.say(STORY)
        assert len(person.shown) == len(await spoken(person)) - 1
    assert "refused" in caplog.text
    assert "twitch" not in caplog.text


async def test_nothing_more_is_sent_to_somebody_who_blocked_the_bot(
    on_telegram: OnTelegram,
) -> None:
    on_telegram.fake.fail("sendMessage", "blocked")
    await on_telegram.say(STORY)
    assert on_telegram.shown == []
    assert [method for method, _ in on_telegram.fake.calls].count("sendMessage") == 1


async def test_updates_in_any_order_and_at_once_each_count_once(on_telegram: OnTelegram) -> None:
    fake = on_telegram.fake
    updates = [fake.said(7, text) for text in (STORY, "loads of coffee", "I am 30", "no droop")]
    await fake.send(*reversed(updates), *updates)
    await on_telegram.settle()
    assert sorted(await heard(on_telegram)) == sorted(u["message"]["text"] for u in updates)
    known = {i["finding"] for i in (await on_telegram.outcome())["evidence"]}
    assert {"upper_lip", "caffeine", "age_band", "face_droop"} <= known
    await shown_is_what_was_said(on_telegram)


async def test_one_persons_messages_keep_their_order_and_others_need_not_wait(
    on_slack_requests: OnSlack,
) -> None:
    person = on_slack_requests
    texts = [STORY, "I am 30", "what have you noted?"]
    bodies = [person.fake.said("U1", text) for text in texts]
    await asyncio.gather(
        *(person.fake.send("events_api", body) for body in bodies),
        *(person.fake.send("events_api", person.fake.said(f"U{n}", "hello")) for n in range(2, 6)),
    )
    await person.settle()
    assert sorted(await heard(person)) == sorted(texts)
    await shown_is_what_was_said(person)
    assert all(len(person.fake.posts[f"DU{n}"]) == 1 for n in range(2, 6))


async def test_an_envelope_sent_again_over_a_new_socket_counts_once(on_slack: OnSlack) -> None:
    body = on_slack.fake.said("U1", STORY)
    envelope = await on_slack.fake.push_to_socket("events_api", body)
    await on_slack.settle()
    await on_slack.fake.drop_sockets()
    await on_slack.fake.push_to_socket("events_api", body, envelope)
    await on_slack.settle()
    await shown_is_what_was_said(on_slack)
    assert await heard(on_slack) == [STORY]


async def test_telegram_goes_away_and_comes_back(
    on_telegram: OnTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    fake = on_telegram.fake
    await on_telegram.say(STORY)
    question = on_telegram.open()
    assert question is not None
    await fake.stop()
    await until(lambda: "cannot be reached" in caplog.text)
    await fake.start()
    data = question["keyboard"][-1][0]["callback_data"]
    await fake.send(fake.pressed(7, question["message_id"], data))
    await on_telegram.settle()
    assert "can be reached again" in caplog.text
    assert caplog.text.count("cannot be reached") == 1
    await shown_is_what_was_said(on_telegram)


async def test_slack_goes_away_and_comes_back(on_slack: OnSlack) -> None:
    fake = on_slack.fake
    await on_slack.say(STORY)
    post = on_slack.open()
    assert post is not None
    body = fake.pressed("U1", post["ts"], _elements(post)[-1]["action_id"])
    await fake.stop()
    await asyncio.sleep(0.5)
    await fake.start()
    await fake.send("interactive", body)
    await on_slack.settle()
    assert on_slack.open() is not post
    await shown_is_what_was_said(on_slack)


async def test_the_server_starts_while_both_services_are_down_and_joins_them_later(
    agent: Any,
    telegram: FakeTelegram,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    credentials(monkeypatch)
    await telegram.stop()
    await slack.stop()
    channels = TelegramChannel(), SlackChannel()
    async with serving(agent, *channels) as address:
        await until(lambda: caplog.text.count("cannot be reached") == 2)
        await answers_over_rest(address)
        await telegram.start()
        await slack.start()
        await telegram.send(telegram.said(7, "/start"))
        await slack.send("events_api", slack.said("U1", "hello"))
        for channel in channels:
            await settled(channel)
    assert "not a doctor" in telegram.chats[7][0]["text"]
    assert "not a doctor" in str(slack.posts["DU1"])


async def test_a_telegram_that_takes_calls_and_never_answers_holds_nothing_up(
    agent: Any, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.telegram.api.TIMEOUT", 0.2)
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    telegram.fail("getMe", "hang")
    channel = TelegramChannel()
    async with serving(agent, channel) as address:
        await answers_over_rest(address)
        await telegram.send(telegram.said(7, "/start"))
        await settled(channel)
    assert "not a doctor" in telegram.chats[7][0]["text"]


async def test_a_webhook_that_telegram_refuses_is_told_and_stops_no_other_channel(
    agent: Any,
    telegram: FakeTelegram,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "http://not.https")
    telegram.fail("setWebhook", "bad")
    async with serving(agent, TelegramChannel()) as address:
        await until(lambda: "refused its set-up" in caplog.text)
        await answers_over_rest(address)


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("TELEGRAM_TOKEN", "wrong", "does not accept TELEGRAM_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "does not accept SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "does not accept SLACK_APP_TOKEN"),
        ("SLACK_APP_TOKEN", "", "neither SLACK_APP_TOKEN"),
    ],
)
async def test_one_wrong_credential_is_one_clear_error_and_stops_no_other_channel(
    agent: Any,
    telegram: FakeTelegram,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    variable: str,
    value: str,
    complaint: str,
) -> None:
    credentials(monkeypatch)
    monkeypatch.setenv(variable, value)
    on_telegram, on_slack = TelegramChannel(), SlackChannel()
    async with serving(agent, on_telegram, on_slack) as address:
        await until(lambda: complaint in caplog.text)
        await answers_over_rest(address)
        if variable.startswith("SLACK"):
            await telegram.send(telegram.said(7, "/start"))
            await settled(on_telegram)
            assert telegram.chats[7]
        else:
            await slack.send("events_api", slack.said("U1", "hello"))
            await settled(on_slack)
            assert slack.posts["DU1"]
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR and r.name[:9] == "channels."]
    assert len(errors) == 1
    assert "wrong" not in errors[0].getMessage()


async def test_without_credentials_the_channels_are_off_and_call_nobody(
    agent: Any, telegram: FakeTelegram, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(agent, TelegramChannel(), SlackChannel()) as address:
        await answers_over_rest(address)
        assert await status(f"{address}/webhooks/telegram/webhook") == 404
        assert await status(f"{address}/webhooks/slack/webhook") == 404
    assert telegram.calls == slack.calls == []


async def test_a_webhook_takes_only_what_has_its_secret_and_answers_once(
    agent: Any, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "set below")
    channel = TelegramChannel()
    async with serving(agent, channel) as address:
        await until(lambda: telegram.webhook is not None)
        assert telegram.webhook is not None
        telegram.webhook["url"] = f"{address}/webhooks/telegram/webhook"
        assert telegram.webhook["max_connections"] == 1
        person = OnTelegram(agent, telegram, channel)
        update = telegram.said(7, STORY)
        assert await telegram.push(update, secret="forged") == 403
        assert await telegram.push(update, secret="é") == 403
        assert await telegram.push({"no": "update"}) == 400
        await person.settle()
        assert person.shown == []
        statuses = await asyncio.gather(*(telegram.push(update) for _ in range(3)))
        assert statuses == [200, 200, 200]
        await person.settle()
        assert await heard(person) == [STORY]
        await shown_is_what_was_said(person)


def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    monkeypatch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", fake_slack.APP_TOKEN)


async def answers_over_rest(address: str) -> None:
    body = {"sender": "somebody", "message": "hello"}
    assert await status(f"{address}/webhooks/rest/webhook", body) == 200


async def status(url: str, body: dict[str, Any] | None = None) -> int:
    import aiohttp

    async with aiohttp.ClientSession() as session, session.post(url, json=body or {}) as reply:
        return reply.status


async def until(condition: Any, patience: float = 60) -> None:
    async def wait() -> None:
        while not condition():
            await asyncio.sleep(0.002)

    await asyncio.wait_for(wait(), timeout=patience)
