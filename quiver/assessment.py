"""Which causes fit, and why: what speaks for each, what against, and what was not asked.

The evidence is weighed in ordinal steps, never in probabilities: a hallmark counts for two
typical findings and a typical one for two possible ones. The weights only order the causes and
decide between three words, ``fits``, ``partly`` and ``unlikely``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiver.evidence import Evidence
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Bearing, Cause
from quiver.triage import lasts, triage

Fit = Literal["fits", "partly", "unlikely"]
FITS: tuple[Fit, ...] = ("fits", "partly", "unlikely")

WEIGHT = {"hallmark": 4, "typical": 2, "possible": 1}
#: The weight from which a cause fits, if one of its hallmarks is there; and fits in part.
HALLMARK_FROM, PARTLY_FROM = 4, 2
#: How many causes are shown at most.
SHOWN = 3
#: Ages at which no cause is named that fits only in part (fact ``infant_clinician``).
SMALL_CHILD = ("under_1", "under_5")


@dataclass(frozen=True)
class Assessment:
    """One cause against the evidence.

    Args:
        cause: the cause.
        fit: how well it fits.
        weight: the sum of what speaks for it less what speaks against it.
        speaks_for: the bearings that speak for it.
        speaks_against: the bearings that speak against it.
        unknown: the bearings nobody knows about yet: not told, not asked, or "not sure".
    """

    cause: Cause
    fit: Fit
    weight: int
    speaks_for: tuple[Bearing, ...]
    speaks_against: tuple[Bearing, ...]
    unknown: tuple[Bearing, ...]


def assess(evidence: Evidence, knowledge: Knowledge) -> list[Assessment]:
    """All causes against the evidence, best first; equals in the order of the knowledge."""
    assessed = [_assess_one(cause, evidence) for cause in knowledge.causes.values()]
    return sorted(assessed, key=lambda a: (FITS.index(a.fit), -a.weight))


def shown(evidence: Evidence, knowledge: Knowledge) -> list[Assessment]:
    """The one to three causes worth naming; none when nothing speaks for any.

    For a child under five only what fits is named: a clinician has to hear of that child first.
    Beside a danger only that is named which can explain it: a swollen lip is no tremor.
    """
    enough = FITS[:1] if evidence.value("age_band") in SMALL_CHILD else FITS[:2]
    explained = triage(evidence, knowledge).explained_by
    likely = [
        a
        for a in assess(evidence, knowledge)
        if a.fit in enough and (explained is None or a.cause.id in explained)
    ]
    return [a for a in likely if worth_naming(a.weight, likely[0].weight)][:SHOWN]


def worth_naming(weight: int, best: int) -> bool:
    """Whether a cause is named beside the best one: when at least half as much speaks for it."""
    return 2 * weight >= best


def _assess_one(cause: Cause, evidence: Evidence) -> Assessment:
    speaks_for = tuple(b for b in cause.speaks_for if _bears(b, evidence))
    speaks_against = tuple(b for b in cause.speaks_against if _bears(b, evidence))
    unknown = tuple(
        bearing
        for bearing in cause.speaks_for
        if evidence.status(bearing.finding) in (None, "unknown")
    )
    weight = sum(WEIGHT[b.strength] for b in speaks_for)
    weight -= sum(WEIGHT[b.strength] for b in speaks_against)
    hallmark = any(b.strength == "hallmark" for b in speaks_for)
    fit: Fit = "unlikely"
    if hallmark and weight >= HALLMARK_FROM:
        fit = "fits"
    elif speaks_for and weight >= PARTLY_FROM:
        fit = "partly"
    return Assessment(cause, fit, weight, speaks_for, speaks_against, unknown)


def _bears(bearing: Bearing, evidence: Evidence) -> bool:
    if evidence.status(bearing.finding) != bearing.when:
        return False
    if not all(evidence.present(finding) for finding in bearing.also):
        return False
    return lasts(evidence, bearing.at_least, bearing.less_than)
