"""What a message is for, when the classifier and what was heard disagree.

The classifier knows how messages sound; the lexicon knows what they tell. A message that tells of a
finding is a report, whatever it sounds like, unless it asks: that was the usual error of
classifiers on people's own words (a report of symptoms taken for an emergency or small talk).
"""

from __future__ import annotations

from quiver.knowledge import Knowledge
from quiver.knowledge.models import Finding
from quiver.language.findings import Hearing
from quiver.language.scope import scope
from quiver.language.text import Text

FALLBACK = "nlu_fallback"
OTHER_LANGUAGE = "other_language"
REPORT = "report_symptom"
EMERGENCY = "emergency_sign"
DENY = "deny"
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
#: The commonest English words: hardly a sentence of five words does without all of them.
_ENGLISH = frozenset(
    "a about after again all also always am an and any are around as at back bad be because "
    "been before being best better both but by can cant could day days did do does doing dont "
    "down each even ever every everything face feel few first for from get getting gets go "
    "going good got had has have having he help her him his hello hi how i if im in into is it "
    "its ive just keep keeps know last left like lip lips little long look lot lots made make "
    "many may me mean might more morning most mouth much my need never new next no none not "
    "nothing now of off ok okay old on one only or other our out over please quite really right "
    "said same say see she should since so some something sometimes start started still stop "
    "such sure take tell than thank thanks that thats the their them then there these they "
    "thing things think this those time times to today too twitch twitches twitching two up us "
    "very want was way we week weeks well went were what whats when where which who why will "
    "with without wont work would year years yes yesterday yet you your eye eyelid cheek numb "
    "weak droop drooping coffee stress stressed tired anxious upper lower top bottom side "
    "corner doctor tic tics tremor shaking bells palsy stroke "
    "yeah yep nah nope dunno maybe".split()
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
    if not is_english(text):
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


def is_english(text: Text) -> bool:
    """Whether a message may be English: short ones always, longer ones with a common word."""
    words = [word for word in text.words if not word.isdecimal()]
    if len(words) < 4:
        return not any(_is_foreign_script(word) for word in words)
    return any(word in _ENGLISH for word in words)


def _is_foreign_script(word: str) -> bool:
    return any(character.isalpha() and ord(character) > 0x24F for character in word)
