"""The model that takes a guess at what a message is for."""

from __future__ import annotations

import numpy as np
import pytest

from quiver.language.act_model import ActModel, Guess, Matrix

OFF = "off"
CENTRES = {"ask": (1, 0), "tell": (0, 1), OFF: (-1, -1)}
WORDS = {"ask": "why does it", "tell": "it began on", OFF: "the weather in"}


def cloud(act: str, count: int = 40) -> Matrix:
    """Vectors around the centre of an act, of the length 1; the clouds overlap a little."""
    noise = np.random.default_rng(len(act)).normal(0, 0.4, (count, 4))
    vectors = noise + np.array([*CENTRES[act], 0, 0])
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def model() -> ActModel:
    acts = [act for act in CENTRES for _ in range(40)]
    texts = [f"{WORDS[act]} thing{n}" for n, act in enumerate(acts)]
    vectors = np.concatenate([cloud(act) for act in CENTRES])
    return ActModel.fit(texts, vectors, np.zeros((120, 3), np.float32), acts, OFF)


def guess(model: ActModel, toward: tuple[float, float], words: str = "") -> Guess:
    vector = np.array([*toward, 0, 0], np.float32)
    return model.guess(words, vector / np.linalg.norm(vector), np.zeros(3, np.float32))


@pytest.mark.parametrize("act", CENTRES)
def test_a_message_is_for_what_the_examples_like_it_are_for(model: ActModel, act: str) -> None:
    found = guess(model, CENTRES[act], WORDS[act])
    assert found.ranking[0][0] == act
    assert found.off_subject == (act == OFF)
    assert sum(likely for _, likely in found.ranking) == pytest.approx(1)


@pytest.mark.parametrize("act", ["ask", "tell"])
def test_words_count_where_vectors_leave_it_open(model: ActModel, act: str) -> None:
    assert guess(model, (1, 1), WORDS[act]).ranking[0][0] == act


def test_few_examples_on_the_subject_are_declined(model: ActModel) -> None:
    none = np.zeros(3, np.float32)
    on_subject = ("ask", "tell")
    known = [model.guess(WORDS[act], vector, none) for act in on_subject for vector in cloud(act)]
    assert sum(one.off_subject for one in known) <= 0.1 * len(known)


def test_an_act_of_few_examples_is_known_among_many_off_the_subject() -> None:
    acts = [OFF] * 200 + ["ask"] * 10 + ["tell"] * 40
    vectors = np.concatenate([cloud(OFF, 200), cloud("ask", 10), cloud("tell")])
    texts = [f"{WORDS[act]} thing{n}" for n, act in enumerate(acts)]
    uneven = ActModel.fit(texts, vectors, np.zeros((250, 3), np.float32), acts, OFF)
    found = guess(uneven, CENTRES["ask"], WORDS["ask"])
    assert found.ranking[0][0] == "ask"
    assert not found.off_subject


def test_what_is_like_nothing_known_has_an_act_all_the_same(model: ActModel) -> None:
    found = guess(model, (1, -1), "zzz")
    assert {act for act, _ in found.ranking} == set(CENTRES)


def test_a_model_is_the_same_after_it_was_kept(model: ActModel) -> None:
    again = ActModel.of_arrays(model.as_arrays())
    for toward in [(1, 0.2), (0.3, 1), (-1, 0)]:
        first, second = guess(model, toward, "why it"), guess(again, toward, "why it")
        assert first.off_subject == second.off_subject
        assert dict(first.ranking) == pytest.approx(dict(second.ranking), abs=0.02)
