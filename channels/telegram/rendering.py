"""How a message of the bot looks in Telegram: as the calls that send it.

https://core.telegram.org/bots/api#html-style and #inlinekeyboardmarkup
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from channels import wording
from channels.attachments import picture, summary
from channels.markup import Line, Span, chunks, labelled, lines
from channels.telegram.api import File

#: Telegram's limits: characters of a message, and bytes of a button's data.
MESSAGE, DATA = 4096, 64
#: What the data of buttons begins with that send nothing to the bot yet, or nothing any more.
TOGGLE, FINISH, USED = "+", "=", "-"

Keyboard = list[list[dict[str, Any]]]


@dataclass(frozen=True)
class Call:
    """A call of the Bot API, but for the chat; ``asks`` if its buttons answer a question."""

    method: str
    params: dict[str, Any]
    file: File | None = None
    asks: bool = False


def calls(message: dict[str, Any]) -> list[Call]:
    """The calls that send a message: its texts, buttons under the last, then picture and file."""
    custom = message.get("custom") or {}
    texts = chunks(lines(message), MESSAGE, _write, len)
    keyboard = _keyboard(message)
    sent = [_text(text) for text in texts[:-1]]
    sent.append(
        _text(texts[-1], reply_markup={"inline_keyboard": keyboard}, asks=_asks(custom))
        if keyboard
        else _text(texts[-1])
    )
    if face := picture(custom):
        image, caption = face
        sent.insert(0, Call("sendPhoto", {"caption": caption}, File("photo", "face.png", image)))
    if (pdf := summary(custom)) is not None:
        file = File("document", wording.SUMMARY_FILE, pdf)
        sent.append(Call("sendDocument", {"caption": wording.SUMMARY_CAPTION}, file))
    return sent


def plain(text: str) -> Call:
    """The call that sends words of the channel itself."""
    return _text(html.escape(text, quote=False))


def invitation(username: str, message: int) -> Call:
    """The call that answers a message in a group by asking to go private."""
    button = {"text": wording.GO_PRIVATE, "url": f"https://t.me/{username}?start=hello"}
    return _text(
        html.escape(wording.IN_PRIVATE, quote=False),
        reply_parameters={"message_id": message, "allow_sending_without_reply": True},
        reply_markup={"inline_keyboard": [[button]]},
    )


def marked(keyboard: Keyboard, data: str) -> Keyboard:
    """What is left of a keyboard once a button was pressed: that button, marked, without use."""
    row = [button for line in keyboard for button in line if button.get("callback_data") == data]
    title = row[0]["text"] if row else wording.NOTED
    return [[{"text": f"{wording.MARKED} {title}", "callback_data": USED}]]


def toggled(keyboard: Keyboard, data: str) -> Keyboard:
    """A keyboard of several choices with one of them ticked, or unticked."""
    return [
        [_toggle(button) if button.get("callback_data") == data else button for button in row]
        for row in keyboard
    ]


def ticked(keyboard: Keyboard) -> list[dict[str, Any]]:
    """The buttons of several choices that are ticked."""
    return [b for row in keyboard for b in row if b["text"].startswith(wording.TICKED)]


def finished(chosen: list[dict[str, Any]]) -> Keyboard:
    """What is left of a keyboard of several choices once they were sent."""
    return [
        [{"text": wording.MARKED + b["text"][len(wording.TICKED) :], "callback_data": USED}]
        for b in chosen
    ]


def payload(data: str, chosen: list[dict[str, Any]]) -> str:
    """What several ticked choices tell the bot: the payload of the question in ``data``."""
    answers = ",".join(button["callback_data"].removeprefix(TOGGLE) for button in chosen)
    return f'/answer{{"q":"{data.removeprefix(FINISH)}","a":"{answers}"}}'


def _asks(custom: dict[str, Any]) -> bool:
    return custom.get("type") == "question"


def _keyboard(message: dict[str, Any]) -> Keyboard:
    """One button per row; several choices are ticked first, and sent by a button of their own."""
    buttons = labelled(message.get("buttons") or [])
    custom = message.get("custom") or {}
    if not _asks(custom) or custom["select"] == "one":
        return [[{"text": title, "callback_data": data}] for title, data in buttons]
    several, alone = [], []
    for option, (title, data) in zip(custom["options"], buttons, strict=True):
        if option["id"] in custom["findings"]:
            label = f"{wording.UNMARKED} {title}"
            several.append([{"text": label, "callback_data": TOGGLE + option["id"]}])
        else:
            alone.append([{"text": title, "callback_data": data}])
    return [*several, [{"text": wording.DONE, "callback_data": FINISH + custom["id"]}], *alone]


def _toggle(button: dict[str, Any]) -> dict[str, Any]:
    text = button["text"]
    old, new = wording.UNMARKED, wording.TICKED
    if text.startswith(new):
        old, new = new, old
    return {**button, "text": new + text[len(old) :]}


def _text(text: str, asks: bool = False, **more: Any) -> Call:
    params = {
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        **more,
    }
    return Call("sendMessage", params, asks=asks)


def _write(line: Line) -> str:
    written = ""
    for (bold, faint), spans in groupby(line, lambda span: (span.bold, span.faint)):
        text = "".join(map(_link, spans))
        text = f"<b>{text}</b>" if bold else text
        written += f"<i>{text}</i>" if faint else text
    return written


def _link(span: Span) -> str:
    text = html.escape(span.text, quote=False)
    return f'<a href="{html.escape(span.link)}">{text}</a>' if span.link else text
