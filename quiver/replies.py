"""What Quiver says next, from what is known: questions, read-back, result, answers, reasons."""

from __future__ import annotations

from dataclasses import replace

from quiver import answers, interview, mending, messages, supposing, wording
from quiver.answers import Utterance
from quiver.assessment import shown
from quiver.conversation import Noted, State, note, open_again
from quiver.evidence import Evidence
from quiver.knowledge import Knowledge
from quiver.knowledge.models import Advice
from quiver.language.languages import line
from quiver.messages import Message
from quiver.summary import summary
from quiver.triage import Triage, holds, triage

#: A question is put in other words at the first misunderstanding, and left at the third.
MAX_TRIES = 2


def ask(state: State, know: Knowledge) -> tuple[State, list[Message]]:
    """The next question, in other words after a misunderstanding, and the state it is open in."""
    question = open_again(state, know) or interview.next_question(state.evidence, know)
    if question is None:
        return replace(state, question=None), []
    if question.id != state.question:
        state = replace(state, question=question.id, tries=0)
    progress = interview.progress(state.evidence, know)
    offered = answers.choices(question, state.evidence, know)
    message = messages.question(
        question, state.evidence, offered, know, progress, retry=state.tries > 0
    )
    return state, [message]


def misunderstood(state: State, said: Utterance, know: Knowledge) -> tuple[State, list[Message]]:
    """What is said to a reply that was not understood, before the question is asked again.

    At the third time the question is left without an answer, so that nobody is stuck.
    """
    if said.pressed:
        return state, [Message(wording.OLD_BUTTON)]
    if said.intent == "go_back":
        return state, [Message(wording.NOTHING_TO_GO_BACK)]
    question = know.questions.get(state.question or "")
    if question is None:
        return state, [Message(wording.ASK_FREELY)]
    if state.tries < MAX_TRIES:
        return replace(state, tries=state.tries + 1), [Message(wording.RETRY_BUTTONS)]
    unsure = Utterance(answers.NOT_SURE, pressed=(question.id, answers.NOT_SURE))
    return note(state, unsure, know).state, [Message(wording.LEFT_OUT)]


def acknowledge(noted: Noted, know: Knowledge) -> list[Message]:
    """The read-back of what was told unasked and of what was changed."""
    said = []
    if noted.changed:
        said.append(messages.noted(noted.changed, know, changed=True))
    told = [item for item in noted.told if (item.finding, item.value) != ("who", "self")]
    if told:
        said.append(messages.noted(told, know))
    if noted.calmed:
        said.append(Message(wording.TAKEN_BACK))
    return said


def result(state: State, know: Knowledge) -> list[Message]:
    """The result: after an emergency card what to tell the helpers, else the whole assessment."""
    evidence = state.evidence
    found = triage(evidence, know)
    causes = shown(evidence, know)
    advice = _advice(evidence, found, know)
    if found.urgency == "emergency":
        return [messages.emergency_handover(evidence, found, causes, advice, know)]
    result = messages.assessment(evidence, found, causes, advice, know)
    before = [messages.before_result(evidence, know)] if evidence.items else []
    return [*before, result, messages.summary(summary(evidence, causes, know))]


def doctors_summary(state: State, know: Knowledge) -> list[Message]:
    """What to take along to the doctor, whenever it is wanted."""
    if not state.evidence.items:
        return [Message(wording.NO_SUMMARY_YET)]
    return [messages.summary(summary(state.evidence, shown(state.evidence, know), know))]


def _advice(evidence: Evidence, found: Triage, know: Knowledge) -> list[Advice]:
    return [
        advice
        for advice in know.advice.values()
        if found.urgency in advice.urgencies
        and (not advice.when or any(holds(condition, evidence) for condition in advice.when))
    ]


def answer(state: State, said: Utterance, know: Knowledge) -> list[Message]:
    """The answer to a question about the subject, from the knowledge, with its sources."""
    named = [know.topics[t] for t in said.hearing.topics if t in know.topics]
    by_name = said.intent in ("ask_cause", "ask_condition_info", "ask_definition",
                              "ask_tremor_types")  # fmt: skip
    if named and by_name:
        said_facts = [
            (
                topic,
                topic.can_cause if said.intent == "ask_cause" and topic.can_cause else topic.tell,
            )
            for topic in named[:2]
        ]
        result = [
            messages.answer(topic.id, [know.facts[f] for f in facts], know)
            for topic, facts in said_facts
        ]
    else:
        general = [t for t in know.topics.values() if said.intent in t.intents]
        result = [
            messages.answer(topic.id, [know.facts[f] for f in topic.tell], know)
            for topic in general
        ] or [Message(wording.WHICH_SUBJECT)]
    if state.cards:
        result.append(Message(wording.STILL_HOLDS))
    return result


def why_not(state: State, said: Utterance, know: Knowledge) -> list[Message]:
    """Why a cause is named or not; before anything is told, what is known of it."""
    if state.evidence.items:
        return supposing.why_not(state, said.hearing.topics, know)
    return answer(state, replace(said, intent="ask_cause"), know)


def why(state: State, know: Knowledge) -> list[Message]:
    """Why the open question is asked."""
    question = know.questions.get(state.question or "")
    if question is None:
        return [Message(wording.WHY_NOTHING)]
    if question.why_fact is None:
        return [Message(question.why)]
    return [messages.answer(question.id, [know.facts[question.why_fact]], know, question.why)]


def known(state: State, know: Knowledge) -> list[Message]:
    """What has been noted so far."""
    if not state.evidence.items:
        return [Message(wording.NOTHING_NOTED)]
    read_back = messages.noted(state.evidence, know)
    text = f"{wording.KNOWN} {messages.read_back(state.evidence, know)}. {wording.HOW_TO_MEND}"
    return [replace(read_back, text=text)]


def answers_to_change(state: State, know: Knowledge) -> list[Message]:
    """The answers so far, numbered, each with a button that asks its question again."""
    questions = mending.answered(state.evidence, know)
    if not questions:
        return [Message(wording.NOTHING_NOTED)]
    return [messages.answers_to_change(questions, state.evidence, know)]


def sources(know: Knowledge) -> list[Message]:
    """Where the facts come from: the article, and everything besides it."""
    besides = "; ".join(source.name for source in know.sources.values())
    return [Message(wording.SOURCES.format(article=know.article, besides=besides))]


def only_english(said: Utterance) -> list[Message]:
    """What is said to a message in another language; nothing when there are no words for it."""
    told = line(said.hearing.language or "")
    return [Message(told)] if told else []


def stopped(state: State, know: Knowledge) -> list[Message]:
    """What is said when the interview is left: how urgent it is by what is known, and on what."""
    found = triage(state.evidence, know)
    nets = [a for a in _advice(state.evidence, found, know) if a.kind == "safety_net"]
    said = [Message(wording.STOPPED)]
    if state.evidence.items and found.urgency != "self_care":
        said.append(Message(f"{wording.SO_FAR} {wording.URGENCY[found.urgency]}"))
    if nets:
        said.append(messages.answer("safety_net", [know.facts[a.fact] for a in nets], know,
                                    wording.ADVICE["safety_net"]))  # fmt: skip
    return said
