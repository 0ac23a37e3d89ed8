"""A real mail server on loopback for tests: it keeps what it is given, and can be told to refuse, to wait and to hang up."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Kept:
    """Messages in the order of their coming; `answers` are given to DATA before it takes any, `refused` addresses to RCPT."""

    messages: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    peers: list[tuple[bool, Any]] = field(default_factory=list)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        """Take every address that was not named."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the message."""
        if self.answers:
            return self.answers.pop(0)
        content = bytes(envelope.original_content or b"")
        self.raw.append(content)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        assert server.transport
        self.peers.append((server.transport.get_extra_info("sslcontext") is not None, session.auth_data))
        return "250 OK"


@dataclass
class MailServer:
    """A running server. `certificate` is a file that a client may trust, where the server has one."""

    kept: Kept
    port: int
    stop: Callable[[], None]
    certificate: Path | None = None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of `localhost` that signs itself, and its key."""
    pem, key = folder / "server.pem", folder / "server.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", key, "-out", pem, *names], check=True, capture_output=True)
    return pem, key


def start(security: str = "none", *, folder: Path | None = None, password: str = "", **options: Any) -> MailServer:
    """Start a server; with `password`, for `kbgen` and that password only."""
    kept, pem, context = Kept(), None, None
    if security != "none":
        assert folder is not None
        pem, key = certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem, key)
    if password:

        def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
            fits = (data.login, data.password) == (b"kbgen", password.encode())
            return AuthResult(success=fits, handled=False, auth_data=data.login.decode())

        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": security == "starttls"}
    options |= (
        {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": security == "starttls"}
    )
    controller = Controller(kept, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    return MailServer(kept, controller.port, controller.stop, pem)
