"""How long it has been there, read from free text.

A message may name several times: an age, how long one episode lasts, how long a medicine was
taken, how long ago the last drink was. Each is judged by the words around it, and the one that
says how long the complaint has been there is given as an ISO 8601 duration.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quiver.durations import days
from quiver.language.person import SELF, THIRD, age_of
from quiver.language.text import Text
from quiver.language.times import BEGINNING, is_unit, named_times

#: How the names of most medicines end (the WHO's stems of international nonproprietary names).
_DRUG_ENDINGS = (
    "prazole", "azole", "pril", "olol", "statin", "sartan", "oxetine", "talopram", "azepam",
    "peridone", "apine", "triptan", "cillin", "mycin", "floxacin", "gliptin", "gliflozin",
    "azosin", "dipine", "setron", "tadine", "parin",
)  # fmt: skip
_ORDINAL_AGES = {"2nd": 2, "3rd": 3, **{f"{n}th": n for n in range(4, 20)}} | {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
#: What a child is called in "since i was a child", and how old that is about.
_AS_A_CHILD = frozenset("kid child little young small boy girl toddler baby born".split())
_CHILD_AGE = 8.0
_PERSONS = (SELF - {"my", "mine"}) | THIRD - {"his", "her", "their"}
#: Words around a time that say it is how long the complaint has been there, or that it is not.
_COURSE_BEFORE = frozenset(
    "for since past last than been started began ongoing going over within x coming shy nearly "
    "almost".split()
)
_COURSE_AFTER = frozenset(
    "now ago so straight running on solid already nonstop thereabouts counting".split()
)
_EPISODE = frozenset("episode episodes spell spells bouts each every".split())
#: How long an episode was, when it is short or said to be over: "lasted a week and went".
_LASTS = frozenset("lasts lasted lasting".split())
_WENT = frozenset("went stopped gone cleared disappeared vanished then".split())
_COMPLAINT = frozenset("twitch twitches twitching twitched lip lips mouth face eye".split())
_CLOCK_WORDS = frozenset(["second", "seconds", "minute", "minutes"])
#: What a time of the future stands beside.
_AHEAD = frozenset(
    "fly flying holiday appointment booked next due until till come exam interview wedding".split()
)
_THIS = frozenset(
    "this the lip lips my it twitch twitchy twitches twitching spasms nonsense".split()
)
_NO_COURSE_AFTER = {
    ("old",),
    ("later",),
    ("before",),
    ("apart",),
    ("after",),
    ("olds",),
    ("break",),
    ("into",),
}
_NO_COURSE_BEFORE = {
    ("im",), ("aged",), ("age",), ("at",), ("not",), ("per",), ("every",), ("each",), ("was",),
    ("within",), ("after",),
}  # fmt: skip
_RATE = {
    ("times",),
    ("once",),
    ("twice",),
    ("nights",),
    ("days",),
    ("cups",),
    ("cans",),
    ("pints",),
}
_RATES = {("times", "a"), ("once", "a"), ("twice", "a"), ("or", "twice")}
_OTHER_COURSE = frozenset(
    "drink drinking drank cigarette smoked pill pills tablet tablets took taking mg dose "
    "prescribed medication medicine meds zoloft sertraline citalopram prozac married pregnant "
    "surgery bypass operation op sleep slept coffee awake quit quitting clean sober thyroid "
    "gave stroke fit postnatal dentist tia alcohol booze vodka wine beer smoking vaping op detox "
    "moved job divorced divorce died pregnancy born diagnosed accident crash retired heart cancer "
    "chemo tramadol codeine valium diazepam xanax lorazepam venlafaxine fluoxetine paroxetine "
    "adderall ritalin methadone heroin weed coke ket drugs steroids antibiotics vitamins "
    "lasts anaemic "
    "bells palsy seizure fits botox filler fillers injection jab vaccine covid flu gym "
    "marathon shift worked working diabetic diabetes diabetics passed chemo widow "
    "widowed retire drug bp".split()
)


@dataclass(frozen=True)
class Time:
    """A time named in a message: its ISO duration, its tokens, its score (higher fits better)."""

    iso: str
    first: int
    last: int
    score: int


def duration(
    text: Text,
    today: dt.date,
    *,
    substances: frozenset[str] = frozenset(),
    other: Sequence[bool] = (),
    age: float | None = None,
    asked: bool = False,
) -> Time | None:
    """How long the complaint has been there, as far as the text says.

    Args:
        text: the message.
        today: the day of the message, for "since last Tuesday" and "since June".
        substances: words for what is taken or drunk: how long that has been is another time.
        other: for each token, whether it is said of somebody else.
        age: how old the person is, in years, when the message says so.
        asked: whether the message answers the question how long; then any time will do.
    """
    if text.words[:2] == ("what", "if") or text.words[:1] in (("suppose",), ("imagine",)):
        return None  # it is supposed, not told
    named = [
        time
        for time in _times(text, today, substances)
        if not (other and other[time.first]) or asked
    ]
    times = [time for time in named if time.score > (-9 if asked else 0)]
    if not times:  # one time that nothing speaks against will be it
        alone = [time for time in named if time.score == 0]
        times = alone if len(alone) == 1 else []
    grown = _since_age(text, age)
    if grown and (not times or max(time.score for time in times) < grown.score):
        return grown
    if not times:
        return None
    return max(times, key=lambda time: (time.score, days(time.iso) or 0))


def _times(text: Text, today: dt.date, substances: frozenset[str]) -> list[Time]:
    return [
        Time(t.iso, t.first, t.last, _score(text, t.first, t.last, t.since, substances))
        for t in named_times(text, today)
    ]


def _score(text: Text, first: int, last: int, since: bool, substances: frozenset[str]) -> int:
    """How much the words around a time say that the complaint has been there so long."""
    words = text.words
    clause = text.clause_at(first)
    before = words[max(clause.start, first - 4) : first]
    if words[first] == "night" and not since:
        before = before[:-1]  # "last night" is a moment, and no "last" of its own
    after = words[last + 1 : min(clause.end, last + 4)]
    near = set(words[max(clause.start, first - 5) : min(clause.end, last + 6)])
    time = set(words[first : last + 1])
    if words[first] in ("yesterday", "night") and not since:
        return -1
    if words[first] in ("a", "an") and first > clause.start and last == first + 1:
        counted = words[first - 1]
        if counted.endswith("s") and counted not in ("its", "this", "was", "lasts", "has", "plus"):
            return -9  # "two teas a day"
    if before[-1:] != ("after",) and _taken_up(words, last + 1):
        return 4  # "the operation was 3 weeks ago and since then it twitches"
    if after[:1] == ("not",) and any(map(is_unit, words[last + 2 : last + 5])):
        return 3  # "3 weeks not 3 days"
    moment = before[-1:] == ("was",) and "ago" in after  # "that was a week ago"
    own = set(words[clause.start : clause.end])
    if after[:1] == ("old",) and own & _COMPLAINT | own & {"it", "its"} and not own & _PERSONS:
        return 3  # "the twitch is a decade old"
    if after[:1] in _NO_COURSE_AFTER or (before[-1:] in _NO_COURSE_BEFORE and not moment):
        return -9
    if before[-2:] in _RATES or (
        first > 0 and words[first] in ("a", "an") and before[-1:] in _RATE
    ):
        return -9
    if "even" in before and words[first] in ("a", "one"):
        return -9  # "never lets up even for a day"
    if before[-1:] in _RATE and words[first] in ("this", "last", "every", "each"):
        return -9  # "twice this week"
    score = 2 if since else 0
    if {("this", "time"), ("that", "was")} & set(pairwise(words[clause.start : last + 1])):
        score += 3  # "this time its 12 days"
    if _COURSE_BEFORE & set(before):
        score += 2
    if _COURSE_AFTER & set(after):
        score += 2 + ("now" in after)
    if BEGINNING & near:
        score += 1
    going_on = bool(_COURSE_BEFORE - {"for", "last"} & set(before) or _COURSE_AFTER & set(after))
    clock = bool(time & _CLOCK_WORDS) and not (going_on and not time & {"second", "seconds"})
    lasted = bool(near & _LASTS) and (clock or bool(near & _WENT) or "hour" in time)
    if near & _EPISODE or lasted or {"at", "time"} <= set(after):
        score -= 3
    if after[:1] == ("of",) and set(after[1:]) & _THIS:
        score += 3  # "nearly 2 years of lip spasms"
    if near & _AHEAD or before[-1:] == ("in",):
        score -= 4  # "come back in 6 weeks"
    if before[-1:] == ("worse",) or before[-2:-1] == ("last",):
        score -= 3
    if clause.end - clause.start <= last - first + 3:  # the clause says nothing else
        earlier = text.clause_at(max(clause.start - 1, 0))
        if earlier.closed_by == "," and earlier is not clause:
            near.update(words[earlier.start : earlier.end])
    since_then = any(
        pair[0] == "since" and pair[1] in _PERSONS | {"my", "the", "a", "having"}
        for pair in pairwise(words[clause.start : first])
    )  # "since i came off tramadol 6 days ago"
    taken = not since_then and any(word.endswith(_DRUG_ENDINGS) for word in near)
    began = {("it", "started"), ("it", "began"), ("this", "started"), ("this", "began")}
    if since_then or began & set(pairwise(words[max(clause.start - 9, 0) : last + 3])):
        score += 2
    elif (taken or near & (_OTHER_COURSE | substances)) and not near & _COMPLAINT:
        score -= 4
    if clock:
        score -= 3 + ({"second", "seconds"} >= time & _CLOCK_WORDS) * 6
    if before[-2:-1] == ("had",) and before[-1] in ("it", "this", "these"):
        score += 3
    if score > 0 and near & _COMPLAINT:
        score += 1 + bool(_COMPLAINT & set(words[clause.start : clause.end]))
    if score == 0 and near & (_COMPLAINT | {"keeps", "nearly", "about", "almost", "close", "like"}):
        score = 1
    if score == 0 and clause.end - clause.start <= last - first + 2:
        score = 1  # the clause says nothing else: "right side of the lip, 9 days"
    return score


def _since_age(text: Text, now: float | None) -> Time | None:
    """The years from the age at which it began to the age the person has now, if both are told.

    "He's 11 and it began about 5", "my lad's 9, since he was 6 he blinks".
    """
    if now is None:
        return None
    words = text.words
    for at, word in enumerate(words):
        before = words[max(0, at - 5) : at]
        if word in _AS_A_CHILD and {"since", "was"} <= set(before) and now > _CHILD_AGE:
            return Time(f"P{round(now - _CHILD_AGE)}Y", at, at, 3)
        if word == "life" and {"my", "his", "her"} & set(before) and {"all", "whole"} & set(before):
            grown = 18 if "adult" in before else 0
            return Time(f"P{max(round(now - grown), 1)}Y", at, at, 3)
        then = age_of(word) or _ORDINAL_AGES.get(word)
        if then is None or then >= now:
            continue
        birthday = word in _ORDINAL_AGES and words[at + 1 : at + 2] == ("birthday",)
        began = bool({"since", "began", "begun", "started", "noticed", "from"} & set(before))
        unit = words[at + 1 : at + 2]
        an_age = before[-1:] in (("was",), ("age",), ("aged",), ("about",), ("around",), ("at",))
        if began and (birthday or (an_age and (not unit or not is_unit(unit[0])))):
            return Time(f"P{round(now - then)}Y", at, at + birthday, 3)
    return None


def _taken_up(words: tuple[str, ...], at: int) -> bool:
    """Whether a time named before ``at`` is when the complaint began: "and since then"."""
    ahead = words[at : at + 8]
    return any(pair in (("since", "then"), ("ever", "since")) for pair in pairwise(ahead))
