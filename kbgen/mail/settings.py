"""`mail.yml` beside `mkdocs.yml`: from whom mail comes, and by which server it goes. Names and passwords stand in the environment.

    from: Help center <help@example.com>
    server: smtp.example.com
    security: starttls

Receives a folder and an environment; returns `MailSettings` and what is wrong with the file.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.issues import Issue
from kbgen.mail.address import Address, address_of
from kbgen.yaml_files.read import read_yaml, refuse

MAIL_FILE = "mail.yml"
USER, PASSWORD = "KBGEN_SMTP_USER", "KBGEN_SMTP_PASSWORD"
TLS, STARTTLS, NONE = "tls", "starttls", "none"
# By RFC 8314 and RFC 6409: submission with TLS from the first byte, submission, and the old port for servers on this machine.
PORTS = {TLS: 465, STARTTLS: 587, NONE: 25}
# RFC 5321 (4.5.3.2) gives a server five minutes for a command; nobody waits so long for a digest, and an outbox tries again.
SECONDS = 30
SCHEMA: Mapping[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "How kbgen sends mail",
    "type": "object",
    "properties": {
        "from": {"type": "string", "minLength": 3, "description": "The sender: an address, or a name with an address in <…>."},
        "reply_to": {"type": "string", "minLength": 3, "description": "Where answers go, if not to the sender."},
        "server": {"type": "string", "minLength": 1, "description": "The name or address of the mail server (SMTP)."},
        "port": {"type": "integer", "minimum": 1, "maximum": 65535, "description": "Its port: 465, 587 or 25 by its security."},
        "security": {
            "enum": [TLS, STARTTLS, NONE],
            "description": "How the way there is protected: tls from the first byte, starttls, or none (this machine only).",
        },
        "certificates": {
            "type": "string",
            "minLength": 1,
            "description": "A file with the certificates of an authority of your own (PEM), beside mkdocs.yml.",
        },
        "seconds": {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 600,
            "description": "How long one mail may take, 30 unless set.",
        },
        "unsubscribe": {
            "type": "string",
            "pattern": "^(mailto:[^\\s<>,]+|https://[^\\s<>,]+)$",
            "description": "Where whoever wants no more mail may say so: mailto:… or https://….",
        },
    },
    "required": ["from", "server"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class MailSettings:
    """`seconds` are for one mail with all that the server answers. `password` is in no text that is made of this."""

    sender: Address
    server: str
    port: int
    security: str = STARTTLS
    reply_to: Address | None = None
    certificates: Path | None = None
    seconds: float = SECONDS
    unsubscribe: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


def load_mail(root: Path, environment: Mapping[str, str]) -> tuple[MailSettings | None, list[Issue]]:
    """The settings in `mail.yml` of the folder `root`, None where there is none or it cannot be used, and what is wrong."""
    document, issues = read_yaml(root / MAIL_FILE, SCHEMA)
    if document is None:
        return None, issues
    addresses = {}
    for key in ("from", "reply_to"):
        if key in document:
            addresses[key] = address_of(document[key])
            if addresses[key] is None:
                issues.append(
                    _wrong(f"{key} is {document[key]}.", "Write an address: help@example.com, or Help <help@example.com>.")
                )
    security = document.get("security", STARTTLS)
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if security == NONE and not is_here(document["server"]):
        advice = "Use tls or starttls: between machines, mail and passwords would be read by everybody on the way."
        issues.append(_wrong(f"security is none, and {document['server']} is another machine.", advice))
    sender = addresses.get("from")
    if issues or sender is None:
        return None, issues
    return MailSettings(
        sender=sender,
        server=document["server"],
        port=document.get("port", PORTS[security]),
        security=security,
        reply_to=addresses.get("reply_to"),
        certificates=(root / document["certificates"]).absolute() if "certificates" in document else None,
        seconds=float(document.get("seconds", SECONDS)),
        unsubscribe=document.get("unsubscribe", ""),
        user=user,
        password=password,
    ), issues


def mail_settings(root: Path, environment: Mapping[str, str]) -> MailSettings:
    """The same for a command that cannot go on without. Raises `AuthorError` and `OperatorError`."""
    settings, issues = load_mail(root, environment)
    refuse(issues, MAIL_FILE)
    if settings is None:
        raise OperatorError(f"There is no {MAIL_FILE} in {root}: it says by which server mail goes (from: …, server: …).")
    return settings


def is_here(server: str) -> bool:
    """Whether a name of a server is this machine's own."""
    if server == "localhost":
        return True
    try:
        return ipaddress.ip_address(server.strip("[]")).is_loopback
    except ValueError:
        return False


def _wrong(message: str, advice: str) -> Issue:
    return Issue(MAIL_FILE, 0, "project-file", message, suggestion=advice)
