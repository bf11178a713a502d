"""A slow phone on a slow network: the whole way to the PDF, with nothing doubled or lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import Chat, watch


@pytest.mark.slow
def test_the_whole_way_on_a_slow_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True
    )
    wrong = watch(context)
    page = context.new_page()
    page.set_default_timeout(60_000)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 600,  # ms
            "downloadThroughput": 50_000,  # bytes a second
            "uploadThroughput": 25_000,
        },
    )
    chat = Chat(page, site).open()
    chat.to_the_result()
    with page.expect_download() as download:
        chat.result.get_by_role("button", name="Save as PDF").tap()
    assert download.value.suggested_filename.endswith(".pdf")
    expect(chat.result.get_by_role("status").last).to_have_text("The PDF is saved.")
    before = chat.mine
    page.reload()
    chat.ready()
    assert chat.mine == before
    context.close()
    assert not wrong, wrong
