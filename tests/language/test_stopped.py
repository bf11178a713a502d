"""How long ago something was stopped, and that only a late stopping is a withdrawal."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge
from quiver.language.findings import Listener
from quiver.language.stopped import long_ago

DAY = dt.date(2026, 3, 18)
LISTENER = Listener(knowledge.load())


@pytest.mark.parametrize(
    "clause",
    [
        "havent touched a drink in 12 years",
        "sober nine years",
        "off the booze for over a decade",
        "15 years clean",
        "no wine since 2009",
        "gave up drinking two years ago",
    ],
)
def test_years_of_doing_without_are_long_ago(clause: str) -> None:
    assert long_ago(tuple(clause.split()))


@pytest.mark.parametrize(
    "clause",
    [
        "stopped drinking after 20 years",
        "20 years of vodka and no drop since friday",
        "drank for 30 years then stopped",
        "an alcoholic 20 years and quit",
        "quit vodka 3 days ago",
        "not a drop this month after ten years",
        "drinking for years",
    ],
)
def test_years_of_the_habit_are_not(clause: str) -> None:
    assert not long_ago(tuple(clause.split()))


@pytest.mark.parametrize(
    ("message", "finding", "status"),
    [
        ("i haven't had a drop in 20 years", "alcohol_withdrawal", "absent"),
        ("i haven't had a drop in 20 years", "alcohol", "absent"),
        ("i haven't had a drop in 3 days", "alcohol_withdrawal", "present"),
        ("jacked in the cider on tuesday", "alcohol_withdrawal", "present"),
        ("off heroin six years", "opioid_withdrawal", "absent"),
        ("off heroin six days", "opioid_withdrawal", "present"),
        ("i've not stopped taking my tablets", "drug_withdrawal", "absent"),
    ],
)
def test_a_withdrawal_is_of_these_days(message: str, finding: str, status: str) -> None:
    heard = {h.finding: h.status for h in LISTENER.hear(message, DAY).findings}
    assert heard.get(finding) == status
