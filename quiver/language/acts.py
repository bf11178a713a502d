"""What a message is for, when the classifier and what was heard disagree.

The classifier knows how messages sound; the lexicon knows what they tell. A message that tells of a
finding is a report, whatever it sounds like, unless it asks: that was the usual error of
classifiers on people's own words (a report of symptoms taken for an emergency or small talk).
"""

from __future__ import annotations

from quiver.language.findings import Hearing
from quiver.language.languages import ENGLISH
from quiver.language.scope import scope
from quiver.language.text import Text

FALLBACK = "nlu_fallback"
OTHER_LANGUAGE = "other_language"
REPORT = "report_symptom"

#: Acts that nobody means who tells of a finding besides.
_OUTWEIGHED = frozenset(
    "emergency_sign out_of_scope greet goodbye thanks express_worry help stop start_over "
    "forget_me get_result ask_bot ask_sources ask_privacy show_noted nlu_fallback".split()
)
#: Questions about the subject, which are asked in the form of a question or a request.
_QUESTIONS = frozenset(
    "ask_cause ask_definition ask_why_lips_twitch ask_condition_info ask_tremor_types "
    "ask_when_see_doctor ask_treatment_or_self_care ask_serious".split()
)
_REQUESTS = frozenset(
    "tell explain describe define what whats why how when where which who wonder wondering "
    "difference diff know info information advice tips should meaning mean means about".split()
)
_COMPLAINT = frozenset("twitch twitches twitching twitched twitchy twitchin".split())


def resolve(intent: str, hearing: Hearing, text: Text) -> str:
    """The act of a message.

    Args:
        intent: what the classifier takes it for.
        hearing: what was heard in it.
        text: the message, read.
    """
    if not text.tokens or text.raw.lstrip().startswith("/"):
        return FALLBACK  # nothing but signs, or a button that does not exist
    if hearing.language != ENGLISH:
        return OTHER_LANGUAGE
    if intent in _QUESTIONS and not asks(text) and _COMPLAINT & set(text.words):
        return REPORT
    if intent == FALLBACK and _COMPLAINT & set(text.words):
        return REPORT
    if intent in _OUTWEIGHED and any(not heard.other_person for heard in hearing.findings):
        return REPORT
    return intent


def asks(text: Text) -> bool:
    """Whether a message has the form of a question or of a request to be told something."""
    return "?" in text.raw or bool(_REQUESTS & set(text.words)) or any(scope(text).asked)
