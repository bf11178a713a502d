"""axe-core finds nothing in any state, light and dark, on a desk, a phone, and zoomed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import STORY, Chat, check_accessibility, check_no_sideways_scroll

SIZES = {"desk": (1280, 900), "narrow": (320, 640), "zoomed to 200 %": (640, 450)}


def open_chat(browser: Browser, site: str, size: str, scheme: str) -> Chat:
    # axe-core itself needs inline styles; the policy is tested everywhere else
    context = browser.new_context(
        viewport=dict(zip(("width", "height"), SIZES[size], strict=True)),  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        bypass_csp=True,
    )
    return Chat(context.new_page(), site).open()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        ("desk", "light"),
        ("narrow", "dark"),
        pytest.param("desk", "dark", marks=pytest.mark.slow),
        pytest.param("narrow", "light", marks=pytest.mark.slow),
    ],
)
def test_every_state(browser: Browser, site: str, size: str, scheme: str) -> None:
    chat = open_chat(browser, site, size, scheme)
    page = chat.page

    def check(state: str) -> None:
        check_accessibility(page, f"{state}, {size}, {scheme}")
        check_no_sideways_scroll(page)

    check("greeting")
    chat.say(STORY)
    check("noted, and a question with one answer or several")
    chat.question.get_by_text("Why do you ask?").click()
    page.get_by_role("button", name="About this chat").click()
    check("about")
    page.keyboard.press("Escape")
    chat.log.get_by_role("button", name="the upper lip").click()
    check("changing what was noted")
    page.keyboard.press("Escape")
    while not chat.result.count():
        chat.choose(chat.fitting())
    for details in chat.result.locator("details > summary").all():
        details.click()
    check("result")
    page.context.set_offline(True)
    chat.box.fill("what is a tic?")
    chat.box.press("Enter")
    expect(chat.root.get_by_text("No connection")).to_be_visible()
    check("offline")
    page.context.set_offline(False)
    chat.ready()
    check("answer with a source")
    chat.say("my speech is slurred")
    check("emergency")
    page.get_by_role("button", name="Delete my conversation").click()
    check("about to delete")
    page.get_by_role("button", name="Yes, delete it").click()
    check("deleted")
    page.context.close()


def test_zoomed_to_200_percent(browser: Browser, site: str) -> None:
    chat = open_chat(browser, site, "zoomed to 200 %", "light")
    chat.say(STORY)
    check_no_sideways_scroll(chat.page)
    expect(chat.box).to_be_visible()
    chat.say("my speech is slurred")
    chat.box.scroll_into_view_if_needed()
    expect(chat.box).to_be_in_viewport(ratio=1)
    check_accessibility(chat.page, "zoomed")
    chat.page.context.close()


def test_what_is_announced(browser: Browser, site: str) -> None:
    chat = open_chat(browser, site, "desk", "light")
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.alarms).to_have_attribute("role", "alert")
    hold: list[Callable[[], None]] = []
    chat.page.route("**/chat/message", lambda route: hold.append(route.continue_))
    chat.box.fill("my lip twitches")
    chat.box.press("Enter")
    expect(chat.root.get_by_role("status").filter(has_text="Quiver is writing")).to_be_attached()
    chat.page.wait_for_timeout(100)
    hold[0]()
    chat.ready()
    expect(chat.root.get_by_text("Quiver is writing")).to_have_count(0)
    chat.page.context.close()


def test_nothing_moves_where_motion_is_not_wanted(page: Page, site: str) -> None:
    chat = Chat(page, site).open()
    page.route("**/chat/message", lambda route: None)
    chat.box.fill("my lip twitches")
    chat.box.press("Enter")
    name = chat.log.locator(".typing i").first.evaluate("e => getComputedStyle(e).animationName")
    assert name == "none"
