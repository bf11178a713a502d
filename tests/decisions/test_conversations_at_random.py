"""Whole conversations without Rasa: any mixture of answers, corrections, danger and nonsense."""

from __future__ import annotations

import datetime as dt
import functools

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quiver import answers, interview, knowledge, messages, replies, supposing
from quiver.answers import Utterance
from quiver.conversation import Noted, State, is_over, note
from quiver.evidence import ATTRIBUTES
from quiver.language.findings import Listener
from quiver.language.hearing import Hearing
from quiver.triage import triage

KNOW = knowledge.load()
LISTENER = Listener(KNOW)
DAY = dt.date(2026, 3, 18)

TOLD = [
    "my top lip has been twitching for 2 weeks", "left side of my mouth", "5 coffees a day",
    "no droop, no slurring", "maybe stress", "my dad has parkinsons", "I'm 45", "im 3 years old",
    "it comes every day", "my mum's lip twitches", "my son is 7 and his lip twitches",
    "doctor said it is bells palsy", "blah", "", "😀",
]  # fmt: skip
LEAVING = ("go_back", "change_answer", "deny", "unsure", "skip")
SIDE_TALK = (
    "why_ask", "stop", "ask_cause", "show_noted", "get_summary", "ask_why_not", "what_if",
    "change_answer",
)  # fmt: skip
DANGER = [
    "my speech is slurred", "my face is drooping", "had a seizure", "my lip is swollen",
    "can't breathe", "i want to kill myself", "worst headache of my life", "double vision",
]  # fmt: skip
CORRECTIONS = [
    "sorry, no droop", "actually it's the right side of my lip", "wait, I meant 3 weeks",
    "I was wrong, my speech is not slurred", "sorry, no seizure", "actually I'm 70",
    "sorry, my lip is not swollen", "mistake, it's about my son",
]  # fmt: skip
ACTS = [
    "affirm", "deny", "unsure", "skip", "greet", "why_ask", "stop", "ask_cause", "show_noted",
    "get_summary", "ask_why_not", "what_if", "change_answer",
]  # fmt: skip
CHANGES = ["change answer 1", "change answer 3", "change my answer about sleep", "change the side"]


@functools.cache
def _heard(text: str, duration_asked: bool) -> Hearing:
    return LISTENER.hear(text, DAY, duration_asked=duration_asked)


class Conversation(RuleBasedStateMachine):
    """One conversation; every rule is one message of the person and the reply to it."""

    @initialize()
    def begin(self) -> None:
        self.start_over()

    def start_over(self) -> None:
        self.state = State()
        self.said = {"", answers.NOT_SURE}  # a question that is left is noted as not sure

    def turn(self, said: Utterance) -> Noted:
        before = self.state
        noted = note(before, said, KNOW)
        self.said |= {said.text, *(said.pressed or ())}
        self.check(before, noted, said)
        if noted.understood:
            reply = replies.acknowledge(noted, KNOW)
        elif said.intent in SIDE_TALK:
            reply = {
                "why_ask": lambda: replies.why(noted.state, KNOW),
                "stop": lambda: replies.stopped(noted.state, KNOW),
                "ask_cause": lambda: replies.answer(noted.state, said, KNOW),
                "show_noted": lambda: replies.known(noted.state, KNOW),
                "get_summary": lambda: replies.doctors_summary(noted.state, KNOW),
                "ask_why_not": lambda: supposing.why_not(noted.state, ("parkinson",), KNOW),
                "what_if": lambda: supposing.what_if(noted.state, _heard(TOLD[1], False), KNOW),
                "change_answer": lambda: replies.answers_to_change(noted.state, KNOW),
            }[said.intent]()
            assert reply
        else:
            state, reply = replies.misunderstood(noted.state, said, KNOW)
            assert reply
            noted = Noted(state, alarm=noted.alarm)
        if noted.alarm:
            reply = [messages.emergency(noted.alarm, KNOW), *reply]
        if is_over(noted.state, KNOW):
            self.state = noted.state
            reply += replies.result(self.state, KNOW)
        else:
            self.state, asked = replies.ask(noted.state, KNOW)
            assert self.state.question
            reply += asked
        assert reply, "there is always a reply"
        assert all(message.text.strip() for message in reply)
        return noted

    def check(self, before: State, noted: Noted, said: Utterance) -> None:
        """No alarm is lost, and what is noted is what was said."""
        evidence = noted.state.evidence
        found = triage(evidence, KNOW)
        holding = {r.id for r in (*found.dangers, *found.crises)}
        touched = {
            i.finding for i in (*before.evidence, *evidence)
            if before.evidence.get(i.finding) != evidence.get(i.finding)
        }  # fmt: skip
        for card in before.cards:
            looked_at = {f for c in KNOW.triage[card].when for f in (*c.findings, *ATTRIBUTES)}
            assert card in noted.state.cards or touched & looked_at, f"{card} is lost by {said}"
        for item in before.evidence:
            lost = before.evidence.present(item.finding) and not evidence.present(item.finding)
            danger = KNOW.findings.get(item.finding)
            if lost and danger and danger.group in ("danger", "crisis") and said.text:
                named = {h.finding for h in said.hearing.findings}
                assert item.finding in named or said.intent in LEAVING
        for alarm in [noted.alarm] if noted.alarm else []:
            assert alarm.id in holding
            assert alarm.id not in before.cards, "an alarm is raised once"
            assert alarm.id in noted.state.cards
        if found.urgency == "emergency" and not noted.alarm:
            assert any(KNOW.triage[c].urgency == "emergency" for c in noted.state.cards)
        ids = [item.finding for item in evidence]
        assert len(ids) == len(set(ids))

    def hear(self, text: str) -> Utterance:
        asked = self.state.question == "duration"
        return Utterance(text, "report_symptom", _heard(text, asked))

    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        question = KNOW.questions.get(self.state.question or "") or KNOW.questions["who"]
        offered = answers.choices(question, self.state.evidence, KNOW)
        choice = data.draw(st.sampled_from(offered))
        self.turn(Utterance("", "answer", pressed=(question.id, choice.id)))

    @rule(question=st.sampled_from(sorted(KNOW.questions)), data=st.data())
    def press_any_button(self, question: str, data: st.DataObject) -> None:
        offered = answers.choices(KNOW.questions[question], self.state.evidence, KNOW)
        choice = data.draw(st.sampled_from([*(c.id for c in offered), "gone"]))
        self.turn(Utterance("", "answer", pressed=(question, choice)))

    @rule(text=st.sampled_from([*TOLD, "1", "2", "1 and 2", "the last one", "dunno", "no", "99"]))
    def tell(self, text: str) -> None:
        self.turn(self.hear(text))

    @rule(text=st.sampled_from(DANGER))
    def tell_of_danger(self, text: str) -> None:
        self.turn(self.hear(text))
        evidence = self.state.evidence
        found = triage(evidence, KNOW)
        seen = "face" in text and evidence.present("palsy_known")  # a clinician has seen this droop
        assert found.dangers or found.crises or seen

    @rule(text=st.sampled_from(CORRECTIONS))
    def correct(self, text: str) -> None:
        said = self.hear(text)
        self.turn(Utterance(text, "correct_answer", said.hearing))

    @rule(intent=st.sampled_from(ACTS))
    def act(self, intent: str) -> None:
        self.turn(Utterance(intent, intent))

    @rule(text=st.sampled_from(CHANGES))
    def change_an_answer(self, text: str) -> None:
        self.turn(Utterance(text, "change_answer"))

    @rule()
    def go_back(self) -> None:
        self.turn(Utterance("go back", "go_back"))

    @rule()
    def restart(self) -> None:
        self.start_over()

    @precondition(lambda self: not is_over(self.state, KNOW))
    @rule(data=st.data())
    def answer_to_the_end(self, data: st.DataObject) -> None:
        reopened = len(self.state.again)
        insisting = sum(question.insists for question in KNOW.questions.values())
        for _ in range(interview.AT_MOST + reopened + insisting):
            if is_over(self.state, KNOW):
                break
            self.press(data)
        assert is_over(self.state, KNOW), "the interview ends"
        result = replies.result(self.state, KNOW)
        form = next(m.custom for m in result if m.custom and m.custom["type"] == "assessment")
        assert form["urgency"]
        assert any(line["kind"] == "safety_net" for line in form["advice"])

    @invariant()
    def the_evidence_rests_on_what_was_said(self) -> None:
        for item in self.state.evidence:
            assert any(item.quote in text for text in self.said), item

    @invariant()
    def the_state_survives_its_slot(self) -> None:
        assert State.from_dict(self.state.as_dict()) == self.state

    @invariant()
    def it_is_over_or_a_question_is_open(self) -> None:
        if not is_over(self.state, KNOW):
            assert replies.ask(self.state, KNOW)[0].question


QUICK = settings(
    max_examples=50,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
Conversation.TestCase.settings = QUICK
TestConversation = Conversation.TestCase


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_thousands_of_steps_of_conversations() -> None:
    run_state_machine_as_test(
        Conversation, settings=settings(QUICK, max_examples=400, stateful_step_count=50)
    )
