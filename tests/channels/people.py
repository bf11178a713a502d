"""People who talk to Quiver in a channel as its users do: they type, and press what they see."""

from __future__ import annotations

import asyncio
import json
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from rich.console import Console

from channels import shell
from channels.telegram.rendering import FINISH, TOGGLE
from server.shell import Session
from tests.channels.fake_slack import FakeSlack
from tests.channels.fake_telegram import FakeTelegram
from tests.talking import Talk, check


class Chooser(Talk):
    """Tells what somebody would answer, without saying it."""

    async def say(self, text: str) -> list[dict[str, Any]]:
        self.chosen = text
        return []

    async def choice(self, question: dict[str, Any], facts: dict[str, Any]) -> str:
        """The payload that answers a question as these facts are."""
        self.heard = [{"custom": question}]
        await self.answer(facts)
        return self.chosen


@dataclass(frozen=True)
class Asked:
    """The open question as the channel shows it: the ids that can be answered."""

    id: str
    answers: tuple[str, ...]


@dataclass
class Person(ABC):
    """Somebody in one channel. ``sender`` is the id of the conversation."""

    agent: Any
    sender: str = ""
    shown: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        """Begins as the channel's users do, and is greeted."""
        await self.say("/start")

    @abstractmethod
    async def say(self, text: str) -> None:
        """Types a text."""

    @abstractmethod
    def asked(self) -> Asked | None:
        """The question whose buttons are open."""

    @abstractmethod
    async def choose(self, answers: list[str]) -> None:
        """Answers the open question by its buttons; several at once where that is possible."""

    async def answer(self, facts: dict[str, Any]) -> None:
        """Answers the open question as these facts are."""
        asked = self.asked()
        assert asked is not None, f"no question is open: {self.text}"
        question = await self._question()
        assert asked.id == question["id"]
        assert sorted(asked.answers) == sorted(option["id"] for option in question["options"])
        payload = await Chooser(self.agent).choice(question, facts)
        await self.choose(json.loads(payload.removeprefix("/answer"))["a"].split(","))

    async def _question(self) -> dict[str, Any]:
        """The structured form of the question that was asked last."""
        tracker = await self.agent.tracker_store.retrieve(self.sender)
        forms = [(e.data.get("custom") or {}) for e in tracker.events if e.type_name == "bot"]
        return next(form for form in reversed(forms) if form.get("type") == "question")

    async def finish(self, facts: dict[str, Any], at_most: int = 40) -> None:
        """Answers until there is a result."""
        for _ in range(at_most):
            if self.asked() is None:
                return
            await self.answer(facts)
        raise AssertionError(f"no end: {self.text}")

    @property
    def text(self) -> str:
        """All that the channel shows of the conversation."""
        return "\n".join(self.shown)

    async def outcome(self) -> dict[str, Any]:
        """What is known in the end, and what the bot said, by its kinds."""
        tracker = await self.agent.tracker_store.retrieve(self.sender)
        said = []
        for event in tracker.events if tracker else []:
            if event.type_name == "bot":
                custom = event.data.get("custom") or {}
                which = custom.get("id") or custom.get("flag") or custom.get("urgency")
                said.append((custom.get("type"), which or event.text))
        state = (tracker.get_slot("state") if tracker else None) or {}
        # how an answer was given differs: a number typed, a button pressed
        evidence = [{k: v for k, v in i.items() if k != "quote"} for i in state.get("evidence", [])]
        return {"evidence": evidence, "said": said}


class OnTelegram(Person):
    """Somebody on Telegram, through polling or a webhook."""

    def __init__(self, agent: Any, fake: FakeTelegram, channel: Any, chat: int = 7) -> None:
        super().__init__(agent, f"telegram-{chat}")
        self.fake, self.channel, self.chat = fake, channel, chat

    async def say(self, text: str) -> None:
        await self.fake.send(self.fake.said(self.chat, text))
        await self.settle()

    async def settle(self) -> None:
        """Waits until all has been sent."""
        await settled(self.channel)
        self.shown = [m["text"] for m in self.fake.chats.get(self.chat, [])]

    def open(self) -> dict[str, Any] | None:
        """The message whose buttons answer a question."""
        for message in reversed(self.fake.chats.get(self.chat, [])):
            if any('"q":' in data for data in _data(message)):
                return message
        return None

    def asked(self) -> Asked | None:
        message = self.open()
        if message is None:
            return None
        answers, question = [], ""
        for data in _data(message):
            if data.startswith("/answer"):
                sent = json.loads(data.removeprefix("/answer"))
                question = sent["q"]
                answers.append(sent["a"])
            elif data.startswith(TOGGLE):
                answers.append(data.removeprefix(TOGGLE))
        return Asked(question, tuple(answers))

    async def choose(self, answers: list[str]) -> None:
        message, asked = self.open(), self.asked()
        assert message is not None
        assert asked is not None
        alone = f'/answer{{"q":"{asked.id}","a":"{answers[0]}"}}'
        if alone in _data(message):
            await self.press(message, alone)
            return
        for answer in answers:
            await self.press(message, TOGGLE + answer)
        await self.press(message, FINISH + asked.id)

    async def press(self, message: dict[str, Any], data: str) -> None:
        number = message["message_id"]
        await self.fake.send(self.fake.pressed(self.chat, number, data))
        await self.settle()


class OnSlack(Person):
    """Somebody on Slack, through Socket Mode or signed requests."""

    def __init__(self, agent: Any, fake: FakeSlack, channel: Any, user: str = "U1") -> None:
        super().__init__(agent, f"slack-T1-{user}")
        self.fake, self.channel, self.user = fake, channel, user

    async def begin(self) -> None:
        await self.fake.send("slash_commands", self.fake.command(self.user, ""))
        await self.settle()

    async def say(self, text: str) -> None:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        await self.fake.send("events_api", self.fake.said(self.user, escaped))
        await self.settle()

    async def settle(self) -> None:
        await settled(self.channel)
        self.shown = ["\n".join([post["text"], *(_section_texts(post))]) for post in self.posts()]

    def posts(self) -> list[dict[str, Any]]:
        return self.fake.posts.get(f"D{self.user}", [])

    def open(self) -> dict[str, Any] | None:
        for post in reversed(self.posts()):
            if any('"q":' in e.get("value", "") for e in _elements(post)):
                return post
        return None

    def asked(self) -> Asked | None:
        post = self.open()
        if post is None:
            return None
        answers, question = [], ""
        for element in _elements(post):
            if element["type"] == "checkboxes":
                answers += [option["value"] for option in element["options"]]
            elif element["value"].startswith("/answer"):
                sent = json.loads(element["value"].removeprefix("/answer"))
                question = sent["q"]
                answers.append(sent["a"])
        return Asked(question, tuple(answers))

    async def choose(self, answers: list[str]) -> None:
        post, asked = self.open(), self.asked()
        assert post is not None
        assert asked is not None
        alone = f'/answer{{"q":"{asked.id}","a":"{answers[0]}"}}'
        for element in _elements(post):
            if element.get("value") == alone:
                await self.press(post, element["action_id"])
                return
        await self.press(post, "finish", tuple(answers))

    async def press(self, post: dict[str, Any], action: str, ticked: tuple[str, ...] = ()) -> None:
        body = self.fake.pressed(self.user, post["ts"], action, ticked)
        await self.fake.send("interactive", body)
        await self.settle()


class InShell(Person):
    """Somebody at the terminal, who answers by typing numbers."""

    def __init__(self, agent: Any) -> None:
        super().__init__(agent, "shell-person")
        self.session = Session(agent, self.sender)
        self.turn: list[dict[str, Any]] = []

    async def say(self, text: str) -> None:
        self.turn = await self.session.say(text)
        console = Console(width=80, record=True, file=None, quiet=False, force_terminal=False)
        with console.capture() as printed:
            for message in self.turn:
                shell.show(console, message)
        self.shown.append(printed.get())

    def asked(self) -> Asked | None:
        custom = (self.turn[-1].get("custom") or {}) if self.turn else {}
        if custom.get("type") != "question":
            return None
        return Asked(custom["id"], tuple(o["id"] for o in custom["options"]))

    async def choose(self, answers: list[str]) -> None:
        asked = self.asked()
        assert asked is not None
        await self.say(",".join(str(asked.answers.index(answer) + 1) for answer in answers))


class OverHttp(Person, ABC):
    """A client of an HTTP endpoint, which sends texts and payloads, and gets messages back."""

    def __init__(self, agent: Any, address: str, sender: str = "") -> None:
        super().__init__(agent, sender)
        self.address = address
        self.turn: list[dict[str, Any]] = []
        self.everything: list[dict[str, Any]] = []

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """Posts JSON; gives what is answered."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.address}{path}", json=body) as reply,
        ):
            assert reply.status in (200, 201), await reply.text()
            return await reply.json()

    def take(self, messages: list[dict[str, Any]]) -> None:
        """Reads the messages of a turn."""
        self.everything += messages
        for message in messages:
            check({k: v for k, v in message.items() if k not in ("from", "recipient_id")})
        self.turn = messages
        self.shown += [message["text"] for message in messages]

    def asked(self) -> Asked | None:
        custom = (self.turn[-1].get("custom") or {}) if self.turn else {}
        if custom.get("type") != "question":
            return None
        return Asked(custom["id"], tuple(option["id"] for option in custom["options"]))

    async def choose(self, answers: list[str]) -> None:
        asked = self.asked()
        assert asked is not None
        await self.say(f'/answer{{"q":"{asked.id}","a":"{",".join(answers)}"}}')


class OverRest(OverHttp):
    """A program that speaks to the REST channel."""

    def __init__(self, agent: Any, address: str) -> None:
        super().__init__(agent, address, uuid.uuid4().hex)

    async def begin(self) -> None:
        await self.say("/greet")

    async def say(self, text: str) -> None:
        body = {"sender": self.sender, "message": text}
        self.take(await self.post("/webhooks/rest/webhook", body))


class OnWeb(OverHttp):
    """Somebody at the web chat, whose widget speaks to the endpoints below ``/chat/``."""

    async def begin(self) -> None:
        """Opens the page."""
        started = await self.post("/chat/session", {})
        self.token = started["token"]
        self.sender = self.token.split(".")[0]
        self.take(started["messages"])

    async def say(self, text: str) -> None:
        body = {"token": self.token, "id": uuid.uuid4().hex, "text": text}
        answer = await self.post("/chat/message", body)
        self.take(answer["messages"])
        history = await self.post("/chat/history", {"token": self.token})
        kept = [m for m in history["messages"] if m["from"] == "bot"]
        assert kept == self.everything, "after a reload it looks different"


async def settled(channel: Any) -> None:
    """Waits until a channel has nothing more to do or to send."""
    chat = channel._chat

    async def wait() -> None:
        while chat._turns._last or chat._outbox._tasks or chat._asides:
            await asyncio.sleep(0.002)

    await asyncio.wait_for(wait(), timeout=60)


def _data(message: dict[str, Any]) -> list[str]:
    return [b.get("callback_data", "") for row in message["keyboard"] for b in row]


def _elements(post: dict[str, Any]) -> list[dict[str, Any]]:
    return [e for b in post["blocks"] if b["type"] == "actions" for e in b["elements"]]


def _section_texts(post: dict[str, Any]) -> list[str]:
    return [b["text"]["text"] for b in post["blocks"] if b["type"] == "section"]
