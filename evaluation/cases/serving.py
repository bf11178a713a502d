"""Serves the bot on this machine for as long as the cases run."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

_WAIT = 180  # seconds; a machine that is busy with other things takes its time


@contextlib.contextmanager
def served(port: int) -> Iterator[str]:
    """The address of the REST channel of a bot of its own, with a store of its own.

    Args:
        port: the TCP port, on 127.0.0.1.

    Raises:
        RuntimeError: when the bot ends or does not answer in time.
    """
    address = f"http://127.0.0.1:{port}/webhooks/rest"
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "QUIVER_DB": str(Path(folder) / "cases.db")}
        command = [sys.executable, "-m", "quiver", "run", "--port", str(port)]
        bot = subprocess.Popen(command, env=settings, stdin=subprocess.DEVNULL)
        try:
            _await(bot, f"{address}/")
            yield f"{address}/webhook"
        finally:
            bot.terminate()
            bot.wait(30)


def _await(bot: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        if bot.poll() is not None:
            raise RuntimeError("The bot ended before it answered; its messages stand above.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(1)
    raise RuntimeError(f"The bot did not answer at {address} within {_WAIT} seconds.")
