"""The connection to Telegram: begun as soon as Telegram can be reached, and taken up again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from channels import commands
from channels.delivery import Pauses, Refused, TryAgain, WrongCredentials
from channels.telegram.api import Conflict
from channels.telegram.chat import Chat
from channels.telegram.updates import WANTED

logger = logging.getLogger(__name__)

#: Seconds that Telegram is asked to wait for updates before it answers that there are none.
POLL = 50


class Connection:
    """Gets a bot's updates to its chats: fetches them, or has them pushed to a webhook."""

    def __init__(self, chat: Chat, webhook: str, secret: str) -> None:
        """Takes the address that Telegram is to push to, if any, and what it is to prove itself by.

        Args:
            chat: takes in the updates.
            webhook: the public address of the webhook; empty for polling.
            secret: what Telegram sends along with each update that it pushes.
        """
        self._chat = chat
        self._webhook = webhook
        self._secret = secret
        self._offset: int | None = None
        self._down = False
        self._running: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Starts, without waiting for Telegram."""
        self._running = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Ends; what was taken in is answered and will not be sent again."""
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        await self._chat.close()
        if self._offset is not None:
            with contextlib.suppress(TryAgain, Refused, WrongCredentials):
                params = {"offset": self._offset, "timeout": 0, "limit": 1}
                await self._chat.api.call("getUpdates", params)
        await self._chat.api.close()

    async def _run(self) -> None:
        try:
            await self._begin()
            while not self._webhook:
                await self._fetch()
        except WrongCredentials:
            logger.error(
                "Telegram does not accept TELEGRAM_TOKEN, so Quiver is not on Telegram. Copy the "
                "token from @BotFather and start again. The other channels go on."
            )
        except Refused as reason:
            logger.error("Quiver is not on Telegram, which refused its set-up: %s", reason)

    async def _begin(self) -> None:
        self._chat.bot = await self._insist("getMe", {})
        menu = [{"command": name, "description": text} for name, text in commands.MENU.items()]
        await self._insist("setMyCommands", {"commands": menu})
        if self._webhook:
            params = {
                "url": self._webhook,
                "secret_token": self._secret,
                "allowed_updates": WANTED,
                "max_connections": 1,  # so that one person's messages come in their order
            }
            await self._insist("setWebhook", params)
        else:
            await self._insist("deleteWebhook", {})
        logger.warning("Quiver is on Telegram as @%s.", self._chat.bot["username"])
        await self._chat.resume()

    async def _fetch(self) -> None:
        params = {"timeout": POLL, "allowed_updates": WANTED}
        if self._offset is not None:
            params["offset"] = self._offset
        updates = await self._insist("getUpdates", params, wait=POLL)
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        # All turns are over before the next call tells Telegram that these have arrived.
        await asyncio.gather(*(self._chat.take(update) for update in updates))

    async def _insist(self, method: str, params: dict[str, Any], wait: float = 0) -> Any:
        """Calls a method until Telegram answers; says once that it does not, and that it does."""
        pauses = Pauses()
        while True:
            try:
                result = await self._chat.api.call(method, params, wait=wait)
            except Conflict:
                self._say_down("Another program fetches the messages of this Telegram bot.")
                await pauses.wait(TryAgain())
            except TryAgain as failure:
                self._say_down("Telegram cannot be reached; trying again until it can.")
                await pauses.wait(failure)
            else:
                if self._down:
                    logger.warning("Telegram can be reached again.")
                self._down = False
                return result

    def _say_down(self, what: str) -> None:
        if not self._down:
            logger.warning(what)
        self._down = True
