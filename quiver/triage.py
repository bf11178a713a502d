"""How urgent it is: every triage rule applied to the evidence at once.

The most urgent rule decides. A rule holds on what is present; nothing that is absent, unknown or
believed of a cause makes an answer calmer. When no rule holds, too little is known to be calm.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiver.durations import days
from quiver.evidence import Evidence
from quiver.knowledge import Knowledge
from quiver.knowledge.models import URGENCIES, Condition, TriageRule, Urgency

#: What is said when no rule holds: without a reason to be calm, someone should look at it.
DEFAULT: Urgency = "see_doctor"
#: Whoever is not safe needs someone today, however harmless the twitch is.
CRISIS: Urgency = "urgent_same_day"


@dataclass(frozen=True)
class Triage:
    """How urgent it is, and the rules that say so, the most urgent first.

    ``crises`` are rules about the person's safety beside the matter of the lip.
    """

    urgency: Urgency
    rules: tuple[TriageRule, ...]
    crises: tuple[TriageRule, ...] = ()

    @property
    def dangers(self) -> tuple[TriageRule, ...]:
        """The rules that call for help now or today."""
        return tuple(rule for rule in self.rules if rule.action)

    @property
    def reasons(self) -> tuple[TriageRule, ...]:
        """The rules that decided: those of the urgency itself."""
        about_lip = tuple(rule for rule in self.rules if rule.urgency == self.urgency)
        return about_lip or self.crises

    @property
    def explained_by(self) -> frozenset[str] | None:
        """The causes that can explain the danger that decided; None when any may.

        Of the rules that decided only those count that say what explains them.
        """
        said = [r.explained_by for r in self.reasons if r.explained_by is not None]
        return frozenset().union(*said) if said else None


def triage(evidence: Evidence, knowledge: Knowledge) -> Triage:
    """How urgent it is, by all rules of the knowledge."""
    holding = [
        rule
        for rule in knowledge.triage.values()
        if any(holds(condition, evidence) for condition in rule.when)
    ]
    holding.sort(key=lambda rule: URGENCIES.index(rule.urgency))
    crises = tuple(rule for rule in holding if rule.crisis)
    about_lip = tuple(rule for rule in holding if not rule.crisis)
    urgency = about_lip[0].urgency if about_lip else DEFAULT
    if crises and more_urgent(CRISIS, urgency):
        urgency = CRISIS
    return Triage(urgency, about_lip, crises)


def holds(condition: Condition, evidence: Evidence) -> bool:
    """Whether a condition holds in the evidence; what is unknown fulfils nothing."""
    if not all(evidence.present(finding) for finding in condition.all):
        return False
    if condition.any and not any(evidence.present(finding) for finding in condition.any):
        return False
    if any(evidence.present(finding) for finding in condition.none):
        return False
    if any(evidence.absent(finding) for finding in condition.not_denied):
        return False
    if any(evidence.status(finding) == "unknown" for finding in condition.settled):
        return False
    if condition.ages and evidence.value("age_band") not in condition.ages:
        return False
    if condition.who and (evidence.value("who") or "unknown") not in condition.who:
        return False
    return lasts(evidence, condition.at_least, condition.less_than)


def lasts(evidence: Evidence, at_least: str | None, less_than: str | None) -> bool:
    """Whether the complaint has lasted as long as it must; not known is neither long nor short."""
    if at_least is None and less_than is None:
        return True
    lasted = days(evidence.value("duration") or "")
    if lasted is None or (at_least is not None and lasted < (days(at_least) or 0)):
        return False
    return less_than is None or lasted < (days(less_than) or 0)


def more_urgent(one: Urgency, other: Urgency) -> bool:
    """Whether ``one`` is more urgent than ``other``."""
    return URGENCIES.index(one) < URGENCIES.index(other)
