"""The doctor's summary: one page, whatever was told, with every word of it readable."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from channels.summary_pdf import render

ASSESSMENT: dict[str, Any] = {
    "type": "assessment",
    "urgency": "see_doctor",
    "knowledge_version": "0123456789ab",
    "summary": {
        "title": "Lip twitching: summary for a doctor",
        "sections": [
            {"heading": "In their words", "lines": ["“naïve café — ½ the time, it’s β”"]},
            {"heading": "Not asked", "lines": ["Alcohol", "Medicines"]},
        ],
    },
}


def text_of(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    width, height = (float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    return " ".join(reader.pages[0].extract_text().split())


def with_sections(sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {**ASSESSMENT, "summary": {"title": "Summary", "sections": sections}}


def test_every_part_is_on_the_page() -> None:
    text = text_of(render(ASSESSMENT, date(2026, 3, 2)))
    for part in (
        "Lip twitching: summary for a doctor",
        "2 March 2026",
        "Advice given: Make an appointment with a doctor.",
        "In their words",
        "“naïve café — ½ the time, it’s β”",
        "Alcohol",
        "It is not a diagnosis.",
        "0123456789ab",
    ):
        assert part in text


def test_only_embedded_fonts_are_used() -> None:
    page = PdfReader(io.BytesIO(render(ASSESSMENT))).pages[0]
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        (descendant,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"].get_object()


def test_a_long_story_is_set_smaller_until_all_of_it_fits() -> None:
    sections = [
        {"heading": f"Part {n}", "lines": [f"line {n}.{m} " * 4 for m in range(7)]}
        for n in range(6)
    ]
    text = text_of(render(with_sections(sections)))
    assert "Part 5" in text
    assert "line 5.6" in text
    assert "than this page can hold" not in text


def test_a_long_list_is_set_in_columns() -> None:
    sections = [
        {"heading": "Denied", "lines": [f"a finding {n} of some length" for n in range(50)]}
    ]
    text = text_of(render(with_sections([*sections, {"heading": "Ask", "lines": ["What now?"]}])))
    assert all(f"a finding {n} of" in text for n in range(50))
    assert "What now?" in text


def test_what_no_page_can_hold_is_said_to_be_left_out() -> None:
    sections = [{"heading": "Words", "lines": ["a long line of words " * 30] * 40}]
    assert "More was told than this page can hold." in text_of(render(with_sections(sections)))


@pytest.mark.parametrize("line", ["😬 twitches", "日本", "\ud83d lone", "a\nb\tc", "x" * 500, ""])
def test_no_message_breaks_the_page(line: str, caplog: pytest.LogCaptureFixture) -> None:
    text_of(render(with_sections([{"heading": "Words", "lines": [line]}])))
    # servers of other tests may be collected meanwhile
    assert not [record for record in caplog.records if record.name != "asyncio"]
