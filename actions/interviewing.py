"""Asks, takes up, concludes: the actions around the interview's form."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from quiver import conversation, knowledge, replies, wording
from quiver.conversation import Noted
from quiver.messages import Message


def introduce(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says what the bot is, if it has not said anything yet but perhaps a card."""
    if not t.introduced(tracker):
        dispatcher.utter_message(response="utter_intro")


def _acknowledge(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Introduces the bot if it has not spoken yet, and reads back what was told."""
    turn = t.turn(tracker)
    introduce(dispatcher, tracker)
    noted = Noted(
        t.state(tracker),
        t.items(turn.get("told", [])),
        t.items(turn.get("changed", [])),
        calmed=turn.get("calmed", False),
    )
    t.say(dispatcher, replies.acknowledge(noted, knowledge.load()))


class AskInterview(Action):
    """Asks the next question; first reads back what was told, and answers what was asked."""

    def name(self) -> str:  # noqa: D102
        return "action_ask_interview"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the state in which the question is open."""
        if t.turn(tracker).get("crisis"):
            return []  # the interview waits
        know = knowledge.load()
        before = t.state(tracker)
        _acknowledge(dispatcher, tracker)
        said = t.utterance(tracker)
        if said.intent in t.SUBJECT_INTENTS and not t.done_since_message(
            tracker, "action_answer_question"
        ):
            t.say(dispatcher, replies.answer(before, said, know))
        if said.intent == "ask_why_not" and not t.done_since_message(
            tracker, "action_explain_why_not"
        ):
            t.say(dispatcher, replies.why_not(before, said, know))
        after, asked = replies.ask(before, know)
        t.say(dispatcher, asked)
        return [SlotSet(t.STATE, after.as_dict())]


class TakeUp(Action):
    """Begins the interview, goes on with it, or gives its result when it is over."""

    def name(self) -> str:  # noqa: D102
        return "action_take_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the action that follows, if any."""
        return take_up(dispatcher, tracker)


def take_up(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Goes on from what is known outside the interview: to it, to its result, or to an invitation.

    Returns:
        The event that makes the interview follow, if it does.
    """
    turn, said = t.turn(tracker), t.utterance(tracker)
    if turn.get("crisis"):
        return []
    if tracker.get_slot(t.INTERVIEW) == t.OVER:
        give_result(dispatcher, tracker)
        return []
    if t.state(tracker).evidence.items or said.intent == "report_symptom":
        return [FollowupAction(t.FORM)]
    introduce(dispatcher, tracker)
    if said.pressed:
        t.say(dispatcher, [Message(wording.OLD_BUTTON)])
    dispatcher.utter_message(response="utter_tell_me")
    return []


class EmergencyLine(Action):
    """Says where help is, for a call for help that names no danger sign; then takes it up."""

    def name(self) -> str:  # noqa: D102
        return "action_emergency_line"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the action that follows, if any."""
        if not t.state(tracker).cards:
            dispatcher.utter_message(response="utter_emergency_line")
        return [] if tracker.active_loop.get("name") else take_up(dispatcher, tracker)


class GiveResult(Action):
    """Says how urgent it is, which causes fit, and what to do."""

    def name(self) -> str:  # noqa: D102
        return "action_give_result"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: the result is recomputed whenever it is wanted."""
        give_result(dispatcher, tracker)
        return []


def give_result(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Says the result, after reading back what was told last; after a card only what to tell."""
    if not t.turn(tracker).get("alarm"):
        _acknowledge(dispatcher, tracker)
    t.say(dispatcher, replies.result(t.state(tracker), knowledge.load()))


class Misunderstood(Action):
    """Says that a reply was not understood; at the third time the question is left."""

    def name(self) -> str:  # noqa: D102
        return "action_misunderstood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the new state; the form asks again, or goes on."""
        know = knowledge.load()
        before = t.state(tracker)
        introduce(dispatcher, tracker)
        in_interview = bool(tracker.active_loop.get("name"))
        # outside the interview nothing follows; saying so keeps Rasa's fallback from repeating it
        listen = [] if in_interview else [FollowupAction("action_listen")]
        utterance = t.utterance(tracker)
        after, said = replies.misunderstood(before, utterance, know)
        if utterance.intent == "out_of_scope" and after.question == before.question:
            dispatcher.utter_message(response="utter_off_subject")
        else:
            t.say(dispatcher, said)
        over = in_interview and conversation.is_over(after, know)
        events = [SlotSet(t.STATE, after.as_dict()), *listen]
        return [*events, SlotSet(t.INTERVIEW, t.OVER)] if over else events
