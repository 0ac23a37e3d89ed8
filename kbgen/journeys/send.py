"""Sends the letters that are due: a customer gets at most one a run of a journey, each once, none that is long overdue.

Receives journeys, customers, a ledger and a way to send; returns counts. A mail server that is away ends the run: the next one goes
on where it ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from email.message import EmailMessage

from kbgen.journeys.customers import Customer
from kbgen.journeys.ledger import OPEN, REFUSED, SENT, Ledger
from kbgen.journeys.letters import Writer
from kbgen.mail.address import Address
from kbgen.mail.compose import addressed, compose
from kbgen.mail.send import MailRefused, MailUnavailable
from kbgen.mail.settings import MailSettings
from kbgen.site.outputs.journeys import Journey, Step


def due(
    journeys: Sequence[Journey], customers: Iterable[Customer], ledger: Ledger, today: date, grace: int, *, again: bool = False
) -> Iterator[tuple[Customer, Step]]:
    """Which letter each customer is to get now: the earliest that is due, not more than `grace` days late, and not yet sent.
    `again` has those that an earlier run may have sent or not."""
    for customer in customers:
        if ledger.wants_none(customer.address.mailbox):
            continue
        states = ledger.states(customer.address.mailbox)
        days = (today - customer.start).days
        for journey in journeys:
            if not customer.is_for(journey):
                continue
            for step in journey.steps:
                state = states.get((journey.name, step.day))
                open_ = state is None or (again and state == OPEN)
                if open_ and 0 <= days - step.day <= grace and customer.locale in step.languages:
                    yield customer, step
                    break


def send_due(
    letters: Iterable[tuple[Customer, Step]],
    writer: Writer,
    ledger: Ledger,
    send: Callable[[EmailMessage], None],
    settings: MailSettings,
    now: Callable[[], int],
    *,
    again: bool = False,
) -> Counter[str]:
    """Send them. Raises `MailUnavailable` where the server cannot be used; what was sent until then is noted."""
    done: Counter[str] = Counter()
    for customer, step in letters:
        letter = writer.letter(step, customer.locale)
        mailbox = customer.address.mailbox
        if letter is None or not ledger.begin(mailbox, step.journey, step.day, now(), again=again):
            continue
        message = _message(compose(letter), settings, customer.address, step, writer, now(), ledger)
        try:
            send(message)
        except MailRefused:
            # It would be refused tomorrow too.
            ledger.end(mailbox, step.journey, step.day, REFUSED)
            done[REFUSED] += 1
        except MailUnavailable:
            ledger.undo(mailbox, step.journey, step.day)
            raise
        else:
            ledger.end(mailbox, step.journey, step.day, SENT)
            done[SENT] += 1
    return done


def _message(
    message: EmailMessage, settings: MailSettings, to: Address, step: Step, writer: Writer, at: int, ledger: Ledger
) -> EmailMessage:
    # The key names the customer, or two letters would be one to the program of somebody who gets both; it does so by the ledger.
    key = f"journey {step.campaign} {ledger.customer(to.mailbox).hex()}"
    told = addressed(
        message,
        sender=settings.sender,
        to=to,
        at=at,
        key=key,
        reply_to=settings.reply_to,
        unsubscribe=writer.unsubscribe,
    )
    if writer.unsubscribe.startswith("https://"):
        # RFC 8058: one click, without a page to look at.
        told["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return told
