"""A message of the bot as lines of marked words, which each channel writes in its own markup.

The text of a message says everything by itself; its structured form tells which words are a
heading, the name of a cause, a source with an address, or a number to call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

#: Labels longer than this are cut on the buttons of a phone, so they are listed in the text too.
SHORT_LABEL = 30
#: Types of messages whose first line says the most, and whose parts have headings.
_HEADED = ("emergency", "assessment", "summary")
_NUMBERS = re.compile(r"(?<![\w,.])(?:999|112|911|111|988|116 123)(?![\w])")
_SOURCE = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Span:
    """Words with one look: bold, faint, or leading to an address."""

    text: str
    bold: bool = False
    faint: bool = False
    link: str | None = None


Line = tuple[Span, ...]


def lines(message: dict[str, Any]) -> list[Line]:
    """A message's lines, without its buttons.

    Args:
        message: ``text``, and maybe ``custom`` and ``buttons``, as channels get it.
    """
    custom = message.get("custom") or {}
    kind = custom.get("type")
    links = dict(_links(custom))
    names = [cause["name"] for cause in custom.get("causes", [])]
    told = message["text"].split("\n")
    if kind == "question":
        return _question(told, message, custom)
    found = []
    for number, text in enumerate(told):
        bold = kind in _HEADED and (number == 0 or text.endswith(":"))
        found.append(_line(text, bold, links, names, numbers=kind == "emergency"))
    return found


def labelled(buttons: list[dict[str, str]]) -> list[tuple[str, str]]:
    """The labels of buttons with what they send; numbered when the text lists the choices too."""
    pairs = [(button["title"], button["payload"]) for button in buttons]
    if not _is_listed(buttons):
        return pairs
    return [(f"{number}. {title}", data) for number, (title, data) in enumerate(pairs, start=1)]


def _is_listed(buttons: list[dict[str, str]]) -> bool:
    return any(len(button["title"]) > SHORT_LABEL for button in buttons)


def _question(told: list[str], message: dict[str, Any], custom: dict[str, Any]) -> list[Line]:
    """A question, then choices that buttons would cut short, then faintly how far it is."""
    asked = custom["text"].count("\n") + 1
    buttons = message.get("buttons") or []
    listed = [title for title, _ in labelled(buttons)] if _is_listed(buttons) else []
    below = [(Span(text, faint=True),) for text in told[asked:]]
    return [*((Span(text),) for text in [*told[:asked], *listed]), *below]


def _line(
    text: str, bold: bool, links: dict[str, str], names: list[str], numbers: bool = False
) -> Line:
    for name in names:
        if not bold and text.lower().startswith(f"{name.lower()}:"):
            rest = _line(text[len(name) :], False, links, [])
            return (Span(text[: len(name)], bold=True), *rest)
    spans, end = [], 0
    for start, stop, address in _places(text, links, numbers):
        spans += [Span(text[end:start]), Span(text[start:stop], link=address)]
        end = stop
    spans.append(Span(text[end:]))
    return tuple(replace(span, bold=bold) for span in spans if span.text)


def _places(text: str, links: dict[str, str], numbers: bool) -> list[tuple[int, int, str]]:
    """Where a line has names of sources with an address, and numbers to call."""
    found = [(m.start(1), m.end(1), links[m[1]]) for m in _SOURCE.finditer(text) if m[1] in links]
    if numbers and not found:
        found = [
            (m.start(), m.end(), "tel:" + m[0].replace(" ", "")) for m in _NUMBERS.finditer(text)
        ]
    return found


def _links(part: Any) -> Iterator[tuple[str, str]]:
    """Names and addresses of all sources anywhere in a structured form."""
    if isinstance(part, dict):
        if isinstance(part.get("name"), str) and isinstance(part.get("url"), str):
            yield part["name"], part["url"]
        for inner in part.values():
            yield from _links(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _links(inner)


def chunks(
    marked: list[Line], limit: int, write: Callable[[Line], str], measure: Callable[[str], int]
) -> list[str]:
    """Lines written in a channel's markup, in as few pieces as its limit allows.

    Args:
        marked: the lines.
        limit: the largest size of a piece.
        write: gives a line in the channel's markup.
        measure: the size of written text, as the channel counts it.
    """
    pieces: list[str] = []
    for line in marked:
        for part in _short_enough(line, limit, write, measure):
            written = write(part)
            if pieces and measure(f"{pieces[-1]}\n{written}") <= limit:
                pieces[-1] += f"\n{written}"
            else:
                pieces.append(written)
    return pieces


def _short_enough(
    line: Line, limit: int, write: Callable[[Line], str], measure: Callable[[str], int]
) -> Iterator[Line]:
    """A line, halved at a space as often as it takes; markup never spans two pieces."""
    if measure(write(line)) <= limit:
        yield line
    elif len(line) > 1:
        middle = len(line) // 2
        for half in (line[:middle], line[middle:]):
            yield from _short_enough(half, limit, write, measure)
    else:
        text = line[0].text
        middle = text.rfind(" ", 1, len(text) // 2 + 1)
        middle = middle if middle > 0 else len(text) // 2
        for words in (text[:middle], text[middle:]):
            yield from _short_enough((replace(line[0], text=words),), limit, write, measure)
