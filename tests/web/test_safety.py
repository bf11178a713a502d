"""Whatever stands in a message is text: no script runs, no link leads astray, no rule is broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.browsing import Chat

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "[press](javascript:alert(1)) **bold** <b>b</b>",
    "\"><iframe srcdoc='<script>alert(1)</script>'>",
    "{{constructor.constructor('alert(1)')()}}",
    "</style><style>*{display:none}</style>",
)


def poisoned(text: str) -> list[dict[str, Any]]:
    """One message of every kind with the text in every field."""
    source = {"name": text, "url": text}
    article = {"article": text, "sentence": 1}
    item = {"finding": text, "status": "present", "quote": text, "name": text, "value": text}
    choice = {"id": text, "title": text, "payload": text}
    bears = {"finding": text, "name": text, "status": "absent", "fact": text, "source": source}
    line = {"text": text, "source": source}
    cause = {"id": text, "name": text, "group": text, "fit": text, "for": [bears]}
    summary = {"title": text, "sections": [{"heading": text, "lines": [text]}]}
    question = {
        "type": "question", "id": text, "text": text, "why": text, "findings": [text],
        "options": [choice, choice], "progress": {"asked": 1, "about": 2, "at_most": 3},
    }  # fmt: skip
    customs: list[dict[str, Any]] = [
        {},
        {"type": text},
        {"type": "constructor"},
        {"type": "noted", "evidence": [{**item, "choices": [choice]}]},
        {"type": "answer", "text": text, "lines": [line, {**line, "source": article}]},
        {
            "type": "assessment", "urgency": "see_doctor", "reasons": [line],
            "causes": [{**cause, "against": [bears], "unknown": [bears]}],
            "advice": [{"kind": "self_care", **line}], "evidence": [item], "summary": summary,
            "knowledge_version": text,
        },
        {"type": "summary", **summary},
        {"type": "emergency", "flag": text, "urgency": text, "text": text, "source": source},
        {**question, "select": "many"},
        {**question, "select": "one"},
    ]  # fmt: skip
    return [
        {"from": "bot", "text": text, "buttons": [choice], **({"custom": c} if c else {})}
        for c in customs
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_every_message_is_text(page: Page, site: str, payload: str) -> None:
    def answer(route: Route) -> None:
        turn = {
            "messages": poisoned(payload),
            "shown": payload,
            "alarms": [payload],
            "ended": False,
        }
        route.fulfill(body=json.dumps(turn), content_type="application/json")

    page.route("**/chat/message", answer)
    chat = Chat(page, site).open()
    chat.say(payload)
    for details in chat.log.locator("details > summary").all():
        details.click()
    chat.log.get_by_role("button", name=payload).first.scroll_into_view_if_needed()
    chat.log.locator(".chip").first.click()
    expect(page.get_by_role("dialog")).to_contain_text(payload)
    assert chat.mine == [payload]
    expect(chat.log.locator(".bubble").nth(1)).to_contain_text(payload)
    found = chat.root.evaluate(
        """chat => ({
          bad: chat.shadowRoot.querySelectorAll("script,img,iframe,style,b,[onerror]").length,
          links: [...chat.shadowRoot.querySelectorAll("a")].map((a) => a.protocol),
        })"""
    )
    assert found["bad"] == 0
    assert set(found["links"]) <= {"https:", "http:", "tel:"}


def test_what_is_written_to_the_real_bot_comes_back_as_text(chat: Chat) -> None:
    for payload in PAYLOADS[:3]:
        chat.say(f"my lip twitches {payload}")
    chat.page.reload()
    chat.ready()
    assert chat.mine == [f"my lip twitches {payload}" for payload in PAYLOADS[:3]]


def test_the_page_would_not_run_what_got_in(browser: Browser, site: str) -> None:
    """The policy holds by itself, should the widget ever fail: markup cannot even be assigned."""
    page = browser.new_page()
    page.goto(site)
    refused = page.evaluate(
        """() => {
          try { document.body.innerHTML = "<img src=x onerror=alert(1)>"; return false; }
          catch (error) { return error instanceof TypeError; }
        }"""
    )
    assert refused
    page.close()


def test_only_the_own_server_is_asked(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = Chat(page, site).open()
    chat.say("my lip twitches")
    assert asked
    assert all(url.startswith(site) for url in asked), asked
