"""Whether a reply to an open question is understood rightly.

A set puts questions of its own wording. Each is measured on the question of the knowledge that asks
the same; where the knowledge asks for it only within a list of several findings, or in a list of
another order, a question about just these findings is made in the likeness of the knowledge's own.
What is judged is the evidence after ``conversation.note`` has taken the reply in, which calls
``answers.interpret``, and for a counter-question the act.
"""

from __future__ import annotations

from dataclasses import replace

from evaluation.metrics import Share, durations_agree
from evaluation.sets import Answer
from quiver.answers import Utterance
from quiver.conversation import State, note
from quiver.durations import days
from quiver.evidence import Evidence, Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Option, Question

#: Of a question with yes and no: words of its wording, the finding it asks about, and the question
#: of the knowledge that asks for it alone, if there is one.
_YES_NO: tuple[tuple[str, str, str | None], ...] = (
    ("droop", "face_droop", None),
    ("asleep", "during_sleep", "sleep"),
    ("your family", "family_history", None),
    ("childhood", "childhood_onset", None),
    ("sounds you cannot help", "vocal_tics", None),
    ("coffee", "caffeine", None),
    ("street drugs", "drug_use", None),
    ("new medicine", "new_medication", None),
    ("worse when you are stressed", "worse_with_stress", None),
    ("stressed", "stress", None),
    ("thyroid", "thyroid_or_neck_surgery", None),
    ("mouth hang", "face_droop", None),
    ("slurred", "speech_slurred", None),
    ("arm weak", "arm_weakness", None),
    ("suddenly", "sudden_onset", None),
    ("headache", "severe_headache", None),
    ("vision", "vision_change", None),
    ("swollen", "lip_swelling", None),
    ("breathing", "breathing_trouble", None),
    ("seizure", "seizure", None),
    ("eyelid", "eyelid_too", None),
    ("spread", "spreads_face", None),
    ("at rest", "at_rest", None),
    ("eat or speak", "with_activity", None),
    ("fall asleep", "stops_in_sleep", None),
    ("worse when you are tired", "worse_with_fatigue", None),
    ("slower", "slowness", None),
    ("hands shake", "hand_tremor", None),
    ("finger or thumb", "finger_tremor", None),
    ("head nod", "head_tremor", None),
    ("voice", "voice_tremor", None),
    ("urge", "premonitory_urge", None),
    ("movements you cannot help", "multiple_motor_tics", None),
    ("before you were 18", "childhood_onset", None),
    ("make noises", "vocal_tics", None),
    ("anxious", "anxiety", None),
    ("strong emotions", "strong_emotion", None),
    ("sleeping badly", "poor_sleep", None),
    ("stimulant", "stimulants", None),
    ("much alcohol", "alcohol", None),
    ("any drugs", "drug_use", None),
    ("cut down on alcohol", "alcohol_withdrawal", None),
    ("stopped a medicine", "drug_withdrawal", None),
    ("calcium", "low_calcium", None),
    ("tingle", "tingling_lips_fingers", None),
    ("cramps", "muscle_cramps", None),
    ("worn out", "fatigue", None),
)
#: Of a check list: words of its wording, and the findings in its order.
_CHECKLISTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "face drooping",
        ("face_droop", "speech_slurred", "arm_weakness", "severe_headache", "vision_change"),
    ),
    ("1) caffeine", ("caffeine", "alcohol", "drug_use", "stimulants")),
    ("1) swollen lip", ("lip_swelling", "breathing_trouble", "seizure")),
    ("1) stress", ("stress", "anxiety", "strong_emotion", "fatigue", "poor_sleep")),
    (
        "1) low calcium",
        (
            "low_calcium",
            "low_magnesium",
            "thyroid_or_neck_surgery",
            "tingling_lips_fingers",
            "muscle_cramps",
        ),
    ),
    ("which of these shake", ("finger_tremor", "hand_tremor", "head_tremor", "voice_tremor")),
)
#: Kinds that are questions of the knowledge as they stand.
_SAME = frozenset({"how_often", "duration", "side"})
#: Acts by which a person asks back, or asks for help with the question.
_ASKING = frozenset(
    "why_ask help ask_bot ask_sources ask_privacy ask_cause ask_definition ask_why_lips_twitch "
    "ask_condition_info ask_tremor_types ask_when_see_doctor ask_treatment_or_self_care "
    "ask_serious".split()
)
_YEAR = 365.0


def question_for(answer: Answer, know: Knowledge) -> tuple[Question, str | None] | None:
    """The question that a reply is measured on, or None when the knowledge has nothing like it.

    Returns:
        The question, and the finding that a yes is about, if it is a question with yes and no.
    """
    if answer.kind in _SAME:
        return know.questions[answer.kind], None
    if answer.kind == "yes_no" and answer.finding:
        return _about(answer.finding, know), answer.finding
    if answer.kind == "yes_no":
        for words, finding, own in _YES_NO:
            if words in answer.question.lower():
                return (know.questions[own] if own else _about(finding, know)), finding
    for words, findings in _CHECKLISTS:
        if answer.kind == "checklist" and words in answer.question.lower():
            return know.questions["danger_check"].copy(update={"findings": findings}), None
    return None


def _about(finding: str, know: Knowledge) -> Question:
    """A question with yes and no about one finding, in the likeness of ``sleep``."""
    choices: tuple[tuple[str, Status], ...] = (("yes", "present"), ("no", "absent"))
    options = tuple(
        Option(id=name, title=name.title(), sets={finding: status}, also=(name,))
        for name, status in choices
    )
    return know.questions["sleep"].copy(update={"findings": (finding,), "options": options})


def understood(answer: Answer, said: Utterance, know: Knowledge) -> bool | None:
    """Whether a reply was understood; None when there is no question to measure it on."""
    found = question_for(answer, know)
    if found is None:
        return None
    question, asked = found
    offered = replace(know, questions={**know.questions, question.id: question})
    evidence = note(State(question=question.id), said, offered).state.evidence
    about = (question.attribute,) if question.attribute else question.findings
    present = {f for f in about if evidence.present(str(f))}
    settled = present | {f for f in about if evidence.absent(str(f))}
    meaning = answer.meaning
    if question.attribute == "duration":
        return _length_right(meaning, evidence)
    if isinstance(meaning, tuple):
        return present == set(meaning)
    if meaning in ("yes", "no"):
        return (asked in present) == (meaning == "yes") and asked in settled
    if meaning == "none":
        return not present and settled == set(about)
    if meaning in ("unsure", "skip"):
        left_open = said.intent in ("unsure", "skip")
        return not settled and (left_open or any(evidence.get(str(f)) for f in about))
    if meaning == "why":
        return said.intent == "why_ask" and not settled
    if meaning == "question":
        return said.intent in _ASKING and not settled
    if meaning == "other":
        return not settled
    return present == {meaning}


def _length_right(meaning: object, evidence: Evidence) -> bool:
    """Whether a length is right; none is told where the meaning is None.

    "Ages" may be left open or taken for the choice "more than a year".
    """
    heard = evidence.value("duration")
    if meaning is None:
        return heard is None or (days(heard) or 0) > _YEAR
    return heard is not None and durations_agree(heard, str(meaning))


def score_answers(
    pairs: list[tuple[Answer, Utterance]], know: Knowledge
) -> tuple[dict[str, Share], list[Answer]]:
    """The share understood rightly by kind of question, all of them as ``""``, and the others."""
    shares = {"": Share()}
    wrong = []
    for answer, said in pairs:
        right = understood(answer, said, know)
        if right is None:
            continue
        shares[""].count(right)
        shares.setdefault(answer.kind, Share()).count(right)
        if not right:
            wrong.append(answer)
    return shares, wrong
