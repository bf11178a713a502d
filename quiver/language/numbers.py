"""The numbers of choices that a reply names: "2 and 4", "number three", "all but the last"."""

from __future__ import annotations

from collections.abc import Sequence

_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
              "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
             "seventh": 7, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6}  # fmt: skip
_ALL = frozenset("all every everything rest others".split())
_BUT = frozenset("except bar but excluding besides minus apart".split())
_RANGE = frozenset("to thru through until".split())
#: What may stand beside a number without making it a number of something else ("3 weeks").
_BESIDE = frozenset(
    "number numbers no nr option options choice answer and or also maybe hmm hm um the just only "
    "plus please definitely yes yeah yep id i think it its that thats would say go with for mostly "
    "both one ones from of them these those first last".split()
)
_MOST = 12  # words of a reply that chooses by number


def chosen_numbers(words: Sequence[str], offered: int, several: bool) -> list[int]:
    """The numbers that a reply chooses, ascending and each once; none when it chooses by words.

    Args:
        words: the reply's words.
        offered: how many choices there are, "not sure" and the like not counted.
        several: whether several may be chosen; only then "all but 3" and "the first two" choose.
    """
    if not words or len(words) > _MOST:
        return []
    named = {at: number for at, word in enumerate(words) if (number := _number(words, at, offered))}
    others = {word for at, word in enumerate(words) if at not in named}
    if several and named and others & _ALL:
        excluded = set(named.values()) if others & (_BUT | {"not"}) else set()
        if excluded and others <= _BESIDE | _ALL | _BUT | {"not"}:
            return [n for n in range(1, offered + 1) if n not in excluded]
    if several and len(words) <= 4 and len(named) <= 1:
        count = next((n for at, n in named.items() if words[at] in _CARDINALS), None)
        if count and "first" in words:
            return list(range(1, min(count, offered) + 1))
        if count and "last" in words:
            return list(range(max(offered - count, 0) + 1, offered + 1))
    if not named and "last" in words and len(words) <= 4 and others <= _BESIDE:
        return [offered]
    figures = any(words[at].isdecimal() for at in named)
    plain = others <= (_BESIDE | _RANGE if several else _BESIDE) or (
        words[0] in ("number", "option") and 1 in named
    )
    if not named or not plain or not (figures or len(words) <= 5 or words[0] == "number"):
        return []
    if several and len(named) == 2 and others & _RANGE:
        low, high = sorted(named.values())
        return list(range(low, high + 1))
    return sorted(set(named.values()))


def _number(words: Sequence[str], at: int, offered: int) -> int | None:
    """The number a word stands for, or None; "one" counts only where nothing else can be meant."""
    word = words[at]
    if word.isdecimal() and len(word) < 3:
        return int(word)
    if word in _ORDINALS:
        follows = words[at + 1] if at + 1 < len(words) else ""
        return None if word == "first" and _CARDINALS.get(follows, 1) > 1 else _ORDINALS[word]
    if (
        word == "one"
        and len(words) > 1
        and not (at == 0 or words[at - 1] in ("number", "option", "and"))
    ):
        return None  # "the second one"
    return _CARDINALS.get(word)
