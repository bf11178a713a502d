"""Telegram: what its users press and send, through the real connector over real HTTP."""

from __future__ import annotations

import re
from typing import Any

from channels import wording
from channels.telegram.rendering import USED
from channels.turns import Turns
from tests.channels.fake_telegram import FakeTelegram
from tests.channels.people import OnTelegram

STORY = "my upper lip on the left has twitched for 3 days, no droop"


def keyboard(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["keyboard"] for button in row]


async def test_the_menu_is_registered_and_only_what_is_used_is_asked_for(
    on_telegram: OnTelegram,
) -> None:
    await on_telegram.say("/start")
    assert [one["command"] for one in on_telegram.fake.menu] == ["start", "help", "stop", "forget"]
    assert on_telegram.fake.allowed == ["message", "edited_message", "callback_query"]
    assert "not a doctor" in on_telegram.text
    assert ("sendChatAction", {"chat_id": 7, "action": "typing"}) in on_telegram.fake.calls


async def test_commands_do_what_they_say(on_telegram: OnTelegram) -> None:
    await on_telegram.say(STORY)
    assert on_telegram.asked()
    await on_telegram.say("/help")
    assert "why do you ask" in on_telegram.text
    await on_telegram.say("/stop")
    assert "I stop here" in on_telegram.text
    await on_telegram.say("/forget")
    assert wording.FORGOTTEN_HERE["telegram"] in on_telegram.text
    assert (await on_telegram.outcome())["evidence"] == []
    chat = on_telegram.channel._chat
    assert not chat._keyboards
    assert not chat._buttons._used


async def test_nobody_can_type_a_payload(on_telegram: OnTelegram) -> None:
    await on_telegram.say('/answer{"q":"droop","a":"drooping"}')
    await on_telegram.say("/crisis")
    assert (await on_telegram.outcome())["evidence"] == []


async def test_buttons_stand_one_per_row_and_the_pressed_one_is_left_marked(
    on_telegram: OnTelegram,
) -> None:
    await on_telegram.say(STORY)
    question = on_telegram.open()
    assert question is not None
    assert all(len(row) == 1 for row in question["keyboard"])
    data = question["keyboard"][-1][0]["callback_data"]
    label = question["keyboard"][-1][0]["text"]
    await on_telegram.press(question, data)
    assert keyboard(question) == [f"{wording.MARKED} {label}"]
    assert list(on_telegram.fake.answered.values()) == [""]
    assert on_telegram.open() is not question


async def test_a_button_pressed_twice_counts_once(on_telegram: OnTelegram) -> None:
    await on_telegram.say(STORY)
    question = on_telegram.open()
    assert question is not None
    fake = on_telegram.fake
    data = question["keyboard"][-2][0]["callback_data"]
    first, second = (fake.pressed(7, question["message_id"], data) for _ in range(2))
    await fake.send(first, second)
    await on_telegram.settle()
    assert sorted(fake.answered.values()) == ["", wording.NOTED_ALREADY]
    said = (await on_telegram.outcome())["said"]
    assert len(said) == len(set(map(str, said)))
    await fake.send(fake.pressed(7, question["message_id"], USED))
    await on_telegram.settle()
    assert list(fake.answered.values()).count(wording.NOTED_ALREADY) == 2
    assert (await on_telegram.outcome())["said"] == said


async def test_a_stale_button_is_explained_and_changes_that_answer(
    on_telegram: OnTelegram,
) -> None:
    await on_telegram.say(STORY)
    question = on_telegram.open()
    assert question is not None
    shown = [dict(row[0]) for row in question["keyboard"]]
    await on_telegram.press(question, shown[-1]["callback_data"])
    before = (await on_telegram.outcome())["evidence"]
    question["keyboard"] = [[button] for button in shown]  # an app that has not caught up
    await on_telegram.press(question, shown[-2]["callback_data"])
    assert list(on_telegram.fake.answered.values()) == ["", wording.EARLIER]
    assert (await on_telegram.outcome())["evidence"] != before
    assert on_telegram.asked() is not None


async def test_buttons_are_cleared_away_when_the_answer_is_typed(on_telegram: OnTelegram) -> None:
    await on_telegram.say(STORY)
    question = on_telegram.open()
    assert question is not None
    await on_telegram.say("4")
    assert question["keyboard"] == []


async def test_several_choices_are_ticked_and_then_sent(on_telegram: OnTelegram) -> None:
    await on_telegram.say("my lip twitches, I am 30, no droop or weakness")
    question = on_telegram.open()
    assert question is not None
    assert on_telegram.asked().id == "danger_check"  # type: ignore[union-attr]
    await on_telegram.press(question, "=danger_check")
    assert wording.MARK_FIRST in on_telegram.fake.answered.values()
    await on_telegram.press(question, "+vision_change")
    await on_telegram.press(question, "+lip_swelling")
    assert sum(label.startswith(wording.TICKED) for label in keyboard(question)) == 2
    await on_telegram.press(question, "+vision_change")
    await on_telegram.press(question, "=danger_check")
    marked = [label for label in keyboard(question) if label.startswith(wording.MARKED)]
    assert len(marked) == len(keyboard(question)) == 1
    found = {i["finding"]: i["status"] for i in (await on_telegram.outcome())["evidence"]}
    assert found["lip_swelling"] == "present"
    assert found["vision_change"] == "absent"


async def test_quick_taps_before_the_app_has_caught_up_all_count(on_telegram: OnTelegram) -> None:
    await on_telegram.say("my lip twitches, I am 30, no droop or weakness")
    question = on_telegram.open()
    assert question is not None
    fake, number = on_telegram.fake, question["message_id"]
    taps = ("+vision_change", "+lip_swelling", "=danger_check")
    await fake.send(*[fake.pressed(7, number, data) for data in taps])
    await on_telegram.settle()
    found = {i["finding"]: i["status"] for i in (await on_telegram.outcome())["evidence"]}
    assert found["lip_swelling"] == found["vision_change"] == "present"


async def test_the_emergency_card_is_bold_with_numbers_to_call(on_telegram: OnTelegram) -> None:
    await on_telegram.say("my speech has gone slurred <b>&")
    card = on_telegram.fake.chats[7][0]
    assert card["bold"].startswith("Call your local emergency number now")
    assert card["links"][:3] == ["tel:999", "tel:112", "tel:911"]
    assert keyboard(card) == ["I meant something else"]


async def test_what_is_not_text_gets_a_kind_answer(on_telegram: OnTelegram) -> None:
    fake = on_telegram.fake
    for part, kind in (
        ({"voice": {"duration": 3}}, "voice"),
        ({"sticker": {"emoji": "x"}}, "sticker"),
        ({"photo": [{"file_id": "1"}]}, "picture"),
        ({"location": {"latitude": 1, "longitude": 1}}, "place"),
        ({"document": {"file_id": "1"}}, "file"),
        ({"contact": {"phone_number": "1"}}, "other"),
    ):
        await fake.send(fake.written(7, **part))
        await on_telegram.settle()
        assert on_telegram.shown[-1] == wording.cannot_read(kind)
    await fake.send(fake.written(7, photo=[{"file_id": "1"}], caption="my speech is slurred"))
    await on_telegram.settle()
    assert wording.cannot_read("picture") in on_telegram.text
    assert "Call your local emergency number now" in on_telegram.text


async def test_every_other_update_is_harmless(on_telegram: OnTelegram) -> None:
    fake = on_telegram.fake
    await fake.send(
        {"update_id": 900, "my_chat_member": {"chat": {"id": 7}}},
        {"update_id": 901, "channel_post": {"message_id": 1, "text": "hello"}},
        {"update_id": 902, "message": {"message_id": 3}},
        {"update_id": 903, "message": None},
        {"update_id": 904, "callback_query": {"id": "1"}},
        {"update_id": 905, "inline_query": {"id": "1", "query": "lip"}},
        {"update_id": 906, "edited_message": {"chat": {"id": 7, "type": "private"}}},
        {"update_id": 907, "poll_answer": {}},
        {"update_id": 908, "message": {"chat": {"type": "private"}, "text": "no id"}},
    )
    await fake.send({**fake.written(7, pinned_message={"message_id": 1}), "update_id": 910})
    assert fake.chats == {}
    edited = fake.said(7, "my speech is slurred")
    edited["edited_message"] = edited.pop("message")
    await fake.send({**edited, "update_id": 911})
    await on_telegram.settle()
    assert on_telegram.shown == [wording.EDITED]


async def test_groups_are_answered_only_when_addressed_and_asked_to_go_private(
    on_telegram: OnTelegram,
) -> None:
    fake = on_telegram.fake
    group = -100
    await fake.send(fake.written(group, "supergroup", text="my lip twitches"))
    await fake.send(fake.written(group, "supergroup", text="@Quiver_Test_Bot my lip twitches"))
    await fake.send(fake.written(group, "group", text="/start@quiver_test_bot"))
    reply = {"from": {"id": 123456, "is_bot": True}}
    await fake.send(fake.written(group, "group", text="and now?", reply_to_message=reply))
    await on_telegram.settle()
    answers = fake.chats[group]
    assert [answer["text"] for answer in answers] == [wording.IN_PRIVATE] * 3
    assert answers[0]["keyboard"][0][0]["url"] == "https://t.me/quiver_test_bot?start=hello"
    on_telegram.sender = f"telegram-{group}"
    assert (await on_telegram.outcome())["said"] == []
    await fake.send(fake.said(7, "/start hello"))
    await on_telegram.settle()
    assert "not a doctor" in on_telegram.text


async def test_a_long_message_is_split_and_its_markup_stays_whole(
    on_telegram: OnTelegram, telegram: FakeTelegram
) -> None:
    await on_telegram.say("how do you know all that?")
    from channels.telegram.rendering import calls

    long = "\n".join(f"• {'word & <b>more</b> ' * 40} [{n}]" for n in range(60))
    message = {"text": long, "custom": {"type": "answer"}}
    sent = calls(message)
    assert len(sent) > 2
    for call in sent:
        await telegram._sendMessage({**call.params, "chat_id": 8}, {})
    shown = "\n".join(m["text"] for m in telegram.chats[8])
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", long)


async def test_the_result_comes_with_the_drawing_and_the_summary_as_pdf(
    on_telegram: OnTelegram, monkeypatch: Any
) -> None:
    with_summary(monkeypatch)
    await on_telegram.say(STORY)
    await on_telegram.finish({"who": "self", "age_band": "adult", "duration": "P3D"})
    photos = [m for m in on_telegram.fake.chats[7] if "photo" in m]
    files = [m for m in on_telegram.fake.chats[7] if "document" in m]
    assert [m["text"] for m in photos] == [
        "A face seen from the front. Marked: the upper lip on the person’s left."
    ]
    assert files[0]["document"].startswith(b"%PDF")
    assert files[0]["text"] == wording.SUMMARY_CAPTION


def with_summary(monkeypatch: Any) -> None:
    """A summary follows a result, also where the interview does not write one yet."""
    before = Turns.say
    sections = [{"heading": "What it is", "lines": ["The lip twitches."]}]
    custom = {"type": "summary", "title": "For the doctor", "sections": sections}

    async def say(self: Turns, *given: str) -> list[dict[str, Any]]:
        messages = await before(self, *given)
        types = {(message.get("custom") or {}).get("type") for message in messages}
        if "assessment" in types and "summary" not in types:
            messages.append({"text": "For the doctor\nThe lip twitches.", "custom": custom})
        return messages

    monkeypatch.setattr(Turns, "say", say)
