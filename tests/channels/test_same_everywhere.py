"""The same ten conversations come out the same in all channels, as they do over REST.

A new channel joins by a ``Person`` of its own in ``people.py``, a fixture that gives one, and its
name in ``CHANNELS``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.channels.people import InShell, OverRest, Person

CONVERSATIONS = Path(__file__).parents[1] / "conversations"
SLOW = pytest.mark.slow
CHANNELS = [
    "on_web",
    "on_telegram",
    "on_slack",
    pytest.param("on_slack_requests", marks=SLOW),
    "in_shell",
]
TEN = [
    "happy_paths/somebody_with_coffee_and_one_brief_twitch_may_watch_it",
    pytest.param("happy_paths/a_parent_tells_of_a_child", marks=SLOW),
    pytest.param("happy_paths/answers_are_taken_as_number_label_and_free_text", marks=SLOW),
    "corrections/it_is_the_other_side",
    pytest.param("corrections/going_back_asks_the_last_question_again", marks=SLOW),
    "danger/said_while_asking_something_else",
    "danger/words_of_self_harm_get_help_and_the_interview_waits",
    "digressions/why_a_question_is_asked",
    "cancellations/stop_in_the_middle_says_what_to_watch_for",
    "bad_input/another_language",
]


@pytest.fixture
def in_shell(agent: Any) -> InShell:
    return InShell(agent)


@pytest.fixture
def person(request: pytest.FixtureRequest) -> Person:
    return request.getfixturevalue(request.param)


_expected: dict[str, dict[str, Any]] = {}


async def walk(person: Person, file: Path) -> dict[str, Any]:
    await person.begin()
    for step in YAML(typ="safe", pure=True).load(file.read_text()):
        if "user" in step:
            await person.say(step["user"])
        elif "press" in step:
            await person.choose([step["press"]])
        elif "answer" in step:
            await person.answer(step["answer"])
        elif "finish" in step:
            await person.finish(step["finish"])
    return await person.outcome()


@pytest.mark.parametrize("person", CHANNELS, indirect=True)
@pytest.mark.parametrize("name", TEN)
async def test_the_outcome_is_the_same(
    person: Person, name: str, agent: Any, over_rest: OverRest
) -> None:
    file = CONVERSATIONS / f"{name}.yml"
    if name not in _expected:
        _expected[name] = await walk(over_rest, file)
        assert _expected[name]["said"]
    outcome = await walk(person, file)
    assert outcome == _expected[name]
    everything = words(person.text)
    tracker = await agent.tracker_store.retrieve(person.sender)
    for event in tracker.events if tracker else []:
        if event.type_name == "bot":
            for line in event.text.split("\n"):
                assert words(line) in everything, f"not shown: {line}"


def words(text: str) -> str:
    """The letters alone, whatever the channel's markup and line breaks."""
    without_links = re.sub(r"<(?:https?|tel):[^|>]*\|([^>]*)>", r"\1", text)
    plain = without_links.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "".join(re.findall(r"\w+", plain.lower()))
