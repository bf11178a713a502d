"""Choices named by their number."""

from __future__ import annotations

import pytest

from quiver.language.numbers import chosen_numbers
from quiver.language.text import read


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("2", [2]),
        ("1 and 3", [1, 3]),
        ("number four", [4]),
        ("the second one", [2]),
        ("one, four", [1, 4]),
        ("first two", [1, 2]),
        ("the last two", [4, 5]),
        ("3 to 5", [3, 4, 5]),
        ("all but 2", [1, 3, 4, 5]),
        ("not 3, all the others", [1, 2, 4, 5]),
        ("hmm 3 and maybe 4", [3, 4]),
        ("the last one", [5]),
        ("3 weeks", []),
        ("about 20 times a day", []),
        ("no", []),
        ("", []),
        ("one of my arms is weak", []),
    ],
)
def test_numbers_of_a_list_of_five(text: str, chosen: list[int]) -> None:
    assert chosen_numbers(read(text).words, 5, several=True) == chosen


@pytest.mark.parametrize("text", ["all but 2", "first two", "2 to 4"])
def test_only_a_list_takes_several(text: str) -> None:
    assert len(chosen_numbers(read(text).words, 5, several=False)) != 3
