"""What a message is for, learnt from examples: those that are like it say so.

Kernel ridge regression (Saunders et al. 1998, «Ridge regression learning algorithm in dual
variables»): each example speaks for its act in the measure in which a message is like it, and the
weights of all are the solution of one system of equations. Two messages are alike when their
sentence vectors are close and their signs (``signs.py``) agree, or when they share words and letter
groups that are rare. What each example would be taken for had the model not learnt from it follows
from the same solution (leave one out; Rifkin & Lippert 2007, «Notes on regularized least squares»).

Every example weighs the same, so that the act off the subject is judged by one question asked of
all of them: on the subject or off it? That answer decides, and the best act on the subject speaks
against it, half as loudly: what sounds much like a question about causes is not declined because
it sounds like a garden too. What is off the subject has no end, and examples show but a part of
it. So how much is enough is set so that a given share of the examples on the subject, each left
out once, would be declined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quiver.language import wordings

#: How fast the likeness falls with the squared distance of vectors, and of signs; how much shared
#: words count beside it; how far the weights are held back. All by leaving one out, and by what a
#: model of the earlier examples made of those of people who had not seen them.
_VECTORS, _SIGNS, _WORDS, _RIDGE = 1.5, 0.2, 1.0, 0.5
#: How much the best act on the subject speaks against being off it. Found in the same way.
_AGAINST = 0.5
#: Scores become probabilities by a softmax of so many times themselves: likeliest, leaving one out.
_SHARPNESS = 12.0
#: The share of the examples on the subject that leaving them out may decline. They are harder
#: than people's messages, of which a tenth as many are declined: many are single words, and many
#: were written to sound as if they were about something else.
_DECLINED = 0.10
#: Weights of words that change no score by a hundredth.
_NEGLIGIBLE = 0.003

Matrix: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class Guess:
    """What a message is taken for.

    Args:
        ranking: the acts and how likely each is, the likeliest first.
        off_subject: whether it is to be declined.
    """

    ranking: tuple[tuple[str, float], ...]
    off_subject: bool


@dataclass(frozen=True)
class ActModel:
    """Says what messages are for.

    Args:
        acts: the acts, each a column of the weights; the last is the one off the subject.
        vectors: sentence vectors of the examples, of the length 1, (n, d).
        signs: the signs of the examples, (n, s).
        weights: how much each example speaks for each act, (n, acts).
        rarity: of each feature of the wording, (features,).
        word_weights: how much each feature speaks for each act, (features, acts).
        margin: what the judgement off the subject must exceed for a message to be declined.
    """

    acts: NDArray[np.str_]
    vectors: Matrix
    signs: Matrix
    weights: Matrix
    rarity: Matrix
    word_weights: Matrix
    margin: NDArray[np.float64]

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Matrix,
        signs: Matrix,
        acts: Sequence[str],
        off_subject: str,
    ) -> ActModel:
        """Learns from examples.

        Args:
            texts: the words of each, as ``wordings.counts`` takes them.
            vectors: their sentence vectors, of the length 1, (n, d).
            signs: their signs, (n, s).
            acts: what each is for.
            off_subject: which act is off the subject; some example has it.
        """
        names = np.array([*sorted(set(acts) - {off_subject}), off_subject])
        is_act = np.array(acts)[:, np.newaxis] == names
        counted = wordings.counts(texts)
        rare = wordings.rarity(counted)
        words = wordings.weighed(counted, rare)
        alike = _alike(vectors, signs, vectors, signs) + _WORDS * (words @ words.T).toarray()
        target = is_act - 1 / len(names)
        inverse = np.linalg.inv(alike.astype(np.float64) + _RIDGE * np.eye(len(texts)))
        weights = inverse @ target
        left_out = target - weights / np.diag(inverse)[:, np.newaxis]
        known = _judged_off(left_out)[~is_act[:, -1]]
        return cls(
            names,
            vectors,
            signs,
            np.ascontiguousarray(weights, np.float32),
            rare,
            np.ascontiguousarray(_WORDS * (words.T @ weights), np.float32),
            np.quantile(known, 1 - _DECLINED),
        )

    def scores(self, text: str, vector: Matrix, signs: Matrix) -> Matrix:
        """How much the examples speak for each act, (acts,); arguments as those of ``guess``."""
        words = wordings.weighed(wordings.counts([text]), self.rarity)
        alike = _alike(vector[np.newaxis], signs[np.newaxis], self.vectors, self.signs)[0]
        scores: Matrix = alike @ self.weights + words.data @ self.word_weights[words.indices]
        return scores

    def guess(self, text: str, vector: Matrix, signs: Matrix) -> Guess:
        """What a message is for.

        Args:
            text: its words, as ``wordings.counts`` takes them.
            vector: its sentence vector, of the length 1, (d,).
            signs: its signs, (s,).
        """
        scores = self.scores(text, vector, signs)
        likely = np.exp(_SHARPNESS * (scores - scores.max()))
        likely /= likely.sum()
        ranking = tuple((str(self.acts[n]), float(likely[n])) for n in np.argsort(-likely))
        return Guess(ranking, bool(_judged_off(scores[np.newaxis])[0] > self.margin))

    def as_arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays to keep, as small as they can be; ``of_arrays`` reads them back."""
        used = np.flatnonzero(np.abs(self.word_weights).max(axis=1) > _NEGLIGIBLE)
        return {
            "acts": self.acts,
            "vectors": self.vectors,
            "signs": self.signs,
            "weights": self.weights,
            "rarity": self.rarity,
            "used": used,
            "word_weights": self.word_weights[used].astype(np.float16),
            "margin": self.margin,
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ActModel:
        """The model whose arrays ``as_arrays`` gave."""
        words = np.zeros((len(arrays["rarity"]), len(arrays["acts"])), np.float32)
        words[arrays["used"]] = arrays["word_weights"]
        return cls(
            arrays["acts"],
            arrays["vectors"],
            arrays["signs"],
            arrays["weights"],
            arrays["rarity"],
            words,
            arrays["margin"],
        )


def _alike(vectors: Matrix, signs: Matrix, to_vectors: Matrix, to_signs: Matrix) -> Matrix:
    """How much each of some messages is like each of others by vector and signs, 0 to 1."""
    apart = 2 - 2 * vectors @ to_vectors.T
    differ = (signs**2).sum(axis=1)[:, np.newaxis] + (to_signs**2).sum(axis=1)
    differ = differ - 2 * signs @ to_signs.T
    alike: Matrix = np.exp(-_VECTORS * apart - _SIGNS * differ)
    return alike


def _judged_off(scores: NDArray[Any]) -> NDArray[Any]:
    """How much speaks for being off the subject, in each row of scores."""
    judged: NDArray[Any] = scores[:, -1] - _AGAINST * scores[:, :-1].max(axis=1)
    return judged
