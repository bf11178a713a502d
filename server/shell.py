"""Quiver in the terminal: the same agent, without a server."""

from __future__ import annotations

import asyncio
import sys
import uuid
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import UserMessage
from rich.console import Console
from rich.panel import Panel

from channels.rest import MergingOutput
from server.bot import endpoints, quieten
from server.training import ensure_model

_ENDS = frozenset({"/stop", "/quit", "/exit"})


def talk() -> None:
    """Talks in the terminal until the input ends, Ctrl-C, or ``/quit``.

    Input may be piped: each line is a message, and empty lines are passed over.
    """
    model = ensure_model()
    quieten()
    console = Console(highlight=False)
    console.print("Loading (about 15 seconds) ...", style="dim")

    async def conversation() -> None:
        agent = await load_agent(model_path=str(model), endpoints=endpoints())
        sender = f"shell-{uuid.uuid4().hex}"
        await _say(agent, console, sender, "/greet")
        while (text := await asyncio.to_thread(_read, console)) is not None:
            if text in _ENDS:
                break
            if text:
                await _say(agent, console, sender, text)

    try:
        asyncio.run(conversation())
    except KeyboardInterrupt:
        console.print()


def _read(console: Console) -> str | None:
    """The next line, or None at the end of the input; piped lines are shown as they are read."""
    try:
        line = console.input("[bold]You:[/] ").strip()
    except EOFError:
        return None
    if not sys.stdin.isatty():
        console.print(line, markup=False)
    return line


async def _say(agent: Agent, console: Console, sender: str, text: str) -> None:
    output = MergingOutput()
    await agent.handle_message(UserMessage(text, output, sender, input_channel="shell"))
    for message in output.messages:
        _show(console, message)


def _show(console: Console, message: dict[str, Any]) -> None:
    text = message.get("text", "")
    if (message.get("custom") or {}).get("type") == "emergency":
        console.print(Panel(text, style="bold red"))
    else:
        console.print(text, markup=False)
    for number, button in enumerate(message.get("buttons") or [], start=1):
        console.print(f"  {number}. {button['title']}", markup=False)
