"""How well conversations ended: urgency, causes, number of questions, and what was missed."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.cases.case import Case
from evaluation.cases.talking import Ending
from quiver.knowledge.models import URGENCIES

_STEPS: dict[str | None, int] = {urgency: step for step, urgency in enumerate(URGENCIES)}


@dataclass(frozen=True)
class Judged:
    """One conversation and what is to be said of its end.

    Args:
        case: the case.
        opener: which of its openers was said.
        ending: how it ended.
    """

    case: Case
    opener: int
    ending: Ending

    @property
    def exact(self) -> bool:
        """Whether the urgency is the right one, or one that is tolerable."""
        return self.ending.urgency in {self.case.urgency, *self.case.accepted}

    @property
    def strictly_exact(self) -> bool:
        """Whether the urgency is the very one of the case."""
        return self.ending.urgency == self.case.urgency

    @property
    def under(self) -> bool:
        """Whether it is less urgent than anything tolerable."""
        return not self.exact and self._step > max(_STEPS[right] for right in self._right)

    @property
    def over(self) -> bool:
        """Whether it is more urgent than anything tolerable."""
        return not self.exact and self._step < min(_STEPS[right] for right in self._right)

    @property
    def missed_emergency(self) -> bool:
        """Whether an emergency was taken for less."""
        return self.case.urgency == "emergency" and self.ending.urgency != "emergency"

    @property
    def first(self) -> bool:
        """Whether the first cause named is a right first one."""
        return bool(self.ending.causes) and self.ending.causes[0] in self.case.first

    @property
    def none_named(self) -> bool:
        """Whether no cause was named."""
        return not self.ending.causes

    @property
    def among_three(self) -> bool:
        """Whether a right first cause is among those named."""
        return self.first or bool(self.case.first & set(self.ending.causes[:3]))

    @property
    def _right(self) -> set[str]:
        return {self.case.urgency, *self.case.accepted}

    @property
    def _step(self) -> int:
        return _STEPS.get(self.ending.urgency, len(_STEPS))


@dataclass(frozen=True)
class Scores:
    """The figures of a set of conversations; shares are between 0 and 1."""

    conversations: int
    urgency: float
    urgency_strict: float
    under: int
    over: int
    missed_emergencies: int
    first: float
    among_three: float
    none_named: float
    median_asked: float
    most_asked: int


def score(judged: Iterable[Judged]) -> Scores:
    """The figures of some conversations.

    Raises:
        ValueError: when there is none.
    """
    judged = list(judged)
    if not judged:
        raise ValueError("there is no conversation to judge")
    asked = [len(one.ending.asked) for one in judged]

    with_cause = [one for one in judged if one.case.causes]
    without = [one for one in judged if not one.case.causes]

    def share(field: str, among: list[Judged]) -> float:
        return sum(bool(getattr(one, field)) for one in among) / max(len(among), 1)

    return Scores(
        conversations=len(judged),
        urgency=share("exact", judged),
        urgency_strict=share("strictly_exact", judged),
        under=sum(one.under for one in judged),
        over=sum(one.over for one in judged),
        missed_emergencies=sum(one.missed_emergency for one in judged),
        first=share("first", with_cause),
        among_three=share("among_three", with_cause),
        none_named=share("none_named", without),
        median_asked=statistics.median(asked),
        most_asked=max(asked),
    )
