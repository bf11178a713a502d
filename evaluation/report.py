"""The figures as a table in the terminal, and as ``docs/understanding.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.errors import Error
from evaluation.metrics import INTENT_METRICS, METRICS, Found, Metric, Scores, Share
from evaluation.sets import Answer

NONE = "—"
#: How the pooled messages of all sets are called.
ALL = "all"
_KINDS = {
    "": "all answers",
    "yes_no": "yes or no",
    "how_often": "how often",
    "duration": "how long",
    "side": "which side",
    "checklist": "check lists",
}


@dataclass(frozen=True)
class Measured:
    """What was measured on one set of messages, or on all of them pooled."""

    name: str
    messages: int
    quiver: Scores
    stock: Scores
    errors: Sequence[Error] = ()
    private: bool = False


@dataclass(frozen=True)
class MeasuredAnswers:
    """What was measured on one set of answers."""

    name: str
    shares: Mapping[str, Share]
    wrong: Sequence[Answer]


@dataclass(frozen=True)
class Report:
    """Everything that is reported, and the fingerprints of what it was measured with."""

    model: str
    stock_model: str
    sets: Sequence[Measured]
    answers: Sequence[MeasuredAnswers]
    remarks: Sequence[str] = field(default=())


def number(value: float | None) -> str:
    """A share as it is printed: with a decimal more than the aims, so that none seems reached."""
    return NONE if value is None else f"{value:.3f}"


def aim(metric: Metric) -> str:
    """What a figure aims at."""
    if metric.aim is None:
        return ""
    return f"{'≤' if metric.lower else '≥'} {metric.aim:.2f}"


def _stock(metric: Metric, scores: Scores) -> str:
    return number(scores.figures.get(metric.id)) if metric.id in INTENT_METRICS else NONE


def main_rows(report: Report) -> list[list[str]]:
    """The main table: a line for each figure, two columns for each set."""
    head = ["", "aim"]
    for measured in report.sets:
        head += [f"{measured.name} ({measured.messages})", "stock"]
    rows = [head]
    for metric in METRICS:
        row = [metric.title, aim(metric)]
        for measured in report.sets:
            row += [number(measured.quiver.figures.get(metric.id)), _stock(metric, measured.stock)]
        rows.append(row)
    return rows


def answer_rows(measured: MeasuredAnswers) -> list[list[str]]:
    """The table of answers by kind of question."""
    rows = [["question", "answers", "understood"]]
    for kind, share in measured.shares.items():
        rows.append([_KINDS.get(kind, kind), str(share.of), number(share.value)])
    return rows


def finding_rows(found: Mapping[str, Found]) -> list[list[str]]:
    """The table of findings, the worst first."""
    rows = [["finding", "told", "missed", "wrongly heard", "precision", "recall", "F1"]]
    counted = [(name, f) for name, f in found.items() if f.f1 is not None]
    for name, f in sorted(counted, key=lambda pair: (pair[1].f1 or 0.0, pair[0])):
        figures = [number(f.precision), number(f.recall), number(f.f1)]
        rows.append([name, str(f.right + f.missed), str(f.missed), str(f.wrong), *figures])
    return rows


def plain(rows: Sequence[Sequence[str]]) -> str:
    """A table for the terminal."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table for the page."""
    head, *body = [[escape(cell) for cell in row] for row in rows]
    rule = ["---"] + ["--:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


def escape(text: str) -> str:
    """A text as one cell of a table."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())


def terminal(report: Report) -> str:
    """What is printed."""
    parts = [plain(main_rows(report))]
    parts += [f"{a.name}\n{plain(answer_rows(a))}" for a in report.answers]
    return "\n\n".join([*parts, *report.remarks])


def error_lines(measured: Measured) -> str:
    """The worst errors of a set; of a private one without the texts."""
    lines = []
    for error in measured.errors:
        text = "" if measured.private else f" “{escape(error.message.text)}”"
        lines.append(f"- **{error.message.id}**{text}: {'; '.join(error.faults)}")
    return "\n".join(lines) or "None."


def page(report: Report, explanation: str) -> str:
    """The page ``docs/understanding.md``.

    Args:
        report: what was measured.
        explanation: how it was measured, in Markdown.
    """
    pooled = next((m for m in report.sets if m.name == ALL), report.sets[-1])
    parts = [
        "# How well Quiver understands",
        "Written by `make eval`; do not edit it.",
        f"Quiver's model: inputs `{report.model}`. The stock pipeline's: `{report.stock_model}`.",
        "\n".join(report.remarks),
        "## Figures",
        "Beside each set's figures stand those of the stock pipeline, which knows acts alone; "
        f"{NONE} means nothing to count. In brackets: how many messages.",
        markdown(main_rows(report)),
    ]
    for answers in report.answers:
        wrong = [
            f"- **{a.id}** “{escape(a.text)}” to “{escape(a.question)}” means "
            f"{', '.join(a.meaning) if isinstance(a.meaning, tuple) else a.meaning}"
            for a in answers.wrong[:15]
        ]
        parts += [
            f"### Answers to an open question: {answers.name}",
            markdown(answer_rows(answers)),
            "The first of those not understood:",
            "\n".join(wrong) or "None.",
        ]
    parts.append(explanation.strip())
    parts += [f"## By finding, in {pooled.name}", markdown(finding_rows(pooled.quiver.by_finding))]
    for measured in report.sets:
        if measured.name != ALL:
            parts += [f"## The worst errors in {measured.name}", error_lines(measured)]
    return "\n\n".join(part for part in parts if part) + "\n"
