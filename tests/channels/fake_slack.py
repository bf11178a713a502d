"""Slack for tests: the Web API, Socket Mode and signed requests, with people who use them.

It holds to the limits of https://docs.slack.dev/reference/block-kit, for most of which it asks
slack_sdk's own validators, and fails in the ways that it is told.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from typing import Any

import aiohttp
from aiohttp import web
from slack_sdk.models.blocks import Block

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "shh-signing-secret"
TEAM, BOT = "T1", "UBOT"


class Refusal(Exception):
    pass


class FakeSlack:
    """The server. ``posts`` has what each conversation shows, oldest first."""

    def __init__(self) -> None:
        self.posts: dict[str, list[dict[str, Any]]] = {}
        self.whispers: list[dict[str, Any]] = []
        self.homes: dict[str, dict[str, Any]] = {}
        self.files: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failing: dict[str, list[str | None]] = {}
        self.webhook: str | None = None
        self.shown_to_caller: list[dict[str, Any]] = []
        self.acknowledged: set[str] = set()
        self._uploads: dict[str, bytes] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._ids = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._changed = asyncio.Condition()
        self.port = 0

    # --- the server itself

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    async def start(self) -> None:
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/api/{method}", self._handle)
        app.router.add_post("/upload/{file}", self._receive_file)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def stop(self) -> None:
        for socket in self._sockets:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def fail(self, method: str, *how: str | None) -> None:
        """How the next calls of a method fail: 500, 502, 429, hang, reset, or by Slack's error.

        None is a call that does not.
        """
        self.failing.setdefault(method, []).extend(how)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            params = await request.json()
        else:
            params = {**request.query, **await request.post()}
        self.calls.append((method, params))
        how = self.failing.get(method) or [None]
        if (failure := how.pop(0)) is not None:
            return await self._fail(failure, request)
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if request.headers.get("Authorization") != f"Bearer {wanted}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return web.json_response({"ok": False, "error": "unknown_method"})
        try:
            return web.json_response({"ok": True, **handler(params)})
        except Refusal as reason:
            return web.json_response({"ok": False, "error": str(reason)})

    async def _fail(self, failure: str, request: web.Request) -> web.StreamResponse:
        if failure == "429":
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": "0.05"})
        if failure in ("500", "502"):
            return web.Response(status=int(failure), text="<html>oh no</html>")
        if failure == "hang":
            await asyncio.sleep(5)
        if failure == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response({"ok": False, "error": failure})

    # --- methods

    def _auth_test(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "user_id": BOT, "team": "Test", "user": "quiver"}

    def _apps_connections_open(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"url": f"ws://127.0.0.1:{self.port}/socket"}

    def _conversations_open(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": f"D{params['users']}"}}

    def _views_publish(self, params: dict[str, Any]) -> dict[str, Any]:
        _check_blocks(params["view"]["blocks"], 100)
        self.homes[params["user_id"]] = params["view"]
        return {}

    def _chat_postMessage(self, params: dict[str, Any]) -> dict[str, Any]:
        _check_post(params)
        post = {"ts": self._ts(), "file": None, **params}
        self.posts.setdefault(params["channel"], []).append(post)
        return {"ts": post["ts"], "channel": params["channel"]}

    def _chat_update(self, params: dict[str, Any]) -> dict[str, Any]:
        _check_post(params)
        post = self.post(params["channel"], params["ts"])
        post.update(text=params["text"], blocks=params["blocks"])
        return {"ts": params["ts"]}

    def _chat_postEphemeral(self, params: dict[str, Any]) -> dict[str, Any]:
        _check_post(params)
        self.whispers.append(params)
        return {"message_ts": self._ts()}

    def _files_getUploadURLExternal(self, params: dict[str, Any]) -> dict[str, Any]:
        name = f"F{next(self._ids)}"
        return {"upload_url": f"http://127.0.0.1:{self.port}/upload/{name}", "file_id": name}

    async def _receive_file(self, request: web.Request) -> web.Response:
        self._uploads[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    def _files_completeUploadExternal(self, params: dict[str, Any]) -> dict[str, Any]:
        files = params["files"]
        files = json.loads(files) if isinstance(files, str) else files
        for file in files:
            found = {**file, "content": self._uploads.pop(file["id"])}
            self.files.append(found)
            post = {"ts": self._ts(), "text": file["title"], "blocks": [], "file": found}
            self.posts.setdefault(params["channel_id"], []).append(post)
        return {"files": files}

    def _ts(self) -> str:
        return f"1700000000.{next(self._ids):06}"

    def post(self, channel: str, ts: str) -> dict[str, Any]:
        for post in self.posts.get(channel, []):
            if post["ts"] == ts:
                return post
        raise Refusal("message_not_found")

    # --- people

    def said(self, user: str, text: str, /, **more: Any) -> dict[str, Any]:
        """The event of a direct message."""
        message = {"channel": f"D{user}", "channel_type": "im", "user": user, "text": text}
        return self.event({"type": "message", "ts": self._ts(), **message, **more})

    def event(self, event: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": f"Ev{next(self._ids)}",
            "event_time": int(time.time()),
            "event": event,
        }

    def pressed(
        self, user: str, ts: str, action: str, ticked: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The interaction of a press on a button that the post has now, with boxes ticked."""
        post = self.post(f"D{user}", ts)
        elements = [e for b in post["blocks"] if b["type"] == "actions" for e in b["elements"]]
        shown = {e["action_id"]: e for e in elements}
        assert action in shown, f"{action} is not on {sorted(shown)}"
        boxes = [o for e in elements for o in e.get("options", []) if o["value"] in ticked]
        assert len(boxes) == len(ticked), f"{ticked} are not all on {elements}"
        button = {**shown[action], "action_ts": str(time.time())}
        return {
            "type": "block_actions",
            "trigger_id": f"trigger{next(self._ids)}",
            "user": {"id": user},
            "channel": {"id": f"D{user}"},
            "container": {"type": "message", "message_ts": ts},
            "message": {"ts": ts, "blocks": post["blocks"], "thread_ts": post.get("thread_ts")},
            "actions": [button],
            "state": {"values": {"block": {"box:0": {"selected_options": boxes}}}},
        }

    def command(self, user: str, text: str) -> dict[str, Any]:
        return {
            "command": "/quiver",
            "text": text,
            "user_id": user,
            "channel_id": "C1",
            "trigger_id": f"trigger{next(self._ids)}",
        }

    async def send(self, kind: str, body: dict[str, Any], **headers: str) -> None:
        """Lets an event, interaction or command arrive, by request or socket."""
        if self.webhook:
            assert await self.push(kind, body, **headers) == 200
        else:
            await self.push_to_socket(kind, body)

    async def push(
        self, kind: str, body: dict[str, Any], secret: str = SECRET, age: int = 0, **headers: str
    ) -> int:
        """Posts a signed request; gives the status of the answer."""
        assert self.webhook is not None
        if kind == "events_api":
            content, data = "application/json; charset=utf-8", json.dumps(body)
        else:
            fields = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            form = aiohttp.FormData(fields)()
            content, data = "application/x-www-form-urlencoded", form._value.decode()
        moment = str(int(time.time()) - age)
        signed = f"v0:{moment}:{data}".encode()
        signature = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        sent = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": signature,
            **headers,
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook, data=data.encode(), headers=sent) as reply,
        ):
            if reply.status == 200 and (text := await reply.text()):
                self.shown_to_caller.append(json.loads(text))
            return reply.status

    async def push_to_socket(
        self, kind: str, body: dict[str, Any], envelope: str | None = None
    ) -> str:
        """Sends an envelope over the socket; returns when it is acknowledged."""
        envelope = envelope or f"env{next(self._ids)}"
        self.acknowledged.discard(envelope)
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: self._sockets), 10)
            message = {"envelope_id": envelope, "type": kind, "payload": body}
            await self._sockets[-1].send_json(message)
            await asyncio.wait_for(
                self._changed.wait_for(lambda: envelope in self.acknowledged), 10
            )
        return envelope

    async def drop_sockets(self) -> None:
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await socket.close()

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(timeout=0.2)
        await socket.prepare(request)
        await socket.send_json({"type": "hello"})
        async with self._changed:
            self._sockets.append(socket)
            self._changed.notify_all()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    body = json.loads(message.data)
                    async with self._changed:
                        self.acknowledged.add(body["envelope_id"])
                        if body.get("payload"):
                            self.shown_to_caller.append(body["payload"])
                        self._changed.notify_all()
        finally:
            self._sockets.remove(socket)
        return socket


def _check_post(params: dict[str, Any]) -> None:
    if not params.get("text"):
        raise Refusal("no_text")
    if len(params["text"]) > 40_000:
        raise Refusal("msg_too_long")
    _check_blocks(params["blocks"], 50)


def _check_blocks(blocks: list[dict[str, Any]], most: int) -> None:
    if len(blocks) > most:
        raise Refusal("invalid_blocks: too many")
    for block in blocks:
        try:
            Block.parse(block).to_dict()  # type: ignore[union-attr]
        except Exception as error:
            raise Refusal(f"invalid_blocks: {error}") from error
        if block["type"] == "section" and not 1 <= len(block["text"]["text"]) <= 3000:
            raise Refusal("invalid_blocks: text")
        elements = block.get("elements", [])
        if block["type"] == "actions" and not 1 <= len(elements) <= 25:
            raise Refusal("invalid_blocks: elements")
        for element in elements:
            if len(element.get("options", [])) > 10:
                raise Refusal("invalid_blocks: options")
            if element["type"] == "button" and not 1 <= len(element["text"]["text"]) <= 75:
                raise Refusal("invalid_blocks: label")
    ids = [e["action_id"] for b in blocks if b["type"] == "actions" for e in b["elements"]]
    if len(ids) != len(set(ids)):
        raise Refusal("invalid_blocks: action_id")
