"""The process ends while answers wait for a service that is down: the next one sends them, once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from channels import unsent
from channels.delivery import GIVE_UP, Outbox
from channels.slack import SlackChannel
from channels.telegram import TelegramChannel
from channels.turns import Turns
from channels.unsent import Note, Unsent
from tests.channels import fake_telegram
from tests.channels.conftest import serving
from tests.channels.fake_slack import FakeSlack
from tests.channels.fake_telegram import FakeTelegram
from tests.channels.people import OnSlack, OnTelegram
from tests.channels.test_faults import credentials, heard, shown_is_what_was_said, spoken, until
from tests.channels.test_telegram import STORY
from tests.server.test_serving import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_time_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outbox.close, "__defaults__", (0.01,))


def notes(tmp_path: Path) -> list[Path]:
    return list(tmp_path.glob("unsent/*/*.json"))


@pytest.mark.parametrize("arrived", [0, 1])
async def test_what_telegram_did_not_get_is_sent_by_the_next_process(
    agent: Any,
    telegram: FakeTelegram,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arrived: int,
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    telegram.fail("sendMessage", *[None] * arrived, *["502"] * 10_000)
    async with serving(agent, TelegramChannel()):
        await telegram.send(telegram.said(7, STORY))
        await until(lambda: calls(telegram, "sendMessage") > arrived + 2)
    assert len(telegram.chats.get(7, [])) == arrived
    assert len(notes(tmp_path)) == 1
    assert "lip" not in notes(tmp_path)[0].read_text()
    telegram.failing.clear()
    channel = TelegramChannel()
    async with serving(agent, channel):
        person = OnTelegram(agent, telegram, channel)
        await until(lambda: not notes(tmp_path))
        await person.settle()
        assert len(await spoken(person)) > 1
        await shown_is_what_was_said(person)
        assert await heard(person) == [STORY]
        await person.say("none of these")  # the question that came late is open
        await shown_is_what_was_said(person)
    assert notes(tmp_path) == []


@pytest.mark.parametrize("arrived", [0, 1])
async def test_what_slack_did_not_get_is_sent_by_the_next_process(
    agent: Any, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arrived: int
) -> None:
    credentials(monkeypatch)
    slack.fail("chat.postMessage", *[None] * arrived, *["502"] * 10_000)
    async with serving(agent, SlackChannel()):
        await slack.send("events_api", slack.said("U1", STORY, thread_ts="1.5"))
        await until(lambda: calls(slack, "chat.postMessage") > arrived + 2)
    assert len(notes(tmp_path)) == 1
    slack.failing.clear()
    channel = SlackChannel()
    async with serving(agent, channel):
        person = OnSlack(agent, slack, channel)
        await until(lambda: not notes(tmp_path))
        await person.settle()
        await shown_is_what_was_said(person)
        assert {post["thread_ts"] for post in person.posts()} == {"1.5"}


async def test_a_message_sent_again_after_a_restart_is_answered_and_not_heard_twice(
    agent: Any, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    update = telegram.said(7, STORY)
    telegram.fail("sendMessage", *["502"] * 10_000)
    async with serving(agent, TelegramChannel()):
        await telegram.send(update)
    telegram.failing.clear()
    telegram._confirmed = 0  # Telegram was never told that it had arrived
    channel = TelegramChannel()
    async with serving(agent, channel):
        person = OnTelegram(agent, telegram, channel)
        await telegram.send(update)
        await person.settle()
        assert await heard(person) == [STORY]
        await shown_is_what_was_said(person)


async def test_a_turn_is_held_once_whichever_process_it_is_told_to(agent: Any) -> None:
    async def say(key: str) -> list[dict[str, Any]]:
        turns = Turns("telegram", agent.handle_message, agent.tracker_store.retrieve)
        return await turns.say("telegram-1", STORY, key)

    first, again, other = await say("1"), await say("1"), await say("2")
    parts = ("text", "buttons", "custom")
    assert [{p: m.get(p) for p in parts} for m in first] == [
        {p: m.get(p) for p in parts} for m in again
    ]
    assert other != first


class Nobody:
    """Turns of conversations that were deleted."""

    async def said(self, *which: str) -> None:
        return None

    async def take(self, key: str, name: str, work: Any) -> None:
        await work()


async def test_notes_of_deleted_conversations_old_ones_and_other_files_send_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def draw(place: dict[str, Any], message: dict[str, Any]) -> list[Any]:
        raise AssertionError("nothing is to be shown")

    kept = Unsent("telegram", Nobody(), Outbox(), draw)  # type: ignore[arg-type]
    old = Note("telegram-1", "1", {"chat": 1}, begun=time.time() - GIVE_UP - 1)
    for note in (old, Note("telegram-2", "2", {"chat": 2})):
        kept._keep(note)
    (tmp_path / "unsent/telegram/other.json").write_text("[]")
    assert [note.key for note in kept._left()] == ["2"]
    await kept.resume()
    assert [file.name for file in notes(tmp_path)] == ["other.json"]
    assert "other.json is no note" in caplog.text


async def test_answers_go_out_also_where_no_note_can_be_kept(
    on_telegram: OnTelegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*given: Any, **more: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(unsent.Path, "write_text", full)
    await on_telegram.say(STORY)
    await shown_is_what_was_said(on_telegram)
    assert "cannot be noted: No space left" in caplog.text


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_process_that_is_killed_loses_and_repeats_nothing(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    telegram.fail("sendMessage", None, *["502"] * 10_000)
    update = telegram.said(7, STORY)
    killed = await bot(telegram, tmp_path)
    try:
        await until(lambda: telegram.menu != [], patience=240)
        await telegram.send(update)
        await until(lambda: calls(telegram, "sendMessage") > 1)
    finally:
        killed.kill()
        await killed.wait()
    assert len(telegram.chats[7]) == 1
    telegram.failing.clear()
    next_one = await bot(telegram, tmp_path)
    try:
        await until(lambda: len(telegram.chats[7]) > 1, patience=240)
        await until(lambda: not notes(tmp_path))
    finally:
        next_one.send_signal(signal.SIGTERM)
        assert await next_one.wait() == 0
    introduced, noted, question = telegram.chats[7]
    assert introduced["text"].startswith("I am Quiver")
    assert noted["text"].startswith("I noted:")
    assert question["keyboard"]


async def bot(telegram: FakeTelegram, tmp_path: Path) -> asyncio.subprocess.Process:
    """`make run`, on Telegram."""
    settings = {
        "QUIVER_DB": str(tmp_path / "conversations.db"),
        "TELEGRAM_TOKEN": fake_telegram.TOKEN,
        "TELEGRAM_API_URL": telegram.url,
    }
    command = [sys.executable, "-m", "quiver", "run", "--port", str(free_port())]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env={**os.environ, **settings})


def calls(fake: FakeTelegram | FakeSlack, method: str) -> int:
    return [called for called, _ in fake.calls].count(method)
