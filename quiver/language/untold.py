"""Which times say nothing about how long anything has been there.

An age ("5 years old"), a rate ("twice a week"), the length of one episode ("lasts a minute"), a
time to come ("in 6 weeks"), one end of a span that is over ("from Friday till Sunday").
"""

from __future__ import annotations

from itertools import pairwise

from quiver.language.amounts import is_unit, value_of
from quiver.language.person import relative
from quiver.language.time_topics import (
    BEGINNING,
    PERSONAL,
    Place,
    in_hours,
    names_complaint,
    neutral,
)

#: Before "until yesterday" these make that the beginning.
FINE = frozenset("fine ok okay normal normally well good nothing never steady".split())
_NEGATIVE = frozenset(
    "not hasnt havent never no without isnt didnt aint hardly barely wont hadnt first cant".split()
)
_LASTS = frozenset("lasts last lasted lasting lastd takes took taking long".split())
_STOPS = frozenset(
    "stop stops stopped stopping went goes gone away quiet quietens settles settled calms "
    "cleared vanishes vanished disappears disappeared passes passed off eases eased came comes "
    "back".split()
)
#: Denied, these say that it goes on: "hasnt stopped in 6 months", "not a day off in a year".
_UNCEASING = frozenset(
    "stop stopped stops day days without off let quit settled peace rest moment minute break "
    "left eased budged shifted gone sure certain longer more less not".split()
) - {"not"}
_PAUSES = frozenset(
    "stops stopped vanishes vanished disappears disappeared quiet away nothing nowt free clear "
    "none rest".split()
)
_EPISODE_AFTER = {
    ("each",), ("at", "a"), ("at", "time"), ("a", "go"), ("a", "time"), ("a", "pop"), ("tops",),
    ("max",), ("per",), ("apiece",), ("every", "time"), ("long", "each"), ("or", "less"),
    ("each", "time"), ("maximum",), ("when", "i"), ("whenever",), ("after", "i"), ("every",),
}  # fmt: skip
#: Whatever unit, these make it the length of what comes again and again.
_AFTER_EACH = (
    *((one, two) for one in ("after", "before", "with") for two in ("every", "each", "any")),
    ("whenever",),
    ("every", "time"),
    ("each", "time"),
)
_WHENEVER = frozenset({"when", "whenever", "if", "once"})
_BEFORE_THAT = frozenset(("before", word) for word in "my a the every each any an".split())
_PERFECT = frozenset("has have its ive had thats whats".split())
_BETTER = frozenset("better improved improving easier eased".split())
#: "Three days back in 2015" is over.
_AT_ONE_TIME = frozenset(("back", word) for word in ("in", "when", "then"))
_RECURRING = frozenset("when whenever if every each after before once until till without".split())
_AGO = frozenset({"ago", "back"})
_MODIFIED = frozenset(
    "shift shifts course courses walk drive run round trip flight appointment break nap "
    "marathon supply prescription cycle commute wait period sentence contract shiftwork "
    "session sessions stint sleep drip review programme program challenge retreat plan trial "
    "wait waiting list".split()
)
_DAYTIMES = frozenset("morning evening night day afternoon weekend".split())
_SEASONS = "year winter summer spring autumn fall season month term holiday christmas".split()
_EACH = frozenset({"per", "every", "each", "a", "an"})
_AHEAD = frozenset("next until till by coming upcoming".split())
_FUTURE = frozenset("will gonna wont tomorrow shall appointment appt booked due ill".split())
_MODALS = frozenset("can could may might should would will".split())
_ASKING = frozenset("is are can could does do should how what will would for".split())
_TAKES = frozenset("take last need".split())
_NOW = frozenset({"now", "already", "counting", "currently"})
#: Before minutes or hours and behind them, these say that they reach until now.
_LASTING = frozenset(
    "been since past last started began start onset within these hasnt havent".split()
)
_LASTING_AFTER = frozenset(
    "ago back now nw straight solid already counting nonstop non since running far".split()
)
_NEAR = 5
_GROWN = 12 * 365  # days
_BARELY = frozenset({"not", "even", "hardly", "barely", "as", "never"})
_NO_PLURALS = frozenset(
    "its this was lasts has plus yes lips twitches thats as his is hes shes us twitchs "
    "perhaps".split()
)


def age(at: Place) -> bool:
    """Whether it is how old somebody is: "im 5 years old", "father 69 years", "baby is 5 weeks"."""
    if at.time.sort != "amount":
        return False
    if at.after in ("old", "olds", "yo") or at.says(("of", "age")):
        about = any(names_complaint(w) or w in ("it", "its") for w in at.own)
        return not about or bool(PERSONAL & set(at.own)) or at.before in ("a", "my")
    if at.left[-2:] == ("age", "of"):
        return True
    if at.before == "at" and at.after == "of":
        return False  # "i'm at twelve weeks of this"
    if at.before in ("aged", "age", "turned"):
        return True
    if at.left[-2:] in (("i", "am"), ("im", "only")):
        return not at.says(("in",), ("into",), ("now",))
    if at.before in ("have", "having") and not at.right and at.time.iso.endswith("Y"):
        return at.time.days > _GROWN  # "i have 60 years", as in Spanish
    if at.before == "at":
        return at.left[-2:-1] not in (("it",), ("that",), ("this",))  # "i'd put it at 2 months"
    if at.before in ("im", "hes", "shes", "hers"):
        return not at.says(("in",), ("into",), ("now",)) or at.time.iso.endswith("Y")
    kin = at.left[-2] if at.before in ("is", "hes", "shes") and len(at.left) > 1 else at.before
    return bool(relative(kin)) and not at.clock and not at.says(("ago",), ("back",), ("now",))


def rate(at: Place) -> bool:
    """Whether it is how often, or how much in how long: "twice a week", "4 hours a night"."""
    words, first = at.text.words, at.time.first
    single = words[first] in ("a", "an", "one") and at.time.last == first + 1
    if single and at.before == "of" and words[at.time.last] in _DAYTIMES:
        return True  # "of a morning"
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
    if at.before in ("every", "each"):
        return True
    if {("every", season) for season in _SEASONS} & set(pairwise(at.left)):
        return True  # "every winter for a few weeks"
    if at.before == "since" and at.left[-2:-1] in (("time",), ("times",), ("twice",), ("once",)):
        return True  # "it has happened three times since Sunday"
    if at.before in ("per", "most") or "every" in at.left[-2:]:
        return at.time.sort != "moment"
    if at.time.sort == "moment" and words[first] in ("this", "last") and not in_hours(at.time):
        counted = at.before
        return counted in ("once", "twice", "times") or value_of(counted) is not None
    if len(at.right) > 1 and at.after in _EACH and is_unit(at.right[1]):
        return at.right[1] != "second"  # "4 hours a night"
    return at.says(("out", "of"), ("daily",), ("weekly",), ("nightly",))


def episode(at: Place) -> bool:
    """Whether it is how long one episode is, or the pause between two."""
    time, near = at.time, set(at.left[-_NEAR:]) | set(at.right[:_NEAR])
    if _in_the_circumstance(at) or at.right[:2] in _BEFORE_THAT or _AT_ONE_TIME & {at.right[:2]}:
        return True
    going = at.after in ("ago", "back", "now", "straight", "solid") or {"so", "far"} <= set(
        at.right
    )
    if at.says(*_EPISODE_AFTER) and (at.clock or at.after == "each") and not going:
        return True
    if at.says(*_AFTER_EACH):
        return True
    if time.iso.endswith("S") and not going and "been" not in at.left:
        return True
    if at.before == "lasted" and not _PERFECT & set(at.left[-3:]):
        return True  # "it lasted one night"
    if _BETTER & set(at.left[-4:]):
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
    if denied and not set(at.left) & _UNCEASING and not any(map(names_complaint, at.own)):
        return not (set(at.left[:3]) & {"it", "this", "its", "know", "idea"})
    if at.clock:
        return not _until_now(at)
    past = {"was", "were"} & set(at.left) and "for" in at.left[-3:]
    if past and not {"been", "since"} & set(at.left[-3:]) and not going:
        return True
    episodes = {"episode", "episodes", "spell", "spells", "bout", "bouts", "attack", "each"}
    return bool(near & episodes and set(at.left) & {"for", "lasts", "of"}) and not _NOW & near


def _in_the_circumstance(at: Place) -> bool:
    """Whether it belongs to what it comes with: "twitches when i skip lunch for a few days"."""
    when = max((n for n, word in enumerate(at.left) if word in _WHENEVER), default=0)
    if not when or at.after in ("ago", "back"):
        return False
    return any(map(names_complaint, at.left[:when])) and not (
        (BEGINNING | {"been", "since"}) & set(at.left)
    )


def from_to(at: Place) -> bool:
    """Whether it is one end of a span that is over: "from Friday till Sunday"."""
    if at.time.sort != "moment":
        return False
    until = {"till", "until", "to"}
    return (at.before == "from" and bool(until & set(at.right[:4]))) or (
        at.before in until and "from" in at.left
    )


def _until_now(at: Place) -> bool:
    """Whether minutes or hours are said to reach from the beginning to now: "for 2 hours now"."""
    if at.text.words[at.time.first] in ("last", "past") or neutral(at.own):
        return True
    behind = at.right[:2] + at.right[-1:]
    if set(at.left) & _RECURRING and not _AGO & set(behind):
        return False
    return bool(
        set(at.left[-_NEAR:]) & _LASTING | {"past"} & set(at.left) | _LASTING_AFTER & set(behind)
    )


def ahead(at: Place) -> bool:
    """Whether it is a time to come, or one that is only supposed."""
    fine = FINE & set(at.left)
    if at.before in _AHEAD or at.left[-2:] in (("by", "the"), ("next", "the")):
        return not (fine and at.before in ("until", "till"))
    if {"if", "unless"} & set(at.left) and "since" not in at.left:
        return True
    if at.after == "old":
        return False  # "the twitch is two weeks old tomorrow"
    if _asked_in_general(at):
        return True
    if at.before in ("wait", "another") or (
        set(at.left[-4:]) & _MODALS and set(at.left[-3:]) & _TAKES
    ):
        return True  # "is it safe to wait 4 days", "it can take six weeks"
    if at.time.sort == "amount" and at.before == "in" and not (set(at.left) & _NEGATIVE):
        return True
    if at.time.sort == "amount" and at.after in ("time", "notice"):
        return True
    if at.says(("too", "long"), ("long", "enough"), ("too", "soon")):
        return True
    future = _FUTURE & set(at.own)
    return (
        bool(future)
        and not (set(at.own) & {"since", "been", "for", "ago"})
        and not at.says(("ago",))
    )


def _asked_in_general(at: Place) -> bool:
    """Whether a question only names it: "is there a limit, a month, a year?"."""
    clause = at.text.clause_at(at.time.first)
    sentence = clause
    while sentence.start and at.text.clause_at(sentence.start - 1).closed_by in (",", "but", "and"):
        sentence = at.text.clause_at(sentence.start - 1)
    behind = at.text.clause_at(min(clause.end, len(at.text.words) - 1))
    asked = "?" in (clause.closed_by, clause.closed_by == "," and behind.closed_by)
    return asked and neutral(at.own) and at.text.words[sentence.start] in _ASKING


def modifier(at: Place) -> bool:
    """Whether it only says of what kind something is: "12 hour night shifts"."""
    singular = not at.text.words[at.time.last].endswith("s")
    return singular and at.time.sort == "amount" and bool(set(at.right[:2]) & _MODIFIED)
