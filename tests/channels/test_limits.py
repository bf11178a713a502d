"""How fast one caller may go."""

from __future__ import annotations

import pytest

from channels import limits
from channels.limits import Limit, network_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def test_a_burst_is_taken_and_then_the_steady_rate(clock: list[float]) -> None:
    limit = Limit(burst=3, per_second=0.5)
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 0]
    assert limit.wait("a") == 2
    assert limit.wait("b") == 0
    clock[0] += 1
    assert limit.wait("a") == 1
    clock[0] += 1
    assert limit.wait("a") == 0
    clock[0] += 1000
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 2]


def test_a_refused_call_costs_nothing(clock: list[float]) -> None:
    limit = Limit(burst=1, per_second=1)
    limit.wait("a")
    for _ in range(10):
        assert limit.wait("a") == 1


def test_the_quiet_are_forgotten_before_memory_grows(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_MOST_CALLERS", 10)
    limit = Limit(burst=2, per_second=1)
    for number in range(9):
        limit.wait(f"quiet {number}")
    clock[0] += 5
    limit.wait("busy")
    limit.wait("busy")
    limit.wait("new")
    assert len(limit._callers) == 2
    assert limit.wait("busy") == 1  # it was not let off


def test_an_ipv6_customer_is_one_caller() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::1")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("[2001:db8:1:2::9]") == network_of("2001:db8:1:2::1")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")
    assert network_of("unix socket") == "unix socket"
