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
            ``summary``: ``{"title": ..., "sections": [{"heading": ..., "lines": [...]}]}``.
        written: the day that the page names; today when left out.

    Returns:
        The bytes of a PDF of exactly one page.

    Raises:
        KeyError: when the assessment has no summary.
    """
    summary = assessment["summary"]
    for size in _SIZES:
        page = _Page(size, summary["title"], str(assessment["knowledge_version"]))
        page.head(assessment["urgency"], written or date.today())
        fits = all(page.section(one["heading"], one["lines"]) for one in summary["sections"])
        if fits:
            break
        if size == _SIZES[-1]:
            page.last_line(_SHORTENED)
        else:
            page.discard()
    return page.finish()


class _Page:
    """One A4 page with text at one size; what does not fit any more is left out."""

    def __init__(self, size: float, title: str, version: str) -> None:
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
        self._version = version

    def head(self, urgency: str, written: date) -> None:
        """The title, where the page comes from, and in a frame how urgent it was found to be."""
        pdf = self._pdf
        self._write(self._title, bold=True, size=17)
        self._write(
            f"{written.day} {written:%B %Y}, from a chat with a program", size=self._size - 0.5
        )
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
        return all(self._bullet(line) for line in lines)

    def last_line(self, text: str) -> None:
        """A line below everything else, for which there is always room above the foot."""
        self._pdf.set_y(self._bottom)
        self._write(text, bold=True, size=self._size)

    def discard(self) -> None:
        """Closes the font's files of a page that will not be finished."""
        for font in self._pdf.fonts.values():
            assert isinstance(font, TTFFont)
            font.close()

    def finish(self) -> bytes:
        """The document, with the foot of the page."""
        pdf = self._pdf
        pdf.set_y(pdf.h - _MARGIN - 8)
        pdf.line(_MARGIN, pdf.y, pdf.w - _MARGIN, pdf.y)
        pdf.ln(1.5)
        self._write(f"{_DISCLAIMER} Knowledge version {self._version}.", size=7.5)
        return bytes(pdf.output())

    def _bullet(self, text: str) -> bool:
        pdf = self._pdf
        text = _printable(text)
        pdf.set_font("DejaVu", "", self._size)
        width = pdf.epw - 5
        lines = pdf.multi_cell(width, self._line, text, dry_run=True, output="LINES")
        assert isinstance(lines, list)
        if pdf.y + len(lines) * self._line > self._bottom:
            return False
        pdf.cell(5, self._line, "•")
        pdf.multi_cell(width, self._line, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(self._size * 0.04)
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
