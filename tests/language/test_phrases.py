"""The phrase language: every construct, every error, and where phrases match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver import knowledge
from quiver.knowledge.phrases import PhraseError, compile_phrase
from quiver.language.matching import GAP, Lexicon
from quiver.language.text import read

CLASSES = {"face": ("face", "cheek", "jaw*"), "side": ("left", "right"), "none": ()}


def matches(phrase: str, message: str) -> list[list[str]]:
    """The words on which each match of the phrase in the message rests."""
    text = read(message)
    lexicon = Lexicon([("x", compile_phrase(phrase, CLASSES))])
    return [[text.words[token] for token in match.tokens] for match in lexicon.find(text)]


@pytest.mark.parametrize(
    ("phrase", "message", "words"),
    [
        ("lip twitches", "my lip twitches", "lip twitches"),
        ("lip|mouth twitches", "my mouth twitches", "mouth twitches"),
        ("droop*", "a drooping lip", "drooping"),
        ("droop*", "a droop", "droop"),
        ("sag|droop*", "it droops", "droops"),
        ("side of the? lip", "one side of lip", "side of lip"),
        ("side of the? lip", "one side of the lip", "side of the lip"),
        ("side of my|the? lip", "side of my lip", "side of my lip"),
        ("side of the? upper? lip", "side of upper lip", "side of upper lip"),
        ("lip _ twitches", "lip twitches", "lip twitches"),
        ("lip _ twitches", "lip it really always twitches", "lip twitches"),
        ("lip _ on _ left", "lip goes on my very left", "lip on left"),
        ("@face", "my cheek", "cheek"),
        ("@face", "my jawline", "jawline"),
        ("@side side of @face? _ lip", "left side of the big lip", "left side of lip"),
        ("lip & left", "left is where the lip goes", "left lip"),
        ("lip & left & !right", "the left of my lip", "left lip"),
        ("@side & twitch* & !@face", "twitching on the right", "twitching right"),
        ("2 weeks", "for 2 weeks", "2 weeks"),
        ("left & ~@face|my|lip", "left, since monday", "left"),
        ("left & ~@face|my|lip", "my lip left jawline", "left"),
        ("lip & left & ~my", "my left lip", "left lip"),
        ("calcium 1.*|2.0*", "calcium 1.85", "calcium 1.85"),
        ("calcium 1.*|2.0*", "calcium 2.05", "calcium 2.05"),
        ("^since|from birth", "my lip twitches, from birth", "from birth"),
    ],
)
def test_a_construct_matches_what_it_says(phrase: str, message: str, words: str) -> None:
    assert matches(phrase, message) == [words.split()]


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("lip twitches", "lip it twitches"),
        ("lip twitches", "twitches lip"),
        ("droop", "drooping"),
        ("^since birth", "a freckle since birth"),
        ("droop*", "adroop"),
        ("lip _ twitches", "lip one two three four twitches"),
        ("lip _ twitches", "twitches lip"),
        ("calcium 1.*", "calcium 10"),
        ("side of the? lip", "side of my lip"),
        ("@face", "my lip"),
        ("@none", "my lip"),
        ("lip & left", "the lip"),
        ("lip & !left", "the left lip"),
        ("lip & !left", "lip on the left"),
        ("lip & !on the left", "lip on the left"),
        ("left & ~@face|my", "she left my face"),
        ("left|right & ~my", "my left or right"),
    ],
)
def test_and_nothing_else(phrase: str, message: str) -> None:
    assert matches(phrase, message) == []


@pytest.mark.parametrize("mark", [". ", ", ", "? ", "; ", "\n", " but ", " (", " – "])
@pytest.mark.parametrize("phrase", ["lip twitches", "lip _ twitches", "lip & twitches"])
def test_a_phrase_matches_in_one_clause_only(phrase: str, mark: str) -> None:
    assert matches(phrase, f"lip{mark}twitches") == []


@pytest.mark.parametrize("phrase", ["lip & !left", "lip & !on _ left"])
def test_what_bars_a_phrase_does_so_in_its_own_clause_only(phrase: str) -> None:
    assert matches(phrase, "my lip, on the left") == [["lip"]]


@pytest.mark.parametrize("gap", range(GAP + 3))
def test_a_gap_is_up_to_three_words(gap: int) -> None:
    assert bool(matches("lip _ twitches", f"lip {'so ' * gap}twitches")) == (gap <= GAP)


def test_every_place_is_found_and_a_part_joins_the_nearest_other() -> None:
    assert matches("lip", "lip to lip") == [["lip"], ["lip"]]
    assert matches("lip & left|right", "left lip and the other lip right") == [
        ["left", "lip"],
        ["lip", "right"],
    ]


def test_words_may_serve_several_phrases_and_labels() -> None:
    phrases = ["lip", "lip twitches", "twitch*"]
    lexicon = Lexicon([(phrase, compile_phrase(phrase, CLASSES)) for phrase in phrases])
    found = {match.label: match.tokens for match in lexicon.find(read("my lip twitches"))}
    assert found == {"lip": (1,), "lip twitches": (1, 2), "twitch*": (2,)}


def test_an_empty_lexicon_finds_nothing() -> None:
    assert list(Lexicon([]).find(read("my lip twitches"))) == []


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "begins and ends"),
        ("   ", "begins and ends"),
        ("_ lip", "begins and ends"),
        ("lip _", "begins and ends"),
        ("the? lip", "begins and ends"),
        ("lip the?", "begins and ends"),
        ("_", "begins and ends"),
        ("lip &", "begins and ends"),
        ("& lip", "begins and ends"),
        ("lip & & left", "begins and ends"),
        ("lip & !", "begins and ends"),
        ("lip & !_", "begins and ends"),
        ("!lip", "nothing in it must be there"),
        ("~lip", "nothing in it must be there"),
        ("lip & ~@nowhere", "no word class '@nowhere'"),
        ("lip & ~", "not made of words"),
        ("!lip & !left", "nothing in it must be there"),
        ("@nowhere", "no word class '@nowhere'"),
        ("lip & !@nowhere", "no word class '@nowhere'"),
        ("lip|@nowhere", "no word class '@nowhere'"),
        ("lip|", "not made of words"),
        ("|lip", "not made of words"),
        ("lip||left", "not made of words"),
        ("*", "not made of words"),
        ("can't", "not made of words"),
        ("non-stop", "not made of words"),
        ("*lip", "not made of words"),
        ("l*p", "not made of words"),
        ("li?p", "not made of words"),
        ("lip, left", "not made of words"),
        ("lip**", "not made of words"),
    ],
)
def test_what_is_not_the_phrase_language_is_refused_with_the_phrase(
    phrase: str, reason: str
) -> None:
    with pytest.raises(PhraseError, match=reason) as caught:
        compile_phrase(phrase, CLASSES)
    assert repr(phrase) in str(caught.value)


@given(st.text(alphabet="ab _|*?&!@ ", max_size=20))
@settings(max_examples=300)
def test_any_string_is_a_phrase_or_a_phrase_error(source: str) -> None:
    try:
        phrase = compile_phrase(source, {"a": ("a", "b*")})
    except PhraseError:
        return
    assert phrase.parts
    for part in (*phrase.parts, *phrase.barred):
        assert part[0] is not None
        assert part[-1] is not None
    list(Lexicon([("x", phrase)]).find(read("a b ab ba a a b")))


def test_no_phrase_of_the_knowledge_holds_a_word_that_is_never_read() -> None:
    """A spelling is replaced before matching, so a phrase that uses it can never match."""
    know = knowledge.load()
    unread: list[str] = []
    sources = [
        (entry.id, phrase)
        for entry in know.findings.values()
        for phrase in (*entry.phrases, *entry.absent_phrases)
    ] + [(topic.id, phrase) for topic in know.topics.values() for phrase in topic.names]
    for owner, source in sources:
        for part in compile_phrase(source, know.words).parts:
            for place in part:
                if place is None or place.optional or place.beginnings:
                    continue
                if not any(read(word).words == (word,) for word in place.exact):
                    unread.append(f"{owner}: {source}")
    assert not unread
