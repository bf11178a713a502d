"""Takes in every message before any policy looks at it, and raises the alarm."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from quiver import conversation, knowledge, messages


class NoteEvidence(Action):
    """Turns the last message into evidence.

    Rasa runs it for the custom slot mappings of ``domain.yml``, that is at every message and
    before any rule or form. When a form starts Rasa runs it a second time for the same message;
    that changes nothing.
    """

    def name(self) -> str:  # noqa: D102
        return "action_note_evidence"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the new state, what the turn did, and whether the interview is over."""
        message = str(tracker.latest_message.get("message_id") or len(tracker.events))
        if t.turn(tracker).get("message") == message:
            return []
        know = knowledge.load()
        noted = conversation.note(t.state(tracker), t.utterance(tracker), know)
        turn = {
            "message": message,
            "told": [item.as_dict() for item in noted.told],
            "changed": [item.as_dict() for item in noted.changed],
            "calmed": noted.calmed,
            "alarm": noted.alarm.id if noted.alarm else None,
            "crisis": bool(noted.alarm and noted.alarm.crisis),
            "understood": noted.understood,
        }
        events = [SlotSet(t.STATE, noted.state.as_dict()), SlotSet(t.TURN, turn)]
        if noted.understood:
            # The form goes on with every message that told or answered something, and only with
            # those: setting the slot it asks for is how Rasa knows.
            over = conversation.is_over(noted.state, know)
            events.append(SlotSet(t.INTERVIEW, t.OVER if over else None))
        return events


class RaiseAlarm(Action):
    """Says the card of a danger sign that the last message told of.

    Rasa runs the action of this name right after evidence has been noted, before any policy looks
    at the message, so that no rule, form or digression can stand before an alarm.
    """

    def name(self) -> str:  # noqa: D102
        return "action_validate_slot_mappings"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: what was noted stands."""
        alarm = t.turn(tracker).get("alarm")
        if alarm:
            know = knowledge.load()
            t.say(dispatcher, [messages.emergency(know.triage[alarm], know)])
        return []


class Crisis(Action):
    """Says where to find help at once, unless the alarm of this turn has said so already."""

    def name(self) -> str:  # noqa: D102
        return "action_crisis"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: the interview waits for the person's next message."""
        if not t.turn(tracker).get("crisis"):
            know = knowledge.load()
            t.say(dispatcher, [messages.emergency(know.triage["self_harm"], know)])
        return []
