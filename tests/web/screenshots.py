"""Writes the pictures of the web chat: ``make screenshots``. Look at each before committing it."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.server.test_serving import Server, free_port
from tests.web.browsing import ARGUMENTS, STORY, Chat
from tests.web.test_embedding import clinic_at

FOLDER = Path(__file__).parents[2] / "docs/screenshots"
DESK, PHONE = (1280, 860), (360, 740)


class Photographer:
    """Takes pictures of one conversation, on one size of screen, light or dark."""

    def __init__(self, browser: Browser, size: tuple[int, int], scheme: str) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            device_scale_factor=1 if size == DESK else 2,
            timezone_id="Europe/London",
        )
        self.page = self.context.new_page()
        self.name = f"{'desk' if size == DESK else 'phone'}-{scheme}"

    def take(self, state: str) -> None:
        self.page.wait_for_timeout(300)
        picture = Image.open(io.BytesIO(self.page.screenshot()))
        FOLDER.mkdir(exist_ok=True)
        picture.quantize(96).save(FOLDER / f"{self.name}-{state}.png", optimize=True)


def conversation(camera: Photographer, site: str) -> None:
    """Every state of one conversation, from the page to the deleted chat."""
    chat = Chat(camera.page, site).open()
    camera.take("1-page")
    if start := camera.page.get_by_role("link", name="Start the chat").all():
        if start[0].is_visible():
            start[0].click()
        camera.take("2-greeting")
    chat.say(STORY)
    camera.take("3-noted-and-question")
    chat.log.get_by_role("button", name="the upper lip").click()
    camera.take("4-change-what-was-noted")
    camera.page.keyboard.press("Escape")
    taken = False
    while not chat.result.count():
        boxes = chat.question.get_by_role("checkbox")
        if not taken and 0 < boxes.count() < 6:
            taken = True
            boxes.first.check()
            chat.question.get_by_text("Why do you ask?").click()
            camera.take("5-several-answers-and-why")
            boxes.first.uncheck()
        chat.choose(chat.fitting())
    camera.take("6-result")
    chat.result.locator(".cause summary").first.click()
    chat.result.locator(".causes").evaluate("e => e.scrollIntoView()")
    camera.take("7-cause-opened")
    chat.result.locator(".summary summary").click()
    chat.result.locator(".summary").evaluate("e => e.scrollIntoView()")
    camera.take("8-summary-for-the-doctor")
    chat.say("what is hemifacial spasm?")
    camera.take("9-answer-with-sources")
    camera.context.set_offline(True)
    chat.box.fill("my speech is slurred")
    chat.box.press("Enter")
    expect(chat.root.get_by_text("No connection")).to_be_visible()
    camera.take("10-no-connection")
    camera.context.set_offline(False)
    chat.ready()
    camera.take("11-emergency")
    camera.page.get_by_role("button", name="About this chat").click()
    camera.take("12-about")
    camera.page.keyboard.press("Escape")
    camera.page.get_by_role("button", name="Delete my conversation").click()
    camera.take("13-delete")
    camera.page.get_by_role("button", name="Yes, delete it").click()
    camera.take("14-deleted")


def embedded(camera: Photographer, clinic: str) -> None:
    """The launcher on another site, closed and open."""
    camera.page.goto(clinic)
    launcher = camera.page.get_by_role("button", name="Ask about a twitching lip")
    expect(launcher).to_be_visible()
    camera.take("15-launcher-on-another-site")
    launcher.click()
    chat = Chat(camera.page, clinic)
    chat.ready()
    chat.say("my left eyelid has been twitching since monday")
    camera.take("16-open-on-another-site")


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """A server of its own, and the port of the one other site that may show the chat."""
    port, foreign = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "QUIVER_DB": f"{folder}/conversations.db",
            "QUIVER_ORIGINS": f"http://127.0.0.1:{foreign}",
        }
        server = Server(["quiver", "run", "--port", str(port)], port=port, env=environment)
        try:
            yield f"http://127.0.0.1:{port}/chat/", foreign
        finally:
            server.stop()


def main() -> None:
    """Takes all pictures."""
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("There is no Chromium here: scripts/get_chromium.sh says how to get it.")
    with served() as (site, foreign), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for size in (DESK, PHONE):
            for scheme in ("light", "dark"):
                conversation(Photographer(browser, size, scheme), site)
        with clinic_at(foreign, site) as clinic:
            for size in (DESK, PHONE):
                embedded(Photographer(browser, size, "light"), clinic)
        browser.close()


if __name__ == "__main__":
    main()
