"""Which of the times of a message is how long it has been there: what is learnt of that."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from quiver.durations import days
from quiver.knowledge import Knowledge
from quiver.language.findings import Listener
from quiver.language.time_judge import Described, Example, TimeJudge, examples, meant

DAY = dt.date(2026, 6, 17)  # a Wednesday
ALL = examples()


@pytest.fixture(scope="module")
def judge(listener: Listener) -> TimeJudge:
    """A judge that learnt from four of five examples."""
    return TimeJudge.fit([e for n, e in enumerate(ALL) if n % 5], listener.times)


@pytest.fixture(scope="module")
def judged(know: Knowledge, judge: TimeJudge) -> Listener:
    return Listener(know, judge=judge)


def right(iso: str | None, durations: tuple[str, ...]) -> bool:
    """Whether a duration is within a factor of two of one of some."""
    own = days(iso) if iso else None
    told = [days(one) or 1 / 24 for one in durations]
    return any(own is not None and 0.5 <= own / one <= 2 for one in told)


def test_the_examples_are_well_formed() -> None:
    assert all(days(iso) is not None for e in ALL for iso in e.durations)
    assert all(span in e.text for e in ALL for span in e.spans)
    assert len({e.text for e in ALL}) == len(ALL)


def test_what_was_not_learnt_from_is_judged_well(know: Knowledge, listener: Listener) -> None:
    """Each fifth of the examples by a judge that learnt from the others."""
    told, invented = [], []
    for fold in range(5):
        rest = [example for number, example in enumerate(ALL) if number % 5 != fold]
        judged = Listener(know, judge=TimeJudge.fit(rest, listener.times))
        for example in ALL[fold::5]:
            heard = judged.hear(example.text, example.day).duration
            if example.durations:
                told.append(right(heard, example.durations))
            else:
                invented.append(heard is not None)
    assert np.mean(told) > 0.9
    assert np.mean(invented) < 0.12


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I've taken ramipril for six years and my lip has jumped for nine days", "P9D"),
        ("sister moved out in March, my lip has been fluttering since Sunday", "P3D"),
        ("top lip twitch, 3 weeks, each go lasts ten seconds", "P3W"),
        ("my mouth has been hopping since Shavuot", "P26D"),
        ("I was 20 when my lip started this and I'm 34 now", "P14Y"),
        ("My lip's been at it all day", "PT16H"),
        ("I'm 41 and I have worked nights for eleven years", None),
        ("my lip has sat lower on that side", None),
        ("the wait for a neurologist is 18 weeks", None),
        ("what if it goes on for a year", None),
    ],
)
def test_the_time_of_the_lip_is_told_from_others(
    judged: Listener, message: str, expected: str | None
) -> None:
    assert judged.hear(message, DAY).duration == expected


def test_the_time_in_the_words_given_is_the_one_that_is_meant() -> None:
    example = Example("pills 3 weeks, lip 3 weeks too", DAY, ("P3W",), ("lip 3 weeks",))
    times = [Described("P3W", 6, 13, frozenset()), Described("P3W", 19, 26, frozenset())]
    assert meant(example, times) == [False, True]
    assert meant(Example(example.text, DAY, ("P3W",)), times) == [True, True]
    assert meant(Example(example.text, DAY, ()), times) == [False, False]


def test_a_judge_is_kept_and_read_back(judge: TimeJudge, listener: Listener) -> None:
    again = TimeJudge.of_arrays(judge.as_arrays())
    time = listener.times("lip twitching for 3 weeks", DAY)[0]
    assert again.likely(set(time.features)) == pytest.approx(
        judge.likely(set(time.features)), abs=1e-4
    )


def test_when_the_question_was_how_long_any_time_will_do(judged: Listener) -> None:
    assert judged.hear("six weeks or so", DAY, duration_asked=True).duration == "P6W"
