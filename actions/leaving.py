"""Corrections without content, stopping, starting over, forgetting."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from actions.interviewing import take_up
from quiver import knowledge, replies, wording
from quiver.messages import Message

#: The slot by which the conversation store knows that everything is to be deleted.
FORGET = "forget"


class MeantSomethingElse(Action):
    """Asks what was got wrong, unless the message says it; the card that was shown stays."""

    def name(self) -> str:  # noqa: D102
        return "action_meant_something_else"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing, or what follows when the message says what was meant."""
        if t.turn(tracker).get("understood"):
            return take_up(dispatcher, tracker)
        know = knowledge.load()
        t.say(dispatcher, [*replies.known(t.state(tracker), know), Message(wording.WHICH_WRONG)])
        return []


class ChangeAnswer(Action):
    """Shows the answers with a button for each, unless the message says which one to change."""

    def name(self) -> str:  # noqa: D102
        return "action_change_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing, or what follows when the message says what to change."""
        if t.turn(tracker).get("understood"):
            return take_up(dispatcher, tracker)
        t.say(dispatcher, replies.answers_to_change(t.state(tracker), knowledge.load()))
        return []


class Stop(Action):
    """Ends the interview with what is known and what to watch for."""

    def name(self) -> str:  # noqa: D102
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: what was told stays noted."""
        t.say(dispatcher, replies.stopped(t.state(tracker), knowledge.load()))
        return []


class StartOver(Action):
    """Begins again with nothing noted."""

    def name(self) -> str:  # noqa: D102
        return "action_start_over"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the events that clear slots and form."""
        dispatcher.utter_message(response="utter_welcome")
        return [AllSlotsReset(), ActiveLoop(None)]


class ForgetMe(Action):
    """Deletes the conversation: the store does it when this turn is saved."""

    def name(self) -> str:  # noqa: D102
        return "action_forget_me"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the events that clear slots and form, and mark the conversation for deletion."""
        dispatcher.utter_message(response="utter_forgotten")
        return [AllSlotsReset(), ActiveLoop(None), SlotSet(FORGET, True)]
