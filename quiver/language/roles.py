"""What a time named in a message is the time of.

Two questions are asked of each time. Does it say how long anything has been there at all, or is it
an age ("5 years old"), a rate ("twice a week"), the length of one episode ("lasts a minute"), a
time to come ("in 6 weeks")? And what does its clause speak of: the complaint, nothing else than
the time, or something else, as a medicine, a job, another illness?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from quiver.language.amounts import Named, is_unit, value_of
from quiver.language.person import SELF, THIRD, relative
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
    r"farin|thyroxine|formin|gabalin|gabapentin|zopiclone|isone|isolone|fentanyl|codone|tramadol|pramide)"
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
    "asthma epilepsy epileptic parkinsons tourettes hypothyroid accident crash gallbladder "
    "appendix hysterectomy tonsils pneumonia infection implant filling physio tested checked "
    "arthritis fever therapy period periods cycle test gestation cough rash hiccups "
    # life
    "married divorce divorced divorcing separated died dead passed dying funeral widow widowed "
    "moved moving job jobs retired retire retirement redundant sacked work worked working shift "
    "shifts gym marathon born birth sleep sleeping slept awake teacher teaching lived "
    "holiday holidays fly flying flight exam exams interview wedding graduation school uni "
    "engaged leave abroad army booked booking book waiting run runs ran husband wife partner boyfriend girlfriend "
    "career lost weight stone lasts revising twins newborn broke broken coughing".split()
)
#: Verbs and nouns of noticing and coming on: what comes on without a name is the complaint.
_NOTICED = frozenset(
    "noticed noticing notice spotted appeared appear appears popped cropped crept kicked surfaced "
    "flared onset commenced emerged itself nowhere blue woke counting".split()
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
_COURSE_BEFORE = frozenset(
    "for since from past last than been started began begun ongoing going over within x coming shy "
    "nearly almost say reach reached close approaching about has these every".split()
)
_COURSE_AFTER = frozenset(
    "now ago back so straight running on solid already nonstop thereabouts counting nw plus gone "
    "since continuous continuously continually trot row today tomorrow at today".split()
)
#: Words that leave a clause saying nothing but the time.
_NEUTRAL = _COURSE_BEFORE | _COURSE_AFTER | _ANAPHORS | frozenset(
    "a an the of and or yes yeah yep no nah just only maybe perhaps probably like i id ive im you "
    "we think thinks reckon guess suppose believe know is was has have had been be being am are "
    "in all well ok okay right hmm oh um er lol tbh really some must very quite good best part "
    "approx approximately roughly around exactly exact precisely total time by until till into "
    "up to getting go off still same not yet more less least most too as far how long hi hello "
    "day days night nights week weeks month months year years every daily both side left "
    "upper lower top bottom there here but if my now sir madam doctor ji though tho ish "
    "constantly constant permanent odd bit couldnt wouldnt would cant tell say honest honestly "
    "which thatd must near enough make do does did doesnt dont ah ooh near call it so "
    "should first second third mid early late sometime give take onwards came come on started began start first actually ever between and".split()
)
_PERSONAL = (SELF - {"my", "mine", "me"}) | (THIRD - {"his", "her", "their", "him", "hers"}) | {
    "we", "weve", "were", "hed", "shed",
}  # fmt: skip
#: What somebody has or feels, when a word for the complaint follows, or none.
_HAVING = frozenset(
    "saw see seeing spotted caught clocked had have has having got get getting gets felt feel feeling seen notice noticed suffered "
    "suffer suffering suffers experienced experience experiencing experiences deal dealing dealt "
    "struggling struggled battling putting put live lived been like with ive up".split()
)
_NEGATIVE = frozenset(
    "not hasnt havent never no without isnt didnt aint hardly barely wont hadnt first cant".split()
)
_OVER = {
    ("has", "gone"), ("its", "gone"), ("went", "away"), ("gone", "away"), ("cleared", "up"),
    ("has", "stopped"), ("it", "stopped"), ("it", "went"), ("and", "went"), ("then", "went"),
    ("used", "to"), ("that", "went"), ("came", "back"), ("went", "back"), ("and", "gone"),
}  # fmt: skip
_LASTS = frozenset("lasts last lasted lasting lastd takes took taking long".split())
_STOPS = frozenset(
    "stop stops stopped stopping went goes gone away quiet quietens settles settled calms cleared "
    "vanishes vanished disappears disappeared passes passed off eases eased came comes back".split()
)
#: Denied, these say that it goes on: "hasnt stopped in 6 months", "not a day off in a year".
_UNCEASING = frozenset(
    "stop stopped stops day days without off let quit settled peace rest moment minute break left "
    "eased budged shifted gone sure certain longer more less not".split()
) - {"not"}
_PAUSES = frozenset(
    "stops stopped vanishes vanished disappears disappeared quiet away nothing nowt free "
    "clear none rest".split()
)
_EPISODE_AFTER = {
    ("each",), ("at", "a"), ("at", "time"), ("a", "go"), ("a", "time"), ("a", "pop"), ("tops",),
    ("max",), ("per",), ("apiece",), ("every", "time"), ("long", "each"), ("or", "less"),
    ("each", "time"), ("maximum",), ("when", "i"), ("whenever",), ("after", "i"), ("every",),
}  # fmt: skip
_MODIFIED = frozenset(
    "shift shifts course courses walk drive run round trip flight appointment break nap marathon "
    "supply prescription cycle commute wait period sentence contract shiftwork session sessions "
    "stint sleep drip review".split()
)
_EACH = frozenset({"per", "every", "each", "a", "an"})
_AHEAD = frozenset("next until till by coming upcoming".split())
_FUTURE = frozenset("will gonna wont tomorrow shall appointment appt booked due ill".split())
_NOW = frozenset({"now", "already", "counting", "currently"})
_CLOCK = "PT"
_LASTING = frozenset(
    "been has have ive hasnt havent now still going keeps ago back since started began start so "
    "straight solid running already counting came onset non nonstop within".split()
)
_POINT_AFTER = frozenset(
    "ago back since clean sober postpartum off post into pregnant gone without old".split()
)
_OFFSET_AFTER = frozenset("after into later afterwards".split())
_NEAR = 5


class Topic(IntEnum):
    """What the clause of a time speaks of, by how well that speaks for the time."""

    OTHER = 0
    UNKNOWN = 1
    PART = 2
    BARE = 3
    COMPLAINT = 4


@dataclass(frozen=True)
class Role:
    """What a time is the time of.

    Args:
        topic: what its clause speaks of.
        marked: whether it is said to be going on, or to be when it began.
        point: whether it tells when something was, and not how long.
        offset: whether it is counted from something else ("3 days after that").
        current: whether it is set off from other times: "this time", "not 3 days".
        demoted: whether it tells of a part only: "worse the last week".
    """

    topic: Topic
    marked: bool = False
    point: bool = False
    offset: bool = False
    current: bool = False
    demoted: bool = False


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
        return _hours(self.time) and self.time.sort == "amount"

    def says(self, *runs: tuple[str, ...]) -> bool:
        """Whether what follows the time begins with one of some runs of words."""
        return any(self.right[: len(run)] == run for run in runs)


def place(text: Text, time: Named) -> Place:
    """A time among the words of its clause."""
    clause = text.clause_at(time.first)
    words = text.words
    return Place(text, time, words[clause.start : time.first], words[time.last + 1 : clause.end])


def _told(word: str) -> bool:
    """Whether a word names the complaint or where it is."""
    return bool(_COMPLAINT.fullmatch(word) or _MOTION.fullmatch(word))


def role(
    text: Text, time: Named, substances: frozenset[str], asked: bool = False
) -> Role | None:
    """What a time is the time of, or None when it is no time that anything has been there.

    Args:
        text: the message.
        time: one of its times.
        substances: words for what is taken or drunk.
        asked: whether the message answers how long: then only an age or a rate is none.
    """
    at = place(text, time)
    if _age(at) or _rate(at):
        return None
    current = _current(at)
    offset = _offset(at)
    told_of_once = time.sort != "moment" and (_episode(at) or _modifier(at))
    if not current and not asked and (told_of_once or _ahead(at)):
        return None
    topic = _topic(at, substances)
    marked, point = _marked(at), _point(at)
    if time.sort == "moment" and not (marked or offset or current):
        once = {"once", "single", "one", "oneoff"} & set(text.words)
        lone = _neutral(at.own) or any(map(_told, text.words))
        alone = topic == Topic.BARE and not once and lone
        topic = Topic.UNKNOWN if alone else Topic.OTHER
    over = bool(_OVER & set(pairwise(at.own))) and not marked
    demoted = bool({"worse", "worst", "worsened", "badly"} & set(at.left[-4:]))
    return Role(Topic.OTHER if over else topic, marked, point, offset, current, demoted)


def _age(at: Place) -> bool:
    """Whether it is how old somebody is: "im 5 years old", "father 69 years", "baby is 5 weeks"."""
    if at.time.sort != "amount":
        return False
    if at.after in ("old", "olds", "yo") or at.says(("of", "age")):
        about = any(_told(w) or w in ("it", "its") for w in at.own)
        return not about or bool(_PERSONAL & set(at.own)) or at.before in ("a", "my")
    if at.before in ("aged", "age", "turned") or at.left[-2:] in (("i", "am"), ("im", "only")):
        return True
    if at.before == "at":
        return at.left[-2:-1] not in (("it",), ("that",), ("this",))  # "i'd put it at 2 months"
    if at.before in ("im", "hes", "shes", "hers"):
        return not at.says(("in",), ("into",), ("now",)) or at.time.iso.endswith("Y")
    kin = at.left[-2] if at.before in ("is", "hes", "shes") and len(at.left) > 1 else at.before
    return bool(relative(kin)) and not at.clock and not at.says(("ago",), ("back",), ("now",))


def _rate(at: Place) -> bool:
    """Whether it is how often, or how much in how long: "twice a week", "4 hours a night"."""
    words, first = at.text.words, at.time.first
    single = words[first] in ("a", "an", "one") and at.time.last == first + 1
    if single and at.left:
        counted = at.before.removesuffix("ish")
        plural = counted.endswith("s") and counted not in _NO_PLURALS
        number = value_of(counted) is not None and not at.says(("now",), ("nw",), ("ago",))
        if plural or number or counted in ("once", "twice", "thrice", "per", "litre", "even"):
            return True
    if single and set(at.left[-3:]) & {"times", "once", "twice", "or", "than"} >= {"or"}:
        return not set(at.right[:2]) & {"ago", "now", "back"} and bool(
            set(at.left[-4:]) & {"times", "once", "twice"}
        )
    if single and (
        set(at.left[-2:]) & _BARELY or at.left[-3:-1] in (("not", "for"), ("not", "even"))
    ):
        return True  # "not for a minute", "slow as a week in jail"
    if at.before in ("per", "every", "each", "most") or "every" in at.left[-2:]:
        return at.time.sort != "moment"
    if at.time.sort == "moment" and words[first] in ("this", "last") and not _hours(at.time):
        counted = at.before
        return counted in ("once", "twice", "times") or value_of(counted) is not None
    if len(at.right) > 1 and at.after in _EACH and is_unit(at.right[1]):
        return at.right[1] != "second"  # "4 hours a night"
    return at.says(("out", "of"), ("daily",), ("weekly",), ("nightly",))


def _hours(time: Named) -> bool:
    return time.iso.startswith(_CLOCK)


_BARELY = frozenset({"not", "even", "hardly", "barely", "as", "never"})
_NO_PLURALS = frozenset(
    "its this was lasts has plus plus yes lips twitches thats lips as his is hes shes us "
    "twitchs perhaps".split()
)


def _episode(at: Place) -> bool:
    """Whether it is how long one episode is, or the pause between two."""
    time, near = at.time, set(at.left[-_NEAR:]) | set(at.right[:_NEAR])
    going = at.after in ("ago", "back", "now", "straight", "solid") or {"so", "far"} <= set(at.right)
    if at.says(*_EPISODE_AFTER) and (at.clock or at.after == "each") and not going:
        return True
    if time.iso.endswith("S") and not going and "been" not in at.left:
        return True
    lasts = set(at.left[-_NEAR:]) & _LASTS - {"last", "long"}
    if lasts and (at.clock or _STOPS & near or {"each", "every"} & near) and "ha" not in near:
        return not ({"has", "have"} & set(at.left[-_NEAR:]) and not at.clock)
    if lasts & {"takes", "took", "taking"}:
        return True
    bound = set(at.left[-3:]) & {"longer", "more", "over", "under", "above"}
    if bound and set(at.left) & {"never", "none", "no", "not", "rarely", "under"} and at.clock:
        return True
    following = at.right[:4]
    if {"then", "and", "before"} & set(following[:1]) and set(following) & _STOPS and not going:
        return True
    pausing = at.left[-3:] and set(at.left[-3:]) & _PAUSES
    if pausing and at.before in ("for", "after", "about") and not set(at.left) & _NEGATIVE:
        return True
    denied = set(at.left) & (_NEGATIVE | {"nothing", "none", "nowt", "nil"}) - {"first"}
    if denied and not set(at.left) & _UNCEASING and not any(map(_told, at.own)):
        return not (set(at.left[:3]) & {"it", "this", "its", "know", "idea"})
    if at.clock:
        until_now = at.text.words[time.first] in ("last", "past") or set(at.own) & _LASTING
        return not (until_now or {"past"} & set(at.left) or _neutral(at.own))
    past = {"was", "were"} & set(at.left) and "for" in at.left[-3:]
    if past and not {"been", "since"} & set(at.left[-3:]) and not going:
        return True
    episodes = {"episode", "episodes", "spell", "spells", "bout", "bouts", "attack", "each"}
    return bool(near & episodes and set(at.left) & {"for", "lasts", "of"}) and not _NOW & near


def _ahead(at: Place) -> bool:
    """Whether it is a time to come, or one that is only supposed."""
    fine = {"fine", "ok", "okay", "normal", "well"} & set(at.left)
    if at.before in _AHEAD or at.left[-2:] in (("by", "the"), ("next", "the")):
        return not (fine and at.before in ("until", "till"))
    if {"if", "unless"} & set(at.left) and "since" not in at.left:
        return True
    if at.time.sort == "amount" and at.before == "in" and not (set(at.left) & _NEGATIVE):
        return True
    if at.time.sort == "amount" and at.after in ("time", "notice"):
        return True
    if at.says(("too", "long"), ("long", "enough"), ("too", "soon")):
        return True
    future = _FUTURE & set(at.own)
    return bool(future) and not (set(at.own) & {"since", "been", "for", "ago"}) and not at.says(
        ("ago",)
    )


def _modifier(at: Place) -> bool:
    """Whether it only says of what kind something is: "12 hour night shifts"."""
    singular = not at.text.words[at.time.last].endswith("s")
    return singular and at.time.sort == "amount" and bool(set(at.right[:2]) & _MODIFIED)


def _offset(at: Place) -> bool:
    """Whether it is counted from something else: "3 days into it", "on day 2 of that"."""
    if at.time.sort == "count":
        return not {"im", "now", "its", "am"} & set(at.left) and bool(
            {"on", "by", "since", "from"} & set(at.left[-3:])
        )
    if at.time.sort != "amount":
        return False
    if at.after in _OFFSET_AFTER:
        return True
    return at.before in ("after", "within") or at.left[-2:] in (("after", "about"), ("after", "the"))


def _current(at: Place) -> bool:
    """Whether it is set off from another time: "this time 12 days", "3 weeks not 3 days"."""
    if at.after == "not" and any(is_unit(word) for word in at.right[1:5]):
        return True
    return {("this", "time"), ("that", "was"), ("more", "recent")} & set(pairwise(at.left)) != set()


def _marked(at: Place) -> bool:
    """Whether it is said to be going on for so long, or to be when it began."""
    if _circumstance(at) is not None:
        return True
    if at.time.sort == "moment":
        if {"since", "from", "until", "till"} & set(at.left[-6:]):
            return True
        begun = _BEGUN_TODAY if _hours(at.time) else BEGINNING - _NOT_BEGUN
        return bool(begun & (set(at.left[-9:]) | set(at.right)))
    return bool(_COURSE_BEFORE & set(at.left[-4:]) or _COURSE_AFTER & set(at.right[:3]))


_BEGUN_TODAY = frozenset("started starting began begun start first noticed woke onset".split())
_NOT_BEGUN = frozenset("been going from since gone back new recent only felt".split())


def _point(at: Place) -> bool:
    """Whether it tells when something was: "on Friday", "6 days ago", "6 days clean"."""
    if at.time.sort == "moment":
        return True
    return bool(set(at.right[:2]) & _POINT_AFTER) or at.time.sort == "count" or at.before == "since"


def _topic(at: Place, substances: frozenset[str]) -> Topic:
    """What the clause speaks of; where it speaks of several things, the nearest before the time."""
    left = at.left
    if "so" in left:  # "im a registrar now so about 9 years"
        tail = left[len(left) - left[::-1].index("so") :]
        left = tail if tail and _neutral(tail) else left
    if "and" in left:  # "started sertraline 9 days ago and since day 3 my lip trembles"
        tail = left[len(left) - left[::-1].index("and") :]
        if _neutral(tail) and nearest(at.right[::-1], substances) == Topic.COMPLAINT:
            return Topic.COMPLAINT
    if at.right[:1] in (("it",), ("this",)) and not set(left) & _ANAPHORS:
        return Topic.COMPLAINT  # "on holiday three weeks ago it first happened"
    circumstance = _circumstance(at)
    if circumstance is not None:
        return nearest(left[:circumstance], substances) or Topic.COMPLAINT
    if at.after in _OF and not at.says(("on", "and"), ("on", "the"), ("off", "and"), ("on", "now")):
        named = nearest(at.right[:5][::-1], substances)
        if named is not None:
            return named
    if left[:1] == ("on",) and len(left) > 1 and left[1] not in _NEUTRAL | {"average"}:
        return Topic.OTHER  # "on lisinopril for 4 years"
    kind = nearest(left, substances)
    if kind is not None:
        return kind
    if left and _neutral(left) and {"it", "its", "been", "this", "going", "coming"} & set(left):
        return Topic.BARE
    own = left + at.right
    pairs = set(pairwise(own))
    if any(one in _HAVING and other in _ANAPHORS for one, other in pairs):
        return Topic.COMPLAINT
    kind = nearest(at.right[::-1], substances)
    if kind is not None:
        return kind
    if _neutral(own):
        return Topic.BARE
    if _NOTICED & set(own) or _ANAPHORS & set(left[:3]):
        return Topic.COMPLAINT
    if _PERSONAL & set(own):
        return Topic.OTHER
    return Topic.UNKNOWN


_OF = frozenset("of off on without into clean sober post postpartum".split())


def nearest(words: tuple[str, ...], substances: frozenset[str]) -> Topic | None:
    """What the last telling word of a run speaks of."""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _MOTION.fullmatch(word):
            part = at > 0 and _PART.fullmatch(words[at - 1])
            return Topic.PART if part else Topic.COMPLAINT
        if _COMPLAINT.fullmatch(word):
            return Topic.COMPLAINT
        if _PART.fullmatch(word):
            return Topic.PART
        if word in _OTHER or word in substances or _MEDICINE.fullmatch(word):
            return Topic.OTHER
    return None


def _circumstance(at: Place) -> int | None:
    """Where a circumstance begins whose time it is, and so the time of what is told before it.

    "Since i quit 6 days ago", "started when he was born 5 weeks ago", "first noticed it at a
    wedding eleven weeks back".
    """
    for n, word in enumerate(at.left):
        room = len(at.left) - n > 2
        if word == "since" and room and at.before not in ("after", "of"):
            return n
        if word in _NOTICED and {"it", "first", "this", "i"} & set(at.left):
            return n
        began = bool(BEGINNING & set(at.left[:n]))
        if word in ("when", "after", "during", "while") and began and room:
            return n
    return None


def _neutral(words: tuple[str, ...]) -> bool:
    """Whether words say nothing but how long."""
    return all(word in _NEUTRAL or value_of(word) is not None for word in words)
