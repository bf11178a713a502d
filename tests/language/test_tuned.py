"""MiniLM tuned to clauses: it learns, is kept, and reads as it was learnt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quiver import knowledge
from quiver.language import clauses, minilm
from quiver.language.clauses import ClauseReader, Example
from quiver.language.encoder import Encoder
from quiver.language.text import read
from quiver.language.tuned import Adapter, TunedReader
from tuning.learning import labels_of, learn

#: Two findings and nothing, eight times each.
TOLD = {
    "caffeine": "six coffees a day|tea all morning|a pot of espresso|energy drinks at work|"
    "two lattes before nine|cola with every meal|strong tea at night|I live on coffee",
    "poor_sleep": "awake till three|up all night again|four hours in bed|I hardly slept|"
    "lay awake for hours|nights without rest|broken sleep all week|insomnia since May",
    "none": "the bus was late|my sister lives by a lake|we bought a red car|it rained on Sunday|"
    "the dog is asleep|my phone is new|I work in a bank|we won the match",
}
EXAMPLES = [
    Example(text, frozenset({label} - {"none"}), frozenset())
    for label, texts in TOLD.items()
    for text in texts.split("|")
]


@pytest.fixture(scope="module")
def learnt() -> Adapter:
    return learn(EXAMPLES, layers=1, rank=4, epochs=60)


@pytest.fixture(scope="module")
def reader(learnt: Adapter, tmp_path_factory: pytest.TempPathFactory) -> TunedReader:
    folder = tmp_path_factory.mktemp("tuned")
    minilm.build(folder, learnt.applied(minilm.installed_weights()))
    return TunedReader(Encoder.load(folder), learnt)


@pytest.mark.parametrize(
    ("clause", "label"),
    [("a cup of coffee too many", "caffeine"), ("no sleep last night", "poor_sleep")],
)
def test_it_hears_what_it_has_learnt_in_other_words(
    reader: TunedReader, clause: str, label: str
) -> None:
    scores = reader.scores([clause, "the train was full"])
    assert reader.labels == ["caffeine", "poor_sleep"]
    assert scores[0].argmax() == reader.labels.index(label)
    assert scores[0].max() > scores[1].max()


def test_many_clauses_are_read_as_one_by_one(reader: TunedReader) -> None:
    texts = [example.text for example in EXAMPLES] * 3
    together = reader.scores(texts)
    assert together.shape == (len(texts), 2)
    alone = np.concatenate([reader.scores([text]) for text in texts])
    assert np.abs(together - alone).mean() < 0.5  # the rounding to 8 bits is another


def test_what_was_learnt_is_the_same_after_it_was_kept(learnt: Adapter, tmp_path: Path) -> None:
    learnt.save(tmp_path / "adapter.npz")
    again = Adapter.load(tmp_path / "adapter.npz")
    assert again.layers == learnt.layers == 1
    assert list(again.labels) == list(learnt.labels)
    np.testing.assert_allclose(again.weights, learnt.weights, atol=1e-2)
    for name, (down, up) in learnt.changes.items():
        np.testing.assert_allclose(
            again.changes[name][0] @ again.changes[name][1], down @ up, atol=1e-2
        )


def test_only_the_first_layers_are_used_and_changed(learnt: Adapter) -> None:
    before = minilm.installed_weights()
    after = learnt.applied(before)
    assert minilm.layers(before) == 6
    assert minilm.layers(after) == 1
    changed = {name for name in after if not np.array_equal(after[name], before[name])}
    assert changed == {f"{name}.weight" for name in learnt.changes}


def test_the_two_readers_meet_in_the_middle(learnt: Adapter, reader: TunedReader) -> None:
    words = ClauseReader.fit(EXAMPLES)
    both = replace(words, tuned=reader)
    texts = ["a cup of coffee too many", "no sleep last night"]
    norms = [" ".join(read(text).words) for text in texts]

    def odds(one: ClauseReader) -> np.ndarray:
        likely = one.probabilities(norms, texts)
        return np.log(likely / (1 - likely))

    np.testing.assert_allclose(odds(both), (odds(words) + reader.scores(texts)) / 2, atol=1e-3)


def test_what_was_tuned_is_of_the_present_findings() -> None:
    """When it fails, findings were renamed or many were added: make tune."""
    tuned = set(Adapter.load().labels)
    assert {label.removeprefix("-") for label in tuned} <= knowledge.load().findings.keys()
    learnable = set(labels_of(clauses.examples()))
    assert len(tuned & learnable) >= 0.9 * len(learnable)
