"""Other languages are heard, also in short messages; English stays English, however it is spelt."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from quiver import knowledge
from quiver.language import languages
from quiver.language.acts import OTHER_LANGUAGE, resolve
from quiver.language.entities import as_entities, hearing_of
from quiver.language.findings import Listener
from quiver.language.languages import line, other_language
from quiver.language.text import read

HERE = Path(__file__).parent
NLU = HERE.parents[1] / "data/nlu"
DAY = dt.date(2026, 11, 23)
KNOW = knowledge.load()
WITH_LINE = ("es", "pt", "fr", "de", "id", "tr", "hi-Latn", "zh", "hi", "ar", "bn", "ru", "ur")


def yaml(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


FOREIGN = yaml(HERE / "messages/other_languages.yml")
ENGLISH = (HERE / "messages/hard_english.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("code", [*WITH_LINE, "other"])
def test_a_message_in_another_language_is_told_by_its_language(
    listener: Listener, code: str
) -> None:
    heard = {text: listener.hear(text, DAY).language for text in FOREIGN[code]}
    assert len(heard) >= 10
    if code == "other":
        assert not {text for text, found in heard.items() if found is None or line(found)}
    else:
        assert not {text: found for text, found in heard.items() if found != code}


def test_hard_english_is_english() -> None:
    assert len(ENGLISH) >= 80
    assert not {text: code for text in ENGLISH if (code := other_language(read(text)))}


def test_no_example_of_the_training_data_is_another_language() -> None:
    examples = [
        example.removeprefix("- ")
        for file in NLU.glob("*.yml")
        for entry in yaml(file)["nlu"]
        for example in entry["examples"].splitlines()
    ]
    assert len(examples) > 1000
    assert not {text: code for text in examples if (code := other_language(read(text)))}


def test_english_with_a_typo_in_every_word_is_english() -> None:
    pick = random.Random(7)

    def mistyped(word: str) -> str:
        at = pick.randrange(len(word))
        return word[:at] + pick.choice(("", word[at] * 2, "e", "s")) + word[at + 1 :]

    texts = [" ".join(map(mistyped, text.split())) for text in ENGLISH if text.isascii()] * 5
    texts = [text for text in texts if len(text.split()) > 2]
    wrong = {text: code for text in texts if (code := other_language(read(text)))}
    assert len(wrong) <= 0.01 * len(texts), wrong


@pytest.mark.parametrize(
    ("word", "code"),
    [("sí", "es"), ("oui", "fr"), ("nein", "de"), ("não", "pt"), ("evet", "tr"), ("да", "ru"),
     ("हाँ", "hi"), ("是", "zh"), ("نعم", "ar"), ("hola", "es"), ("yes", None), ("no", None),
     ("non", None), ("nah", None), ("merci", None), ("die", None), ("", None), ("12", None)],
)  # fmt: skip
def test_a_word_alone(word: str, code: str | None) -> None:
    assert other_language(read(word)) == code


@pytest.mark.parametrize("code", WITH_LINE)
def test_the_line_is_short_in_its_own_language_and_has_the_numbers(code: str) -> None:
    said = line(code)
    assert said is not None
    assert "\n" not in said
    assert re.findall(r"\d+", said) == ["112", "999", "911"]
    assert len(said) < 320
    assert other_language(read(said)) == code


@pytest.mark.parametrize("code", ["it", "und", "en", ""])
def test_other_languages_have_no_line(code: str) -> None:
    assert line(code) is None


def test_nothing_else_is_heard_in_another_language(listener: Listener) -> None:
    text = "tengo 30 años, no tengo estrés ni tics, mi labio tiembla"
    hearing = listener.hear(text, DAY)
    entities = as_entities(hearing, text)
    assert entities == [{"entity": "language", "value": "es", "start": 0, "end": len(text)}]
    assert hearing_of(entities, text) == hearing
    assert resolve("report_symptom", hearing, read(text), KNOW) == OTHER_LANGUAGE


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("ayuda por favor, mi madre face drooping", "face_droop"),
        ("hilfe meine Mutter hatte einen seizure", "seizure"),
        ("помогите, у мамы face drooping", "face_droop"),
    ],
)
def test_a_danger_told_in_english_words_is_heard(
    listener: Listener, text: str, finding: str
) -> None:
    assert other_language(read(text))
    hearing = listener.hear(text, DAY)
    assert hearing.language is None
    assert finding in {heard.finding for heard in hearing.findings}


def test_words_that_both_languages_have_are_no_danger(listener: Listener) -> None:
    assert listener.hear("od dwóch tygodni drga mi warga", DAY).language == "pl"


def test_the_words_are_read_only_when_a_message_needs_them() -> None:
    languages._languages.cache_clear()
    assert other_language(read("губа")) == "ru"
    assert languages._languages.cache_info().currsize == 0
