"""The real channels, served by the real server with the real bot, against fake chat services."""

from __future__ import annotations

import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic

from channels import delivery
from channels.limits import Limit
from channels.rest import RestChannel
from channels.sessions import Sessions
from channels.slack import SlackChannel
from channels.telegram import TelegramChannel
from channels.web import WebChannel
from tests.channels import fake_slack, fake_telegram
from tests.channels.fake_slack import FakeSlack
from tests.channels.fake_telegram import FakeTelegram
from tests.channels.people import OnSlack, OnTelegram, OnWeb, OverRest


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 0.1)


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is kept in files is kept for each test by itself."""
    monkeypatch.setenv("QUIVER_DB", str(tmp_path / "conversations.db"))


@asynccontextmanager
async def serving(agent: Any, *channels: Any) -> AsyncIterator[str]:
    """Serves channels as Rasa does; gives the address."""
    from rasa.core.channels.channel import register

    Sanic.test_mode = True  # or it rewrites its own code, which it can do only once
    app = Sanic(f"quiver_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    register([RestChannel(), *channels], app, route="/webhooks/")
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{sock.getsockname()[1]}"
        server = await app.create_server(sock=sock, return_asyncio_server=True)
        assert server is not None
        await server.startup()
        await server.start_serving()
        await server.after_start()
        try:
            yield address
        finally:
            await server.before_stop()
            server.close()
            await server.wait_closed()
            await server.after_stop()


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    await fake.start()
    monkeypatch.setenv("TELEGRAM_API_URL", fake.url)
    yield fake
    await fake.stop()


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    monkeypatch.setenv("SLACK_API_URL", fake.url)
    yield fake
    await fake.stop()


@pytest.fixture
async def on_telegram(
    agent: Any, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[OnTelegram]:
    """Somebody on Telegram; the bot polls."""
    monkeypatch.setenv("TELEGRAM_TOKEN", fake_telegram.TOKEN)
    channel = TelegramChannel()
    async with serving(agent, channel):
        yield OnTelegram(agent, telegram, channel)


@pytest.fixture
async def on_slack(
    agent: Any, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[OnSlack]:
    """Somebody on Slack; the bot is in Socket Mode."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", fake_slack.APP_TOKEN)
    channel = SlackChannel()
    async with serving(agent, channel):
        yield OnSlack(agent, slack, channel)


@pytest.fixture
async def on_slack_requests(
    agent: Any, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[OnSlack]:
    """Somebody on Slack; Slack sends signed requests."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", fake_slack.BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", fake_slack.SECRET)
    channel = SlackChannel()
    async with serving(agent, channel) as address:
        slack.webhook = f"{address}/webhooks/slack/webhook"
        await channel._connection.known.wait()
        yield OnSlack(agent, slack, channel)


@pytest.fixture
async def over_rest(agent: Any) -> AsyncIterator[OverRest]:
    """A program that uses the REST channel."""
    async with serving(agent) as address:
        yield OverRest(agent, address)


@pytest.fixture
async def on_web(agent: Any) -> AsyncIterator[OnWeb]:
    """Somebody at the web chat, who may go as fast as a test does."""
    channel = WebChannel(Sessions("a secret of tests, long enough to be one"))
    channel._by_chat = Limit(burst=1000, per_second=100)
    async with serving(agent, channel) as address:
        yield OnWeb(agent, address)


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    """The people of these tests have the same ids in each, so nothing may be left of them."""
    if "agent" in request.fixturenames:
        request.getfixturevalue("agent").tracker_store.store.clear()
