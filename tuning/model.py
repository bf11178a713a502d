"""MiniLM's first layers in TensorFlow, with changes of low rank that can be learnt.

The same arithmetic as ``quiver/language/minilm.py`` builds for onnxruntime, which cannot learn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from quiver.language.encoder import DIMENSIONS
from quiver.language.minilm import HEAD_SIZE, HEADS
from quiver.language.tuned import LENGTH, Adapter

_LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
#: The units begin with what is rare: most labels are told in one clause of a hundred.
_FIRST_INTERCEPT = -5.0


class TunedMiniLM:
    """MiniLM with changes that begin as nothing, and one logistic unit for each label."""

    def __init__(
        self,
        weights: Mapping[str, NDArray[Any]],
        labels: NDArray[np.str_],
        layers: int,
        rank: int,
        random: np.random.Generator,
    ) -> None:
        """Begins with MiniLM as it is.

        Args:
            weights: MiniLM's (``minilm.installed_weights``).
            labels: what there is to be told, (labels,).
            layers: how many of MiniLM's layers are used, the first ones.
            rank: the rank of the changes.
            random: where the changes begin.
        """
        self._labels = labels
        self._layers = [f"encoder.layer.{number}" for number in range(layers)]
        used = (*(f"{layer}." for layer in self._layers), "embeddings.")
        self._fixed = {
            name: tf.constant(value)
            for name, value in weights.items()
            if name.startswith(used) and value.dtype.kind == "f"
        }
        types = self._fixed["embeddings.token_type_embeddings.weight"]
        self._positions = self._fixed["embeddings.position_embeddings.weight"] + types[0]
        self._down, self._up, self._halves = {}, {}, {}
        for name in (f"{layer}.{linear}" for layer in self._layers for linear in _LINEAR):
            outputs, inputs = weights[f"{name}.weight"].shape
            start = random.normal(0, 2 * inputs**-0.5, (inputs, rank))
            self._down[name] = tf.Variable(start.astype(np.float32))
            self._up[name] = tf.Variable(tf.zeros((rank, outputs)))
            self._halves[name] = tf.cast(tf.transpose(weights[f"{name}.weight"]), tf.bfloat16)
        self._units = tf.Variable(tf.zeros((DIMENSIONS, len(labels))))
        self._intercepts = tf.Variable(tf.fill((len(labels),), _FIRST_INTERCEPT))

    @property
    def changes(self) -> list[tf.Variable]:
        """What is learnt of MiniLM."""
        return [*self._down.values(), *self._up.values()]

    @property
    def units(self) -> list[tf.Variable]:
        """What is learnt of the logistic units."""
        return [self._units, self._intercepts]

    def scores(self, tokens: tf.Tensor, mask: tf.Tensor, dropout: float = 0.0) -> tf.Tensor:
        """The log odds of each label.

        Args:
            tokens: the numbers of the word pieces, int32 (clauses, longest).
            mask: 1 for a word piece, 0 for padding, float32 of the same shape.
            dropout: how much of each clause's vector is left out.

        Returns:
            float32 (clauses, labels).
        """
        words = tf.gather(self._fixed["embeddings.word_embeddings.weight"], tokens)
        x = self._norm(words + self._positions[: tf.shape(tokens)[1]], "embeddings.LayerNorm")
        for layer in self._layers:
            y = self._attention(x, mask, layer)
            x = self._norm(x + y, f"{layer}.attention.output.LayerNorm")
            y = self._linear(
                tf.nn.gelu(self._linear(x, f"{layer}.intermediate.dense")), f"{layer}.output.dense"
            )
            x = self._norm(x + y, f"{layer}.output.LayerNorm")
        mean = tf.reduce_sum(x * mask[..., None], 1) / tf.reduce_sum(mask, 1, keepdims=True)
        vectors = tf.math.l2_normalize(mean, -1) * LENGTH
        vectors = tf.nn.dropout(vectors, dropout) if dropout else vectors
        return tf.matmul(vectors, self._units) + self._intercepts

    def adapter(self) -> Adapter:
        """What was learnt so far."""
        changes = {name: (self._down[name].numpy(), self._up[name].numpy()) for name in self._down}
        units, intercepts = self._units.numpy(), self._intercepts.numpy()
        return Adapter(len(self._layers), changes, self._labels, units, intercepts)

    def _norm(self, x: tf.Tensor, name: str) -> tf.Tensor:
        mean, variance = tf.nn.moments(x, -1, keepdims=True)
        x = (x - mean) * tf.math.rsqrt(variance + 1e-12)
        return x * self._fixed[f"{name}.weight"] + self._fixed[f"{name}.bias"]

    def _linear(self, x: tf.Tensor, name: str) -> tf.Tensor:
        shape = tf.shape(x)
        rows = tf.reshape(x, (-1, x.shape[-1]))
        # what is fixed needs no more than 16 bits, and is read twice as fast
        fixed = tf.matmul(tf.cast(rows, tf.bfloat16), self._halves[name])
        changed = tf.matmul(tf.matmul(rows, self._down[name]), self._up[name])
        y = tf.cast(fixed, tf.float32) + changed + self._fixed[f"{name}.bias"]
        return tf.reshape(y, (shape[0], shape[1], y.shape[-1]))

    def _attention(self, x: tf.Tensor, mask: tf.Tensor, layer: str) -> tf.Tensor:
        clauses, tokens = tf.shape(x)[0], tf.shape(x)[1]
        heads = []
        for part in ("query", "key", "value"):
            y = self._linear(x, f"{layer}.attention.self.{part}")
            y = tf.reshape(y, (clauses, tokens, HEADS, HEAD_SIZE))
            heads.append(tf.transpose(y, (0, 2, 1, 3)))
        query, key, value = heads
        scores = tf.matmul(query, key, transpose_b=True) / math.sqrt(HEAD_SIZE)
        shares = tf.nn.softmax(scores + (mask[:, None, None, :] - 1) * 1e9)
        y = tf.transpose(tf.matmul(shares, value), (0, 2, 1, 3))
        y = tf.reshape(y, (clauses, tokens, DIMENSIONS))
        return self._linear(y, f"{layer}.attention.output.dense")
