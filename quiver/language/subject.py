"""Whether a message is about the subject at all: its distance to everything the project knows.

A class of off-subject examples alone recognises half of what people write off the subject: there is
no end to it. So the distance counts as well. A message is compared with all training examples on
and off the subject, by its nearest one, its nearest few and all of them; these similarities and the
signs of the message (``signs.py``) give a probability. The weights and the threshold are fitted on
the training examples themselves, each compared with all the others (leave one out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

#: The share of the training examples on the subject that leaving them out may decline. Theirs are
#: harder than people's messages, of which far fewer are declined: many are single words.
_DECLINED = 0.06
#: How many of the nearest examples are looked at; all of them come on top.
_NEAREST = (1, 3, 10)

Vector: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class SubjectGate:
    """Compares a message with everything known on and off the subject.

    Args:
        on_subject: sentence vectors of the training examples on the subject, unit length, (n, d).
        off_subject: those off the subject, (m, d).
        weights: of the features, with the intercept last.
        threshold: the probability above which a message is off the subject.
    """

    on_subject: Vector
    off_subject: Vector
    weights: NDArray[np.float64]
    threshold: NDArray[np.float64]

    @classmethod
    def fit(cls, vectors: Vector, off: Sequence[bool], signs: Vector) -> SubjectGate:
        """Fits the weights by leaving each example out once.

        Args:
            vectors: sentence vectors of the training examples, unit length, (n, d).
            off: for each, whether it is off the subject.
            signs: the signs of each, (n, s).
        """
        away = np.asarray(off)
        rows = []
        for index, vector in enumerate(vectors):
            similar = vectors @ vector
            others = np.arange(len(vectors)) != index  # it is not its own neighbour
            rows.append(_features(similar[~away & others], similar[away & others], signs[index]))
        fitted = LogisticRegression(C=10, class_weight="balanced", max_iter=500).fit(rows, away)
        weights = np.append(fitted.coef_[0], fitted.intercept_[0])
        known = fitted.predict_proba(rows)[~away, 1]
        return cls(vectors[~away], vectors[away], weights, np.quantile(known, 1 - _DECLINED))

    def probability(self, vector: Vector, signs: Vector) -> float:
        """How likely a message is off the subject, 0 to 1.

        Args:
            vector: its sentence vector, unit length, (d,).
            signs: its signs, (s,).
        """
        features = _features(self.on_subject @ vector, self.off_subject @ vector, signs)
        score = float(np.dot(self.weights[:-1], features) + self.weights[-1])
        return float(1 / (1 + np.exp(-score)))

    def off(self, vector: Vector, signs: Vector) -> bool:
        """Whether a message is off the subject; the arguments are those of ``probability``."""
        return self.probability(vector, signs) > float(self.threshold)

    def as_arrays(self) -> dict[str, Any]:
        """The arrays to keep; ``SubjectGate(**arrays)`` reads them back."""
        return {
            "on_subject": self.on_subject,
            "off_subject": self.off_subject,
            "weights": self.weights,
            "threshold": self.threshold,
        }


def _features(on: Vector, off: Vector, signs: Vector) -> list[float]:
    similar = [
        float(nearest[:count].mean())
        for nearest in (np.sort(on)[::-1], np.sort(off)[::-1])
        for count in (*_NEAREST, len(nearest))
    ]
    return [*similar, *(float(sign) for sign in signs)]
