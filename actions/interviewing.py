"""Asks, takes up, concludes: the actions around the interview's form."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from actions.answering import SUBJECT_INTENTS
from quiver import conversation, knowledge, wording
from quiver.conversation import Noted
from quiver.messages import Message


def _acknowledge(tracker: Tracker, dispatcher: CollectingDispatcher) -> None:
    """Introduces the bot if it has not spoken yet, and reads back what was told."""
    turn = t.turn(tracker)
    if not t.said_anything(tracker):
        dispatcher.utter_message(response="utter_intro")
    noted = Noted(
        t.state(tracker),
        t.items(turn.get("told", [])),
        t.items(turn.get("changed", [])),
        calmed=turn.get("calmed", False),
    )
    t.say(dispatcher, conversation.acknowledge(noted, knowledge.load()))


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
        _acknowledge(tracker, dispatcher)
        said = t.utterance(tracker)
        if said.intent in SUBJECT_INTENTS and not t.done_since_message(
            tracker, "action_answer_question"
        ):
            t.say(dispatcher, conversation.answer(before, said, know))
        after, asked = conversation.ask(before, know, retry=before.tries > 0)
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
        state = t.state(tracker)
        if t.turn(tracker).get("crisis"):
            return []
        if not state.evidence.items:
            if t.utterance(tracker).intent == "report_symptom":
                return [FollowupAction(t.FORM)]
            dispatcher.utter_message(response="utter_tell_me")
            return []
        if tracker.get_slot(t.INTERVIEW) == t.OVER:
            return [FollowupAction("action_give_result")]
        return [FollowupAction(t.FORM)]


class GiveResult(Action):
    """Says how urgent it is, which causes fit, and what to do."""

    def name(self) -> str:  # noqa: D102
        return "action_give_result"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: the result is recomputed whenever it is wanted."""
        if not t.turn(tracker).get("alarm"):
            _acknowledge(tracker, dispatcher)
        t.say(dispatcher, conversation.result(t.state(tracker), knowledge.load()))
        return []


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
        if before.question is None and not t.said_anything(tracker):
            dispatcher.utter_message(response="utter_intro")
        if t.utterance(tracker).pressed:
            t.say(dispatcher, [Message(wording.OLD_BUTTON)])
            return []
        after, said = conversation.misunderstood(before, know)
        t.say(dispatcher, said)
        over = before.question is not None and conversation.is_over(after, know)
        return [
            SlotSet(t.STATE, after.as_dict()),
            *([SlotSet(t.INTERVIEW, t.OVER)] if over else []),
        ]
