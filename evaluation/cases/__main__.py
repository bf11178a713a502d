"""Runs all cases and prints how well they end: ``python -m evaluation.cases``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from evaluation.cases import case, report
from evaluation.cases.case import Case
from evaluation.cases.scoring import Judged
from evaluation.cases.serving import served
from evaluation.cases.talking import Say, converse, in_mind, over_rest
from evaluation.models import listener
from quiver import knowledge
from server.training import ensure_model

PAGE = Path("docs/cases.md")


def run(cases: list[Case], begin: Callable[[], Say]) -> list[Judged]:
    """Every case with each of its openers, each in a conversation of its own.

    Args:
        cases: the cases.
        begin: begins a conversation.
    """
    return [
        Judged(one, number, converse(one, opener, begin()))
        for one in cases
        for number, opener in enumerate(one.openers)
    ]


def run_in_mind(cases: list[Case]) -> list[Judged]:
    """Runs the cases with the bot's mind alone: no Rasa, but what training learnt to hear."""
    know, hears = knowledge.load(), listener(ensure_model())
    return run(cases, lambda: in_mind(know, hears))


def main() -> None:
    """Runs the cases over REST, prints the figures and each miss, and writes docs/cases.md."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cases", description=main.__doc__)
    parser.add_argument(
        "--fast", action="store_true", help="with the bot's mind alone, without Rasa"
    )
    parser.add_argument("--file", type=Path, help="a file of other cases; writes no page")
    parser.add_argument("--port", type=int, default=5016, help="the port to serve the bot on")
    arguments = parser.parse_args()
    cases = case.read(arguments.file) if arguments.file else case.own()
    if arguments.fast:
        judged = run_in_mind(cases)
    else:
        with served(arguments.port) as address:
            judged = run(cases, lambda: over_rest(address))
    figures = report.table(report.by_set(judged))
    print("\n".join(["", figures, "", *report.misses(judged)]))
    if not arguments.file:
        PAGE.write_text(report.page(figures, judged, arguments.fast), "utf-8")
        print(f"\nWritten: {PAGE}")


if __name__ == "__main__":
    main()
