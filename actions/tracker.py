"""Between Rasa's tracker and ``quiver``: what was said, what was known, and what to say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from quiver.answers import Utterance
from quiver.conversation import State
from quiver.evidence import Item
from quiver.language.entities import hearing_of
from quiver.messages import Message

STATE, TURN, INTERVIEW, FORM = "state", "turn", "interview", "interview_form"
#: The value of the slot ``interview`` once nothing is left to ask.
OVER = "over"
#: Questions about the subject, which the knowledge answers.
SUBJECT_INTENTS = frozenset(
    {
        "ask_cause",
        "ask_definition",
        "ask_why_lips_twitch",
        "ask_condition_info",
        "ask_tremor_types",
        "ask_when_see_doctor",
        "ask_treatment_or_self_care",
        "ask_serious",
    }
)


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
    words = "" if text.startswith("/") else text  # a button's payload is not something said
    return Utterance(words, intent, hearing_of(entities, text), pressed, dt.date.today())


def turn(tracker: Tracker) -> dict[str, Any]:
    """What taking in the last message did; empty before the first."""
    return tracker.get_slot(TURN) or {}


def items(dicts: list[dict[str, str]]) -> tuple[Item, ...]:
    """Evidence items kept in a slot."""
    return tuple(Item(**item) for item in dicts)  # type: ignore[arg-type]


def introduced(tracker: Tracker) -> bool:
    """Whether the bot has said anything yet but danger cards and that it only knows English."""
    action = ""
    for event in tracker.events:
        if event.get("event") == "action":
            action = event.get("name") or ""
        elif event.get("event") == "bot" and action != "action_say_only_english":
            custom = (event.get("data") or {}).get("custom") or {}
            if custom.get("type") != "emergency":
                return True
    return False


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
