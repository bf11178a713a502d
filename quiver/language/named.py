"""What is named and yet not told: what goes with the twitch, kin by marriage, a mere mention."""

from __future__ import annotations

from collections.abc import Sequence, Set

from quiver.language import person
from quiver.language.hearing import Heard
from quiver.language.text import Text, read

#: States of the person, and what says of the twitch how it goes with them: a clause that tells the
#: second ("worse when im tired", "stops in my sleep") does not tell the first.
_STATES = {
    "fatigue": frozenset({"worse_with_fatigue", "during_sleep", "stops_in_sleep"}),
    "poor_sleep": frozenset({"worse_with_fatigue", "during_sleep", "stops_in_sleep"}),
    "stress": frozenset({"worse_with_stress"}),
}
_WHEN = frozenset("when whenever wen once everytime if".split())
_BEGAN = frozenset("start started starts began begun came since".split())
#: Words of kinship that is not of blood, and words by which a relative has it besides somebody.
_NOT_OF_BLOOD = frozenset("law laws inlaw inlaws marriage step stepdad stepmum foster".split())
_LIKEWISE = frozenset("too also aswell same".split())
#: Words of what was so and is no more ("my mouth hung for a minute, it isnt hanging now"): then the
#: denial that follows takes nothing back.
_NO_MORE = frozenset(
    "now anymore more longer again currently since yet today gone stopped better back still "
    "presently".split()
)
_BEFORE = frozenset(
    "was were had got went did been yesterday earlier ago morning afternoon evening night last "
    "minutes minute mins hour hours briefly sudden suddenly for".split()
)
#: So many letters tell one word from another, whatever its ending.
_STEM = 4


def no_family(clause: tuple[str, ...], said: Set[str], patient: str) -> bool:
    """Whether what is told is no family history: of in-laws, or of the very person asked about.

    Args:
        clause: its words.
        said: those of them that tell of the relative.
        patient: which relative the message is about, if any.
    """
    if _NOT_OF_BLOOD & set(clause):
        return True
    kin = {person.relative(word) for word in said} - {""}
    return kin == {patient} and not said & {"side", "sides"} and not _LIKEWISE & set(clause)


def only_with(
    text: Text, course: Set[tuple[str, int]], finding: str, polarity: str, clause: int, at: int
) -> bool:
    """Whether a state of the person is named only as what the twitch goes with.

    Args:
        text: the message.
        course: the findings whose presence is worded in it, each with the number of its clause.
        finding: the state.
        polarity: whether its words say that it is there.
        clause: the number of the clause that names it.
        at: the token at which it is named.
    """
    if polarity != "present" or finding not in _STATES:
        return False
    before = set(text.words[text.clauses[clause].start : at])
    if before & _BEGAN:
        return False  # "it began when work got stressful"
    return bool(before & _WHEN) or any((other, clause) in course for other in _STATES[finding])


def taken_back(text: Text, clause: int, told: Heard, heard: Sequence[tuple[int, Heard]]) -> bool:
    """Whether a finding is only mentioned, and denied in the same word further on.

    "The leaflet says seizures. I have had no seizure", but not "my mouth hung for ten minutes, it
    isn't hanging now".

    Args:
        text: the message.
        clause: the number of the clause that names it.
        told: what it was taken for.
        heard: all that is heard in the message, each with the number of its clause.
    """
    words = text.clause_words(text.clauses[clause])
    if _BEFORE & set(words) or any(word.endswith("ed") for word in read(told.quote).words):
        return False
    own = _stems(told)
    return any(
        other.finding == told.finding
        and other.other_person == told.other_person
        and other.status == "absent"
        and later > clause
        and own & _stems(other)
        and not _NO_MORE & set(text.clause_words(text.clauses[later]))
        for later, other in heard
    )


def _stems(heard: Heard) -> set[str]:
    return {word[:_STEM] for word in read(heard.quote).words if len(word) >= _STEM}
