"""What `notify.yml` may say; `kbgen check` says what is wrong with it."""

from __future__ import annotations

import pytest

from kbgen.config import load
from kbgen.notices.settings import Digest, Form, Rule, When, load_notify


def read(folder, text, mail=True):
    (folder / "notify.yml").write_text(text, "utf-8")
    if mail:
        (folder / "mail.yml").write_text("from: help@example.com\nserver: localhost\n")
    return load_notify(load(folder / "mkdocs.yml"))


def test_all_that_the_manual_shows_is_read(company):
    found, issues = read(
        company,
        'desk: https://desk.example.com/\ndigest: {day: sunday, at: "07:30", teams: [billing]}\n'
        "webhooks:\n  chat: {address: CHAT, secret: KEY, form: slack, locale: fa}\n"
        "rules:\n  - {when: gap, readers: 5, send_to: [chat, owner]}\n"
        "  - {when: article-fails, bar: 0.7, fewest: 9, send_to: [chat]}\n",
    )
    assert issues == []
    assert found.digest == Digest(6, 450, ("billing",))
    assert (found.webhooks["chat"].form, found.webhooks["chat"].locale) == (Form.SLACK, "fa")
    assert found.rules == (Rule(When.GAP, ("chat", "owner"), 5), Rule(When.ARTICLE_FAILS, ("chat",), bar=0.7, fewest=9))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rules:\n  - {when: gap, send_to: [nowhere]}\nwebhooks: {chat: {address: C}}", 0, "nowhere is not known"),
        ("rules:\n  - {when: gaps, send_to: [owner]}", 2, "when is gaps"),
        ("rules:\n  - {when: gap}", 2, "send_to is missing"),
        ("rules:\n  - {when: gap, send_to: []}", 2, "send_to is empty"),
        ("rules:\n  - {when: gap, reader: 3, send_to: [owner]}", 2, "reader is not a key"),
        ("rules:\n  - {when: comment, owners: [nobody], send_to: [owner]}", 0, "nobody is not known"),
        ("rules:\n  - {when: comment, locales: [de], send_to: [owner]}", 0, "de is not known"),
        ("webhooks: {owner: {address: C}}", 0, "owner is the team"),
        ("webhooks: {chat: {address: 'https://chat.example.com/x'}}", 1, "address is https://chat.example.com/x"),
        ("webhooks: {chat: {address: C, locale: xx}}", 0, "xx is not known"),
        ("digest: {day: moonday}", 1, "day is moonday"),
        ("digest: {at: 18:00}", 1, "at is"),
        ("digest: {teams: [nobody]}", 0, "nobody is not known"),
    ],
)
def test_every_mistake_is_named(company, text, line, said):
    found, issues = read(company, text)
    assert found is None
    assert [issue.line for issue in issues if said in issue.message] == [line]


def test_mail_that_nobody_could_send_is_a_mistake(company):
    _, issues = read(company, "digest: {}", mail=False)
    assert ["no mail.yml" in issue.message for issue in issues] == [True]


def test_check_names_what_is_wrong(company, kbgen):
    (company / "notify.yml").write_text("rules:\n  - {when: comment, send_to: [chat]}\n")
    said = kbgen("check", "-f", company / "mkdocs.yml", expect=1).said
    assert "notify.yml: error: rules: 1: send_to chat is not known." in said
    assert "[project-file]" in said
