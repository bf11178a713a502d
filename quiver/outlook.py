"""What the outcome would be, for many possible answers at once.

The interview tries out every answer a question offers before it asks. So the rules and bearings of
the knowledge are kept here as bit masks: whether one holds is then two comparisons of integers.
``triage`` and ``assessment`` say the same with their reasons; a property test holds them together.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiver.assessment import HALLMARK_FROM, PARTLY_FROM, SHOWN, SMALL_CHILD, WEIGHT, worth_naming
from quiver.durations import days
from quiver.evidence import AGE_BANDS, WHO, Evidence
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES, Bearing, Condition, TriageRule
from quiver.triage import CRISIS, DEFAULT

_DEFAULT = URGENCIES.index(DEFAULT)
_NEVER = len(URGENCIES)


@dataclass(frozen=True)
class Facts:
    """Evidence as two sets of bits: what is present, and what is absent."""

    present: int
    absent: int = 0

    def after(self, answer: Facts) -> Facts:
        """The facts once an answer has been given; what it says replaces what was known."""
        return Facts(
            self.present & ~answer.absent | answer.present,
            self.absent & ~answer.present | answer.absent,
        )


@dataclass(frozen=True)
class Outcome:
    """What a person would be told: how urgent it is, and which causes are named.

    Two outcomes are the same when the urgency, the first cause, and all causes named are.

    Args:
        urgency: the place of the urgency in ``URGENCIES``; 0 is an emergency.
        first: the place in the knowledge of the cause named first, if any is.
        causes: the places of all causes named.
    """

    urgency: int
    first: int | None
    causes: frozenset[int]

    @property
    def named(self) -> tuple[int | None, frozenset[int]]:
        """The causes named, whatever the urgency."""
        return self.first, self.causes


@dataclass(frozen=True)
class _Rule:
    urgency: int
    needs: int
    one_of: tuple[int, ...]
    none_of: int
    not_denied: int
    explained_by: frozenset[int] | None = None

    @functools.cached_property
    def looks_at(self) -> int:
        return functools.reduce(
            int.__or__, self.one_of, self.needs | self.none_of | self.not_denied
        )


@dataclass(frozen=True)
class _Bears:
    cause: int
    present: int
    absent: int
    weight: int
    hallmark: bool


class Outlook:
    """The rules and bearings of a knowledge, ready for trying out answers."""

    def __init__(self, know: Knowledge) -> None:
        """Turns the knowledge into bit masks."""
        conditions = [c for rule in know.triage.values() for c in rule.when]
        bearings = [b for c in know.causes.values() for b in (*c.speaks_for, *c.speaks_against)]
        shortest = {c.at_least for c in conditions} | {b.at_least for b in bearings}
        self._at_least = sorted({days(d) or 0 for d in shortest if d})
        longest = {c.less_than for c in conditions} | {b.less_than for b in bearings}
        self._less_than = sorted({days(d) or 0 for d in longest if d})
        self._settled = {finding for condition in conditions for finding in condition.settled}
        names = [
            *know.findings,
            *(f"unsure:{finding}" for finding in sorted(self._settled)),
            *(f"at_least:{d}" for d in self._at_least),
            *(f"less_than:{d}" for d in self._less_than),
            *(f"age:{age}" for age in AGE_BANDS),
            *(f"who:{who}" for who in (*WHO, "unknown")),
        ]
        self._bit = {name: 1 << place for place, name in enumerate(names)}
        self._places = {cause: place for place, cause in enumerate(know.causes)}
        self._rules = [self._of(rule, c) for rule in know.triage.values() for c in rule.when]
        self.bears = [
            self._bearing(place, bearing, sign)
            for place, cause in enumerate(know.causes.values())
            for sign, bearings in ((1, cause.speaks_for), (-1, cause.speaks_against))
            for bearing in bearings
        ]
        self.causes = len(know.causes)
        self._touching: dict[int, tuple[list[_Rule], list[_Rule], list[_Bears]]] = {}

    def bits(self, names: Iterable[str]) -> int:
        """The bits of findings."""
        return functools.reduce(int.__or__, (self._bit[name] for name in names), 0)

    def value_bits(self, attribute: str, value: str | None) -> int:
        """The bits that a value of an attribute sets; without a value none (``who``: unknown)."""
        if attribute == "who":
            return self._bit[f"who:{value or 'unknown'}"]
        if value is None:
            return 0
        if attribute == "age_band":
            return self._bit[f"age:{value}"]
        lasted = days(value)
        if lasted is None:
            return 0
        return self.bits(
            [
                *(f"at_least:{d}" for d in self._at_least if lasted >= d),
                *(f"less_than:{d}" for d in self._less_than if lasted < d),
            ]
        )

    def attribute_bits(self, attribute: str) -> int:
        """All bits that any value of an attribute can set."""
        start = {"who": ("who:",), "age_band": ("age:",), "duration": ("at_least:", "less_than:")}
        return self.bits(name for name in self._bit if name.startswith(start[attribute]))

    def facts(self, evidence: Evidence) -> Facts:
        """Evidence as bits."""
        present = self.bits(i.finding for i in evidence if i.status == "present" and not i.value)
        for attribute in ("who", "age_band", "duration"):
            present |= self.value_bits(attribute, evidence.value(attribute))
        unsure = (i.finding for i in evidence if i.status == "unknown")
        present |= self.bits(f"unsure:{finding}" for finding in self._settled.intersection(unsure))
        return Facts(present, self.bits(i.finding for i in evidence if i.status == "absent"))

    def outcome(self, facts: Facts) -> Outcome:
        """What a person of whom these facts hold would be told."""
        return self.standing(facts).around(0)(facts)

    def standing(self, facts: Facts) -> Standing:
        """All rules and bearings weighed once, to try out answers from."""
        return Standing(self, facts)

    def touching(self, bits: int) -> tuple[list[_Rule], list[_Rule], list[_Bears]]:
        """The rules that look at none of some bits, those that do, and the bearings that do."""
        if bits not in self._touching:
            apart = [rule for rule in self._rules if not rule.looks_at & bits]
            rules = [rule for rule in self._rules if rule.looks_at & bits]
            bears = [b for b in self.bears if (b.present | b.absent) & bits]
            self._touching[bits] = apart, rules, bears
        return self._touching[bits]

    def reachable(self, facts: Facts, open_bits: int) -> list[tuple[int, int]]:
        """Which rules could still come to hold, whatever is answered to any open question.

        This is a bound: it lets every open finding be present or not as suits the rule, so it
        covers every combination of answers.

        Returns:
            Of each such rule its urgency and the open bits that it waits for.
        """
        found = []
        for rule in self._rules:
            if not _reachable(rule, facts, open_bits):
                continue
            waits = rule.needs & ~facts.present
            for part in rule.one_of:
                if not part & facts.present:
                    waits |= part & open_bits
            found.append((rule.urgency, waits))
        return found

    def could_hold(self, condition: Condition, facts: Facts, open_bits: int) -> bool:
        """Whether a condition could come to hold, whatever is answered to the open questions."""
        return _reachable(self._rule(condition, _NEVER), facts, open_bits)

    def _of(self, rule: TriageRule, condition: Condition) -> _Rule:
        """A condition of a rule."""
        made = self._rule(condition, URGENCIES.index(CRISIS if rule.crisis else rule.urgency))
        if rule.explained_by is None:
            return made
        explained_by = frozenset(self._places[cause] for cause in rule.explained_by)
        return dataclasses.replace(made, explained_by=explained_by)

    def _rule(self, condition: Condition, urgency: int) -> _Rule:
        needs = self.bits(condition.all)
        if condition.at_least:
            needs |= self._bit[f"at_least:{days(condition.at_least) or 0}"]
        if condition.less_than:
            needs |= self._bit[f"less_than:{days(condition.less_than) or 0}"]
        parts = (
            self.bits(condition.any),
            self.bits(f"age:{age}" for age in condition.ages),
            self.bits(f"who:{who}" for who in condition.who),
        )
        one_of = tuple(part for part in parts if part)
        none_of = self.bits((*condition.none, *(f"unsure:{f}" for f in condition.settled)))
        not_denied = self.bits(condition.not_denied)
        return _Rule(urgency, needs, one_of, none_of, not_denied)

    def _bearing(self, cause: int, bearing: Bearing, sign: int) -> _Bears:
        present, absent = self.bits(bearing.also), 0
        if bearing.when == "present":
            present |= self._bit[bearing.finding]
        else:
            absent = self._bit[bearing.finding]
        if bearing.at_least:
            present |= self._bit[f"at_least:{days(bearing.at_least) or 0}"]
        if bearing.less_than:
            present |= self._bit[f"less_than:{days(bearing.less_than) or 0}"]
        weight = sign * WEIGHT[bearing.strength]
        hallmark = sign > 0 and bearing.strength == "hallmark"
        return _Bears(cause, present, absent, weight, hallmark)


class Standing:
    """What the facts come to before an answer is tried out."""

    def __init__(self, outlook: Outlook, facts: Facts) -> None:
        """Weighs every bearing."""
        self._outlook, self._facts = outlook, facts
        self._tally = _Tally([0] * outlook.causes, [0] * outlook.causes, [0] * outlook.causes)
        for bears in outlook.bears:
            if _bears(bears, facts):
                self._tally.count(bears)

    def around(self, bits: int) -> Callable[[Facts], Outcome]:
        """The outcome as a function of some bits, all others staying as they are."""
        apart, rules, bears = self._outlook.touching(bits)
        held = [rule for rule in apart if _holds(rule, self._facts)]
        rest = self._tally.copy()
        small_child = self._outlook.bits(f"age:{age}" for age in SMALL_CHILD)
        for one in bears:
            if _bears(one, self._facts):
                rest.count(one, -1)

        def outcome(facts: Facts) -> Outcome:
            holding = [*held, *(rule for rule in rules if _holds(rule, facts))]
            urgency = min((rule.urgency for rule in holding), default=_NEVER)
            tally = rest.copy()
            for one in bears:
                if _bears(one, facts):
                    tally.count(one)
            explained = _explained(rule for rule in holding if rule.urgency == urgency)
            named = tally.named(1 if facts.present & small_child else 2, explained)
            first = named[0] if named else None
            return Outcome(_DEFAULT if urgency == _NEVER else urgency, first, frozenset(named))

        return outcome


@dataclass
class _Tally:
    """Of each cause: its weight, how many bearings speak for it, and how many hallmarks."""

    weights: list[int]
    speaking: list[int]
    hallmarks: list[int]

    def copy(self) -> _Tally:
        return _Tally(self.weights[:], self.speaking[:], self.hallmarks[:])

    def count(self, bears: _Bears, times: int = 1) -> None:
        self.weights[bears.cause] += times * bears.weight
        if bears.weight > 0:
            self.speaking[bears.cause] += times
            self.hallmarks[bears.cause] += times * bears.hallmark

    def named(self, ranks: int, explained: frozenset[int] | None) -> list[int]:
        """The causes worth naming, best first.

        Args:
            ranks: fits alone (1), or partly as well (2).
            explained: the causes that may be named; None for all.
        """
        ranked = []
        for place, weight in enumerate(self.weights):
            if explained is not None and place not in explained:
                continue
            if self.speaking[place] and weight >= PARTLY_FROM:
                fits = self.hallmarks[place] and weight >= HALLMARK_FROM
                ranked.append((0 if fits else 1, -weight, place))
        ranked = sorted(one for one in ranked if one[0] < ranks)
        return [p for _, w, p in ranked if worth_naming(-w, -ranked[0][1])][:SHOWN]


def _explained(deciding: Iterable[_Rule]) -> frozenset[int] | None:
    """What can explain the rules that decide, as ``Triage.explained_by`` has it."""
    said = [rule.explained_by for rule in deciding if rule.explained_by is not None]
    return frozenset().union(*said) if said else None


def _holds(rule: _Rule, facts: Facts) -> bool:
    present = facts.present
    return (
        present & rule.needs == rule.needs
        and not present & rule.none_of
        and not facts.absent & rule.not_denied
        and all(present & part for part in rule.one_of)
    )


def _reachable(rule: _Rule, facts: Facts, open_bits: int) -> bool:
    maybe = facts.present | open_bits
    if rule.needs & ~maybe or rule.none_of & facts.present:
        return False
    if rule.not_denied & facts.absent:
        return False
    return all(part & maybe for part in rule.one_of)


def _bears(bears: _Bears, facts: Facts) -> bool:
    return (
        facts.present & bears.present == bears.present
        and facts.absent & bears.absent == bears.absent
    )


@functools.lru_cache(maxsize=4)
def of(know: Knowledge) -> Outlook:
    """The outlook of a knowledge, built once."""
    return Outlook(know)
