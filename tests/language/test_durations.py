"""How long it has been there, among all the times that a message may name."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiver.durations import days, in_words
from quiver.language.durations import duration
from quiver.language.text import read

FRIDAY = dt.date(2026, 3, 20)

AMOUNTS = {
    "couple wks": "P2W",
    "2-3 weeks": "P2W",
    "2–3 weeks": "P2W",
    "2 to 3 weeks": "P2W",
    "two or three weeks": "P2W",
    "four or five days": "P4D",
    "3wks": "P3W",
    "5d": "P5D",
    "48hrs": "PT48H",
    "12 hours": "PT12H",
    "10 days": "P10D",
    "about 10 days": "P10D",
    "for 2 months": "P2M",
    "6 mths": "P6M",
    "2wks": "P2W",
    "a fortnight": "P2W",
    "nearly a fortnight": "P2W",
    "a couple of days": "P2D",
    "few wks now": "P3W",
    "several weeks": "P3W",
    "a good few months": "P3M",
    "18 months": "P18M",
    "half a year": "P6M",
    "½ a year": "P6M",
    "half an hour": "PT30M",
    "one and a half years": "P18M",
    "a year and a half": "P18M",
    "2 and a half years": "P30M",
    "three and a half weeks": "P24D",
    "for 1.5 years": "P18M",
    "for 1.5 weeks": "P10D",
    "on and off for a year": "P1Y",
    "for a year now": "P1Y",
    "2 years on and off": "P2Y",
    "started a week or two ago": "P1W",
    "about a week or so": "P1W",
    "getting on for 2 years": "P2Y",
    "going on 4 months": "P4M",
    "3 weeks straight": "P3W",
    "the last 3 weeks": "P3W",
    "over the past week": "P1W",
    "for the last few days": "P3D",
    "for the past year or so": "P1Y",
    "started 5 years ago": "P5Y",
    "started an hour ago": "PT1H",
    "couple of hours ago": "PT2H",
    "it's been more than two weeks": "P2W",
    "lip has been going 9 days": "P9D",
    "for 20 years": "P20Y",
    "a decade": "P10Y",
}
MOMENTS = {
    "since last Tuesday": "P3D",
    "since Tuesday": "P3D",
    "ever since Monday": "P4D",
    "since Saturday": "P6D",
    "since last friday": "P7D",
    "since yesterday": "P1D",
    "started yesterday": "P1D",
    "since last night": "P1D",
    "started today": "PT12H",
    "only since today": "PT12H",
    "since last week": "P1W",
    "since last month": "P1M",
    "since January": "P2M",
    "since June": "P9M",
    "it started in May": "P10M",
    "since Feb": "P1M",
    "since last summer": "P9M",
    "since christmas": "P3M",
    "since 2019": "P7Y",
}
AMONG_OTHERS = {
    "im 45 and its been twitching for 3 weeks": "P3W",
    "I'm 45 years old, lip twitching 3 weeks": "P3W",
    "my 5 year old son, lip twitching 2 weeks": "P2W",
    "twitching for 3 days, each one lasts 10 seconds": "P3D",
    "each twitch lasts 5 minutes, going on since January": "P2M",
    "it twitches for 10 seconds at a time, started 2 months ago": "P2M",
    "took antibiotics for 7 days, lip twitching for 3 weeks": "P3W",
    "on sertraline for 2 years, lip going for 4 days": "P4D",
    "married 20 years, lip twitching for 2 weeks": "P2W",
    "my lip twitches 10 times a day for 2 weeks": "P2W",
    "slept 4 hours, lip twitching since Monday": "P4D",
    "lip twitching for 6 weeks, stopped drinking 2 days ago": "P6W",
}
NONE = [
    "",
    "...",
    "my lip twitches",
    "im 45 years old",
    "aged 30",
    "my 5 year old son",
    "my 6 month old's lip",
    "each episode lasts 5 minutes",
    "lasts 30 seconds",
    "took amoxicillin for 7 days",
    "7 day course of antibiotics",
    "i slept 4 hours",
    "on sertraline for 2 years",
    "quit smoking 3 weeks ago",
    "had an operation 6 months ago",
    "3 times a week",
    "twice a day",
    "every 10 minutes",
    "all day long",
    "24/7",
    "may be stress",
    "just a second",
    "the second lip",
    "99999999 days",
]


@pytest.mark.parametrize(("message", "iso"), (AMOUNTS | MOMENTS | AMONG_OTHERS).items())
def test_the_time_it_has_been_there(message: str, iso: str) -> None:
    found = duration(read(message), FRIDAY)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("message", NONE)
def test_other_times_are_not_taken_for_it(message: str) -> None:
    assert duration(read(message), FRIDAY) is None


@pytest.mark.parametrize(("message", "iso"), (AMOUNTS | MOMENTS).items())
def test_the_same_in_a_sentence_in_capitals_and_as_an_answer(message: str, iso: str) -> None:
    for text in (f"my lip twitches, {message}.", message.upper()):
        found = duration(read(text), FRIDAY)
        assert found is not None, text
        assert found.iso == iso, text
    found = duration(read(message), FRIDAY, asked=True)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("message", "iso"),
    [("20 mins", "PT20M"), ("a week or two", "P1W"), ("best part of a month", "P1M")],
)
def test_to_the_question_how_long_any_time_is_an_answer(message: str, iso: str) -> None:
    found = duration(read(message), FRIDAY, asked=True)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize("message", ["im 45 years old", "twice a day", "3 times a week", "aged 9"])
def test_but_no_age_and_no_rate(message: str) -> None:
    assert duration(read(message), FRIDAY, asked=True) is None


@pytest.mark.parametrize("back", range(1, 8))
def test_a_weekday_is_its_last_one_before_today(back: int) -> None:
    day = (FRIDAY - dt.timedelta(days=back)).strftime("%A")
    found = duration(read(f"since {day}"), FRIDAY)
    assert found is not None
    assert found.iso == f"P{back}D"


TIMES = "2 3 a half couple few last past since for week weeks days year ago and or - . , old may may 1.5 on monday second minutes"  # noqa: E501


@given(
    st.lists(st.sampled_from(TIMES.split()), max_size=12).map(" ".join), st.dates(), st.booleans()
)
@settings(max_examples=200)
def test_any_mixture_of_times_is_one_of_our_durations_and_points_at_its_words(
    message: str, today: dt.date, asked: bool
) -> None:
    text = read(message)
    found = duration(text, today, asked=asked)
    if found is None:
        return
    assert (days(found.iso) or 0) > 0, found.iso
    assert in_words(found.iso)
    assert 0 <= found.first <= found.last < len(text.tokens)


@pytest.mark.parametrize("words", ["3 weeks ", "last friday and ", "one week, ", "since 2 days i "])
def test_a_long_message_full_of_times_is_read_at_once(words: str) -> None:
    text = read(words * 600)
    began = time.perf_counter()
    duration(text, FRIDAY)
    assert time.perf_counter() - began < 5
