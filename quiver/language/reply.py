"""What a reply says as a reply: yes, no, not sure, rather not say; and what it names barely.

Between people an answer leans on its question: "guilty" and "tea, gallons of it" say yes to
coffee, "hate the stuff" says no. None of it would mean anything as the first message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from quiver.knowledge.models import Finding
from quiver.knowledge.phrases import compile_phrase
from quiver.language.matching import Lexicon
from quiver.language.scope import scope
from quiver.language.text import Text

Reply = Literal["yes", "no", "unsure", "skip"]

#: Looked for in this order: "not sure, maybe yes" is not sure, "no i do not" is no.
_PHRASES: tuple[tuple[Reply, tuple[str, ...]], ...] = (
    ("skip", (
        "rather|sooner|prefer not", "none of your business", "skip", "pass",
        "next question|one", "not saying|telling|answering|comfortable",
        "thats private|personal", "mind your own", "move on", "no comment",
        "dont want to say|answer|discuss|talk", "wont say|answer",
    )),
    ("unsure", (
        "not|cant be|100|entirely|really? sure|certain", "unsure", "dunno", "dont know",
        "no idea|clue", "cant|couldnt|dont tell|say|remember|recall|think", "hard to say|tell",
        "hard|difficult|tricky one", "maybe", "perhaps", "possibly", "might have|of|be|do",
        "sort of", "kind of", "sorta", "kinda", "could be", "depends", "fifty fifty", "50 50",
        "adopted", "never thought|checked|looked|noticed|paid|asked", "have to look|check|ask",
        "wouldnt know", "who knows", "never know", "search me", "beats me", "your guess",
    )),
    ("no", (
        "no", "nope", "nah", "naw", "never", "none", "nothing", "neither", "negative", "nil",
        "hardly", "barely", "rarely", "scarcely", "no way|chance|sir|maam|thanks",
        "not really|at|that|as|to|any|anymore|a|one|in|likely|once|me|for|so",
        "not particularly|especially|much", "dont think so|it", "i dont|havent|didnt|wouldnt",
        "i am|was not", "im not",
        "it doesnt|isnt|hasnt|didnt|wasnt", "doesnt|isnt|hasnt|havent|arent|dont",
        "hate|hates it|them|the", "cant stand", "far from",
        "perfectly|totally|completely even|normal|fine|level|straight",
        "looks|look|seems|is fine|normal|even|the same|ok", "if only", "chance would be",
        "as if", "opposite", "same as ever|always|before|usual", "steady|grand|normal",
        "teetotal", "stopped years", "gave it up",
    )),
    ("yes", (
        "yes", "yep", "yeah", "yup", "yh", "ye", "yea", "yas", "ya", "aye", "afraid so",
        "guilty", "too right|true", "definitely", "absolutely", "certainly", "of course",
        "for sure", "sure", "i do|am|have|did|was|get|got|think|believe|suppose|guess",
        "it does|is|has|did|was|do", "they do|are|have",
        "does|did|do & says|said|tells|reckons|thinks", "100", "big time",
        "lot|loads|plenty|tons|buckets|gallons|heaps|masses", "quite", "bit|little|touch|tad",
        "now and then|again", "sometimes", "often", "always", "constantly", "daily", "every",
        "all the time", "so my|the|she|he|they", "apparently", "understatement",
        "who isnt|doesnt", "embarrassing", "more than", "too much|many", "correct", "true",
        "indeed", "you bet", "spot on", "exactly", "unfortunately", "sadly", "think so",
        "seems so", "seems to", "yessir", "oh god", "tell me about it", "no doubt", "obviously",
        "clearly", "very much", "very", "mega", "massively", "like mad|crazy|hell",
        "dead right", "same here", "fraid", "ok yes", "one or two",
    )),
)  # fmt: skip
_LEXICONS = [
    (reply, Lexicon([(reply, compile_phrase(phrase, {})) for phrase in phrases]))
    for reply, phrases in _PHRASES
]
#: A longer message says more than yes or no: its other words decide.
_LONGEST = 14


def reply(text: Text) -> Reply | None:
    """Whether a reply says yes, no, not sure, or that the person will not say; None for neither.

    The first clause that says one of these counts: "yes, though not at night" is yes.
    """
    if not text.tokens or len(text.tokens) > _LONGEST or "?" in text.raw:
        return None
    negated = scope(text).negated
    first: dict[Reply, int] = {}
    turned: dict[Reply, bool] = {}
    for kind, lexicon in _LEXICONS:
        for match in lexicon.find(text):
            if match.clause < first.get(kind, len(text.clauses)):
                first[kind] = match.clause
                turned[kind] = any(negated[token] - set(match.tokens) for token in match.tokens)
    if not first:
        return None
    if "skip" in first:
        return "skip"
    earliest = min(first.values())
    kind = next(kind for kind, _ in _PHRASES if first.get(kind) == earliest)
    return "no" if kind == "yes" and turned[kind] else kind  # "it does not"


def mentioned(
    text: Text, findings: Iterable[Finding], classes: Mapping[str, tuple[str, ...]]
) -> dict[str, bool]:
    """The findings that a reply names by their bare words, and whether it denies them.

    Args:
        text: the reply.
        findings: those that the question is about.
        classes: the word classes of the phrase language.

    Returns:
        By id, True for what is there and False for what is denied; a finding named in both ways
        is there. What is asked, feared, supposed, long past or told of somebody else is left out.
    """
    lexicon = Lexicon(
        [(f.id, compile_phrase(p, classes)) for f in findings for p in (*f.denied, *f.named)]
    )
    scopes = scope(text)
    result: dict[str, bool] = {}
    elsewhere = [
        any(flags)
        for flags in zip(
            scopes.asked, scopes.feared, scopes.supposed, scopes.past, scopes.other, strict=True
        )
    ]
    for match in lexicon.find(text):
        if any(elsewhere[token] for token in match.tokens):
            continue
        denied = any(scopes.negated[token] - set(match.tokens) for token in match.tokens)
        result[match.label] = result.get(match.label, False) or not denied
    return result
