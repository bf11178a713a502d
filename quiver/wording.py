"""The words of Quiver that state no medical fact: headings, read-back, the names of values.

Whole replies without any content of the conversation (greeting, help) are responses in
``domain/``; medical sentences come from the knowledge and nowhere else.
"""

from __future__ import annotations

import re

NOTED = "I noted:"
CHANGED = "I changed that:"
MEND = "Tell me if any of it is wrong."
NOT_SURE = "not sure"
#: What the buttons say that change one finding.
STATUS = {"present": "Yes", "absent": "No", "unknown": "Not sure"}
MEANT_ELSE = "I meant something else"
TELL_THEM = "When you get through, tell them:"
CAUSES = "What fits what you told me:"
NOT_KNOWN = "not known"
NOTHING_FITS = "None of the causes that I know fits what you told me. A doctor can look further."
NO_RULE = "I do not know enough to say that waiting is safe."
NOT_A_DIAGNOSIS = (
    "This is not a diagnosis. I am a program and cannot examine you. You can change any answer, "
    "or ask me about a cause."
)
ASK_FREELY = "You can tell me what the lip does, and I will ask what is still needed."
RETRY_BUTTONS = "I did not catch that. You can pick a choice, type its number, or say it your way."
LEFT_OUT = "I will leave that one as “not sure”."
NOTHING_NOTED = "I have not noted anything yet. Tell me what the lip does, in your own words."
KNOWN = "This is what I have noted:"
HOW_TO_MEND = "To change something, just say it, for example “it is the other side”."
WHICH_WRONG = "Which part did I get wrong? Say it in your own words, and I will mend it."
TAKEN_BACK = "I have taken that back. If it is true after all, or comes later, the warning holds."
STILL_HOLDS = "The warning I gave you still holds."
WHICH_SUBJECT = "Which one do you mean? For example: stress, coffee, a tic, or Bell’s palsy."
OLD_BUTTON = "That button does not work any more."
NOTHING_TO_GO_BACK = "There is no earlier answer to go back to."
SOURCES = (
    "What I say about causes comes from one article, “{article}”. What goes beyond it comes from "
    "these: {besides}. Each sentence names its own."
)
STOPPED = "All right, I stop here. What you told me stays noted if you want to go on later."
SO_FAR = "From what you told me so far:"
#: Said when a turn fails: nobody is left without the way to help.
FAILED = (
    "Sorry, something went wrong on my side. Please say it once more. If a face droops, speech "
    "slurs, an arm goes weak, or someone cannot breathe, call your local emergency number now."
)
CRISIS = "I am sorry that it is so hard right now. Are you in danger at this moment?"
STILL_HERE = "Please also tell someone you trust. I am still here, and the lip can wait."
WHY_NOTHING = "I have not asked anything yet."

URGENCY = {
    "emergency": "Get emergency help now.",
    "urgent_same_day": "Speak to a doctor or an urgent care line today.",
    "see_doctor": "Make an appointment with a doctor.",
    "self_care": "You can watch this for now.",
}
FIT = {"fits": "fits", "partly": "fits in part", "unlikely": "unlikely"}
ADVICE = {
    "self_care": "What you can do meanwhile:",
    "tell_doctor": "What to tell the doctor:",
    "safety_net": "When to get help sooner:",
}
ATTRIBUTE_NAMES = {"who": "who it is about", "age_band": "the age", "duration": "how long"}
VALUES = {
    "who": {
        "self": "it is about you",
        "child": "it is about a child",
        "other": "it is about another adult",
    },
    "age_band": {
        "under_1": "under 1 year old",
        "under_5": "1 to 4 years old",
        "child": "5 to 15 years old",
        "adult": "16 to 64 years old",
        "older": "65 or older",
    },
}

ABOUT_LEFT = "(About {count} more after this.)"
LAST_QUESTION = "(This looks like the last one.)"
SUMMARY_TITLE = "To show to the doctor"
SUMMARY = {
    "who": "Who it is about",
    "where": "Where it twitches",
    "side": "Which side",
    "since": "How long it has been there",
    "often": "How often it comes",
    "present": "What else there is",
    "medicines": "Medicines and substances, also stopped ones",
    "denied": "What is not there",
    "unknown": "What is not known",
    "ask": "Questions for the doctor",
}
ASK_DOCTOR = {
    "cause": "Could it be {cause}?",
    "medicine": "Could a medicine be behind it?",
    "tests": "Is a test needed, and which one?",
    "back": "What is there to watch for, and when is it time to come back?",
}
IT_IS_NAMED = "I did name {cause}. This is what it rests on:"
IT_IS_NOT_NAMED = "I did not name {cause}, by what you told me:"
NOTHING_FOR_IT = "Nothing that you told me speaks for it."
WHAT_IF_HOW = "Tell me what would be different, for example “what if it was on both sides?”"
WHICH_ANSWER = "These are your answers. Which one is to be changed?"
HOW_TO_CHANGE = "Press one, say for example “change 2”, or just say what is right."
BEFORE_RESULT = "Before I say what I make of it, this is what I noted:"
NO_TO_ALL = "You said no to everything I asked."
NO_TO_THE_REST = "You said no to the other things I asked."
SUPPOSED = "Suppose this were so:"
URGENCY_THEN = "Then I would say:"
URGENCY_STAYS = "I would still say:"
CAUSES_THEN = "These causes would fit then:"
CAUSES_STAY = "The same causes would fit:"
NO_CAUSE_THEN = "None of the causes that I know would fit then."
IF_IT_IS_SO = "If it is so now, do not wait for me."
NOT_NOTED = "I have not noted this. If it is true, tell me so."
NO_SUMMARY_YET = "Tell me first what the lip does. Then I can write a summary for your doctor."

_FORMS = {
    "self": {"your": "your", "you": "you", "do": "do", "have": "have", "are": "are"},
    "child": {
        "your": "your child’s", "you": "your child", "do": "does", "have": "has", "are": "is",
    },
    "other": {"your": "their", "you": "they", "do": "do", "have": "have", "are": "are"},
}  # fmt: skip


#: Words for whom somebody asks, by which the questions call that person too.
_RELATIONS = frozenset(
    "son daughter baby grandson granddaughter nephew niece stepson stepdaughter mum mother dad "
    "father husband wife partner brother sister gran grandma grandad boyfriend girlfriend uncle "
    "aunt friend".split()
)


def for_person(text: str, who: str | None, quote: str = "") -> str:
    """A question in the words that fit whom it is about.

    ``{your} {you} {do} {have} {are}`` stand for the person; a capital letter in the name gives one
    in the text (``{Your} lip``).

    Args:
        text: the question.
        who: whom it is about.
        quote: the words by which that is known: "my son" makes it "your son".
    """
    forms = _FORMS[who or "self"]
    called = re.findall(r"\bmy (\w+)(?: (\w+))?", quote.lower().replace("'s", "").replace("’s", ""))
    relation = next((word for pair in called for word in pair if word in _RELATIONS), None)
    if relation and who in ("child", "other"):
        forms = {**_FORMS["child"], "your": f"your {relation}’s", "you": f"your {relation}"}
    capitals = {name.capitalize(): form[0].upper() + form[1:] for name, form in forms.items()}
    return text.format(**forms, **capitals)
