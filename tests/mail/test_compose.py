"""What a mail is made of, as a program that reads it finds it."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest

from kbgen.mail.address import Address
from kbgen.mail.compose import Letter, Picture, addressed, compose, framed, recipients

AT = 1_795_219_200_000
SENDER = Address("Help, center", "help@example.com")
READER = Address("تیم مستندات", "docs@example.com")
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def read(message: EmailMessage) -> EmailMessage:
    """The message as it goes over the wire and is read again."""
    found = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def sent(letter: Letter, **more: str) -> EmailMessage:
    return addressed(compose(letter), sender=SENDER, to=READER, at=AT, key=more.pop("key", "weekly/docs/2026-47"), **more)


def test_a_mail_has_what_servers_and_readers_expect():
    found = read(sent(Letter("What readers said", "Hello", framed("<p>Hello</p>", "Hi", "en", "ltr"), "en")))
    assert found["From"].addresses[0].display_name == "Help, center"
    assert found["To"].addresses[0].display_name == "تیم مستندات"
    assert found["Date"].datetime.isoformat() == "2026-11-21T00:00:00+00:00"
    assert found["Message-ID"].endswith("@example.com>")
    assert found["Content-Language"] == "en"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["MIME-Version"] == "1.0"
    assert "List-Unsubscribe" not in found
    assert found.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]
    assert recipients(found) == ["docs@example.com"]


def test_one_letter_has_one_id_and_another_letter_another():
    first, again, other = (sent(Letter("a", "b"), key=key)["Message-ID"] for key in ("one", "one", "two"))
    assert first == again != other


def test_whoever_wants_no_more_has_a_way_to_say_so():
    found = read(sent(Letter("a", "b"), unsubscribe="mailto:help@example.com?subject=no%20more"))
    assert found["List-Unsubscribe"] == "<mailto:help@example.com?subject=no%20more>"


@pytest.mark.parametrize(
    "text",
    ["خوانندگان چه گفتند؟ " * 80, "ماذا قال القرّاء؟\nسطر ثانٍ", "plain " * 400, "Ünïcödé\n" * 30, "dot\n.\n..\nFrom here\n"],
)
def test_text_in_any_script_and_of_any_length_arrives_as_it_was_and_fits_every_server(text):
    raw = sent(Letter(text[:150], text, framed(text, text[:20], "fa", "rtl"))).as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert found["Subject"] == " ".join(text[:150].split())
    plain, html = found.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == text.strip() + "\n"
    assert text.strip() in html.get_content().replace("\r\n", "\n")


def test_a_subject_of_several_lines_is_one_and_adds_no_header():
    found = read(sent(Letter("Hello\r\nBcc: all@example.com", "text")))
    assert found["Subject"] == "Hello Bcc: all@example.com"
    assert "Bcc" not in found


def test_direction_stands_where_programs_look_that_know_no_styles():
    html = framed("<p>سلام</p>", "<b>", "fa", "rtl")
    cell = html[html.index("<td") : html.index("<p>")]
    assert 'dir="rtl"' in cell
    assert 'align="right"' in cell
    assert '<table role="presentation" dir="rtl" lang="fa"' in html
    assert "<title>&lt;b&gt;</title>" in html
    assert 'align="left"' in framed("", "", "en", "ltr")


def test_a_picture_is_inside_the_mail_and_says_what_it_shows():
    picture = Picture("trend", PNG, "png", 'Visits "rose" & fell')
    html = framed(str(picture.tag(320)), "Hi", "en", "ltr")
    found = read(sent(Letter("a", "text", html, pictures=[picture])))
    plain, related = found.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert related.get_content_type() == "multipart/related"
    page, image = related.iter_parts()
    assert 'src="cid:trend" alt="Visits &#34;rose&#34; &amp; fell" width="320"' in page.get_content()
    assert image["Content-ID"] == "<trend>"
    assert image.get_content_disposition() == "inline"
    assert image.get_content() == PNG


def test_a_message_that_is_addressed_again_has_each_header_once():
    message = sent(Letter("a", "b"), unsubscribe="mailto:a@example.com")
    addressed(message, sender=SENDER, to=Address("", "other@example.com"), at=AT, key="x")
    assert message.get_all("To") == ["other@example.com"]
    assert len(message.get_all("Message-ID")) == len(message.get_all("Date")) == 1
    assert "List-Unsubscribe" not in message
