"""The bot as it is served: real processes, real HTTP, real database, on 127.0.0.1."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests

from evaluation.cases.person import reply_to
from tests.talking import check

ROOT = Path(__file__).parents[2]
FACTS = {
    "who": "self",
    "age_band": "adult",
    "duration": "P3D",
    "face_droop": False,
    "face_weakness": False,
    "caffeine": True,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One or two processes that serve the bot from a folder of its own for conversations."""

    def __init__(self, *commands: list[str], port: int, env: dict[str, str] | None = None) -> None:
        self.url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", **(env or {})}
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            for command in commands
        ]
        self.port = port
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 150
        while time.monotonic() < deadline:
            for process in self.processes:
                if process.poll() is not None:
                    assert process.stdout is not None
                    raise AssertionError(f"the server ended: {process.stdout.read()}")
            try:
                if requests.get(self.url.removesuffix("webhook"), timeout=1).ok:
                    return
            except requests.ConnectionError:
                time.sleep(0.2)
        raise AssertionError("the server does not answer")

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        reply = requests.post(self.url, json={"sender": sender, "message": message}, timeout=60)
        assert reply.status_code == 200, reply.text
        for one in reply.json():
            assert one["recipient_id"] == sender
            check(one)
        return reply.json()

    def stop(self) -> list[str]:
        """Ends the processes as Ctrl-C does and gives what they printed."""
        printed = []
        for process in self.processes:
            os.killpg(process.pid, signal.SIGINT)
            try:
                printed.append(process.communicate(timeout=30)[0])
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                printed.append(process.communicate()[0])
        return printed


def question(turn: list[dict[str, Any]]) -> dict[str, Any]:
    custom = turn[-1]["custom"]
    assert custom["type"] == "question", custom
    return custom


def finish(server: Server, sender: str, turn: list[dict[str, Any]]) -> dict[str, Any]:
    for _ in range(40):
        for message in turn:
            if message.get("custom", {}).get("type") == "assessment":
                return message["custom"]
        turn = server.say(sender, reply_to(question(turn), FACTS))
    raise AssertionError("no result")


@pytest.fixture
def database(tmp_path: Path) -> dict[str, str]:
    return {"QUIVER_DB": str(tmp_path / "conversations.db")}


def test_a_whole_conversation_survives_a_restart_in_its_middle(database: dict[str, str]) -> None:
    port, sender = free_port(), uuid.uuid4().hex
    server = Server(["quiver", "run", "--port", str(port)], port=port, env=database)
    try:
        turn = server.say(sender, "the lip has been twitching")
        assert question(turn)["id"] == "who"
        turn = server.say(sender, reply_to(question(turn), FACTS))
        asked = question(turn)["id"]
    finally:
        first = server.stop()
    assert Path(database["QUIVER_DB"]).exists()
    server = Server(["quiver", "run", "--port", str(port)], port=port, env=database)
    try:
        turn = server.say(sender, "what have you noted?")
        assert turn[0]["custom"]["evidence"][0]["value"] == "self"
        assert question(turn)["id"] == asked
        result = finish(server, sender, turn)
        assert result["urgency"] in ("self_care", "see_doctor")
        bad_input(server)
        forgets(server, database)
    finally:
        second = server.stop()
    for printed in (*first, *second):
        assert "Traceback" not in printed, printed
        assert "twitching" not in printed  # what people write is not logged


def bad_input(server: Server) -> None:
    sender = uuid.uuid4().hex
    for message in ("", "😬" * 30, "x" * 10_000, "/answer{", "\ud800 lip twitches", "a\0b", "/"):
        assert server.say(sender, message), repr(message[:20])
    for body in (b"{broken", b"[1]", b"null", b"", b'{"sender":"a"}', b'{"message":"hi"}'):
        reply = requests.post(server.url, data=body, timeout=30)
        assert reply.status_code == 400, body
        assert reply.json()["error"]
    for sender_id in ("", "a b", "\ud800", 5, "x" * 200):
        reply = requests.post(server.url, json={"sender": sender_id, "message": "hi"}, timeout=30)
        assert reply.status_code == 400, sender_id
    long = requests.post(server.url, json={"sender": "long", "message": "x" * 10_001}, timeout=30)
    assert long.status_code == 413
    assert server.say(sender, "hello")  # and it still serves


def forgets(server: Server, database: dict[str, str]) -> None:
    import sqlite3

    sender = uuid.uuid4().hex
    server.say(sender, "the lip has been twitching")

    def rows() -> int:
        with sqlite3.connect(database["QUIVER_DB"]) as connection:
            return int(
                connection.execute(
                    "select count(*) from events where sender_id = ?", (sender,)
                ).fetchone()[0]
            )

    assert rows() > 0
    server.say(sender, "forget me")
    assert rows() == 0


@pytest.mark.slow
def test_the_stock_way_with_an_action_server_gives_the_same_conversation(
    database: dict[str, str], tmp_path: Path
) -> None:
    port, actions = free_port(), free_port()
    settings = (ROOT / "endpoints.yml").read_text()
    assert "127.0.0.1:5055" in settings
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(settings.replace("127.0.0.1:5055", f"127.0.0.1:{actions}"))
    server = Server(
        ["rasa", "run", "-i", "127.0.0.1", "-p", str(port), "--endpoints", str(endpoints)],
        ["rasa", "run", "actions", "-p", str(actions)],
        port=port,
        env={**database, "SANIC_HOST": "127.0.0.1"},
    )
    try:
        sender = uuid.uuid4().hex
        turn = server.say(sender, "the lip has been twitching")
        assert question(turn)["id"] == "who"
        result = finish(server, sender, turn)
        assert result["causes"][0]["id"] == "temporary_caffeine_stimulant"
        alarm = server.say(uuid.uuid4().hex, "my speech is slurred")
        assert alarm[0]["custom"]["type"] == "emergency"
    finally:
        server.stop()


def test_the_shell_holds_the_conversation_from_piped_input(database: dict[str, str]) -> None:
    lines = [
        "the lip has been twitching",
        "1",
        "40",
        "no",
        "what have you noted?",
        "my arm went weak",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "quiver", "shell"],
        cwd=ROOT,
        env={**os.environ, **database},
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=150,
        check=True,
    )
    said = done.stdout
    assert "computer program" in said
    assert "  1. " in said
    assert "it is about you" in said
    assert "Call your local emergency number now" in said
    assert "Traceback" not in said + done.stderr
