"""Turns of a conversation in a chat service: each message once, and one after another."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from channels import transcript
from channels.rest import MAX_MESSAGE, MergingOutput, clean
from quiver import wording

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Retrieve = Callable[[str], Awaitable[DialogueStateTracker | None]]
#: How many ids of messages are remembered, so that none is taken twice.
REMEMBERED = 10_000


class _Output(MergingOutput):
    """Tells beside each message which of the domain's responses it is, if it is one."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        before = len(self.messages)
        await super().send_response(recipient_id, message)
        for kept in self.messages[before:]:
            kept["response"] = message.get("utter_action")


class Turns:
    """Takes in what people send, whatever the service repeats, mixes up or sends at once."""

    def __init__(
        self, channel: str, on_new_message: OnNewMessage, retrieve: Retrieve | None = None
    ) -> None:
        """Takes what a channel speaks to the bot through.

        Args:
            channel: the channel's name.
            on_new_message: Rasa's function that answers a message.
            retrieve: gives a conversation as it is kept; without it, only this process knows what
                was taken in.
        """
        self._channel = channel
        self._on_new_message = on_new_message
        self._retrieve = retrieve
        self._seen: OrderedDict[str, asyncio.Task[None]] = OrderedDict()
        self._last: dict[str, asyncio.Task[None]] = {}

    async def take(self, key: str, conversation: str, work: Callable[[], Awaitable[None]]) -> None:
        """Does the work of one incoming message; returns when it is done.

        Args:
            key: what is the same when the service sends the message once more. The work is then
                not done again, and the call returns when the first one is through.
            conversation: where it belongs; what came before it there is worked off first.
            work: what is to be done.
        """
        task = self._seen.get(key)
        if task is None:
            task = asyncio.create_task(self._after(self._last.get(conversation), work))
            self._seen[key] = self._last[conversation] = task
            task.add_done_callback(lambda done: self._forget(conversation, done))
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        await asyncio.shield(task)

    async def close(self, patience: float = 5.0) -> None:
        """Waits for the turns that are under way."""
        if self._last:
            await asyncio.wait(self._last.values(), timeout=patience)

    def knows(self, key: str) -> bool:
        """Whether a message has been taken in already."""
        return key in self._seen

    async def _after(
        self, before: asyncio.Task[None] | None, work: Callable[[], Awaitable[None]]
    ) -> None:
        if before is not None:
            await asyncio.wait({before})
        try:
            await work()
        except Exception:
            logger.exception("A message could not be taken in")

    def _forget(self, conversation: str, done: asyncio.Task[None]) -> None:
        if self._last.get(conversation) is done:
            del self._last[conversation]

    async def said(self, conversation: str, key: str) -> list[dict[str, Any]] | None:
        """What the bot said to a message, also before this process began; None if nothing yet."""
        tracker = await self._retrieve(conversation) if self._retrieve else None
        return transcript.replies_to(tracker, key) if tracker else None

    async def say(
        self, conversation: str, text: str, key: str | None = None
    ) -> list[dict[str, Any]]:
        """The bot's answers to a text or payload.

        Each has its ``text``, ``buttons`` and structured form ``custom``, and as ``response`` the
        name it has in the domain, if it is one of its responses. A turn that fails is answered
        too: by how to get help all the same.

        Args:
            conversation: where it was said.
            text: what was said.
            key: the message, as for ``take``. When the service sends it again because the process
                ended before it was told that the message had arrived, its turn is not held again.
        """
        if key is not None and (said := await self.said(conversation, key)) is not None:
            return said
        output = _Output()
        message = UserMessage(
            clean(text[:MAX_MESSAGE]), output, conversation, None, self._channel, key
        )
        try:
            await self._on_new_message(message)
        except Exception:
            logger.exception("A turn failed")  # without its content, which is about health
            output.messages.append({"recipient_id": conversation, "text": wording.FAILED})
        return output.messages
