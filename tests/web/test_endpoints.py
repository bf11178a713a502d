"""The endpoints of the web chat, over HTTP: who may, how much, how fast, and nothing twice."""

from __future__ import annotations

import hmac
import io
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any

import pytest
import requests
from pypdf import PdfReader

from channels.web import MAX_MESSAGE
from evaluation.cases.person import reply_to
from tests.web.conftest import FOREIGN_PORT, SECRET


class Caller:
    """Somebody with an address of their own, so that limits of one test do not touch another."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.address = f"198.51.100.{uuid.uuid4().int % 250}"
        self.token = ""

    def post(self, path: str, **body: Any) -> requests.Response:
        return requests.post(
            self.site + path,
            json={"token": self.token, **body},
            headers={"X-Real-IP": self.address},
            timeout=60,
        )

    def start(self) -> Caller:
        answer = self.post("session")
        assert answer.status_code == 201
        self.token = answer.json()["token"]
        return self

    def say(self, text: str, message: str = "") -> requests.Response:
        return self.post("message", id=message or str(uuid.uuid4()), text=text)

    def history(self) -> list[dict[str, Any]]:
        answer = self.post("history")
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]  # type: ignore[no-any-return]


@pytest.fixture
def caller(site: str) -> Caller:
    return Caller(site).start()


def check_refused(answer: requests.Response, status: int, error: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.json()["error"] == error
    assert answer.json()["message"]
    assert answer.headers["Cache-Control"] == "no-store"


def signed(conversation: str, end: int, secret: str = SECRET) -> str:
    text = f"{conversation}.{end}"
    return f"{text}.{hmac.new(secret.encode(), text.encode(), sha256).hexdigest()}"


@pytest.mark.parametrize("path", ["message", "history", "forget", "summary"])
def test_nothing_goes_without_a_token_that_this_server_signed(caller: Caller, path: str) -> None:
    conversation, end, mac = caller.token.split(".")
    tomorrow = int(time.time()) + 86_400
    for token in (
        None,
        "",
        5,
        "x" * 5_000,
        f"{conversation}.{end}.{'0' * 64}",
        f"{conversation}.{int(end) + 1}.{mac}",
        f"web-{'0' * 32}.{end}.{mac}",
        signed(conversation, tomorrow, "another secret of the right length!!"),
        signed(conversation, int(time.time()) - 1),  # rightly signed, and over
        signed(f"web-{uuid.uuid4().hex}", tomorrow),  # rightly signed, and never begun
        signed("../../etc/passwd", tomorrow),
    ):
        caller.token = token  # type: ignore[assignment]
        answer = caller.post(path, id=str(uuid.uuid4()), text="my lip")
        if path == "forget" and token and str(token).startswith("web-") and answer.ok:
            continue  # what was never begun is as good as deleted
        check_refused(answer, 401, "no_session")


def test_one_person_never_sees_the_conversation_of_another(site: str) -> None:
    one, other = Caller(site).start(), Caller(site).start()
    one.say("my left eyelid twitches")
    assert "eyelid" in str(one.history())
    assert "eyelid" not in str(other.history())
    answer = other.post(
        "message",
        id=str(uuid.uuid4()),
        text="what have you noted?",
        sender=one.token.split(".")[0],
        sender_id=one.token.split(".")[0],
        metadata={"sender": one.token.split(".")[0]},
        input_channel="rest",
    )
    assert "eyelid" not in answer.text


def test_a_message_that_comes_again_is_not_taken_twice(caller: Caller) -> None:
    message = str(uuid.uuid4())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: caller.say("my top lip twitches", message), range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [m["id"] for m in caller.history() if m["from"] == "you"] == [message]


def test_the_history_reads_as_the_chat_did(caller: Caller) -> None:
    turn = caller.say("my top lip twitches").json()["messages"]
    question = turn[-1]["custom"]
    pressed = next(o for o in question["options"] if o["id"] == "not_sure")
    caller.say(pressed["payload"])
    caller.say('/answer{"q":"upper_lip","a":"absent"}')
    said = caller.history()
    assert said[0]["from"] == "bot"
    assert "computer program" in said[0]["text"]
    mine = [m["text"] for m in said if m["from"] == "you"]
    assert mine == ["my top lip twitches", "Not sure", "No: the upper lip"]
    assert [m for m in said if m["from"] == "bot"][1 : len(turn) + 1] == turn


def test_a_choice_of_a_noted_finding_changes_just_that(caller: Caller) -> None:
    turn = caller.say("my top lip twitches on the left").json()["messages"]
    item = next(i for i in turn[0]["custom"]["evidence"] if i["finding"] == "upper_lip")
    no = next(choice for choice in item["choices"] if choice["title"] == "No")
    changed = caller.say(no["payload"]).json()["messages"][0]["custom"]
    assert [(i["finding"], i["status"]) for i in changed["evidence"]] == [("upper_lip", "absent")]
    noted = caller.say("what have you noted?").json()["messages"][0]["custom"]["evidence"]
    assert {"side_left": "present", "upper_lip": "absent"}.items() <= {
        i["finding"]: i["status"] for i in noted
    }.items()


def test_a_card_is_named_as_long_as_it_holds(caller: Caller) -> None:
    assert caller.say("my arm is weak").json()["alarms"] == ["stroke_signs"]
    assert caller.post("history").json()["alarms"] == ["stroke_signs"]
    assert caller.say("actually my arm is fine, not weak").json()["alarms"] == []


def test_deleting_leaves_nothing_and_ends_the_token(caller: Caller) -> None:
    caller.say("my top lip twitches")
    assert caller.post("forget").status_code == 204
    for path in ("history", "message", "summary"):
        check_refused(caller.post(path, id=str(uuid.uuid4()), text="lip"), 401, "no_session")
    assert caller.post("forget").status_code == 204  # it is deleted, whoever asks


def test_forget_me_in_words_ends_the_token_too(caller: Caller) -> None:
    caller.say("my top lip twitches")
    answer = caller.say("forget me").json()
    assert answer["ended"] is True
    check_refused(caller.say("hello"), 401, "no_session")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"text": "lip"}, 400, "bad_id"),
        ({"id": "short", "text": "lip"}, 400, "bad_id"),
        ({"id": "a b c d e f g h", "text": "lip"}, 400, "bad_id"),
        ({"id": "12345678"}, 400, "bad_text"),
        ({"id": "12345678", "text": ["lip"]}, 400, "bad_text"),
        ({"id": "12345678", "text": "x" * (MAX_MESSAGE + 1)}, 413, "too_long"),
        ({"id": "12345678", "text": "x" * 200_000}, 413, "too_long"),
    ],
)
def test_what_is_no_message_is_refused(
    caller: Caller, body: dict[str, Any], status: int, error: str
) -> None:
    check_refused(caller.post("message", **body), status, error)


@pytest.mark.parametrize("text", ["", "\ud800", "a\0b", "😬" * 900, "/answer{", "/restart", "𝔩𝔦𝔭"])
def test_every_other_message_is_answered(caller: Caller, text: str) -> None:
    assert caller.say(text).json()["messages"]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'"token"'])
def test_what_is_no_json_is_refused(site: str, body: bytes) -> None:
    answer = requests.post(site + "message", data=body, timeout=10)
    check_refused(answer, 401, "no_session")


def test_who_is_too_fast_is_told_how_long_to_wait(site: str) -> None:
    caller = Caller(site).start()
    codes = [caller.post("history") for _ in range(40)]
    slow = next(answer for answer in codes if answer.status_code == 429)
    check_refused(slow, 429, "too_fast")
    assert 1 <= int(slow.headers["Retry-After"]) <= 5
    other = Caller(site)
    other.address = caller.address
    other.start()
    assert other.history()  # the limit was that of one chat


def test_who_tries_many_tokens_from_one_place_is_slowed_down(site: str) -> None:
    guesser = Caller(site)
    codes = set()
    for last in range(300):
        guesser.address = f"2001:db8::{last:x}"  # one customer has all of these
        codes.add(guesser.post("history").status_code)
        if codes == {401, 429}:
            break
    assert codes == {401, 429}
    assert Caller(site).start().history()


def test_another_site_may_only_when_it_is_named(site: str) -> None:
    mine = {"Origin": f"http://127.0.0.1:{FOREIGN_PORT}"}
    allowed = requests.post(site + "session", headers=mine, timeout=30)
    assert allowed.headers["Access-Control-Allow-Origin"] == mine["Origin"]
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{FOREIGN_PORT}"):
        refused = requests.post(site + "session", headers={"Origin": origin}, timeout=30)
        check_refused(refused, 403, "origin")
        assert set(refused.json()) == {"error", "message"}


def test_files_are_compressed_revalidated_and_nothing_else_is_served(site: str) -> None:
    first = requests.get(site + "quiver-chat.js", timeout=10)
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    again = {"If-None-Match": first.headers["ETag"]}
    assert requests.get(site + "quiver-chat.js", headers=again, timeout=10).status_code == 304
    plain = requests.get(site + "quiver-chat.js", headers={"Accept-Encoding": ""}, timeout=10)
    assert plain.text == first.text
    for path in ("nothing.js", "%2e%2e/domain.yml", "..%2fdomain.yml", "web.py", "index"):
        assert requests.get(site + path, timeout=10).status_code == 404, path


def test_the_policy_allows_no_inline_code_and_no_other_host(site: str) -> None:
    policy = requests.get(site, timeout=10).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    for loose in ("unsafe", "*", "http:", "https:", "data:", "blob:"):
        assert loose not in policy.replace(f"http://127.0.0.1:{FOREIGN_PORT}", "")


def test_the_summary_comes_as_a_pdf_once_there_is_one(caller: Caller) -> None:
    check_refused(caller.post("summary"), 404, "no_summary")
    facts = {"who": "self", "age_band": "adult", "duration": "P3W", "upper_lip": True}
    turn = caller.say("my top lip twitches, no droop").json()["messages"]
    for _ in range(30):
        custom = [m.get("custom", {}) for m in turn]
        if any(c.get("type") == "assessment" for c in custom):
            break
        turn = caller.say(reply_to(custom[-1], {**facts, **_denied(custom[-1])})).json()["messages"]
    result = next(c for c in custom if c.get("type") == "assessment")
    answer = caller.post("summary")
    assert answer.headers["Content-Type"] == "application/pdf"
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(page.extract_text().split())
    assert result["summary"]["title"] in text
    for section in result["summary"]["sections"]:
        for line in section["lines"]:
            assert " ".join(line.split()) in text


def _denied(question: dict[str, Any]) -> dict[str, bool]:
    return {finding: False for finding in question["findings"] if finding != "upper_lip"}
