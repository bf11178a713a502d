"""Quiver in Slack: by Socket Mode, which needs no public address, or by signed requests.

``SLACK_BOT_TOKEN`` in the environment turns the channel on, together with ``SLACK_APP_TOKEN`` for
Socket Mode or ``SLACK_SIGNING_SECRET`` for requests. docs/channels.md tells how to set it up.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_sdk.signature import SignatureVerifier

from channels.slack.api import SERVER, SlackApi
from channels.slack.chat import Chat
from channels.slack.connection import Connection, acknowledgement
from channels.turns import OnNewMessage, Turns

logger = logging.getLogger(__name__)


class SlackChannel(InputChannel):
    """The channel as Rasa serves it; without a token in the environment it does nothing."""

    def __init__(self) -> None:
        self._token = os.environ.get("SLACK_BOT_TOKEN", "").strip()
        self._app_token = os.environ.get("SLACK_APP_TOKEN", "").strip()
        self._signing = os.environ.get("SLACK_SIGNING_SECRET", "").strip()
        self._server = os.environ.get("SLACK_API_URL", SERVER)

    @classmethod
    def name(cls) -> str:
        """The name in the URL."""
        return "slack"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The route of Slack's requests, and what runs beside the server."""
        routes = Blueprint("slack_channel")
        if not self._token:
            return routes
        if not self._app_token and not self._signing:
            logger.error(
                "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor "
                "SLACK_SIGNING_SECRET (requests) is, so Quiver is not on Slack."
            )
            return routes

        @routes.listener("after_server_start")
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            bot = SlackApi(self._token, self._server)
            own = SlackApi(self._app_token, self._server) if self._app_token else None
            turns = Turns(self.name(), on_new_message, app.ctx.agent.tracker_store.retrieve)
            self._chat = Chat(bot, turns)
            self._connection = Connection(self._chat, own)
            self._connection.open()

        @routes.listener("before_server_stop")
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            await self._connection.close()

        if self._signing:
            self._verifier = SignatureVerifier(self._signing)

            @routes.route("/webhook", methods=["POST"])
            async def receive(request: Request) -> HTTPResponse:
                return await self._receive(request)

        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        """An event, a press or a command."""
        if not self._is_signed(request):
            return response.json({"error": "wrong signature"}, status=403)
        try:
            kind, body = _read(request)
        except (ValueError, KeyError, TypeError):
            return response.json({"error": "nothing to read"}, status=400)
        if body.get("type") == "url_verification":
            return response.json({"challenge": body.get("challenge")})
        if not self._connection.known.is_set():
            return response.json({"error": "not ready"}, status=503)  # Slack sends it again
        await self._chat.take(kind, body)
        shown = acknowledgement(kind)
        return response.json(shown) if shown else response.empty(status=200)

    def _is_signed(self, request: Request) -> bool:
        headers = {name: request.headers.get(name, "") for name in
                   ("x-slack-request-timestamp", "x-slack-signature")}  # fmt: skip
        try:
            return bool(self._verifier.is_valid_request(request.body, headers))
        except ValueError:  # a time that is no number, or a body that is no text
            return False


def _read(request: Request) -> tuple[str, dict[str, Any]]:
    """What was sent, by its kind as Socket Mode names them."""
    if request.content_type.startswith("application/json"):
        body = json.loads(request.body)
        kind = "events_api"
    elif "payload" in request.form:
        body = json.loads(request.form["payload"][0])
        kind = "interactive"
    else:
        body = {name: request.form[name][0] for name in ("trigger_id", "user_id")}
        body["text"] = request.form.get("text", "")
        kind = "slash_commands"
    if not isinstance(body, dict):
        raise TypeError
    return kind, body
