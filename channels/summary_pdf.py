"""The doctor's summary as a PDF: one A4 page that reads well on a black-and-white printer.

Every channel that hands the summary on uses this. The page is drawn with fpdf2; the typeface is
DejaVu Sans, which comes with matplotlib (a dependency of Rasa), and only the characters that are
used are embedded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from quiver import wording

_MARGIN = 18.0  # mm
_FOOTER = 13.0  # mm kept free at the foot of the page
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # points: the first at which all fits is taken
#: A list of at most so many lines is set in so many columns.
_COLUMNS = ((6, 1), (14, 2), (10_000, 3))
_GAP = 6.0  # mm between columns
_INDENT = 4.0  # mm
_UNPRINTABLE = "□"
_SHORTENED = "More was told than this page can hold."
_DISCLAIMER = (
    "Written by Quiver, a program, from what the person told it. Nobody has examined them. "
    "It is not a diagnosis."
)


def render(assessment: Mapping[str, Any], written: date | None = None) -> bytes:
    """Draws the summary of an assessment.

    Args:
        assessment: the ``custom`` object of an ``assessment`` message (docs/messages.md), with its
            ``summary``: ``{"title": ..., "sections": [{"heading": ..., "lines": [...]}]}``. For a
            summary without an assessment, nothing else is needed.
        written: the day that the page names; today when left out.

    Returns:
        The bytes of a PDF of exactly one page.

    Raises:
        KeyError: when the assessment has no summary.
    """
    summary = assessment["summary"]
    for size in _SIZES:
        page = _Page(size, summary["title"])
        page.head(assessment.get("urgency"), written or date.today())
        fits = all(page.section(one["heading"], one["lines"]) for one in summary["sections"])
        if fits:
            break
        if size == _SIZES[-1]:
            page.last_line(_SHORTENED)
        else:
            page.discard()
    return page.finish(assessment.get("knowledge_version"))


class _Page:
    """One A4 page with text at one size; what does not fit any more is left out."""

    def __init__(self, size: float, title: str) -> None:
        self._size = size
        self._line = size * 0.50  # mm
        self._pdf = pdf = FPDF(format="A4")
        pdf.set_margin(_MARGIN)
        pdf.set_auto_page_break(False)
        pdf.c_margin = 0
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            pdf.add_font("DejaVu", style, _fonts() / file)
        pdf.set_title(title)
        pdf.set_lang("en-GB")
        pdf.set_creator("Quiver")
        pdf.add_page()
        self._bottom = pdf.h - _MARGIN - _FOOTER
        self._title = title

    def head(self, urgency: str | None, written: date) -> None:
        """The title, where the page comes from, and in a frame how urgent it was found to be."""
        pdf = self._pdf
        self._write(self._title, bold=True, size=17)
        self._write(
            f"{written.day} {written:%B %Y}, from a chat with a program", size=self._size - 0.5
        )
        if urgency is None:
            return
        pdf.ln(2.5)
        pdf.set_line_width(0.5)
        pdf.set_font("DejaVu", "B", self._size + 1)
        pdf.multi_cell(
            0,
            9,
            _printable(f"Advice given: {wording.URGENCY[urgency]}"),
            border=1,
            padding=(0, 3),
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def section(self, heading: str, lines: list[str]) -> bool:
        """A heading with its lines; whether all of them had room."""
        pdf = self._pdf
        if pdf.y + 3 * self._line + 4 > self._bottom:
            return False
        pdf.ln(self._line * 0.75)
        self._write(heading, bold=True, size=self._size + 1)
        pdf.set_line_width(0.2)
        pdf.line(_MARGIN, pdf.y + 0.4, pdf.w - _MARGIN, pdf.y + 0.4)
        pdf.ln(1.6)
        return self._bullets([_printable(line) for line in lines])

    def last_line(self, text: str) -> None:
        """A line below everything else, for which there is always room above the foot."""
        self._pdf.set_y(self._bottom)
        self._write(text, bold=True, size=self._size)

    def discard(self) -> None:
        """Closes the font's files of a page that will not be finished."""
        for font in self._pdf.fonts.values():
            assert isinstance(font, TTFFont)
            font.close()

    def finish(self, version: str | None) -> bytes:
        """The document, with the foot of the page."""
        pdf = self._pdf
        pdf.set_y(pdf.h - _MARGIN - 8)
        pdf.line(_MARGIN, pdf.y, pdf.w - _MARGIN, pdf.y)
        pdf.ln(1.5)
        self._write(f"{_DISCLAIMER} Knowledge: {version}." if version else _DISCLAIMER, size=7)
        return bytes(pdf.output())

    def _bullets(self, lines: list[str]) -> bool:
        """The lines as a list, a long one side by side; whether all of them had room."""
        pdf = self._pdf
        count = next(n for most, n in _COLUMNS if len(lines) <= most)
        width = (pdf.epw - (count - 1) * _GAP) / count
        rows = -(-len(lines) // count)
        top = lowest = pdf.y
        pdf.set_font("DejaVu", "", self._size)
        for number, line in enumerate(lines):
            column, row = divmod(number, rows)
            if row == 0:
                pdf.set_y(top)
            left = _MARGIN + column * (width + _GAP)
            parts = pdf.multi_cell(
                width - _INDENT, self._line, line, align="L", dry_run=True, output="LINES"
            )
            assert isinstance(parts, list)
            if pdf.y + len(parts) * self._line > self._bottom:
                return False
            pdf.set_x(left)
            pdf.cell(_INDENT, self._line, "•")
            pdf.multi_cell(width - _INDENT, self._line, line, align="L", new_y=YPos.NEXT)
            pdf.ln(self._size * 0.04)
            lowest = max(lowest, pdf.y)
        pdf.set_xy(_MARGIN, lowest)
        return True

    def _write(self, text: str, *, size: float, bold: bool = False) -> None:
        self._pdf.set_font("DejaVu", "B" if bold else "", size)
        self._pdf.multi_cell(
            0, size * 0.47, _printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )


@cache
def _fonts() -> Path:
    matplotlib = find_spec("matplotlib")
    assert matplotlib is not None
    assert matplotlib.origin is not None
    return Path(matplotlib.origin).parent / "mpl-data/fonts/ttf"


@cache
def _characters() -> frozenset[int]:
    with TTFont(_fonts() / "DejaVuSans.ttf") as font:
        return frozenset(font.getBestCmap())


def _printable(text: str) -> str:
    """One line of text with a box for each character, such as an emoji, that the font lacks."""
    known = _characters()
    return "".join(c if ord(c) in known else _UNPRINTABLE for c in " ".join(text.split()))
