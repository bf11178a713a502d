"""Answers on their way, which arrive also when the process ends meanwhile.

What was said is kept with the conversation. Beside it, a file for each message that is not answered
whole names that message, where its answers go, and how many of them have arrived: nothing of what
anybody wrote. The next process reads these files and sends the rest.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from channels.delivery import GIVE_UP, Outbox, Send
from channels.turns import Turns

logger = logging.getLogger(__name__)


@dataclass
class Note:
    """The answers to one message.

    Args:
        conversation: whose answers they are.
        key: the message that they answer, as ``Turns`` knows it.
        place: where they go, as the channel needs it.
        sent: how many of the turn's messages have arrived.
        begun: when they were put in to be sent, in seconds since 1970.
    """

    conversation: str
    key: str
    place: dict[str, Any]
    sent: int = 0
    begun: float = field(default_factory=time.time)


class Unsent:
    """Sends the answers of one channel, and after a start those that had not arrived before it."""

    def __init__(
        self,
        channel: str,
        turns: Turns,
        outbox: Outbox,
        draw: Callable[[dict[str, Any], dict[str, Any]], Awaitable[list[Send]]],
    ) -> None:
        """Takes what the channel works with.

        Args:
            channel: the channel's name.
            turns: knows what was said.
            outbox: sends.
            draw: gives the calls that show a message at a place.
        """
        kept = Path(os.environ.get("QUIVER_DB", "var/conversations.db")).parent
        self._folder = kept / "unsent" / channel
        self._turns = turns
        self._outbox = outbox
        self._draw = draw

    async def send(self, note: Note, messages: list[dict[str, Any]]) -> None:
        """Sends those of a turn's messages that have not arrived yet."""
        if note.sent >= len(messages):
            self._drop(note)
            return
        self._keep(note)
        drawn: list[Send] = []
        for message in messages[note.sent :]:
            drawn += await self._draw(note.place, message)
            drawn.append(partial(self._arrived, note, len(messages)))
        for send in drawn:  # all at once: what drops one for good drops the rest with it
            self._outbox.put(note.conversation, send)

    async def resume(self) -> None:
        """Sends what was still to be sent when the process before this one ended."""
        for note in self._left():
            await self._turns.take(note.key, note.conversation, partial(self._resume, note))

    async def _resume(self, note: Note) -> None:
        said = await self._turns.said(note.conversation, note.key)
        await self.send(note, said or [])  # nothing, when the conversation was deleted

    async def _arrived(self, note: Note, of: int) -> None:
        note.sent += 1
        if note.sent < of:
            self._keep(note)
        else:
            self._drop(note)

    def _keep(self, note: Note) -> None:
        file = self._file(note)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.with_suffix(".new").write_text(json.dumps(asdict(note)))
            file.with_suffix(".new").replace(file)
        except OSError as reason:
            logger.error("What is still to be sent cannot be noted: %s", reason)

    def _drop(self, note: Note) -> None:
        self._file(note).unlink(missing_ok=True)

    def _left(self) -> list[Note]:
        """The notes of the process before, oldest first; nobody waits for the very old ones."""
        notes = []
        for file in self._folder.glob("*.json"):
            try:
                note = Note(**json.loads(file.read_text()))
            except (OSError, ValueError, TypeError):
                logger.error("%s is no note of an answer and is not read.", file)
                continue
            if time.time() - note.begun > GIVE_UP:
                self._drop(note)
            else:
                notes.append(note)
        return sorted(notes, key=lambda note: note.begun)

    def _file(self, note: Note) -> Path:
        name = sha256(f"{note.conversation} {note.key}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"
