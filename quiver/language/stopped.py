"""How long ago something was stopped: a drink or a drug left for years is no withdrawal.

Only stopping lately is dangerous, so whatever speaks for a late one decides: a day, a week or a
month named in the clause, or years that are those of drinking ("stopped after 20 years of it").
"""

from __future__ import annotations

from collections.abc import Sequence

_YEARS = frozenset("years year decades decade twelvemonth".split())
#: With one of these in the clause the stopping may be of these days.
_LATELY = frozenset(
    "day days night nights hour hours week weeks weekend month months fortnight today yesterday "
    "tonight monday tuesday wednesday thursday friday saturday sunday morning now just suddenly "
    "recently lately every".split()
)
#: What says that it was stopped; the years of it come behind one of these ...
_STOPPING = frozenset(
    "stopped stop quit quitting gave given off sober clean dry abstinent teetotal havent hasnt not "
    "no without never since packed jacked knocked kicked came left last".split()
)
#: ... or just before one of these: "nine years sober".
_FREE = frozenset("sober clean dry off without free since teetotal abstinent clear ago".split())
#: Years behind or before one of these are those of the habit.
_HABIT = frozenset("after of drinker alcoholic addict user using habit and then but heavy".split())


def long_ago(words: Sequence[str]) -> bool:
    """Whether a clause that tells of stopping says that it was a year ago or more.

    Args:
        words: the normal forms of the clause.
    """
    if _LATELY & set(words):
        return False
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 : at + 4]
        if word in _YEARS and after[:1] != ("of",):
            free = next((n for n, other in enumerate(after) if other in _FREE), None)
            if free is not None and not _HABIT & set(after[:free]) | _HABIT & set(before):
                return True
        elif not (before[-1:] in (("since",), ("in",)) and _is_year(word)):
            continue
        since = max((n for n, other in enumerate(before) if other in _STOPPING), default=None)
        if since is not None and not _HABIT & {*before[since:], *after}:
            return True
    return False


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:3] in ("199", "200", "201")
