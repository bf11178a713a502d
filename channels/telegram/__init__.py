"""Quiver in Telegram: by polling, which needs no public address, or by webhook.

``TELEGRAM_TOKEN`` in the environment turns the channel on, ``TELEGRAM_WEBHOOK_URL`` makes it a
webhook. docs/channels.md tells how to set it up.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.telegram.api import SERVER, TelegramApi
from channels.telegram.chat import Chat
from channels.telegram.connection import Connection
from channels.turns import OnNewMessage, Turns


class TelegramChannel(InputChannel):
    """The channel as Rasa serves it; without a token in the environment it does nothing."""

    def __init__(self) -> None:
        self._token = os.environ.get("TELEGRAM_TOKEN", "").strip()
        self._server = os.environ.get("TELEGRAM_API_URL", SERVER)
        self._webhook = os.environ.get("TELEGRAM_WEBHOOK_URL", "").strip()
        # Telegram sends it with each update; a new one for each start has nothing to be kept.
        self._secret = secrets.token_urlsafe(32)

    @classmethod
    def name(cls) -> str:
        """The name in the URL."""
        return "telegram"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The route of the webhook, and what runs beside the server."""
        routes = Blueprint("telegram_channel")
        if not self._token:
            return routes

        @routes.listener("after_server_start")
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            turns = Turns(self.name(), on_new_message, app.ctx.agent.tracker_store.retrieve)
            self._chat = Chat(TelegramApi(self._token, self._server), turns)
            self._connection = Connection(self._chat, self._webhook, self._secret)
            self._connection.open()

        @routes.listener("before_server_stop")
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            await self._connection.close()

        if self._webhook:

            @routes.route("/webhook", methods=["POST"])
            async def receive(request: Request) -> HTTPResponse:
                return await self._receive(request)

        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        """One update, pushed by Telegram."""
        sent = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(sent.encode(), self._secret.encode()):
            return response.json({"error": "wrong secret"}, status=403)
        try:
            update = request.json
        except SanicException:
            update = None
        if not isinstance(update, dict) or "update_id" not in update:
            return response.json({"error": "no update"}, status=400)
        await self._chat.take(update)
        return response.json({})
