"""What was heard, as entities of Rasa and back."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiver.evidence import AGE_BANDS, WHO
from quiver.language.entities import as_entities, hearing_of
from quiver.language.findings import Listener
from quiver.language.hearing import Heard, Hearing

DAY = dt.date(2026, 3, 18)
MESSAGES = [
    "",
    "😀",
    "top lip's been going 2wks, no droop, maybe stress",
    "my son is 7 and his lip twitches, my mum has slurred speech",
    "can coffee or a tic cause it?",
    "my lip twitches and my dad had a seizure",
    "İstanbul 😀 my lip droops",
]


@st.composite
def hearings(draw: st.DrawFn) -> tuple[str, Hearing]:
    text = draw(st.text(min_size=1, max_size=60))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    names = st.sampled_from(["face_droop", "caffeine", "side_left"])
    found = []
    for name in draw(st.lists(names, unique=True)):
        (start, end), other = draw(place), draw(st.booleans())
        status = draw(st.sampled_from(["present", "absent", "unknown"]))
        found.append(Heard(name, status, start, end, text[start:end], other))
    lasted = draw(st.sampled_from([None, "P3W", "PT12H"]))
    return text, Hearing(
        tuple(found),
        lasted,
        tuple(draw(place)) if lasted else None,
        tuple(draw(st.lists(st.sampled_from(["stress", "tics"]), unique=True))),
        draw(st.sampled_from([None, *WHO])),
        draw(st.sampled_from([None, *AGE_BANDS])),
    )


def assert_round_trip(text: str, hearing: Hearing) -> None:
    entities = json.loads(json.dumps(as_entities(hearing, text)))
    assert hearing_of(entities, text) == hearing
    for entity in entities:
        assert 0 <= entity["start"] <= entity["end"] <= len(text)


@given(hearings())
def test_whatever_was_heard_comes_back(made: tuple[str, Hearing]) -> None:
    assert_round_trip(*made)


@pytest.mark.parametrize("message", MESSAGES)
def test_so_does_what_is_heard_in_real_messages(listener: Listener, message: str) -> None:
    assert_round_trip(message, listener.hear(message, DAY))


def test_the_form_is_that_of_the_documentation(listener: Listener) -> None:
    text = "no droop, my lip twitches for 3 weeks, dad has slurred speech"
    entities = as_entities(listener.hear(text, DAY), text)
    assert {"entity": "finding", "value": "face_droop", "role": "absent", "start": 3, "end": 8} in (
        entities
    )
    lasted = next(e for e in entities if e["entity"] == "duration")
    assert (lasted["value"], text[lasted["start"] : lasted["end"]]) == ("P3W", "3 weeks")
    spoken = next(e for e in entities if e["value"] == "speech_slurred")
    assert spoken["group"] == "other_person"


@pytest.mark.parametrize(
    "entities",
    [
        [],
        [{"entity": "q", "value": "droop"}, {"entity": "a", "value": "yes"}],
        [{"entity": "finding", "value": "face_droop", "start": 0, "end": 3}],
    ],
)
def test_entities_of_others_are_not_taken_for_what_was_heard(entities: list[dict]) -> None:
    assert hearing_of(entities, "/answer") == Hearing()
