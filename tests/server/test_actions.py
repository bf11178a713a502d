"""Actions in the bot's own process: what happens when one fails or rejects."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from quiver import wording
from server.inprocess import InProcessActions

SECRET = "my speech is slurred and I live at 5 Elm Street"


class Failing(Action):
    def name(self) -> str:
        return "action_that_fails"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="half a reply")
        raise RuntimeError("it broke")


class Rejecting(Action):
    def name(self) -> str:
        return "action_that_rejects"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        raise ActionExecutionRejection(self.name(), "not now")


class Working(Action):
    def name(self) -> str:
        return "action_that_works"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=str(tracker.latest_message["text"]))
        return [SlotSet("state", {"tries": 1})]


@pytest.fixture(scope="module")
def actions() -> InProcessActions:
    endpoint = InProcessActions()
    for action in (Failing(), Rejecting(), Working()):
        endpoint._executor.register_action(action)
    return endpoint


def call(name: str) -> dict[str, Any]:
    """What Rasa sends an action server: the whole conversation with it."""
    message = {"text": SECRET, "intent": {"name": "report_symptom"}, "entities": []}
    return {
        "next_action": name,
        "sender_id": "someone",
        "domain": {},
        "tracker": {
            "sender_id": "someone",
            "slots": {"state": None},
            "latest_message": message,
            "events": [{"event": "user", "text": SECRET, "parse_data": message}],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        },
    }


async def test_an_action_that_works_answers_as_the_server_would(actions: InProcessActions) -> None:
    answer = await actions.request(json=call("action_that_works"))
    assert answer is not None
    assert [response["text"] for response in answer["responses"]] == [SECRET]
    assert [(e["event"], e["name"]) for e in answer["events"]] == [("slot", "state")]


async def test_one_that_fails_says_so_and_how_to_get_help(actions: InProcessActions) -> None:
    answer = await actions.request(json=call("action_that_fails"))
    assert answer == {"events": [], "responses": [{"text": wording.FAILED}]}
    assert "emergency number" in wording.FAILED


async def test_the_log_names_the_action_and_holds_nothing_of_what_was_written(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await actions.request(json=call("action_that_fails"))
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.name for record in errors] == ["server.inprocess"]
    assert "action_that_fails" in errors[0].getMessage()
    assert "it broke" in caplog.text, "the cause is there to be mended"
    for part in (SECRET, "slurred", "Elm Street", "someone"):
        assert part not in caplog.text


async def test_an_action_that_nobody_wrote_fails_in_the_same_way(
    actions: InProcessActions, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await actions.request(json=call("action_of_nobody"))
    assert answer is not None
    assert answer["responses"] == [{"text": wording.FAILED}]
    assert SECRET not in caplog.text


async def test_one_that_rejects_is_a_400_as_from_the_server(actions: InProcessActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        await actions.request(json=call("action_that_rejects"))
    assert caught.value.status == 400
    assert json.loads(caught.value.text)["action_name"] == "action_that_rejects"
    assert "not now" in json.loads(caught.value.text)["error"]
    assert SECRET not in caught.value.text


async def test_after_a_failure_the_next_action_runs(actions: InProcessActions) -> None:
    await actions.request(json=call("action_that_fails"))
    answer = await actions.request(json=call("action_that_works"))
    assert answer is not None
    assert [response["text"] for response in answer["responses"]] == [SECRET]


def test_every_action_of_the_domain_is_registered(actions: InProcessActions) -> None:
    import yaml

    from server.training import ROOT

    named = set(yaml.safe_load((ROOT / "domain.yml").read_text())["actions"])
    assert {name for name in named if name.startswith("action_")} <= set(actions._executor.actions)
