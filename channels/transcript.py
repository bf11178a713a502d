"""What the web chat reads back from Rasa's tracker: the conversation as it was shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from quiver import wording
from quiver.knowledge import Knowledge

#: The id of the greeting that the server sends for the person, and never shows.
GREETING = "greeting"
_PARTS = ("text", "buttons", "custom")


def history(tracker: DialogueStateTracker, know: Knowledge) -> list[dict[str, Any]]:
    """All that was said, in order.

    Returns:
        Messages of the bot as ``{"from": "bot", "text", "buttons"?, "custom"?}``, and of the person
        as ``{"from": "you", "id", "text"}`` with the words of a button instead of its payload.
    """
    said: list[dict[str, Any]] = []
    for event in tracker.events:
        if isinstance(event, BotUttered):
            said.append({"from": "bot", **_kept(event)})
        elif isinstance(event, UserUttered) and event.message_id != GREETING:
            text = in_words(event.text or "", said, know)
            said.append({"from": "you", "id": event.message_id, "text": text})
    return said


def replies_to(tracker: DialogueStateTracker, message: str) -> list[dict[str, Any]] | None:
    """What the bot said to a message, by the message's id; None when it was never received."""
    replies: list[dict[str, Any]] | None = None
    for event in tracker.events:
        if isinstance(event, UserUttered):
            if replies is not None:
                break
            if event.message_id == message:
                replies = []
        elif isinstance(event, BotUttered) and replies is not None:
            replies.append(_kept(event))
    return replies


def alarms(tracker: DialogueStateTracker) -> list[str]:
    """The danger rules (``flag`` of an emergency card) whose card still holds."""
    state = tracker.get_slot("state") or {}
    return list(state.get("cards", ()))


def last_summary(tracker: DialogueStateTracker) -> tuple[dict[str, Any], date] | None:
    """What ``summary_pdf`` makes the newest doctor's summary of, and the day it was written.

    That is the assessment with its summary in it, or a summary that was asked for by itself.
    """
    alone: tuple[dict[str, Any], date] | None = None
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered) and alone:
            break
        if isinstance(event, BotUttered):
            custom = event.data.get("custom") or {}
            day = datetime.fromtimestamp(event.timestamp).date()
            if custom.get("type") == "assessment":
                return custom, day
            if custom.get("type") == "summary":
                alone = {"summary": custom}, day
    return alone


def in_words(text: str, before: Iterable[dict[str, Any]], know: Knowledge) -> str:
    """What a message reads like: a button's payload as its title, free words as they are.

    Args:
        text: the message.
        before: what was said before it, in which the button was offered.
        know: the knowledge, for buttons that change one finding.
    """
    if not text.startswith("/"):
        return text
    for message in reversed(list(before)):
        for button in message.get("buttons") or ():
            if button["payload"] == text:
                return str(button["title"])
    question, answer = _pressed(text)
    if question in know.findings and answer in wording.STATUS:
        return f"{wording.STATUS[answer]}: {know.findings[question].name}"
    chosen = [know.findings[name].label for name in answer.split(",") if name in know.findings]
    return ", ".join(chosen) or text


def _pressed(text: str) -> tuple[str, str]:
    """Question and answer of ``/answer{...}``; empty when it is something else."""
    try:
        given = json.loads(text.removeprefix("/answer"))
        return str(given["q"]), str(given["a"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def _kept(event: BotUttered) -> dict[str, Any]:
    parts = {"text": event.text, **event.data}
    return {name: parts[name] for name in _PARTS if parts.get(name)}
