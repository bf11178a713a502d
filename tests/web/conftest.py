"""A real server with the trained model, and a real browser; each serves one module of tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.server.test_serving import Server, free_port
from tests.web.browsing import ARGUMENTS, Chat, watch

SECRET = "a secret for tests, long enough to be taken"
FOREIGN_PORT = free_port()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the chat on a server that all these tests share."""
    port = free_port()
    server = Server(
        ["quiver", "run", "--port", str(port)],
        port=port,
        env={
            "QUIVER_DB": str(tmp_path_factory.mktemp("web") / "conversations.db"),
            "QUIVER_SECRET": SECRET,
            "QUIVER_ORIGINS": f"http://127.0.0.1:{FOREIGN_PORT}",
            "SANIC_REAL_IP_HEADER": "X-Real-IP",  # so that a test can come from elsewhere
        },
    )
    yield f"http://127.0.0.1:{port}/chat/"
    (printed,) = server.stop()
    assert "Traceback" not in printed, printed
    assert "twitch" not in printed  # what people write is not logged


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium. One for each module: while it runs, no asynchronous test can."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("There is no Chromium here: scripts/get_chromium.sh says how to get it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, in which whatever breaks the page's rules fails the test."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    wrong = watch(context)
    yield context
    context.close()
    assert not wrong, wrong


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def chat(page: Page, site: str) -> Chat:
    """The chat on its own page, just opened."""
    return Chat(page, site).open()


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
