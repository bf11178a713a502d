"""Taking messages in: what is told, changed and taken back, and when the alarm is raised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from quiver import answers, interview, knowledge, replies
from quiver.answers import Utterance
from quiver.conversation import Noted, State, is_over, note
from quiver.evidence import Evidence, Item
from quiver.language.findings import Listener
from quiver.language.hearing import Heard, Hearing

KNOW = knowledge.load()
LISTENER = Listener(KNOW)
DAY = dt.date(2026, 3, 18)


def say(text: str, state: State | None = None, intent: str = "report_symptom") -> Noted:
    return note(state or State(), Utterance(text, intent, LISTENER.hear(text, DAY)), KNOW)


def press(question: str, choice: str, state: State | None = None) -> Noted:
    return note(state or State(), Utterance("", "answer", pressed=(question, choice)), KNOW)


def after(*messages: str) -> State:
    state = State()
    for message in messages:
        state = say(message, state).state
    return state


def alarm(noted: Noted) -> str | None:
    return noted.alarm.id if noted.alarm else None


def statuses(noted: Noted) -> dict[str, str | None]:
    return {item.finding: item.value or item.status for item in noted.state.evidence}


def test_what_is_told_is_noted_with_its_words_to_be_read_back() -> None:
    noted = say("top lip's been going for 2 weeks, no droop")
    assert noted.understood
    assert noted.state.evidence.get("face_droop") == Item("face_droop", "absent", "told", "droop")
    lasted = Item("duration", "present", "told", "2 weeks", "P2W")
    assert noted.state.evidence.get("duration") == lasted
    assert noted.state.evidence.present("upper_lip")
    assert {item.finding for item in noted.told} >= {"upper_lip", "face_droop", "duration"}
    assert not noted.changed


@pytest.mark.parametrize("text", ["", "😀", "blah", "thanks"])
def test_nothing_told_is_nothing_understood(text: str) -> None:
    before = after("my top lip twitches")
    noted = say(text, before, "nlu_fallback")
    assert noted == Noted(before)


def test_what_is_known_is_not_noted_twice() -> None:
    noted = say("no droop", after("no droop"))
    assert not noted.told
    assert not noted.changed
    assert not noted.understood


def test_something_else_of_a_finding_is_a_change() -> None:
    noted = say("my face is drooping", after("no droop"))
    assert [item.finding for item in noted.changed] == ["face_droop"]
    assert noted.state.evidence.present("face_droop")


def test_doubt_does_not_replace_what_is_known_unless_it_corrects() -> None:
    before = after("my face is drooping")
    assert say("maybe my face droops", before).state.evidence.present("face_droop")
    corrected = say("sorry, maybe my face droops", before, "correct_answer")
    assert corrected.state.evidence.status("face_droop") == "unknown"


def test_a_side_told_instead_replaces_the_other() -> None:
    before = press("side", "side_left", press("who", "self").state).state
    noted = say("actually it's the right side of my lip", before, "correct_answer")
    assert (statuses(noted)["side_left"], statuses(noted)["side_right"]) == ("absent", "present")
    assert {item.finding for item in noted.changed} == {"side_right"}
    assert not noted.told


def test_what_is_known_of_time_and_person_changes_by_correction_only() -> None:
    before = after("my lip has been twitching for 2 weeks, I'm 45")
    assert statuses(say("going for 3 weeks", before))["duration"] == "P2W"
    assert statuses(say("sorry, 3 weeks", before, "correct_answer"))["duration"] == "P3W"
    assert statuses(say("wait, I meant I'm 66", before, "correct_answer"))["age_band"] == "older"


@pytest.mark.parametrize("finding", [f for f in KNOW.findings.values() if f.implies])
def test_what_a_finding_implies_is_present_with_it(finding) -> None:  # type: ignore[no-untyped-def]
    hearing = Hearing((Heard(finding.id, "present", 0, 1, "x"),))
    noted = note(State(), Utterance("x", "report_symptom", hearing), KNOW)
    assert all(noted.state.evidence.present(other) for other in finding.implies)
    hearing = Hearing((Heard(finding.id, "absent", 0, 1, "x"),))
    noted = note(State(), Utterance("x", "report_symptom", hearing), KNOW)
    assert not any(noted.state.evidence.present(other) for other in finding.implies)


@pytest.mark.parametrize("finding", [f for f in KNOW.findings.values() if f.excludes])
def test_what_a_finding_excludes_is_replaced_but_not_what_is_said_with_it(finding) -> None:  # type: ignore[no-untyped-def]
    other = finding.excludes[0]
    first = note(State(), _heard(other), KNOW).state
    noted = note(first, _heard(finding.id), KNOW)
    assert (noted.state.evidence.present(finding.id), noted.state.evidence.present(other)) == (
        True,
        False,
    )
    both = note(State(), _heard(finding.id, other), KNOW).state.evidence
    assert both.present(finding.id)
    assert both.present(other)


def _heard(*findings: str) -> Utterance:
    heard = tuple(Heard(f, "present", 0, 1, "x") for f in findings)
    return Utterance("x", "report_symptom", Hearing(heard))


def test_a_childs_age_tells_that_it_began_in_childhood_until_it_is_another() -> None:
    child = press("age_band", "child").state
    assert child.evidence.present("childhood_onset")
    adult = press("age_band", "adult", child)
    assert statuses(adult) == {"age_band": "adult"}
    told = say("it started when i was a child", State()).state
    assert press("age_band", "adult", told).state.evidence.present("childhood_onset")


def test_somebody_elses_story_is_not_the_persons() -> None:
    before = press("who", "self").state
    noted = say("my mum's lip droops", before)
    assert noted.state.evidence == before.evidence
    assert not noted.alarm
    assert say("my lip twitches and my dad had a seizure", before).alarm is None
    assert statuses(say("sorry, it's about my son", before, "correct_answer"))["who"] == "child"


def test_going_back_reopens_the_last_answer_and_keeps_what_was_told() -> None:
    state = press("who", "child", after("top lip twitches, no droop")).state
    state = press("age_band", "child", state).state
    noted = say("go back", state, "go_back")
    assert noted.understood
    assert noted.state.evidence.get("age_band") is None
    assert not noted.state.evidence.present("childhood_onset")
    assert replies.ask(noted.state, KNOW)[0].question == "age_band"
    again = say("back", noted.state, "go_back").state
    assert again.evidence.absent("face_droop")
    # who was told before it was asked
    assert again.evidence.get("age_band") is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("change my answer about sleep", "sleep"),
        ("change answer 2", "how_often"),
        ("can i edit what i said about caffeine", "substances"),
        ("i want to change the side", "side"),
    ],
)
def test_an_answer_is_changed_by_its_name_or_number(text: str, question: str) -> None:
    state = press("who", "self").state
    for asked, chosen in (
        ("how_often", "occasional"), ("sleep", "stops_in_sleep"), ("side", "side_left"),
        ("substances", "caffeine"),
    ):  # fmt: skip
        state = press(asked, chosen, state).state
    noted = note(state, Utterance(text, "change_answer"), KNOW)
    assert noted.understood
    asked_in, said = replies.ask(noted.state, KNOW)
    assert asked_in.question == question
    assert (said[0].custom or {})["id"] == question
    assert all(noted.state.evidence.get(f) is None for f in KNOW.questions[question].findings)
    others = [q for q in ("how_often", "sleep", "side", "substances") if q != question]
    for other in others:
        own = KNOW.questions[other].findings
        assert any(noted.state.evidence.get(f) is not None for f in own)


def test_the_answers_are_listed_with_a_button_that_asks_each_again() -> None:
    state = press("side", "side_left", press("who", "self").state).state
    (message,) = replies.answers_to_change(state, KNOW)
    assert "2. Which side: the left side" in message.text
    for choice in message.choices:
        noted = press(choice.id, "again", state)
        assert replies.ask(noted.state, KNOW)[0].question == choice.id


def test_it_is_actually_the_other_side() -> None:
    state = press("side", "side_left").state
    noted = note(state, Utterance("actually it's the other side", "correct_answer"), KNOW)
    assert noted.state.evidence.present("side_right")
    assert noted.state.evidence.absent("side_left")
    assert noted.changed


def test_a_card_stays_while_its_answer_is_asked_again_and_goes_with_the_new_answer() -> None:
    state = press("danger_check", "seizure", press("who", "self").state).state
    assert state.cards == ("seizure",)
    again = say("go back", state, "go_back").state
    assert again.cards == ("seizure",)
    assert not is_over(again, KNOW)
    assert say("hello", again, "greet").state.cards == ("seizure",)
    same = press("danger_check", "seizure", again)
    assert (same.alarm, same.calmed, same.state.cards) == (None, False, ("seizure",))
    other = press("danger_check", "none", again)
    assert other.calmed
    assert other.state.cards == ()


def test_nothing_to_go_back_to() -> None:
    assert say("go back", State(), "go_back") == Noted(State())


def test_a_danger_sign_said_while_going_back_alarms() -> None:
    noted = say("go back, my speech is slurred", press("who", "self").state, "go_back")
    assert alarm(noted) == "stroke_signs"


def test_an_alarm_is_raised_once_and_again_when_said_again_after_it_was_taken_back() -> None:
    first = say("my face is drooping")
    assert alarm(first) == "new_face_droop"
    second = say("yes, my face is drooping", first.state)
    assert second.alarm is None
    assert second.state.cards == first.state.cards
    back = say("sorry, no droop", second.state, "correct_answer")
    assert back.calmed
    assert back.alarm is None
    assert back.state.cards == ()
    assert alarm(say("now my face is drooping", back.state)) == "new_face_droop"


def test_another_emergency_sign_has_its_own_card() -> None:
    noted = say("and a seizure", say("my speech is slurred").state)
    assert alarm(noted) == "seizure"


def test_an_emergency_follows_a_same_day_sign_but_not_the_other_way_round() -> None:
    today = say("my lip is swollen")
    assert alarm(today) == "lip_swelling"
    now = say("my speech is slurred", today.state)
    assert alarm(now) == "stroke_signs"
    both = say("my speech is slurred and my lip is swollen")
    assert alarm(both) == "stroke_signs"
    assert say("my lip is swollen", say("my speech is slurred").state).alarm is None


def test_a_crisis_has_its_card_and_the_lip_stays_as_urgent_as_it_was() -> None:
    noted = say("i want to kill myself")
    assert alarm(noted) == "self_harm"
    assert not is_over(noted.state, KNOW)


@pytest.mark.parametrize(
    ("crisis", "words"),
    [("self_harm", "i want to kill myself"), ("abuse", "my husband hits me")],
)
def test_a_crisis_and_a_danger_told_at_once_are_both_answered(crisis: str, words: str) -> None:
    first = say(f"{words}. my speech is slurred.")
    second = say("ok", first.state, "affirm")
    third = say("ok", second.state, "affirm")
    assert alarm(first) == "stroke_signs"
    assert alarm(second) == crisis
    assert third.alarm is None


@pytest.mark.parametrize("text", ["my speech is slurred", "cant breathe", "had a seizure"])
@pytest.mark.parametrize("intent", ["greet", "why_ask", "stop", "ask_cause", "deny", "go_back"])
def test_danger_is_heard_whatever_the_message_is_for(text: str, intent: str) -> None:
    open_question = replies.ask(press("who", "self").state, KNOW)[0]
    assert say(text, open_question, intent).alarm


def test_a_button_of_an_earlier_question_changes_its_answer_and_leaves_the_open_one() -> None:
    state = replies.ask(press("who", "self").state, KNOW)[0]
    noted = press("who", "child", state)
    assert statuses(noted)["who"] == "child"
    assert [item.finding for item in noted.changed] == ["who"]
    assert noted.state.question == state.question == "danger_check"


def test_a_third_misunderstanding_leaves_the_question_as_not_sure() -> None:
    state = replies.ask(press("who", "self").state, KNOW)[0]
    for tries in (1, 2):
        state, _ = replies.misunderstood(state, Utterance("blah"), KNOW)
        assert (state.tries, state.question) == (tries, "danger_check")
    state, _ = replies.misunderstood(state, Utterance("blah"), KNOW)
    assert state.evidence.status("speech_slurred") == "unknown"
    assert state.question is None


def test_a_state_survives_its_slot() -> None:
    state = replies.ask(after("my top lip twitches for 2 weeks, my face is drooping"), KNOW)[0]
    assert State.from_dict(state.as_dict()) == state
    assert State.from_dict(None) == State()


def test_a_danger_sign_that_was_only_told_to_be_absent_is_on_the_list_again() -> None:
    """One sentence may be misread: "never had a fit before" told of the first one."""
    state = replies.ask(after("I'm 45, never had a fit, my lip twitches"), KNOW)[0]
    assert state.evidence.absent("seizure")
    offered = [c.id for c in answers.choices(KNOW.questions["danger_check"], state.evidence, KNOW)]
    assert "seizure" in offered
    assert alarm(press("danger_check", "seizure", state)) == "seizure"
    assert press("danger_check", "not_sure", replace(state, tries=1)).state.evidence.absent(
        "seizure"
    )


def test_a_danger_sign_that_was_told_as_a_doubt_is_on_the_list_again() -> None:
    signs = KNOW.questions["danger_check"].findings
    known = Evidence(tuple(Item(f, "absent", "asked") for f in signs if f != "face_droop"))
    state = State(known.with_items([Item("face_droop", "unknown", "told", "maybe it droops")]))
    assert interview.is_open(KNOW.questions["danger_check"], state.evidence)
    settled = press("danger_check", "not_sure", replace(state, question="danger_check", tries=1))
    assert not interview.is_open(KNOW.questions["danger_check"], settled.state.evidence)


@pytest.mark.parametrize("reply", ["not sure", "dunno", "skip", ""])
def test_not_sure_to_the_danger_list_is_asked_once_more_in_other_words(reply: str) -> None:
    def unsure(state: State) -> Noted:
        return say(reply, state, "unsure") if reply else press("danger_check", "not_sure", state)

    state, first = replies.ask(press("who", "self").state, KNOW)
    noted = unsure(state)
    assert noted.understood
    again, second = replies.ask(noted.state, KNOW)
    assert again.question == "danger_check"
    assert (first[0].custom or {})["text"] != (second[0].custom or {})["text"]
    settled = unsure(again).state
    assert settled.evidence.status("face_droop") == "unknown"
    assert replies.ask(settled, KNOW)[0].question != "danger_check"


def test_what_a_typed_reply_to_a_list_was_taken_for_is_read_back() -> None:
    state = State(question="substances")
    (message,) = replies.acknowledge(say("just coffee", state), KNOW)
    assert "caffeine" in message.text
    assert not replies.acknowledge(press("substances", "caffeine", state), KNOW)
    assert not replies.acknowledge(say("none", state, "deny"), KNOW)


def test_no_sleep_is_poor_sleep_and_says_nothing_of_the_twitch_in_sleep() -> None:
    noted = say("no sleep", State(question="triggers"))
    assert noted.state.evidence.present("poor_sleep")
    assert noted.state.evidence.status("during_sleep") is None


def test_a_danger_sign_that_is_asked_again_is_not_taken_back_by_a_doubt() -> None:
    state = press("danger_check", "seizure", press("who", "self").state).state
    again = replies.ask(say("go back", state, "go_back").state, KNOW)[0]
    unsure = press("danger_check", "not_sure", press("danger_check", "not_sure", again).state)
    assert unsure.state.evidence.present("seizure")
    assert unsure.state.cards == ("seizure",)
    assert not unsure.calmed
