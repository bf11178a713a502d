"""The hazard log names tests that exist, and its risks follow from its matrix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LOG = Path("docs/hazard-log.md").read_text("utf-8")
ROWS = [line for line in LOG.splitlines() if re.match(r"\| H\d+ ", line)]
SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
MATRIX = {
    "Very High": (3, 4, 4, 5, 5),
    "High": (2, 3, 3, 4, 5),
    "Medium": (2, 2, 3, 3, 4),
    "Low": (1, 2, 2, 3, 4),
    "Very Low": (1, 1, 2, 2, 3),
}
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", LOG)))


def test_there_are_all_twenty_hazards() -> None:
    ids = [re.findall(r"H\d+", row)[0] for row in ROWS]
    assert ids == [f"H{number}" for number in range(1, 21)]


@pytest.mark.parametrize(("file", "test"), TESTS, ids=[test for _, test in TESTS])
def test_the_test_that_proves_a_control_exists(file: str, test: str) -> None:
    assert re.search(rf"^(?:async )?(?:def )?{test}\b", Path(file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("row", ROWS, ids=[row[2:5].strip() for row in ROWS])
def test_each_hazard_is_rated_by_the_matrix_and_has_a_control_with_its_proof(row: str) -> None:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    severity, likelihood, risk, control, left, residual, proof = cells[5:]
    place = SEVERITIES.index(severity)
    assert int(risk) == MATRIX[likelihood][place]
    assert int(residual) == MATRIX[left][place]
    assert control
    assert "tests/" in proof
