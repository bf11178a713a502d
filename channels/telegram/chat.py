"""What Quiver does in Telegram with each update: one turn of the bot, or an answer of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from channels import commands, wording
from channels.buttons import REMEMBERED, Buttons, Press
from channels.delivery import Outbox, Refused, Send, TryAgain, WrongCredentials
from channels.telegram import rendering
from channels.telegram.api import TelegramApi
from channels.telegram.rendering import FINISH, TOGGLE, USED, Call, Keyboard
from channels.telegram.updates import Answered, InGroup, Pressed, Said, meaning
from channels.turns import Turns
from channels.unsent import Note, Unsent

logger = logging.getLogger(__name__)

_SAID_OF_PRESS = {
    Press.RIGHT: "",
    Press.STALE: wording.EARLIER,
    Press.TWICE: wording.NOTED_ALREADY,
}


class Chat:
    """Takes in updates and sends what follows from them."""

    def __init__(self, api: TelegramApi, turns: Turns) -> None:
        #: What it speaks through.
        self.api = api
        self._turns = turns
        self._outbox = Outbox()
        self._unsent = Unsent("telegram", turns, self._outbox, self._draw)
        self._buttons = Buttons()
        self._keyboards: OrderedDict[tuple[int, int], Keyboard] = OrderedDict()
        self._asides: set[asyncio.Task[None]] = set()
        #: The bot's own user, as ``getMe`` gives it.
        self.bot: dict[str, Any] = {}

    async def take(self, update: dict[str, Any]) -> None:
        """Takes in an update; returns when its turn is over, before all of it has been sent."""
        try:
            found, key = meaning(update, self.bot), str(update["update_id"])
        except (KeyError, TypeError, AttributeError):
            logger.exception("An update of an unknown shape was left out")
            return
        if found is None:
            return
        work: Callable[[], Awaitable[None]] | None = partial(self._do, found, key)
        if isinstance(found, Pressed) and not self._turns.knows(key):
            # answered now: whatever the conversation is busy with, a press never waits for it
            work = self._pressed(found, key)
        if work is not None:
            await self._turns.take(key, conversation(found.chat), work)

    async def resume(self) -> None:
        """Sends what was still to be sent when the process before this one ended."""
        await self._unsent.resume()

    async def close(self) -> None:
        """Sends what can still be sent, and ends."""
        await self._turns.close()
        await self._outbox.close()
        for task in self._asides:
            task.cancel()

    async def _do(self, found: Said | Answered | Pressed | InGroup, key: str) -> None:
        if isinstance(found, Said):
            if found.unread:
                self._send(found.chat, rendering.plain(found.unread))
            await self._turn(found.chat, commands.said(found.text), key)
        elif isinstance(found, InGroup):
            invitation = rendering.invitation(self.bot["username"], found.message)
            self._send(found.chat, invitation)
        elif isinstance(found, Answered):
            self._send(found.chat, rendering.plain(found.reply))

    async def _turn(self, chat: int, text: str, key: str) -> None:
        """One turn of the bot; the buttons of the question before it are cleared away."""
        self._aside("sendChatAction", {"chat_id": chat, "action": "typing"})
        name = conversation(chat)
        messages = await self._turns.say(name, text, key)
        self._clear(chat, self._buttons.close(name))
        await self._unsent.send(Note(name, key, {"chat": chat}), messages)
        if commands.deletes(messages):
            self._buttons.forget(name)
            for known in [known for known in self._keyboards if known[0] == chat]:
                del self._keyboards[known]
            self._send(chat, rendering.plain(wording.FORGOTTEN_HERE["telegram"]))

    async def _draw(self, place: dict[str, Any], message: dict[str, Any]) -> list[Send]:
        calls = await asyncio.to_thread(rendering.calls, message)
        return [self._sending(place["chat"], call) for call in calls]

    def _pressed(self, found: Pressed, key: str) -> Callable[[], Awaitable[None]] | None:
        """Answers a press at once; gives the turn it makes, if it makes one."""
        name, message = conversation(found.chat), str(found.message)
        keyboard = self._keyboards.get((found.chat, found.message), found.keyboard)
        data = found.data
        if data == USED:
            self._answer(found, wording.NOTED_ALREADY)
            return None
        if data.startswith((TOGGLE, FINISH)) and self._buttons.is_used(name, message):
            self._answer(found, wording.CLOSED)
            return None
        if data.startswith(TOGGLE):
            self._answer(found)
            self._set_keyboard(found.chat, found.message, rendering.toggled(keyboard, data))
            return None
        left = rendering.marked(keyboard, data)
        if data.startswith(FINISH):
            if not (chosen := rendering.ticked(keyboard)):
                self._answer(found, wording.MARK_FIRST)
                return None
            left, data = rendering.finished(chosen), rendering.payload(data, chosen)
        press = self._buttons.press(name, message, data)
        self._answer(found, _SAID_OF_PRESS[press])
        if press is Press.TWICE:
            return None
        self._set_keyboard(found.chat, found.message, left)
        return partial(self._turn, found.chat, data, key)

    def _answer(self, found: Pressed, text: str = "") -> None:
        params = {"callback_query_id": found.id, "text": text, "show_alert": len(text) > 40}
        self._aside("answerCallbackQuery", params)

    def _set_keyboard(self, chat: int, message: int, keyboard: Keyboard) -> None:
        self._keyboards[chat, message] = keyboard
        while len(self._keyboards) > REMEMBERED:
            self._keyboards.popitem(last=False)
        markup = {"inline_keyboard": keyboard}
        params = {"message_id": message, "reply_markup": markup}
        self._send(chat, Call("editMessageReplyMarkup", params))

    def _clear(self, chat: int, message: str | None) -> None:
        if message is not None:
            self._set_keyboard(chat, int(message), [])

    def _send(self, chat: int, call: Call) -> None:
        self._outbox.put(conversation(chat), self._sending(chat, call))

    def _sending(self, chat: int, call: Call) -> Send:
        async def send() -> None:
            sent = await self.api.call(call.method, {"chat_id": chat, **call.params}, call.file)
            if call.asks:
                self._clear(chat, self._buttons.asked(conversation(chat), str(sent["message_id"])))

        return send

    def _aside(self, method: str, params: dict[str, Any]) -> None:
        """A call beside the conversation, made now; what becomes of it does not matter."""

        async def call() -> None:
            with contextlib.suppress(Refused, TryAgain, WrongCredentials):
                await self.api.call(method, params)

        task = asyncio.create_task(call())
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)


def conversation(chat: int) -> str:
    """The id of a chat's conversation."""
    return f"telegram-{chat}"
