"""The shapes of everything Quiver knows, one class per kind of YAML entry.

All models are immutable and refuse unknown keys, so that a slip in a YAML file is an error when
it is loaded and not a silent gap in a conversation. ``loading.py`` checks what spans entries.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, root_validator, validator

from quiver.durations import days as duration_days
from quiver.evidence import AGE_BANDS, ATTRIBUTES, Status

Urgency = Literal["emergency", "urgent_same_day", "see_doctor", "self_care"]
URGENCIES: tuple[Urgency, ...] = ("emergency", "urgent_same_day", "see_doctor", "self_care")

Strength = Literal["hallmark", "typical", "possible"]
Group = Literal["temporary", "tremor", "persistent"]


class Entry(BaseModel):
    """Base of all entries: immutable, unknown keys refused."""

    class Config:  # noqa: D106
        extra = Extra.forbid
        frozen = True


def _filled(cls: type, value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise ValueError("must not be empty")
    return value


def filled(*fields: str) -> Any:
    """A pydantic validator by which these fields must not be empty."""
    return validator(*fields, allow_reuse=True)(_filled)


class Source(Entry):
    """Where facts beyond the article come from.

    ``reviewed`` is the source's own review date as it gives it, or the day its text was read.
    """

    id: str
    name: str
    address: str
    reviewed: str


class Fact(Entry):
    """One statement of medicine in our own words, with exactly one place it comes from.

    A fact of the article names ``section`` and ``sentence`` (counted from 1 within the section);
    any other fact names ``source`` and says ``from_article: false``. ``confirmed: false`` marks
    what was recalled rather than read: it is kept for the record and never spoken.
    """

    id: str
    text: str
    section: str | None = None
    sentence: int | None = Field(None, ge=1)
    source: str | None = None
    from_article: bool = True
    confirmed: bool = True

    @root_validator
    def _one_place(cls, values: dict[str, Any]) -> dict[str, Any]:
        article = values.get("section") is not None and values.get("sentence") is not None
        if values.get("from_article") and (not article or values.get("source")):
            raise ValueError("a fact of the article needs section and sentence, and no source")
        if not values.get("from_article") and (article or not values.get("source")):
            raise ValueError("a fact from elsewhere needs a source, and no section or sentence")
        return values


class Condition(Entry):
    """What must hold in the evidence: every part that is given.

    Args:
        all: findings that must be present.
        any: findings of which at least one must be present.
        none: findings of which none may be present.
        settled: findings of which none may have been answered "not sure".
        not_denied: findings of which none may be known to be absent.
        at_least: shortest duration of the complaint, ISO 8601 (inclusive).
        less_than: longest duration of the complaint, ISO 8601 (exclusive).
        ages: age bands of which one must be the person's.
        who: for whom the conversation is, one of these: ``self``, ``child``, ``other``, or
            ``unknown`` while that is not known.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    not_denied: tuple[str, ...] = ()
    at_least: str | None = None
    less_than: str | None = None
    ages: tuple[str, ...] = ()
    who: tuple[str, ...] = ()

    @validator("at_least", "less_than")
    def _iso(cls, value: str | None) -> str | None:
        if value is not None and duration_days(value) is None:
            raise ValueError(f"{value!r} is not an ISO 8601 duration")
        return value

    @validator("ages", each_item=True)
    def _age(cls, value: str) -> str:
        if value not in AGE_BANDS:
            raise ValueError(f"{value!r} is not one of the age bands {', '.join(AGE_BANDS)}")
        return value

    @property
    def findings(self) -> tuple[str, ...]:
        """Every finding the condition looks at."""
        return self.all + self.any + self.none + self.settled + self.not_denied


class Finding(Entry):
    """Something a person can have or not have, and the words people use for it.

    Args:
        id: the id of the finding, as in every message and file.
        group: the group it belongs to (the name of its file).
        name: how it is read back, in lower case, after "I noted: " ("drooping on one side").
        option: its label in a list of choices, at most 75 characters; by default ``name``.
        told_only: nobody is asked about it; it counts when told.
        phrases: what people say who have it, in the phrase language of ``phrases.py``.
        absent_phrases: what people say who do not have it, negation included in the wording.
        denied: the bare words for it, which say that it is absent where they are denied and say
            nothing otherwise ("no tea" is no caffeine, "tea" alone is nothing).
        named: further bare words for it, which tell of it only in a reply to a question about it.
        fine: the parts and faculties whose being fine means that it is absent ("speech").
        implies: findings that are present whenever this one is.
        excludes: findings that this one, when told later, replaces (sides, how often).
        opposite: findings that are denied by telling this one (on in sleep, off in sleep).
        ages: age bands in which it is present by itself.
    """

    id: str
    group: str
    name: str
    option: str | None = Field(None, max_length=75)
    told_only: bool = False
    phrases: tuple[str, ...] = ()
    absent_phrases: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the finding is called in a list of choices."""
        return self.option or self.name[0].upper() + self.name[1:]


class Option(Entry):
    """One choice of a question: what it is called and what choosing it means.

    ``sets`` gives findings their status, ``value`` gives an attribute (who, age band, duration)
    its value. ``also`` are other words that choose it when typed.
    """

    id: str
    title: str = Field(max_length=75)
    sets: dict[str, Status] = Field(default_factory=dict)
    value: str | None = None
    also: tuple[str, ...] = ()


class Question(Entry):
    """One short question, asked at most once.

    Args:
        id: at most 16 characters, it travels in every button.
        order: the lower, the easier to answer; settles which of two equal questions comes first.
        text: the question; ``{your} {you} {do} {have} {are}`` follow the person.
        retry: other words for the second try, when the first answer was not understood.
        why: one sentence on what the answer separates.
        why_fact: the fact that sentence rests on, if it says anything medical.
        select: ``one`` option, or ``many`` of the listed findings.
        findings: what it asks about; empty for a question about an attribute.
        attribute: the attribute it asks about (who, age_band, duration), if any.
        options: the choices; a ``many`` question makes them from its findings.
        ask_if: asked only when one of these conditions holds; always when empty.
        names: words by which its answer is called when somebody wants to change it; the first is
            what it is called in a list.
        leads: asked before all others while it is open, because they build on it.
        insists: nothing of it rests on one reading of free words: what was only told to be absent
            or not known stands in the list again, and a first "not sure" to all of it is asked
            once more in other words.
    """

    id: str = Field(max_length=16)
    order: int
    text: str
    retry: str
    why: str
    why_fact: str | None = None
    select: Literal["one", "many"]
    findings: tuple[str, ...] = ()
    attribute: str | None = None
    options: tuple[Option, ...] = ()
    ask_if: tuple[Condition, ...] = ()
    leads: bool = False
    insists: bool = False
    names: tuple[str, ...]

    @root_validator
    def _complete(cls, values: dict[str, Any]) -> dict[str, Any]:
        attribute, findings = values.get("attribute"), values.get("findings")
        if (attribute is None) == (not findings):
            raise ValueError("a question asks either about findings or about one attribute")
        if attribute is not None and attribute not in ATTRIBUTES:
            raise ValueError(f"{attribute!r} is not one of {', '.join(ATTRIBUTES)}")
        if (values.get("select") == "many") == bool(values.get("options")):
            raise ValueError("options are given for select: one, and made for select: many")
        return values


class Bearing(Entry):
    """How one finding bears on a cause, and the fact that says so.

    Args:
        finding: the finding.
        when: ``present`` or ``absent``: which of the two bears on the cause.
        also: findings that must be present besides.
        at_least: the complaint must have lasted at least this long, ISO 8601.
        less_than: it must have lasted less than this, ISO 8601.
        strength: ``hallmark`` (the cause is recognised by it), ``typical`` or ``possible``.
        fact: the id of the fact.
    """

    finding: str
    when: Literal["present", "absent"] = "present"
    also: tuple[str, ...] = ()
    at_least: str | None = None
    less_than: str | None = None
    strength: Strength
    fact: str


class Cause(Entry):
    """One cause of lip twitching, with what speaks for it and against it.

    ``about`` are the facts that introduce it. ``why_not`` is said when nothing speaks for it.
    """

    id: str
    name: str
    group: Group
    about: tuple[str, ...]
    speaks_for: tuple[Bearing, ...]
    speaks_against: tuple[Bearing, ...] = ()

    _not_empty = filled("about", "speaks_for")


class TriageRule(Entry):
    """One reason to be seen at a certain urgency.

    Args:
        id: its id; on an emergency card it is the ``flag``.
        urgency: how soon.
        when: alternatives; the rule holds when one of them holds.
        action: one clear instruction, the first line of the card (danger rules only).
        fact: the fact that gives the reason.
        crisis: it is about the person's safety and not about the lip: it says nothing about how
            urgent the twitch is, and the interview waits.
        explained_by: the causes that can explain what the rule is about; none when it has an
            explanation of its own, such as an allergy. Left out when it speaks for no cause and
            against none.
    """

    id: str
    urgency: Urgency
    when: tuple[Condition, ...]
    action: str | None = None
    fact: str
    crisis: bool = False
    explained_by: tuple[str, ...] | None = None

    _not_empty = filled("when")


class Advice(Entry):
    """One thing to do, to tell the doctor, or to watch for, said after the result.

    ``kind``: ``self_care`` (meanwhile), ``tell_doctor``, ``safety_net`` (when to come back).
    It is said at the listed urgencies when one of ``when`` holds (always when empty).
    """

    id: str
    kind: Literal["self_care", "tell_doctor", "safety_net"]
    urgencies: tuple[Urgency, ...]
    when: tuple[Condition, ...] = ()
    fact: str

    _not_empty = filled("urgencies")


class Topic(Entry):
    """A subject people ask about, and the facts that answer.

    Args:
        id: its id; the id of a cause where the subject is one.
        name: what the subject is called in a sentence.
        names: phrases by which it is recognised in a question (phrase language).
        cause: the cause that it is a part of, where it is not one itself.
        tell: facts that answer "tell me about it".
        can_cause: facts that answer "can it cause a twitching lip?"; ``tell`` when empty.
        intents: general questions it answers without being named ("what is lip twitching?").
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    cause: str | None = None
    tell: tuple[str, ...]
    can_cause: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()

    _not_empty = filled("tell")
