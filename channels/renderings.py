"""Writes one conversation as each channel shows it: ``make renderings``.

The bot is the real one; what it says goes through each channel's own rendering, and is written as
the person sees it, with buttons in brackets.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rich.console import Console

from channels import commands, shell
from channels.slack import rendering as slack
from channels.telegram import rendering as telegram
from channels.turns import Turns
from server.bot import endpoints, quieten
from server.training import ROOT, ensure_model

FOLDER = ROOT / "docs" / "renderings"
Message = dict[str, Any]

STORY = "my top lip on the left has been twitching for five days, loads of coffee, no droop"
#: Options that this person takes; questions without one get "none", "no" or "not sure".
TAKEN = {"self", "adult", "often", "left", "upper_lip", "caffeine", "now_and_then", "rest"}
LAST = ["what is hemifacial spasm?", "actually my speech has just gone slurred"]


def main() -> None:
    """Holds the conversation and writes a file for each channel into ``docs/renderings``."""
    turns = asyncio.run(_converse())
    FOLDER.mkdir(exist_ok=True)
    writers: dict[str, Callable[[Message], str]] = {
        "telegram": on_telegram,
        "slack": on_slack,
        "shell": in_shell,
    }
    for channel, write in writers.items():
        text = f"# One conversation in {channel.capitalize()}\n\n"
        text += "Written by `make renderings`. What stands in [brackets] is a button.\n\n```\n"
        for said, messages in turns:
            text += f"——— You: {said}\n\n"
            text += "".join(f"{write(message).rstrip()}\n\n" for message in messages)
        (FOLDER / f"{channel}.md").write_text(text.rstrip() + "\n```\n")


async def _converse() -> list[tuple[str, list[Message]]]:
    model = ensure_model()
    quieten()
    agent = await load_agent(model_path=str(model), endpoints=endpoints())
    store = InMemoryTrackerStore(agent.domain)
    agent.tracker_store = agent.processor.tracker_store = store
    turns = Turns("rest", agent.handle_message)
    held: list[tuple[str, list[Message]]] = []

    async def say(shown: str, text: str) -> list[Message]:
        messages = await turns.say("renderings", commands.said(text))
        held.append((shown, messages))
        return messages

    await say("/start", "/start")
    messages = await say(STORY, STORY)
    while (question := (messages[-1].get("custom") or {})).get("type") == "question":
        title, payload = _choice(question)
        messages = await turns.say("renderings", payload)
        held.append((f"[{title}]", messages))
    for text in LAST:
        await say(text, text)
    return held


def _choice(question: Message) -> tuple[str, str]:
    options = {option["id"]: option for option in question["options"]}
    wanted = [option for option in options if option in TAKEN]
    wanted = wanted or [option for option in ("none", "no", "not_sure") if option in options]
    if question["select"] == "many":
        titles = ", ".join(options[one]["title"] for one in wanted if one in TAKEN)
        if titles:
            answers = ",".join(one for one in wanted if one in TAKEN)
            return titles, f'/answer{{"q":"{question["id"]}","a":"{answers}"}}'
    return options[wanted[0]]["title"], options[wanted[0]]["payload"]


def on_telegram(message: Message) -> str:
    """A message as Telegram shows it; bold stands between asterisks."""
    parts = []
    for call in telegram.calls(message):
        if call.file:
            parts.append(f"({call.file.name}) {call.params['caption']}")
            continue
        text = re.sub(r"</?b>", "*", call.params["text"])
        parts.append(html.unescape(re.sub(r"<[^>]+>", "", text)))
        for row in call.params.get("reply_markup", {}).get("inline_keyboard", []):
            parts += [f"[{button['text']}]" for button in row]
    return "\n".join(parts)


def on_slack(message: Message) -> str:
    """A message as Slack shows it; bold stands between asterisks."""
    parts = []
    for post in slack.posts(message):
        for block in post.blocks:
            if block["type"] == "section":
                text = re.sub(r"<[^|>]+\|([^>]*)>", r"\1", block["text"]["text"])
                parts.append(html.unescape(text))
                continue
            for element in block["elements"]:
                if element["type"] == "checkboxes":
                    parts += [f"☐ {option['text']['text']}" for option in element["options"]]
                else:
                    parts.append(f"[{element['text']['text']}]")
    return "\n".join(parts)


def in_shell(message: Message) -> str:
    """A message as the terminal shows it, without its colours."""
    console = Console(width=80, highlight=False)
    with console.capture() as printed:
        shell.show(console, message)
    return printed.get()


if __name__ == "__main__":
    main()
