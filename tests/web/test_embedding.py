"""One line on somebody else's site, with that site's own policy and styles."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.server.test_serving import free_port
from tests.web.browsing import Chat
from tests.web.conftest import FOREIGN_PORT

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A clinic</title>
<link rel="stylesheet" href="clinic.css"><h1>Our clinic</h1>
<p>We are open from Monday to Friday, from 8 to 18 o’clock.</p><p>Please ring before you come.</p>
{line}</html>"""
#: Rules that would ruin whatever they could reach.
STYLE = """html { font-size: 10px }
body { font: 16px/1.6 Georgia, serif; max-width: 42em; margin: 3em auto; padding: 0 1em }
* { text-transform: inherit } button, textarea, section { display: none; font: 60px fantasy }"""


@contextmanager
def clinic_at(port: int, site: str) -> Iterator[str]:
    """A site of another origin whose policy names the chat's server as docs/web.md says."""
    bot = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    line = f'<script type="module" src="{site}embed.js"></script>'

    class Clinic(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path.endswith(".css")
            body = STYLE if style else PAGE.format(line=line)
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html")
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; script-src {bot}; style-src 'self' {bot}; connect-src {bot}",
            )
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Clinic)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


@pytest.fixture
def clinic(site: str) -> Iterator[str]:
    """A site that QUIVER_ORIGINS names."""
    with clinic_at(FOREIGN_PORT, site) as address:
        yield address


def test_one_line_brings_the_launcher_and_a_conversation(page: Page, clinic: str) -> None:
    page.goto(clinic)
    chat = Chat(page, clinic)
    launcher = page.get_by_role("button", name="Ask about a twitching lip")
    expect(launcher).to_have_css("font-size", "16px")
    launcher.click()
    chat.ready()
    expect(chat.box).to_be_focused()
    chat.say("my top lip twitches")
    expect(chat.log.locator(".noted")).to_contain_text("the upper lip")
    chat.say("my arm is weak")
    page.keyboard.press("Escape")
    expect(chat.log).to_be_hidden()
    expect(launcher).to_be_focused()
    page.reload()
    launcher.click()
    chat.ready()
    assert chat.mine == ["my top lip twitches", "my arm is weak"]


def test_the_site_is_told_what_happens_but_nothing_of_what_is_said(page: Page, clinic: str) -> None:
    page.goto(clinic)
    page.evaluate(
        """() => {
          window.told = [];
          const keep = ({ type, detail }) => window.told.push([type, detail]);
          for (const name of ["open", "close", "emergency", "result"])
            document.addEventListener(`quiver-${name}`, keep);
        }"""
    )
    chat = Chat(page, clinic)
    page.get_by_role("button", name="Ask about a twitching lip").click()
    chat.ready()
    chat.say("my arm is weak")
    page.get_by_role("button", name="Close the chat").click()
    assert page.evaluate("window.told") == [
        ["quiver-open", None],
        ["quiver-emergency", None],
        ["quiver-result", None],
        ["quiver-close", None],
    ]


def test_attributes_and_properties_are_taken(page: Page, clinic: str) -> None:
    page.goto(clinic)
    chat = Chat(page, clinic)
    chat.root.evaluate(
        """e => { e.setAttribute("emergency-number", "111"); e.setAttribute("theme", "dark");
                  e.style.setProperty("--quiver-accent", "rgb(120, 220, 120)"); }"""
    )
    launcher = page.get_by_role("button", name="Ask about a twitching lip")
    expect(launcher).to_have_css("background-color", "rgb(120, 220, 120)")
    launcher.click()
    chat.ready()
    expect(chat.root.locator("header")).to_have_css("background-color", "rgb(26, 39, 48)")
    chat.say("my arm is weak")
    expect(chat.alarms.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")


def test_a_site_that_is_not_named_is_told_so(page: Page, site: str) -> None:
    with clinic_at(free_port(), site) as stranger:
        page.goto(stranger)
        page.get_by_role("button", name="Ask about a twitching lip").click()
        root = page.locator("quiver-chat")
        expect(root.get_by_text("The chat is not set up for this website.")).to_be_visible()
        expect(root.locator(".message")).to_have_count(0)
