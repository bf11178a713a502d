"""How long it has been there, read from free text.

A message may name several times: an age, how long one episode lasts, how long a medicine was
taken, how long ago the last drink was. Which is the complaint's is learnt (``time_judge.py``).
Without what training learnt, and of an answer to the question how long, ``roles.py`` says what each
is the time of, and the one that is told most plainly is given, the longest of equals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from quiver.language.amounts import Named
from quiver.language.growing import since_age, since_ages
from quiver.language.roles import Candidate, Role, role
from quiver.language.text import Text
from quiver.language.time_features import Timed, features
from quiver.language.time_judge import THRESHOLD, TimeJudge
from quiver.language.time_topics import Topic, fronted, nearest, place
from quiver.language.times import named_times


def duration(
    text: Text,
    today: dt.date,
    *,
    substances: frozenset[str] = frozenset(),
    other: Sequence[bool] = (),
    age: float | None = None,
    asked: bool = False,
) -> Named | None:
    """How long the complaint has been there, as far as the text says, by the rules alone.

    Args:
        text: the message.
        today: the day of the message, for "since last Tuesday" and "since June".
        substances: words for what is taken or drunk: how long that has been is another time.
        other: for each token, whether it is said of somebody else.
        age: how old the person is, in years, when the message says so.
        asked: whether the message answers the question how long; then any time will do.
    """
    if _supposed(text):
        return None
    grown = since_age(text, age)
    candidates = []
    for time in named_times(text, today):
        found = role(text, time, substances, asked)
        if found is None or (grown and grown.first <= time.first <= grown.last):
            continue
        if not asked and other and other[time.first] and not fronted(place(text, time)):
            continue
        candidates.append(Candidate(time, found))
    if asked and len(candidates) == 1:
        return candidates[0].time
    told = [candidate for candidate in candidates if candidate.rank]
    if grown:
        before = text.words[text.clause_at(grown.first).start : grown.first]
        of = nearest(before, substances)  # "off the tablets since i was 4"
        topic = Topic.COMPLAINT if of is None else of
        if topic != Topic.OTHER:
            told.append(Candidate(grown, Role(topic, marked=True)))
    if told:
        return max(told, key=lambda candidate: (candidate.rank, candidate.time.days)).time
    return candidates[0].time if asked and candidates else None


def _supposed(text: Text) -> bool:
    """Whether a message only supposes: "what if it lasts a year?"."""
    return text.words[:2] == ("what", "if") or text.words[:1] in (("suppose",), ("imagine",))


def all_times(
    text: Text, today: dt.date, substances: frozenset[str], age: float | None
) -> list[Timed]:
    """Every time that a message names, with what the rules take it for, in its order.

    The arguments are those of ``duration``.
    """
    named = [Timed(time, role(text, time, substances)) for time in named_times(text, today)]
    grown = [Timed(time, began=began) for time, began in since_ages(text, age)]
    return sorted(named + grown, key=lambda timed: timed.time.first)


def likeliest(
    text: Text,
    today: dt.date,
    judge: TimeJudge,
    *,
    substances: frozenset[str],
    other: Sequence[bool],
    age: float | None,
) -> Named | None:
    """How long the complaint has been there, as a judge that has learnt it says.

    The other arguments are those of ``duration``.
    """
    times = all_times(text, today, substances, age)
    if not times or _supposed(text):
        return None
    likely = [judge.likely(own) for own in features(text, times, substances, other)]
    best = max(range(len(times)), key=likely.__getitem__)
    return times[best].time if likely[best] > THRESHOLD else None
