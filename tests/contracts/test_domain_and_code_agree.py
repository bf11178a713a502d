"""What the domain names exists in code, and what code names exists in the domain."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from quiver import wording
from quiver.answers import choices
from quiver.evidence import Evidence
from quiver.knowledge import Knowledge

ROOT = Path(__file__).parents[2]


def read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text())


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    return read("domain.yml")


@pytest.fixture(scope="module")
def code() -> str:
    files = [*ROOT.glob("actions/*.py"), *ROOT.glob("quiver/*.py")]
    return "\n".join(file.read_text() for file in files)


@pytest.fixture(scope="module")
def rules() -> str:
    return "\n".join(file.read_text() for file in ROOT.glob("data/rules/*.yml"))


def intents(domain: dict[str, Any]) -> set[str]:
    return {next(iter(i)) if isinstance(i, dict) else i for i in domain["intents"]}


def registered() -> set[str]:
    executor = ActionExecutor()
    executor.register_package("actions")
    # the executor takes every action class there is, those of other tests as well
    return {
        name
        for name, run in executor.actions.items()
        if run.__self__.__class__.__module__.startswith("actions.")
    }


def test_the_actions_of_the_domain_are_those_of_the_code(domain: dict[str, Any]) -> None:
    assert set(domain["actions"]) == registered()


def test_every_intent_has_training_examples_unless_only_buttons_send_it(
    domain: dict[str, Any],
) -> None:
    taught = {
        entry["intent"]
        for file in ROOT.glob("data/nlu/*.yml")
        for entry in YAML(typ="safe", pure=True).load(file.read_text())["nlu"]
    }
    assert intents(domain) - taught == {"answer", "nothing_said", "nlu_fallback", "other_language"}
    assert taught <= intents(domain)


def test_every_intent_leads_somewhere_in_and_outside_the_interview(
    domain: dict[str, Any], rules: str
) -> None:
    loose = [i for i in sorted(intents(domain)) if f"intent: {i}\n" not in rules]
    assert not loose


def test_no_intent_takes_a_name_that_rasa_maps_to_an_action_of_its_own(
    domain: dict[str, Any],
) -> None:
    from rasa.shared.core.constants import DEFAULT_INTENTS

    assert not intents(domain) & (set(DEFAULT_INTENTS) - {"nlu_fallback", "out_of_scope"})


def test_every_response_is_used_and_every_used_one_exists(
    domain: dict[str, Any], code: str, rules: str
) -> None:
    used = set(re.findall(r"\butter_\w+", code + rules)) - {"utter_message"}
    assert used == set(domain["responses"])


def test_responses_hold_no_medical_fact_and_one_paragraph(domain: dict[str, Any]) -> None:
    for name, variants in domain["responses"].items():
        for variant in variants:
            assert "\n" not in variant["text"].strip(), name


def test_every_wording_is_used(code: str) -> None:
    names = [n for n, v in inspect.getmembers(wording) if n.isupper() and not n.startswith("_")]
    unused = [n for n in names if f"wording.{n}" not in code]
    unused = [n for n in unused if not re.search(rf"wording\.{n}\b", _everything())]
    assert not unused


def _everything() -> str:
    folders = ("actions", "channels", "server", "quiver")
    return "\n".join(f.read_text() for d in folders for f in ROOT.glob(f"{d}/**/*.py"))


def test_buttons_name_known_intents_and_stay_within_telegrams_64_bytes(
    domain: dict[str, Any], know: Knowledge
) -> None:
    assert {"answer", "meant_something_else"} <= intents(domain)
    for question in know.questions.values():
        offered = choices(question, Evidence(), know)
        assert len({c.id for c in offered}) == len(offered)
        for choice in offered:
            assert len(choice.payload.encode()) <= 64, choice.payload
            assert "(" not in choice.payload  # the shell of Rasa reads between parentheses


def test_entities_of_buttons_and_findings_are_declared(domain: dict[str, Any]) -> None:
    declared = {next(iter(e)) if isinstance(e, dict) else e for e in domain["entities"]}
    assert declared == {"finding", "duration", "who", "age_band", "topic", "language", "q", "a"}


def test_quiver_knows_nothing_of_rasa() -> None:
    for file in ROOT.glob("quiver/**/*.py"):
        if file.name != "__main__.py":
            assert not re.search(
                r"^\s*(?:from|import) (?:rasa|actions|pipeline|server|channels)\b",
                file.read_text(),
                re.MULTILINE,
            ), file


def test_actions_are_thin() -> None:
    for file in ROOT.glob("actions/*.py"):
        assert len(file.read_text().splitlines()) <= 200, file
