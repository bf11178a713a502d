"""The signs of a message, and the gate that tells what is off the subject."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from quiver.language.findings import Listener
from quiver.language.signs import signs
from quiver.language.subject import SubjectGate, Vector
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


@pytest.fixture(scope="module")
def gate() -> SubjectGate:
    """Learned from two clouds of vectors that overlap a little, without signs."""
    random = np.random.default_rng(0)
    clouds = [random.normal(centre, 1, (60, 8)) for centre in (1, -1)]
    vectors = np.concatenate(clouds).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return SubjectGate.fit(vectors, [False] * 60 + [True] * 60, np.zeros((120, 3), np.float32))


def _toward(value: float) -> Vector:
    return np.full(8, value / np.sqrt(8), np.float32)


def test_the_gate_declines_what_is_like_what_is_off_the_subject(gate: SubjectGate) -> None:
    none = np.zeros(3, np.float32)
    assert gate.off(_toward(-1), none)
    assert not gate.off(_toward(1), none)


def test_the_gate_is_the_same_when_read_back(gate: SubjectGate) -> None:
    none = np.zeros(3, np.float32)
    again = SubjectGate(**gate.as_arrays())
    assert again.probability(_toward(-1), none) == gate.probability(_toward(-1), none)


def test_few_examples_on_the_subject_are_declined(gate: SubjectGate) -> None:
    none = np.zeros(3, np.float32)
    declined = sum(gate.off(vector, none) for vector in gate.on_subject)
    assert declined <= 0.1 * len(gate.on_subject)
