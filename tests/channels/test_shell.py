"""The shell: cards, numbers, commands, what it explains, and how it begins and ends."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import server.shell
from channels import shell, wording
from tests.channels.people import InShell

ROOT = Path(__file__).parents[2]


def drawn(message: dict[str, Any]) -> str:
    console = Console(width=60)
    with console.capture() as printed:
        shell.show(console, message)
    return printed.get()


def test_an_emergency_is_a_card_and_its_button_takes_no_number() -> None:
    text = "Call 999 now.\nBecause [x] of this."
    card = drawn(
        {
            "text": text,
            "buttons": [{"title": "I meant something else", "payload": "/x"}],
            "custom": {"type": "emergency"},
        }
    )
    assert "╭" in card
    assert "Call 999 now." in card
    assert "of this." in card
    assert "1." not in card
    assert wording.SAY.format(words="I meant something else") in card


def test_a_question_has_numbered_choices_and_says_how_far_it_is() -> None:
    buttons = [{"title": title, "payload": "/x"} for title in ("Yes, [one] side " + "x" * 40, "No")]
    text = "Does it droop?\n(About 3 more after this.)"
    custom = {"type": "question", "text": "Does it droop?", "select": "one"}
    lines = drawn({"text": text, "buttons": buttons, "custom": custom}).split("\n")
    assert lines[0] == "Does it droop?"
    assert lines[1].startswith("  1. Yes, [one] side")
    assert "  2. No" in lines
    assert lines[-2] == "(About 3 more after this.)"


async def test_what_was_heard_and_why_it_asks_is_explained(agent: Any) -> None:
    person = InShell(agent)
    await person.say("my top lip twitches, no coffee")
    explained = "\n".join(await person.session.explain(person.turn))
    assert "heard: report_symptom" in explained
    assert "finding upper_lip present" in explained
    assert "finding caffeine absent" in explained
    asked = person.asked()
    assert asked is not None
    assert f"asks {asked.id}" in explained
    assert f"\n  {asked.id}: urgency" in explained
    await person.say("/help")
    assert "why do you ask" in person.text


def test_what_takes_long_to_import_is_left_to_the_thread_that_loads() -> None:
    heavy = "{'rasa', 'spacy', 'tensorflow', 'quiver.knowledge'}"
    code = f"import sys, server.shell; sys.exit({heavy} & set(sys.modules) or 0)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_the_welcome_is_the_greeting_of_the_bot() -> None:
    assert "not a doctor" in server.shell._welcome()


def test_empty_lines_that_are_piped_in_are_passed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n  lip \n\nno [b]\n"))
    read = server.shell._piped(Console())
    assert list(iter(read, None)) == ["", "lip", "", "no [b]"]
    assert capsys.readouterr().out == "You: lip\nYou: no [b]\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A terminal in which `make shell` runs, and the process."""
    shown, own = pty.openpty()

    def take_terminal() -> None:
        os.setsid()
        fcntl.ioctl(own, termios.TIOCSCTTY, 0)  # so that Ctrl-C reaches it

    settings = {
        "QUIVER_DB": str(tmp_path / "c.db"),
        "TERM": "xterm",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "quiver", "shell"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdin=own,
        stdout=own,
        stderr=own,
        preexec_fn=take_terminal,
    )
    os.close(own)
    yield shown, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    os.close(shown)


@pytest.mark.slow
def test_it_is_ready_at_once_keeps_what_is_typed_meanwhile_and_ends_at_ctrl_c(
    terminal: tuple[int, subprocess.Popen[bytes]],
) -> None:
    shown, process = terminal
    read_until(shown, "You:")
    os.write(shown, b"my lip twitches\r")
    # the bot is still loading
    assert wording.SHELL_LOADING in read_until(shown, "  1[.] .*You:")
    # the arrow key brings back what was typed
    read_until(shown, "my lip twitches", pressing=b"\x1b[A")
    os.write(shown, b"\x03")
    read_until(shown, wording.SHELL_GOODBYE)
    assert process.wait(timeout=30) == 0


@pytest.mark.slow
def test_ctrl_c_ends_it_cleanly_while_it_is_still_loading(
    terminal: tuple[int, subprocess.Popen[bytes]],
) -> None:
    shown, process = terminal
    read_until(shown, "You:")
    os.write(shown, b"my lip twitches\r")
    read_until(shown, wording.SHELL_LOADING)
    os.write(shown, b"\x03")
    assert "Traceback" not in read_until(shown, wording.SHELL_GOODBYE)
    assert process.wait(timeout=30) == 0


def read_until(terminal: int, wanted: str, pressing: bytes = b"", patience: float = 120) -> str:
    """Reads what is shown until it has a pattern, pressing a key every now and then."""
    seen, end = "", time.monotonic() + patience
    while not re.search(wanted, seen, re.DOTALL) and time.monotonic() < end:
        os.write(terminal, pressing)
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536).decode(errors="replace")
    assert re.search(wanted, seen, re.DOTALL), seen
    return seen
