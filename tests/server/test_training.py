"""The model's fingerprint: it changes with whatever goes into the model, and with nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from server import training

KINDS = [
    "config.yml",
    "domain.yml",
    "requirements.txt",
    "requirements-weights.txt",
    "data/rules/safety.yml",
    "data/nlu/smalltalk.yml",
    "pipeline/finding_extractor.py",
    "quiver/knowledge/loading.py",
    "quiver/knowledge/findings/danger.yml",
    "quiver/knowledge/lexicon/words.yml",
    "quiver/language/scope.py",
]
OTHERS = [
    "README.md",
    "Makefile",
    "requirements-dev.txt",
    "data/notes.txt",
    "data/nlu/smalltalk.yml.orig",
    "docs/knowledge.md",
    "actions/answering.py",
    "channels/rest.py",
    "models/quiver-0000.tar.gz",
    "quiver/conversation.py",
    "quiver/wording.py",
    "tests/conftest.py",
    "pipeline/__pycache__/finding_extractor.cpython-310.pyc",
    "var/conversations.db",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything the model is made from."""
    for file in training.inputs():
        copy = tmp_path / file.relative_to(training.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return tmp_path


def test_a_copy_has_the_same_fingerprint(project: Path) -> None:
    assert training.fingerprint(project) == training.fingerprint()
    assert len(training.fingerprint()) == 16
    assert training.model_path().name == f"quiver-{training.fingerprint()}.tar.gz"


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_input_is_among_the_inputs(name: str) -> None:
    assert training.ROOT / name in set(training.inputs())


def test_it_changes_with_every_input_and_comes_back_with_it(project: Path) -> None:
    before = training.fingerprint(project)
    seen = {before}
    for file in list(training.inputs(project)):
        content = file.read_bytes()
        file.write_bytes(content + b"\n")
        seen.add(changed := training.fingerprint(project))
        assert changed != before, file
        file.write_bytes(content)
    assert len(seen) == len(list(training.inputs(project))) + 1
    assert training.fingerprint(project) == before


@pytest.mark.parametrize("name", KINDS)
def test_it_changes_when_an_input_goes_or_is_renamed(project: Path, name: str) -> None:
    before = training.fingerprint(project)
    file = project / name
    content = file.read_bytes()
    file.unlink()
    gone = training.fingerprint(project)
    assert gone != before
    if "/" in name:
        file.with_name(f"another_{file.name}").write_bytes(content)
        assert training.fingerprint(project) not in (before, gone)


@pytest.mark.parametrize(
    "folder", ["data/nlu", "quiver/knowledge/findings", "quiver/knowledge/new"]
)
def test_it_changes_with_a_new_input(project: Path, folder: str) -> None:
    before = training.fingerprint(project)
    (project / folder).mkdir(exist_ok=True)
    (project / folder / "new.yml").write_text("")
    assert training.fingerprint(project) != before


@pytest.mark.parametrize("name", OTHERS)
def test_it_does_not_change_with_anything_else(project: Path, name: str) -> None:
    before = training.fingerprint(project)
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("something")
    assert training.fingerprint(project) == before


def test_it_does_not_change_with_time_mode_or_place(project: Path, tmp_path: Path) -> None:
    before = training.fingerprint(project)
    for file in training.inputs(project):
        os.utime(file, (0, 0))
        file.chmod(0o600)
    assert training.fingerprint(project) == before


def test_a_model_that_is_there_is_not_trained_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(training, "MODELS", tmp_path)
    training.model_path().write_bytes(b"")
    assert training.ensure_model() == training.model_path()
    assert capsys.readouterr().out == ""
