"""What the clause in which a time stands speaks of: the complaint, or something else.

A time belongs to what is named nearest before it: "on tablets 2 years, lip twitching 4 days". In a
clause that says nothing else it belongs to the complaint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from quiver.language.amounts import Named, value_of
from quiver.language.person import SELF, THIRD
from quiver.language.text import Text

#: The place of the complaint, and what else it is called.
_COMPLAINT = re.compile(
    r"(?:lips?|mouths?|gob|faces?|facial|corners?|smile|tics?|nonsense|rubbish|palaver|malarkey|"
    r"symptoms?|episodes?|gurn\w*|droop\w*|sag\w*)"
)
#: What it does, wherever: "hand tremor" is another matter.
_MOTION = re.compile(
    r"(?:twitch|twich|flick|flutter|quiver|tremb|tremor|spasm|jump|puls|jerk|shak|wobbl|buzz|fizz|"
    r"throb|rippl|vibrat|shiver|danc|judder|blink|pull|fascicul|quak|tick|fadak)\w*"
)
#: Other parts of the body, in which it may be too, since another time.
_PART = re.compile(
    r"(?:hands?|fingers?|thumbs?|arms?|legs?|voice|heads?|eyes?|eyelids?|lids?|cheeks?|chin|jaw|"
    r"(?:cramp|tingl|numb)\w*)"
)
#: How the names of most medicines end (the WHO's stems of international nonproprietary names).
_MEDICINE = re.compile(
    r"\w+(?:prazole|azole|pril|olol|statin|sartan|oxetine|talopram|azepam|peridone|apine|triptan|"
    r"cillin|mycin|floxacin|gliptin|gliflozin|azosin|dipine|setron|tadine|parin|axine|traline|"
    r"farin|thyroxine|formin|gabalin|gabapentin|zopiclone|isone|isolone|fentanyl|codone|tramadol|pramide)|anti(?:biotic|histamin|depress|psychotic|fungal)\w*|nicotine|patch(?:es)?"
)
_OTHER = frozenset(
    # what is taken, or given up
    "drink drinking drank drinks drunk cigarette cigarettes smoked smoker smokes pill pills tablet "
    "tablets took taking taken mg dose dosage prescribed medication medications medicine meds med "
    "zoloft prozac lexapro xanax valium codeine methadone heroin weed coke ket drug drugs "
    "steroids antibiotics vitamins coffee tea teas coffees alcohol booze vodka wine beer bottle "
    "bottles pints smoking vaping vape vapes quit quitting clean sober detox teetotal dry caffeine "
    "gave lithium concerta ritalin adderall elvanse vyvanse cleanse diet fasting inhaler "
    "taper tapering weaning decaf "
    # illness and care
    "stroke fit fits tia surgery bypass operation op operated bells palsy seizure seizures "
    "botox filler fillers injection jab jabs vaccine covid flu chemo heart cancer diabetic "
    "diabetes diabetics bp thyroid parathyroids dentist diagnosed diagnosis gp gps doctor "
    "consultant specialist neurologist nurse hospital appointment appt clinic scan bloods blood "
    "anaemic migraine migraines headache headaches pregnant pregnancy postnatal postpartum gout "
    "preg preggers asthma epilepsy epileptic parkinsons tourettes hypothyroid accident crash "
    "gallbladder "
    "appendix hysterectomy tonsils pneumonia infection implant filling physio tested checked "
    "arthritis level levels fever therapy period periods cycle test gestation cough rash hiccups "
    # life
    "married divorce divorced divorcing separated died dead passed dying funeral widow widowed "
    "moved moving job jobs retired retire retirement redundant sacked work worked working "
    "shift shifts gym marathon born birth sleep sleeping slept awake teacher teaching lived "
    "holiday holidays fly flying flight exam exams interview wedding graduation school uni "
    "engaged leave abroad army booked booking book waiting run runs ran husband wife partner "
    "boyfriend girlfriend career lost weight stone lasts revising twins newborn broke broken "
    "coughing".split()
)
#: Verbs and nouns of noticing and coming on: what comes on without a name is the complaint.
_NOTICED = frozenset(
    "noticed noticing notice spotted appeared appear appears popped cropped crept kicked "
    "surfaced showed flared onset commenced emerged itself nowhere blue woke counting".split()
)
BEGINNING = _NOTICED | frozenset(
    "started start starts starting began begin begins begun beginning came come turned first "
    "return returned back set hit arrived developed felt went gone been going kicks since from "
    "recent newer new only".split()
)
_ANAPHORS = frozenset(
    "it its this these thats that them itll itd theyve theyre hers his mine one lot".split()
)
#: Before a time, or after it, these say that something has been going on so long.
COURSE_BEFORE = frozenset(
    "for since from past last than been started began begun ongoing going over within x coming "
    "shy nearly almost say reach reached close approaching about has these every".split()
)
COURSE_AFTER = frozenset(
    "now ago back so straight running on solid already nonstop thereabouts counting nw plus "
    "gone since continuous continuously continually trot row today tomorrow at".split()
)
#: Words that leave a clause saying nothing but the time.
_NEUTRAL = (
    COURSE_BEFORE
    | COURSE_AFTER
    | _ANAPHORS
    | frozenset(
        "a an the of and or yes yeah yep no nah just only maybe perhaps probably like i id ive "
        "im you we think thinks reckon guess suppose believe know is was has have had been be "
        "being am are in all well ok okay right hmm oh um er lol tbh really some must very "
        "quite good best part approx approximately roughly around exactly exact precisely "
        "total time by until till into up to getting go off still same not yet more less least "
        "most too as far how long hi hello day days night nights week weeks month months year "
        "years every daily both side left upper lower top bottom there here but if my now sir "
        "madam doctor ji though tho ish constantly constant permanent odd bit couldnt wouldnt "
        "would cant tell say honest honestly which thatd near enough make do does did doesnt "
        "dont ah ooh call it so should first second third mid early late sometime give take "
        "onwards came come on started began start actually ever between".split()
    )
)
PERSONAL = (SELF - {"my", "mine", "me"}) | (THIRD - {"his", "her", "their", "him", "hers"}) | {
    "we", "weve", "were", "hed", "shed", "us",
}  # fmt: skip
#: What somebody has or feels, when a word for the complaint follows, or none.
_HAVING = frozenset(
    "saw see seeing spotted caught clocked had have has having got get getting gets felt feel "
    "feeling seen notice noticed suffered suffer suffering suffers experienced experience "
    "experiencing experiences deal dealing dealt struggling struggled battling putting put "
    "live lived been like with ive up".split()
)
#: "I've been one for 14 years", "she's been with us since 2008" tell of a life.
_BEEN_ONE = frozenset(
    (who, "been", what)
    for who in ("ive", "have", "has", "hes", "shes", "weve", "theyve", "im")
    for what in ("one", "with", "a", "an")
)
_ENDURED = frozenset(
    (verb, "with") for verb in "lived live living dealt dealing coped coping stuck".split()
) | {("put", "up"), ("putting", "up")}
_SIDE = frozenset({"after", "before"})
_CLOCK = "PT"
_OF = frozenset("of off on without into clean sober post postpartum".split())


#: So many words before a time and after it are looked at: a clause may be as long as a message.
REACH = 40


class Topic(IntEnum):
    """What the clause of a time speaks of, by how well that speaks for the time."""

    OTHER = 0
    UNKNOWN = 1
    PART = 2
    BARE = 3
    COMPLAINT = 4


@dataclass(frozen=True)
class Place:
    """A time among the words of its clause."""

    text: Text
    time: Named
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def before(self) -> str:
        """The word before the time, or nothing."""
        return self.left[-1] if self.left else ""

    @property
    def after(self) -> str:
        """The word after the time, or nothing."""
        return self.right[0] if self.right else ""

    @property
    def own(self) -> tuple[str, ...]:
        """The words of the clause but those of the time."""
        return self.left + self.right

    @property
    def clock(self) -> bool:
        """Whether it is an amount of seconds, minutes or hours."""
        return in_hours(self.time) and self.time.sort == "amount"

    def says(self, *runs: tuple[str, ...]) -> bool:
        """Whether what follows the time begins with one of some runs of words."""
        return any(self.right[: len(run)] == run for run in runs)


def place(text: Text, time: Named) -> Place:
    """A time among the words of its clause."""
    clause = text.clause_at(time.first)
    words = text.words
    left = words[max(clause.start, time.first - REACH) : time.first]
    return Place(text, time, left, words[time.last + 1 : min(clause.end, time.last + 1 + REACH)])


def in_hours(time: Named) -> bool:
    """Whether a time is one of seconds, minutes or hours."""
    return time.iso.startswith(_CLOCK)


def topic_of(at: Place, substances: frozenset[str]) -> Topic:
    """What the clause speaks of; where it speaks of several things, the nearest before the time."""
    left = at.left
    if fronted(at) and tells_of_complaint(at):
        return Topic.COMPLAINT
    if at.time.sort == "count" and at.after == "of" and not any(map(names_complaint, at.right)):
        return Topic.BARE if _ANAPHORS & set(at.right[1:3]) else Topic.OTHER
    if "so" in left:  # "im a registrar now so about 9 years"
        tail = left[len(left) - left[::-1].index("so") :]
        left = tail if tail and neutral(tail) else left
    if "and" in left:  # "started sertraline 9 days ago and since day 3 my lip trembles"
        tail = left[len(left) - left[::-1].index("and") :]
        if neutral(tail) and nearest(at.right[::-1], substances) == Topic.COMPLAINT:
            return Topic.COMPLAINT
    if at.right[:1] in (("it",), ("this",)) and not set(left) & _ANAPHORS:
        return Topic.COMPLAINT  # "on holiday three weeks ago it first happened"
    if ("been", "gone") in pairwise(left):
        return Topic.OTHER  # "my gran's been gone two years"
    if at.before in _NOTICED and any(map(names_complaint, at.right)):
        return Topic.COMPLAINT  # "my partner noticed a fortnight ago that his lip twitches"
    if at.before == "off" and left[-2:-1] != ("and",):
        return Topic.OTHER  # "had braces, off last May"
    if at.before in ("says", "say", "reckons", "thinks"):
        return Topic.BARE  # "my partner says five weeks"
    if any(one == "turned" and value_of(other) for one, other in pairwise(left)):
        return Topic.OTHER  # "she turned 4 in June"
    begins = circumstance(at)
    if begins is not None:
        return nearest(left[:begins], substances) or Topic.COMPLAINT
    one = _BEEN_ONE & set(zip(left, left[1:], left[2:], strict=False))
    if one and not any(map(names_complaint, at.own)):
        return Topic.OTHER  # "i've been one for 14 years"
    if _ENDURED & set(pairwise(at.right)) and any(map(names_complaint, at.right)):
        return Topic.COMPLAINT  # "over a decade i've lived with a lip that trembles"
    if at.after in _OF and not at.says(("on", "and"), ("on", "the"), ("off", "and"), ("on", "now")):
        named = nearest(at.right[:5][::-1], substances)
        if named is not None:
            return named
    if left[:1] == ("on",) and len(left) > 1 and left[1] not in _NEUTRAL | {"average"}:
        return Topic.OTHER  # "on lisinopril for 4 years"
    kind = nearest(left, substances)
    if kind is not None:
        return kind
    if left and neutral(left) and {"it", "its", "been", "this", "going", "coming"} & set(left):
        return Topic.BARE
    own = left + at.right
    pairs = set(pairwise(own))
    if any(one in _HAVING and other in _ANAPHORS for one, other in pairs):
        return Topic.COMPLAINT
    kind = nearest(at.right[::-1], substances)
    if kind is not None:
        return kind
    if neutral(own):
        return Topic.BARE
    if _NOTICED & set(own) or _ANAPHORS & set(left[:3]):
        return Topic.COMPLAINT
    if PERSONAL & set(own):
        return Topic.OTHER
    return Topic.UNKNOWN


def fronted(at: Place) -> bool:
    """Whether it is told first since when: "since just after Diwali my wife has ..."."""
    return "since" in at.left[-4:] and neutral(tuple(w for w in at.left if w not in _SIDE))


def tells_of_complaint(at: Place) -> bool:
    """Whether the complaint is named behind a time, in its clause or in the one it leads to."""
    clause = at.text.clause_at(at.time.first)
    main = at.text.clause_at(min(clause.end, len(at.text.words) - 1))
    words = at.right
    if clause.closed_by == "," and main is not clause:
        words += at.text.words[main.start : main.end]
    return any(map(names_complaint, words))


def nearest(words: tuple[str, ...], substances: frozenset[str]) -> Topic | None:
    """What the last telling word of a run speaks of."""
    for at in range(len(words) - 1, -1, -1):
        topic = topic_of_word(words[at])
        if topic == Topic.COMPLAINT and at and topic_of_word(words[at - 1]) == Topic.PART:
            return Topic.PART  # "hand tremor"
        if topic is not None or words[at] in substances:
            return Topic.OTHER if topic is None else topic
    return None


@lru_cache(maxsize=4096)
def topic_of_word(word: str) -> Topic | None:
    """What a single word speaks of, if it tells."""
    if _COMPLAINT.fullmatch(word) or _MOTION.fullmatch(word):
        return Topic.COMPLAINT
    if _PART.fullmatch(word):
        return Topic.PART
    return Topic.OTHER if word in _OTHER or _MEDICINE.fullmatch(word) else None


def names_complaint(word: str) -> bool:
    """Whether a word names the complaint or where it is."""
    return topic_of_word(word) == Topic.COMPLAINT


def circumstance(at: Place) -> int | None:
    """Where a circumstance begins whose time it is, and so the time of what is told before it.

    "Since i quit 6 days ago", "started when he was born 5 weeks ago", "first noticed it at a
    wedding eleven weeks back".
    """
    for n, word in enumerate(at.left):
        room = len(at.left) - n > 1 + (word in ("since", "when"))
        if word == "since" and room and at.before not in ("after", "of"):
            return n
        if word in _NOTICED and {"it", "first", "this", "i"} & set(at.left):
            return n
        began = bool(BEGINNING & set(at.left[:n]))
        if word in ("when", "after", "during", "while") and began and room:
            return n
    return None


def neutral(words: tuple[str, ...]) -> bool:
    """Whether words say nothing but how long."""
    return all(word in _NEUTRAL or value_of(word) is not None for word in words)
