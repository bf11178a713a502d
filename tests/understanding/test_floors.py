"""The served model understands the sets of this folder at least as well as it did.

`evaluation/floors.yml` holds the floors; `make eval` says more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from evaluation import models
from evaluation.answers import score_answers
from evaluation.metrics import METRICS, heard_of, score
from evaluation.sets import answer_sets, message_sets
from quiver.knowledge import Knowledge

FILE = Path(models.__file__).parent / "floors.yml"
FLOORS: dict[str, dict[str, float]] = YAML(typ="safe", pure=True).load(FILE.read_text())
MESSAGES = {one.name: one for one in message_sets()}
ANSWERS = answer_sets()
LOWER_IS_BETTER = {metric.id for metric in METRICS if metric.lower}


def judging_first(name: str) -> Any:
    """The parameter of a set: what only guards what was reached may take its time."""
    return pytest.param(name, marks=() if name.startswith("unread") else pytest.mark.slow)


def below(figures: dict[str, float | None], floors: dict[str, float]) -> list[str]:
    """The figures that are worse than their floor, each with its name."""
    worse = []
    for name, floor in floors.items():
        figure = figures[name]
        lower = name in LOWER_IS_BETTER
        if figure is None or (figure > floor if lower else figure < floor):
            bound = "at most" if lower else "at least"
            worse.append(f"{name} is {figure}, and has to be {bound} {floor}")
    return worse


@pytest.mark.parametrize("name", map(judging_first, MESSAGES))
async def test_messages(agent: Any, know: Knowledge, name: str) -> None:
    if name not in FLOORS:
        pytest.skip(f"{FILE.name} has no floors for {name}")
    one = MESSAGES[name]
    said = await models.understand(agent, one.messages)
    heard = [heard_of(utterance, know) for utterance in said]
    figures = score(list(zip(one.messages, heard, strict=True)), know).figures
    assert not below(figures, FLOORS[name]), name


@pytest.mark.parametrize("name", map(judging_first, ANSWERS))
async def test_answers(agent: Any, know: Knowledge, name: str) -> None:
    if name not in FLOORS:
        pytest.skip(f"{FILE.name} has no floors for {name}")
    said = await models.understand(agent, ANSWERS[name])
    shares, _ = score_answers(list(zip(ANSWERS[name], said, strict=True)), know)
    assert not below({"understood": shares[""].value}, FLOORS[name]), name


def test_every_floor_is_of_a_set_and_a_figure_that_exist() -> None:
    assert set(FLOORS) <= {*MESSAGES, *ANSWERS}
    for name, floors in FLOORS.items():
        known = {metric.id for metric in METRICS} if name in MESSAGES else {"understood"}
        assert set(floors) <= known, name


def test_a_figure_below_its_floor_is_named() -> None:
    figures = {"findings_f1": 0.79, "false_alarms": 0.03, "intents_strict": 0.8}
    floors = {"findings_f1": 0.8, "false_alarms": 0.02, "intents_strict": 0.8}
    assert below(figures, floors) == [
        "findings_f1 is 0.79, and has to be at least 0.8",
        "false_alarms is 0.03, and has to be at most 0.02",
    ]
