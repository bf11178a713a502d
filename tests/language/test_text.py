"""A message as tokens and clauses: what is cut, and that offsets point at what was written."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver.language.text import MAX_CHARACTERS, SPELLINGS, Text, normal, read

#: Any Unicode, and the marks on which texts are cut, which plain sampling hardly ever gives.
MARKS = st.text(alphabet=st.sampled_from("lip cant'’‘`´ʼ-–—.,!?;:…()[]\n\t /😀é&#0123 "))
ANY = st.one_of(st.text(max_size=300), MARKS)


def clauses(message: str) -> list[str]:
    text = read(message)
    return [" ".join(text.clause_words(clause)) for clause in text.clauses]


def assert_sound(message: str) -> None:
    text = read(message)
    assert text.raw == message[:MAX_CHARACTERS]
    end = 0
    for token in text.tokens:
        assert end <= token.start < token.end <= len(text.raw)
        assert normal(message[token.start : token.end]) == token.word
        assert token.word
        end = token.end
    covered = [range(clause.start, clause.end) for clause in text.clauses]
    assert list(itertools.chain(*covered)) == list(range(len(text.tokens)))
    assert all(covered)
    if text.tokens:
        assert text.quote(0, len(text.tokens) - 1) == message[text.tokens[0].start : end]


@given(ANY)
@settings(max_examples=200)
def test_tokens_point_at_the_text_as_written_and_clauses_hold_each_once(message: str) -> None:
    assert_sound(message)


@given(ANY.filter(bool), st.integers(1_000, 10_000))
@settings(max_examples=30, deadline=None)
def test_it_does_so_for_long_messages(piece: str, length: int) -> None:
    assert_sound((piece * (length // len(piece) + 1))[:length])


@pytest.mark.parametrize("message", ["", " ", "\n\n", "...", "😀😀", "’", "`", "-", "\0", "\u200b"])
def test_a_message_without_words_has_no_tokens_and_no_clauses(message: str) -> None:
    assert read(message) == Text(message, (), ())


def test_half_a_character_as_json_can_carry_it_is_read_around() -> None:
    assert read("lip \ud83d twitches").words[0] == "lip"
    assert_sound("lip \ud83d twitches \ude00")


def test_what_is_beyond_the_limit_is_not_read() -> None:
    text = read("lip " * 5_000)
    assert len(text.raw) == MAX_CHARACTERS
    assert text.tokens[-1].end <= MAX_CHARACTERS


@pytest.mark.parametrize("sign", ["'", "’", "‘", "`", "´", "ʼ", "′", "＇", ""])
@pytest.mark.parametrize("word", ["can{}t", "CAN{}T", "Can{}t"])
def test_every_apostrophe_gives_the_same_word(sign: str, word: str) -> None:
    assert read(f"I {word.format(sign)} whistle").words == ("i", "cant", "whistle")


@pytest.mark.parametrize("quoted", ["'lip'", "‘lip’", "`lip`", '"lip"', "“lip”", "«lip»", "*lip*"])
def test_quotation_marks_are_no_part_of_a_word(quoted: str) -> None:
    text = read(f"my {quoted} twitches")
    assert text.words == ("my", "lip", "twitches")
    assert text.quote(1, 1) == "lip"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("looooong", "loong"), ("Aaaargh", "aargh"), ("twitttttch", "twittch"), ("good", "good"),
        ("1000", "1000"), ("100000", "100000"),
        ("noooo", "no"), ("NOOOOO", "no"), ("soooo", "so"), ("yesssss", "yes"), ("noo", "no"),
        ("nooot", "noot"), ("nahhhh", "nah"),
    ],
)  # fmt: skip
def test_drawn_out_letters_are_kept_twice_and_known_words_once(written: str, word: str) -> None:
    assert normal(written) == word
    assert read(f"{written}!").words == (word,)


@pytest.mark.parametrize(("written", "word"), SPELLINGS.items(), ids=SPELLINGS.keys())
def test_a_spelling_stands_for_its_word_in_any_case(written: str, word: str) -> None:
    assert read(written.upper()).words == (word,)
    assert SPELLINGS.get(word, word) == word, "a spelling must not lead to another"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("it is non-stop", ["it is non stop"]),
        ("for 2-3 weeks", ["for 2 3 weeks"]),
        ("for 2–3 weeks", ["for 2 3 weeks"]),
        ("lip - it twitches", ["lip", "it twitches"]),
        ("lip – it twitches", ["lip", "it twitches"]),
        ("lip—it twitches", ["lip", "it twitches"]),
        ("- lip", ["lip"]),
        ("lip -", ["lip"]),
        ("my lip- it twitches", ["my lip", "it twitches"]),
    ],
)
def test_a_hyphen_joins_and_a_dash_parts(message: str, expected: list[str]) -> None:
    assert clauses(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("no droop, my eye is fine", ["no droop", "my eye is fine"]),
        ("no droop. Tired.", ["no droop", "tired"]),
        ("no droop\ntired", ["no droop", "tired"]),
        ("droop? no", ["droop", "no"]),
        ("it twitches (left) now", ["it twitches", "left", "now"]),
        ("lip twitches but no droop", ["lip twitches", "but no droop"]),
        ("lip twitches and my eye is fine", ["lip twitches", "and my eye is fine"]),
        ("lip and cheek twitch", ["lip and cheek twitch"]),
        ("stress so i drink coffee", ["stress", "so i drink coffee"]),
        ("so tired", ["so tired"]),
        ("lip twitches, but no droop", ["lip twitches", "but no droop"]),
        ("droop..., tired", ["droop", "tired"]),
        ("but", ["but"]),
        ("for 1.5 weeks.", ["for 1.5 weeks"]),
        ("lip.eye", ["lip", "eye"]),
    ],
)
def test_clauses_end_at_marks_and_before_words_that_begin_one(
    message: str, expected: list[str]
) -> None:
    assert clauses(message) == expected


def test_a_clause_knows_what_opened_and_what_closed_it() -> None:
    first, second, third = read("it twitches but less, ok?").clauses
    assert (first.opened_by, first.closed_by) == ("", "but")
    assert (second.opened_by, second.closed_by) == ("but", ",")
    assert (third.opened_by, third.closed_by) == ("", "?")
