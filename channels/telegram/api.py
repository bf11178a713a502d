"""Telegram's Bot API: one call at a time, and what its failures mean.

Rasa brings aiogram 2.15, of 2021, because newer ones clash with Rasa's aiohttp; its objects know
nothing of what Telegram has added since. A call is one HTTP request with JSON both ways, so it is
made here with aiohttp itself. https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from channels.delivery import Gone, Refused, TryAgain, WrongCredentials

#: Telegram's own server; the environment can name a Bot API server of one's own.
SERVER = "https://api.telegram.org"
#: Seconds a call may take, besides those that polling asks the server to wait.
TIMEOUT = 20.0


@dataclass(frozen=True)
class File:
    """A file sent along with a call."""

    field: str
    name: str
    content: bytes


class Conflict(Refused):
    """Somebody else fetches this bot's updates."""


class TelegramApi:
    """Calls methods of the Bot API for one bot."""

    def __init__(self, token: str, server: str = SERVER) -> None:
        self._address = f"{server.rstrip('/')}/bot{token}/"
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self, method: str, params: dict[str, Any], file: File | None = None, wait: float = 0
    ) -> Any:
        """Calls a method.

        Args:
            method: its name, such as ``sendMessage``.
            params: its parameters.
            file: a file to send along.
            wait: the seconds the server is asked to wait for something to happen.

        Returns:
            The method's result.

        Raises:
            WrongCredentials: the token is not one.
            Gone: the person has blocked the bot, or the chat is no more.
            Conflict: another process polls, or a webhook is set.
            Refused: the server does not accept the call.
            TryAgain: the server is out of reach, fails, or asks to wait.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession()
        body: dict[str, Any] = {"json": params}
        if file is not None:
            form = aiohttp.FormData()
            for name, value in params.items():
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
            form.add_field(file.field, file.content, filename=file.name)
            body = {"data": form}
        try:
            async with self._session.post(
                self._address + method,
                timeout=aiohttp.ClientTimeout(total=TIMEOUT + wait),
                **body,
            ) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            raise TryAgain from None  # the error's own text has the token in it
        if not isinstance(answer, dict):
            raise TryAgain
        if answer.get("ok") or _is_so_already(answer):
            return answer.get("result")
        raise _failure(method, answer)

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


def _is_so_already(answer: dict[str, Any]) -> bool:
    """Whether an edit had arrived before: its first try seemed to fail and did not."""
    return "message is not modified" in str(answer.get("description"))


def _failure(method: str, answer: dict[str, Any]) -> Exception:
    code, description = answer.get("error_code"), str(answer.get("description", ""))
    after = (answer.get("parameters") or {}).get("retry_after")
    if after is not None or code == 429:
        return TryAgain(after)
    if code in (401, 404):
        return WrongCredentials(description)
    if code == 409:
        return Conflict(description)
    if code == 403 or "chat not found" in description:
        return Gone(description)
    if isinstance(code, int) and code < 500:
        return Refused(f"{method}: {code} {description}")
    return TryAgain()
