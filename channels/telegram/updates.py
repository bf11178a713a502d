"""What an update of Telegram means: something said, a button pressed, or something else.

https://core.telegram.org/bots/api#update
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from channels import wording

#: What Telegram is asked to send; it leaves out everything else by itself.
WANTED = ["message", "edited_message", "callback_query"]

_KINDS = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "photo": "picture",
    "video": "picture",
    "animation": "picture",
    "sticker": "sticker",
    "location": "place",
    "venue": "place",
    "document": "file",
    "contact": "other",
    "poll": "other",
    "dice": "other",
    "game": "other",
    "story": "other",
    "paid_media": "other",
}


@dataclass(frozen=True)
class Said:
    """A text in a private chat; ``unread`` is the answer to what else the message has."""

    chat: int
    text: str
    unread: str | None = None


@dataclass(frozen=True)
class Answered:
    """Something in a private chat that is answered without the bot: ``reply`` says how."""

    chat: int
    reply: str


@dataclass(frozen=True)
class Pressed:
    """A button under a message of the bot."""

    chat: int
    id: str
    message: int
    data: str
    keyboard: list[list[dict[str, Any]]]


@dataclass(frozen=True)
class InGroup:
    """A message in a group that is meant for the bot."""

    chat: int
    message: int


Meaning = Said | Answered | Pressed | InGroup


def meaning(update: dict[str, Any], bot: dict[str, Any]) -> Meaning | None:
    """What an update means for the bot, or None when it means nothing.

    Args:
        update: the update, as Telegram sends it.
        bot: the bot's own user, as ``getMe`` gives it.
    """
    if isinstance(pressed := update.get("callback_query"), dict):
        return _pressed(pressed)
    if isinstance(edited := update.get("edited_message"), dict):
        if _is_private(edited) and "text" in edited:
            return Answered(edited["chat"]["id"], wording.EDITED)
        return None
    message = update.get("message")
    if not isinstance(message, dict) or message.get("from", {}).get("is_bot"):
        return None
    if not _is_private(message):
        return _in_group(message, bot)
    chat = message["chat"]["id"]
    kind = next((kind for part, kind in _KINDS.items() if part in message), None)
    text = message.get("text") or message.get("caption")
    if text:
        return Said(chat, text, wording.cannot_read(kind) if kind else None)
    return Answered(chat, wording.cannot_read(kind)) if kind else None


def _is_private(message: dict[str, Any]) -> bool:
    return bool(message.get("chat", {}).get("type") == "private")


def _pressed(query: dict[str, Any]) -> Pressed | None:
    message = query.get("message") or {}
    if not _is_private(message) or not isinstance(query.get("data"), str):
        return None
    keyboard = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return Pressed(
        message["chat"]["id"], query["id"], message["message_id"], query["data"], keyboard
    )


def _in_group(message: dict[str, Any], bot: dict[str, Any]) -> InGroup | None:
    if message.get("chat", {}).get("type") not in ("group", "supergroup"):
        return None
    text = (message.get("text") or message.get("caption") or "").lower()
    named = f"@{str(bot['username']).lower()}" in text
    reply = (message.get("reply_to_message") or {}).get("from", {})
    if not named and reply.get("id") != bot["id"]:
        return None
    return InGroup(message["chat"]["id"], message["message_id"])
