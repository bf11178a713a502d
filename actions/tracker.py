"""Between Rasa's tracker and ``quiver``: what was said, what was known, and what to say."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from quiver.answers import Utterance
from quiver.conversation import State
from quiver.evidence import Item
from quiver.language.findings import Heard, Hearing
from quiver.messages import Message

STATE, TURN, INTERVIEW, FORM = "state", "turn", "interview", "interview_form"
#: The value of the slot ``interview`` once nothing is left to ask.
OVER = "over"


def state(tracker: Tracker) -> State:
    """What the conversation remembers."""
    return State.from_dict(tracker.get_slot(STATE))


def utterance(tracker: Tracker) -> Utterance:
    """The last message, as the pipeline understood it."""
    message = tracker.latest_message
    text = message.get("text") or ""
    entities = message.get("entities") or []
    intent = (message.get("intent") or {}).get("name") or ""
    pressed = None
    if intent == "answer":
        given = {e["entity"]: str(e["value"]) for e in entities}
        pressed = (given.get("q", ""), given.get("a", ""))
    return Utterance(text, intent, _hearing(entities, text), pressed)


def _hearing(entities: list[dict[str, Any]], text: str) -> Hearing:
    def first(name: str) -> str | None:
        return next((e["value"] for e in entities if e["entity"] == name), None)

    return Hearing(
        findings=tuple(
            Heard(
                entity["value"],
                entity["role"],
                entity["start"],
                entity["end"],
                text[entity["start"] : entity["end"]],
                entity.get("group") == "other_person",
            )
            for entity in entities
            if entity["entity"] == "finding" and entity.get("role")
        ),
        duration=first("duration"),
        topics=tuple(e["value"] for e in entities if e["entity"] == "topic"),
        who=first("who"),
        age_band=first("age_band"),
    )


def turn(tracker: Tracker) -> dict[str, Any]:
    """What taking in the last message did; empty before the first."""
    return tracker.get_slot(TURN) or {}


def items(dicts: list[dict[str, str]]) -> tuple[Item, ...]:
    """Evidence items kept in a slot."""
    return tuple(Item(**item) for item in dicts)  # type: ignore[arg-type]


def said_anything(tracker: Tracker) -> bool:
    """Whether the bot has said anything yet in this session."""
    return any(event.get("event") == "bot" for event in tracker.events)


def done_since_message(tracker: Tracker, action: str) -> bool:
    """Whether an action has run since the person's last message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") == action:
            return True
    return False


def say(dispatcher: CollectingDispatcher, messages: list[Message]) -> None:
    """Sends messages, each with its buttons and its structured form."""
    for message in messages:
        dispatcher.utter_message(
            text=message.text,
            buttons=[{"title": c.title, "payload": c.payload} for c in message.choices] or None,
            json_message=message.custom,
        )
