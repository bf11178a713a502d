"""The figures of the cases as a table for the terminal and as docs/cases.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluation.cases.case import HELD_OUT
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


def table(sets: dict[str, Scores]) -> str:
    """The figures of several sets side by side, as a Markdown table."""
    lines = ["| | " + " | ".join(sets) + " |", "|---|" + "---:|" * len(sets)]
    for name, shape in ROWS:
        figures = " | ".join(shape.format(scores) for scores in sets.values())
        lines.append(f"| {name} | {figures} |")
    return "\n".join(lines)


def misses(judged: Iterable[Judged], private: bool) -> list[str]:
    """Each miss in a line: what was right, what came, and why it should have been.

    Args:
        judged: the conversations.
        private: whether the cases may only be counted: then the line is without their content.
    """
    lines = []
    for one in judged:
        case, ending = one.case, one.ending
        if one.exact and (one.first or not case.causes):
            continue
        wrong = []
        if not one.exact:
            kind = "under-triage" if one.under else "over-triage"
            wrong.append(f"{kind}: {ending.urgency} instead of {case.urgency}")
        if case.causes and not one.among_three:
            wrong.append("the right cause is not named")
        elif case.causes and not one.first:
            wrong.append("the right cause is not first")
        line = f"{case.id}.{one.opener + 1}: {'; '.join(wrong)}"
        if not private:
            named = ", ".join(ending.causes) or "none"
            line += f". Named: {named}. Right: {', '.join(case.causes)}. {case.rationale}"
        lines.append(line)
    return lines


def by_half(judged: Iterable[Judged]) -> dict[str, Scores]:
    """The figures of each half and of all together."""
    judged = list(judged)
    halves = sorted({one.case.half for one in judged})
    sets = {half: score(one for one in judged if one.case.half == half) for half in halves}
    return {**sets, "all": score(judged)} if len(sets) > 1 else sets


def all_misses(judged: Iterable[Judged]) -> str:
    """Every miss by half; those of the held-out half without what they say."""
    judged = list(judged)
    lines = []
    for half in sorted({one.case.half for one in judged}):
        own = misses((one for one in judged if one.case.half == half), half == HELD_OUT)
        lines += [f"{half}: {len(own)}", *(f"- {line}" for line in own)]
    return "\n".join(lines)


def page(figures: str, judged: Iterable[Judged], fast: bool) -> str:
    """The page docs/cases.md; ``fast`` tells that the figures are of the bot's mind alone."""
    run = IN_MIND if fast else OVER_REST
    return HOW.read_text("utf-8").format(run=run, figures=figures, misses=all_misses(judged))
