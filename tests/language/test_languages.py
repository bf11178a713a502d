"""Other languages are heard, also in short messages; English stays English, however it is spelt."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from quiver import knowledge
from quiver.language import languages
from quiver.language.acts import OTHER_LANGUAGE, resolve
from quiver.language.entities import as_entities, hearing_of
from quiver.language.findings import Listener
from quiver.language.text import read
from tests.language.test_spelling import UNLISTED

HERE = Path(__file__).parent
UNDERSTANDING = HERE.parent / "understanding"
#: How many of ten messages must be heard: of those the words were chosen with, and of the others.
FLOORS = {"other_languages": 0.98, "other_languages_blind": 0.85}
SPOKEN_MOST = ("zh", "hi", "es", "fr", "ar", "bn", "pt", "ru", "ur", "id", "de")


def messages(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((HERE / "messages" / f"{name}.yml").read_text())


def english() -> list[str]:
    lines = [
        json.loads(line)["text"]
        for line in (UNDERSTANDING / "blind_messages.jsonl").read_text().splitlines()
    ]
    for name in ("terse_english.txt", "terse_english_blind.txt"):
        lines += (HERE / "messages" / name).read_text().splitlines()
    return lines


def is_right(expected: str, heard: str) -> bool:
    if expected == "other":
        return heard != "en"
    return heard.split("-")[0] == expected.split("-")[0]


@pytest.mark.parametrize("name", FLOORS)
def test_other_languages_are_heard(name: str) -> None:
    said = [(code, text) for code, texts in messages(name).items() for text in texts]
    wrong = [
        (code, text, heard)
        for code, text in said
        if not is_right(code, heard := languages.heard(read(text)))
    ]
    assert len(wrong) <= (1 - FLOORS[name]) * len(said), wrong


def test_english_is_never_taken_for_another_language() -> None:
    wrong = {text: code for text in english() if (code := languages.heard(read(text))) != "en"}
    assert not wrong


@pytest.mark.parametrize(
    "pattern", ["{} {}", "{}, {}, {}", "{} {} {} {}", "on {} n {}", "im on {} and {}", "{} 20mg"]
)
def test_names_and_medicines_are_no_other_language(pattern: str) -> None:
    pick = random.Random(5)
    names = [word.lower() for word in UNLISTED]
    said = [pattern.format(*pick.sample(names, 4)) for _ in range(200)]
    assert not {text: code for text in said if (code := languages.heard(read(text))) != "en"}


@pytest.mark.parametrize("code", SPOKEN_MOST)
def test_the_languages_spoken_most_have_a_line_with_the_numbers(code: str) -> None:
    line = languages.line(code)
    assert line is not None
    assert "112" in line
    assert "911" in line
    assert "\n" not in line
    assert languages.heard(read(line)).split("-")[0] == code


def test_nothing_else_is_heard_in_another_language(listener: Listener) -> None:
    text = "no tengo convulsión ni parálisis, tengo el labio temblando"
    hearing = listener.hear(text, dt.date(2026, 11, 23))
    entities = as_entities(hearing, text)
    assert entities == [{"entity": "language", "value": "es", "start": 0, "end": len(text)}]
    assert hearing_of(entities, text) == hearing
    assert resolve("report_symptom", hearing, read(text), knowledge.load()) == OTHER_LANGUAGE


@pytest.mark.parametrize("text", ["", "🙂", "12", "???", "/restart", "hola", "twtch twtchng"])
def test_too_little_is_english(text: str) -> None:
    assert languages.heard(read(text)) == "en"


@pytest.mark.parametrize("text", ["no sé", "no se", "não sei", "no tengo", "je sais pas"])
def test_an_answer_in_another_language_is_no_denial(text: str) -> None:
    assert languages.heard(read(text)) != "en"
