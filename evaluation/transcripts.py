"""Writes the conversations of docs/transcripts: ``python -m evaluation.transcripts``.

Each is held with the trained model, the real rules and the real actions, as somebody would write.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from evaluation.cases.person import reply_to

FOLDER = Path("docs/transcripts")
Say = Callable[[str], Awaitable[list[dict[str, Any]]]]

#: What people write, by the name of the transcript. A ``dict`` answers everything that is asked,
#: truly, until the result.
CONVERSATIONS: dict[str, tuple[str, tuple[str | dict[str, Any], ...]]] = {
    "coffee_and_a_short_night": (
        "Somebody tired, with a lot of coffee: safe to watch",
        (
            "hi",
            "my bottom lip has been jumping now and then since yesterday, loads of coffee lately",
            "why do you ask?",
            {"caffeine": True, "poor_sleep": True, "face_droop": False, "hand_tremor": False,
             "vocal_tics": False, "low_calcium": False, "spreads_face": False},
            "why not Parkinson's?",
            "what if it lasts longer than two weeks",
            "thanks",
        ),
    ),
    "a_face_that_droops": (
        "Danger first: the card comes before everything else, and stays",
        (
            "can stress do this? one side of my mouth has dropped and my words come out slurred",
            "I meant something else",
            "sorry, my face is not drooping and my speech is not slurred",
        ),
    ),
    "worse_with_stress_but_one_sided": (
        "The stress trap: spasm of one side of the face for years",
        (
            "for two years my left eyelid and now my left cheek and mouth twitch, worse with "
            "stress, it even goes on in my sleep",
            {"spreads_face": True, "eyelid_too": True, "stress": True, "face_droop": False,
             "hand_tremor": False, "vocal_tics": False, "low_calcium": False},
            "isn't it just stress?",
        ),
    ),
    "a_parent_and_a_small_child": (
        "A parent of a child under five: a clinician first",
        ("my daughter is 3 and her mouth keeps twitching", {"face_droop": False, "seizure": False}),
    ),
    "after_a_thyroid_operation": (
        "Low calcium: a clinician today, and what to tell there",
        (
            "had my thyroid out last month, tingling lips and my upper lip keeps twitching",
            {"recent_neck_surgery": True, "thyroid_or_neck_surgery": True, "face_droop": False,
             "muscle_cramps": True, "caffeine": False},
            "summary for my doctor",
        ),
    ),
    "changing_answers": (
        "Going back, changing answers, and not being understood",
        (
            "the left side of my lip twitches every day",
            "go back",
            "actually it's the other side",
            "blorp",
            "flurb",
            "wibble",
            "change my answer about the side",
            "2",
            "what have you noted?",
            "stop",
        ),
    ),
    "somebody_in_a_crisis": (
        "Words of self-harm: help first, and the lip can wait",
        (
            "this twitch is killing me, it looks so stupid",
            "honestly I want to end my life",
            "ok, let's go on",
        ),
    ),
    "nothing_fits": (
        "No cause fits: it says so, and what to do",
        (
            "my lip has been fluttering now and then for a month",
            dict.fromkeys(
                "face_droop hand_tremor caffeine low_calcium vocal_tics spreads_face".split(),
                False,
            ),
        ),
    ),
}  # fmt: skip


async def hold(say: Say, lines: Iterable[str | dict[str, Any]]) -> list[str]:
    """Holds one conversation.

    Args:
        say: says something to the bot and gives its turn.
        lines: what the person says.

    Returns:
        The lines of the transcript.
    """
    told: list[str] = []
    turn: list[dict[str, Any]] = []
    for line in lines:
        if isinstance(line, str):
            turn = await _turn(say, line, line, told)
            continue
        while question := _question(turn):
            payload = reply_to(question, line)
            turn = await _turn(say, payload, _pressed(question, payload), told)
    return told


async def _turn(say: Say, text: str, shown: str, told: list[str]) -> list[dict[str, Any]]:
    told += ["", f"**Person:** {shown}"]
    turn = await say(text)
    for message in turn:
        told += ["", *(f"> {part}  " for part in message["text"].split("\n"))]
        buttons = [button["title"] for button in message.get("buttons", [])]
        if buttons:
            told.append(f"> _{' · '.join(buttons)}_")
    return turn


def _question(turn: list[dict[str, Any]]) -> dict[str, Any] | None:
    forms = [m["custom"] for m in turn if m.get("custom", {}).get("type") == "question"]
    return forms[-1] if forms else None


def _pressed(question: dict[str, Any], payload: str) -> str:
    chosen = payload.rpartition('"a":"')[2].rstrip('"}').split(",")
    titles = [o["title"] for o in question["options"] if o["id"] in chosen]
    return f"[{'; '.join(titles)}]"


def page(title: str, lines: Iterable[str]) -> str:
    """The page of a conversation."""
    start = [f"# {title}", "", "Written by `make transcripts`; choices in brackets were pressed."]
    return "\n".join([*start, *lines, ""])


async def main() -> None:
    """Holds every conversation with the trained bot and writes its page."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.core.tracker_store import InMemoryTrackerStore

    from channels.rest import MergingOutput
    from server.bot import quieten
    from server.inprocess import InProcessActions
    from server.training import ensure_model

    agent = Agent.load(str(ensure_model()), action_endpoint=InProcessActions())
    quieten()
    agent.tracker_store = InMemoryTrackerStore(agent.domain)
    agent.processor.tracker_store = agent.tracker_store
    FOLDER.mkdir(exist_ok=True)
    for name, (title, lines) in CONVERSATIONS.items():
        sender = uuid.uuid4().hex

        async def say(text: str, sender: str = sender) -> list[dict[str, Any]]:
            output = MergingOutput()
            await agent.handle_message(UserMessage(text, output, sender, input_channel="rest"))
            messages: list[dict[str, Any]] = output.messages
            return messages

        told = await hold(say, lines)
        (FOLDER / f"{name}.md").write_text(page(title, told), "utf-8")
        print(f"Written: {FOLDER / name}.md")


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    asyncio.run(main())
