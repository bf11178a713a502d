"""The commands that every chat knows, and what a text beginning with a slash means."""

from __future__ import annotations

from typing import Any

#: What is shown in a chat's menu: command and description.
MENU = {
    "start": "Begin, or see what I am",
    "help": "What you can say",
    "stop": "Stop the questions",
    "forget": "Delete this conversation",
}
_PAYLOADS = {
    "start": "/greet",
    "help": "/help",
    "stop": "/stop",
    "forget": "/forget_me",
}


def said(text: str) -> str:
    """What the bot is to be told for a text that somebody typed.

    A known command stands for its payload. Any other slash is taken away, so that nobody can type
    a payload: what is left is read as words, and a command that is none brings help.
    """
    stripped = text.strip()
    if not stripped.startswith("/"):
        return text
    command, _, rest = stripped[1:].partition(" ")
    name = command.partition("@")[0].lower()  # in Telegram's groups: /help@the_bot
    if name in _PAYLOADS:
        return _PAYLOADS[name]
    return rest.strip().lstrip("/ ") or _PAYLOADS["help"]


def deletes(messages: list[dict[str, Any]]) -> bool:
    """Whether a turn's messages say that the conversation is deleted."""
    return any(message.get("response") == "utter_forgotten" for message in messages)


def of_word(text: str) -> str:
    """What the bot is to be told for the words after ``/quiver``: a command's name, or any text."""
    word = text.strip()
    return _PAYLOADS.get(word.lower() or "start") or said(text)
