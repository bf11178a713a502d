"""Makes the outline of the article, and the fingerprints that show no piece of it was copied.

The article is a reference and is not part of the project. What the project keeps of it:

* an outline, on standard output: its title, and its sections in order, each with one fingerprint
  per sentence, so that "section Tremors, sentence 3" means the same sentence for everybody;
* a list of fingerprints of all runs of eight words (``--shingles``), so that a test can prove,
  without having the article, that none of its wording stands anywhere in the project.

Usage::

    python scripts/article_outline.py ARTICLE > quiver/knowledge/article/outline.yml

How the text is read (the rules are few, so that the numbers can be checked by hand):

* The first line is the title; what follows it is the section «Introduction». The outline gives the
  title shortened (``TITLE``): as it stands it is a run of eight of the article's words.
* A line that stands alone between blank lines and ends without a full stop is a heading; a
  question mark is allowed in a heading.
* A paragraph that follows two blank lines lost its heading; ``LOST_HEADINGS`` gives it back by
  the first word of the paragraph.
* Bullets are ordinary sentences of the section in which they stand, and are counted on.
* A sentence ends at ``.``, ``!`` or ``?`` before white space or at the end of a paragraph. Where
  the article lacks a full stop ("... permanent One of ..." in Facial Palsy), the words up to the
  next full stop count as one sentence: nothing is guessed into the text.
* "More Related Topics" at the end is a link and not a section.

Words are compared in lower case, as runs of ASCII letters, digits and straight apostrophes.
Fingerprints are the first 12 (sentence) or 10 (run of words) hexadecimal digits of SHA-256. The
title is among the runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHINGLES = Path(__file__).resolve().parents[1] / "tests" / "knowledge" / "article_shingles.txt"

RUN = 8
LOST_HEADINGS = {"Hypoparathyroidism": "Hypoparathyroidism"}
TITLE = "Lip Twitching: Causes and Diseases"
INTRODUCTION = "Introduction"
NOT_A_SECTION = "More Related Topics"


@dataclass
class Section:
    """A section of the article: its heading and its sentences in order."""

    heading: str
    sentences: list[str] = field(default_factory=list)


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"[a-z0-9']+", text.lower())


def fingerprint(text: str, digits: int) -> str:
    """The first hexadecimal digits of the SHA-256 of a text's words, joined by single spaces."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()[:digits]


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph: each ends at a mark before white space or the end."""
    return re.findall(r"\S.*?(?:[.!?](?=\s|$)|$)", paragraph.strip())


def shingles(text: str) -> set[str]:
    """The fingerprints of all runs of eight words of a text."""
    all_words = words(text)
    runs = (all_words[i : i + RUN] for i in range(len(all_words) - RUN + 1))
    return {fingerprint(" ".join(run), 10) for run in runs}


def sections(lines: list[str]) -> Iterator[Section]:
    """The sections of the article, the introduction first."""
    section = Section(INTRODUCTION)
    blank = 0
    for line in lines[1:]:
        text = line.strip().lstrip("•").strip()
        if not text:
            blank += 1
            continue
        lost = LOST_HEADINGS.get(text.split()[0]) if blank > 1 else None
        heading = lost or (text if len(sentences(text)) == 1 and not text.endswith(".") else None)
        if heading:
            yield section
            if heading == NOT_A_SECTION:
                return
            section = Section(heading)
        if lost or not heading:
            section.sentences += sentences(text)
        blank = 0
    yield section


def outline(lines: list[str]) -> str:
    """The outline of the article as YAML."""
    found = list(sections(lines))
    result = [
        "# Made by scripts/article_outline.py: the article's sections in order, one SHA-256",
        "# fingerprint per sentence. Facts name a section and count its sentences from 1.",
        f"title: {json.dumps(TITLE, ensure_ascii=False)}",
        "sections:",
    ]
    for section in found:
        result += [f"- heading: {json.dumps(section.heading, ensure_ascii=False)}", "  sentences:"]
        result += [f'  - "{fingerprint(text, 12)}"' for text in section.sentences]
    return "\n".join(result) + "\n"


def main() -> None:
    """Prints the outline of the article and writes the fingerprints of its runs of words."""
    parser = argparse.ArgumentParser(description="Outline and fingerprints of the article.")
    parser.add_argument("article", type=Path, help="the article as plain text (UTF-8)")
    parser.add_argument("--shingles", type=Path, default=SHINGLES, help="default: %(default)s")
    arguments = parser.parse_args()
    lines = arguments.article.read_text("utf-8").splitlines()
    found = shingles("\n".join(lines))
    arguments.shingles.write_text("".join(f"{run}\n" for run in sorted(found)), "utf-8")
    sys.stdout.write(outline(lines))


if __name__ == "__main__":
    main()
