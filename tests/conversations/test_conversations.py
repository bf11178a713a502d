"""Runs the conversations of this folder with the real model, rules and actions.

A conversation is a YAML list of steps::

    - user: my lip twitches           # says it
    - press: yes                      # presses a button of the open question, by its id
    - answer: {face_droop: false}     # answers the open question as these facts are
    - finish: {caffeine: true}        # answers everything until the result
    - bot:                            # what the bot's last turn must be, message by message
        - {type: noted, has: [...]}   # type of the structured form ("talk" for none) ...
        - {type: question, id: danger_check} # ... and any of the checks below

Checks of a message: ``id``, ``flag``, ``urgency``, ``topic`` are equal to the structured form's;
``says`` and ``says_not`` are texts; ``has`` are items such as ``caffeine`` or ``-face_droop`` or
``?stress`` or ``duration=P3W`` of its evidence; ``first`` is a cause that must be first or tied.
``asks_not`` (beside ``bot``) lists questions that may not be asked in the rest of a conversation.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.talking import Talk

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))


@pytest.mark.parametrize("file", FILES, ids=[f"{f.parent.name}: {f.stem}" for f in FILES])
async def test_conversation(talk: Talk, file: Path) -> None:
    for number, step in enumerate(YAML(typ="safe", pure=True).load(file.read_text()), start=1):
        where = f"{file.stem}, step {number}"
        if "user" in step:
            await talk.say(step["user"])
        elif "press" in step:
            await talk.press(step["press"])
        elif "answer" in step:
            await talk.answer(step["answer"])
        elif "finish" in step:
            await finish(talk, step, where)
        else:
            check_turn(talk, step["bot"], where)


async def finish(talk: Talk, step: dict[str, Any], where: str) -> None:
    for _ in range(40):
        if talk.of_type("assessment"):
            return
        assert talk.question, f"{where}: neither question nor result: {talk.text}"
        asked = talk.question["id"]
        assert asked not in step.get("asks_not", []), f"{where}: {asked} was asked"
        await talk.answer(step["finish"])
    raise AssertionError(f"{where}: no result")


def check_turn(talk: Talk, wanted: list[dict[str, Any]], where: str) -> None:
    kinds = [m.get("custom", {}).get("type", "talk") for m in talk.heard]
    assert kinds == [w["type"] for w in wanted], f"{where}: {kinds}\n{talk.text}"
    for message, want in zip(talk.heard, wanted, strict=True):
        custom = message.get("custom", {})
        for key in ("id", "flag", "urgency", "topic"):
            if key in want:
                assert custom[key] == want[key], f"{where}: {key} is {custom[key]}"
        for text in _list(want.get("says")):
            assert text.lower() in message["text"].lower(), f"{where}: {message['text']}"
        for text in _list(want.get("says_not")):
            assert text.lower() not in message["text"].lower(), f"{where}: {message['text']}"
        for item in _list(want.get("has")):
            assert item in items(custom["evidence"]), (
                f"{where}: {item}: {items(custom['evidence'])}"
            )
        for item in _list(want.get("lacks")):
            assert item not in items(custom["evidence"]), f"{where}: {item}"
        if "first" in want:
            assert custom["causes"][0]["id"] == want["first"], where


def items(evidence: list[dict[str, str]]) -> set[str]:
    sign = {"present": "", "absent": "-", "unknown": "?"}
    return {
        sign[e["status"]] + e["finding"] + (f"={e['value']}" if "value" in e else "")
        for e in evidence
    }


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [value]
