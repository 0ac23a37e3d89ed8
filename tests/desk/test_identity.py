"""Who gets in, as whom, and what only the desk's own pages can send."""

from __future__ import annotations

import base64
import json
import re

import pytest
from bs4 import BeautifulSoup

from kbgen.desk.identity.people import Role, rules_from
from kbgen.desk.identity.session import SESSION_SECONDS, TOKEN_SECONDS
from kbgen.errors import OperatorError
from tests import plain
from tests.desk.conftest import TOKEN, RunningDesk, Start, mark_of, send

PLACES = (
    "/",
    "/comments",
    "/gaps",
    "/articles",
    "/figures",
    "/answers",
    "/articles/en/start/set-up",
    "/articles.csv",
    "/comments.yml",
)
API = ("/api/v1/figures", "/api/v1/comments", "/api/v1/openapi.json", "/api/v1/nothing")


@pytest.mark.parametrize("path", [*PLACES, *API, "/nowhere", "/sign-out"])
def test_nothing_answers_a_stranger(desk: RunningDesk, path: str) -> None:
    for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE"):
        answer = desk.client().request(method, path)
        assert answer.status_code == 401, (method, path)
        assert "invoice" not in answer.text


def test_the_printed_address_works_once(desk: RunningDesk) -> None:
    token = desk.sessions.token("maryam")
    first, second = desk.client(), desk.client()
    assert second.head("/sign-in", params={"token": token}).status_code == 405
    assert first.get("/sign-in", params={"token": token}).status_code == 303
    assert first.get("/").status_code == 200
    assert second.get("/sign-in", params={"token": token}).status_code == 401
    assert second.get("/").status_code == 401


def test_an_address_that_nobody_opened_for_long_is_worth_nothing(fresh_desk: Start) -> None:
    desk = fresh_desk()
    token = desk.sessions.token("maryam")
    desk.clock.seconds += TOKEN_SECONDS
    assert desk.client().get("/sign-in", params={"token": token}).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "é", "\udce9", "a" * 5000])
def test_a_made_up_token_opens_nothing(desk: RunningDesk, token: str) -> None:
    client = desk.client()
    client.get("/sign-in", params={"token": token.encode("utf-8", "surrogateescape")})
    assert client.get("/").status_code == 401


def test_the_cookie_is_for_this_server_alone_and_closed_to_scripts(desk: RunningDesk) -> None:
    answer = desk.client().get("/sign-in", params={"token": desk.sessions.token("maryam")})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "domain" not in cookie


def test_a_session_ends_after_a_day_of_work(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in()
    desk.clock.seconds += SESSION_SECONDS - 1
    assert client.get("/").status_code == 200
    desk.clock.seconds += 1
    assert client.get("/").status_code == 401


def test_a_cookie_that_was_changed_opens_nothing(desk: RunningDesk) -> None:
    cookie = desk.signed_in("ruth").cookies["kbgen-desk"]
    text, _, signature = cookie.partition(".")
    body = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    forged = base64.urlsafe_b64encode(json.dumps(body | {"name": "maryam"}).encode()).decode().rstrip("=")
    for value in (f"{forged}.{signature}", text, f"{text}.", f".{signature}", "", f"{text}.{signature[:-1]}", "é.é", "{}"):
        client = desk.client()
        assert client.get("/", headers={"Cookie": f"kbgen-desk={value}".encode()}).status_code == 401


def test_a_session_that_somebody_put_there_is_not_taken_over(desk: RunningDesk) -> None:
    attacker = desk.signed_in("ruth")
    victim = desk.client()
    planted = attacker.cookies["kbgen-desk"]
    victim.cookies.set("kbgen-desk", planted, domain="127.0.0.1")
    victim.get("/sign-in", params={"token": desk.sessions.token("maryam")})
    assert planted not in [cookie.value for cookie in victim.cookies.jar if cookie.domain != "127.0.0.1"]
    # What was planted is over: whoever knows it sees nothing of the victim's.
    assert attacker.get("/").status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(desk: RunningDesk) -> None:
    client = desk.signed_in()
    kept = client.cookies["kbgen-desk"]
    assert send(client, "/", "/sign-out").status_code == 200
    assert desk.client().get("/", headers={"Cookie": f"kbgen-desk={kept}"}).status_code == 401


@pytest.mark.parametrize("host", ["desk.evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_a_name_that_nobody_gave_is_refused(desk: RunningDesk, host: str) -> None:
    client = desk.signed_in()
    assert client.get("/", headers={"Host": host}).status_code == 421
    assert client.get("/assets/desk.css", headers={"Host": host}).status_code == 421


FORGED = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {},
    {"Origin": "http://127.0.0.1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FORGED)
def test_a_form_from_elsewhere_decides_nothing(desk: RunningDesk, headers: dict[str, str]) -> None:
    client = desk.signed_in()
    fields = {"mark": mark_of(client.get("/figures").text), "day": "2026-11-18", "said": "forged"}
    own = {} if not headers or "Origin" in headers else {"Origin": desk.url}
    assert client.post("/notes", data=fields, headers=own | headers).status_code == 403
    assert "forged" not in client.get("/figures").text


@pytest.mark.parametrize("mark", ["", "0" * 64, "é"])
def test_a_form_without_its_mark_decides_nothing(desk: RunningDesk, mark: str) -> None:
    client = desk.signed_in()
    fields = {"mark": mark, "day": "2026-11-18", "said": "unmarked"}
    assert client.post("/notes", data=fields, headers={"Origin": desk.url}).status_code == 403
    assert (
        client.post(
            "/notes", data=fields | {"mark": mark_of(desk.signed_in().get("/figures").text)}, headers={"Origin": desk.url}
        ).status_code
        == 403
    )
    assert "unmarked" not in client.get("/figures").text


def test_a_body_that_is_no_form_or_has_no_end_is_refused(desk: RunningDesk) -> None:
    client = desk.signed_in()
    origin = {"Origin": desk.url}
    mark = mark_of(client.get("/figures").text)
    for content, kind in (
        (b'{"mark": "x"}', "application/json"),
        (f"mark={mark}".encode(), "text/plain"),
        (b"x" * 40_000, "application/x-www-form-urlencoded"),
        (b"a&" * 10_000, "application/x-www-form-urlencoded"),
    ):
        assert client.post("/notes", content=content, headers=origin | {"Content-Type": kind}).status_code == 403


@pytest.mark.parametrize(("name", "allowed"), [("maryam", True), ("tom", True), ("ruth", False)])
def test_readers_look_and_triagers_decide(desk: RunningDesk, name: str, allowed: bool) -> None:
    client = desk.signed_in(name)
    page = client.get("/figures").text
    assert ('action="/notes"' in page) is allowed
    mark = mark_of(page)
    answer = client.post("/notes", data={"mark": mark, "day": "2026-11-17", "said": f"of {name}"}, headers={"Origin": desk.url})
    assert answer.status_code == (303 if allowed else 403)
    for path, fields in (("/gaps", {"locale": "en", "question": "x", "what": "apart"}), ("/comments/x", {"status": "done"})):
        answer = client.post(path, data={"mark": mark, **fields}, headers={"Origin": desk.url})
        assert (answer.status_code == 403) is not allowed


PROXIED = {
    "people": {"maryam": "admin", "ruth": "reader", "زهرا": "triager"},
    "proxy": {"header": "X-Forwarded-User", "from": ["127.0.0.1"]},
    "hosts": ["desk.example.com"],
}


def test_a_proxy_that_is_trusted_names_people(fresh_desk: Start) -> None:
    desk = fresh_desk(**PROXIED)
    assert desk.client(**{"X-Forwarded-User": "maryam", "Host": "desk.example.com"}).get("/").status_code == 200
    client = desk.client()
    assert client.get("/", headers={b"X-Forwarded-User": "زهرا".encode()}).status_code == 200  # type: ignore[dict-item]


def test_behind_a_proxy_nobody_else_gets_in(fresh_desk: Start) -> None:
    desk = fresh_desk(**PROXIED)
    for headers in (
        [],
        [("X-Forwarded-User", "mallory")],
        [("X-Forwarded-User", "")],
        [("X-Forwarded-User", "maryam"), ("X-Forwarded-User", "ruth")],
        [("X-Forwarded-User", "maryam, ruth")],
        [("X_Forwarded_User", "maryam")],
        [("Remote-User", "maryam")],
        [("Authorization", "Basic bWFyeWFtOng=")],
    ):
        assert plain.get(f"{desk.url}/", headers=headers).status_code == 403, headers
    # A session is no way around the proxy.
    client = desk.client()
    assert client.get("/sign-in", params={"token": desk.sessions.token("maryam")}).status_code == 403


def test_a_header_from_another_address_than_the_proxys_is_forged(fresh_desk: Start) -> None:
    desk = fresh_desk(**PROXIED | {"proxy": {"header": "X-Forwarded-User", "from": ["10.0.0.0/8"]}})
    for headers in ({}, {"X-Forwarded-For": "10.0.0.1"}, {"X-Real-IP": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}):
        assert plain.get(f"{desk.url}/", headers={"X-Forwarded-User": "maryam"} | headers).status_code == 403


def test_without_a_proxy_no_header_names_anybody(desk: RunningDesk) -> None:
    for header in ("X-Forwarded-User", "Remote-User", "X-Remote-User", "X-Auth-Request-User"):
        assert plain.get(f"{desk.url}/", headers={header: "maryam"}).status_code == 401


def test_forms_of_one_person_are_not_another_persons(fresh_desk: Start) -> None:
    desk = fresh_desk(**PROXIED)
    maryam = desk.client(**{"X-Forwarded-User": "maryam"})
    own = mark_of(maryam.get("/figures").text)
    ruth = desk.client(**{"X-Forwarded-User": "ruth"})
    answer = ruth.post(
        "/answers/sent", data={"mark": own, "article": "start/set-up", "locale": "en", "how": "link"}, headers={"Origin": desk.url}
    )
    assert answer.status_code == 403


def test_a_token_reads_figures_and_nothing_else(desk: RunningDesk) -> None:
    program = desk.client(Authorization=f"Bearer {TOKEN}")
    assert program.get("/api/v1/figures").status_code == 200
    assert program.post("/api/v1/figures", headers={"Origin": desk.url}).status_code == 405
    for path in PLACES:
        assert program.get(path).status_code == 401


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"])
def test_another_token_reads_nothing(desk: RunningDesk, value: str) -> None:
    answer = desk.client().get("/api/v1/figures", headers={"Authorization": value.encode("latin-1")})  # type: ignore[dict-item]
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_every_answer_forbids_scripts_of_others_frames_and_copies(desk: RunningDesk) -> None:
    for client in (desk.signed_in(), desk.client()):
        for path in ("/", "/nowhere", "/assets/desk.js", "/api/v1/figures"):
            headers = client.get(path).headers
            assert "script-src 'self'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert ("no-store" in headers["cache-control"]) or path.startswith("/assets/")


@pytest.mark.parametrize(
    ("document", "part"),
    [
        ([], "not a mapping"),
        ({"peple": {}}, "no key peple"),
        ({"people": {"tom": "boss"}}, "boss is no role"),
        ({"people": {"tom": {"role": "admin", "age": 5}}}, "tom"),
        ({"proxy": {"header": "X-User"}}, "proxy"),
        ({"proxy": {"header": "X-User", "from": []}}, "proxy"),
        ({"proxy": {"header": "X-User", "from": ["everywhere"]}}, "everywhere"),
        ({"hosts": "desk.example.com"}, "hosts"),
        ({"others": "anyone"}, "anyone is no role"),
    ],
)
def test_a_rule_that_is_wrong_is_named(document: object, part: str) -> None:
    with pytest.raises(OperatorError, match=part):
        rules_from(document)


def test_names_that_are_not_listed_are_refused_unless_others_have_a_role() -> None:
    assert rules_from({"people": {"tom": "admin"}}).person("eve") is None
    found = rules_from({"others": "reader"}).person("eve")
    assert found is not None
    assert found.role is Role.READER


ARABIC = {"Accept": "text/html", "Accept-Language": "ar"}


def test_whoever_asks_in_a_browser_is_refused_in_their_language_and_told_nothing_of_the_site(desk: RunningDesk) -> None:
    answer = desk.client(**ARABIC).get("/comments")
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, page.html["lang"], page.html["dir"]) == (401, "ar", "rtl")  # type: ignore[index]
    assert "kbgen desk" in page.get_text()
    assert not re.search(r"[A-Za-z]{3,}", page.get_text().replace("kbgen desk", ""))
    assert page.select("a") == []
    # Programs get a line, and those of the API JSON.
    assert desk.client().get("/comments").headers["content-type"].startswith("text/plain")
    assert desk.client(**ARABIC).get("/api/v1/figures").headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/gaps", {"locale": "en", "question": "export to pdf", "what": "wont-do"}, 400),
        ("/notes", {"day": "2026-11-18", "said": " "}, 400),
        ("/proposals", {"what": "goal", "measure": "helpfulness", "aim": "0", "by": "2027-06-30"}, 400),
        ("/nowhere", {}, 404),
    ],
)
def test_a_form_that_makes_no_sense_is_answered_in_the_language_of_its_sender_with_a_way_back(
    desk: RunningDesk, path: str, fields: dict[str, str], status: int
) -> None:
    client = desk.signed_in(**ARABIC)
    answer = send(client, "/gaps?days=14", path, **fields)
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, page.html["lang"]) == (status, "ar")  # type: ignore[index]
    assert [link["href"] for link in page.select("a")] == ["/gaps?days=14"]
    assert not re.search(r"[A-Za-z]{3,}", page.get_text())


def test_a_page_that_is_too_old_says_so_in_the_language_of_its_reader(desk: RunningDesk) -> None:
    client = desk.signed_in(**ARABIC)
    answer = client.post("/notes", data={"mark": "old", "back": "//evil.example"}, headers={"Origin": desk.url})
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, page.html["lang"]) == (403, "ar")  # type: ignore[index]
    assert [link["href"] for link in page.select("a")] == ["/"]
