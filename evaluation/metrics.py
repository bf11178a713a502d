"""The figures, as pure functions of what each message means and what was understood of it.

What counts is what the project does with a message: its act after ``sets.MEANT_AS``, the findings
its words tell of the person asked about together with those they imply, and the alarm that triage
raises on that one message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from evaluation.sets import MEANT_AS, OFF_SUBJECT, Message
from quiver.answers import Utterance
from quiver.conversation import State, note
from quiver.durations import days
from quiver.evidence import Evidence, Item
from quiver.knowledge import Knowledge
from quiver.triage import triage

#: Groups of findings that the sets do not know.
_UNMEASURED = frozenset({"extra", "crisis"})


@dataclass(frozen=True)
class Heard:
    """What was understood of a message, in the terms of the sets."""

    intent: str
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    duration: str | None = None
    alarm: bool = False


@dataclass
class Share:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def count(self, hit: bool) -> None:
        """Counts one case."""
        self.hits += hit
        self.of += 1

    @property
    def value(self) -> float | None:
        """The share, or None of nothing."""
        return self.hits / self.of if self.of else None


@dataclass
class Found:
    """How often findings were rightly heard, wrongly heard, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """How much of what was heard was there."""
        heard = self.right + self.wrong
        return self.right / heard if heard else None

    @property
    def recall(self) -> float | None:
        """How much of what was there was heard."""
        told = self.right + self.missed
        return self.right / told if told else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None when there was nothing to hear or be heard."""
        all_of_them = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / all_of_them if all_of_them else None


@dataclass
class Scores:
    """All figures of one set, by the names of ``METRICS``; None where there is nothing to count."""

    figures: dict[str, float | None] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    by_finding: dict[str, Found] = field(default_factory=dict)


@dataclass(frozen=True)
class Metric:
    """A figure: how it is called, what it aims at, and whether it is better when it is lower."""

    id: str
    title: str
    aim: float | None = None
    lower: bool = False


METRICS = (
    Metric("intents_strict", "intents, strict", 0.80),
    Metric("intents_lenient", "intents, lenient", 0.90),
    Metric("intents_macro_f1", "intents, macro F1"),
    Metric("findings_precision", "findings, precision", 0.90),
    Metric("findings_recall", "findings, recall"),
    Metric("findings_f1", "findings, F1", 0.85),
    Metric("negated_heard", "negated findings heard", 0.95),
    Metric("negated_flipped", "negated findings flipped to present", 0.0, lower=True),
    Metric("danger_recall", "danger signs that raise the alarm", 1.0),
    Metric("false_alarms", "false alarms", 0.02, lower=True),
    Metric("other_alarms", "alarms without a danger sign, arguable ones included", lower=True),
    Metric("durations_right", "durations right", 0.95),
    Metric("durations_invented", "durations heard where none is told", lower=True),
    Metric("off_subject_declined", "off the subject, declined", 0.95),
    Metric("false_declines", "on the subject, declined", lower=True),
)
#: What a model without findings can be measured by.
INTENT_METRICS = frozenset(
    "intents_strict intents_lenient intents_macro_f1 off_subject_declined false_declines".split()
)


def vocabulary(know: Knowledge) -> frozenset[str]:
    """The findings that are measured."""
    return frozenset(f.id for f in know.findings.values() if f.group not in _UNMEASURED)


def heard_of(said: Utterance, know: Knowledge) -> Heard:
    """What the project makes of a message that opens a conversation."""
    measured = vocabulary(know)
    mine = [heard for heard in said.hearing.findings if not heard.other_person]
    told = with_implied({heard.finding for heard in mine if heard.status == "present"}, know)
    # How old somebody is may call for help today too, but it is no danger sign that was heard.
    evidence = note(State(), said, know).state.evidence.without(("age_band",))
    return Heard(
        intent=MEANT_AS.get(said.intent, said.intent),
        present=told & measured,
        absent=frozenset(heard.finding for heard in mine if heard.status == "absent") & measured,
        duration=said.hearing.duration,
        alarm=bool(triage(evidence, know).dangers),
    )


def with_implied(findings: Collection[str], know: Knowledge) -> frozenset[str]:
    """Findings together with all that they imply."""
    found = set(findings)
    while more := {i for f in found for i in know.findings[f].implies} - found:
        found |= more
    return frozenset(found)


def danger_of(message: Message, know: Knowledge) -> bool | None:
    """Whether a message must raise the alarm.

    Returns:
        True when it tells of a danger sign: a finding of the group ``danger``, a drooping face, or
        a weak face in a message that calls for help. None where an alarm is neither required nor
        wrong: a danger sign is arguable, the message calls for help without naming one, or a rule
        of triage holds on what it tells (stopping alcohol, say). Otherwise False.
    """
    signs = {f.id for f in know.findings.values() if f.group == "danger"} | {"face_droop"}
    calls = message.intent == "emergency_sign"
    if message.present & signs or (calls and "face_weakness" in message.present):
        return True
    if calls or _alarming(message, know):
        return None
    return False


def _alarming(message: Message, know: Knowledge) -> bool:
    """Whether triage raises an alarm on what a message tells, the arguable included."""
    told = [f for f in message.present | message.optional if f in know.findings]
    evidence = Evidence(tuple(Item(f, "present") for f in sorted(with_implied(told, know))))
    return bool(triage(evidence, know).dangers)


def durations_agree(one: str, other: str) -> bool:
    """Whether two ISO durations are within a factor of two of each other."""
    first, second = days(one), days(other)
    if not first or not second:
        return one == other
    return 0.5 <= first / second <= 2


def duration_right(message: Message, heard: Heard) -> bool | None:
    """Whether the duration is right; None where nothing is required."""
    if not message.durations:
        return None
    return heard.duration is not None and any(
        durations_agree(heard.duration, told) for told in message.durations
    )


def duration_invented(message: Message, heard: Heard) -> bool | None:
    """Whether a duration was heard that is not told; None where one is told, or may be."""
    if message.durations or message.optional_durations:
        return None
    return heard.duration is not None


def score(pairs: Sequence[tuple[Message, Heard]], know: Knowledge) -> Scores:
    """All figures of a set."""
    shares = {metric.id: Share() for metric in METRICS}
    found: dict[str, Found] = {}
    for message, heard in pairs:
        shares["intents_strict"].count(heard.intent == message.intent)
        shares["intents_lenient"].count(heard.intent in message.intents)
        _count_findings(message, heard, know, found)
        for finding in message.absent:
            shares["negated_heard"].count(finding in heard.absent)
            shares["negated_flipped"].count(finding in heard.present)
        dangerous = danger_of(message, know)
        if dangerous is not None:
            shares["danger_recall" if dangerous else "false_alarms"].count(heard.alarm)
        if not dangerous:
            shares["other_alarms"].count(heard.alarm)
        if (right := duration_right(message, heard)) is not None:
            shares["durations_right"].count(right)
        if (invented := duration_invented(message, heard)) is not None:
            shares["durations_invented"].count(invented)
        declined = heard.intent == OFF_SUBJECT
        if message.intent == OFF_SUBJECT:
            shares["off_subject_declined"].count(declined)
        elif OFF_SUBJECT not in message.alternatives:
            shares["false_declines"].count(declined)
    total = Found(
        sum(f.right for f in found.values()),
        sum(f.wrong for f in found.values()),
        sum(f.missed for f in found.values()),
    )
    figures = {name: share.value for name, share in shares.items()}
    figures["intents_macro_f1"] = macro_f1((m.intent, h.intent) for m, h in pairs)
    figures["findings_precision"] = total.precision
    figures["findings_recall"] = total.recall
    figures["findings_f1"] = total.f1
    return Scores(figures, shares, found)


def _count_findings(
    message: Message, heard: Heard, know: Knowledge, found: dict[str, Found]
) -> None:
    measured = vocabulary(know)
    told = message.present & measured
    # What the told implies is there as well, but nobody is held to have noted it in the set.
    accepted = told | message.optional | with_implied(told, know)
    for finding in sorted(told | heard.present):
        counts = found.setdefault(finding, Found())
        if finding in told:
            counts.right += finding in heard.present
            counts.missed += finding not in heard.present
        elif finding not in accepted:
            counts.wrong += 1


def macro_f1(labels: Iterable[tuple[str, str]]) -> float | None:
    """The mean F1 of the acts that are meant at least once, from pairs of meant and understood."""
    pairs = list(labels)
    meant = Counter(gold for gold, _ in pairs)
    understood = Counter(given for _, given in pairs)
    both = Counter(gold for gold, given in pairs if gold == given)
    if not meant:
        return None
    return sum(2 * both[act] / (meant[act] + understood[act]) for act in meant) / len(meant)
