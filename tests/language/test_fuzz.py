"""Any text is read, heard, judged and answered: no exception, and work that its length bounds."""

from __future__ import annotations

import datetime as dt
import functools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiver import answers, conversation, knowledge
from quiver.answers import Utterance
from quiver.conversation import State
from quiver.evidence import Evidence
from quiver.knowledge.phrases import compile_phrase
from quiver.language import matching
from quiver.language.acts import resolve
from quiver.language.entities import as_entities, hearing_of
from quiver.language.findings import Listener
from quiver.language.text import MAX_CHARACTERS, read

TODAY = dt.date(2026, 11, 23)
LONGEST = 10_000
KNOW = knowledge.load()

#: Characters that trip readers: halves of pairs, NUL, direction, zero width, combining, ligatures.
ODD = (
    "\ud800\udfff\x00\x1b\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\u0301\u0e33\u00ad\u2028\u0085"
    "\x0b\u3000\U000e0001\U0001f469\u200d\U0001f52c\ufdfd\u0130\u00df\ufb03\u00b2\u0663\u2167"
)
#: What may be repeated without end.
PIECES = (
    "no ", "not ", "never, ", "no no-", "not without ", "a", "w", "0", "9", "1 ", "1,", "(", ")",
    "[", "{", '"', "'", "’", "“(", ",", ", or ", "...", "-", "–", "/", "?", "!?", "\n", "\r\n",
    "\t", " ", "and ", "but ", "if ", "what if ", "my ", "my lip ", "lip, ", "a.", "2 or 3 weeks ",
    "2wks", "since monday ", "first ", "years ago ", "im 8 ", "(3) ", "my mum’s ", "scared of ",
    "face droop ", "can it ", "droop? no. ", "labio ", "lèvre ", "губа ", "होंठ ", "嘴唇", "شفة ",
    "/answer{", "🙂", "&", "*", *ODD,
)  # fmt: skip


@functools.lru_cache(maxsize=1)
def lexicon() -> list[str]:
    """Every word and beginning of the lexicon."""
    phrases = [p for f in KNOW.findings.values() for p in (*f.phrases, *f.absent_phrases)]
    words = {
        word
        for phrase in phrases
        for part in compile_phrase(phrase, KNOW.words).parts
        for place in part
        if place
        for word in (*place.exact, *place.beginnings)
    }
    return sorted(words)


characters = st.characters(exclude_categories=())  # halves of pairs as well
anything = st.text(characters, max_size=2_000) | st.text(st.sampled_from(ODD + "aé1 ,'"))
runs = st.builds(
    lambda parts: "".join(piece * times for piece, times in parts)[:LONGEST],
    st.lists(
        st.tuples(st.sampled_from(PIECES), st.sampled_from([1, 2, 3, 20, 300])),
        min_size=1,
        max_size=12,
    ),
)
told = st.builds(
    lambda words, between: between.join(words),
    st.lists(st.deferred(lambda: st.sampled_from(lexicon())), max_size=60),
    st.sampled_from([" ", ", ", " no ", " & ", ". ", " if ", " my ", "? "]),
)
nested = st.builds(
    lambda opening, inner, depth: opening * depth + inner + opening[::-1] * depth,
    st.sampled_from(["(", '"', "'", "“‘", "[(", "no ("]),
    st.text(max_size=20),
    st.integers(1, 400),
)
messages = anything | runs | told | nested


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(message=messages)
def test_any_text_is_understood_somehow(listener: Listener, message: str) -> None:
    text = read(message)
    at = 0
    for token in text.tokens:
        assert at <= token.start < token.end <= len(text.raw)
        at = token.end
    # the clauses are the tokens, each in one, in order
    assert [i for c in text.clauses for i in range(c.start, c.end)] == list(range(len(text.tokens)))
    hearing = listener.hear(message, TODAY)
    for heard in hearing.findings:
        assert text.raw[heard.start : heard.end] == heard.quote
    assert hearing_of(as_entities(hearing, text.raw), text.raw).findings == hearing.findings
    answer_all(message, text_intents=("report_symptom", "deny", "ask_cause"), listener=listener)


def answer_all(message: str, text_intents: tuple[str, ...], listener: Listener) -> None:
    hearing = listener.hear(message, TODAY, duration_asked=True)
    for intent in text_intents:
        act = resolve(intent, hearing, read(message), KNOW)
        said = Utterance(message, act, hearing)
        for question in KNOW.questions.values():
            answers.interpret(question, Evidence(), said, KNOW)
        for question_id in (None, "droop", "age_band", "place"):
            noted = conversation.note(State(question=question_id), said, KNOW)
            assert State.from_dict(noted.state.as_dict()) == noted.state


@pytest.mark.parametrize("piece", dict.fromkeys(PIECES), ids=ascii)
def test_the_longest_messages_are_answered(listener: Listener, piece: str) -> None:
    answer_all((piece * LONGEST)[:LONGEST], ("report_symptom",), listener)


@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_characters_of_the_lexicons_own_words_are_answered(
    listener: Listener, seed: int
) -> None:
    words = random.Random(seed).choices(lexicon(), k=LONGEST)
    answer_all(" ".join(words)[:LONGEST], ("report_symptom",), listener)


@pytest.mark.parametrize(
    "piece",
    ["no ", "not without ", "lip, ", "my face my lip twitching ", "my my my lip ", "can my lip ",
     "2 or 3 weeks ", "no droop, ", "never not no ", "(", "1, "],
)  # fmt: skip
def test_twice_the_length_is_twice_the_work(
    listener: Listener, monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    """Counted in places of phrases tried and lists of places searched, not in time."""
    tried = 0
    real_match, real_nearest = matching._match, matching._nearest

    def match(*arguments):  # type: ignore[no-untyped-def]
        nonlocal tried
        tried += 1
        return real_match(*arguments)

    def nearest(spans, to):  # type: ignore[no-untyped-def]
        nonlocal tried
        tried += 1
        return real_nearest(spans, to)

    monkeypatch.setattr(matching, "_match", match)
    monkeypatch.setattr(matching, "_nearest", nearest)

    def work(length: int) -> int:
        nonlocal tried
        tried = 0
        listener.hear((piece * length)[:length], TODAY)
        return tried

    half, whole = work(LONGEST // 2), work(LONGEST)
    assert whole <= 2.2 * half + 1_000
    assert work(2 * LONGEST) == whole  # what is beyond the limit is not read
    assert MAX_CHARACTERS == LONGEST


LONG = {
    "twitching": "my lip keeps twitching and it is so annoying, ",
    "danger at the end": "i drink coffee. " * 600 + "now my face is drooping on one side",
    "no": "no ",
    "another language": "mi labio tiembla. ",
    "marks": "?!(\"'",
    "surrogates": "\ud800\x00",
    "one word": "a",
    "digits": "7",
    "mixed": "lip губа 嘴 \u202e شفة \u0301🙂 ",
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG)
async def test_the_bot_answers_the_longest_messages(talk, piece: str) -> None:  # type: ignore[no-untyped-def]
    message = (piece * LONGEST)[:LONGEST]
    await talk.say(message)
    assert talk.heard
    await talk.say("my lip twitches")
    assert talk.heard


async def test_a_danger_sign_at_the_end_of_a_long_message_is_heard(talk) -> None:  # type: ignore[no-untyped-def]
    await talk.say(LONG["danger at the end"])
    assert talk.of_type("emergency")
