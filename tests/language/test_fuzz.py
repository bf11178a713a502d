"""Any text at all is read, heard, judged and interpreted without an exception, in bounded work."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiver import answers, knowledge
from quiver.answers import Utterance
from quiver.evidence import Evidence
from quiver.language import languages, matching
from quiver.language.acts import resolve
from quiver.language.entities import as_entities, hearing_of
from quiver.language.findings import Listener
from quiver.language.text import MAX_CHARACTERS, read

TODAY = dt.date(2026, 11, 23)
LONGEST = 10_000

#: Single characters that trip readers: surrogates, NUL, marks of direction, zero width, combining.
ODD = (
    "\ud800\udfff\x00\x1b\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u0301\u0e33"
    "\u00ad\u2028\u2029\x85\x0b\u3000\U000e0001\U0001f469\u200d\U0001f52c\ufdfd\u0130\u00df\ufb03"
)
#: What may be repeated without end: words of negation and time, brackets, numbers, one letter.
PIECES = (
    "no ", "not ", "never, ", "no no-", "a", "w", "0", "9", "1 ", "(", ")", "[", "]", "{", "}",
    '"', "’", "'", ",", ", or ", "...", "-", "–", "/", "?", "!?", "\n", "\r\n", "\t", " ", "and ",
    "but ", "if ", "my ", "my lip ", "twitching ", "lip twich ", "since ", "2 ", "weeks ",
    "2wks", "3 or 4 ",
    "one ", "first ", "years ago ", "im 8 ", "worried ", "stroke ", "face droop ", "wqxzj ",
    "seizuer ", "el ", "la lèvre ", "губа ", "होंठ ", "嘴唇", "شفة ", "/answer{", "🙂", "&", "*",
    *ODD,
)  # fmt: skip

anything = st.text(st.characters(), max_size=LONGEST) | st.text(st.sampled_from(ODD + "aé1 "))
runs = st.builds(
    lambda parts: "".join(piece * times for piece, times in parts)[:LONGEST],
    st.lists(
        st.tuples(st.sampled_from(PIECES), st.integers(1, 30) | st.sampled_from([1000, LONGEST])),
        min_size=1,
        max_size=12,
    ),
)
nested = st.builds(
    lambda inner, depth: ("(" * depth + inner + ")" * depth)[:LONGEST],
    st.text(max_size=20),
    st.integers(1, LONGEST),
)
messages = anything | runs | nested


KNOW = knowledge.load()
LISTENER = Listener(KNOW)
#: A question of each kind.
QUESTIONS = list({(q.select, q.attribute): q for q in KNOW.questions.values()}.values())


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(message=messages)
def test_any_text_is_understood_somehow(message: str) -> None:
    text = read(message)
    check_reading(message)
    hearing = LISTENER.hear(message, TODAY)
    assert len(hearing.findings) <= 2 * len(KNOW.findings)
    for heard in hearing.findings:
        assert 0 <= heard.start < heard.end <= MAX_CHARACTERS
        assert text.raw[heard.start : heard.end] == heard.quote
    entities = as_entities(hearing, text.raw)
    assert hearing_of(entities, text.raw).findings == hearing.findings
    assert languages.heard(text) == hearing.language or not text.tokens
    for intent in ("report_symptom", "deny", "ask_cause", "nlu_fallback"):
        assert resolve(intent, hearing, text, KNOW)
        said = Utterance(message, intent, hearing)
        for question in QUESTIONS:
            answers.interpret(question, Evidence(), said, KNOW)


def check_reading(message: str) -> None:
    text = read(message)
    assert len(text.raw) <= MAX_CHARACTERS
    assert len(text.tokens) <= len(text.raw)
    at = 0
    for token in text.tokens:
        assert at <= token.start < token.end <= len(text.raw)
        at = token.end
    # the clauses are the tokens, each in one, in order
    assert [i for c in text.clauses for i in range(c.start, c.end)] == list(range(len(text.tokens)))


WORST = {
    "no": "no ",
    "not without": "not without ",
    "digits": "9",
    "digits and a letter": "1" * 60 + "x",
    "spaces": "1" + " " * 200 + "x",
    "numbers": "2 or 3 weeks ",
    "one letter": "a",
    "brackets": "(",
    "commas": "lip, ",
    "phrases": "my face my lip twitching ",
    "gaps": "my my my lip ",
    "questions": "can my lip ",
    "typos": "seizuer twichng ",
    "signs": "?!…",
    "zero width": "\u200b",
    "surrogates": "\ud800",
}


@pytest.mark.parametrize("piece", WORST.values(), ids=WORST)
def test_the_work_grows_with_the_length_and_no_faster(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    """Counted in places of phrases tried, not in time."""
    tried = 0
    real = matching._match

    def counting(*arguments):  # type: ignore[no-untyped-def]
        nonlocal tried
        tried += 1
        return real(*arguments)

    monkeypatch.setattr(matching, "_match", counting)

    def work(length: int) -> int:
        nonlocal tried
        tried = 0
        LISTENER.hear((piece * length)[:length], TODAY)
        return tried

    half, whole, beyond = work(MAX_CHARACTERS // 2), work(MAX_CHARACTERS), work(LONGEST)
    assert whole <= 2.2 * half + 1_000
    assert beyond == whole  # what is beyond the limit is not read


@pytest.mark.parametrize("piece", WORST.values(), ids=WORST)
def test_the_longest_messages_are_answered(piece: str) -> None:
    message = (piece * LONGEST)[:LONGEST]
    hearing = LISTENER.hear(message, TODAY, duration_asked=True)
    resolve("deny", hearing, read(message), KNOW)
    for question in KNOW.questions.values():
        answers.interpret(question, Evidence(), Utterance(message, "deny", hearing), KNOW)
