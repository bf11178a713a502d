"""What went wrong in a message, in the words of the labels, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.metrics import (
    Heard,
    danger_of,
    duration_invented,
    duration_right,
    vocabulary,
    with_implied,
)
from evaluation.sets import Message
from quiver.knowledge import Knowledge

#: How bad a fault is: what may cost a life, what turns a statement around, the rest.
_MISSED_DANGER, _FLIP, _FALSE_ALARM = 100, 20, 15
_WRONG_INTENT, _WRONG_FINDING, _MISSED_FINDING, _WRONG_DURATION, _UNHEARD_NO = 4, 3, 3, 3, 2


@dataclass(frozen=True)
class Error:
    """What went wrong in one message, and how bad it is."""

    message: Message
    faults: tuple[str, ...]
    weight: int


def error_of(message: Message, heard: Heard, know: Knowledge) -> Error | None:
    """What went wrong in a message, or None."""
    measured = vocabulary(know)
    told = message.present & measured
    faults: list[tuple[int, str]] = []

    def fault(weight: int, what: str, which: frozenset[str] = frozenset()) -> None:
        faults.append((weight * (len(which) or 1), f"{what} {', '.join(sorted(which))}".strip()))

    dangerous = danger_of(message, know)
    if dangerous and not heard.alarm:
        fault(_MISSED_DANGER, "no alarm")
    if dangerous is False and heard.alarm:
        fault(_FALSE_ALARM, "false alarm")
    if flipped := message.absent & heard.present:
        fault(_FLIP, "denied, but heard as present:", flipped)
    if missed := told - heard.present:
        fault(_MISSED_FINDING, "missed:", missed)
    accepted = told | message.optional | with_implied(told, know) | message.absent
    if wrong := heard.present - accepted:
        fault(_WRONG_FINDING, "wrongly heard:", wrong)
    if unheard := message.absent - heard.absent - heard.present:
        fault(_UNHEARD_NO, "denial missed:", unheard)
    if heard.intent not in message.intents:
        fault(_WRONG_INTENT, f"taken for {heard.intent}, not {message.intent}")
    if duration_right(message, heard) is False:
        meant = " or ".join(sorted(message.durations))
        fault(_WRONG_DURATION, f"duration {heard.duration or 'missed'}, not {meant}")
    if duration_invented(message, heard):
        fault(_WRONG_DURATION, f"duration {heard.duration}, where none is told")
    if not faults:
        return None
    return Error(message, tuple(what for _, what in faults), sum(weight for weight, _ in faults))


def worst(pairs: Sequence[tuple[Message, Heard]], know: Knowledge, count: int = 15) -> list[Error]:
    """The messages in which most went wrong, the worst first."""
    errors = [error for pair in pairs if (error := error_of(*pair, know))]
    return sorted(errors, key=lambda error: (-error.weight, error.message.id))[:count]
