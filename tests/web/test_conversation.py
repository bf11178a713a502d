"""Whole conversations in the browser: by mouse, by keyboard, on a phone."""

from __future__ import annotations

import io
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.web.browsing import STORY, Chat, check_no_sideways_scroll, watch


def test_by_mouse_from_the_first_word_to_the_saved_pdf(chat: Chat, downloads: Path) -> None:
    expect(chat.log).to_contain_text("I am a computer program, not a doctor")
    chat.to_the_result()
    result = chat.result
    expect(result.get_by_role("heading", level=3)).to_have_text(
        "Make an appointment with a doctor."
    )
    expect(result).to_contain_text("NHS: Twitching eyes and muscles")

    face = result.locator(".face")
    expect(face).to_contain_text("The upper lip and the eyelid, on the left side.")
    expect(face).to_contain_text("as in a mirror")

    cause = result.locator(".cause").first
    expect(cause.get_by_text("Speaks for it")).to_be_hidden()
    cause.locator("summary").click()
    expect(cause.get_by_text("Speaks for it")).to_be_visible()
    expect(cause.locator("cite").first).to_be_visible()

    summary = result.locator(".summary")
    summary.get_by_text("Summary for your doctor").click()
    sheet = summary.locator(".sheet li").all_inner_texts()
    assert "The upper lip" in sheet
    with chat.page.expect_download() as download:
        summary.get_by_role("button", name="Save as PDF").click()
    saved = downloads / download.value.suggested_filename
    download.value.save_as(saved)
    (page,) = PdfReader(io.BytesIO(saved.read_bytes())).pages
    text = " ".join(page.extract_text().split())
    assert all(" ".join(line.split()) in text for line in sheet)

    summary.get_by_role("button", name="Copy").click()
    expect(summary.get_by_role("status")).to_have_text("Copied.")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert all(f"- {line}" in copied for line in sheet)

    summary.get_by_role("button", name="Print").click()
    printed = chat.page.locator("iframe").content_frame.locator("body")
    expect(printed).to_contain_text("The upper lip")
    assert "Write in your own words" not in printed.inner_text()


def test_what_was_noted_can_be_changed_by_its_chip(chat: Chat) -> None:
    chat.say("my upper lip twitches on the left, for 3 weeks")
    chat.log.get_by_role("button", name="the upper lip").click()
    dialog = chat.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Change “the upper lip”")
    dialog.get_by_role("button", name="No", exact=True).click()
    chat.ready()
    assert chat.mine[-1] == "No: the upper lip"
    expect(chat.log.locator(".noted").last).to_contain_text("no upper lip")
    chat.log.get_by_role("button", name="for 3 weeks").click()
    dialog.get_by_role("button", name="More than a year").click()
    chat.ready()
    expect(chat.log.locator(".noted").last).to_contain_text("for 2 years")


def test_an_answer_can_be_changed_later(chat: Chat) -> None:
    chat.say("my lip twitches, no droop. It is about me")
    question = chat.question.get_by_role("heading").inner_text()
    chat.choose(chat.fitting())
    before = chat.log.locator(".question", has_text=question).first
    before.get_by_role("button", name="Change this answer").click()
    before.get_by_role("button", name="Not sure").click()
    chat.ready()
    assert chat.mine[-1] == "Not sure"


def test_why_a_question_is_asked_is_told_in_place(chat: Chat) -> None:
    chat.say("my lip twitches, no droop")
    why = chat.question.locator(".why")
    expect(why.locator("p")).to_be_hidden()
    why.get_by_text("Why do you ask?").click()
    expect(why.locator("p")).to_be_visible()
    assert len(chat.mine) == 1  # nothing was sent


def test_several_answers_at_once(chat: Chat) -> None:
    chat.say("my lip twitches, no droop. It is about me, I am 40")
    while (
        not chat.question.get_by_role("checkbox").count() or "now, or" in chat.question.inner_text()
    ):
        chat.choose(chat.fitting())
    boxes = chat.question.get_by_role("checkbox")
    titles = chat.question.locator(".check").all_inner_texts()[:2]
    chat.question.get_by_role("button", name="Done").click()
    expect(chat.question.get_by_role("alert")).to_contain_text("Choose at least one")
    boxes.nth(0).check()
    boxes.nth(1).check()
    chat.question.get_by_role("button", name="Done").click()
    chat.ready()
    assert chat.mine[-1] == ", ".join(titles)


def test_the_card_of_a_danger_sign_stays_in_view_until_it_is_taken_back(chat: Chat) -> None:
    chat.say(STORY)
    chat.say("my arm has gone weak")
    alarm = chat.alarms.locator(".alarm")
    expect(chat.alarms).to_have_attribute("role", "alert")
    expect(alarm).to_contain_text("Call your local emergency number now")
    call = alarm.get_by_role("link", name="Call")
    assert (call.get_attribute("href") or "").startswith("tel:")
    expect(chat.log).to_contain_text("When you get through, tell them")
    for text in ("what have you noted?", "thanks", "what is a tic?"):
        chat.say(text)
        expect(alarm).to_be_in_viewport(ratio=1)
    chat.to_the_start_of_the_log()
    expect(alarm).to_be_in_viewport(ratio=1)
    chat.page.reload()
    chat.ready()
    expect(alarm).to_be_in_viewport(ratio=1)
    chat.say("actually my arm is fine, not weak")
    expect(alarm).to_have_count(0)
    expect(chat.log.locator(".alarm")).to_have_count(1)  # it stays readable in the history


def test_by_keyboard_alone(page: Page, site: str) -> None:
    chat = Chat(page, site).open()
    tab_to(page, "TEXTAREA")
    page.keyboard.type(STORY)
    page.keyboard.press("Enter")
    chat.ready()
    assert focused(page) == "TEXTAREA"  # who writes goes on writing
    for _ in range(30):
        if chat.result.count():
            break
        wanted = chat.fitting()
        press_by_keyboard(page, wanted)
        chat.ready()
        assert focused(page) in ("SECTION question", "DIV log"), focused(page)
    assert chat.result.count()
    while not chat.result.locator(".cause[open]").count():
        page.keyboard.press("Tab")
        tab_to(page, "SUMMARY")
        page.keyboard.press("Enter")
    tab_to(page, "BUTTON tool", back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert focused(page) == "BUTTON tool"


def focused(page: Page) -> str:
    """Name and first class of the element that has the focus; never nothing."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => {
          let e = document.activeElement;
          while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
          return `${e.tagName} ${e.classList[0] ?? ""}`.trim();
        }"""
    )


def tab_to(page: Page, wanted: str, back: bool = False) -> None:
    for _ in range(200):
        if focused(page) == wanted:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def press_by_keyboard(page: Page, title: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "() => document.querySelector('quiver-chat').shadowRoot.activeElement?.textContent"
        )
        if words == title:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{title}” is not reached by Tab")


def test_on_a_phone_by_touch(browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
        color_scheme="dark",
    )
    wrong = watch(context)
    chat = Chat(context.new_page(), site).open()
    check_no_sideways_scroll(chat.page)
    chat.page.get_by_role("link", name="Start the chat").tap()
    expect(chat.box).to_be_in_viewport(ratio=1)
    chat.box.fill(STORY)
    chat.page.get_by_role("button", name="Send").tap()
    chat.ready()
    for _ in range(30):
        check_no_sideways_scroll(chat.page)
        if chat.result.count():
            break
        # what was just said is in view, and what the bot says to it begins below
        expect(chat.log.locator(".you").last).to_be_in_viewport()
        chat.question.get_by_role("button", name=chat.fitting()).first.tap()
        chat.ready()
    expect(chat.result.get_by_role("heading", level=3)).to_be_in_viewport(ratio=1)
    chat.say("my speech is slurred")
    expect(chat.alarms.get_by_role("link", name="Call")).to_be_in_viewport(ratio=1)
    expect(chat.box).to_be_in_viewport(ratio=1)
    check_no_sideways_scroll(chat.page)
    context.close()
    assert not wrong, wrong
