"""Slack's Web API through slack_sdk, and what its failures mean."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from channels.delivery import Gone, Refused, TryAgain, WrongCredentials

SERVER = "https://slack.com/api/"
#: Seconds a call may take.
TIMEOUT = 20
_WRONG = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
}
_GONE = {"channel_not_found", "is_archived", "user_not_found", "cannot_dm_bot", "user_disabled"}
_BUSY = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class SlackApi:
    """Calls methods of the Web API for one app."""

    def __init__(self, token: str, server: str = SERVER) -> None:
        #: slack_sdk's own client, which retries nothing: the outbox does.
        self.client = AsyncWebClient(token, base_url=server, timeout=TIMEOUT, retry_handlers=[])

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Calls a method with JSON.

        Args:
            method: its name, such as ``chat.postMessage``.
            params: its parameters.

        Raises:
            WrongCredentials: the token is not one.
            Gone: the conversation or the person is no more.
            Refused: Slack does not accept the call.
            TryAgain: Slack is out of reach, fails, or asks to wait.
        """
        try:
            answer = await self.client.api_call(method, json=params)
            return dict(answer.data) if isinstance(answer.data, dict) else {}
        except Exception as failure:
            raise meaning(failure) from None

    async def upload(self, channel: str, thread: str | None, name: str, content: bytes,
                     title: str, comment: str | None = None) -> None:  # fmt: skip
        """Shares a file in a conversation, by the three calls that Slack wants for it.

        Args:
            channel: the conversation.
            thread: the thread in it, if any.
            name: the file's name.
            content: the file.
            title: what it shows, in words: also for those who cannot see it.
            comment: what is said beside it.

        Raises:
            WrongCredentials, Gone, Refused, TryAgain: as ``call`` does.
        """
        try:
            await self.client.files_upload_v2(
                filename=name,
                content=content,
                title=title,
                alt_txt=title if name.endswith(".png") else None,
                channel=channel,
                thread_ts=thread,
                initial_comment=comment,
            )
        except Exception as failure:
            raise meaning(failure) from None


def meaning(failure: Exception) -> Exception:
    """What a failure of slack_sdk means for the call: to be tried again, or not."""
    if isinstance(failure, SlackApiError):
        data = getattr(failure.response, "data", None)
        error = data.get("error") if isinstance(data, dict) else None
        if error is None or error in _BUSY:  # no error of Slack's own: a server in between failed
            headers = getattr(failure.response, "headers", {})
            return TryAgain(float(headers.get("Retry-After", 0)) or None)
        if error in _WRONG:
            return WrongCredentials(error)
        return Gone(error) if error in _GONE else Refused(error)
    if isinstance(failure, (aiohttp.ClientError, asyncio.TimeoutError, SlackClientError)):
        return TryAgain()
    return failure
