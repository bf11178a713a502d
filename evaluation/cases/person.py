"""A simulated person, who answers the bot's questions truly from what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quiver.durations import days

NONE, NOT_SURE = "none", "not_sure"


def reply_to(question: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """The payload of the button that answers a question truly.

    Args:
        question: the structured form of the question, as in docs/messages.md.
        facts: finding -> true or false, attribute -> value; what is not there is "not sure".
    """
    options = {option["id"]: option for option in question["options"]}
    best = _many if question["select"] == "many" else _one
    chosen = best(question, options, facts)
    if len(chosen) == 1:
        return str(options[chosen[0]]["payload"])
    return f'/answer{{"q":"{question["id"]}","a":"{",".join(chosen)}"}}'


def _many(
    question: Mapping[str, Any], options: Mapping[str, Any], facts: Mapping[str, Any]
) -> list[str]:
    chosen = [f for f in question["findings"] if facts.get(f) is True and f in options]
    if chosen:
        return chosen
    denied = any(facts.get(f) is False for f in question["findings"] if f in options)
    return [NONE if denied else NOT_SURE]


def _one(
    question: Mapping[str, Any], options: Mapping[str, Any], facts: Mapping[str, Any]
) -> list[str]:
    if not question["findings"]:
        return [_valued(question, options, facts)]
    true = {f for f in question["findings"] if facts.get(f) is True}
    false = {f for f in question["findings"] if facts.get(f) is False}
    best, agreed = NOT_SURE, 0
    for name, option in options.items():
        sets = option.get("sets", {})
        present = {f for f, status in sets.items() if status == "present"}
        absent = {f for f, status in sets.items() if status == "absent"}
        if present & false or absent & true or (true and not present & true):
            continue
        if present - true or (not present and absent - false):
            continue  # nobody claims what they do not know
        agree = 2 * len(present & true) + len(absent & false)
        if agree > agreed:
            best, agreed = name, agree
    return [best]


def _valued(
    question: Mapping[str, Any], options: Mapping[str, Any], facts: Mapping[str, Any]
) -> str:
    value = facts.get(question.get("attribute") or question["id"])
    valued = {name: o["value"] for name, o in options.items() if o.get("value")}
    if value is None:
        return NOT_SURE
    lasted = days(str(value))
    if lasted is not None:
        return min(valued, key=lambda name: abs((days(valued[name]) or 0) - lasted))
    return next((name for name, own in valued.items() if own == value), NOT_SURE)
