"""Texts as counts of their words and letter groups, weighed by how rare each is (TF-IDF).

The features are hashed: there is no vocabulary to keep, and a word nobody has seen has a place.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

_WORDS = HashingVectorizer(
    token_pattern=r"\S+",
    ngram_range=(1, 2),
    n_features=2**15,
    norm=None,
    alternate_sign=False,
    dtype=np.float32,
)
_LETTERS = HashingVectorizer(
    analyzer="char_wb",
    ngram_range=(3, 5),
    n_features=2**15,
    norm=None,
    alternate_sign=False,
    dtype=np.float32,
)


def counts(texts: Sequence[str]) -> csr_matrix:
    """How often each text has each feature, (texts, features).

    Args:
        texts: the normal forms of their words (``Text.words``), joined by spaces.
    """
    return csr_matrix(hstack([_WORDS.transform(texts), _LETTERS.transform(texts)]))


def rarity(counted: csr_matrix, seldom: int = 1) -> NDArray[np.float32]:
    """The inverse document frequency of each feature; 0 in fewer texts than ``seldom``."""
    seen = np.bincount(counted.indices, minlength=counted.shape[1])
    result = (np.log((1 + counted.shape[0]) / (1 + seen)) + 1).astype(np.float32)
    result[seen < seldom] = 0
    return result


def weighed(counted: csr_matrix, rare: NDArray[np.float32]) -> csr_matrix:
    """TF-IDF with damped counts, of the length 1 for the words and for the letters together."""
    damped = counted.copy()
    damped.data = (np.log(damped.data) + 1) * rare[damped.indices]
    return normalize(damped, copy=False)
