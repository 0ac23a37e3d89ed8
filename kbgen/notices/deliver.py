"""Takes what is due out of the outbox and hands it over: mail to the mail server, messages to their places.

Receives an open outbox, what is wanted, the environment and the clock; returns what became of each entry. A fault of one entry
stops none of the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.errors import AuthorError, KbgenError, OperatorError
from kbgen.mail.address import address_of
from kbgen.mail.compose import Letter, addressed, compose
from kbgen.mail.send import MailRefused, MailUnavailable, Postman
from kbgen.mail.settings import mail_settings
from kbgen.notices.look import MAIL
from kbgen.notices.outbox import REFUSED, Entry, Outbox
from kbgen.notices.settings import NotifySettings
from kbgen.notices.webhook import HookRefused, HookUnavailable, post
from kbgen.notices.words import Notice

log = logging.getLogger("kbgen.notices")


@dataclass
class Delivered:
    """How many were sent, put off and given up; `problems` say why, each once."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)

    def because(self, problem: str) -> None:
        """Note a reason."""
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(frozen=True)
class Courier:
    """`root` is the folder of `mail.yml`; `now_ms` the clock; `stop` says that no further entry is to be begun."""

    outbox: Outbox
    root: Path
    wanted: NotifySettings
    environment: Mapping[str, str]
    now_ms: Callable[[], int]
    stop: Callable[[], bool] = lambda: False

    def deliver(self) -> Delivered:
        """Try everything that is due."""
        done = Delivered()
        postman: Postman | None = None
        with ExitStack() as connections:
            for entry in self.outbox.due(self.now_ms()):
                if self.stop():
                    # It was taken for this process: given back at once.
                    self.outbox.later(entry, self.now_ms(), "the collector was stopped")
                    break
                try:
                    if entry.channel == MAIL:
                        postman = postman or connections.enter_context(Postman(mail_settings(self.root, self.environment)))
                        self._mail(entry, postman)
                    else:
                        self._message(entry)
                except (MailRefused, HookRefused) as error:
                    self.outbox.end(entry, self.now_ms(), REFUSED, str(error))
                    done.refused += 1
                    done.because(str(error))
                except (MailUnavailable, HookUnavailable, OperatorError, AuthorError) as error:
                    self._later(entry, error, done)
                else:
                    self.outbox.end(entry, self.now_ms())
                    done.sent += 1
        return done

    def _later(self, entry: Entry, error: KbgenError, done: Delivered) -> None:
        wait = error.wait * 1000 if isinstance(error, HookUnavailable) else 0
        if self.outbox.later(entry, self.now_ms(), str(error), wait):
            done.later += 1
        else:
            done.refused += 1
        done.because(str(error))

    def _mail(self, entry: Entry, postman: Postman) -> None:
        body = entry.body
        settings = postman.settings
        to = address_of(body["to"])
        if to is None:
            raise MailRefused(f"{body['to']} is no address.")
        letter = Letter(body["subject"], body["text"], body["html"], body["language"])
        postman.send(
            addressed(
                compose(letter),
                sender=settings.sender,
                to=to,
                at=entry.made_at,
                key=entry.key,
                reply_to=settings.reply_to,
                unsubscribe=settings.unsubscribe,
            )
        )

    def _message(self, entry: Entry) -> None:
        name = entry.channel.partition(":")[2]
        hook = self.wanted.webhooks.get(name)
        if hook is None:
            raise HookRefused(f"notify.yml has no webhook {name} any more.")
        post(Notice.of_json(entry.body), hook, entry.key, self.now_ms(), self.environment)
