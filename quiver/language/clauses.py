"""What clauses tell in words that no phrase of the lexicon foresees: learnt from examples.

``data/clauses`` has clauses as people put them, each with what it tells and what it denies; a good
third tell nothing and only come near, so that "nothing" is learnt as well. Two learn from them how
likely each finding is told, and how likely denied, and their log odds are averaged, since they err
in different places: logistic regressions over the words and the letter groups of a clause, which
know the very words, and MiniLM tuned to clauses (``tuned.py``), which knows what they mean.
Logistic regression gives probabilities that can be taken at their word (Niculescu-Mizil & Caruana
2005, «Predicting good probabilities with supervised learning»), so one threshold holds for all.
The reader adds what the lexicon misses and doubts what it mishears: a phrase may stand where it
means something else ("nearly had a fit when it did it").
`make eval` measures it together with the lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from quiver.evidence import Status
from quiver.language import minilm
from quiver.language.encoder import Encoder
from quiver.language.text import read
from quiver.language.tuned import Adapter, TunedReader
from quiver.language.wordings import counts, rarity, weighed

FOLDER = Path(__file__).resolve().parents[2] / "data" / "clauses"
#: Above this a finding counts as told, or as denied; chosen on the development sets.
THRESHOLD = 0.5
#: Below this the lexicon is not believed; chosen on the development sets.
DOUBTFUL = 0.01
#: How freely the weights follow the examples; chosen on the development sets.
_C = 10.0
#: What stands in fewer clauses than this is learnt by heart, and says nothing of others.
_SELDOM = 2
#: Weights that change no probability by a hundredth.
_NEGLIGIBLE = 0.02
#: Below this the words alone rule a denial out.
_POSSIBLE = 0.05
_FILE = "clauses.npz"
#: A finding with fewer examples is left to the lexicon.
_FEWEST = 8


@dataclass(frozen=True)
class Example:
    """A clause of the training data, with the findings it tells and those it denies."""

    text: str
    told: frozenset[str]
    denied: frozenset[str]


def examples(folder: Path = FOLDER) -> list[Example]:
    """The clauses of all files of a folder: lines of the form ``text => finding -finding``.

    Raises:
        ValueError: when a line is not of that form.
    """
    result = []
    for file in sorted(folder.glob("*.txt")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            text, arrow, labels = line.rpartition(" => ")
            if not arrow or not labels.split():
                raise ValueError(f"{file}:{number}: expected 'text => labels', not {line!r}")
            told = {label for label in labels.split() if label[0] != "-" and label != "none"}
            denied = {label[1:] for label in labels.split() if label[0] == "-"}
            result.append(Example(text.strip(), frozenset(told), frozenset(denied)))
    return result


@dataclass(frozen=True)
class Reading:
    """What the reader makes of one clause.

    Args:
        columns: the number of each label.
        likely: how likely each label is, by its number, (labels,).
    """

    columns: Mapping[str, int]
    likely: NDArray[np.float32]

    def told(self) -> dict[str, Status]:
        """What the clause tells (``present``) and denies (``absent``), by finding."""
        by_label = [(self.likely[n], label) for label, n in self.columns.items()]
        sure = sorted(one for one in by_label if one[0] > THRESHOLD)
        return {
            label.removeprefix("-"): "absent" if label[0] == "-" else "present" for _, label in sure
        }

    def denied(self, limit: float) -> list[str]:
        """The findings that the clause denies with more than a likelihood."""
        return [
            label[1:]
            for label, n in self.columns.items()
            if label[0] == "-" and self.likely[n] > limit
        ]

    def likelihood(self, finding: str) -> tuple[float, float]:
        """How likely the clause tells a finding, and how likely it denies it."""
        told, denied = self.columns.get(finding), self.columns.get(f"-{finding}")
        return (
            0.0 if told is None else float(self.likely[told]),
            0.0 if denied is None else float(self.likely[denied]),
        )

    def doubts(self, finding: str) -> bool:
        """Whether the clause most likely tells of no such finding."""
        return finding in self.columns and bool(self.likely[self.columns[finding]] < DOUBTFUL)


@dataclass(frozen=True)
class ClauseReader:
    """Says what clauses tell and deny.

    Args:
        labels: what is told of each column of the weights: a finding, or ``-`` and a finding.
        rarity: the inverse document frequency of each feature, (features,).
        weights: one column for each label, (features, labels).
        intercepts: one for each label, (labels,).
        tuned: what reads beside it; without, the words alone decide.
    """

    labels: NDArray[np.str_]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    tuned: TunedReader | None = None

    @classmethod
    def fit(cls, given: Sequence[Example]) -> ClauseReader:
        """Learns from examples."""
        counted = counts([" ".join(read(example.text).words) for example in given])
        rare = rarity(counted, _SELDOM)
        features = weighed(counted, rare)
        features.eliminate_zeros()
        columns: dict[str, NDArray[np.bool_]] = {}
        for sign in ("", "-"):
            sets = [example.denied if sign else example.told for example in given]
            for finding in sorted(set().union(*sets)):
                is_so = np.array([finding in own for own in sets])
                if is_so.sum() >= _FEWEST:
                    columns[sign + finding] = is_so
        one = LogisticRegression(C=_C, solver="liblinear", tol=0.01)
        all_of_them = OneVsRestClassifier(one, n_jobs=-1)
        fitted = all_of_them.fit(features, np.stack(list(columns.values()), axis=1)).estimators_
        return cls(
            np.array(list(columns)),
            rare,
            np.stack([one.coef_[0] for one in fitted], axis=1).astype(np.float32),
            np.array([one.intercept_[0] for one in fitted], np.float32),
        )

    def probabilities(self, words: Sequence[str], clauses: Sequence[str]) -> NDArray[np.float32]:
        """How likely each clause tells each label.

        Args:
            words: the normal forms of the clauses' words (``Text.clause_words``), joined by spaces.
            clauses: the same clauses as they were written.

        Returns:
            An array (clauses, labels) of numbers from 0 to 1.
        """
        scores = self._by_words(words)
        if self.tuned:
            own = {str(label): column for column, label in enumerate(self.labels)}
            both = [(own[label], n) for n, label in enumerate(self.tuned.labels) if label in own]
            mine, theirs = np.array(both).T
            scores[:, mine] = (scores[:, mine] + self.tuned.scores(clauses)[:, theirs]) / 2
        return np.asarray(1 / (1 + np.exp(-scores)), np.float32)

    def may_deny(self, words: Sequence[str]) -> list[bool]:
        """Whether each clause may deny anything, by its words alone: quick, and seldom too strict.

        Args:
            words: as for ``probabilities``.
        """
        if not words:
            return []
        denials = np.char.startswith(self.labels, "-")
        likely = 1 / (1 + np.exp(-self._by_words(words)[:, denials]))
        return list((likely > _POSSIBLE).any(axis=1))

    def _by_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The log odds of each label in each clause, by its words alone."""
        features = weighed(counts(words), self.rarity)
        by_clause = [  # a product with all the weights would first copy them
            features.data[start:end] @ self.weights[features.indices[start:end]]
            for start, end in pairwise(features.indptr)
        ]
        scores: NDArray[np.float32] = self.intercepts + np.stack(by_clause)
        return scores

    def read(self, words: Sequence[str], clauses: Sequence[str]) -> list[Reading]:
        """What each clause tells and denies; the arguments are those of ``probabilities``."""
        columns = {str(label): number for number, label in enumerate(self.labels)}
        likely = self.probabilities(words, clauses) if words else ()
        return [Reading(columns, row) for row in likely]

    def keep(self, folder: Path) -> None:
        """Keeps it in a folder, with MiniLM as it was tuned; ``load`` reads both.

        Raises:
            EncoderError: MiniLM's weights are not installed or not the right ones.
        """
        np.savez(folder / _FILE, **self.as_arrays())
        minilm.build(folder, Adapter.load().applied(minilm.installed_weights()))

    @classmethod
    def load(cls, folder: Path) -> ClauseReader:
        """Reads what ``keep`` wrote.

        Raises:
            EncoderError: what is in the folder is damaged.
        """
        with np.load(folder / _FILE) as arrays:
            reader = cls.of_arrays(arrays)
        return replace(reader, tuned=TunedReader(Encoder.load(folder), Adapter.load()))

    def as_arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays to keep, as small as they can be; ``of_arrays`` reads them back."""
        used = np.flatnonzero(np.abs(self.weights).max(axis=1) > _NEGLIGIBLE)
        return {
            "labels": self.labels,
            "rarity": self.rarity,
            "used": used,
            "weights": self.weights[used].astype(np.float16),
            "intercepts": self.intercepts,
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ClauseReader:
        """The reader whose arrays ``as_arrays`` gave."""
        weights = np.zeros((len(arrays["rarity"]), len(arrays["labels"])), np.float32)
        weights[arrays["used"]] = arrays["weights"]
        return cls(arrays["labels"], arrays["rarity"], weights, arrays["intercepts"])
