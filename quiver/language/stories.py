"""When it began, where that is told as a story: first the day and what happened, then the lip.

"Bank holiday Monday I was at carnival, lip started going mad"; "started tablets 12 days ago, it
came 4 days into them"; "quit on the 1st and my mouth has been twitchy from that day".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quiver.language.amounts import Named, of_days
from quiver.language.roles import OVER, Candidate
from quiver.language.text import Text
from quiver.language.time_topics import REACH, Topic, names_complaint, nearest, place

#: How far after a day the beginning may be told, in words.
_AHEAD = 36
_IT = frozenset({"it", "its", "this"})
_MOST_RECENT = 14  # days
#: What it does when it begins. Those of the present are told of a single time only without "when".
_BEGAN = frozenset(
    "started began begun came appeared arrived struck noticed saw felt spotted seen showed cropped "
    "flared developed decided woke popped caught".split()
)
_BEGINS = frozenset("start starts starting begin begins comes".split())
#: These tell of a beginning with the right word behind them: "went funny", "took to quivering".
_BECAME = frozenset(
    "went goes got gets took takes fell set sets kicked kicks let lets gone".split()
)
_PRESENT = frozenset("starts begins comes goes gets takes sets kicks lets".split())
_WHAT_IT_BECAME = frozenset(
    "to off up going in mad crazy haywire funny wild odd weird wrong bananas nuts me "
    "started".split()
)
_TIMES = "day night morning afternoon evening week weekend month moment hour minute time".split()
#: These join what is told of the lip to the day told before.
_JOINING = frozenset(
    {
        *((one, unit) for one in ("same", "very") for unit in _TIMES),
        *((unit, "since") for unit in _TIMES),
        *(("from", that) for that in ("then", "that")),
        *(("next", unit) for unit in _TIMES[:4]), *(("following", unit) for unit in _TIMES[:4]),
        ("ever", "since"), ("since", "then"), ("since", "that"), ("of", "those"), ("of", "them"),
        ("straight", "after"), ("right", "after"), ("soon", "after"), ("shortly", "after"),
    }
)  # fmt: skip
_THAT = frozenset(("that", unit) for unit in _TIMES)
_THE_EVENT = frozenset(
    "stopping quitting op operation jab crash fall accident move filling injection surgery "
    "procedure treatment funeral wedding birth switch change stroke then that".split()
)
_AGAIN = frozenset("whenever if always usually sometimes often anytime before everytime".split())
_DENIED = frozenset("not never hasnt hadnt didnt no didn".split())
_ON = frozenset({"still", "hasnt", "yet", "havent", "wont", "continues"})
_CLOSE = 5


def told_as_a_story(
    text: Text,
    candidates: Sequence[Candidate],
    substances: frozenset[str],
    other: Sequence[bool] = (),
) -> Named | None:
    """When it began, where no time is plainly said to be that.

    Args:
        text: the message.
        candidates: its times, in their order.
        substances: words for what is taken or drunk.
        other: for each token, whether it is said of somebody else.
    """
    return (
        _counted_from(text, candidates)
        or _day_of_onset(text, candidates, other)
        or _taken_up(text, candidates, substances)
    )


def _counted_from(text: Text, candidates: Sequence[Candidate]) -> Named | None:
    """The time since something else happened, less that after which it began.

    "Started sertraline 12 days ago, twitch came 4 days into it"; and "still there 6 months later".
    """
    for candidate in candidates:
        if not candidate.role.offset or candidate.role.topic == Topic.OTHER:
            continue
        time = candidate.time
        then = [
            c.time
            for c in candidates
            if not c.role.offset and c.role.point and c.time.days > time.days
        ]
        if then:
            return replace(time, iso=of_days(max(then[0].days - time.days, 1)))
        near = set(place(text, time).own)
        if time.sort == "amount" and {"still", "later"} <= near:
            return time
    return None


def _day_of_onset(
    text: Text, candidates: Sequence[Candidate], other: Sequence[bool]
) -> Named | None:
    """The day told last before the words that tell how it began."""
    points = [c.time for c in candidates if c.role.point and not c.role.offset]
    for time in points:
        left = place(text, time).left
        once = time.sort != "count" and not _PRESENT & set(left)
        if once and _tells_onset(left) and not (other and other[time.first]):
            return time
    for index, time in enumerate(points):
        end = points[index + 1].first if index + 1 < len(points) else len(text.words)
        scene = False
        before: tuple[str, ...] = ()
        for first, words in _following(text, time, min(end, time.last + _AHEAD)):
            if other and other[first] and first > time.last + 1:
                continue
            over = OVER - {("has", "gone")} | ({("has", "gone")} & {words[-2:]})
            if over & set(pairwise(words)) or _recurs(before[-REACH:]):
                break
            if _tells_onset(words):
                return time
            named = any(map(names_complaint, words)) or bool(_IT & set(words))
            if scene and named and _ON & set(words):
                return time
            scene = scene or any(map(names_complaint, words))
            before = words
    return None


def _following(text: Text, time: Named, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The clauses after a time, its own clause's rest first: where each begins, its words."""
    for clause in text.clauses:
        first = max(clause.start, time.last + 1)
        if first < min(clause.end, end):
            yield first, text.words[first : min(clause.end, end)]


def _recurs(words: tuple[str, ...]) -> bool:
    """Whether a clause tells what happens again and again, or happened before."""
    again = {(one, "time") for one in ("every", "each", "any")}
    return bool(_AGAIN & set(words) or again & set(pairwise(words)))


def _tells_onset(words: tuple[str, ...]) -> bool:
    """Whether a clause tells that it began then: "suddenly my lip started jumping"."""
    lips = [at for at, word in enumerate(words) if names_complaint(word)]
    its = [at for at, word in enumerate(words) if word in ("it", "mine", "everything")]
    pairs = set(pairwise(words))
    if {("since", "then"), ("ever", "since")} & pairs:
        return True
    if not (lips or its) or _recurs(words):
        return False
    if ("from", "the") in pairs and set(_TIMES) & set(words[words.index("the") :][:2]):
        return True  # "from the week he came home"
    if {(that, unit, "after") for that in ("the", "that") for unit in _TIMES} & set(
        zip(words, words[1:], words[2:], strict=False)
    ):
        return True  # "from the week after"
    if pairs & (_JOINING | _THAT) or words[-1] == "since":
        return True
    if any(
        one == "since" and {*words[at + 1 : at + 3]} & _THE_EVENT for at, one in enumerate(words)
    ):
        return True
    for at, word in enumerate(words):
        if word in _BECAME:
            became = words[at + 1 : at + 2]
            begun = bool(became) and (
                became[0] in _WHAT_IT_BECAME or became[0].endswith(("ing", "y"))
            )
        else:
            first = word == "first" and names_complaint((*words[at + 1 : at + 2], "")[0])
            begun = first or word in _BEGAN or word in _BEGINS
        if not begun or (word[-1] == "s" and "when" in words[:at]):
            continue
        if words[at + 1 : at + 3] == ("on", "about"):
            continue  # "i only came on about my lip"
        if _DENIED & set(words[max(0, at - 2) : at]):
            continue
        if any(at - _CLOSE < lip < at + _CLOSE for lip in lips):
            return True
        if any(at - 3 < it < at for it in its) and word in ("started", "began", "came"):
            return True
    return False


def _taken_up(
    text: Text, candidates: Sequence[Candidate], substances: frozenset[str]
) -> Named | None:
    """What was taken or given up lately, if it is told right after that the lip twitches."""
    for candidate in reversed(candidates):
        time = candidate.time
        if not candidate.role.point or candidate.role.offset or time.days > _MOST_RECENT:
            continue
        own = text.clause_at(time.first)
        before = place(text, time).left
        if "off" not in before and nearest(before, substances) != Topic.OTHER:
            continue
        following = [c for c in text.clauses if own.end <= c.start < time.last + _AHEAD]
        ahead = [text.words[c.start : min(c.end, c.start + REACH)] for c in following]
        for number, words in enumerate((place(text, time).right, *ahead)):
            of = nearest(words, substances)
            if not words or (of not in (Topic.COMPLAINT, Topic.PART) and not _IT & set(words)):
                continue
            joined = words[0] if number == 0 else following[0].opened_by if number == 1 else ""
            if "still" in words or (of == Topic.COMPLAINT and joined == "and"):
                return time
    return None
