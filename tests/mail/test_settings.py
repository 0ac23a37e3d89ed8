"""What `mail.yml` may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.errors import AuthorError, OperatorError
from kbgen.mail.address import Address
from kbgen.mail.settings import PASSWORD, USER, load_mail, mail_settings


def write(folder: Path, text: str) -> Path:
    (folder / "mail.yml").write_text(text, "utf-8")
    return folder


def test_a_sender_and_a_server_are_enough(tmp_path):
    settings = mail_settings(write(tmp_path, "from: Help <help@example.com>\nserver: smtp.example.com\n"), {})
    assert (settings.sender, settings.port, settings.security) == (Address("Help", "help@example.com"), 587, "starttls")
    assert (settings.user, settings.seconds, settings.reply_to) == ("", 30, None)


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587), ("none", 25)])
def test_the_port_follows_the_way_it_is_protected(tmp_path, security, port):
    text = f"from: help@example.com\nserver: localhost\nsecurity: {security}\n"
    assert mail_settings(write(tmp_path, text), {}).port == port


def test_user_and_password_come_from_the_environment_and_stand_in_no_text(tmp_path):
    text = "from: help@example.com\nserver: smtp.example.com\n"
    settings = mail_settings(write(tmp_path, text), {USER: "kbgen", PASSWORD: "do-not-tell"})
    assert (settings.user, settings.password) == ("kbgen", "do-not-tell")
    assert "do-not-tell" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("server: a", 1, "from is missing"),
        ("from: help@example.com\nserver: a\npasswort: x", 3, "passwort is not a key"),
        ("from: help@example.com\nserver: a\npassword: x", 3, "password is not a key"),
        ("from: help@example.com\nserver: a\nport: many", 3, "port is many"),
        ("from: help@example.com\nserver: a\nport: 70000", 3, "port is 70000"),
        ("from: help@example.com\nserver: a\nsecurity: ssl", 3, "security is ssl"),
        ("from: help@example.com\nserver: a\nsecurity: none", 0, "a is another machine"),
        ("from: help.example.com\nserver: a", 0, "from is help.example.com"),
        ("from: help@example.com\nserver: a\nunsubscribe: 'http://a'", 3, "unsubscribe is http://a"),
        ("from: help@example.com\nserver: a\nseconds: 0", 3, "seconds is 0"),
        ("- from", 1, "The file is a list"),
        ("from: [", 1, "expected the node content"),
    ],
)
def test_every_mistake_is_named_with_its_line(tmp_path, text, line, said):
    settings, (issue, *_) = load_mail(write(tmp_path, text), {})
    assert settings is None
    assert said in issue.message
    assert (issue.path, issue.line, issue.code) == ("mail.yml", line, "project-file")
    assert issue.suggestion
    with pytest.raises(AuthorError):
        mail_settings(tmp_path, {})


def test_without_the_file_there_is_nothing_wrong_until_mail_is_wanted(tmp_path):
    assert load_mail(tmp_path, {}) == (None, [])
    with pytest.raises(OperatorError, match=r"There is no mail\.yml"):
        mail_settings(tmp_path, {})
