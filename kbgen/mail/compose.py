"""A mail as RFC 5322 has it: text and HTML side by side, pictures inside, and the headers that servers and readers expect.

Receives a `Letter`, from whom and to whom, the time and a key that is the letter's own; returns an `EmailMessage`. The same key
gives the same Message-ID, so that a letter which is sent twice after a fault is one letter to the program that reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from markupsafe import Markup, escape

from kbgen.mail.address import Address

# Letters beyond ASCII are encoded: a server need not take them as they are (RFC 6152), and no line may have more than 998 bytes.
POLICY = SMTP.clone(cte_type="7bit")
# RFC 2606: a place that no mail comes from, where the sender is not known yet.
NOWHERE = "kbgen.invalid"


@dataclass(frozen=True)
class Picture:
    """A picture inside a mail. `name` is its own in the mail, `subtype` such as `png`; `alt` says what it shows."""

    name: str
    content: bytes
    subtype: str
    alt: str

    def tag(self, width: int) -> Markup:
        """The element that shows it, `width` pixels wide."""
        style = "display:block;max-width:100%;height:auto;border:0"
        return Markup('<img src="cid:{}" alt="{}" width="{}" style="{}">').format(self.name, self.alt, width, style)


@dataclass(frozen=True)
class Letter:
    """What is said. `html` is a whole document (see `framed`) and may be empty; `language` is a BCP 47 tag."""

    subject: str
    text: str
    html: str = ""
    language: str = ""
    pictures: Sequence[Picture] = ()


def framed(body: str, title: str, language: str, direction: str) -> str:
    """A document around the HTML `body`, which is escaped already.

    Direction stands on a table and its cell too, with `align`: many programs show only what is inside `body`, and some (Outlook on
    Windows) go by attributes where they pass over styles. The width is limited by the table, not by a style that they do not know.
    """
    side = "right" if direction == "rtl" else "left"
    told = escape(title)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{told}</title></head>\n'
        f'<body dir="{direction}" style="margin:0;padding:0;background:#ffffff">\n'
        f'<table role="presentation" dir="{direction}" lang="{escape(language)}" width="100%" border="0" cellspacing="0" '
        f'cellpadding="0" style="max-width:640px;margin:0 auto;direction:{direction}"><tr>\n'
        f'<td dir="{direction}" align="{side}" style="padding:16px;direction:{direction};text-align:{side};'
        "font-family:system-ui,'Segoe UI',Tahoma,Arial,sans-serif;font-size:16px;line-height:1.7;color:#1b2327\">\n"
        f"{body}\n</td></tr></table>\n</body></html>\n"
    )


def compose(letter: Letter) -> EmailMessage:
    """The letter without sender and addressee: its subject, text, HTML and pictures."""
    message = EmailMessage(policy=POLICY)
    message["Subject"] = " ".join(letter.subject.split())
    message.set_content(letter.text.strip() + "\n")
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
        if letter.pictures:
            page = list(message.iter_parts())[-1]
            assert isinstance(page, EmailMessage)
            for picture in letter.pictures:
                page.add_related(
                    picture.content,
                    "image",
                    picture.subtype,
                    cid=f"<{picture.name}>",
                    disposition="inline",
                    filename=f"{picture.name}.{picture.subtype}",
                )
    # Set earlier, it would have gone with the text into its part.
    if letter.language:
        message["Content-Language"] = letter.language
    return message


def addressed(
    message: EmailMessage,
    *,
    sender: Address,
    to: Address,
    at: int,
    key: str,
    reply_to: Address | None = None,
    unsubscribe: str = "",
) -> EmailMessage:
    """The message with From, To, Date, Message-ID and, where it is wanted, a way to say no to more of its kind.

    `at` is the time in milliseconds since 1970. List-Unsubscribe is RFC 2369's; what is sent by a program says so (RFC 3834), and
    programs that answer while their people are away stay silent.
    """
    for name in ("From", "To", "Reply-To", "Date", "Message-ID", "List-Unsubscribe", "Auto-Submitted"):
        del message[name]
    message["From"] = sender.header
    message["To"] = to.header
    if reply_to:
        message["Reply-To"] = reply_to.header
    message["Date"] = format_datetime(datetime.fromtimestamp(at // 1000, UTC))
    message["Message-ID"] = message_id(key, sender.domain)
    if unsubscribe:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def message_id(key: str, domain: str = NOWHERE) -> str:
    """The Message-ID of the letter whose own key is `key`."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def recipients(message: EmailMessage) -> list[str]:
    """The mailboxes that a message is for."""
    header = message["To"]
    found: Sequence[HeaderAddress] = header.addresses if header is not None else ()
    return [one.addr_spec for one in found]
