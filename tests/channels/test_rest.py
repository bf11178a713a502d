"""The REST channel serves programs on this machine, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from channels.rest import _is_local


@pytest.mark.parametrize(
    ("caller", "called", "headers", "local"),
    [
        ("127.0.0.1", "127.0.0.1", {}, True),
        ("::1", "::1", {}, True),
        ("192.0.2.7", "192.0.2.1", {}, False),
        ("127.0.0.1", "192.0.2.1", {}, False),
        ("172.17.0.1", "172.17.0.2", {}, False),
        ("127.0.0.1", "127.0.0.1", {"x-forwarded-for": "192.0.2.7"}, False),
        ("127.0.0.1", "127.0.0.1", {"forwarded": "for=192.0.2.7"}, False),
        ("", "", {}, False),
    ],
)
def test_only_this_machine(caller: str, called: str, headers: dict[str, str], local: bool) -> None:
    connection = SimpleNamespace(sockname=(called, 5005))
    request: Any = SimpleNamespace(ip=caller, conn_info=connection, headers=headers)
    assert _is_local(request) is local
