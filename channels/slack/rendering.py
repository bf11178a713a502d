"""How a message of the bot looks in Slack: as posts of Block Kit.

https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from channels import wording
from channels.markup import Line, Span, chunks, labelled, lines

#: Slack's limits: characters of a section and of a label, boxes in a group, sections of a post.
SECTION, LABEL, BOXES, SECTIONS = 3000, 75, 10, 40
#: What the ids of elements begin with.
ANSWER, BOX, FINISH, PRIVATE = "answer", "box", "finish", "private"

Blocks = list[dict[str, Any]]


@dataclass(frozen=True)
class Post:
    """A post: its blocks, what its notification says, and whether it asks a question."""

    text: str
    blocks: Blocks
    asks: bool = False


def posts(message: dict[str, Any]) -> list[Post]:
    """The posts that send a message, its buttons in the last."""
    custom = message.get("custom") or {}
    # boxes show their labels whole, which buttons do not
    listed = {**message, "buttons": []} if custom.get("select") == "many" else message
    sections = [_section(text) for text in chunks(lines(listed), SECTION, _write, len)]
    elements = _actions(message)
    made = []
    for start in range(0, len(sections), SECTIONS):
        blocks = sections[start : start + SECTIONS]
        last = start + SECTIONS >= len(sections)
        more = elements if last else []
        asks = bool(more) and custom.get("type") == "question"
        made.append(Post(_notification(message["text"]), blocks + more, asks))
    return made


def plain(text: str) -> Post:
    """The post of words of the channel itself."""
    return Post(text, [_section(_escape(text))])


def answered(blocks: Blocks, chosen: list[str]) -> Blocks:
    """What is left of a question's blocks: its text, and what was chosen in the buttons' place."""
    kept = [block for block in blocks if block["type"] == "section"]
    if chosen:
        marks = "\n".join(f"{wording.MARKED} *{_escape(one)}*" for one in chosen)
        kept.append({"type": "context", "elements": [_mrkdwn(marks[:SECTION])]})
    return kept


def invitation() -> Post:
    """The post that answers in a channel by asking to go private."""
    button = _button(wording.GO_PRIVATE, PRIVATE, PRIVATE)
    blocks = [_section(_escape(wording.IN_PRIVATE)), {"type": "actions", "elements": [button]}]
    return Post(wording.IN_PRIVATE, blocks)


def home(welcome: str) -> dict[str, Any]:
    """The app's home: what Quiver is, and a button to begin."""
    button = {**_button(wording.BEGIN, PRIVATE, PRIVATE), "style": "primary"}
    blocks = [_section(_escape(welcome)), {"type": "actions", "elements": [button]}]
    return {"type": "home", "blocks": blocks}


def _actions(message: dict[str, Any]) -> Blocks:
    custom = message.get("custom") or {}
    buttons = labelled(message.get("buttons") or [])
    if not buttons:
        return []
    if custom.get("type") != "question" or custom["select"] == "one":
        return [_row([_button(title, data, f"{ANSWER}:{n}") for n, (title, data) in
                      enumerate(buttons)])]  # fmt: skip
    findings = set(custom["findings"])
    several = [_box(o["title"], o["id"]) for o in custom["options"] if o["id"] in findings]
    groups = [
        {
            "type": "checkboxes",
            "action_id": f"{BOX}:{start}",
            "options": several[start : start + BOXES],
        }
        for start in range(0, len(several), BOXES)
    ]
    done = {**_button(wording.DONE, custom["id"], FINISH), "style": "primary"}
    alone = [
        _button(o["title"], o["payload"], f"{ANSWER}:{n}")
        for n, o in enumerate(custom["options"])
        if o["id"] not in findings
    ]
    return [*[_row([group]) for group in groups], _row([done, *alone])]


def _row(elements: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "actions", "elements": elements}


def _button(title: str, value: str, action: str) -> dict[str, Any]:
    return {"type": "button", "text": _plain(title), "value": value, "action_id": action}


def _box(title: str, value: str) -> dict[str, Any]:
    return {"text": _plain(title), "value": value}


def _plain(text: str) -> dict[str, Any]:
    short = text if len(text) <= LABEL else f"{text[: LABEL - 1]}…"
    return {"type": "plain_text", "text": short, "emoji": False}


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _mrkdwn(text)}


def _notification(text: str) -> str:
    """What a phone shows of a post: its first line."""
    return _escape(text.split("\n")[0])[:SECTION]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _write(line: Line) -> str:
    written = ""
    for (bold, faint), spans in groupby(line, lambda span: (span.bold, span.faint)):
        text = "".join(map(_link, spans))
        text = _within(text, "*") if bold else text
        written += _within(text, "_") if faint else text
    return written


def _link(span: Span) -> str:
    text = _escape(span.text)
    return f"<{span.link}|{text}>" if span.link else text


def _within(text: str, mark: str) -> str:
    """Marked text; spaces stay outside the marks, which Slack does not take otherwise."""
    bare = text.strip()
    return text.replace(bare, f"{mark}{bare}{mark}", 1) if bare else text
