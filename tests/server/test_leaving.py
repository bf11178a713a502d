"""Starting over and forgetting: the next person on the device meets an empty conversation."""

from __future__ import annotations

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.leaving import FORGET, ForgetMe, StartOver
from quiver.conversation import State
from quiver.evidence import Evidence, Item

KEPT = {
    "state": State(Evidence((Item("self_harm", "present"),)), cards=("self_harm",)).as_dict(),
    "turn": {"alarm": "self_harm"},
    "interview": "over",
}


@pytest.mark.parametrize("leaving", [StartOver(), ForgetMe()], ids=lambda action: action.name())
def test_nothing_of_the_last_person_is_left_for_the_next(leaving: Action) -> None:
    tracker = Tracker("someone", dict(KEPT), {"text": "start over"}, [], False, None, {}, None)
    events = leaving.run(CollectingDispatcher(), tracker, {})
    assert {"event": "reset_slots", "timestamp": None} in events
    set_again = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
    assert set_again == ({FORGET: True} if leaving.name() == "action_forget_me" else {})
    reset = [e["event"] for e in events].index("reset_slots")
    assert all(e["event"] != "slot" for e in events[:reset]), "the reset would undo it"
