"""What a clause does to the findings in it: denies, doubts, fears, asks, recalls, tells of others.

A finding that is named is not yet a finding that is there. For each clause this module says what
holds of every token in it: whether it stands in the scope of a negation, of a doubt, of a fear or
a supposition, in a question, in the past, or in what is said of another person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quiver.knowledge.phrases import Phrase, compile_phrase
from quiver.language.matching import Lexicon
from quiver.language.person import SELF, THIRD, persons
from quiver.language.text import Clause, Text

#: Words that deny what follows them in the clause.
NEGATIONS = frozenset(
    "no not never none nothings without nor neither dont doesnt didnt isnt arent wasnt werent cant "
    "couldnt wont wouldnt havent hasnt hadnt aint nothing nowhere zero denies deny denied nt "
    "nope nah minus nil negative".split()
)
#: Words that only look like a negation, or say no to something else.
_PSEUDO = (
    "not only", "not just", "not merely", "no doubt", "no wonder", "no idea", "not to mention",
    "cant help", "cant stop", "cant control", "wont stop", "wont go", "doesnt stop", "didnt stop",
    "dont stop", "doesnt go away", "not going away", "not gone",
    "hasnt gone & !hasnt gone up|to|into|down|past|beyond|anywhere|near", "hasnt stopped",
    "not stopping", "not stopped", "not getting better", "no change", "no better", "no matter",
    "no more than usual", "not surprising", "not surprisingly", "no pain", "not painful",
    "doesnt hurt", "not sure", "dont know", "didnt know", "cant tell", "not certain", "no clue",
    "why not", "whether or not", "or not", "if not", "dont think its stopped", "not without",
    "never not", "never stops", "never goes", "not to", "dont want", "didnt want", "not like",
    "not used", "not long", "not half", "no joke", "no reason", "not being funny", "no help",
    "nothing helps", "nothing works", "nothing stops", "dont get me wrong", "not the same",
    "not bothered", "doesnt bother", "didnt bother", "cant remember", "dont remember",
    "no one & understand|understands|believes|listens|knows|can|tell|get|follow",
    "not convinced", "dont believe", "not the first", "no good", "without _ doubt", "not there yet",
)  # fmt: skip
#: Two negations that make an affirmation.
_DOUBLE = (
    "not without", "never without", "cant say _ not|isnt|arent|wasnt|hasnt|havent|doesnt|dont",
    "cant say im not", "wouldnt say im not",
    "wouldnt say _ not", "cant say i dont", "cant deny", "not that _ dont", "never not",
    "not free of", "not entirely free", "wouldnt say _ no", "not un*",
)  # fmt: skip
#: Words that end the reach of a negation within a clause.
_STOPPERS = frozenset(
    "but though although however except apart besides only just because cos so then since "
    "which who until unless than while whereas yet still".split()
)
#: A subject with its verb begins a new sentence in one breath ("its not the left its the right"),
#: but not after one of the words of ``_CARRIES_ON`` ("i dont think its drooping").
_NEW_SUBJECTS = frozenset("its im hes shes theyre ive".split())
_CARRIES_ON = frozenset(
    "when if think thinks thought that know knows say says said sure believe whether while as like "
    "feel feels mean what where how why who idea notice noticed and or cos because until".split()
)
_DOUBTS = (
    "not sure", "unsure", "dont know", "dunno", "no idea", "cant tell", "couldnt tell",
    "not certain", "hard to say", "hard to tell", "might be", "might have", "may be", "may have",
    "maybe & !maybe about? once|twice|every|two|three|four|five|ten|twenty|few|2*|3*|4*|5*|1*",
    "possibly", "perhaps", "no clue", "cant say if", "wonder|wondering|wondered if|whether",
    "not convinced", "cant remember if", "dont remember if", "could maybe",
    "doubt & !no|without|beyond a|any? doubt",
)  # fmt: skip
_FEARS = (
    "scared", "worried", "worry", "worrying", "afraid", "terrified", "frightened", "paranoid",
    "fear", "fearing", "panicking", "freaking", "freaked", "petrified", "convinced", "dread",
    "in case", "what if", "worst case", "google|googled|googling|dr _ says|said",
    "thinking|thought its|it|was|i", "think its|it|i|im", "reckon its|it", "might be a|the|my",
    "could be a|the|my", "could it", "sign of", "signs of", "symptom of", "symptoms of",
    "sounds like", "similar to",
    "like a|an mini? stroke|seizure|fit|tia|tic|palsy|bells|allergic|heart|brain|tumour",
    "as if", "as though", "instead of", "rule out",
    "ruled out", "test|tested|testing for|my|his|her", "check|checked|checking for|if|whether",
    "check|checked|checking _ for|if|whether", "looked for", "looking for|out", "watching for|out",
    "heard of", "heard that", "read about", "read that", "reading about", "going to have",
    "about to have",
    "will i", "will it",
    "wish it|this|that|he|she|they", "if only", "would have|be|get a|an", "keep|keeps imagining",
    "ignore|disregard _ about", "documentary", "article|leaflet|page|website says|said|about",
    "work|job as|with|is", "turn into", "lead to", "lead on to", "become", "risk of", "end up",
)  # fmt: skip
#: After one of these the fear is left: what follows is told as it is.
_FEAR_ENDS = frozenset(["because", "cos", "since", "as", "but", "when", "and"])
_CONDITIONS = frozenset(["if", "unless", "whenever"])
#: After one of these "if" means "whether": what follows is doubted, not supposed.
_WHETHER = frozenset("as know dunno sure unsure certain tell say remember clue idea".split())
_ASKING_STARTS = frozenset(
    "can could does do did is are was were would should will shall may might what whats why "
    "whys how hows which where wheres who whos when am has have any anyone anybody".split()
)
#: What may stand before the word that makes a clause a question.
_LEADING = frozenset("and so but or also please hi".split())
#: Openers that may tell as well, and what follows them when they ask, or tell.
_VERB_STARTS = frozenset("is are was has have had can do did am".split())
_ASKED_AFTER_WHEN = frozenset("should do is will would can".split())
_ASKED_AFTER_WHERE = frozenset("is are do does did can could should will would was".split())
_ASKED_AFTER_VERB = frozenset(
    "i it this that there my the you a he she they lip lips stress anyone these his her".split()
)
_TOLD_AFTER_VERB = frozenset(
    "barely hardly only just feel see get not worse always still really very also hold speak talk "
    "breathe move lift smile raise close shut blink whistle swallow walk suppress control "
    "usually normally puff".split()
)
_TOLD_AFTER_DOES_IT = {(w,) for w in "when whenever while every most mostly mainly loads".split()}
_PAST = (
    "years ago", "year ago", "used to & !not|get|getting|got|cant used", "in the past",
    "previously", "as a kid", "as a child", "as a teenager",
    "when i|he|she was _ kid|child|baby|young|younger|little|small|school|born",
    "when i was 1|2|3|4|5|6|7|8|9|10|11|12|one|two|three|four|five|six|seven|eight|nine|ten|twelve",
    "since i was 1|2|3|4|5|6|7|8|9|10|11|12|one|two|three|four|five|six|seven|eight|nine|ten|twelve",
    "always have|has & !twitch*", "have|has done for _ years", "as a toddler|teen|youngster",
    "for 10|15|20|25|30|40|twenty|thirty|forty years & !twitch*",
    "back in 19*|20*",
    "in primary|secondary|high school", "ages ago", "long ago", "back then", "in my teens",
    "in my twenties", "in my childhood", "last year i|he|she|we|they had",
)  # fmt: skip
#: What is over, perhaps not for long: no reason for calm about a danger sign.
_OVER = (
    "cleared up", "got over", "recovered from", "had a history", "months ago|back had",
    "last time", "once before", "the first time & !its|is|was the first",
)  # fmt: skip
#: Words that deny what follows them without a "no" or a "not".
_DENIERS = (
    "nobody|nobodys|noone ever? said|mentioned|told|noticed|diagnosed|seen|complained",
    "no one has? ever? said|mentioned|told|noticed|diagnosed|seen|complained",
    "yet to", "far from", "hardly|barely|scarcely a|any|ever", "free of|from", "rid of",
    "avoid|avoids|avoided|avoiding", "stay|stays|keep|keeps|steer off|away|clear",
    "wouldnt go|touch", "cant stand", "rather than", "anything but", "gave up", "rule|ruled out",
    "so much as a",
)  # fmt: skip
#: What may follow a denial that denies what stands before it: "the right has never done it".
_ELLIPSIS = frozenset(
    "really at all done do does doing it been ever affected move moves moving moved twitch twitches "
    "twitching twitched shake shakes shaking shook tremble trembles joined join joins in involved "
    "that this either lately thank thanks god at so far anymore yet any more now though mind you "
    "jump jumps jumped flicker flickers out of once also there not no never is".split()
)
_ELLIPTIC = frozenset(
    "no not isnt arent wasnt hasnt havent doesnt dont didnt never neither none nil".split()
)
#: Denials that are a clause of their own behind a heading: "insomnia, not me".
_ALONE = frozenset(
    "no nope nah not really also none never too much me had one any either it them of those these "
    "thanks thank god touched touch near neither ever in my life whatsoever nada zilch".split()
)
#: A verb without which a clause is a heading: "caffeine no", "lots of stress, no".
_FINITE = frozenset(
    "i im ive is are am was were has have had do does did keeps keep get gets got feel feels goes "
    "go went it its twitch twitches twitching twitched hurts started lip lips".split()
)
#: What makes no difference, and so is named without being there.
_IDLE = (
    "none|neither|nothing of it|them|that|those|these? matters|matter|makes|make|does",
    "doesnt|dont|didnt|never seem|appear? to? change|affect|matter|alter",
    "makes|make|made|making no|any|zero difference|odds", "no effect", "not affected by",
    "nothing to do with", "regardless of", "no matter", "whether or not", "no link with|to",
    "isnt|not related|linked to", "hasnt|havent touched",
    "doesnt|dont|didnt|never|not bring|set|trigger|start|cause|worsen|provoke|aggravate it|this|them",
    "naught|nothing|nowt to do", "behaves|behave|does|is the same",
)  # fmt: skip
#: What denies what stands before it: "the left corner isnt in it".
_BEHIND = (
    "isnt|arent|wasnt|not|never|aint in it|on|this", "isnt|arent|wasnt|not|aint involved|affected",
    "isnt|arent|wasnt|not|aint part of it", "not|isnt|arent|never included|touched",
    "excluded", "ruled out", "all clear", "came|come back negative|clear|normal|fine",
    "is|are|s out", "cant stand", "wouldnt go|touch", "stays|keeps|stay|keep out",
    "hate|hates the stuff",
)  # fmt: skip
#: A clause of these words alone, a denial among them, answers the clause before it.
_ANSWERS = frozenset(
    "no nope nah none never nil zero not isnt hasnt havent arent didnt doesnt wasnt it they im "
    "ive i there theres one any but all at yet so far thankfully luckily nothing is sign".split()
)
_YES = frozenset("yes yep yeah yup".split())


def _lexicon(label: str, phrases: tuple[str, ...]) -> list[tuple[str, Phrase]]:
    return [(label, compile_phrase(phrase, {})) for phrase in phrases]


_CUES = Lexicon(
    [
        *_lexicon("pseudo", _PSEUDO),
        *_lexicon("double", _DOUBLE),
        *_lexicon("doubt", _DOUBTS),
        *_lexicon("fear", _FEARS),
        *_lexicon("past", _PAST),
        *_lexicon("over", _OVER),
        *_lexicon("behind", _BEHIND),
        *_lexicon("idle", _IDLE),
        *_lexicon("deny", _DENIERS),
    ]
)


@dataclass(frozen=True)
class Scope:
    """What holds of each token of a text, one entry per token.

    Args:
        negated: the indices of the negation words in whose reach the token stands.
        doubted: it is said with doubt.
        feared: it is feared, supposed or compared, not told.
        asked: it stands in a question.
        supposed: it stands in a condition ("if I drink coffee").
        past: it is said to be long past.
        idle: it is said to make no difference ("none of it matters").
        over: it is said to be over, perhaps since just now.
        other: it is said of somebody else than the person asked about.
        patient: whom the message is about, as far as it says: ``self``, ``child``, ``other``.
        relative: which relative that is, if it is one that the message names.
        deniers: those of the indices in ``negated`` that deny without a "no" or a "not".
    """

    negated: tuple[frozenset[int], ...]
    doubted: tuple[bool, ...]
    feared: tuple[bool, ...]
    asked: tuple[bool, ...]
    supposed: tuple[bool, ...]
    past: tuple[bool, ...]
    over: tuple[bool, ...]
    idle: tuple[bool, ...]
    other: tuple[bool, ...]
    patient: str | None
    relative: str = ""
    deniers: frozenset[int] = frozenset()


def scope(text: Text, who: str | None = None) -> Scope:
    """Reads the scopes of a text.

    Args:
        text: the message.
        who: for whom the conversation is, when that is known: ``self``, ``child`` or ``other``.
    """
    size = len(text.tokens)
    words = text.words
    cues: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for match in _CUES.find(text):
        cues.setdefault(match.label, []).append((match.clause, match.tokens))
    harmless = {t for label in ("pseudo", "double") for _, ts in cues.get(label, ()) for t in ts}
    negated = [set[int]() for _ in range(size)]
    for number, clause in enumerate(text.clauses):
        for at in range(clause.start, clause.end):
            if words[at] in NEGATIONS and at not in harmless and not _particle(words, at, clause):
                for reached in _reach(text, number, at):
                    negated[reached].add(at)
    flags = {
        n: [False] * size for n in ("doubt", "fear", "asked", "supposed", "past", "over", "idle")
    }
    for cue in ("doubt", "past", "over", "idle"):
        for clause_number, _ in cues.get(cue, ()):
            clause = text.clauses[clause_number]
            flags[cue][clause.start : clause.end] = [True] * (clause.end - clause.start)
    for clause_number, tokens in cues.get("fear", ()):
        for at in range(tokens[-1] + 1, text.clauses[clause_number].end):
            if words[at] in _FEAR_ENDS:
                break
            flags["fear"][at] = True
    for clause in text.clauses:
        own = words[clause.start : clause.end]
        if _asking(own):
            for at in range(clause.start, clause.end):
                flags["asked"][at] = True
        for at in range(clause.start, clause.end):
            if words[at] in _CONDITIONS and words[max(at - 1, 0)] not in _WHETHER:
                flags["supposed"][at : clause.end] = [True] * (clause.end - at)
                break
    for clause_number, tokens in cues.get("deny", ()):
        for at in range(tokens[-1] + 1, text.clauses[clause_number].end):
            negated[at].add(tokens[0])
    for clause_number, tokens in cues.get("behind", ()):
        for at in range(text.clauses[clause_number].start, tokens[0]):
            negated[at].add(tokens[0])
    _denied_behind(text, negated, harmless)
    _answered(text, negated, flags)
    patient, other, relative = persons(text, who)
    return Scope(
        tuple(map(frozenset, negated)),
        tuple(flags["doubt"]),
        tuple(flags["fear"]),
        tuple(flags["asked"]),
        tuple(flags["supposed"]),
        tuple(flags["past"]),
        tuple(flags["over"]),
        tuple(flags["idle"]),
        other,
        patient,
        relative,
        frozenset(tokens[0] for label in ("deny", "behind") for _, tokens in cues.get(label, ())),
    )


def _denied_behind(text: Text, negated: list[set[int]], harmless: set[int]) -> None:
    """Reads denials that come last: "the droop isnt", "caffeine no", "upper one never joined in".

    What denies must end the clause but for words that say nothing of their own, and a bare "no" or
    "not really" may be a clause of its own behind a heading: "lots of stress, no".
    """
    words = text.words
    for clause in text.clauses:
        for at in range(clause.start + 1, clause.end):
            if words[at] not in _ELLIPTIC or at in harmless or words[at - 1] in NEGATIONS:
                continue
            bare = words[at] in ("no", "nil", "none", "not", "neither")
            own = set(words[clause.start : at])
            if set(words[at + 1 : clause.end]) <= _ELLIPSIS and not (bare and own & _FINITE):
                for before in range(clause.start, at):
                    negated[before].add(at)
                break
    for before, clause in pairwise(text.clauses):
        own = set(words[clause.start : clause.end])
        heading = set(words[before.start : before.end])
        if (
            before.closed_by in (",", "-", "–", ":")
            and own & {"no", "nope", "not", "nah", "none", "never", "neither", "nada", "zilch"}
            and own <= _ALONE
            and not heading & (_FINITE | NEGATIONS)
        ):
            for at in range(before.start, before.end):
                negated[at].add(clause.start)


def _answered(text: Text, negated: list[set[int]], flags: dict[str, list[bool]]) -> None:
    """Reads the clauses that answer the one before: "droop? no", "it might drop but it hasnt".

    A denial so reaches only what is asked, feared or supposed, or a heading ("slurring: none").
    """
    words = text.words
    for number, clause in enumerate(text.clauses):
        opening = words[clause.start : clause.start + 3]
        if opening[:2] == ("none", "of") and opening[2:] in (("that",), ("those",), ("them",)):
            for at in range(text.clauses[max(number - 4, 0)].start, clause.start):
                negated[at].add(clause.start)  # "i had a droop last year. none of that today"
    for before, clause in pairwise(text.clauses):
        own = words[clause.start : clause.end]
        asked = before.closed_by in ("?", ":") and before.end - before.start <= 8
        if asked and own[0] in _YES and len(own) == 1:
            for at in range(before.start, before.end):
                flags["asked"][at] = False
        denials = [clause.start + n for n, word in enumerate(own) if word in NEGATIONS]
        if not denials or not _ANSWERS.issuperset(own):
            continue
        for at in range(before.start, before.end):
            if asked or any(flags[n][at] for n in ("fear", "supposed")):
                negated[at].add(denials[0])
                for name in ("asked", "fear", "supposed"):
                    flags[name][at] = False


def _particle(words: tuple[str, ...], at: int, clause: Clause) -> bool:
    """Whether a "no" answers and does not deny: "no im just tired", "nope"."""
    start, end = clause.start, clause.end
    if at != start or words[at] not in ("no", "nope", "nah"):
        return False
    return at + 1 == end or words[at + 1] in SELF | THIRD | {"its", "it", "the", "just", "that"}


_VERBS = frozenset(
    "i im ive id he hes she shes it its they theyre we is are was were has have had been got "
    "gets started began keeps keep feel feels my his her the goes went comes came do does did "
    "can could will would drink drank took take sleep slept".split()
)


def _reach(text: Text, number: int, at: int) -> list[int]:
    """The tokens a negation at ``at`` denies: to the end of its clause, and on through its list."""
    words = text.words
    clause = text.clauses[number]
    reached: list[int] = []
    for index in range(at + 1, clause.end):
        if words[index] in _STOPPERS or words[index] in NEGATIONS:
            return reached
        if words[index] in _NEW_SUBJECTS and words[index - 1] not in _CARRIES_ON | {words[at]}:
            return reached
        reached.append(index)
    if clause.closed_by != ",":
        return reached
    chain: list[int] = []
    for following in text.clauses[number + 1 :]:
        own = words[following.start : following.end]
        fragment = [word for word in own if word not in ("or", "nor", "and")]
        if (
            following.opened_by
            or own[0] in _STOPPERS
            or any(w in _VERBS or w in NEGATIONS for w in fragment)
        ):
            break
        if any(word[0].isdigit() for word in fragment):
            break
        listed = (own and own[0] in ("or", "nor")) or "or" in own
        chain.extend(range(following.start, following.end))
        if listed:
            return reached + chain
        if following.closed_by != ",":
            break
    return reached


def _asking(words: tuple[str, ...]) -> bool:
    """Whether a clause asks: "can coffee do it", but not "can barely think" or "when i talk"."""
    start = 0
    while start < len(words) and words[start] in _LEADING:
        start += 1
    if start >= len(words) or words[start] not in _ASKING_STARTS:
        return False
    opener, follow = words[start], (*words[start + 1 : start + 2], "")[0]
    if (opener, follow) == ("does", "it") and words[start + 2 : start + 3] in _TOLD_AFTER_DOES_IT:
        return False  # "does it when he is upset": the subject is left out
    if opener == "when":
        return follow in _ASKED_AFTER_WHEN
    if opener == "where":
        return follow in _ASKED_AFTER_WHERE
    if opener not in _VERB_STARTS:
        return True
    if follow in _ASKED_AFTER_VERB:
        return True
    return (
        opener in ("is", "are", "can", "do")
        and len(words) - start > 2
        and follow not in _TOLD_AFTER_VERB
    )
