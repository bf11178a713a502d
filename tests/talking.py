"""Talks to the real bot in this process: the trained model, the real rules, the real actions."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import jsonschema
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from channels.rest import MergingOutput, clean
from evaluation.cases.person import reply_to

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/messages.schema.json").read_text())


class Talk:
    """One conversation; every message of the bot is checked against the documented format."""

    def __init__(self, agent: Agent, sender: str | None = None) -> None:
        self.agent = agent
        self.sender = sender or uuid.uuid4().hex
        self.heard: list[dict[str, Any]] = []

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Says something; gives the messages of the bot's turn, each with text and custom."""
        output = MergingOutput()
        await self.agent.handle_message(
            UserMessage(clean(text), output, self.sender, input_channel="rest")
        )
        for message in output.messages:
            check(message)
        self.heard = output.messages
        return output.messages

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """The structured forms of one type in the last turn."""
        return [m["custom"] for m in self.heard if m.get("custom", {}).get("type") == kind]

    @property
    def question(self) -> dict[str, Any] | None:
        """The question the last turn ended with, if it did."""
        custom = self.heard[-1].get("custom", {}) if self.heard else {}
        return custom if custom.get("type") == "question" else None

    @property
    def text(self) -> str:
        """All that the last turn says."""
        return "\n".join(m.get("text", "") for m in self.heard)

    async def press(self, option: str) -> list[dict[str, Any]]:
        """Presses a button of the open question by its id."""
        assert self.question is not None, f"no question is open: {self.text}"
        payloads = {o["id"]: o["payload"] for o in self.question["options"]}
        assert option in payloads, f"{self.question['id']} offers {sorted(payloads)}, not {option}"
        return await self.say(payloads[option])

    async def answer(self, facts: dict[str, Any]) -> None:
        """Answers the open question by buttons as somebody of whom these facts hold would.

        ``facts``: true, false, or the value of an attribute; what is not listed is "not sure".
        """
        assert self.question is not None
        await self.say(reply_to(self.question, facts))

    async def finish(self, facts: dict[str, Any], at_most: int = 40) -> dict[str, Any]:
        """Answers until the result, which is given back."""
        for _ in range(at_most):
            if results := self.of_type("assessment"):
                return results[-1]
            await self.answer(facts)
        raise AssertionError(f"no result after {at_most} answers; the last turn: {self.text}")


def check(message: dict[str, Any]) -> None:
    """A message has something to read, at most one structured form, and no leftovers."""
    assert message.get("text", "").strip(), f"nothing to read in {message}"
    assert "\n\n" not in message["text"]
    assert not re.search(r"\{\w*\}|Traceback|\bNone\b(?! of)", message["text"]), message["text"]
    if "custom" in message:
        jsonschema.validate(message["custom"], SCHEMA)
