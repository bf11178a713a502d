"""Reloads, lost connections, two tabs, ended sessions: no message is lost, none is taken twice."""

from __future__ import annotations

import json
import time

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.browsing import Chat

OFFLINE = "No connection. Your message is kept"


def said_on_the_server(chat: Chat) -> list[str]:
    """What the person has said, as the server has it."""
    return chat.page.evaluate(  # type: ignore[no-any-return]
        """async (address) => {
          const kept = JSON.parse(sessionStorage.getItem(`quiver ${address}`));
          const body = JSON.stringify({ token: kept.token });
          const answer = await fetch(`${address}history`, { method: "POST", body });
          const { messages } = await answer.json();
          return messages.filter((m) => m.from === "you").map((m) => m.text);
        }""",
        chat.address,
    )


def test_a_reload_brings_the_conversation_back_as_it_was(chat: Chat) -> None:
    chat.say("my lip twitches, no droop. It is about me")
    chat.choose(chat.fitting())
    before = chat.log.inner_text()
    chat.page.reload()
    chat.ready()
    assert chat.log.inner_text() == before
    assert "/greet" not in before
    expect(chat.log.locator(".you").last).to_be_in_viewport()
    chat.choose(chat.fitting())
    assert len(chat.mine) == 3


def test_a_lost_connection_is_told_and_the_message_arrives_once(
    chat: Chat, context: BrowserContext
) -> None:
    context.set_offline(True)
    chat.box.fill("my top lip twitches")
    chat.box.press("Enter")
    expect(chat.root.get_by_text(OFFLINE)).to_be_visible()
    assert chat.mine == ["my top lip twitches"]
    context.set_offline(False)
    chat.ready()
    expect(chat.root.get_by_text(OFFLINE)).to_have_count(0)
    expect(chat.log.locator(".noted")).to_contain_text("the upper lip")
    assert said_on_the_server(chat) == chat.mine == ["my top lip twitches"]


def test_an_answer_lost_on_the_way_is_fetched_and_the_turn_not_repeated(
    chat: Chat, page: Page
) -> None:
    lost = []

    def lose_the_first(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().status)  # the server has it
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/chat/message", lose_the_first)
    chat.say("my top lip twitches")
    assert lost == [200]
    assert said_on_the_server(chat) == ["my top lip twitches"]
    expect(chat.log.locator(".noted")).to_have_count(1)


def test_a_message_on_its_way_survives_a_reload(chat: Chat, page: Page) -> None:
    page.route("**/chat/message", lambda route: route.abort("connectionrefused"))
    chat.box.fill("my top lip twitches")
    chat.box.press("Enter")
    expect(chat.root.get_by_text(OFFLINE)).to_be_visible()
    page.unroute("**/chat/message")
    page.reload()
    chat.ready()
    expect(chat.log.locator(".noted")).to_contain_text("the upper lip")
    assert said_on_the_server(chat) == chat.mine == ["my top lip twitches"]


def test_two_tabs_of_one_conversation_show_the_same(chat: Chat, context: BrowserContext) -> None:
    with context.expect_page() as opened:  # a tab opened from this one shares its key
        chat.page.evaluate("window.open(location.href)")
    other = Chat(opened.value, chat.address)
    other.ready()
    chat.say("my top lip twitches, no droop")
    expect(other.log.locator(".noted")).to_contain_text("the upper lip")
    other.say("it is about me")
    expect(chat.log.locator(".you")).to_have_count(2)
    assert chat.log.inner_text() == other.log.inner_text()
    assert said_on_the_server(chat) == ["my top lip twitches, no droop", "it is about me"]


def test_a_new_tab_by_itself_has_a_conversation_of_its_own(
    chat: Chat, context: BrowserContext
) -> None:
    chat.say("my top lip twitches")
    other = Chat(context.new_page(), chat.address).open()
    assert other.mine == []


def test_deleting_deletes_here_and_on_the_server(chat: Chat, page: Page) -> None:
    chat.say("my top lip twitches")
    kept = page.evaluate("address => sessionStorage.getItem(`quiver ${address}`)", chat.address)
    token = json.loads(kept)["token"]
    page.get_by_role("button", name="Delete my conversation").click()
    page.get_by_role("button", name="No, keep it").click()
    assert chat.mine == ["my top lip twitches"]
    page.get_by_role("button", name="Delete my conversation").click()
    page.get_by_role("button", name="Yes, delete it").click()
    expect(chat.log).to_have_text(
        "Your conversation is deleted. Nothing of it is kept.Start a new chat"
    )
    answer = page.request.post(chat.address + "history", data=json.dumps({"token": token}))
    assert answer.status == 401
    page.get_by_role("button", name="Start a new chat").click()
    chat.ready()
    assert chat.mine == []
    chat.say("hello")


def test_forget_me_in_words_does_the_same(chat: Chat) -> None:
    chat.say("my top lip twitches")
    chat.box.fill("forget me")
    chat.box.press("Enter")
    expect(chat.log).to_contain_text("Your conversation is deleted")
    assert (
        chat.page.evaluate(
            "a => JSON.parse(sessionStorage.getItem(`quiver ${a}`)).token", chat.address
        )
        is None
    )


def test_an_ended_session_begins_anew_and_keeps_the_message(chat: Chat, page: Page) -> None:
    page.evaluate(
        """address => sessionStorage.setItem(`quiver ${address}`,
             JSON.stringify({ token: `web-${"0".repeat(32)}.9999999999.${"0".repeat(64)}` }))""",
        chat.address,
    )
    page.reload()
    chat.ready()
    expect(chat.log).to_contain_text("I am a computer program")
    page.evaluate(
        """async address => {
      const kept = JSON.parse(sessionStorage.getItem(`quiver ${address}`));
      await fetch(`${address}forget`, { method: "POST", body: JSON.stringify(kept) });
    }""",
        chat.address,
    )  # as when it was deleted elsewhere
    chat.say("my top lip twitches")
    expect(chat.log.locator(".noted")).to_contain_text("the upper lip")
    assert said_on_the_server(chat) == chat.mine == ["my top lip twitches"]


def test_who_is_too_fast_waits_and_is_answered(chat: Chat, page: Page) -> None:
    times = []

    def refuse_the_first(route: Route) -> None:
        times.append(time.monotonic())
        if len(times) == 1:
            body = json.dumps({"error": "too_fast", "message": "Wait."})
            route.fulfill(status=429, headers={"Retry-After": "1"}, body=body)
        else:
            route.continue_()

    page.route("**/chat/message", refuse_the_first)
    chat.say("my top lip twitches")
    assert len(times) == 2
    assert times[1] - times[0] >= 1
    assert said_on_the_server(chat) == ["my top lip twitches"]


def test_a_failed_turn_says_so_and_can_be_tried_again(chat: Chat, page: Page) -> None:
    body = json.dumps({"error": "failed", "message": "Sorry, something went wrong on my side."})
    page.route("**/chat/message", lambda route: route.fulfill(status=500, body=body))
    chat.box.fill("my top lip twitches")
    chat.box.press("Enter")
    expect(chat.root.get_by_text("something went wrong")).to_be_visible()
    page.unroute("**/chat/message")
    page.get_by_role("button", name="Try again").click()
    chat.ready()
    expect(chat.log.locator(".noted")).to_contain_text("the upper lip")
    assert said_on_the_server(chat) == ["my top lip twitches"]
