"""Messages in the form of each chat, signed, and what the answer of a place means."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from kbgen.errors import OperatorError
from kbgen.notices.settings import Form, Webhook
from kbgen.notices.webhook import HookRefused, HookUnavailable, body_of, post, signature
from kbgen.notices.words import Line, Notice
from tests.mail_server import free_port
from tests.report.conftest import NOW

EVIL = "<!channel> @all [x](https://evil.example) *bold* `code` <b>&amp;"
NOTICE = Notice(
    "comment",
    "1 new comment",
    (Line("Invoices (2026) | all", f"Did not help: “{EVIL}”", "https://help.example.org/en/a(b)/", "en"),),
    "en",
    "ltr",
    "and 3 more",
    "https://desk.example.org/",
    "Open the desk",
    "Lantern help",
    ({"when": "comment", "article": "billing/invoices", "helpful": False},),
)


def test_a_signature_is_the_standards(hooks):
    """The example of https://github.com/standard-webhooks/standard-webhooks, computed step by step."""
    secret, body = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode(), b'{"a": 1}'
    expected = hmac.new(b"0123456789abcdef01234567", b"msg_1.1795219200." + body, hashlib.sha256).digest()
    assert signature(secret, "msg_1", 1795219200, body) == "v1," + base64.b64encode(expected).decode()
    assert (
        signature("plain words", "a", 1, b"") == "v1," + base64.b64encode(hmac.digest(b"plain words", b"a.1.", "sha256")).decode()
    )
    with pytest.raises(OperatorError, match="base64"):
        signature("whsec_!", "a", 1, b"")


def test_what_is_posted_is_signed_with_its_time_and_its_own_key(hooks):
    post(NOTICE, Webhook("chat", "URL", "KEY"), "comment-1", NOW, {"URL": hooks.url, "KEY": "a secret of ours"})
    (headers,) = hooks.headers
    assert headers["webhook-id"] == "comment-1"
    assert headers["webhook-timestamp"] == str(NOW // 1000)
    assert headers["webhook-signature"] == signature("a secret of ours", "comment-1", NOW // 1000, hooks.raw[0])
    assert headers["content-type"].startswith("application/json")
    assert hooks.bodies[0]["items"][0]["article"] == "billing/invoices"


def test_slack_gets_blocks_in_which_readers_words_are_only_words():
    body = body_of(NOTICE, Form.SLACK, "k", NOW)
    header, section, context = body["blocks"]
    assert header == {"type": "header", "text": {"type": "plain_text", "text": "1 new comment"}}
    text = section["text"]["text"]
    assert "<!channel>" not in text
    assert "&lt;!channel&gt;" in text
    assert text.startswith("<https://help.example.org/en/a(b)/|Invoices")
    assert "*bold*" not in text
    assert context["elements"][0]["text"] == "and 3 more · <https://desk.example.org/|Open the desk>"
    assert body["text"] == "Lantern help: 1 new comment"


def test_teams_gets_a_card_whose_runs_know_no_markup_and_whose_direction_is_the_languages():
    body = body_of(NOTICE, Form.TEAMS, "k", NOW)
    (attachment,) = body["attachments"]
    card = attachment["content"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert (card["type"], card["rtl"]) == ("AdaptiveCard", False)
    blocks = [block for block in card["body"] if EVIL in json.dumps(block, ensure_ascii=False)]
    assert [block["type"] for block in blocks] == ["RichTextBlock"]
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": "Open the desk", "url": "https://desk.example.org/"}]


def test_mattermost_gets_markdown_that_calls_nobody():
    text = body_of(NOTICE, Form.MATTERMOST, "k", NOW)["text"]
    assert "@all" not in text
    assert "[x](" not in text
    assert "\\*bold\\*" in text
    assert "(https://help.example.org/en/a%28b%29/)" in text


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_json_of_a_size_that_chats_take(form):
    long = Line("t" * 300, "words " * 2000)
    notice = Notice("comment", "x" * 400, (long,) * 10, "en", "ltr", data=({"when": "comment"},) * 10)
    body = body_of(notice, form, "k", NOW)
    assert json.loads(json.dumps(body)) == body
    if form is Form.SLACK:
        assert all(len(block["text"]["text"]) <= 3000 for block in body["blocks"])
    if form is Form.MATTERMOST:
        assert len(body["text"]) <= 16383


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, HookRefused),
        (410, HookRefused),
        (403, HookUnavailable),
        (404, HookUnavailable),
        (500, HookUnavailable),
        (302, HookUnavailable),
    ],
)
def test_what_passes_is_told_apart_from_what_does_not(hooks, status, error):
    hooks.answers = [(status, {"Location": "/elsewhere"} if status == 302 else {})]
    with pytest.raises(error, match=f"chat answered {status}"):
        post(NOTICE, Webhook("chat", "URL"), "k", NOW, {"URL": hooks.url})
    # A place that moved is not followed: what is signed goes nowhere else.
    assert hooks.paths == ["/hook"]


@pytest.mark.parametrize(
    ("after", "wait"),
    [("120", 120), ("Sat, 21 Nov 2026 00:10:00 GMT", 600), ("999999", 3600), ("soon", 0), ("Fri, 20 Nov 2026 00:00:00 GMT", 0)],
)
def test_a_place_that_is_busy_says_for_how_long(hooks, after, wait):
    hooks.answers = [(429, {"Retry-After": after})]
    with pytest.raises(HookUnavailable) as told:
        post(NOTICE, Webhook("chat", "URL"), "k", NOW, {"URL": hooks.url})
    assert told.value.wait == wait


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "has no URL"),
        ({"URL": "http://chat.example.com/secret-path"}, "has to begin with https"),
        ({"URL": "ftp://127.0.0.1/secret-path"}, "has to begin with https"),
        ({"URL": f"http://127.0.0.1:{free_port()}/secret-path"}, "cannot be reached"),
        ({"URL": "http://127.0.0.1:9/", "KEY": ""}, "has no KEY"),
    ],
)
def test_what_is_missing_or_wrong_is_told_without_the_address(environment, said):
    hook = Webhook("chat", "URL", "KEY" if "KEY" in environment else "")
    with pytest.raises(HookUnavailable, match=said) as told:
        post(NOTICE, hook, "k", NOW, environment)
    assert "secret-path" not in str(told.value)
