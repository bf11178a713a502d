"""Answers what a person asks about the result: a summary, "why not X?" and "what if ...?"."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
from actions.interviewing import take_up
from quiver import knowledge, replies, supposing
from quiver.language.findings import Listener


class GiveSummary(Action):
    """Gives the summary to show to the doctor."""

    def name(self) -> str:  # noqa: D102
        return "action_give_summary"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing."""
        t.say(dispatcher, replies.doctors_summary(t.state(tracker), knowledge.load()))
        return []


class ExplainWhyNot(Action):
    """Says what speaks for and against a cause, by what was told."""

    def name(self) -> str:  # noqa: D102
        return "action_explain_why_not"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns the action that takes up what the message told besides, if anything."""
        t.say(dispatcher, replies.why_not(t.state(tracker), t.utterance(tracker), knowledge.load()))
        outside = not tracker.active_loop.get("name")
        return take_up(dispatcher, tracker) if outside and t.turn(tracker).get("told") else []


class AnswerWhatIf(Action):
    """Says how the result would change if something were otherwise."""

    def name(self) -> str:  # noqa: D102
        return "action_answer_what_if"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: what is only supposed is not noted."""
        said = t.utterance(tracker).text
        heard = supposing.supposition(said, _listener(), dt.date.today())
        t.say(dispatcher, supposing.what_if(t.state(tracker), heard, knowledge.load()))
        return []


@functools.lru_cache(maxsize=1)
def _listener() -> Listener:
    return Listener(knowledge.load())
