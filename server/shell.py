"""Quiver in the terminal: the bot in this process, without a server.

The bot loads, for ten seconds or so, in a thread of its own, while the person reads the welcome
and writes the first message. So whatever takes long to import, Rasa and all that reads language, is
imported by that thread.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console
from ruamel.yaml import YAML

from channels import commands, shell, wording
from server.training import ROOT, ensure_model

if TYPE_CHECKING:
    from rasa.core.agent import Agent

    from channels.turns import Turns
    from quiver.conversation import State

_ENDS = frozenset({"/quit", "/exit"})


def talk(debug: bool = False) -> None:
    """Talks in the terminal until the input ends, Ctrl-C, or ``/quit``.

    Input may be piped: each line is a message, and empty lines are passed over.

    Args:
        debug: whether to show what was heard in each message, and why each question is asked.
    """
    ensure_model()
    console = Console(highlight=False)
    bot = Bot()
    console.print(_welcome())
    console.print(wording.SHELL_ENDS, style="dim")
    try:
        with_input = _typed() if sys.stdin.isatty() else _piped(console)
        while (text := with_input()) is not None and text not in _ENDS:
            if text:
                _turn(console, bot, text, debug)
    except (KeyboardInterrupt, EOFError):
        pass
    console.print(wording.SHELL_GOODBYE, style="dim")
    sys.stdout.flush()
    os._exit(0)  # the thread may still be loading, which Python cannot end in an orderly way


class Bot:
    """The bot in a thread with an event loop of its own, which begins to load at once."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._sender = f"shell-{uuid.uuid4().hex}"
        self._session: Future[Session] = self._start(Session.load(self._sender))

    @property
    def is_loading(self) -> bool:
        """Whether the first message will have to wait."""
        return not self._session.done()

    def say(self, text: str, debug: bool) -> tuple[list[dict[str, Any]], list[str]]:
        """The bot's messages to a text, and, with ``debug``, what explains them."""
        session = self._session.result()
        messages: list[dict[str, Any]] = self._start(session.say(text)).result()
        return messages, self._start(session.explain(messages)).result() if debug else []

    def _start(self, work: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)


class Session:
    """One conversation with a loaded bot."""

    def __init__(self, agent: Agent, sender: str) -> None:
        """Takes the bot, and the conversation's id."""
        from channels.turns import Turns

        self._agent = agent
        self._sender = sender
        self._turns: Turns = Turns("shell", agent.handle_message)

    @classmethod
    async def load(cls, sender: str) -> Session:
        """A conversation that has been greeted: the welcome stands on the screen already."""
        from rasa.core.agent import load_agent

        from server.bot import endpoints, quieten

        quieten()
        model = await asyncio.to_thread(ensure_model)
        session = cls(await load_agent(model_path=str(model), endpoints=endpoints()), sender)
        await session.say("/start")
        return session

    async def say(self, text: str) -> list[dict[str, Any]]:
        """The bot's messages to what was typed."""
        return await self._turns.say(self._sender, commands.said(text))

    async def explain(self, messages: list[dict[str, Any]]) -> list[str]:
        """What was heard in the last message, what is known, and why the question is asked."""
        from quiver.conversation import State

        tracker = await self._agent.tracker_store.retrieve(self._sender)
        if tracker is None or tracker.latest_message is None:
            return []  # forgotten
        heard = tracker.latest_message
        intent = heard.intent or {}
        lines = [f"heard: {intent.get('name')} ({intent.get('confidence') or 0:.2f})"]
        for entity in heard.entities:
            role = f" {entity['role']}" if entity.get("role") else ""
            group = f" of {entity['group']}" if entity.get("group") else ""
            lines.append(f"  {entity['entity']} {entity['value']}{role}{group}")
        for custom in (m.get("custom") or {} for m in messages):
            if custom.get("type") == "question":
                about = ", ".join(custom["findings"]) or "the person"
                lines.append(f"asks {custom['id']} about {about}: {custom['why']}")
                lines += _worth(State.from_dict(tracker.get_slot("state")))
        return lines


def _worth(state: State) -> list[str]:
    """The questions most worth asking now, and what their answers would change."""
    from quiver import interview, knowledge

    lines = []
    for worth in interview.worth_asking(state.evidence, knowledge.load())[:3]:
        changes = f"urgency {worth.urgency:.2f} steps by itself, {worth.combined} with others"
        leads = ", leads" if worth.question.leads else ""
        causes = f"causes in {worth.causes:.0%} of answers"
        lines.append(f"  {worth.question.id}: {changes}; {causes}{leads}")
    return lines


def _turn(console: Console, bot: Bot, text: str, debug: bool) -> None:
    if bot.is_loading:
        with console.status(wording.SHELL_LOADING):
            messages, explained = bot.say(text, debug)
    else:
        messages, explained = bot.say(text, debug)
    for line in explained:
        console.print(line, style="magenta", markup=False)
    for message in messages:
        shell.show(console, message)
    console.print()


def _welcome() -> str:
    domain = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text())
    return str(domain["responses"]["utter_welcome"][0]["text"])


def _typed() -> Callable[[], str | None]:
    """Lines typed, with those before them at the arrow keys; none is kept for later."""
    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    return lambda: session.prompt("You: ").strip()


def _piped(console: Console) -> Callable[[], str | None]:
    """Lines piped in, each shown as it is read."""

    def read() -> str | None:
        line = sys.stdin.readline()
        if not line:
            return None
        text = line.strip()
        if text:
            console.print(f"You: {text}", markup=False, style="bold")
        return text

    return read
