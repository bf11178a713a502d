"""Sessions of the web chat: tokens that only this server can make, each for one conversation.

A token is ``<conversation>.<end, in seconds since 1970>.<HMAC-SHA-256 of both>``. Nothing is kept
of it on the server; a token is of use as long as its conversation exists.
"""

from __future__ import annotations

import hmac
import logging
import os
import re
import secrets
import time
from hashlib import sha256

logger = logging.getLogger(__name__)

LIFETIME = 24 * 60 * 60  # seconds; as long as Rasa's own session (domain.yml)
_TOKEN = re.compile(
    r"(?P<signed>(?P<id>web-[0-9a-f]{32})\.(?P<end>\d{1,12}))\.(?P<mac>[0-9a-f]{64})"
)
_SHORTEST_SECRET = 32  # characters


class Sessions:
    """Makes tokens and verifies them."""

    def __init__(self, secret: str) -> None:
        """Takes the key that tokens are signed with."""
        self._key = secret.encode()

    @classmethod
    def from_environment(cls) -> Sessions:
        """Takes the key from ``QUIVER_SECRET``, or a random one that ends with the process.

        A key that can be guessed, being shorter than 32 characters, is told of and not used.
        """
        secret = os.environ.get("QUIVER_SECRET", "")
        if not secret:
            logger.warning("QUIVER_SECRET is not set: web chats will end when this process does.")
        elif len(secret) < _SHORTEST_SECRET:
            logger.error(
                "QUIVER_SECRET needs at least %d characters and is not used: web chats will end "
                "when this process does.",
                _SHORTEST_SECRET,
            )
            secret = ""
        return cls(secret or secrets.token_hex(32))

    def new(self) -> tuple[str, str]:
        """A new conversation's id, which cannot be guessed, and the token for it."""
        conversation = f"web-{secrets.token_hex(16)}"
        signed = f"{conversation}.{int(time.time()) + LIFETIME}"
        return conversation, f"{signed}.{self._sign(signed)}"

    def conversation(self, token: str) -> str | None:
        """The conversation a token stands for; None when it is forged, mangled or has ended."""
        parts = _TOKEN.fullmatch(token)
        if parts is None or not hmac.compare_digest(parts["mac"], self._sign(parts["signed"])):
            return None
        return parts["id"] if time.time() < int(parts["end"]) else None

    def _sign(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), sha256).hexdigest()
