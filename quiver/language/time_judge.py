"""Which of the times that a message names is how long the complaint has been there: learnt.

``data/times.jsonl`` has messages with the time they tell, or none. A logistic regression over the
features of every time (``time_features.py``) says how likely it is that one; the likeliest of a
message counts, above a threshold.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from quiver.durations import days

FILE = Path(__file__).resolve().parents[2] / "data" / "times.jsonl"
_FILE = "times.npz"
#: Above this the likeliest time counts; chosen by cross-validation over ``data/times.jsonl`` and on
#: messages of others that it has not learnt from, which therefore judge nothing.
THRESHOLD = 0.5
#: How freely the weights follow the examples; chosen in the same way.
_C = 0.1
#: Weights that change next to nothing.
_NEGLIGIBLE = 0.002


@dataclass(frozen=True)
class Example:
    """A message, and how long it says the complaint has been there.

    Args:
        text: the message.
        day: the day it is written on.
        durations: how long, ISO 8601; any of them is right; none when it does not say.
        spans: the words that tell it, where they are given.
    """

    text: str
    day: dt.date
    durations: tuple[str, ...]
    spans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Described:
    """A time of a message: how long it is, where it stands, and its features."""

    iso: str
    start: int
    end: int
    features: frozenset[str]


def examples(file: Path = FILE) -> list[Example]:
    """The messages of the training data."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Example(
            row["text"],
            dt.date.fromisoformat(row["day"]),
            tuple(row["durations"]),
            tuple(row.get("spans", ())),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class TimeJudge:
    """Says how likely a time is the one for which the complaint has been there.

    Args:
        weights: the weight of each feature.
        intercept: what a time without any feature weighs.
    """

    weights: Mapping[str, float]
    intercept: float

    @classmethod
    def fit(
        cls, given: Sequence[Example], describe: Callable[[str, dt.date], Sequence[Described]]
    ) -> TimeJudge:
        """Learns from examples.

        Args:
            given: the examples.
            describe: gives the times of a message, as ``Listener.times`` does.
        """
        rows: list[dict[str, int]] = []
        right: list[bool] = []
        for example in given:
            times = describe(example.text, example.day)
            rows += [dict.fromkeys(time.features, 1) for time in times]
            right += meant(example, times)
        vectorizer = DictVectorizer()
        model = LogisticRegression(C=_C, solver="liblinear", max_iter=500)
        model.fit(vectorizer.fit_transform(rows), right)
        weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
        kept = {str(name): float(weight) for name, weight in weights if abs(weight) > _NEGLIGIBLE}
        return cls(kept, float(model.intercept_[0]))

    def likely(self, features: set[str]) -> float:
        """How likely a time with these features is the one."""
        score = self.intercept + sum(self.weights.get(feature, 0.0) for feature in features)
        return float(1 / (1 + np.exp(-score)))

    def keep(self, folder: Path) -> None:
        """Keeps it in a folder; ``load`` reads it back."""
        np.savez(folder / _FILE, **self.as_arrays())

    @classmethod
    def load(cls, folder: Path) -> TimeJudge:
        """Reads what ``keep`` wrote."""
        with np.load(folder / _FILE) as arrays:
            return cls.of_arrays(arrays)

    def as_arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays to keep; ``of_arrays`` reads them back."""
        return {
            "features": np.array(list(self.weights)),
            "weights": np.array(list(self.weights.values()), np.float32),
            "intercept": np.array(self.intercept),
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TimeJudge:
        """The judge whose arrays ``as_arrays`` gave."""
        weights = zip(arrays["features"].tolist(), arrays["weights"].tolist(), strict=True)
        return cls(dict(weights), float(arrays["intercept"]))


def meant(example: Example, times: Sequence[Described]) -> list[bool]:
    """Which times of a message are the one it means: of the right length, in the right place.

    Where no time of the right length stands in the words that are given, its place does not count.
    """
    right = [any(_agree(time.iso, iso) for iso in example.durations) for time in times]
    places = [(example.text.find(span), len(span)) for span in example.spans]
    inside = [
        so and any(time.start < at + size and time.end > at >= 0 for at, size in places)
        for so, time in zip(right, times, strict=True)
    ]
    return inside if any(inside) else right


def _agree(one: str, other: str) -> bool:
    """Whether two durations are within a factor of two of each other, or both of today."""
    first, second = days(one) or 0.0, days(other) or 0.0
    if not second:
        return first <= 1
    return 0.5 <= first / second <= 2
