"""The signs of a message."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.findings import Listener
from quiver.language.signs import signs
from quiver.language.text import read

DAY = dt.date(2026, 3, 18)


@pytest.mark.parametrize("message", ["", "?", "no", "my lip twitches", "so tired " * 50])
def test_signs_are_as_many_for_every_message_and_between_0_and_1(
    listener: Listener, message: str
) -> None:
    found = signs(listener.hear(message, DAY), read(message))
    assert found.shape == (15,)
    assert found.min() >= 0
    assert found.max() <= 1


def test_what_another_has_is_no_sign_of_a_report(listener: Listener) -> None:
    message = "my lip twitches and my dad had a seizure"
    assert signs(listener.hear(message, DAY), read(message))[:4].sum() == 0
