"""What is to be sent: in order within a conversation, tried again until it has arrived.

A turn of the bot is over, and saved, before its messages go out. So a chat service that is down,
slow or asks to wait delays what is said, and loses nothing of it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")
Send = Callable[[], Awaitable[None]]

#: Seconds before the second try; each further pause is twice as long, up to ``LONGEST_PAUSE``.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
#: Seconds after which a message is not tried any more: nobody waits for it.
GIVE_UP = 3600.0


class WrongCredentials(Exception):
    """The service does not accept the credentials: trying again does not help."""


class Refused(Exception):
    """The service does not accept this very call: trying it again does not help."""


class Gone(Refused):
    """The person has left or blocked the bot: nothing more is to be sent to this conversation."""


class TryAgain(Exception):
    """The service is down, too slow, or asks to wait.

    Args:
        after: the seconds the service asks to wait, if it does.
    """

    def __init__(self, after: float | None = None) -> None:
        super().__init__(f"try again after {after} s" if after else "try again")
        self.after = after


class Pauses:
    """The growing pauses between tries."""

    def __init__(self) -> None:
        self._next = FIRST_PAUSE

    async def wait(self, failure: TryAgain) -> None:
        """Waits for as long as the service asked, or twice as long as the last time."""
        pause, self._next = self._next, min(self._next * 2, LONGEST_PAUSE)
        await asyncio.sleep(failure.after or pause)


class Outbox:
    """Sends what is put in, one after another within a conversation."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Send]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def put(self, conversation: str, send: Send) -> None:
        """Takes a call to make; it is made once those before it in the conversation are.

        Args:
            conversation: whom it goes to.
            send: makes the call. ``TryAgain`` makes it wait and be tried again, ``Refused`` drops
                it, ``Gone`` and ``WrongCredentials`` drop all that waits for the conversation.
        """
        self._waiting.setdefault(conversation, deque()).append(send)
        if conversation not in self._tasks:
            self._tasks[conversation] = asyncio.create_task(self._empty(conversation))

    async def close(self, patience: float = 5.0) -> None:
        """Ends: what can still be sent within ``patience`` seconds is, the rest is dropped."""
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()

    async def _empty(self, conversation: str) -> None:
        waiting = self._waiting[conversation]
        try:
            while waiting:
                try:
                    await persist(waiting[0])
                except Gone:
                    waiting.clear()
                except WrongCredentials:
                    logger.error("Messages were dropped: the credentials are not accepted.")
                    waiting.clear()
                except Refused as reason:
                    logger.error("A message was refused: %s", reason)
                except Exception:
                    logger.exception("A message could not be sent")
                if waiting:
                    waiting.popleft()
        finally:
            del self._waiting[conversation], self._tasks[conversation]


async def persist(call: Callable[[], Awaitable[T]]) -> T:
    """Makes a call until it does not ask to be tried again; gives what it gives.

    Raises:
        Refused: after an hour of trying, and whatever else the call raises.
    """
    pauses, started = Pauses(), time.monotonic()
    while True:
        try:
            return await call()
        except TryAgain as failure:
            if time.monotonic() - started > GIVE_UP:
                raise Refused("given up after an hour") from failure
            await pauses.wait(failure)
