"""What a message is for, when the classifier and what was heard disagree.

The classifier knows how messages sound; the lexicon knows what they tell. A message that tells of a
finding is a report, whatever it sounds like, unless it asks: that was the usual error of
classifiers on people's own words (a report of symptoms taken for an emergency or small talk).
"""

from __future__ import annotations

from quiver.knowledge import Knowledge
from quiver.knowledge.models import Finding
from quiver.language.doubting import doubts_a_cause
from quiver.language.hearing import Hearing
from quiver.language.judging import CRISIS_GROUP, DANGER_GROUPS
from quiver.language.scope import scope
from quiver.language.signs import COMPLAINT, REPLIES, asks
from quiver.language.text import Text

FALLBACK = "nlu_fallback"
OTHER_LANGUAGE = "other_language"
REPORT = "report_symptom"
EMERGENCY = "emergency_sign"
AFFIRM, DENY = "affirm", "deny"
WHY_NOT = "ask_why_not"
OFF_SUBJECT = "out_of_scope"

#: Acts that nobody means who tells of a finding besides.
_OUTWEIGHED = frozenset(
    "emergency_sign out_of_scope greet goodbye thanks express_worry help stop start_over "
    "forget_me get_result ask_bot ask_sources ask_privacy show_noted nlu_fallback".split()
)
#: Acts that tell something; when all of it is absent, the message denies.
_TELLING = _OUTWEIGHED | {REPORT}
#: Acts that are taken at their word however strange they sound.
_NEVER_OFF = frozenset({"crisis", "emergency_sign", "forget_me", "stop"})
#: Acts whose words may be taken for a place: "right, take care", "thanks from both of us".
_SOCIAL = frozenset({"greet", "goodbye", "thanks"})
_PLACES = "where"
#: What denies all it names in more words than this tells a story besides.
_LONGEST_DENIAL = 14
#: Questions about the subject, which are asked in the form of a question or a request.
_QUESTIONS = frozenset(
    "ask_cause ask_definition ask_why_lips_twitch ask_condition_info ask_tremor_types "
    "ask_when_see_doctor ask_treatment_or_self_care ask_serious".split()
)


def resolve(
    intent: str, hearing: Hearing, text: Text, knowledge: Knowledge, off_subject: bool = False
) -> str:
    """The act of a message.

    Args:
        intent: what the classifier takes it for.
        hearing: what was heard in it.
        text: the message, read.
        knowledge: tells which findings are danger signs.
        off_subject: whether it is far from everything the project knows.
    """
    if not text.tokens or text.raw.lstrip().startswith("/"):
        return FALLBACK  # nothing but signs, or a button that does not exist
    if hearing.language:
        return OTHER_LANGUAGE
    complains = _complains(text)
    if complains and intent == FALLBACK:
        return REPORT
    own = [heard for heard in hearing.findings if not heard.other_person]
    present = [knowledge.findings[heard.finding] for heard in own if heard.status == "present"]
    danger = any(is_danger(finding) for finding in present)
    if danger and intent in _TELLING | _QUESTIONS:
        return EMERGENCY
    about_a_cause = any(knowledge.cause_of(topic) for topic in hearing.topics)
    if about_a_cause and intent != "what_if" and asks(text) and doubts_a_cause(text):
        return WHY_NOT
    grave = danger or any(finding.group == CRISIS_GROUP for finding in present)
    if off_subject and not grave and intent not in _NEVER_OFF:
        return OFF_SUBJECT
    places = bool(present) and all(finding.group == _PLACES for finding in present)
    if places and intent in _SOCIAL and not complains:
        return intent
    denied = bool(own) and all(heard.status == "absent" for heard in own)
    if denied and intent in _TELLING and not asks(text) and not complains:
        story = len(text.words) > _LONGEST_DENIAL
        return REPORT if story and intent == REPORT else DENY
    tells = bool(present or hearing.duration or complains) and text.words[0] not in REPLIES
    if (tells and intent in (AFFIRM, DENY)) or (complains and intent == DENY):
        return REPORT  # more than a yes or no
    if intent == EMERGENCY and any(finding.group in DANGER_GROUPS for finding in present):
        return EMERGENCY
    if own and intent in _OUTWEIGHED and len(text.words) > 1:
        return REPORT  # but a lone "stop" is just that
    return intent


def is_danger(finding: Finding) -> bool:
    """Whether a finding is a danger sign by itself."""
    return finding.group == "danger" or finding.id == "face_droop"


def _complains(text: Text) -> bool:
    """Whether a message tells of the complaint itself: "twitchy lip", not "no tremor"."""
    negated = scope(text).negated
    return any(
        word in COMPLAINT and not cues for word, cues in zip(text.words, negated, strict=True)
    )
