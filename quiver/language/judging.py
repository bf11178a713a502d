"""What a phrase found in a message says: that its finding is there, is not there, or nothing.

The lexicon finds the words; the scopes of ``scope.py`` decide what they say. Danger signs are held
to the same rules, with one difference: what is said to be over counts all the same when it is a
danger sign, because a stroke sign that has gone is still one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from quiver.evidence import Status
from quiver.knowledge.models import Finding
from quiver.language.denial import NEGATIONS
from quiver.language.hearing import Heard
from quiver.language.matching import Match
from quiver.language.named import no_family
from quiver.language.scope import Scope
from quiver.language.stopped import long_ago
from quiver.language.text import Text

#: What a phrase of the lexicon stands for: a finding, and whether it is there; ``denied`` counts
#: under a denial only, ``fine`` is a part or a faculty in which it would show.
Label = tuple[str, Literal["present", "absent", "denied", "fine"]]

#: Groups in which danger lies: past and gone is no reason for calm.
DANGER_GROUPS = frozenset({"danger", "face", "extra"})
#: The group of what is said of life and safety: neither fear nor doubt nor an "if" hides it.
CRISIS_GROUP = "crisis"
#: Findings that are told by the very words of worry.
FEELINGS = frozenset({"anxiety", "stress"})
#: Groups whose findings stay what they are when told as past: one is born with them.
_LASTING_GROUPS = frozenset({"birth", "tics"})
_LASTING = frozenset(
    "thyroid_or_neck_surgery recent_neck_surgery palsy_known palsy_past epilepsy_known "
    "family_history".split()
)
#: Groups whose findings may be named in a condition: "if I smile it twitches".
_CONDITIONAL_GROUPS = frozenset({"course", "where", "pattern"})
#: Words that deny that a place is concerned ("doesnt reach my eye"), how far from it they stand,
#: and the findings that are told by naming a place.
_DENY_PLACE = frozenset(
    "not never no nor neither without doesnt hasnt isnt didnt nothing arent havent".split()
)
#: What denies an ability denies nothing else ("cant lift my arm talking funny"), unless it is the
#: ability to perceive: "cant see any drooping".
_UNABLE = frozenset("cant couldnt wont wouldnt".split())
#: Words that deny that something is there.
_DENY = NEGATIONS - _UNABLE | {"nowt", "except", "but"}
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
class Judge:
    """Judges the phrases found in one message.

    Args:
        text: the message.
        scopes: what holds of each of its tokens.
        well: for each token, whether it stands for something that is as it should be.
        findings: the findings of the knowledge, by id.
    """

    text: Text
    scopes: Scope
    well: Sequence[bool]
    findings: Mapping[str, Finding]

    def heard(self, match: Match[Label]) -> Heard | None:
        """The finding a match tells of, or None when it tells of none."""
        finding, polarity = match.label
        text, scopes = self.text, self.scopes
        group = self.findings[finding].group
        tokens = match.tokens
        if tokens == (0,) and text.words[0] == "right" and text.clauses[0].end == 1:
            return None  # "right. so my lip ..."
        if polarity != "present" and self._no_longer(match):
            return None
        own = text.clause_words(text.clauses[match.clause])
        if finding == "family_history" and polarity == "present":
            kin = {text.tokens[token].word for token in tokens}
            if no_family(own, kin, scopes.relative):
                return None
        status = self._status(match)
        if status is None or (group != CRISIS_GROUP and not self._told(match)):
            return None
        if group == "stopping" and status == "present":
            status = "absent" if long_ago(own) else status
        doubted = any(scopes.doubted[token] for token in tokens) and group != CRISIS_GROUP
        if doubted and (status == "present" or polarity == "absent"):
            status = "unknown"
        other = any(scopes.other[token] for token in tokens) and finding not in _OF_OTHERS
        first, last = tokens[0], tokens[-1]
        start, end = text.tokens[first].start, text.tokens[last].end
        return Heard(finding, status, start, end, text.quote(first, last), other)

    def _status(self, match: Match[Label]) -> Status | None:
        """Whether it is there by its words and the denials around them; None for neither."""
        finding, polarity = match.label
        tokens, words, scopes = match.tokens, self.text.words, self.scopes
        clause = self.text.clauses[match.clause]
        group = self.findings[finding].group
        cues = set().union(*(scopes.negated[token] for token in tokens)) - set(tokens)
        if group == "stopping":
            # "the twitch has not stopped" denies nothing, "not stopped beer" does
            before = range(max(tokens[0] - 3, clause.start), tokens[0])
            cues |= {at for at in before if words[at] in NEGATIONS}
        if polarity == "absent" and match.clause in scopes.twice:
            return None  # "never a morning without coffee"
        if polarity == "absent":  # not undone by its own or an earlier "no"
            said = {words[token] for token in tokens}
            if not said & (NEGATIONS | {"or", "nor"}) and any(cue >= clause.start for cue in cues):
                return None  # "not just the lip": what else there is, it does not say
            return "absent"
        if polarity == "denied":
            denies = any(words[cue] in _DENY or cue in scopes.deniers for cue in cues)
            return "absent" if denies else None
        well = [self.well[token] for token in tokens]
        if polarity == "fine":
            spared = any(well) or _elsewhere(finding, self.text, cues, tokens[0])
            return "absent" if spared else None
        if group == "where" and all(well):
            return "absent"  # "top lip is quiet"
        if group in DANGER_GROUPS:
            cues = {cue for cue in cues if not _inability(words, cue)}
        return "absent" if cues else "present"

    def denies_within(self, match: Match[Label]) -> bool:
        """Whether all that denies a match stands in its own clause."""
        clause = self.text.clauses[match.clause]
        cues = set().union(*(self.scopes.negated[token] for token in match.tokens))
        return all(clause.start <= cue < clause.end for cue in cues)

    def _no_longer(self, match: Match[Label]) -> bool:
        """Whether an absence is asked, or held only until lately: "was fine until today"."""
        after = self.text.words[match.tokens[-1] : self.text.clauses[match.clause].end]
        asked = any(self.scopes.asked[token] for token in match.tokens)
        return asked or bool({"until", "till"} & set(after))

    def _told(self, match: Match[Label]) -> bool:
        """Whether a match is told, and not feared, asked, supposed or long past."""
        finding, _ = match.label
        group = self.findings[finding].group
        scopes = self.scopes

        def holds(flags: tuple[bool, ...]) -> bool:
            return any(flags[token] for token in match.tokens)

        if holds(scopes.idle) and group == "triggers":
            return False
        likened = group in DANGER_GROUPS and _likened(self.text.words, scopes.feared, match.tokens)
        if (
            holds(scopes.feared)
            and not likened
            and finding not in FEELINGS
            and finding != "family_history"
        ):
            return False
        if holds(scopes.asked) and not self._presupposed(match):
            return False
        if holds(scopes.supposed) and group not in _CONDITIONAL_GROUPS:
            return False
        if _lasts(self.findings[finding]):
            return True
        return not holds(scopes.past) and (not holds(scopes.over) or group in DANGER_GROUPS)

    def _presupposed(self, match: Match[Label]) -> bool:
        """Whether a question takes the finding for granted: "why is my face drooping?"."""
        clause = self.text.clauses[match.clause]
        words = self.text.words[clause.start : match.tokens[-1] + 1]
        if words[0] in _MODALS and words[1:2] in (("i",), ("we",)):
            return False  # "should i stop coffee"
        return bool(_OWN & set(words[1:]))


def hidden_by(scopes: Scope, finding: Finding | None = None) -> list[tuple[bool, ...]]:
    """What hides a finding from the clause reader where it holds of a whole clause.

    Args:
        scopes: what holds of each token.
        finding: of some the past is told as well, of others what goes with them, or others' ills.
    """
    hiding = [scopes.asked, scopes.feared]
    if finding is None or finding.group not in _CONDITIONAL_GROUPS:
        hiding.append(scopes.supposed)
    if finding is None or finding.id not in _OF_OTHERS:
        hiding.append(scopes.other)
    if finding is None or not _lasts(finding):
        hiding.append(scopes.past)
    return hiding


def _lasts(finding: Finding) -> bool:
    return finding.group in _LASTING_GROUPS or finding.id in _LASTING


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
