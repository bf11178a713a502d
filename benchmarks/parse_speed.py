"""How long reading a message takes on one core, beside Rasa's stock pipeline: ``make bench``.

Both models read the same message in turns, in one process that is held to one core, so that both
meet the same noise; the medians are compared. Reading is all that Rasa does from the text to act
and entities (``Agent.parse_message``).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MESSAGE = (
    "my top lip on the left has been twitching for 2 weeks now, no droop or slurring, "
    "loads of coffee and not much sleep, is it serious?"
)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300, help="how often each reads the message")
    rounds = parser.parse_args().rounds

    hold_to_one_core()
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from evaluation import models
    from server.training import ensure_model

    agents = [models.load(ensure_model()), models.load(models.ensure_stock_model())]
    quiver, stock = asyncio.run(measure(agents, rounds))
    print(f"A message of {len(MESSAGE.split())} words, median of {rounds} on one core:")
    print(f"  Quiver          {quiver:6.1f} ms")
    print(f"  stock pipeline  {stock:6.1f} ms")
    print(f"  ratio           {quiver / stock:6.2f}")


def hold_to_one_core() -> None:
    """Before TensorFlow and ONNX Runtime are loaded: one core, and one thread of each."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.update(OMP_NUM_THREADS="1", TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the threads alone are limited
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


async def measure(agents: list[Any], rounds: int, warm_up: int = 20) -> list[float]:
    """The median time in milliseconds that each agent takes to read the message."""
    times: list[list[float]] = [[] for _ in agents]
    for number in range(warm_up + rounds):
        for agent, taken in zip(agents, times, strict=True):
            started = time.perf_counter()
            await agent.parse_message(MESSAGE)
            if number >= warm_up:
                taken.append((time.perf_counter() - started) * 1000)
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
