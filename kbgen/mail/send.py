"""Hands messages to a mail server by SMTP, one connection for many, and says of each how it ended.

Receives settings and messages; `MailUnavailable` passes (try again later), `MailRefused` does not (this message, to this address).
A whole message has its time: a server that answers a letter a minute ends with it.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from kbgen.errors import KbgenError, OperatorError
from kbgen.mail.compose import recipients
from kbgen.mail.settings import NONE, PASSWORD, STARTTLS, TLS, USER, MailSettings


class MailUnavailable(KbgenError):
    """The server cannot be reached, does not let us in, or takes nothing just now; trying again later may work."""


class MailRefused(KbgenError):
    """The server will never take this message, or not for this address."""


class Postman:
    """An open connection, as a context manager. A server that hung up meanwhile is called again."""

    def __init__(self, settings: MailSettings) -> None:
        self.settings = settings
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Postman:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection.close()
            self._connection = None

    def send(self, message: EmailMessage) -> None:
        """Returns once the server has taken the message over for every addressee."""
        with self._told():
            connection = self._open()
            try:
                with _in_time(connection, self.settings.seconds):
                    refused = connection.send_message(message, self.settings.sender.mailbox, recipients(message))
            except smtplib.SMTPNotSupportedError:
                to = ", ".join(recipients(message))
                raise MailRefused(f"{self._place} knows no addresses in other letters than ASCII, as in {to}.") from None
        for address, (code, words) in refused.items():
            raise _of_code(code, f"{self._place} does not take mail for {address}: {_words(words)}")

    def try_out(self) -> None:
        """Call the server and sign in, without sending anything."""
        with self._told():
            self._open()

    @property
    def _place(self) -> str:
        return f"{self.settings.server}:{self.settings.port}"

    def _open(self) -> smtplib.SMTP:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.noop()[0] == 250:
                    return self._connection
            self._connection.close()
            self._connection = None
        settings = self.settings
        context = None if settings.security == NONE else _trust(settings)
        if settings.security == TLS:
            connection: smtplib.SMTP = _Ssl(settings.server, settings.port, timeout=settings.seconds, context=context)
        else:
            connection = _Plain(settings.server, settings.port, timeout=settings.seconds)
        try:
            with _in_time(connection, settings.seconds):
                if settings.security == STARTTLS:
                    connection.starttls(context=context)
                connection.ehlo()
                if settings.user:
                    connection.login(settings.user, settings.password)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong, in words for whoever keeps the server and `mail.yml`."""
        place, seconds = self._place, self.settings.seconds
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            advice = f"Check {USER} and {PASSWORD} in the environment."
            raise MailUnavailable(f"{place} does not let {self.settings.user} in: {_words(error.smtp_error)}. {advice}") from None
        except smtplib.SMTPNotSupportedError as error:
            advice = (
                "Check security and the name in mail.yml."
                if not self.settings.user
                else f"Take out {USER}, or check security in mail.yml."
            )
            raise MailUnavailable(f"{place} cannot do what mail.yml asks for: {error} {advice}") from None
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            raise _of_code(code, f"{place} does not take mail for {', '.join(error.recipients)}: {_words(answer)}") from None
        except smtplib.SMTPResponseException as error:
            raise _of_code(
                error.smtp_code, f"{place} does not take the mail: {error.smtp_code} {_words(error.smtp_error)}"
            ) from None
        except ssl.SSLCertVerificationError as error:
            advice = "Use the name in its certificate as server, or name your own authority's file under certificates in mail.yml."
            raise MailUnavailable(f"{place} is not who it says: {error.verify_message}. {advice}") from None
        except ssl.SSLError as error:
            advice = "Check port and security in mail.yml: 465 wants tls, 587 wants starttls."
            raise MailUnavailable(f"{place} does not speak TLS as expected ({error.reason or error}). {advice}") from None
        except TimeoutError:
            raise MailUnavailable(
                f"{place} did not answer within {seconds:g} seconds. Check server and port in mail.yml."
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            words = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
            raise MailUnavailable(
                f"{place} cannot be used: {words.lower().rstrip('.')}. Check server and port in mail.yml."
            ) from None


class _Plain(smtplib.SMTP):
    """A connection whose first words are in time too."""

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> Any:
        """As smtplib does."""
        with _in_time(self, self.timeout):
            return super().connect(host, port, source_address)


class _Ssl(_Plain, smtplib.SMTP_SSL):
    """The same with TLS from the first byte."""


def _trust(settings: MailSettings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=str(settings.certificates) if settings.certificates else None)
    except (OSError, ssl.SSLError):
        raise OperatorError(f"{settings.certificates} holds no certificates (PEM). It is named in mail.yml.") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _of_code(code: int, message: str) -> KbgenError:
    """By RFC 5321 (4.2.1) 4yz passes and 5yz does not. Codes of signing in and of policy are the operator's to mend: they pass."""
    passes = 400 <= code < 500 or code in (530, 534, 535, 538, -1)
    return MailUnavailable(message) if passes else MailRefused(message)


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300].rstrip(".")


@contextmanager
def _in_time(connection: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Hang up after `seconds`: the time limit of a socket begins anew with every byte that comes."""
    over = threading.Event()

    def hang_up() -> None:
        over.set()
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer, began = threading.Timer(seconds, hang_up), time.monotonic()
    timer.daemon = True
    timer.start()
    try:
        yield
    except (smtplib.SMTPException, OSError):
        # The socket's own limit is as long and may come first.
        if over.is_set() or time.monotonic() - began >= 0.95 * seconds:
            raise TimeoutError from None
        raise
    else:
        # What was cut off can look like an answer.
        if over.is_set():
            raise TimeoutError
    finally:
        timer.cancel()
