"""What Quiver does in Slack with each event: one turn of the bot, or an answer of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from functools import partial
from typing import Any

from channels import commands, wording
from channels.attachments import picture, summary
from channels.buttons import REMEMBERED, Buttons, Press
from channels.delivery import Outbox, Refused, Send, TryAgain, WrongCredentials, persist
from channels.slack import events, rendering
from channels.slack.api import SlackApi
from channels.slack.events import (
    Answered,
    Begun,
    HomeOpened,
    InChannel,
    Meaning,
    Place,
    Pressed,
    Said,
)
from channels.slack.rendering import Post
from channels.turns import Turns
from channels.unsent import Note, Unsent

logger = logging.getLogger(__name__)

#: Seconds after which Slack is told that something has arrived; it waits for three.
PATIENCE = 2.0


class Chat:
    """Takes in events and sends what follows from them."""

    def __init__(self, api: SlackApi, turns: Turns) -> None:
        #: What it speaks through.
        self.api = api
        #: The workspace, and the bot's own user in it; known once Slack has been reached.
        self.team = self.bot = ""
        self._turns = turns
        self._outbox = Outbox()
        self._unsent = Unsent("slack", turns, self._outbox, self._draw)
        self._buttons = Buttons()
        self._questions: OrderedDict[tuple[str, str], tuple[Place, rendering.Blocks]] = (
            OrderedDict()
        )
        self._asides: set[asyncio.Task[None]] = set()

    async def take(self, kind: str, body: dict[str, Any]) -> None:
        """Takes in what Slack sent; returns when its turn is over, or Slack will not wait longer.

        What Slack is not told to have arrived, because the process ends before, it sends again.

        Args:
            kind: ``events_api``, ``interactive`` or ``slash_commands``.
            body: what was sent.
        """
        task = self._aside(self._take(kind, body))
        await asyncio.wait({task}, timeout=PATIENCE)

    async def _take(self, kind: str, body: dict[str, Any]) -> None:
        try:
            found = self._meaning(kind, body)
        except (KeyError, TypeError, AttributeError, IndexError):
            logger.exception("An event of an unknown shape was left out")
            return
        if found is None:
            return
        key, meaning = found
        work: Callable[[], Awaitable[None]] | None = partial(self._do, meaning, key)
        if isinstance(meaning, Pressed) and not self._turns.knows(key):
            work = self._pressed(meaning, key)
        if work is not None:
            await self._turns.take(key, self._name(_user(meaning)), work)

    async def resume(self) -> None:
        """Sends what was still to be sent when the process before this one ended."""
        await self._unsent.resume()

    async def close(self) -> None:
        """Sends what can still be sent, and ends."""
        await self._turns.close()
        await self._outbox.close()
        for task in self._asides:
            task.cancel()

    def _meaning(self, kind: str, body: dict[str, Any]) -> tuple[str, Meaning] | None:
        if kind == "events_api":
            return events.event(body, self.bot)
        if kind == "interactive":
            return events.interaction(body)
        return events.command(body) if kind == "slash_commands" else None

    def _name(self, user: str) -> str:
        """The id of a person's conversation."""
        return f"slack-{self.team}-{user}"

    async def _do(self, found: Meaning, key: str) -> None:
        if isinstance(found, Said):
            if found.unread:
                self._post(found.place, rendering.plain(found.unread))
            await self._turn(found.place, commands.said(found.text), key)
        elif isinstance(found, Answered):
            self._post(found.place, rendering.plain(found.reply))
        elif isinstance(found, InChannel):
            self._whisper(found.place, rendering.invitation())
        elif isinstance(found, HomeOpened):
            home = rendering.home(wording.HOME)
            publish = partial(self.api.call, "views.publish", user_id=found.user, view=home)
            self._put(found.user, publish)
        elif isinstance(found, Begun):
            await self._begin(found, key)

    async def _begin(self, found: Begun, key: str) -> None:
        """Goes on, or begins, in the direct messages of a person."""
        opened = await persist(partial(self.api.call, "conversations.open", users=found.user))
        place = Place(found.user, opened["channel"]["id"])
        await self._turn(place, commands.of_word(found.text), key)

    async def _turn(self, place: Place, text: str, key: str, lead: str | None = None) -> None:
        """One turn of the bot; the buttons of the question before it are cleared away."""
        name = self._name(place.user)
        messages = await self._turns.say(name, text, key)
        self._clear(name, self._buttons.close(name))
        if lead:
            self._post(place, rendering.plain(lead))
        await self._unsent.send(Note(name, key, asdict(place)), messages)
        if commands.deletes(messages):
            self._buttons.forget(name)
            for known in [known for known in self._questions if known[0] == name]:
                del self._questions[known]
            self._post(place, rendering.plain(wording.FORGOTTEN_HERE["slack"]))

    async def _draw(self, where: dict[str, Any], message: dict[str, Any]) -> list[Send]:
        place, custom = Place(**where), message.get("custom") or {}
        sends = [self._posting(place, post) for post in rendering.posts(message)]
        if drawn := await asyncio.to_thread(picture, custom):
            sends.insert(0, self._uploading(place, "face.png", *drawn))
        if (pdf := await asyncio.to_thread(summary, custom)) is not None:
            caption = wording.SUMMARY_CAPTION
            sends.append(self._uploading(place, wording.SUMMARY_FILE, pdf, caption))
        return sends

    def _pressed(self, found: Pressed, key: str) -> Callable[[], Awaitable[None]] | None:
        """Shows at once what was chosen; gives the turn it makes, if it makes one."""
        name = self._name(found.place.user)
        value, titles = found.value, [found.title]
        if found.action == rendering.FINISH:
            if self._buttons.is_used(name, found.post):
                self._whisper(found.place, rendering.plain(wording.CLOSED))
                return None
            if not found.ticked:
                self._whisper(found.place, rendering.plain(wording.MARK_FIRST))
                return None
            titles = [title for title, _ in found.ticked]
            answers = ",".join(answer for _, answer in found.ticked)
            value = f'/answer{{"q":"{found.value}","a":"{answers}"}}'
        press = self._buttons.press(name, found.post, value)
        if press is Press.TWICE:
            self._whisper(found.place, rendering.plain(wording.NOTED_ALREADY))
            return None
        self._change(found.place, found.post, rendering.answered(found.blocks, titles))
        lead = wording.EARLIER if press is Press.STALE else None
        return partial(self._turn, found.place, value, key, lead)

    def _clear(self, name: str, post: str | None) -> None:
        if post is not None and (question := self._questions.pop((name, post), None)):
            place, blocks = question
            self._change(place, post, rendering.answered(blocks, []))

    def _post(self, place: Place, post: Post) -> None:
        self._put(place.user, self._posting(place, post))

    def _posting(self, place: Place, post: Post) -> Send:
        name = self._name(place.user)

        async def send() -> None:
            sent = await self.api.call("chat.postMessage", **_addressed(place, post),
                                       unfurl_links=False, unfurl_media=False)  # fmt: skip
            if post.asks:
                self._clear(name, self._buttons.asked(name, sent["ts"]))
                self._questions[name, sent["ts"]] = (place, post.blocks)
                while len(self._questions) > REMEMBERED:
                    self._questions.popitem(last=False)

        return send

    def _change(self, place: Place, post: str, blocks: rendering.Blocks) -> None:
        text = blocks[0]["text"]["text"] if blocks else wording.NOTED
        params = {"channel": place.channel, "ts": post, "text": text, "blocks": blocks}
        self._put(place.user, partial(self.api.call, "chat.update", **params))

    def _uploading(self, place: Place, name: str, content: bytes, title: str) -> Send:
        return partial(self.api.upload, place.channel, place.thread, name, content, title)

    def _put(self, user: str, call: Callable[[], Awaitable[Any]]) -> None:
        self._outbox.put(self._name(user), call)

    def _whisper(self, place: Place, post: Post) -> None:
        """A post that only one person sees; what becomes of it does not matter."""

        async def call() -> None:
            with contextlib.suppress(Refused, TryAgain, WrongCredentials):
                params = {**_addressed(place, post), "user": place.user}
                await self.api.call("chat.postEphemeral", **params)

        self._aside(call())

    def _aside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)
        return task


def _addressed(place: Place, post: Post) -> dict[str, Any]:
    params = {"channel": place.channel, "text": post.text, "blocks": post.blocks}
    return {**params, "thread_ts": place.thread} if place.thread else params


def _user(found: Meaning) -> str:
    return found.user if isinstance(found, (HomeOpened, Begun)) else found.place.user
