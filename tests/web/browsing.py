"""What a person does with the chat, in words of the chat and not of its markup."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORY = "my top lip and my left eyelid have been twitching for 3 weeks, no droop"
#: What somebody with that story answers: words of the question, and of the choice.
ANSWERS = {
    "Who is": "Me",
    "How old": "16 to 64",
    "How often": "Every day",
    "Which side": "The left",
}
#: Refused networks are part of some tests, and are told on the console by the browser itself.
EXPECTED = ("Failed to load resource", "net::ERR")


def watch(context: BrowserContext) -> list[str]:
    """Collects what must not happen: script errors, console errors, breaches of the policy."""
    wrong: list[str] = []

    def console(message: Any) -> None:
        if message.type in ("error", "warning") and not any(e in message.text for e in EXPECTED):
            wrong.append(message.text)

    context.on("console", console)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on(
        "dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss())
    )
    return wrong


class Chat:
    """The widget on a page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(20_000)
        self.root = page.locator("quiver-chat")
        self.log = page.get_by_role("log")
        self.box = page.get_by_role("textbox", name="Your message")
        self.alarms = self.root.locator(".alarms")
        self.result = self.log.locator(".result").last

    def open(self) -> Chat:
        self.page.goto(self.address)
        self.ready()
        return self

    def ready(self) -> None:
        """Waits until the bot has answered."""
        expect(self.root.locator(".panel:not(.busy)")).to_be_visible()
        expect(self.log.locator(".message").first).to_be_visible()

    def say(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")
        self.ready()

    @property
    def question(self) -> Locator:
        """The question that is open."""
        return self.log.locator(".question:not(.answered)").last

    @property
    def mine(self) -> list[str]:
        """What the person has said, as it is shown."""
        return self.log.locator(".you p").all_inner_texts()

    def choose(self, title: str) -> None:
        """Presses a choice of the open question."""
        self.question.get_by_role("button", name=title).first.click()
        self.ready()

    def fitting(self) -> str:
        """The choice that fits the story."""
        asked = self.question.inner_text()
        wanted = next((a for q, a in ANSWERS.items() if q in asked), None)
        titles = self.question.locator("button.choice").all_inner_texts()
        starts = [wanted] if wanted else ["None of these", "No", "Not sure"]
        return next(title for start in starts for title in titles if title.startswith(start))

    def to_the_result(self) -> None:
        """Tells the story and answers what is asked, until there is a result."""
        self.say(STORY)
        for _ in range(30):
            if self.result.count():
                return
            self.choose(self.fitting())
        raise AssertionError("no result")

    def to_the_start_of_the_log(self) -> None:
        self.log.evaluate("log => log.scrollTo(0, 0)")


def check_accessibility(page: Page, state: str) -> None:
    """axe-core finds nothing wrong with the page as it is."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{state}: {found.generate_report()}"


def check_no_sideways_scroll(page: Page) -> None:
    beyond = page.evaluate(
        """() => {
          const root = document.querySelector("quiver-chat").shadowRoot;
          const [log, panel] = [".log", ".panel"].map((name) => root.querySelector(name));
          return [
            document.documentElement.scrollWidth - document.documentElement.clientWidth,
            log.scrollWidth - log.clientWidth,
            panel.scrollHeight - panel.clientHeight, // only the log scrolls, not what it is in
          ];
        }"""
    )
    assert max(beyond) <= 0, beyond
