"""Whether a message is about the subject at all: its distance to everything the project knows.

A class of off-subject examples alone recognises half of what people write off the subject: there is
no end to it. So the distance counts as well. A message is compared with all training examples, and
four similarities (to the nearest and the three nearest on and off the subject) together with
whether it names anything of the subject give a probability. The weights are fitted on the training
examples themselves, each compared with all the others (leave one out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from quiver.language.findings import Hearing
from quiver.language.text import Text

#: Above this a message is off the subject. Chosen where leaving one training example out declines
#: less than one in fifteen examples that are on the subject.
THRESHOLD = 0.7
_NEAREST = 3
_WORDS = frozenset(
    "lip lips mouth face facial twitch twitches twitching twitched twitchy spasm spasms tremor "
    "tremors tic tics shake shaking shakes trembling quiver quivering flutter eyelid cheek chin "
    "nerve nerves muscle muscles doctor gp symptom symptoms fasciculation fasciculations".split()
)


@dataclass(frozen=True)
class SubjectGate:
    """Compares a message with everything known on and off the subject.

    Args:
        on_subject: sentence vectors of the training examples on the subject, unit length, (n, d).
        off_subject: those off the subject, (m, d).
        weights: of the features, with the intercept last.
    """

    on_subject: NDArray[np.float32]
    off_subject: NDArray[np.float32]
    weights: NDArray[np.float64]

    @classmethod
    def fit(
        cls,
        vectors: NDArray[np.float32],
        off: Sequence[bool],
        named: Sequence[bool],
        lengths: Sequence[int],
    ) -> SubjectGate:
        """Fits the weights by leaving each example out once.

        Args:
            vectors: sentence vectors of the training examples, unit length, (n, d).
            off: for each, whether it is off the subject.
            named: for each, whether it names anything of the subject.
            lengths: for each, its number of words.
        """
        away = np.asarray(off)
        rows = []
        for index, vector in enumerate(vectors):
            similar = vectors @ vector
            similar[index] = -1.0  # not its own neighbour
            rows.append(_features(similar[~away], similar[away], named[index], lengths[index]))
        fitted = LogisticRegression(C=10, class_weight="balanced", max_iter=500).fit(rows, away)
        weights = np.append(fitted.coef_[0], fitted.intercept_[0])
        return cls(vectors[~away], vectors[away], weights)

    def probability(self, vector: NDArray[np.float32], named: bool, length: int) -> float:
        """How likely a message is off the subject, 0 to 1.

        Args:
            vector: its sentence vector, unit length, (d,).
            named: whether it names anything of the subject; see ``names_subject``.
            length: its number of words.
        """
        features = _features(self.on_subject @ vector, self.off_subject @ vector, named, length)
        score = float(np.dot(self.weights[:-1], features) + self.weights[-1])
        return float(1 / (1 + np.exp(-score)))

    def as_arrays(self) -> dict[str, Any]:
        """The arrays to keep; ``SubjectGate(**arrays)`` reads them back."""
        return {
            "on_subject": self.on_subject,
            "off_subject": self.off_subject,
            "weights": self.weights,
        }


def names_subject(hearing: Hearing, text: Text) -> bool:
    """Whether a message names anything of the subject: a finding, a topic, a time, a word of it."""
    return bool(hearing.findings or hearing.topics or hearing.duration or _WORDS & set(text.words))


def _features(
    on: NDArray[np.float32], off: NDArray[np.float32], named: bool, length: int
) -> list[float]:
    nearest_on = np.sort(on)[-_NEAREST:]
    nearest_off = np.sort(off)[-_NEAREST:]
    return [
        float(nearest_on[-1]),
        float(nearest_on.mean()),
        float(nearest_off[-1]),
        float(nearest_off.mean()),
        float(named),
        min(length, 12) / 12,
    ]
