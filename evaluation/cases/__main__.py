"""Runs all cases and prints how well they end: ``python -m evaluation.cases``."""

from __future__ import annotations

import argparse
from pathlib import Path

from evaluation.cases import case, report
from evaluation.cases.case import Case
from evaluation.cases.scoring import Judged
from evaluation.cases.talking import converse, in_mind
from quiver import knowledge
from quiver.language.findings import Listener


def run_in_mind(cases: list[Case]) -> list[Judged]:
    """Every case with each of its openers, with the bot's mind alone."""
    know = knowledge.load()
    listener = Listener(know)
    return [
        Judged(one, number, converse(one, opener, in_mind(know, listener)))
        for one in cases
        for number, opener in enumerate(one.openers)
    ]


def main() -> None:
    """Runs the cases over REST, prints the figures and each miss, and writes docs/cases.md."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cases", description=main.__doc__)
    parser.add_argument("--fast", action="store_true", help="without Rasa; writes nothing")
    parser.add_argument("--file", type=Path, help="a file of cases instead of the project's own")
    parser.add_argument("--show", action="store_true", help="tell what was asked in each")
    arguments = parser.parse_args()
    cases = case.read(arguments.file, case.DEVELOPMENT) if arguments.file else case.own()
    judged = run_in_mind(cases)
    print(report.table(report.by_half(judged)))
    for one in judged:
        if arguments.show and one.case.half == case.DEVELOPMENT:
            print(one.case.id, one.ending.urgency, *one.ending.causes, "|", *one.ending.asked)
    for half in sorted({one.case.half for one in judged}):
        mine = [one for one in judged if one.case.half == half]
        print(f"\n{half}:", *report.misses(mine, half == case.HELD_OUT), sep="\n  ")


if __name__ == "__main__":
    main()
