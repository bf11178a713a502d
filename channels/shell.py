"""How a message of the bot looks in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.text import Text

from channels import wording
from channels.markup import Line, lines

_TITLES = {
    "emergency": "Get help",
    "assessment": "Result",
    "answer": "Answer",
    "summary": "Summary",
}
_LOOKS = {"emergency": "bold red", "assessment": "cyan", "answer": "dim", "summary": "cyan"}
#: Wider lines are hard to read.
WIDTH = 92


def show(console: Console, message: dict[str, Any]) -> None:
    """Prints a message: results, answers and emergencies as cards, choices with their numbers."""
    for part in parts(message):
        console.print(part, width=min(console.width, WIDTH))


def parts(message: dict[str, Any]) -> list[RenderableType]:
    """A message as what rich prints, from top to bottom."""
    kind = (message.get("custom") or {}).get("type", "")
    marked = lines({**message, "buttons": []})
    written = [_write(line) for line in marked]
    buttons = message.get("buttons") or []
    choices = [Text(f"  {n}. {button['title']}") for n, button in enumerate(buttons, start=1)]
    if kind in _TITLES:
        body = Text("\n").join(written)
        # numbers stand for the choices of the open question, so other choices are words to say
        sayable = [Text(f"  {wording.SAY.format(words=b['title'])}", style="dim") for b in buttons]
        return [Panel(body, title=_TITLES[kind], border_style=_LOOKS[kind]), *sayable]
    if kind == "question":
        below = [_write(line) for line in marked if any(span.faint for span in line)]
        asked = [Text(line.plain, style="bold") for line in written[: len(written) - len(below)]]
        return [*asked, *choices, *below]
    if kind == "noted":
        return [Text("✎ ", style="green") + line for line in written]
    return [*written, *choices]


def _write(line: Line) -> Text:
    written = Text()
    for span in line:
        looks = [name for name, on in (("bold", span.bold), ("dim", span.faint)) if on]
        if span.link:
            looks.append(f"link {span.link}")
        written.append(span.text, style=" ".join(looks))
    return written
