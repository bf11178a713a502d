"""From a message to findings: what is there, what is not, what is doubted, and whose it is.

Two hear side by side. The lexicon finds phrases, which ``judging.py`` judges by where they stand.
The clause reader (``clauses.py``) hears what no phrase foresees; ``joining.py`` says who is
believed where the two differ, and what two clauses deny together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import replace

from quiver.evidence import Status
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Finding
from quiver.knowledge.phrases import Phrase, compile_phrase, with_verb
from quiver.language import ages, durations, times
from quiver.language.clauses import ClauseReader, Reading
from quiver.language.denial import NEGATIONS
from quiver.language.hearing import Heard, Hearing
from quiver.language.joining import denied_by, denied_elsewhere, pairs, weighed
from quiver.language.judging import (
    CRISIS_GROUP,
    DANGER_GROUPS,
    FEELINGS,
    Judge,
    Label,
    hidden_by,
)
from quiver.language.languages import has, other_language
from quiver.language.matching import Lexicon
from quiver.language.named import only_with, taken_back
from quiver.language.normal import joined_conditions, joined_lists, spared
from quiver.language.scope import Scope, scope
from quiver.language.spelling import Speller
from quiver.language.text import Clause, Text, read
from quiver.language.time_features import features
from quiver.language.time_judge import Described, TimeJudge

#: Classes of words for what is taken or drunk: how long that has been is another time.
_SUBSTANCES = ("booze", "street", "adhd_pills", "opioid", "antidepressant", "calmer", "medicine",
               "prescribed")  # fmt: skip
#: Groups in which what is denied outright counts, whatever else the message seems to tell: one
#: says "stop stressing, they tell me, but im not stressed", and not that one is and is not.
_DENIED_FIRST = frozenset({"birth"})

#: Of these findings there are so few examples that the reader holds none of them for likely.
_SELDOM_GROUP = "extra"
#: A shorter clause is no matter for the clause reader.
_FEWEST_WORDS = 2

#: The findings heard so far with their rank, by id and whether they are somebody else's.
_Found = dict[tuple[str, bool], tuple[int, Heard]]
#: All that is heard, with the number of the clause in which it is.
_Told = list[tuple[int, Heard]]


class Listener:
    """Hears findings, durations, subjects and persons in messages.

    Build it once: compiling the lexicon takes longer than many messages.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        reader: ClauseReader | None = None,
        judge: TimeJudge | None = None,
    ) -> None:
        """Compiles the lexicon of the knowledge.

        Args:
            knowledge: what there is to be heard.
            reader: hears what no phrase of the lexicon foresees; without it, the lexicon alone.
            judge: says which time is how long it has been there; without it, rules do.

        Raises:
            PhraseError: when a phrase is not written in the phrase language.
        """
        self._findings = knowledge.findings
        self._reader = reader
        self._judge = judge
        classes = knowledge.words
        phrases: list[tuple[Label, Phrase]] = []
        for finding in knowledge.findings.values():
            given: list[tuple[Label, Sequence[str]]] = [
                ((finding.id, "present"), finding.phrases),
                ((finding.id, "absent"), finding.absent_phrases),
                ((finding.id, "denied"), finding.denied),
                ((finding.id, "fine"), finding.fine),
            ]
            phrases += [
                (label, with_verb(phrase) if label[1] == "fine" else phrase)
                for label, own in given
                for phrase in (compile_phrase(p, classes) for p in own)
            ]
        self._lexicon = Lexicon(phrases)
        self._speller = Speller.of((phrase for _, phrase in phrases), NEGATIONS | times.SPELT)
        self._parts = frozenset(
            word
            for label, phrase in phrases
            if label[1] == "fine"
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
        joined = joined_conditions(text)
        language = other_language(text)
        readings: Sequence[Reading] = ()
        if self._reader and not language:
            readings = self._readings(joined, joined.clauses)
        told = self._matched(joined, scopes, readings)
        told += self._read(
            joined, scopes, readings, {h.finding for _, h in told if not h.other_person}
        )
        heard = self._ranked(told)
        if readings:
            heard |= self._denied_in_two(joined, scopes, told)
        self._deny_opposites(heard)
        if language and not any(self._endangers(h, language) for _, h in heard.values()):
            return Hearing(language=language)
        patient = scopes.patient or who
        age = ages.years(text, patient, scopes.other)
        if self._judge and not duration_asked:
            time = durations.likeliest(
                text, today, self._judge,
                substances=self._substances, other=scopes.other, age=age,
            )  # fmt: skip
        else:
            time = durations.duration(
                text, today,
                substances=self._substances, other=scopes.other, age=age, asked=duration_asked,
            )  # fmt: skip
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
            age_band=ages.age_band(text, patient, scopes.other),
        )

    def times(self, message: str, today: dt.date) -> list[Described]:
        """Every time that a message names, with its features, for a judge to learn from.

        Args:
            message: any text.
            today: the day it was written.
        """
        text = joined_lists(self._speller.mended(read(message)), self._parts)
        scopes = scope(text, None)
        age = ages.years(text, scopes.patient, scopes.other)
        named = durations.all_times(text, today, self._substances, age)
        described = features(text, named, self._substances, scopes.other)
        return [
            Described(
                timed.time.iso,
                text.tokens[timed.time.first].start,
                text.tokens[timed.time.last].end,
                frozenset(own),
            )
            for timed, own in zip(named, described, strict=True)
        ]

    def _readings(self, text: Text, clauses: Sequence[Clause]) -> Sequence[Reading]:
        """What the clause reader makes of clauses."""
        assert self._reader
        return self._reader.read(
            [" ".join(text.clause_words(clause)) for clause in clauses],
            [text.quote(clause.start, clause.end - 1) for clause in clauses],
        )

    def _matched(self, text: Text, scopes: Scope, readings: Sequence[Reading]) -> _Told:
        """What the lexicon hears, but for what the clause reader doubts."""
        well = spared(text, scopes.negated, scopes.asked, self._parts)
        judge = Judge(text, scopes, well, self._findings)
        matches = list(self._lexicon.find(text))
        course = {(m.label[0], m.clause) for m in matches if m.label[1] == "present"}
        all_heard: _Told = []
        for match in matches:
            heard = judge.heard(match)
            if heard and readings and self._findings[heard.finding].group != _SELDOM_GROUP:
                heard = weighed(
                    heard,
                    readings[match.clause],
                    dangerous=self._dangerous(heard),
                    seen=judge.denies_within(match),
                    twice=match.clause in scopes.twice,
                )
            if heard is None or only_with(
                text, course, *match.label, match.clause, match.tokens[0]
            ):
                continue
            all_heard.append((match.clause, heard))
        telling = {
            number: reading
            for number, (clause, reading) in enumerate(zip(text.clauses, readings, strict=False))
            if number not in scopes.twice and _tells(scopes, clause)
        }
        result: _Told = []
        for clause, heard in all_heard:
            if heard.status == "present":
                if taken_back(text, clause, heard, all_heard):
                    continue
                its = _places(all_heard).get(heard.finding, set())
                if not heard.other_person and denied_elsewhere(
                    heard.finding, its, telling, dangerous=self._dangerous(heard)
                ):
                    heard = replace(heard, status="absent")
            result.append((clause, heard))
        return result

    def _ranked(self, told: _Told) -> _Found:
        """What counts of what is heard of each finding in several clauses."""
        found: _Found = {}
        for _, heard in told:
            key, rank = (heard.finding, heard.other_person), self._rank(heard)
            if key not in found or rank > found[key][0]:
                found[key] = (rank, heard)
        return found

    def _dangerous(self, heard: Heard) -> bool:
        return self._findings[heard.finding].group in DANGER_GROUPS

    def _read(
        self, text: Text, scopes: Scope, readings: Sequence[Reading], heard: Set[str]
    ) -> _Told:
        """What the clause reader hears of findings of which the lexicon hears nothing."""
        return [
            (number, _said(text, clause, finding, status))
            for number, (clause, reading) in enumerate(zip(text.clauses, readings, strict=False))
            for finding, status in reading.told().items()
            if finding not in heard and _tells(scopes, clause, self._findings[finding])
            if status == "present" or number not in scopes.twice
        ]

    def _denied_in_two(self, text: Text, scopes: Scope, told: _Told) -> _Found:
        """What two clauses deny together: "booze? gave it up when our first was born"."""
        assert self._reader
        two = [pair for pair in pairs(text, scopes.twice) if _tells(scopes, pair.whole)]
        words = [" ".join(text.clause_words(pair.whole)) for pair in two]
        two = [pair for pair, so in zip(two, self._reader.may_deny(words), strict=True) if so]
        readings = self._readings(text, [pair.whole for pair in two])
        places = _places(told)
        return {
            (finding, False): (0, _said(text, pair.whole, finding, "absent"))
            for pair, reading in zip(two, readings, strict=True)
            for finding in denied_by(pair, reading, places)
        }

    def _deny_opposites(self, heard: _Found) -> None:
        """Adds, for each finding told, that its opposite is absent unless that is told as well."""
        for (finding, other), (_, told) in list(heard.items()):
            for opposite in self._findings[finding].opposite if told.status == "present" else ():
                before = heard.get((opposite, other))
                if before is None or before[1].status != "present":
                    denied = replace(told, finding=opposite, status="absent")
                    heard[opposite, other] = (self._rank(denied), denied)

    def _endangers(self, heard: Heard, language: str) -> bool:
        """Whether English words tell of a danger amid another language: then it is heard."""
        dangerous = self._findings[heard.finding].group in (*DANGER_GROUPS, CRISIS_GROUP)
        its = all(has(language, word) for word in read(heard.quote).words)  # "od" is Polish too
        return heard.status == "present" and dangerous and not its

    def _rank(self, heard: Heard) -> int:
        """Which of two readings of one finding counts: present over absent over unknown.

        What the person denies in one breath and tells in another is there to be asked about;
        for danger signs the alarm wins.
        """
        denied_first = heard.finding in FEELINGS or (
            self._findings[heard.finding].group in _DENIED_FIRST
        )
        order = (
            ("unknown", "present", "absent") if denied_first else ("unknown", "absent", "present")
        )
        return order.index(heard.status)


def _said(text: Text, clause: Clause, finding: str, status: Status) -> Heard:
    """A finding that a whole clause tells or denies."""
    start, end = text.tokens[clause.start].start, text.tokens[clause.end - 1].end
    return Heard(finding, status, start, end, text.raw[start:end])


def _places(told: _Told) -> dict[str, set[int]]:
    """The numbers of the clauses in which each finding is told of the person asked about."""
    places: dict[str, set[int]] = {}
    for number, heard in told:
        if heard.status == "present" and not heard.other_person:
            places.setdefault(heard.finding, set()).add(number)
    return places


def _tells(scopes: Scope, clause: Clause, finding: Finding | None = None) -> bool:
    """Whether a clause tells of the person asked about, and what is so now; or a given finding.

    One word tells nothing without the question that it answers ("right, my bus is here").
    """
    run = slice(clause.start, clause.end)
    if clause.end - clause.start < _FEWEST_WORDS:
        return False
    return not any(all(flags[run]) for flags in hidden_by(scopes, finding))
