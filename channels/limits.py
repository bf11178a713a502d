"""How fast one caller may go: a bucket of permits that fills up again with time."""

from __future__ import annotations

import ipaddress
import time

_MOST_CALLERS = 10_000  # remembered at once; those who have been quiet are forgotten first


class Limit:
    """Permits ``burst`` calls at once, and ``per_second`` in the long run, for each caller."""

    def __init__(self, burst: int, per_second: float) -> None:
        """Takes the size of each caller's bucket, and how fast it fills."""
        self._burst = burst
        self._per_second = per_second
        self._callers: dict[str, tuple[float, float]] = {}  # permits left, and when

    def wait(self, caller: str) -> float:
        """Takes a permit; gives 0, or the seconds to wait when there is none."""
        now = time.monotonic()
        left, then = self._callers.get(caller, (float(self._burst), now))
        left = min(self._burst, left + (now - then) * self._per_second)
        if left < 1:
            return (1 - left) / self._per_second
        if caller not in self._callers and len(self._callers) >= _MOST_CALLERS:
            self._forget_the_quiet(now)
        self._callers[caller] = (left - 1, now)
        return 0.0

    def _forget_the_quiet(self, now: float) -> None:
        full = self._burst / self._per_second  # seconds after which any bucket is full again
        kept = {c: seen for c, seen in self._callers.items() if now - seen[1] < full}
        self._callers = kept if len(kept) < _MOST_CALLERS else {}


def network_of(address: str) -> str:
    """The address, or of an IPv6 address the part that one customer usually has: its first half."""
    address = address.strip("[]")  # as Sanic gives what a proxy has told
    try:
        if ipaddress.ip_address(address).version == 6:
            return str(ipaddress.ip_network(f"{address}/64", strict=False))
    except ValueError:
        pass  # not an address, such as the name of a Unix socket
    return address
