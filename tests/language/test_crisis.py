"""Words of self-harm, abuse and overdose are heard; idioms and news that only sound so are not."""

from __future__ import annotations

import datetime as dt

import pytest

from quiver import knowledge
from quiver.language.findings import Listener

KNOW = knowledge.load()
LISTENER = Listener(KNOW)
CRISIS = {"self_harm", "abuse", "poisoning_overdose"}


def heard(text: str) -> set[str]:
    found = LISTENER.hear(text, dt.date(2026, 3, 18)).findings
    return {h.finding for h in found if h.status == "present" and not h.other_person} & CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "i don't want to be alive any more",
        "thinking of ending it all",
        "i might as well end my life",
        "i've been cutting my arms",
        "i feel suicidal",
        "everyone would be better off without me",
        "i took all my tablets on purpose",
        "my husband hits me",
    ],
)
def test_a_crisis_is_heard(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "i'm dying of embarrassment, my lip jumped in the meeting",
        "this twitch is killing me",
        "my lip is killing me today",
        "my feet are killing me and my lip twitches",
        "i nearly died laughing when it twitched",
        "i could die of shame when it starts",
        "my boss is going to kill me if i twitch on camera",
        "work is murder at the moment",
        "dying for a coffee",
        "i'd kill for a good night's sleep",
        "i'm dead tired",
        "when will it end, this twitching",
        "i want it to end, the twitching i mean",
        "i cut out coffee",
        "the suspense is killing me",
        "we shoot a film next week and my lip twitches",
        "the new boss beats me to every meeting",
        "my grandad died by suicide years ago",
    ],
)
def test_an_idiom_is_no_crisis(text: str) -> None:
    assert not heard(text)
