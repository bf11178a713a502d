"""The tokens of the web chat."""

from __future__ import annotations

import logging

import pytest

from channels import sessions
from channels.sessions import LIFETIME, Sessions
from channels.web import WebChannel

SECRET = "s" * 40


def test_a_token_stands_for_its_conversation_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr(sessions.time, "time", lambda: now[0])
    conversation, token = Sessions(SECRET).new()
    assert Sessions(SECRET).conversation(token) == conversation
    now[0] += LIFETIME - 1
    assert Sessions(SECRET).conversation(token) == conversation
    now[0] += 1
    assert Sessions(SECRET).conversation(token) is None


def test_no_character_of_a_token_can_be_changed() -> None:
    made = Sessions(SECRET)
    _, token = made.new()
    for place, character in enumerate(token):
        other = "1" if character != "1" else "2"
        assert made.conversation(token[:place] + other + token[place + 1 :]) is None
    assert made.conversation(token + "0") is None
    assert made.conversation(token + "\n") is None
    assert Sessions("t" * 40).conversation(token) is None


def test_conversations_cannot_be_guessed() -> None:
    made = Sessions(SECRET)
    ids = {made.new()[0] for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(i.removeprefix("web-")) == 32 for i in ids)


def test_a_short_secret_is_told_of_and_not_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("QUIVER_SECRET", "password")
    _, token = Sessions.from_environment().new()
    assert "at least 32" in caplog.text
    assert Sessions("password").conversation(token) is None


def test_a_site_that_is_none_is_told_of_and_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("QUIVER_SECRET", SECRET)
    monkeypatch.setenv("QUIVER_ORIGINS", "clinic.example https://clinic.example")
    channel = WebChannel.from_credentials(None)
    assert "'clinic.example' is left out" in caplog.text
    assert channel.origins == {"https://clinic.example"}


def test_without_a_secret_each_start_makes_its_own_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("QUIVER_SECRET", raising=False)
    with caplog.at_level(logging.WARNING):
        one, other = Sessions.from_environment(), Sessions.from_environment()
    assert "QUIVER_SECRET is not set" in caplog.text
    conversation, token = one.new()
    assert one.conversation(token) == conversation
    assert other.conversation(token) is None
