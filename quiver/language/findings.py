"""From a message to findings: what is there, what is not, what is doubted, and whose it is.

Two hear side by side. The lexicon finds phrases, which ``judging.py`` judges by where they stand.
The clause reader (``clauses.py``) hears what no phrase foresees, and takes from the lexicon what
its words do not mean where they stand ("a fit of giggles").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from quiver.knowledge import Knowledge
from quiver.knowledge.phrases import Phrase, compile_phrase
from quiver.language import ages, durations, times
from quiver.language.clauses import ClauseReader, Reading
from quiver.language.denial import NEGATIONS
from quiver.language.hearing import Heard, Hearing
from quiver.language.judging import CRISIS_GROUP, DANGER_GROUPS, FEELINGS, Judge, Label
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
            phrases += [(label, compile_phrase(p, classes)) for label, own in given for p in own]
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
            readings = self._reader.read(
                [" ".join(joined.clause_words(clause)) for clause in joined.clauses],
                [joined.quote(clause.start, clause.end - 1) for clause in joined.clauses],
            )
        heard = self._matched(joined, scopes, readings)
        heard |= self._read(joined, scopes, readings, heard)
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

    def _matched(self, text: Text, scopes: Scope, readings: Sequence[Reading]) -> _Found:
        """What the lexicon hears, but for what the clause reader doubts."""
        well = spared(text, scopes.negated, scopes.asked, self._parts)
        judge = Judge(text, scopes, well, self._findings)
        matches = list(self._lexicon.find(text))
        course = {(m.label[0], m.clause) for m in matches if m.label[1] == "present"}
        found: _Found = {}
        all_heard: list[tuple[int, Heard]] = []
        for match in matches:
            heard = judge.heard(match)
            if heard and heard.status == "present" and readings:
                heard = self._unless_doubted(heard, readings[match.clause])
            if heard is None or only_with(
                text, course, *match.label, match.clause, match.tokens[0]
            ):
                continue
            all_heard.append((match.clause, heard))
        for clause, heard in all_heard:
            if heard.status == "present" and taken_back(text, clause, heard, all_heard):
                continue
            key = (heard.finding, heard.other_person)
            rank = self._rank(heard)
            if key not in found or rank > found[key][0]:
                found[key] = (rank, heard)
        return found

    def _unless_doubted(self, heard: Heard, reading: Reading) -> Heard | None:
        """What is left when the reader had its say: of a danger sign it doubts, a question."""
        group = self._findings[heard.finding].group
        if group == _SELDOM_GROUP or not reading.doubts(heard.finding):
            return heard
        return replace(heard, status="unknown") if group in DANGER_GROUPS else None

    @staticmethod
    def _read(text: Text, scopes: Scope, readings: Sequence[Reading], heard: _Found) -> _Found:
        """What the clause reader hears of findings of which the lexicon hears nothing."""
        found: _Found = {}
        for clause, reading in zip(text.clauses, readings, strict=False):
            if not _tells(scopes, clause):
                continue
            start, end = text.tokens[clause.start].start, text.tokens[clause.end - 1].end
            for finding, status in reading.told().items():
                key = (finding, False)
                if key in heard or (key in found and found[key][1].status == "present"):
                    continue
                found[key] = (0, Heard(finding, status, start, end, text.raw[start:end]))
        return found

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


def _tells(scopes: Scope, clause: Clause) -> bool:
    """Whether a clause tells of the person asked about, and what is so now.

    One word tells nothing without the question that it answers ("right, my bus is here").
    """
    run = slice(clause.start, clause.end)
    if clause.end - clause.start < _FEWEST_WORDS:
        return False
    aside = (scopes.asked, scopes.feared, scopes.supposed, scopes.other, scopes.past)
    return not any(all(flags[run]) for flags in aside)
