"""The bot itself: its endpoints, and the HTTP server that serves its channels."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from rasa.core.utils import AvailableEndpoints
from rasa.utils.log_utils import configure_structlog

from server.inprocess import InProcessActions
from server.training import ROOT, ensure_model

HOST = "127.0.0.1"


def endpoints() -> AvailableEndpoints:
    """The endpoints of ``endpoints.yml``, with the actions in this process."""
    found = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    found.action = InProcessActions()
    return found


def quieten() -> None:
    """Keeps logs to warnings: Rasa's finer ones repeat what people write, which is about health."""
    configure_structlog(logging.ERROR)  # its warnings quote messages too
    for name in ("rasa", "rasa_sdk", "apscheduler", "matplotlib", "sanic.access"):
        logging.getLogger(name).setLevel(logging.WARNING)


def serve(port: int) -> None:
    """Serves all channels of ``credentials.yml`` on 127.0.0.1 until the process is ended.

    Args:
        port: the TCP port.
    """
    model: Path = ensure_model()
    quieten()
    import rasa.core.run

    os.environ.setdefault("SANIC_REQUEST_MAX_SIZE", "65536")
    print(f"Loading {model.name} (about 15 seconds) ...", flush=True)
    rasa.core.run.serve_application(
        model_path=str(model),
        interface=HOST,
        port=port,
        credentials=str(ROOT / "credentials.yml"),
        enable_api=False,
        endpoints=endpoints(),
        server_listeners=[(_announce(port), "after_server_start")],
    )


def _announce(port: int):  # type: ignore[no-untyped-def]
    async def ready(app: object, loop: object) -> None:
        print(
            f"Quiver is ready: http://{HOST}:{port}/chat/ in a browser, or POST to "
            f"http://{HOST}:{port}/webhooks/rest/webhook. Ctrl-C ends it.",
            flush=True,
        )

    return ready
