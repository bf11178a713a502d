"""Sentences as vectors: MiniLM, which gives sentences that mean the same vectors that are close.

The model is sentence-transformers/all-MiniLM-L6-v2: the small transformer of Wang et al. (2020,
«MiniLM: Deep Self-Attention Distillation», arXiv 2002.10957), trained on pairs of sentences and
averaged over its tokens as in Reimers & Gurevych (2019, «Sentence-BERT», arXiv 1908.10084).

Training a bot builds it (``minilm.py``): a graph of 8-bit integers for onnxruntime, a quarter of
the size of the weights and more than twice as fast. Answering needs only this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

#: The length of a vector.
DIMENSIONS = 384
#: What of a text is read: its first tokens (word pieces, with the two that mark its ends), and
#: never more than so many characters.
MAX_TOKENS = 128
MAX_CHARACTERS = 10_000
#: The files of an encoder's folder, which ``minilm.py`` writes.
GRAPH, TOKENIZER = "encoder.onnx", "tokenizer.json"


class EncoderError(RuntimeError):
    """The encoder cannot be built or loaded; the message says what to do about it."""


class Encoder:
    """Encodes texts; ``load`` makes one. It keeps nothing of what it reads."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """Loads what ``minilm.build`` wrote into the folder.

        Raises:
            EncoderError: The folder's files are missing or damaged.
        """
        try:
            return cls(
                open_session((folder / GRAPH).read_bytes()),
                Tokenizer.from_file(str(folder / TOKENIZER)),
            )
        except Exception as error:  # both libraries raise types of their own
            raise EncoderError(
                f"The sentence encoder in {folder} cannot be read ({error}). "
                "Delete the model in models/ and train it again: make train"
            ) from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts of any content and length, the empty one included.

        Each text is encoded by itself: its rounding to 8 bits depends on the whole input of a
        layer, so in a batch its vector would depend on the texts beside it.

        Returns:
            A float32 array (number of texts, ``DIMENSIONS``); each row has the length 1, so the
            product of two rows is their cosine similarity.
        """
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            tokens = self._tokenizer.encode(_readable(text)).ids
            vectors[row] = self._session.run(["vector"], batch([tokens]))[0][0]
        return vectors

    def encode_together(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As ``encode``, in one run: faster for several short texts, and nearly the same vectors.

        The rounding depends on all the texts.
        """
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        tokens = [self._tokenizer.encode(_readable(text)).ids for text in texts]
        vectors: NDArray[np.float32] = self._session.run(["vector"], batch(tokens))[0]
        return vectors


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """A graph that is run on one core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3  # errors
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def batch(tokens: Sequence[Sequence[int]]) -> dict[str, NDArray[Any]]:
    """The graph's inputs for texts that are given as word pieces, (texts, longest)."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, own in enumerate(tokens):
        ids[row, : len(own)] = own
        mask[row, : len(own)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def _readable(text: str) -> str:
    """The text's beginning as valid Unicode: halves of a character are joined or marked."""
    return text[:MAX_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
