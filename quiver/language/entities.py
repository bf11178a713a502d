"""What was heard, in the form of entities that every tool of Rasa shows, and back.

::

    {"entity": "finding", "value": "face_droop", "role": "absent", "start": 0, "end": 11}
    {"entity": "duration", "value": "P3W", "start": 12, "end": 19}

A message that is not in English has ``{"entity": "language", "value": "es"}`` and nothing else.
``"group": "other_person"`` marks what is said of somebody else than the person asked about.
"""

from __future__ import annotations

from typing import Any

from quiver.language.hearing import Heard, Hearing


def as_entities(hearing: Hearing, text: str) -> list[dict[str, Any]]:
    """What was heard, as entities; ``hearing_of`` reads it back."""
    whole = {"start": 0, "end": len(text)}
    entities: list[dict[str, Any]] = []
    for heard in hearing.findings:
        entity: dict[str, Any] = {
            "entity": "finding",
            "value": heard.finding,
            "role": heard.status,
            "start": heard.start,
            "end": heard.end,
        }
        if heard.other_person:
            entity["group"] = "other_person"
        entities.append(entity)
    if hearing.duration and hearing.duration_span:
        start, end = hearing.duration_span
        entities.append(
            {"entity": "duration", "value": hearing.duration, "start": start, "end": end}
        )
    for name, value in (
        ("who", hearing.who),
        ("age_band", hearing.age_band),
        ("language", hearing.language),
    ):
        if value:
            entities.append({"entity": name, "value": value, **whole})
    entities += [{"entity": "topic", "value": topic, **whole} for topic in hearing.topics]
    return entities


def hearing_of(entities: list[dict[str, Any]], text: str) -> Hearing:
    """What was heard, read back from the entities of a message."""

    def first(name: str) -> str | None:
        return next((e["value"] for e in entities if e["entity"] == name), None)

    return Hearing(
        findings=tuple(
            Heard(
                entity["value"],
                entity["role"],
                entity["start"],
                entity["end"],
                text[entity["start"] : entity["end"]],
                entity.get("group") == "other_person",
            )
            for entity in entities
            if entity["entity"] == "finding" and entity.get("role")
        ),
        duration=first("duration"),
        duration_span=next(
            ((e["start"], e["end"]) for e in entities if e["entity"] == "duration"), None
        ),
        topics=tuple(e["value"] for e in entities if e["entity"] == "topic"),
        who=first("who"),
        age_band=first("age_band"),
        language=first("language"),
    )
