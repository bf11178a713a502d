"""What clauses tell, by MiniLM tuned to clauses: it hears the same thing in quite other words.

``make tune`` (``tuning/``) goes on training the first layers of MiniLM with the clauses of
``data/clauses``, as deep as low-rank changes of its linear layers reach (Hu et al. 2021, «LoRA»,
arXiv 2106.09685), together with one logistic unit for each label. What it learnt is kept in
``tuned.npz`` beside this file, as it takes longer to learn than all the rest of a training;
training a bot only adds it to the weights of the installed package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quiver.language.encoder import Encoder

ADAPTER = Path(__file__).with_name("tuned.npz")
#: How long the vectors are that the logistic units see; MiniLM's have the length 1.
LENGTH = 20.0
#: So many clauses are read in one run: more would only need more memory.
_AT_ONCE = 32


@dataclass(frozen=True)
class Adapter:
    """What tuning changes in MiniLM, and the logistic units on top of it.

    Args:
        layers: how many of MiniLM's layers are used, the first ones.
        changes: for a linear layer's name what is added to its weights, as two thin matrices
            (inputs, rank) and (rank, outputs) whose product it is.
        labels: what the units stand for: a finding, or ``-`` and a finding, (labels,).
        weights: one column for each label, (``DIMENSIONS``, labels).
        intercepts: one for each label, (labels,).
    """

    layers: int
    changes: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
    labels: NDArray[np.str_]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = ADAPTER) -> Adapter:
        """Reads what ``save`` wrote."""
        with np.load(path) as kept:
            names = [name.removeprefix("down:") for name in kept if name.startswith("down:")]
            full = {name: kept[name].astype(np.float32) for name in kept if name != "labels"}
            return cls(
                int(full["layers"]),
                {name: (full[f"down:{name}"], full[f"up:{name}"]) for name in names},
                kept["labels"],
                full["weights"],
                full["intercepts"],
            )

    def save(self, path: Path = ADAPTER) -> None:
        """Keeps it, in 16-bit floats."""
        changes: dict[str, NDArray[np.float32]] = {}
        for name, (down, up) in self.changes.items():
            changes |= {f"down:{name}": down, f"up:{name}": up}
        numbers = {**changes, "weights": self.weights, "intercepts": self.intercepts}
        halves = {name: value.astype(np.float16) for name, value in numbers.items()}
        np.savez_compressed(path, labels=self.labels, layers=self.layers, **halves)

    def applied(self, weights: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """MiniLM's weights, of the used layers, with the changes added."""
        beyond = tuple(f"encoder.layer.{n}." for n in range(self.layers, 100))
        kept = {name: value for name, value in weights.items() if not name.startswith(beyond)}
        for name, (down, up) in self.changes.items():
            kept[f"{name}.weight"] = kept[f"{name}.weight"] + (down @ up).T
        return kept


class TunedReader:
    """Says how likely clauses tell or deny each finding."""

    def __init__(self, encoder: Encoder, adapter: Adapter) -> None:
        """Reads with an encoder that was built with the adapter's changes."""
        self.labels = [str(label) for label in adapter.labels]
        self._encoder = encoder
        self._weights = adapter.weights * LENGTH
        self._intercepts = adapter.intercepts

    def scores(self, clauses: Sequence[str]) -> NDArray[np.float32]:
        """The log odds of each label in each clause.

        Args:
            clauses: as they were written.

        Returns:
            An array (clauses, labels).
        """
        parts = [
            self._encoder.encode_together(clauses[start : start + _AT_ONCE])
            for start in range(0, len(clauses), _AT_ONCE)
        ]
        return np.concatenate(parts) @ self._weights + self._intercepts
