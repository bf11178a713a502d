"""One line on somebody else's site, with that site's own policy and styles."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.browsing import Chat
from tests.web.conftest import FOREIGN_PORT

PAGE = """<!doctype html><html lang="en"><title>A clinic</title>
<link rel="stylesheet" href="clinic.css"><h1>Our clinic</h1><p>Opening hours</p>
{line}</html>"""
STYLE = "* { color: lime !important; font: 60px serif } button { display: none }"


@pytest.fixture
def clinic(site: str) -> Iterator[str]:
    """A site of another origin whose policy names the chat's server as docs/web.md says."""
    bot = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    line = f'<script type="module" src="{site}embed.js"></script>'

    class Clinic(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
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

    server = HTTPServer(("127.0.0.1", FOREIGN_PORT), Clinic)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{FOREIGN_PORT}/"
    server.shutdown()
    server.server_close()


def test_one_line_brings_the_launcher_and_a_conversation(page: Page, clinic: str) -> None:
    page.goto(clinic)
    page.evaluate(
        """() => { window.told = [];
          for (const name of ["quiver-open", "quiver-close", "quiver-emergency"])
            document.addEventListener(name, (event) => window.told.push([name, event.detail])); }"""
    )
    chat = Chat(page, clinic)
    launcher = page.get_by_role("button", name="Ask about a twitching lip")
    expect(launcher).to_have_css("font-size", "16px")
    expect(launcher).to_have_attribute("aria-expanded", "false")
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
        """() => { window.told = [];
          for (const name of ["quiver-open", "quiver-close", "quiver-emergency", "quiver-result"])
            document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail])); }"""
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


def test_a_site_that_is_not_named_gets_no_chat(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.route(
        "http://evil.example/",
        lambda route: route.fulfill(
            content_type="text/html",
            body=PAGE.format(line=f'<script type="module" src="{site}embed.js"></script>'),
        ),
    )
    answers: list[int] = []
    page.on("response", lambda r: answers.append(r.status) if r.url.endswith("session") else None)
    page.goto("http://evil.example/")
    page.get_by_role("button", name="Ask about a twitching lip").click()
    expect(page.locator("quiver-chat").get_by_text("No connection")).to_be_visible()
    assert set(answers) == {403}
    expect(page.locator("quiver-chat .message")).to_have_count(0)
