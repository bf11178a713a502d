"""The REST channel: ``POST /webhooks/rest/webhook`` with ``{"sender": ..., "message": ...}``.

Rasa's own splits a message into several objects, answers failures with an empty list, and ends the
whole process on some sender ids; this one gives one object per message and an error that says what
to do. Whoever reaches it can write in any conversation, so it serves this machine only: callers
from elsewhere, also through a proxy, are refused, and a server for the public needs no switch.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from quiver import wording

logger = logging.getLogger(__name__)

MAX_MESSAGE = 10_000  # characters; more is refused
_SENDER = re.compile(r"[\w.@:+-]{1,128}", re.ASCII)


class MergingOutput(CollectingOutputChannel):
    """Collects a turn's messages, each with its text, buttons and structured form in one object."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa's response variations."""
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps one message whole."""
        parts = ("text", "buttons", "custom", "image", "attachment")
        kept = {name: message[name] for name in parts if message.get(name)}
        if kept:
            self.messages.append({"recipient_id": recipient_id, **kept})


class RestChannel(InputChannel):
    """One JSON object in, a list of JSON objects out."""

    @classmethod
    def name(cls) -> str:
        """The name in the URL."""
        return "rest"

    def blueprint(
        self, on_new_message: Callable[[UserMessage], Awaitable[Any | None]]
    ) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("rest_channel")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not _is_local(request):
                return _refuse(403, "This is for programs on the same machine only.")
            try:
                body = request.json
            except SanicException:
                body = None
            if not isinstance(body, dict):
                return _refuse(400, 'Send a JSON object: {"sender": "...", "message": "..."}.')
            sender, text = body.get("sender"), body.get("message")
            if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
                return _refuse(400, "sender must be 1 to 128 letters, digits or _ . @ : + -")
            if not isinstance(text, str):
                return _refuse(400, "message must be a text.")
            if len(text) > MAX_MESSAGE:
                return _refuse(413, f"message may have at most {MAX_MESSAGE} characters.")
            output = MergingOutput()
            try:
                await on_new_message(
                    UserMessage(clean(text), output, sender, input_channel=self.name())
                )
            except Exception:
                logger.exception("A turn failed")  # without its content, which is about health
                output.messages.append({"recipient_id": sender, "text": wording.FAILED})
            return response.json(output.messages)

        return routes


def _is_local(request: Request) -> bool:
    """Whether the caller and the address it called are on this machine, with no proxy between."""
    called = request.conn_info.sockname[0] if request.conn_info else ""
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for"))
    try:
        local = all(ip_address(address).is_loopback for address in (request.ip, called))
    except ValueError:
        return False
    return local and not forwarded


def clean(text: str) -> str:
    """A message that every store and encoder can take: valid Unicode, and never empty.

    A message without anything to read is the intent ``nothing_said``.
    """
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip()
    return valid or "/nothing_said"


def _refuse(status: int, reason: str) -> HTTPResponse:
    return response.json({"error": reason}, status=status)
