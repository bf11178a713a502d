"""The figures of the cases as a table for the terminal and as docs/cases.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluation.cases.scoring import Judged, Scores, score

OVER_REST = "The figures below are of the served bot, over REST."
IN_MIND = (
    "The figures below are of the bot's mind alone (`ARGS=--fast`), without Rasa and its model."
)
HOW = Path(__file__).parent / "how.md"

ROWS = (
    ("conversations", "{0.conversations}"),
    ("urgency exact", "{0.urgency_strict:.1%}"),
    ("urgency exact or tolerable", "{0.urgency:.1%}"),
    ("under-triage", "{0.under}"),
    ("over-triage", "{0.over}"),
    ("emergencies under-triaged", "{0.missed_emergencies}"),
    ("right cause first", "{0.first:.1%}"),
    ("right cause among the first three", "{0.among_three:.1%}"),
    ("no cause named where none of the article's fits", "{0.none_named:.1%}"),
    ("questions asked, median", "{0.median_asked:g}"),
    ("questions asked, most", "{0.most_asked}"),
)


def by_set(judged: Iterable[Judged]) -> dict[str, Scores]:
    """The figures of the cases that may be read, and of those that nobody reads."""
    sets: dict[str, list[Judged]] = {}
    for one in judged:
        sets.setdefault("unread" if one.case.unread else "read", []).append(one)
    return {name: score(own) for name, own in sets.items()}


def table(sets: Mapping[str, Scores]) -> str:
    """The figures of several sets side by side, as a Markdown table."""
    lines = ["| | " + " | ".join(sets) + " |", "|---|" + "---:|" * len(sets)]
    for name, shape in ROWS:
        lines.append(f"| {name} | " + " | ".join(map(shape.format, sets.values())) + " |")
    return "\n".join(lines)


def misses(judged: Iterable[Judged]) -> list[str]:
    """Each miss in a line: what was right, what came, and why it should have been.

    Of an unread case the line says no more than what went wrong.
    """
    lines = []
    for one in judged:
        wrong = _wrong(one)
        if not wrong:
            continue
        line = f"{one.case.id}.{one.opener + 1}: {'; '.join(wrong)}."
        if not one.case.unread:
            line += (
                f" Named: {', '.join(one.ending.causes) or 'none'}. "
                f"Right: {', '.join(one.case.causes) or 'none'}. {one.case.rationale}"
            )
        lines.append(line)
    return lines


def _wrong(one: Judged) -> list[str]:
    """What is wrong with how a conversation ended."""
    case, wrong = one.case, []
    if not one.strictly_exact:
        kind = "tolerable" if one.exact else "under-triage" if one.under else "over-triage"
        wrong.append(f"{kind}: {one.ending.urgency} instead of {case.urgency}")
    if not case.causes:
        return wrong if one.none_named else [*wrong, "a cause is named though none fits"]
    if not one.among_three:
        wrong.append("the right cause is not named")
    elif not one.first:
        wrong.append("the right cause is not first")
    return wrong


def page(figures: str, judged: Iterable[Judged], fast: bool) -> str:
    """The page docs/cases.md; ``fast`` tells that the figures are of the bot's mind alone."""
    run = IN_MIND if fast else OVER_REST
    return HOW.read_text("utf-8").format(
        run=run, figures=figures, misses="\n".join(f"- {m}" for m in misses(judged))
    )
