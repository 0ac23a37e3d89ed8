"""An address of a mailbox with the name of whom it belongs to, as people write it: `Help center <help@example.com>`.

Receives text; returns an `Address` or None. A domain in other letters is kept in those of DNS (IDNA): many servers know no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address as HeaderAddress

# What mailboxes look like in practice. RFC 5322 allows quoted names and comments, which forms and servers refuse.
_MAILBOX = re.compile(r"^[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}@([^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,253})$")
_NAMED = re.compile(r"^(.*?)\s*<([^<>]*)>$", re.DOTALL)
_DNS = re.compile(r"^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """`name` may be empty; `mailbox` is `user@domain`."""

    name: str
    mailbox: str

    @property
    def domain(self) -> str:
        """What stands behind the last `@`."""
        return self.mailbox.rpartition("@")[2]

    @property
    def header(self) -> HeaderAddress:
        """As the header of a mail takes it."""
        user, _, domain = self.mailbox.rpartition("@")
        return HeaderAddress(self.name, user, domain)


def address_of(text: str) -> Address | None:
    """The address in `text`, None where it is none or where it would break the header that it is put into."""
    text = text.strip()
    named = _NAMED.match(text)
    name, mailbox = (named[1].strip().strip('"').strip(), named[2].strip()) if named else ("", text)
    found = _MAILBOX.match(mailbox)
    if found is None or any(ord(letter) < 32 or ord(letter) == 127 for letter in name):
        return None
    try:
        domain = found[1].encode("idna").decode("ascii")
    except UnicodeError:
        return None
    user = mailbox.rpartition("@")[0]
    if not _DNS.match(domain) or user.startswith(".") or user.endswith(".") or ".." in user:
        return None
    return Address(name, f"{user}@{domain}")
