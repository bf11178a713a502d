"""What Slack sends and what it means: something said, a button pressed, or something else.

https://docs.slack.dev/apis/events-api and https://docs.slack.dev/interactivity
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from channels import wording

_LINK = re.compile(r"<(?:[@#!][^<>|]*|[^<>|]*?)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_PICTURE, _VOICE = re.compile("image/|video/"), re.compile("audio/")


@dataclass(frozen=True)
class Place:
    """Where in Slack somebody is: the person, the channel, and the thread in it, if any."""

    user: str
    channel: str
    thread: str | None = None


@dataclass(frozen=True)
class Said:
    """A text in a direct message; ``unread`` is the answer to what else the message has."""

    place: Place
    text: str
    unread: str | None = None


@dataclass(frozen=True)
class Answered:
    """Something in a direct message that is answered without the bot: ``reply`` says how."""

    place: Place
    reply: str


@dataclass(frozen=True)
class InChannel:
    """The bot was named where others read along."""

    place: Place


@dataclass(frozen=True)
class HomeOpened:
    """Somebody looks at the app's home."""

    user: str


@dataclass(frozen=True)
class Pressed:
    """A button under a post of the bot, with what is ticked in the boxes above it."""

    place: Place
    post: str
    action: str
    value: str
    title: str
    blocks: list[dict[str, Any]]
    ticked: list[tuple[str, str]]


@dataclass(frozen=True)
class Begun:
    """Somebody wants to begin in private: by button, or by the command with a text."""

    user: str
    text: str = ""


Meaning = Said | Answered | InChannel | HomeOpened | Pressed | Begun


def event(body: dict[str, Any], bot: str) -> tuple[str, Meaning] | None:
    """What an event means, with the key that is the same when Slack sends it again.

    Args:
        body: the envelope of type ``event_callback``.
        bot: the id of the bot's own user.
    """
    found = body.get("event") or {}
    kind = found.get("type")
    if kind == "app_home_opened" and found.get("tab") == "home":
        return body["event_id"], HomeOpened(found["user"])
    if kind == "message" and found.get("channel_type") == "im":
        meaning: Meaning | None = _direct(found)
    elif kind == "app_mention" or (kind == "message" and _names(found, bot)):
        meaning = _named(found)
    else:
        meaning = None
    if meaning is None:
        return None
    # a message that is both a mention and a message of its channel comes as two events
    return f"{found['channel']}:{found.get('ts', body.get('event_id'))}", meaning


def interaction(body: dict[str, Any]) -> tuple[str, Meaning] | None:
    """What a press means, with its key; None for ticks, which count when they are sent."""
    if body.get("type") != "block_actions":
        return None
    action, user = body["actions"][0], body["user"]["id"]
    if action.get("type") != "button":
        return None
    key = f"{body.get('trigger_id')}:{action.get('action_ts')}"
    message, container = body.get("message"), body.get("container") or {}
    if not message or container.get("is_ephemeral") or action["action_id"] == "private":
        return key, Begun(user)
    place = Place(user, body["channel"]["id"], message.get("thread_ts"))
    pressed = Pressed(
        place,
        message["ts"],
        action["action_id"],
        action.get("value", ""),
        action["text"]["text"],
        message.get("blocks") or [],
        _ticked((body.get("state") or {}).get("values") or {}),
    )
    return key, pressed


def command(body: dict[str, str]) -> tuple[str, Begun]:
    """What the slash command means, with its key."""
    return body["trigger_id"], Begun(body["user_id"], plain_text(body.get("text", "")))


def plain_text(text: str) -> str:
    """A text without Slack's markup: mentions left out, links as their words."""
    without = _LINK.sub(lambda m: m[1] or ("" if m[0][1] in "@#!" else m[0][1:-1]), text)
    return html.unescape(without).strip()


def _direct(found: dict[str, Any]) -> Said | Answered | None:
    if found.get("subtype") == "message_changed":
        return _edited(found)
    if found.get("bot_id") or found.get("subtype") not in (None, "file_share", "thread_broadcast"):
        return None
    place = Place(found["user"], found["channel"], found.get("thread_ts"))
    files = found.get("files") or []
    unread = wording.cannot_read(_kind(files[0])) if files else None
    text = plain_text(found.get("text") or "")
    if text or unread is None:
        return Said(place, text, unread)
    return Answered(place, unread)


def _edited(found: dict[str, Any]) -> Answered | None:
    """Only a person's own words: Slack also tells of previews, and of the bot's own changes."""
    now, before = found.get("message") or {}, found.get("previous_message") or {}
    if now.get("bot_id") or "user" not in now or now.get("text") == before.get("text"):
        return None
    place = Place(now["user"], found["channel"], now.get("thread_ts"))
    return Answered(place, wording.EDITED)


def _names(found: dict[str, Any], bot: str) -> bool:
    return not found.get("bot_id") and bot in _MENTION.findall(found.get("text") or "")


def _named(found: dict[str, Any]) -> InChannel | None:
    if found.get("bot_id") or "user" not in found or found.get("subtype"):
        return None
    return InChannel(Place(found["user"], found["channel"], found.get("thread_ts")))


def _kind(file: dict[str, Any]) -> str:
    mime = str(file.get("mimetype"))
    if _VOICE.match(mime) or file.get("subtype") == "slack_audio":
        return "voice"
    return "picture" if _PICTURE.match(mime) else "file"


def _ticked(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Titles and ids of all ticked boxes."""
    return [
        (option["text"]["text"], option["value"])
        for block in values.values()
        for state in block.values()
        for option in state.get("selected_options") or []
    ]
