"""The real channels, served by the real server with the real bot, against fake chat services."""

from __future__ import annotations

import socket
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sanic import Sanic

from channels import delivery
from channels.rest import RestChannel
from tests.channels.fake_telegram import FakeTelegram


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(delivery, "LONGEST_PAUSE", 0.1)


@asynccontextmanager
async def serving(agent: Any, *channels: Any) -> AsyncIterator[str]:
    """Serves channels as Rasa does; gives the address."""
    from rasa.core.channels.channel import register

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
