"""``python -m evaluation``: trains what is missing, measures, prints, and writes the page."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation import answers, errors, metrics, models, report, sets
from evaluation.metrics import Heard, Scores
from evaluation.report import ALL, Measured, MeasuredAnswers, Report
from evaluation.sets import Message, MessageSet
from quiver import knowledge
from quiver.knowledge import Knowledge

PAGE = sets.ROOT / "docs" / "understanding.md"
HOW = Path(__file__).parent / "how.md"
Pairs = list[tuple[Message, Heard]]


def main() -> None:
    """Parses the command line and measures."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description="Measures how well Quiver understands people."
    )
    parser.add_argument(
        "--examples",
        type=Path,
        default=sets.EXAMPLES,
        help="a folder with a messages.jsonl outside the project (default: ../shared/examples "
        "beside the project's folder); left out when it is not there",
    )
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    parser.add_argument(
        "--without-stock",
        action="store_true",
        help="leave out Rasa's stock pipeline, whose training takes 20 minutes or more",
    )
    arguments = parser.parse_args()
    examples, page = arguments.examples.resolve(), arguments.page.resolve()

    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    if not sys.stderr.isatty():
        os.environ.setdefault("LOG_LEVEL", "WARNING")  # Rasa shows its progress bars otherwise
    os.chdir(sets.ROOT)  # Rasa looks for its files and our packages in the working folder
    from server.training import ensure_model  # heavy: after the settings above

    stock = None if arguments.without_stock else models.ensure_stock_model()
    measured = asyncio.run(measure(ensure_model(), stock, examples))
    print(f"\n{report.terminal(measured)}\n")
    page.write_text(report.page(measured, HOW.read_text("utf-8")), "utf-8")
    print(f"Written: {page}")


async def measure(model: Path, stock_model: Path | None, examples: Path) -> Report:
    """Reads all sets with both models, or with ours alone, and works out all figures."""
    know = knowledge.load()
    given = sets.message_sets(examples)
    print("Loading the models (about half a minute) ...", flush=True)
    agents = [models.load(one) for one in (model, stock_model) if one]
    measured: list[Measured] = []
    pooled: tuple[Pairs, Pairs] = ([], [])
    for one in given:
        print(f"Reading {len(one.messages)} messages of {one.name} with each ...", flush=True)
        pairs = [await _read(agent, one, know) for agent in agents]
        pairs += [[]] * (2 - len(pairs))
        measured.append(_measured(one.name, pairs[0], pairs[1], know, one.private))
        if not one.name.startswith(sets.DEVELOPMENT.name):
            pooled[0].extend(pairs[0])
            pooled[1].extend(pairs[1])
    if len(measured) > 1:
        measured.append(_measured(ALL, *pooled, know))
    missing = f"Left out, because it is not there: {sets.name_of(examples)}/messages.jsonl."
    return Report(
        model=_fingerprint(model),
        stock_model=_fingerprint(stock_model) if stock_model else "not measured",
        sets=measured,
        answers=[await _answers(agents[0], name, know) for name in sets.answer_sets()],
        remarks=() if any(one.name == sets.name_of(examples) for one in given) else (missing,),
    )


def _fingerprint(model: Path) -> str:
    return model.name.removesuffix(".tar.gz").rpartition("-")[2]


async def _read(agent: Any, one: MessageSet, know: Knowledge) -> Pairs:
    said = await models.understand(agent, one.messages)
    heard = [metrics.heard_of(utterance, know) for utterance in said]
    return list(zip(one.messages, heard, strict=True))


def _measured(
    name: str, quiver: Pairs, stock: Pairs, know: Knowledge, private: bool = False
) -> Measured:
    scores: Sequence[Scores] = [metrics.score(pairs, know) for pairs in (quiver, stock)]
    return Measured(
        name, len(quiver), scores[0], scores[1], errors.worst(quiver, know), private=private
    )


async def _answers(agent: Any, name: str, know: Knowledge) -> MeasuredAnswers:
    given = sets.answer_sets()[name]
    said = await models.understand(agent, given)
    shares, wrong = answers.score_answers(list(zip(given, said, strict=True)), know)
    return MeasuredAnswers(name, shares, () if name.startswith("unread") else wrong)


if __name__ == "__main__":
    main()
