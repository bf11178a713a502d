"""Everything that Quiver can say keeps to the wording of the NHS content style guide.

Sentences of at most 20 words, a reading age of 9 to 11 on the whole and never above 14, which is
the guide's limit for medical content; no word that diagnoses, promises or gives a probability.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from quiver import knowledge, wording
from tests.decisions.reading import grade, sentences, words

KNOW = knowledge.load()
RESPONSES = YAML(typ="safe").load(Path("domain.yml").read_text("utf-8"))["responses"]
AGE_OF_GRADE = 5
FORBIDDEN = re.compile(
    r"\b(?:you have (?:parkinson|bell|tourette|a stroke)|diagnos(?:ed|e) you|probabl[ey]|likely|"
    r"\d+ ?(?:%|per ?cent)|certainly|definitely|don't worry|nothing to worry|I feel|I understand "
    r"how you feel|calm down|just relax)\b",
    re.IGNORECASE,
)


def everything() -> Iterator[tuple[str, str]]:
    """All that can be said, with where it comes from."""
    for fact in KNOW.facts.values():
        if fact.confirmed:
            yield f"fact {fact.id}", fact.text
    for question in KNOW.questions.values():
        for who in (None, "child", "other"):
            for name in ("text", "retry", "why"):
                yield f"question {question.id}", wording.for_person(getattr(question, name), who)
        for option in question.options:
            yield f"option {question.id}.{option.id}", option.title
    for finding in KNOW.findings.values():
        yield f"finding {finding.id}", finding.label
    for rule in KNOW.triage.values():
        if rule.action:
            yield f"action {rule.id}", rule.action
    for name, value in vars(wording).items():
        if name.isupper():
            yield from _texts(f"wording {name}", value)
    for name, texts in RESPONSES.items():
        for text in texts:
            yield f"response {name}", text["text"]


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, re.sub(r"\{\w+\}", "this", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(f"{name}.{key}", inner)


ALL = [(name, text) for name, text in everything() if words(text)]


def test_no_sentence_has_more_than_twenty_words() -> None:
    long = {
        name: f"{len(words(sentence))}: {sentence}"
        for name, text in ALL
        for sentence in sentences(text)
        if len(words(sentence)) > 20
    }
    assert not long, "\n".join(f"{k}: {v}" for k, v in long.items())


def test_the_whole_is_for_a_reading_age_of_nine_to_eleven() -> None:
    spoken = [text for name, text in ALL if not name.startswith(("option", "finding"))]
    whole = grade("\n".join(spoken)) + AGE_OF_GRADE
    assert whole <= 11
    assert statistics.median(grade(text) for text in spoken) + AGE_OF_GRADE <= 11


def test_no_text_is_for_a_reading_age_above_fourteen() -> None:
    hard = {
        name: f"{grade(text) + AGE_OF_GRADE:.1f}: {text}"
        for name, text in ALL
        if len(words(text)) >= 8 and grade(text) + AGE_OF_GRADE > 14
    }
    assert not hard, "\n".join(f"{k}: {v}" for k, v in hard.items())


@pytest.mark.parametrize(("name", "text"), ALL, ids=[f"{n}-{i}" for i, (n, _) in enumerate(ALL)])
def test_nothing_diagnoses_promises_or_gives_a_probability(name: str, text: str) -> None:
    assert not FORBIDDEN.search(text), text


def test_a_fit_is_explained_wherever_a_seizure_is_named() -> None:
    for name, text in ALL:
        if re.search(r"\bseizures?\b", text) and not name.startswith("finding"):
            assert "(fit" in text, (name, text)


def test_a_question_asks_one_thing_at_a_time() -> None:
    for question in KNOW.questions.values():
        assert len(sentences(question.text)) <= 3, question.id
        assert question.text.count("?") <= 2, question.id


@pytest.mark.parametrize(
    ("who", "quote", "expected"),
    [
        ("self", "my lip", "Do you have your lip"),
        ("child", "child", "Does your child have your child’s lip"),
        ("child", "my son is 8 and his lip twitches", "Does your son have your son’s lip"),
        ("child", "my little daughter's mouth", "Does your daughter have your daughter’s lip"),
        ("other", "my husband's lip", "Does your husband have your husband’s lip"),
        ("other", "", "Do they have their lip"),
        (None, "my lip", "Do you have your lip"),
    ],
)
def test_the_wording_follows_the_person(who: str | None, quote: str, expected: str) -> None:
    assert wording.for_person("{Do} {you} have {your} lip", who, quote) == expected
