"""Answers questions about the subject, about a question of the interview, and about itself."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from actions.interviewing import take_up
from quiver import knowledge, replies


class AnswerQuestion(Action):
    """Answers a question about the subject from the knowledge, with its source."""

    def name(self) -> str:  # noqa: D102
        return "action_answer_question"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the action that takes up what the message told besides, if anything."""
        state, turn = t.state(tracker), t.turn(tracker)
        outside = not tracker.active_loop.get("name")
        if outside and turn.get("alarm"):
            return take_up(dispatcher, tracker)
        t.say(dispatcher, replies.answer(state, t.utterance(tracker), knowledge.load()))
        return take_up(dispatcher, tracker) if outside and turn.get("told") else []


class ExplainQuestion(Action):
    """Says why the open question is asked."""

    def name(self) -> str:  # noqa: D102
        return "action_explain_question"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing."""
        t.say(dispatcher, replies.why(t.state(tracker), knowledge.load()))
        return []


class ShowNoted(Action):
    """Says what has been noted so far."""

    def name(self) -> str:  # noqa: D102
        return "action_show_noted"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing."""
        t.say(dispatcher, replies.known(t.state(tracker), knowledge.load()))
        return []


class NameSources(Action):
    """Says where the facts come from."""

    def name(self) -> str:  # noqa: D102
        return "action_name_sources"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing."""
        t.say(dispatcher, replies.sources(knowledge.load()))
        return []


class SayOnlyEnglish(Action):
    """Says in the language of the message, or else in English, that only English is understood."""

    def name(self) -> str:  # noqa: D102
        return "action_say_only_english"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: what was known stays, and a question stays open."""
        said = replies.only_english(t.utterance(tracker))
        t.say(dispatcher, said)
        if not said:
            dispatcher.utter_message(response="utter_other_language")
        return []
