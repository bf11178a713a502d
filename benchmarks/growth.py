"""How reading grows with a message's length, on one core: ``make bench``.

The longest message there is has 10,000 characters. For each kind of message that is hard to read,
the processor time for 10,000 characters is set beside that for 1,000: about 10 where it grows with
the length and no faster.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONG, SHORT, ROUNDS = 10_000, 1_000, 7
PIECES = {
    "a story": "My top lip has been twitching for 2 weeks now, no droop, loads of coffee. ",
    "no commas": "my face my lip twitching my eye ",
    "denials": "no ",
    "denied list": "no droop, ",
    "double denials": "never not no ",
    "conditions": "if ",
    "times": "2 or 3 weeks ",
    "numbers": "1,",
    "ages": "im 8 yo ",
    "brackets": "(",
    "quotes": "\"'",
    "marks": "?!…",
    "one word": "a",
    "one number": "9",
    "no English": "губа ",
}


def main() -> None:
    """Measures and prints; the shortest of several times counts, as the least disturbed."""
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    sys.path.insert(0, str(ROOT))
    from quiver import knowledge
    from quiver.language.findings import Listener
    from quiver.language.text import read

    listener, today = Listener(knowledge.load()), dt.date.today()

    def taken(message: str) -> float:
        times = []
        for _ in range(ROUNDS):
            read.cache_clear()
            started = time.process_time()
            listener.hear(message, today)
            times.append((time.process_time() - started) * 1000)
        return min(times)

    print(f"{'':16}{SHORT:>8,} {LONG:>10,} characters   ratio")
    for name, piece in PIECES.items():
        short, long = (taken((piece * length)[:length]) for length in (SHORT, LONG))
        print(f"{name:16}{short:5.1f} ms {long:7.1f} ms {long / short:17.1f}")


if __name__ == "__main__":
    main()
