"""How far a denial reaches: what follows it, its list over commas, or what stands before it."""

from __future__ import annotations

from itertools import pairwise

from quiver.language.person import SELF, THIRD
from quiver.language.text import Clause, Text

#: Words that deny what follows them in the clause.
NEGATIONS = frozenset(
    "no not never none nothings without nor neither dont doesnt didnt isnt arent wasnt werent cant "
    "couldnt wont wouldnt havent hasnt hadnt aint nothing nowhere zero denies deny denied nt "
    "nope nah minus nil negative nobody noone".split()
)
#: Words that end the reach of a negation within a clause.
_STOPPERS = frozenset(
    "but though although however except apart besides only just because cos so then since "
    "which who until unless than while whereas yet still".split()
)
#: Right behind a denial these do not end its reach: "never when im sat still".
_CIRCUMSTANCES = frozenset("when while whilst if until".split())
_HAPPENING = frozenset("happens happening at all really ever changes moves going on there".split())
#: A subject with its verb begins a new sentence in one breath ("its not the left its the right"),
#: but not after one of the words of ``_CARRIES_ON`` ("i dont think its drooping").
_NEW_SUBJECTS = frozenset("its im hes shes theyre ive".split())
_CARRIES_ON = frozenset(
    "when if think thinks thought that know knows say says said sure believe whether while as like "
    "feel feels mean what where how why who idea notice noticed and or cos because until".split()
)
#: What may follow a denial that denies what stands before it: "the right has never done it".
_ELLIPSIS = frozenset(
    "really at all done do does doing it been ever affected move moves moving moved twitch "
    "twitches twitching twitched shake shakes shaking shook tremble trembles joined join joins in "
    "involved that this either lately thank thanks god at so far anymore yet any more now though "
    "mind you jump jumps jumped flicker flickers out of once also there not no never is "
    "taking take taken took having had touch near them those these on".split()
)
#: Who denies, right before the denial: "diet pills i am not taking".
_SUBJECTS = {("i", "am"), ("he", "is"), ("she", "is"), ("we", "are"), ("they", "are")}
_ELLIPTIC = frozenset(
    "no not isnt arent wasnt hasnt havent doesnt dont didnt never neither none nil".split()
)
#: Denials that are a clause of their own behind a heading: "insomnia, not me".
_ALONE = frozenset(
    "no nope nah not really also none never too much me had one any either it them of those these "
    "thanks thank god touched touch near neither ever in my life whatsoever nada zilch".split()
)
_ALL_OF_THEM = frozenset("either neither none those these any them both nothing".split())
#: A verb without which a clause is a heading: "caffeine no", "lots of stress, no".
_FINITE = frozenset(
    "i im ive is are am was were has have had do does did keeps keep get gets got feel feels goes "
    "go went it its twitch twitches twitching twitched hurts started lip lips".split()
)
#: A clause of these words alone, a denial among them, answers the clause before it.
_ANSWERS = frozenset(
    "no nope nah none never nil zero not isnt hasnt havent arent didnt doesnt wasnt it they im "
    "ive i there theres one any but all at yet so far thankfully luckily nothing is sign neither "
    "ha haha lol got have had has he hes she shes of them those these that do does did dont me us "
    "are was really mine honestly actually tbh frankly definitely certainly just".split()
)
_YES = frozenset("yes yep yeah yup".split())
_NO = frozenset("no nope nah naw".split())
#: Said between a question and its answer: "now and then? ha! no".
_INTERJECTIONS = frozenset(
    "ha haha hah lol er erm um umm uh hm hmm well god lord pff pfft huh eh please sorry".split()
)
#: After one of these a list goes on over commas with no "or" in it: "denies droop, dysarthria".
_LISTING = frozenset("denies denied deny nil without negative".split())
_HISTORY = frozenset("hx history sign signs evidence symptoms".split())
#: What denies an ability; "nor" behind it goes on with that, and denies nothing else.
_UNABLE = frozenset("cant couldnt wont wouldnt".split())
#: "It twitches everywhere but my eye".
_ALL_OVER = frozenset("everywhere anywhere everything all".split())
#: A heading has no more words, and what answers it no more than this.
_HEADING, _ANSWER = 4, 7
#: Longer than this a question is more than one that its asker answers in the same breath.
_SHORT = 8
#: Asks for what was said before it: "weak arms mean hospital, is that right?".
_TAGS = {
    ("is", "that", "right"), ("is", "that", "true"), ("is", "that", "correct"),
    ("is", "that", "so"), ("is", "this", "right"), ("is", "this", "true"), ("that", "right"),
    ("am", "i", "right"),
    ("true", "or", "false"), ("or", "not"), ("have", "i", "got", "that", "right"),
}  # fmt: skip
#: In a clause with one of these nothing is told, but what somebody had put down by mistake.
_MISTAKES = frozenset("misclick misclicked mistake typo mistyped mispressed slip".split())
#: "You've written that it's constant", "I said I had": what was noted, and may be wrong.
_NOTED = frozenset("written wrote put noted recorded typed down said told ticked pressed".split())
_FINE = frozenset("good fine ok okay grand normal steady perfect clear great".split())
_VERBS = frozenset(
    "i im ive id he hes she shes it its they theyre we is are was were has have had been got "
    "gets started began keeps keep feel feels my his her the goes went comes came do does did "
    "can could will would drink drank took take sleep slept".split()
)


def denied_ahead(text: Text, negated: list[set[int]], harmless: set[int]) -> None:
    """Reads denials that come first: "no drooping or slurring".

    Args:
        text: the message.
        negated: for each token the denials in whose reach it stands; added to.
        harmless: tokens that only look like a denial ("not only").
    """
    words = text.words
    for number, clause in enumerate(text.clauses):
        for at in range(clause.start, clause.end):
            if words[at] not in NEGATIONS or at in harmless or _particle(words, at, clause):
                continue
            if not (at == clause.start and number and _goes_on(text, number, harmless)):
                for reached in _reach(text, number, at):
                    negated[reached].add(at)

    for before, clause in pairwise(text.clauses):
        if clause.opened_by in ("except", "but") and words[before.end - 1] in _ALL_OVER:
            for token in range(clause.start, clause.end):
                negated[token].add(clause.start)  # "everywhere except the corner"


def denied_behind(text: Text, negated: list[set[int]], harmless: set[int]) -> None:
    """Reads denials that come last: "the droop isnt", "caffeine no", "upper one never joined in".

    What denies must end the clause but for words that say nothing of their own, and a bare "no" or
    "not really" may be a clause of its own behind a heading: "lots of stress, no".
    """
    words = text.words
    for clause in text.clauses:
        for at in range(clause.start + 1, clause.end):
            if words[at] not in _ELLIPTIC or at in harmless or words[at - 1] in NEGATIONS:
                continue
            if _CIRCUMSTANCES & set(words[max(at - 3, clause.start) : at]):
                continue  # "even when he wasnt"
            bare = words[at] in ("no", "nil", "none", "not", "neither")
            if words[at] in ("nil", "none") and words[at - 1] in ("is", "are"):
                bare = False  # "my coffee intake is nil"
            subject = at - 2 if words[at - 2 : at] in _SUBJECTS else at
            own = set(words[clause.start : max(subject, clause.start)])
            if set(words[at + 1 : clause.end]) <= _ELLIPSIS and not (bare and own & _FINITE):
                for token in range(clause.start, at):
                    negated[token].add(at)
                break
    for number, clause in enumerate(text.clauses):
        own = set(words[clause.start : clause.end])
        if not (own & _ALL_OF_THEM and own & NEGATIONS and own <= _ALONE | _ANSWERS):
            continue
        for before in reversed(text.clauses[:number]):  # "concerta, vyvanse, never had either"
            if before.closed_by not in (",", ":", "-", "–") or _VERBS & set(
                words[before.start : before.end]
            ):
                break
            for token in range(before.start, before.end):
                negated[token].add(clause.start)
    for before, clause in pairwise(text.clauses):
        own = set(words[clause.start : clause.end])
        heading = set(words[before.start : before.end])
        if (
            before.closed_by in (",", "-", "–", ":")
            and own & {"no", "nope", "not", "nah", "none", "never", "neither", "nada", "zilch"}
            and own <= _ALONE
            and not heading & (_FINITE | NEGATIONS)
        ):
            for token in range(before.start, before.end):
                negated[token].add(clause.start)


def answered(
    text: Text, negated: list[set[int]], flags: dict[str, list[bool]], harmless: set[int]
) -> None:
    """Reads the clauses that answer the one before: "droop? no", "it might drop but it hasnt".

    A denial so reaches only what is asked, feared, supposed or taken back, or a heading
    ("slurring: none").

    Args:
        text: the message.
        negated: for each token the denials in whose reach it stands; added to.
        flags: what else holds of each token; of what is answered, it no longer does.
        harmless: tokens that only look like a denial.
    """
    words = text.words
    for number, clause in enumerate(text.clauses):
        own = words[clause.start : clause.end]
        none_of = own[own[0] == "ive" :][:3]
        if none_of[:2] == ("none", "of") and none_of[2:] in (("that",), ("those",), ("them",)):
            for at in range(text.clauses[max(number - 4, 0)].start, clause.start):
                negated[at].add(clause.start)  # "i had a droop last year. none of that today"
        if number and own in _TAGS:
            _mark(flags["asked"], text.clauses[number - 1])
        if _MISTAKES & set(own):
            _mark(flags["supposed"], clause)
    for number, clause in enumerate(text.clauses[1:], 1):
        own = words[clause.start : clause.end]
        asked = number - 1
        while asked and set(text.clause_words(text.clauses[asked])) <= _INTERJECTIONS:
            asked -= 1
        before = text.clauses[asked]
        if own[0] in ("i", "ive", "neither", "none") and words[before.start : before.end] in _TAGS:
            before = text.clauses[max(number - 2, 0)]
        short = before.closed_by in ("?", ":") and before.end - before.start <= _SHORT
        if short and own[0] in _YES and len(own) == 1:
            for at in range(before.start, before.end):
                flags["asked"][at] = False
        denials = [clause.start + n for n, word in enumerate(own) if word in NEGATIONS]
        flat = short and before.closed_by == "?" and own[0] in _NO
        flat |= _answers_heading(text, before, clause) and clause.start not in harmless
        if not denials or not (flat or _ANSWERS.issuperset(own)):
            continue
        opening = words[before.start : before.start + 3]
        noted = opening[0].startswith(("you", "i")) and bool(_NOTED & set(opening))
        bare = own[-1] in ("neither", "none")  # "i got neither"
        for at in range(before.start, before.end):
            open_to = [n for n in ("fear", "supposed", "asked") if flags[n][at]]
            if short or noted or set(open_to) - {"asked"} or (bare and open_to):
                negated[at].add(denials[0])
                for name in open_to:
                    flags[name][at] = False


def _answers_heading(text: Text, heading: Clause, clause: Clause) -> bool:
    """Whether a clause denies what is asked in a word or two: "quit drinking? never started"."""
    words = text.words
    own = words[clause.start : clause.end]
    asking = words[heading.start] in _FINITE | {"why", "what", "how", "could", "can", "should"}
    return (
        heading.closed_by == "?"
        and heading.end - heading.start <= _HEADING
        and not asking
        and own[0] in NEGATIONS - _UNABLE
        and len(own) <= _ANSWER
        and sum(word in NEGATIONS for word in own) == 1
    )


def _goes_on(text: Text, number: int, harmless: set[int]) -> bool:
    """Whether a "nor" goes on with what one cannot do: "cant stop blinking, nor sniffing"."""
    clause, before = text.clauses[number], text.clauses[number - 1]
    run = range(before.start, before.end)
    unable = any(text.words[at] in _UNABLE or at in harmless for at in run)
    return text.words[clause.start] in ("nor", "neither") and unable


def _mark(flags: list[bool], clause: Clause) -> None:
    flags[clause.start : clause.end] = [True] * (clause.end - clause.start)


def _particle(words: tuple[str, ...], at: int, clause: Clause) -> bool:
    """Whether a "no" answers and does not deny: "no im just tired", "nope"."""
    start, end = clause.start, clause.end
    if at != start or words[at] not in ("no", "nope", "nah"):
        return False
    if words[at] != "no" and words[end - 1] in _FINE:
        return True  # "nope hands good"
    return at + 1 == end or words[at + 1] in SELF | THIRD | {"its", "it", "the", "just", "that"}


def _reach(text: Text, number: int, at: int) -> list[int]:
    """The tokens a negation at ``at`` denies: to the end of its clause, and on through its list."""
    words = text.words
    clause = text.clauses[number]
    reached: list[int] = []
    for index in range(at + 1, clause.end):
        between = set(words[at + 1 : index])
        circumstance = words[index] in _CIRCUMSTANCES and between <= _HAPPENING
        if (words[index] in _STOPPERS or words[index] in NEGATIONS) and not circumstance:
            return reached
        if words[index] in _NEW_SUBJECTS and words[index - 1] not in _CARRIES_ON | {words[at]}:
            return reached
        reached.append(index)
    if clause.closed_by != ",":
        return reached
    listing = words[at] in _LISTING or bool(_HISTORY & set(words[at + 1 : at + 2]))
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
            return reached + chain if listing else reached
    return reached
