"""The web chat: the page, the widget, and the JSON endpoints behind it, all under ``/chat/``.

Whoever writes is known only by a token that this server has signed (``sessions.py``), so nobody
can read or write in another's conversation. The conversation itself is kept where Rasa keeps all
of them, and is read back from there (``transcript.py``). docs/web.md describes the endpoints.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import re
from collections.abc import Awaitable, Callable, Coroutine
from json import loads
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request
from sanic.response import HTTPResponse

from channels import assets, transcript
from channels.limits import Limit, network_of
from channels.rest import MergingOutput, clean
from channels.sessions import Sessions
from channels.summary_pdf import render
from quiver import knowledge, wording
from server.tracker_store import FORGET

logger = logging.getLogger(__name__)

MAX_MESSAGE = 2_000  # characters
_MESSAGE_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")

OnMessage = Callable[[UserMessage], Awaitable[Any]]
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Refusal(Exception):
    """A request that is not served: its status, a word for programs, and one sentence."""

    def __init__(self, status: int, error: str, message: str, wait: float = 0) -> None:
        """Takes the answer; ``wait`` seconds go into ``Retry-After``."""
        super().__init__(message)
        self.status, self.error, self.wait = status, error, math.ceil(wait)


class WebChannel(InputChannel):
    """The chat for people with a browser."""

    def __init__(self, sessions: Sessions, origins: frozenset[str] = frozenset()) -> None:
        """Takes who makes tokens, and the origins of other sites that may show the widget."""
        self._sessions = sessions
        self.origins = origins
        self._know = knowledge.load()
        self._assets = assets.load(self._know)
        # A clinic or a mobile network may bring many people from one address.
        self._new_chats = Limit(burst=30, per_second=0.5)
        self._by_address = Limit(burst=120, per_second=6)
        self._by_chat = Limit(burst=20, per_second=1)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Future[Any]] = set()

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "web"

    def url_prefix(self) -> str:
        """Where the channel is: beside ``/webhooks``, not under it."""
        return "/chat"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """Takes ``QUIVER_SECRET`` and ``QUIVER_ORIGINS`` from the environment.

        What is wrong in them is told of and left out: it must not stop the other channels.
        """
        named = os.environ.get("QUIVER_ORIGINS", "").split()
        origins = frozenset(origin for origin in named if _ORIGIN.fullmatch(origin))
        for wrong in sorted({*named} - origins):
            logger.error("QUIVER_ORIGINS: %r is left out: not like https://www.example.org", wrong)
        return cls(Sessions.from_environment(), origins)

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("web_channel")

        def route(path: str, method: str) -> Callable[[Handler], Handler]:
            return routes.route(path, methods=[method], error_format="json")

        @route("/session", "POST")
        async def start(request: Request) -> HTTPResponse:
            self._check_origin(request)
            _slow_down(self._new_chats.wait(network_of(_address(request))))
            conversation, token = self._sessions.new()
            turn = self._turn(request, on_new_message, conversation, transcript.GREETING, "/greet")
            return response.json({"token": token, **await self._to_the_end(turn)}, status=201)

        @route("/message", "POST")
        async def receive(request: Request) -> HTTPResponse:
            conversation = self._conversation(request)
            message, text = _message(_body(request))
            turn = self._turn(request, on_new_message, conversation, message, text)
            return response.json(await self._to_the_end(turn))

        @route("/history", "POST")
        async def read(request: Request) -> HTTPResponse:
            tracker = await self._tracker(request, self._conversation(request))
            said = transcript.history(tracker, self._know)
            return response.json({"messages": said, "alarms": transcript.alarms(tracker)})

        @route("/forget", "POST")
        async def forget(request: Request) -> HTTPResponse:
            conversation = self._conversation(request)
            async with self._lock(conversation):
                tracker = await _store(request).retrieve(conversation)
                if tracker is not None:
                    tracker.update(SlotSet(FORGET, True))
                    await _store(request).save(tracker)  # which deletes it: tracker_store.py
            return response.empty()

        @route("/summary", "POST")
        async def summary(request: Request) -> HTTPResponse:
            tracker = await self._tracker(request, self._conversation(request))
            found = transcript.last_summary(tracker)
            if found is None:
                raise Refusal(404, "no_summary", "There is no summary yet.")
            pdf = await asyncio.to_thread(render, *found)
            name = "lip-twitching-summary.pdf"
            return response.raw(
                pdf,
                content_type="application/pdf",
                headers={"Content-Disposition": f'attachment; filename="{name}"'},
            )

        @route("/", "GET")
        async def page(request: Request) -> HTTPResponse:
            return self._asset(request, "index.html")

        @route("/<name:[a-z-]+[.][a-z]+>", "GET")
        async def asset(request: Request, name: str) -> HTTPResponse:
            return self._asset(request, name)

        @routes.exception(Refusal)
        async def refuse(request: Request, refusal: Refusal) -> HTTPResponse:
            body = {"error": refusal.error, "message": str(refusal)}
            headers = {"Retry-After": str(refusal.wait)} if refusal.wait else {}
            if refusal.error == "origin":  # so that the widget can show it there
                headers["Access-Control-Allow-Origin"] = "*"
            return response.json(body, status=refusal.status, headers=headers)

        @routes.exception(PayloadTooLarge)
        async def refuse_large(request: Request, error: PayloadTooLarge) -> HTTPResponse:
            return await refuse(request, Refusal(413, "too_long", "That is too long."))

        @routes.middleware("response")
        async def protect(request: Request, answer: HTTPResponse) -> None:
            answer.headers.update(self._headers(request, answer))

        return routes

    async def _turn(
        self,
        request: Request,
        on_new_message: OnMessage,
        conversation: str,
        message: str,
        text: str,
    ) -> dict[str, Any]:
        """One message and what the bot says to it; a message that came before is not taken twice.

        ``shown`` is how the message reads in the history, and ``ended`` tells that the conversation
        was deleted by its own wish.
        """
        async with self._lock(conversation):
            shown, said = "", None
            if message != transcript.GREETING:
                before = await self._tracker(request, conversation)
                shown = transcript.in_words(
                    text, transcript.history(before, self._know), self._know
                )
                said = transcript.replies_to(before, message)
            if said is None:
                output = MergingOutput()
                try:
                    await on_new_message(
                        UserMessage(text, output, conversation, None, self.name(), message)
                    )
                except Exception as error:
                    logger.exception("A turn failed")  # without its content: it is about health
                    raise Refusal(500, "failed", wording.FAILED) from error
                said = [
                    {name: part for name, part in one.items() if name != "recipient_id"}
                    for one in output.messages
                ] or [{"text": wording.ASK_FREELY}]  # Rasa's own commands are met with silence
            after = await _store(request).retrieve(conversation)
            return {
                "messages": [{"from": "bot", **one} for one in said],
                "shown": shown,
                "alarms": transcript.alarms(after) if after else [],
                "ended": after is None,
            }

    async def _to_the_end(self, turn: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
        """Runs a turn to its end also when the caller hangs up, so that a retry finds it done."""
        running = asyncio.ensure_future(turn)
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return await asyncio.shield(running)

    def _lock(self, conversation: str) -> asyncio.Lock:
        return self._turns.setdefault(conversation, asyncio.Lock())

    def _conversation(self, request: Request) -> str:
        """The conversation of the request's token.

        Raises:
            Refusal: 401 without a valid token, 403 from a site that may not, 429 when too fast.
        """
        self._check_origin(request)
        _slow_down(self._by_address.wait(network_of(_address(request))))
        conversation = self._sessions.conversation(str(_body(request).get("token")))
        if conversation is None:
            raise Refusal(401, "no_session", "This chat has ended. Please start a new one.")
        _slow_down(self._by_chat.wait(conversation))
        return conversation

    async def _tracker(self, request: Request, conversation: str) -> DialogueStateTracker:
        """The conversation as it is kept.

        Raises:
            Refusal: 401 when it was deleted.
        """
        tracker = await _store(request).retrieve(conversation)
        if tracker is None:
            raise Refusal(401, "no_session", "This chat was deleted. Please start a new one.")
        return tracker

    def _check_origin(self, request: Request) -> None:
        origin = request.headers.get("origin")
        if origin and origin not in self.origins and urlsplit(origin).netloc != request.host:
            raise Refusal(403, "origin", "The chat is not set up for this website.")

    def _asset(self, request: Request, name: str) -> HTTPResponse:
        asset = self._assets.get(name)
        if asset is None:
            raise Refusal(404, "not_found", "There is no such page here.")
        headers = {"ETag": asset.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == asset.etag:
            return response.empty(status=304, headers=headers)
        body = asset.body
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = asset.compressed, "gzip"
        return response.raw(body, content_type=asset.content_type, headers=headers)

    def _headers(self, request: Request, answer: HTTPResponse) -> dict[str, str]:
        """What browsers may do with an answer: as little as the chat needs."""
        framed_by = " ".join(sorted(self.origins)) or "'none'"
        headers = {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                f"frame-ancestors {framed_by}; "
                "require-trusted-types-for 'script'; trusted-types 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        origin = request.headers.get("origin", "")
        if "ETag" in answer.headers:  # the files are public
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            return headers
        headers["Cache-Control"] = "no-store"
        if origin in self.origins:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
        headers["Vary"] = "Origin"
        return headers


def _body(request: Request) -> dict[str, Any]:
    """The JSON object in a request.

    It is read whatever its content type says: sent as plain text, and with the token in it instead
    of a header, browsers need not ask first whether another site may send it.
    """
    try:
        body = loads(request.body)
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {}


def _message(body: dict[str, Any]) -> tuple[str, str]:
    """Id and text of a message.

    Raises:
        Refusal: 400 when it is none, 413 when it is too long.
    """
    message, text = body.get("id"), body.get("text")
    if not isinstance(message, str) or not _MESSAGE_ID.fullmatch(message):
        raise Refusal(400, "bad_id", "A message needs an id of 8 to 64 letters, digits or -.")
    if not isinstance(text, str):
        raise Refusal(400, "bad_text", "A message needs a text.")
    if len(text) > MAX_MESSAGE:
        raise Refusal(413, "too_long", f"A message can have at most {MAX_MESSAGE:,} characters.")
    return message, clean(text)


def _slow_down(wait: float) -> None:
    if wait:
        raise Refusal(429, "too_fast", "That was very fast. Please wait a moment.", wait)


def _address(request: Request) -> str:
    """Where the request comes from; behind a proxy only what Sanic is told to believe of it."""
    return request.remote_addr or request.ip


def _store(request: Request) -> Any:
    return request.app.ctx.agent.tracker_store
