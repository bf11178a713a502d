"""The connection to Slack: begun as soon as Slack can be reached, kept by slack_sdk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from channels import wording
from channels.delivery import Pauses, Refused, TryAgain, WrongCredentials
from channels.slack.api import SlackApi
from channels.slack.chat import Chat

logger = logging.getLogger(__name__)


class Connection:
    """Finds out who the bot is, and receives by Socket Mode if there is a token for it."""

    def __init__(self, chat: Chat, app: SlackApi | None) -> None:
        """Takes the chats, and the API with the app's own token if Socket Mode is wanted."""
        self._chat = chat
        self._app = app
        self._socket: SocketModeClient | None = None
        self._running: asyncio.Task[None] | None = None
        #: Set once it is known who the bot is: only then events have a meaning.
        self.known = asyncio.Event()

    def open(self) -> None:
        """Starts, without waiting for Slack."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Ends; what was taken in is answered first."""
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        if self._socket is not None:
            await self._socket.close()
        await self._chat.close()

    async def _run(self) -> None:
        try:
            bot = await _insist(self._chat.api, "auth.test")
            self._chat.team, self._chat.bot = bot["team_id"], bot["user_id"]
            await self._chat.resume()
            self.known.set()
            if self._app is not None:
                await self._listen(self._app)
        except WrongCredentials:
            variable = "SLACK_APP_TOKEN" if self.known.is_set() else "SLACK_BOT_TOKEN"
            logger.error(
                "Slack does not accept %s, so Quiver is not on Slack. Copy it from the app's page "
                "at api.slack.com and start again. The other channels go on.",
                variable,
            )
        except Refused as reason:
            logger.error("Quiver is not on Slack, which refused its set-up: %s", reason)
        else:
            logger.warning("Quiver is on Slack.")

    async def _listen(self, app: SlackApi) -> None:
        # slack_sdk tells at length, again and again, that it cannot connect
        quiet = logging.getLogger("slack_sdk.socket_mode")
        quiet.setLevel(logging.CRITICAL)
        opened = await _insist(app, "apps.connections.open")
        token = str(app.client.token)
        self._socket = SocketModeClient(token, web_client=app.client, logger=quiet)
        self._socket.wss_uri = opened["url"]
        self._socket.socket_mode_request_listeners.append(self._receive)
        await self._socket.connect()

    async def _receive(self, socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """One envelope, and that it has arrived."""
        await self._chat.take(request.type, request.payload)
        payload = acknowledgement(request.type)
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


def acknowledgement(kind: str) -> dict[str, Any] | None:
    """What Slack is answered: the command shows a line that only its caller sees."""
    if kind == "slash_commands":
        return {"response_type": "ephemeral", "text": wording.WROTE_PRIVATELY}
    return None


async def _insist(api: SlackApi, method: str) -> dict[str, Any]:
    """Calls a method until Slack answers; says once that it does not, and that it does."""
    pauses, down = Pauses(), False
    while True:
        try:
            answer = await api.call(method)
        except TryAgain as failure:
            if not down:
                logger.warning("Slack cannot be reached; trying again until it can.")
            down = True
            await pauses.wait(failure)
        else:
            if down:
                logger.warning("Slack can be reached again.")
            return answer
