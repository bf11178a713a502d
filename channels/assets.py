"""The files of the web chat, kept in memory as they are sent: the page, the script, the styles."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from quiver.knowledge import Knowledge
from quiver.knowledge.models import Fact

WEB = Path(__file__).resolve().parent.parent / "web"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
#: The facts that the page tells, also when the chat cannot run.
DANGER = ("watch_danger_signs", "watch_breathing", "watch_seizure")
SEE_DOCTOR = ("doctor_two_weeks", "doctor_several_places", "doctor_weak_stiff", "doctor_medicine")


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: its type, its bytes, the same compressed, and a tag of its content."""

    content_type: str
    body: bytes
    compressed: bytes
    etag: str


def load(know: Knowledge) -> dict[str, Asset]:
    """All files of ``web/`` by name, with the facts of the knowledge set into the page."""
    assets = {}
    for file in sorted(WEB.iterdir()):
        body = file.read_bytes()
        if file.suffix == ".html":
            body = _page(body.decode(), know).encode()
        if file.suffix in _TYPES:
            assets[file.name] = Asset(
                _TYPES[file.suffix],
                body,
                gzip.compress(body, 9, mtime=0),
                f'"{sha256(body).hexdigest()[:16]}"',
            )
    return assets


def _page(template: str, know: Knowledge) -> str:
    return Template(template).substitute(
        article=escape(know.article),
        danger=_facts(DANGER, know),
        see_doctor=_facts(SEE_DOCTOR, know),
        version=know.version,
    )


def _facts(ids: tuple[str, ...], know: Knowledge) -> str:
    return "\n".join(
        f"<li>{escape(know.facts[i].text)} {_source(know.facts[i], know)}</li>" for i in ids
    )


def _source(fact: Fact, know: Knowledge) -> str:
    if fact.from_article:
        return f"<cite>{escape(know.article)}: {escape(str(fact.section))}, {fact.sentence}</cite>"
    source = know.sources[str(fact.source)]
    return (
        f'<cite><a href="{escape(source.address)}" rel="noopener noreferrer">'
        f"{escape(source.name)}</a></cite>"
    )
