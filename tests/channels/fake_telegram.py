"""Telegram for tests: the Bot API over real HTTP, with people who write and press buttons.

It holds to the limits of https://core.telegram.org/bots/api and fails in the ways that it is told.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from html.parser import HTMLParser
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "123456:fake-token"
BOT = {"id": 123456, "is_bot": True, "first_name": "Quiver", "username": "quiver_test_bot"}
_TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre"}


class Html(HTMLParser):
    """Telegram's HTML mode: known tags, closed in order; gives the text, and what is bold."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.bold, self.links = "", "", []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        if self._open:
            raise ValueError(f"can't parse entities: unclosed {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise ValueError(f'can\'t parse entities: unsupported start tag "{tag}"')
        self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise ValueError(f'can\'t parse entities: unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += data
        if "b" in self._open:
            self.bold += data


class FakeTelegram:
    """The server. ``chats`` has what each chat shows, oldest first."""

    def __init__(self) -> None:
        self.chats: dict[int, list[dict[str, Any]]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answered: dict[str, str] = {}
        self.webhook: dict[str, Any] | None = None
        self.menu: list[dict[str, str]] = []
        self.failing: dict[str, list[str | None]] = {}
        self.allowed: list[str] | None = None
        self._updates: list[dict[str, Any]] = []
        self._confirmed = 0
        self._ids = itertools.count(1)
        self._arrived = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self._closing = False
        self.port = 0

    # --- the server itself

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._closing = False
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def stop(self) -> None:
        self._closing = True
        async with self._arrived:
            self._arrived.notify_all()
        await asyncio.sleep(0.01)  # so that what waits for news can go
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def fail(self, method: str, *how: str | None) -> None:
        """How the next calls of a method fail: 500, 429, 502 (HTML), hang, reset, blocked, bad.

        None is a call that does not.
        """
        self.failing.setdefault(method, []).extend(how)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        params, files = await _params(request)
        self.calls.append((method, params))
        how = self.failing.get(method) or [None]
        if (failure := how.pop(0)) is not None:
            return await self._fail(failure, request)
        handler = getattr(self, f"_{method}", None)
        if handler is None:
            return _error(404, "Not Found")
        try:
            result = await handler(params, files)
        except ValueError as reason:
            return _error(400, f"Bad Request: {reason}")
        return web.json_response({"ok": True, "result": result})

    async def _fail(self, failure: str, request: web.Request) -> web.StreamResponse:
        if failure == "429":
            more = {"parameters": {"retry_after": 0.05}}
            return _error(429, "Too Many Requests: retry after 1", **more)
        if failure == "502":
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        if failure == "blocked":
            return _error(403, "Forbidden: bot was blocked by the user")
        if failure == "bad":
            return _error(400, "Bad Request: something")
        if failure == "hang":
            await asyncio.sleep(5)
        if failure == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return _error(500, "Internal Server Error")

    # --- methods

    async def _getMe(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        return BOT

    async def _setMyCommands(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        for one in params["commands"]:
            if not one["command"].islower() or not 1 <= len(one["description"]) <= 256:
                raise ValueError("BOT_COMMAND_INVALID")
        self.menu = params["commands"]
        return True

    async def _setWebhook(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        self.webhook = params
        return True

    async def _deleteWebhook(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        self.webhook = None
        return True

    async def _getUpdates(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        self.allowed = params.get("allowed_updates", self.allowed)
        async with self._arrived:
            self._confirmed = max(self._confirmed, params.get("offset", 0) - 1)
            self._updates = [u for u in self._updates if u["update_id"] > self._confirmed]
            self._arrived.notify_all()
            if not self._updates and params.get("timeout"):
                try:
                    await asyncio.wait_for(self._arrived.wait_for(self._has_news), 2)
                except asyncio.TimeoutError:
                    return []
            return list(self._updates[: params.get("limit", 100)])

    async def _sendChatAction(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        return True

    async def _sendMessage(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        parsed = Html(params["text"]) if params.get("parse_mode") == "HTML" else None
        text = parsed.text if parsed else params["text"]
        if not text.strip():
            raise ValueError("message text is empty")
        if len(text) > 4096:
            raise ValueError("message is too long")
        return self._post(
            params,
            text=text,
            bold=parsed.bold if parsed else "",
            links=parsed.links if parsed else [],
        )

    async def _sendPhoto(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        if not files["photo"].startswith(b"\x89PNG"):
            raise ValueError("IMAGE_PROCESS_FAILED")
        return self._post(params, photo=files["photo"], text=_caption(params))

    async def _sendDocument(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        if not files["document"]:
            raise ValueError("file must be non-empty")
        return self._post(params, document=files["document"], text=_caption(params))

    async def _editMessageReplyMarkup(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        message = self.message(int(params["chat_id"]), params["message_id"])
        keyboard = _keyboard(params)
        if keyboard == message["keyboard"]:
            raise ValueError("message is not modified: specified new message content and reply "
                             "markup are exactly the same")  # fmt: skip
        message["keyboard"] = keyboard
        return _public(message)

    async def _answerCallbackQuery(self, params: dict[str, Any], files: dict[str, Any]) -> Any:
        if params["callback_query_id"] in self.answered:
            raise ValueError("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise ValueError("MESSAGE_TOO_LONG")
        self.answered[params["callback_query_id"]] = params.get("text", "")
        return True

    def _post(self, params: dict[str, Any], **content: Any) -> dict[str, Any]:
        chat = self.chats.setdefault(int(params["chat_id"]), [])
        message = {
            "message_id": next(self._ids),
            "chat": {"id": int(params["chat_id"]), "type": "private"},
            "keyboard": _keyboard(params),
            **content,
        }
        chat.append(message)
        return _public(message)

    def _has_news(self) -> bool:
        return bool(self._updates) or self._closing

    # --- people

    def message(self, chat: int, number: int) -> dict[str, Any]:
        return next(m for m in self.chats[chat] if m["message_id"] == number)

    def said(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """The update of a text that somebody writes."""
        return self.written(chat, text=text, **more)

    def written(self, chat: int, kind: str = "private", **content: Any) -> dict[str, Any]:
        message = {
            "message_id": next(self._ids),
            "from": {"id": abs(chat), "is_bot": False, "first_name": "Pat"},
            "chat": {"id": chat, "type": kind},
            "date": 1_700_000_000,
            **content,
        }
        return {"update_id": next(self._ids), "message": message}

    def pressed(self, chat: int, number: int, data: str) -> dict[str, Any]:
        """The update of a press on a button that the message has now."""
        message = self.message(chat, number)
        shown = [b.get("callback_data") for row in message["keyboard"] for b in row]
        assert data in shown, f"{data} is not on {shown}"
        query = {
            "id": f"q{next(self._ids)}",
            "from": {"id": chat, "is_bot": False, "first_name": "Pat"},
            "message": _public(message),
            "data": data,
        }
        return {"update_id": next(self._ids), "callback_query": query}

    async def send(self, *updates: dict[str, Any]) -> None:
        """Lets updates arrive, by polling or webhook; returns when they have been taken in."""
        if self.webhook:
            for update in updates:
                assert await self.push(update) == 200
            return
        async with self._arrived:
            self._updates += updates
            self._arrived.notify_all()
            last = max(u["update_id"] for u in updates)
            await asyncio.wait_for(
                self._arrived.wait_for(lambda: self._confirmed >= last), timeout=30
            )

    async def push(self, update: dict[str, Any], secret: str | None = None) -> int:
        """Posts an update to the webhook; gives the status of the answer."""
        assert self.webhook is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret or self.webhook["secret_token"]}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as reply,
        ):
            return reply.status


def _public(message: dict[str, Any]) -> dict[str, Any]:
    """A message as Telegram tells a bot of it."""
    shown = {"message_id": message["message_id"], "chat": message["chat"], "text": message["text"]}
    if message["keyboard"]:
        shown["reply_markup"] = {"inline_keyboard": message["keyboard"]}
    return json.loads(json.dumps(shown))


def _keyboard(params: dict[str, Any]) -> list[list[dict[str, Any]]]:
    keyboard = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in keyboard:
        for button in row:
            if not button["text"]:
                raise ValueError("BUTTON_TEXT_EMPTY")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise ValueError("BUTTON_DATA_INVALID")
            if data is None and not button["url"].startswith(("https://", "tg://")):
                raise ValueError("BUTTON_URL_INVALID")
    return keyboard


def _caption(params: dict[str, Any]) -> str:
    caption = str(params.get("caption", ""))
    if len(caption) > 1024:
        raise ValueError("message caption is too long")
    return caption


async def _params(request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
    if request.content_type == "application/json":
        return await request.json(), {}
    params: dict[str, Any] = {}
    files: dict[str, Any] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as file:
                files[name] = file.read()
        else:
            params[name] = value
    return params, files


def _error(code: int, description: str, **more: Any) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, **more}
    return web.json_response(body, status=code)
