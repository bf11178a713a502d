"""Trains the model when anything it is made from has changed, and only then.

Rasa's own fingerprints see a component's class but not the modules and data it uses, so a changed
lexicon or knowledge would be served from a stale cache. Here the name of the model's file carries
a hash over everything that goes into it: if that file is there, it is the right one.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
#: Everything a model is made from, relative to the project's folder.
INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.txt",
    "requirements-weights.txt",
    "data/clauses/*.txt",
    "data/times.jsonl",
    "data/**/*.yml",
    "pipeline/**/*.py",
    "quiver/knowledge/**/*.py",
    "quiver/knowledge/**/*.yml",
    "quiver/language/**/*.npz",
    "quiver/language/**/*.py",
    "quiver/language/**/*.yml",
)


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """The files a model is made from, sorted."""
    for pattern in INPUTS:
        yield from sorted(root.glob(pattern))


def fingerprint(root: Path = ROOT) -> str:
    """The first 16 hex digits of the SHA-256 over names and contents of all inputs."""
    digest = hashlib.sha256()
    for file in inputs(root):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def model_path() -> Path:
    """Where the model of the present inputs is, or would be."""
    return MODELS / f"quiver-{fingerprint()}.tar.gz"


def ensure_model() -> Path:
    """The model of the present inputs, trained now if it is not there yet.

    Raises:
        RuntimeError: when training fails.
    """
    path = model_path()
    if path.exists():
        return path
    print(
        "Training the model, because it is missing or its inputs changed (two to three minutes) ..."
    )
    started = time.monotonic()
    from rasa.model_training import train  # heavy: only when there is something to train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data")],
        output=str(MODELS),
        fixed_model_name=path.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.code != 0 or not path.exists():
        raise RuntimeError("Training failed; the messages above say why.")
    for old in MODELS.glob("quiver-*.tar.gz"):
        if old != path:
            old.unlink()
    print(f"Trained in {time.monotonic() - started:.0f} s: {path.relative_to(ROOT)}")
    return path
