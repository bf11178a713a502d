"""What has become of the buttons under earlier messages: open, used, or passed over."""

from __future__ import annotations

import enum
from collections import OrderedDict

#: How many messages with buttons are remembered.
REMEMBERED = 10_000


class Press(enum.Enum):
    """What a press of a button is: for the open question, of an earlier one, or the same again."""

    RIGHT = enum.auto()
    STALE = enum.auto()
    TWICE = enum.auto()


class Buttons:
    """Knows which message's buttons are open in each conversation, and which were pressed.

    It is a memory of this process. After a restart every button counts as right: it carries its
    question, so the answer goes where it belongs.
    """

    def __init__(self) -> None:
        self._open: OrderedDict[str, str] = OrderedDict()
        self._used: OrderedDict[tuple[str, str], str | None] = OrderedDict()

    def asked(self, conversation: str, message: str) -> str | None:
        """A question with buttons was sent as ``message``.

        Returns:
            The message of the question before, if its buttons are still to be cleared away.
        """
        before = self.close(conversation)
        self._open[conversation] = message
        while len(self._open) > REMEMBERED:
            self._open.popitem(last=False)
        return before

    def close(self, conversation: str) -> str | None:
        """The question is answered or left in another way than by its buttons.

        Returns:
            The message whose buttons are to be cleared away, if there is one.
        """
        message = self._open.pop(conversation, None)
        if message is not None:
            self._remember(conversation, message, None)
        return message

    def press(self, conversation: str, message: str, data: str) -> Press:
        """Takes note that a button with ``data`` was pressed under ``message``."""
        key = (conversation, message)
        if key in self._used:
            if self._used[key] == data:
                return Press.TWICE
            self._remember(conversation, message, data)
            return Press.STALE
        if self._open.get(conversation) == message:
            del self._open[conversation]
        self._remember(conversation, message, data)
        return Press.RIGHT

    def is_used(self, conversation: str, message: str) -> bool:
        """Whether the buttons of a message are done with."""
        return (conversation, message) in self._used

    def forget(self, conversation: str) -> None:
        """Keeps nothing of a conversation."""
        self._open.pop(conversation, None)
        for key in [key for key in self._used if key[0] == conversation]:
            del self._used[key]

    def _remember(self, conversation: str, message: str, data: str | None) -> None:
        self._used[conversation, message] = data
        while len(self._used) > REMEMBERED:
            self._used.popitem(last=False)
