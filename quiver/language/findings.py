"""From a message to findings: what is there, what is not, what is doubted, and whose it is.

The lexicon finds the words; the scopes of ``scope.py`` decide what they say. Danger signs are held
to the same rules, with one difference: what is said to be over counts all the same when it is a
danger sign, because a stroke sign that has gone is still one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from quiver.evidence import Status
from quiver.knowledge import Knowledge
from quiver.knowledge.phrases import Phrase, compile_phrase
from quiver.language import durations, person, times
from quiver.language.clauses import ClauseReader
from quiver.language.denial import NEGATIONS
from quiver.language.languages import has, other_language
from quiver.language.matching import Lexicon, Match
from quiver.language.named import no_family, only_with
from quiver.language.normal import joined_conditions, joined_lists, spared
from quiver.language.scope import Scope, scope
from quiver.language.spelling import Speller
from quiver.language.stopped import long_ago
from quiver.language.text import Clause, Text, read

#: Groups whose findings stay what they are when told as past: one is born with them.
_LASTING_GROUPS = frozenset({"birth", "tics"})
_LASTING = frozenset(
    "thyroid_or_neck_surgery recent_neck_surgery palsy_known palsy_past epilepsy_known "
    "family_history".split()
)
#: Groups in which danger lies: past and gone is no reason for calm.
_DANGER_GROUPS = frozenset({"danger", "face", "extra"})
#: The group of what is said of life and safety: neither fear nor doubt nor an "if" hides it.
_CRISIS_GROUP = "crisis"
#: Groups whose findings may be named in a condition: "if I smile it twitches".
_CONDITIONAL_GROUPS = frozenset({"course", "where", "pattern"})
#: Classes of words for what is taken or drunk: how long that has been is another time.
_SUBSTANCES = ("booze", "street", "adhd_pills", "opioid", "antidepressant", "calmer", "medicine",
               "prescribed")  # fmt: skip
#: Groups in which what is denied outright counts, whatever else the message seems to tell: one
#: says "stop stressing, they tell me, but im not stressed", and not that one is and is not.
_DENIED_FIRST = frozenset({"birth"})
#: Findings that are told by the very words of worry.
_FEELINGS = frozenset({"anxiety", "stress"})
#: What a phrase of the lexicon stands for: a finding, and whether it is there; ``denied`` counts
#: under a denial only, ``fine`` is a part or a faculty in which it would show.
Label = tuple[str, Literal["present", "absent", "denied", "fine"]]
#: Words that deny that a place is concerned ("doesnt reach my eye"), how far from it they stand,
#: and the findings that are told by naming a place.
_DENY_PLACE = frozenset(
    "not never no nor neither without doesnt hasnt isnt didnt nothing arent havent".split()
)
#: Words that deny that something is there; "cant", "wont" and the like deny an ability.
_DENY = _DENY_PLACE | frozenset(
    "dont nil negative wasnt werent hadnt none nope aint denies denied neither minus nowt".split()
)
#: What denies an ability denies nothing else ("cant lift my arm talking funny"), unless it is the
#: ability to perceive: "cant see any drooping".
_UNABLE = frozenset("cant couldnt wont wouldnt".split())
_PERCEIVING = frozenset(
    "feel see notice say find detect hear think spot call claim complain recall remember".split()
)
_NEAR = 4
_PLACES = frozenset(
    "eyelid_too spreads_face hand_tremor finger_tremor head_tremor voice_tremor".split()
)
_MODALS = frozenset("should shall can could would will may".split())
#: Findings that are told of the person by what others have or do.
_OF_OTHERS = frozenset({"family_history", "abuse"})
_OWN = frozenset("my mine his her hers our me i ive im he she".split())


@dataclass(frozen=True)
class Heard:
    """A finding heard in a message.

    Args:
        finding: its id.
        status: present, absent or unknown.
        start: where its words begin in the message, in characters.
        end: where they end (exclusive).
        quote: those words, as written.
        other_person: whether it is said of somebody else than the person asked about.
    """

    finding: str
    status: Status
    start: int
    end: int
    quote: str
    other_person: bool = False


@dataclass(frozen=True)
class Hearing:
    """All that was heard in one message.

    Args:
        findings: the findings, at most one per id and person, in the order of the message.
        duration: how long the complaint has been there, ISO 8601.
        duration_span: where that stands in the message, in characters.
        topics: subjects asked about, or else named, in the order of the message.
        who: whom the message is about (``self``, ``child``, ``other``).
        age_band: how old that person is.
        language: the language of a message that is not in English; nothing else is heard in it.
    """

    findings: tuple[Heard, ...] = ()
    duration: str | None = None
    duration_span: tuple[int, int] | None = None
    topics: tuple[str, ...] = ()
    who: str | None = None
    age_band: str | None = None
    language: str | None = None


class Listener:
    """Hears findings, durations, subjects and persons in messages.

    Build it once: compiling the lexicon takes longer than many messages.
    """

    def __init__(self, knowledge: Knowledge, reader: ClauseReader | None = None) -> None:
        """Compiles the lexicon of the knowledge.

        Args:
            knowledge: what there is to be heard.
            reader: hears what no phrase of the lexicon foresees; without it, the lexicon alone.

        Raises:
            PhraseError: when a phrase is not written in the phrase language.
        """
        self._findings = knowledge.findings
        self._reader = reader
        classes = knowledge.words
        present: list[tuple[Label, Phrase]] = [
            ((finding.id, "present"), compile_phrase(phrase, classes))
            for finding in knowledge.findings.values()
            for phrase in finding.phrases
        ]
        absent: list[tuple[Label, Phrase]] = [
            ((finding.id, "absent"), compile_phrase(phrase, classes))
            for finding in knowledge.findings.values()
            for phrase in finding.absent_phrases
        ]
        fine: list[tuple[Label, Phrase]] = [
            ((finding.id, "fine"), compile_phrase(phrase, classes))
            for finding in knowledge.findings.values()
            for phrase in finding.fine
        ]
        denied: list[tuple[Label, Phrase]] = [
            ((finding.id, "denied"), compile_phrase(phrase, classes))
            for finding in knowledge.findings.values()
            for phrase in finding.denied
        ]
        self._lexicon = Lexicon(present + absent + denied + fine)
        known = (phrase for _, phrase in present + absent + denied + fine)
        self._speller = Speller.of(known, NEGATIONS | times.SPELT)
        self._parts = frozenset(
            word
            for _, phrase in fine
            for part in phrase.parts
            for place in part
            if place
            for word in place.exact
        ) | frozenset(classes["factor"])
        self._substances = frozenset(
            word for name in _SUBSTANCES for word in classes[name] if "*" not in word
        )
        self._topics = Lexicon(
            [
                (topic.id, compile_phrase(phrase, classes))
                for topic in knowledge.topics.values()
                for phrase in topic.names
            ]
        )

    def hear(
        self,
        message: str,
        today: dt.date,
        who: str | None = None,
        duration_asked: bool = False,
    ) -> Hearing:
        """What a message says.

        Args:
            message: any text.
            today: the day it was written.
            who: for whom the conversation is, when known.
            duration_asked: whether the question before it was how long.
        """
        text = self._speller.mended(read(message))
        if not text.tokens:
            return Hearing()
        text = joined_lists(text, self._parts)
        scopes = scope(text, who)
        well = spared(text, scopes.negated, scopes.asked, self._parts)
        heard: dict[tuple[str, bool], tuple[int, Heard]] = {}
        joined = joined_conditions(text)
        matches = list(self._lexicon.find(joined))
        course = {(m.label[0], m.clause) for m in matches if m.label[1] == "present"}
        for match in matches:
            candidate = self._judge(joined, scopes, well, match)
            if candidate is None or only_with(
                joined, course, *match.label, match.clause, match.tokens[0]
            ):
                continue
            key = (candidate.finding, candidate.other_person)
            rank = self._rank(candidate)
            if key not in heard or rank > heard[key][0]:
                heard[key] = (rank, candidate)
        language = other_language(text)
        if self._reader and not language:
            heard |= self._read(text, scopes, heard)
        self._deny_opposites(heard)
        if language and not any(self._endangers(h, language) for _, h in heard.values()):
            return Hearing(language=language)
        patient = scopes.patient or who
        time = durations.duration(
            text,
            today,
            substances=self._substances,
            other=scopes.other,
            age=person.years(text, patient, scopes.other),
            asked=duration_asked,
        )
        named = [(m.tokens[0], m.label) for m in self._topics.find(text)]
        asked = [(token, topic) for token, topic in named if scopes.asked[token]]
        topics = dict.fromkeys(topic for _, topic in sorted(asked or named))
        return Hearing(
            findings=tuple(sorted((h for _, h in heard.values()), key=lambda h: (h.start, h.end))),
            duration=time.iso if time else None,
            duration_span=(text.tokens[time.first].start, text.tokens[time.last].end)
            if time
            else None,
            topics=tuple(topics),
            who=scopes.patient,
            age_band=person.age_band(text, patient, scopes.other),
        )

    def _read(
        self, text: Text, scopes: Scope, heard: Mapping[tuple[str, bool], object]
    ) -> dict[tuple[str, bool], tuple[int, Heard]]:
        """What the clause reader hears of findings of which the lexicon hears nothing."""
        assert self._reader is not None
        told = [c for c in text.clauses if self._tells(scopes, c)]
        found: dict[tuple[str, bool], tuple[int, Heard]] = {}
        read_of = self._reader.read([" ".join(text.clause_words(clause)) for clause in told])
        for clause, findings in zip(told, read_of, strict=True):
            start, end = text.tokens[clause.start].start, text.tokens[clause.end - 1].end
            for finding, status in findings.items():
                key = (finding, False)
                if key in heard or (key in found and found[key][1].status == "present"):
                    continue
                quote = text.raw[start:end]
                found[key] = (0, Heard(finding, status, start, end, quote))
        return found

    @staticmethod
    def _tells(scopes: Scope, clause: Clause) -> bool:
        """Whether a clause tells of the person asked about, and what is so now."""
        run = slice(clause.start, clause.end)
        aside = (scopes.asked, scopes.feared, scopes.supposed, scopes.other, scopes.past)
        return not any(all(flags[run]) for flags in aside)

    def _deny_opposites(self, heard: dict[tuple[str, bool], tuple[int, Heard]]) -> None:
        """Adds, for each finding told, that its opposite is absent unless that is told as well."""
        for (finding, other), (_, told) in list(heard.items()):
            for opposite in self._findings[finding].opposite if told.status == "present" else ():
                before = heard.get((opposite, other))
                if before is None or before[1].status != "present":
                    denied = replace(told, finding=opposite, status="absent")
                    heard[opposite, other] = (self._rank(denied), denied)

    def _judge(
        self, text: Text, scopes: Scope, well: list[bool], match: Match[Label]
    ) -> Heard | None:
        """The finding a match tells of, or None when it tells of none."""
        finding, polarity = match.label
        group = self._findings[finding].group
        tokens = match.tokens
        if tokens == (0,) and text.words[0] == "right" and text.clauses[0].end == 1:
            return None  # "right. so my lip ..."

        def holds(flags: tuple[bool, ...]) -> bool:
            return any(flags[token] for token in tokens)

        cues = set().union(*(scopes.negated[token] for token in tokens)) - set(tokens)
        if (
            group == "stopping"
        ):  # "the twitch has not stopped" denies nothing, "not stopped beer" does
            before = range(max(tokens[0] - 3, text.clauses[match.clause].start), tokens[0])
            cues |= {at for at in before if text.words[at] in NEGATIONS}
        if polarity == "present" and group in _DANGER_GROUPS:
            cues = {cue for cue in cues if not _inability(text.words, cue)}
        if polarity == "absent":  # a wording of absence is not undone by its own or an earlier "no"
            clause = text.clauses[match.clause]
            said = {text.tokens[token].word for token in tokens}
            if not said & (NEGATIONS | {"or", "nor"}) and any(cue >= clause.start for cue in cues):
                return None  # "not just the lip": what else there is, it does not say
            cues = set()
        if polarity != "present" and self._no_longer(text, scopes, match):
            return None
        if polarity == "denied":
            if not any(text.words[cue] in _DENY or cue in scopes.deniers for cue in cues):
                return None
            polarity, cues = "absent", set()
        if polarity == "fine":
            if not any(well[token] for token in tokens) and not _elsewhere(
                finding, text, cues, tokens[0]
            ):
                return None
            polarity, cues = "absent", set()
        elif group == "where" and polarity == "present" and all(well[token] for token in tokens):
            polarity, cues = "absent", set()  # "top lip is quiet"
        other = holds(scopes.other) and finding not in _OF_OTHERS
        own = text.clause_words(text.clauses[match.clause])
        if finding == "family_history" and polarity == "present":
            kin = {text.tokens[token].word for token in tokens}
            if no_family(own, kin, scopes.relative):
                return None
        if group != _CRISIS_GROUP and not self._told(text, scopes, match):
            return None
        status: Status = polarity if not cues else "absent" if polarity == "present" else "present"
        if group == "stopping" and status == "present":
            status = "absent" if long_ago(own) else status
        doubted = holds(scopes.doubted) and group != _CRISIS_GROUP
        if doubted and (status == "present" or polarity == "absent"):
            status = "unknown"
        first, last = tokens[0], tokens[-1]
        return Heard(
            finding,
            status,
            text.tokens[first].start,
            text.tokens[last].end,
            text.quote(first, last),
            other,
        )

    @staticmethod
    def _no_longer(text: Text, scopes: Scope, match: Match[Label]) -> bool:
        """Whether an absence is asked, or held only until lately: "was fine until today"."""
        after = text.words[match.tokens[-1] : text.clauses[match.clause].end]
        asked = any(scopes.asked[token] for token in match.tokens)
        return asked or bool({"until", "till"} & set(after))

    def _told(self, text: Text, scopes: Scope, match: Match[Label]) -> bool:
        """Whether a match is told, and not feared, asked, supposed or long past."""
        finding, _ = match.label
        group = self._findings[finding].group

        def holds(flags: tuple[bool, ...]) -> bool:
            return any(flags[token] for token in match.tokens)

        if holds(scopes.idle) and group == "triggers":
            return False
        likened = group in _DANGER_GROUPS and _likened(text.words, scopes.feared, match.tokens)
        if (
            holds(scopes.feared)
            and not likened
            and finding not in _FEELINGS
            and finding != "family_history"
        ):
            return False
        if holds(scopes.asked) and not self._presupposed(text, match):
            return False
        if holds(scopes.supposed) and group not in _CONDITIONAL_GROUPS:
            return False
        if group in _LASTING_GROUPS or finding in _LASTING:
            return True
        return not holds(scopes.past) and (not holds(scopes.over) or group in _DANGER_GROUPS)

    @staticmethod
    def _presupposed(text: Text, match: Match[Label]) -> bool:
        """Whether a question takes the finding for granted: "why is my face drooping?"."""
        clause = text.clauses[match.clause]
        words = text.words[clause.start : match.tokens[-1] + 1]
        if words[0] in _MODALS and words[1:2] in (("i",), ("we",)):
            return False  # "should i stop coffee"
        return bool(_OWN & set(words[1:]))

    def _endangers(self, heard: Heard, language: str) -> bool:
        """Whether English words tell of a danger amid another language: then it is heard."""
        dangerous = self._findings[heard.finding].group in (*_DANGER_GROUPS, _CRISIS_GROUP)
        its = all(has(language, word) for word in read(heard.quote).words)  # "od" is Polish too
        return heard.status == "present" and dangerous and not its

    def _rank(self, heard: Heard) -> int:
        """Which of two readings of one finding counts: present over absent over unknown.

        What the person denies in one breath and tells in another is there to be asked about;
        for danger signs the alarm wins.
        """
        denied_first = heard.finding in _FEELINGS or (
            self._findings[heard.finding].group in _DENIED_FIRST
        )
        order = (
            ("unknown", "present", "absent") if denied_first else ("unknown", "absent", "present")
        )
        return order.index(heard.status)


def _elsewhere(finding: str, text: Text, cues: Set[int], at: int) -> bool:
    """Whether a place is named as one that is not concerned: "doesnt reach my eye"."""
    return finding in _PLACES and any(
        text.words[cue] in _DENY_PLACE and 0 < at - cue <= _NEAR for cue in cues
    )


def _inability(words: tuple[str, ...], cue: int) -> bool:
    """Whether a negation denies what one can do, and not what there is to be perceived."""
    return words[cue] in _UNABLE and not _PERCEIVING.intersection(words[cue + 1 : cue + 2])


def _likened(words: tuple[str, ...], feared: tuple[bool, ...], tokens: tuple[int, ...]) -> bool:
    """Whether a sign is told by a likeness: "he talks as if drunk" tells how he talks."""
    behind = next((token for token in range(tokens[0], tokens[-1] + 1) if feared[token]), 0)
    return behind > tokens[0] and words[behind - 2 : behind] in (("as", "if"), ("as", "though"))
