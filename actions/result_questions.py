"""Answers what a person asks about the result: a summary, "why not X?" and "what if ...?"."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import tracker as t
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
        """Returns nothing."""
        topics = t.utterance(tracker).hearing.topics
        t.say(dispatcher, supposing.why_not(t.state(tracker), topics, knowledge.load()))
        return []


class AnswerWhatIf(Action):
    """Says how the result would change if something were otherwise."""

    def name(self) -> str:  # noqa: D102
        return "action_answer_what_if"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Returns nothing: what is only supposed is not noted."""
        said = supposing.what_is_supposed(t.utterance(tracker).text)
        heard = _listener().hear(said, dt.date.today())
        t.say(dispatcher, supposing.what_if(t.state(tracker), heard, knowledge.load()))
        return []


@functools.lru_cache(maxsize=1)
def _listener() -> Listener:
    return Listener(knowledge.load())
