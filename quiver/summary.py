"""What to take along to the doctor: what was told, denied and not known, and what to ask.

It says what the person said and nothing more: it holds no medical fact, so nothing in it needs a
source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quiver import durations, wording
from quiver.assessment import Assessment
from quiver.evidence import ATTRIBUTES, Evidence
from quiver.knowledge import Knowledge

_SIDE = ("side_left", "side_right", "both_sides")
_PATTERN = ("once_off", "occasional", "frequent", "persistent")
_PLACE = ("upper_lip", "lower_lip", "mouth_corner", "spreads_face", "eyelid_too")
_SUBSTANCES = (
    "caffeine", "stimulants", "alcohol", "drug_use", "new_medication", "alcohol_withdrawal",
    "drug_withdrawal", "opioid_withdrawal", "antipsychotic", "antidepressant", "diabetes_medicine",
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One part of the summary: a heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The summary: a title and its sections, none of them empty."""

    title: str
    sections: tuple[Section, ...]

    def as_dict(self) -> dict[str, Any]:
        """The summary as messages give it."""
        return {
            "title": self.title,
            "sections": [{"heading": s.heading, "lines": list(s.lines)} for s in self.sections],
        }

    @property
    def text(self) -> str:
        """The summary in words, without a blank line."""
        lines = [self.title]
        for section in self.sections:
            lines += [f"{section.heading}:", *(f"• {line}" for line in section.lines)]
        return "\n".join(lines)


def summary(evidence: Evidence, causes: list[Assessment], know: Knowledge) -> Summary:
    """The summary of what is known.

    Args:
        evidence: what is known.
        causes: the causes that the person was told of.
        know: the knowledge.
    """
    told = {*_SIDE, *_PATTERN, *_PLACE, *_SUBSTANCES, *ATTRIBUTES}
    sections = (
        Section(wording.SUMMARY["who"], _person(evidence)),
        Section(wording.SUMMARY["where"], _names(_PLACE, "present", evidence, know)),
        Section(wording.SUMMARY["side"], _names(_SIDE, "present", evidence, know)),
        Section(wording.SUMMARY["since"], _since(evidence)),
        Section(wording.SUMMARY["often"], _names(_PATTERN, "present", evidence, know)),
        Section(wording.SUMMARY["present"], _others("present", told, evidence, know)),
        Section(wording.SUMMARY["medicines"], _names(_SUBSTANCES, "present", evidence, know)),
        Section(wording.SUMMARY["denied"], _others("absent", {*ATTRIBUTES}, evidence, know)),
        Section(wording.SUMMARY["unknown"], _unknown(evidence, know)),
        Section(wording.SUMMARY["ask"], _to_ask(evidence, causes)),
    )
    return Summary(wording.SUMMARY_TITLE, tuple(s for s in sections if s.lines))


def _person(evidence: Evidence) -> tuple[str, ...]:
    values = ((name, evidence.value(name)) for name in ("who", "age_band"))
    return tuple(_capital(wording.VALUES[name][value]) for name, value in values if value)


def _since(evidence: Evidence) -> tuple[str, ...]:
    value = evidence.value("duration")
    return (_capital(durations.in_words(value)),) if value else ()


def _names(
    findings: tuple[str, ...], status: str, evidence: Evidence, know: Knowledge
) -> tuple[str, ...]:
    return tuple(_capital(know.findings[f].name) for f in findings if evidence.status(f) == status)


def _others(status: str, without: set[str], evidence: Evidence, know: Knowledge) -> tuple[str, ...]:
    """What is present besides, or what was denied; an excluded option is no denial to tell of."""
    chosen = {f for names in (_SIDE, _PATTERN) for f in names}
    others = tuple(i.finding for i in evidence if i.finding not in without | chosen)
    return _names(others, status, evidence, know)


def _unknown(evidence: Evidence, know: Knowledge) -> tuple[str, ...]:
    unsure = tuple(
        i.finding for i in evidence if i.status == "unknown" and i.finding not in ATTRIBUTES
    )
    names = list(_names(unsure, "unknown", evidence, know))
    if evidence.value("duration") is None:
        names.append(wording.SUMMARY["since"])
    for heading, findings in (("often", _PATTERN), ("side", _SIDE)):
        if not any(evidence.status(f) for f in findings):
            names.append(wording.SUMMARY[heading])
    return tuple(dict.fromkeys(names))


def _to_ask(evidence: Evidence, causes: list[Assessment]) -> tuple[str, ...]:
    asks = [wording.ASK_DOCTOR["cause"].format(cause=one.cause.name) for one in causes]
    if any(evidence.present(f) for f in ("new_medication", "antipsychotic", "antidepressant")):
        asks.append(wording.ASK_DOCTOR["medicine"])
    return (*asks, wording.ASK_DOCTOR["tests"], wording.ASK_DOCTOR["back"])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
