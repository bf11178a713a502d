"""A message as tokens and clauses.

spaCy's tokenizer (blank English, nothing to download) cuts the text; the words are then brought to
one form so that "Can't", "can’t" and "cant" are the same word to the lexicon. Offsets always
refer to the text as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

#: A longer message is read up to here; the conversation asks for less.
MAX_CHARACTERS = 10_000

_APOSTROPHE = "['’‘`´ʼ′＇]"
_EDGE = r"""[\s"“”«»()\[\]{}<>*_~.,!?;:…/\\|=+#&%$£€^—–-]"""
_LAST = re.compile(rf"(?:{_EDGE}|{_APOSTROPHE})$")
_TOKENIZER = Tokenizer(
    Vocab(),
    rules={},
    prefix_search=re.compile(rf"^(?:{_EDGE}|{_APOSTROPHE})").search,
    suffix_search=lambda string: _LAST.search(string, len(string) - 1),  # not from its start
    infix_finditer=re.compile(rf"(?!(?<=\d)\.\d){_EDGE}").finditer,  # "1.5" is one word
)
_APOSTROPHES = re.compile(_APOSTROPHE)
#: Halves of a character, which JSON can carry and spaCy cannot.
_SURROGATES = re.compile("[\ud800-\udfff]")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")

#: Spellings of text messages, and the word they stand for.
SPELLINGS = {
    "&": "and", "+": "and",
    "u": "you", "ur": "your", "r": "are", "n": "and", "coz": "cos", "cuz": "cos", "cause": "cos",
    "bc": "cos", "becos": "cos", "w": "with", "wiv": "with", "wit": "with", "thx": "thanks",
    "wk": "week", "wks": "weeks", "hr": "hour", "hrs": "hours", "min": "minute",
    "mins": "minutes", "sec": "second", "secs": "seconds", "mth": "month", "mths": "months",
    "mnths": "months", "yr": "year", "yrs": "years", "yday": "yesterday", "2day": "today",
    "2nite": "tonight", "tonite": "tonight", "nite": "night", "alot": "lots", "abit": "bit",
    "mom": "mum", "moms": "mums", "mam": "mum", "mummy": "mum", "mommy": "mum", "daddy": "dad",
    "gonna": "going", "wanna": "want", "gotta": "got", "dr": "doctor", "drs": "doctors",
    "doc": "doctor", "cannot": "cant", "nd": "and", "abt": "about", "bout": "about",
    "thru": "through", "dosnt": "doesnt", "dosent": "doesnt", "doesent": "doesnt",
    "havnt": "havent",
    "carnt": "cant", "cudnt": "couldnt", "nothin": "nothing", "nuthin": "nothing",
    "nuffin": "nothing", "nowt": "nothing", "rly": "really", "idk": "dunno", "tmrw": "tomorrow",
    "ppl": "people", "bday": "birthday",
    "naw": "nah", "nae": "no", "wi": "with", "wae": "with", "cannae": "cant", "dinnae": "dont",
    "isnae": "isnt", "wasnae": "wasnt", "didnae": "didnt", "hasnae": "hasnt", "doesnae": "doesnt",
    "wouldnae": "wouldnt", "owt": "anything", "summat": "something", "aye": "yes", "wee": "little",
    "nw": "now", "ws": "was", "til": "till", "untill": "until",
    "fortnite": "fortnight", "coupla": "couple", "cpl": "couple",
    "noo": "no", "nahh": "nah", "yess": "yes", "soo": "so",
}  # fmt: skip

#: Two words, or three, that are read as one: the lexicon knows the short forms alone.
_ONE_WORD = {
    ("can", "not"): "cant", ("could", "not"): "couldnt", ("do", "not"): "dont",
    ("does", "not"): "doesnt", ("did", "not"): "didnt", ("is", "not"): "isnt",
    ("are", "not"): "arent", ("was", "not"): "wasnt", ("were", "not"): "werent",
    ("will", "not"): "wont", ("would", "not"): "wouldnt", ("has", "not"): "hasnt",
    ("have", "not"): "havent", ("had", "not"): "hadnt",
    ("not", "able", "to"): "cant", ("isnt", "able", "to"): "cant", ("wasnt", "able", "to"): "cant",
    ("unable", "to"): "cant", ("arent", "able", "to"): "cant", ("tip", "top"): "tiptop",
}  # fmt: skip
#: Words after which a clause of its own begins.
_JOINTS = {
    "but", "although", "though", "however", "except", "whereas", "yet", "plus",
}  # fmt: skip
#: "and" begins a clause of its own when one of these follows.
_SUBJECTS = {
    "i", "im", "ive", "id", "ill", "my", "mine", "he", "hes", "she", "shes", "his", "her", "it",
    "its", "the", "they", "theyre", "their", "we", "this", "that", "thats", "there", "theres",
    "no", "not", "never", "now", "also", "can", "cant", "could", "couldnt", "have", "has",
    "had", "havent", "hasnt", "was", "wasnt", "is", "isnt", "am", "are", "arent", "dont", "doesnt",
    "didnt", "feel", "feels", "keep", "keeps", "sometimes", "when", "today", "lately", "recently",
}  # fmt: skip
#: "and" begins a clause of its own when one of these comes second: "and headache is unbearable".
_COPULAS = {"is", "isnt", "are", "arent", "was", "wasnt", "wont", "cant", "keeps", "feels", "has"}
#: "and" goes on about the same subject when one of these and a form in -ing follow.
_GOING_ON = {"is", "was", "are", "were", "am"}
#: Words that deny: after one of them "and was" begins a clause of its own all the same.
_DENIALS = {"no", "not", "never", "without", "nor", "nothing", "none"}
#: What a heading is answered with, in one clause with it: "speech: fine", "arms? ok".
_HEADED = {
    "fine", "ok", "okay", "good", "normal", "clear", "strong", "perfect", "alright", "intact",
    "unchanged", "fluent", "steady", "full", "unaffected", "nad", "equal", "symmetrical",
}  # fmt: skip
#: "R upper lip": a capital that stands for a side where one of these follows.
_SIDES = {"R": "right", "L": "left", "Rt": "right", "Lt": "left", "RT": "right", "LT": "left"}
_SIDED = {
    "upper", "lower", "top", "bottom", "lip", "side", "sided", "corner", "eye", "eyelid", "cheek",
    "face", "facial", "hand", "arm", "leg", "mouth", "oral", "perioral", "angle", "hemiface",
}  # fmt: skip
_ENDS = {".", "!", "?", ";", ":", "\n", "…", "(", ")", "[", "]", "—", "–", "-"}


@dataclass(frozen=True)
class Token:
    """One word: its normal form, and where it stands in the text (end exclusive)."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """A run of tokens that says one thing.

    ``start`` and ``end`` count tokens (end exclusive); ``closed_by`` is the mark or word that ends
    it (``,``, ``?``, ``but``, ``""`` at the end of the text); ``opened_by`` the word that began it.
    """

    start: int
    end: int
    closed_by: str
    opened_by: str = ""


@dataclass(frozen=True)
class Text:
    """A message read: the text, its tokens, its clauses."""

    raw: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The normal forms of all tokens."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(clause.start for clause in self.clauses)

    def clause_at(self, token: int) -> Clause:
        """The clause in which a token stands."""
        return self.clauses[bisect_right(self._starts, token) - 1]

    def clause_words(self, clause: Clause) -> tuple[str, ...]:
        """The normal forms of a clause's tokens."""
        return tuple(token.word for token in self.tokens[clause.start : clause.end])

    def quote(self, first: int, last: int) -> str:
        """The text from token ``first`` to token ``last``, inclusive, as it was written."""
        return self.raw[self.tokens[first].start : self.tokens[last].end]


def normal(word: str) -> str:
    """The form in which the lexicon knows a word: "Can’t" is "cant", "nooooo" is "no"."""
    plain = _APOSTROPHES.sub("", word.lower())
    plain = _DRAWN_OUT.sub(r"\1\1", plain)
    return SPELLINGS.get(plain, plain)


@lru_cache(maxsize=4)  # one message is read at several places, one after the other
def read(message: str) -> Text:
    """Reads a message of any length and content; what is beyond ``MAX_CHARACTERS`` is not read."""
    raw = message[:MAX_CHARACTERS]
    tokens: list[Token] = []
    breaks: list[tuple[int, str]] = []  # (index of the token it stands before, mark)
    for token in _TOKENIZER(_SURROGATES.sub("\ufffd", raw)):
        text = token.text
        if "\n" in text:
            breaks.append((len(tokens), "\n"))
        elif text in _ENDS or text == ",":
            if not _is_hyphen(text, raw, token.idx):
                breaks.append((len(tokens), text))
        else:
            word = normal(text)
            if word and any(character.isalnum() for character in word):
                tokens.append(Token(word, token.idx, token.idx + len(text)))
    tokens, breaks = _contracted(_with_sides(tokens, raw), breaks)
    return Text(raw, tuple(tokens), tuple(_clauses(tokens, dict(reversed(breaks)))))


def _with_sides(tokens: list[Token], raw: str) -> list[Token]:
    """The tokens, with "R" and "L" before a part of the body read as sides."""
    following = [*(token.word for token in tokens[1:]), ""]
    return [
        replace(token, word=_SIDES[written])
        if (written := raw[token.start : token.end]) in _SIDES and after in _SIDED
        else token
        for token, after in zip(tokens, following, strict=False)
    ]


def _contracted(
    tokens: list[Token], breaks: list[tuple[int, str]]
) -> tuple[list[Token], list[tuple[int, str]]]:
    """The tokens with those of ``_ONE_WORD`` made one, and the breaks counted anew."""
    marks = {index for index, _ in breaks}
    result: list[Token] = []
    place: list[int] = []  # of each old token
    at = 0
    while at < len(tokens):
        size, word = 1, tokens[at].word
        for length in (2, 3):
            run = (word, *(token.word for token in tokens[at + size : at + length]))
            if run in _ONE_WORD and not marks & set(range(at + 1, at + length)):
                size, word = length, _ONE_WORD[run]
        place += [len(result)] * size
        result.append(Token(word, tokens[at].start, tokens[at + size - 1].end))
        at += size
    place.append(len(result))
    return result, [(place[index], mark) for index, mark in breaks]


def _is_hyphen(mark: str, raw: str, at: int) -> bool:
    """Whether a dash joins two words ("non-stop", "2-3 weeks") and does not part two clauses."""
    return (
        mark in "-–"
        and 0 < at < len(raw) - 1
        and not raw[at - 1].isspace()
        and not raw[at + 1].isspace()
    )


def _clauses(tokens: list[Token], marks: dict[int, str]) -> list[Clause]:
    clauses: list[Clause] = []
    start, opened_by = 0, ""
    for index in range(1, len(tokens) + 1):
        mark = marks.get(index, "")
        joint = ""
        if index < len(tokens) and not mark:
            word = tokens[index].word
            following = tokens[index + 1].word if index + 1 < len(tokens) else ""
            before = tokens[index - 1].word
            joins = word in _JOINTS and before != "pro"  # "pro plus" is a pill
            verb = tokens[index + 2].word if index + 2 < len(tokens) else ""
            tells = following in _SUBJECTS or (verb in _COPULAS and index - start > 3)
            if _goes_on(tokens[start:index], word, following, verb):
                tells = False
            if joins or (word in ("and", "so") and tells and before != "here"):
                joint = word
        elif mark in ("?", ":") and index < len(tokens) and index - start <= 2:
            mark = "" if tokens[index].word in _HEADED else mark
        if mark or joint or index == len(tokens):
            clauses.append(Clause(start, index, mark or joint, opened_by))
            start, opened_by = index, joint
    return clauses


def _goes_on(so_far: list[Token], joint: str, following: str, verb: str) -> bool:
    """Whether "and" goes on about the same subject: "he blacked out and was jerking".

    What is denied before it is not denied behind it, so there a clause of its own begins.
    """
    if joint != "and" or following not in _GOING_ON or not verb.endswith("ing"):
        return False
    return not any(token.word in _DENIALS or token.word.endswith("nt") for token in so_far)
