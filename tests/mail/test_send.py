"""Mail reaches a real server by every way that `mail.yml` knows, and what goes wrong is told so that it can be mended."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.mail.address import Address
from kbgen.mail.compose import Letter, addressed, compose, framed
from kbgen.mail.send import MailRefused, MailUnavailable, Postman
from kbgen.mail.settings import MailSettings
from tests.mail_server import MailServer, free_port

SENDER = Address("Help", "help@example.com")


def settings_of(server: MailServer, **more: object) -> MailSettings:
    return replace(MailSettings(SENDER, "localhost", server.port, "none", certificates=server.certificate), **more)


def letter(to: str = "docs@example.com", key: str = "a"):
    body = compose(Letter("سلام به همه", "خوانندگان چه گفتند", framed("<p>خوانندگان</p>", "سلام", "fa", "rtl"), "fa"))
    return addressed(body, sender=SENDER, to=Address("", to), at=1_795_219_200_000, key=key)


def test_a_mail_arrives_as_it_was_written(mail_server):
    server = mail_server()
    with Postman(settings_of(server)) as postman:
        postman.send(letter())
    assert server.kept.envelopes == [("help@example.com", ["docs@example.com"])]
    (found,) = server.kept.messages
    assert found["Subject"] == "سلام به همه"
    assert found.get_body(("plain",)).get_content().strip() == "خوانندگان چه گفتند"


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_protected_way_is_taken_and_the_user_signed_in(mail_server, security):
    server = mail_server(security, password="open-sesame")
    with Postman(settings_of(server, security=security, user="kbgen", password="open-sesame")) as postman:
        postman.send(letter())
    assert server.kept.peers == [(True, "kbgen")]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_cannot_prove_its_name_gets_nothing(mail_server, security):
    server = mail_server(security, password="open-sesame")
    settings = settings_of(server, security=security, user="kbgen", password="open-sesame", certificates=None)
    with Postman(settings) as postman, pytest.raises(MailUnavailable, match="is not who it says"):
        postman.send(letter())
    assert server.kept.messages == []


def test_a_server_without_tls_gets_no_mail_where_tls_is_asked_for(mail_server):
    server = mail_server()
    for security, said in (("starttls", "cannot do what mail.yml asks for"), ("tls", "does not speak TLS as expected")):
        with Postman(settings_of(server, security=security)) as postman, pytest.raises(MailUnavailable, match=said):
            postman.send(letter())
    assert server.kept.messages == []


def test_a_wrong_password_is_told_without_being_shown(mail_server):
    server = mail_server("starttls", password="open-sesame")
    settings = settings_of(server, security="starttls", user="kbgen", password="wrong-word")
    with Postman(settings) as postman, pytest.raises(MailUnavailable) as told:
        postman.send(letter())
    assert "KBGEN_SMTP_PASSWORD" in str(told.value)
    assert "wrong-word" not in str(told.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("451 Try again later", MailUnavailable), ("452 Disk full", MailUnavailable), ("554 No spam", MailRefused)],
)
def test_what_passes_is_told_apart_from_what_does_not(mail_server, answer, error):
    server = mail_server()
    server.kept.answers = [answer]
    with Postman(settings_of(server)) as postman:
        with pytest.raises(error, match=answer):
            postman.send(letter())
        postman.send(letter(key="b"))
    assert len(server.kept.messages) == 1


@pytest.mark.parametrize(("answer", "error"), [("450 Greylisted", MailUnavailable), ("550 Unknown", MailRefused)])
def test_an_address_that_is_refused_does_not_end_the_connection_for_others(mail_server, answer, error):
    server = mail_server()
    server.kept.refused = {"gone@example.com": answer}
    with Postman(settings_of(server)) as postman:
        with pytest.raises(error, match=r"gone@example\.com"):
            postman.send(letter("gone@example.com"))
        postman.send(letter())
    assert [to for _, to in server.kept.envelopes] == [["docs@example.com"]]


def test_an_address_in_other_letters_is_refused_where_the_server_knows_none(mail_server):
    server = mail_server(enable_SMTPUTF8=False)
    with Postman(settings_of(server)) as postman, pytest.raises(MailRefused, match="no addresses in other letters"):
        postman.send(letter("کمک@example.com"))


def test_nobody_there_is_told_with_what_to_check():
    settings = MailSettings(SENDER, "127.0.0.1", free_port(), "none")
    with Postman(settings) as postman, pytest.raises(MailUnavailable, match=r"connection refused.*mail\.yml"):
        postman.send(letter())


@pytest.mark.parametrize("words", [b"", b"2", b"220 welcome\r\n"])
def test_a_server_that_falls_silent_or_dribbles_ends_with_the_time(words):
    """A byte a while keeps the time limit of a socket from ever coming: the whole message has its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def dribble() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(words)
                while not ended.wait(0.1):
                    try:
                        connection.sendall(b"2" if words else b"")
                    except OSError:
                        return

        thread = threading.Thread(target=dribble, daemon=True)
        thread.start()
        settings = MailSettings(SENDER, "127.0.0.1", listener.getsockname()[1], "none", seconds=0.5)
        try:
            with Postman(settings) as postman, pytest.raises(MailUnavailable, match=r"did not answer within 0\.5 seconds"):
                postman.send(letter())
        finally:
            ended.set()
            thread.join(10)


def test_a_server_that_was_started_anew_is_called_again(mail_server):
    first = mail_server()
    with Postman(settings_of(first)) as postman:
        postman.send(letter())
        postman._connection.close()  # as a server does that has waited long enough
        postman.send(letter(key="b"))
    assert len(first.kept.messages) == 2


def test_a_file_that_holds_no_certificates_is_named(mail_server, tmp_path: Path):
    from kbgen.errors import OperatorError

    server = mail_server()
    (tmp_path / "mine.pem").write_text("nothing")
    settings = settings_of(server, security="tls", certificates=tmp_path / "mine.pem")
    with Postman(settings) as postman, pytest.raises(OperatorError, match=r"mine\.pem holds no certificates"):
        postman.try_out()
