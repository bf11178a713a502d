"""The page: what it tells without the chat, when it is painted, how much it weighs."""

from __future__ import annotations

import requests
from playwright.sync_api import Browser, Page, expect

from channels.assets import DANGER, SEE_DOCTOR, WEB
from quiver.knowledge import Knowledge


def test_it_explains_itself_and_names_its_sources(page: Page, site: str, know: Knowledge) -> None:
    page.goto(site)
    text = page.locator(".intro").inner_text()
    assert know.article in text
    assert "not a doctor" in text
    assert "You can delete it at any time" in text
    for fact in (know.facts[i] for i in (*DANGER, *SEE_DOCTOR)):
        assert fact.text in text
        source = know.sources[str(fact.source)]
        expect(page.get_by_role("link", name=source.name).first).to_have_attribute(
            "href", source.address
        )


def test_it_tells_the_danger_signs_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.get_by_text("The chat cannot start here")).to_be_visible()
    expect(page.get_by_role("heading", name="Emergency?")).to_be_visible()
    expect(page.get_by_role("heading", name="When to see a doctor")).to_be_visible()
    context.close()


def test_it_is_painted_before_any_script_is_there(page: Page, site: str) -> None:
    page.route("**/*.js", lambda route: None)  # never answered
    page.goto(site, wait_until="commit")
    painted = """() => new Promise((done) => new PerformanceObserver((list) => {
        const found = list.getEntriesByName("first-contentful-paint");
        if (found.length) done(true);
    }).observe({ type: "paint", buffered: true }))"""
    assert page.evaluate(painted)
    expect(page.get_by_role("heading", name="Why does my lip twitch?")).to_be_visible()


def test_the_widgets_script_and_style_are_under_20_kilobytes(site: str) -> None:
    names = [file.name for file in WEB.glob("*.js")] + ["quiver-chat.css"]
    assert "embed.js" in names
    sent = [requests.get(site + name, stream=True, timeout=10).raw.read() for name in names]
    assert sum(len(body) for body in sent) < 20 * 1024
