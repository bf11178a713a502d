"""Misspelt words of the lexicon are heard; English, names and medicines stay what they are."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver.language.findings import Listener
from quiver.language.spelling import Speller
from quiver.language.text import read

DAY = dt.date(2026, 11, 23)
MEDICINES = (
    "sertraline fluoxetine citalopram escitalopram venlafaxine duloxetine amitriptyline "
    "propranolol bisoprolol amlodipine ramipril atorvastatin metformin levothyroxine carbimazole "
    "salbutamol ventolin omeprazole metoclopramide domperidone risperidone olanzapine quetiapine "
    "aripiprazole haloperidol valproate lamotrigine levetiracetam topiramate gabapentin pregabalin "
    "baclofen diazepam zopiclone methylphenidate atomoxetine bupropion diclofenac apixaban "
    "doxycycline tamsulosin methotrexate semaglutide furosemide buspirone hydroxyzine sumatriptan"
).split()
NAMES = (
    "Aisha Mohammed Siobhan Niamh Aoife Callum Lachlan Saoirse Priya Sanjay Nguyen Fatima Yusuf "
    "Svetlana Dmitri Mateo Beatriz Weekes Coffey Trembley Llandudno Kirkcaldy Faversham Slough"
).split()


@pytest.mark.parametrize(
    ("message", "finding"),
    [
        ("my arm is weaknes", "arm_weakness"),
        ("smile is lopsidded", "face_droop"),
        ("my speech is garbeled", "speech_slurred"),
        ("cant brethe", "breathing_trouble"),
        ("my eylid twitches too", "eyelid_too"),
        ("under a lot of strses", "stress"),
        ("so stessed at work", "stress"),
        ("too much alchohol", "alcohol"),
        ("im exhuasted", "fatigue"),
        ("bad insomina", "poor_sleep"),
        ("hardly slepping", "poor_sleep"),
        ("corner of my mouht", "mouth_corner"),
        ("low potasium", "nutritional_deficiency"),
        ("im so anxous", "anxiety"),
        ("worst hedache of my life", "severe_headache"),
    ],
)
def test_a_misspelt_finding_is_heard_in_the_words_that_were_written(
    listener: Listener, message: str, finding: str
) -> None:
    heard = {h.finding: h for h in listener.hear(message, DAY).findings}
    assert finding in heard
    for found in heard.values():
        assert message[found.start : found.end] == found.quote


def test_a_misspelt_denial_denies(listener: Listener) -> None:
    heard = listener.hear("withuot drooping", DAY).findings
    assert [(h.finding, h.status) for h in heard] == [("face_droop", "absent")]


@pytest.mark.parametrize("word", [*MEDICINES, *NAMES])
def test_names_and_medicines_stay(listener: Listener, word: str) -> None:
    assert mended(listener, f"i asked {word}").split()[-1] == word.lower()


@pytest.mark.parametrize(
    "message",
    [
        "tick tac toe",
        "hotspur lost again",
        "grandkids on the wifi",
        "B12 and 5htp and co2",
        "ключ 咖啡 coffée",
        "the cheque for the colour tyre",
        "qwxzv asdfgh",
    ],
)
def test_what_is_english_or_near_to_nothing_stays(listener: Listener, message: str) -> None:
    assert mended(listener, message) == " ".join(read(message).words)


@pytest.mark.parametrize(
    ("word", "vocabulary", "meant"),
    [
        ("stome", "stone", "stome"),  # "store" is as near, and no rarer
        ("hoese", "horse", "hoese"),
        ("stomme", "stomach", "stomme"),
        ("garage", "garbage", "garage"),
        ("breckfast", "breakfast", "breakfast"),
        ("brxckfast", "breakfast", "breakfast"),
        ("brxckfxst", "breakfast", "brxckfxst"),
        ("abc", "abs", "abc"),
    ],
)
def test_only_the_word_that_is_surely_meant_is_taken(
    word: str, vocabulary: str, meant: str
) -> None:
    assert Speller([vocabulary], ()).mended(read(word)).words == (meant,)


def mended(listener: Listener, message: str) -> str:
    return " ".join(listener._speller.mended(read(message)).words)
