"""What a message is for, when the classifier and what was heard disagree.

The classifier knows how messages sound; the lexicon knows what they tell. A message that tells of a
finding is a report, whatever it sounds like, unless it asks: that was the usual error of
classifiers on people's own words (a report of symptoms taken for an emergency or small talk).
"""

from __future__ import annotations

from quiver.knowledge import Knowledge
from quiver.knowledge.models import Finding
from quiver.language.doubting import doubts_a_cause
from quiver.language.findings import Hearing
from quiver.language.scope import scope
from quiver.language.text import Text

FALLBACK = "nlu_fallback"
OTHER_LANGUAGE = "other_language"
REPORT = "report_symptom"
EMERGENCY = "emergency_sign"
DENY = "deny"
WHY_NOT = "ask_why_not"
OFF_SUBJECT = "out_of_scope"

#: Acts that nobody means who tells of a finding besides.
_OUTWEIGHED = frozenset(
    "emergency_sign out_of_scope greet goodbye thanks express_worry help stop start_over "
    "forget_me get_result ask_bot ask_sources ask_privacy show_noted nlu_fallback".split()
)
#: Acts that tell something; when all of it is absent, the message denies.
_TELLING = _OUTWEIGHED | {REPORT}
#: Other parts of the body, and other bodies: what is told of them is not about the lip.
_ELSEWHERE = frozenset(
    "knee knees back ear ears stomach tummy belly tooth teeth foot feet toe toes ankle elbow "
    "shoulder hip skin rash bladder bum cat cats dog dogs rabbit hamster plant car boiler "
    "laptop phone printer".split()
)
#: Acts that are taken at their word however strange they sound.
_NEVER_OFF = frozenset({"crisis", "emergency_sign", "forget_me", "stop"})
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
    if intent in _QUESTIONS and not asks(text) and _COMPLAINT & set(text.words):
        return REPORT
    if intent == FALLBACK and _COMPLAINT & set(text.words):
        return REPORT
    own = [heard for heard in hearing.findings if not heard.other_person]
    present = [heard.finding for heard in own if heard.status == "present"]
    danger = any(is_danger(knowledge.findings[finding]) for finding in present)
    if danger and intent in _TELLING | _QUESTIONS:
        return EMERGENCY
    about_a_cause = any(knowledge.cause_of(topic) for topic in hearing.topics)
    if about_a_cause and intent != "what_if" and asks(text) and doubts_a_cause(text):
        return WHY_NOT
    denied = bool(own) and all(heard.status == "absent" for heard in own)
    if denied and intent in _TELLING and not asks(text):
        return DENY
    if own and intent in _OUTWEIGHED:
        return REPORT
    elsewhere = intent == REPORT and bool(_ELSEWHERE & set(text.words))
    if not hearing.findings and (elsewhere or (off_subject and intent not in _NEVER_OFF)):
        return OFF_SUBJECT
    return intent


def is_danger(finding: Finding) -> bool:
    """Whether a finding is a danger sign by itself."""
    return finding.group == "danger" or finding.id == "face_droop"


def asks(text: Text) -> bool:
    """Whether a message has the form of a question or of a request to be told something."""
    return "?" in text.raw or bool(_REQUESTS & set(text.words)) or any(scope(text).asked)
