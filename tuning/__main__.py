"""Tunes MiniLM to the clauses of ``data/clauses``: ``python -m tuning``."""

from __future__ import annotations

from quiver.language import clauses
from quiver.language.tuned import ADAPTER
from tuning.learning import learn


def main() -> None:
    """Learns the changes anew and keeps them; a bot has to be trained after it."""
    given = clauses.examples()
    print(f"Tuning MiniLM to {len(given)} clauses (about half an hour on two cores) ...")
    learn(given).save()
    print(f"Written: {ADAPTER}. Train the bot anew: make train")


if __name__ == "__main__":
    main()
