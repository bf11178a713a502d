"""How the changes of MiniLM are learnt from labelled clauses."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from quiver.language import minilm
from quiver.language.clauses import Example
from quiver.language.encoder import batch
from quiver.language.tuned import Adapter
from tuning.model import TunedMiniLM

#: Fewer layers read faster and understand less: of what tuning all six brought to messages that
#: nobody had tuned on, the first three brought about half.
LAYERS = 6
RANK = 32
EPOCHS = 4
#: With fewer examples a label cannot be learnt.
_FEWEST = 8
_CLAUSES = 64  # in a step
#: Clauses of like length are put together, out of so many steps' worth, to be padded less.
_SORTED = 20
_DROPOUT = 0.1
#: The greatest steps: of what begins as MiniLM, and of what begins as nothing.
_RATE_CHANGES, _RATE_UNITS = 1e-3, 5e-3
_WARM_UP = 0.04  # of the steps
_LONGEST_GRADIENT = 1.0
_TELL_EVERY = 100  # steps


def labels_of(given: Sequence[Example]) -> NDArray[np.str_]:
    """The labels that can be learnt: a finding, or ``-`` and a finding that is denied."""
    told = Counter(label for example in given for label in _labels(example))
    return np.array(sorted(label for label, count in told.items() if count >= _FEWEST))


def learn(
    given: Sequence[Example], layers: int = LAYERS, rank: int = RANK, epochs: float = EPOCHS
) -> Adapter:
    """What MiniLM has to be changed by, and the logistic units, to read the clauses given.

    The steps and what is printed of them are the same for the same examples and machine.

    Raises:
        EncoderError: MiniLM's weights are not installed or not the right ones.
    """
    tf.random.set_seed(0)
    random = np.random.default_rng(0)
    labels = labels_of(given)
    columns = {str(label): column for column, label in enumerate(labels)}
    right = np.zeros((len(given), len(labels)), np.float32)
    for row, example in enumerate(given):
        for label in _labels(example) & columns.keys():
            right[row, columns[label]] = 1
    tokenizer = minilm.installed_tokenizer()
    tokens = [tokenizer.encode(example.text).ids for example in given]
    model = TunedMiniLM(minilm.installed_weights(), labels, layers, rank, random)
    changes, units = tf.keras.optimizers.Adam(), tf.keras.optimizers.Adam()

    @tf.function(autograph=False, reduce_retracing=True)
    def step(ids: tf.Tensor, mask: tf.Tensor, told: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            scores = model.scores(ids, mask, _DROPOUT)
            loss = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(told, scores))
            loss /= tf.cast(tf.shape(ids)[0], tf.float32)
        learnt = [*model.changes, *model.units]
        gradient, _ = tf.clip_by_global_norm(tape.gradient(loss, learnt), _LONGEST_GRADIENT)
        split = len(model.changes)
        changes.apply_gradients(zip(gradient[:split], model.changes, strict=True))
        units.apply_gradients(zip(gradient[split:], model.units, strict=True))
        return loss

    steps = int(epochs * math.ceil(len(given) / _CLAUSES))
    started, losses = time.monotonic(), []
    for number, rows in zip(range(1, steps + 1), _batches(tokens, random), strict=False):
        speed = min(1.0, number / (_WARM_UP * steps)) * (1 - (number - 1) / steps)
        changes.learning_rate.assign(_RATE_CHANGES * speed)
        units.learning_rate.assign(_RATE_UNITS * speed)
        padded = batch([tokens[row] for row in rows])
        ids = tf.constant(padded["input_ids"], tf.int32)
        mask = tf.constant(padded["attention_mask"], tf.float32)
        losses.append(float(step(ids, mask, tf.constant(right[rows]))))
        if number % _TELL_EVERY == 0:
            passed, loss = time.monotonic() - started, np.mean(losses[-_TELL_EVERY:])
            print(f"step {number} of {steps}, loss {loss:.3f}, {passed:.0f} s", flush=True)
    return model.adapter()


def _labels(example: Example) -> set[str]:
    return {*example.told, *(f"-{finding}" for finding in example.denied)}


def _batches(
    tokens: Sequence[Sequence[int]], random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Endlessly, the rows of each step: every clause once in each round."""
    while True:
        order = random.permutation(len(tokens))
        rounds = []
        for start in range(0, len(order), _CLAUSES * _SORTED):
            near = sorted(order[start : start + _CLAUSES * _SORTED], key=lambda n: len(tokens[n]))
            rounds += [near[at : at + _CLAUSES] for at in range(0, len(near), _CLAUSES)]
        for number in random.permutation(len(rounds)):
            yield np.array(rounds[number])
