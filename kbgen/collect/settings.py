"""What the operator decides about a collector: whom it listens to, how much it takes, how long it keeps readers' words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbgen.collect.http.address import LOOPBACK, Network, networks
from kbgen.collect.limits import Rate
from kbgen.errors import OperatorError

# An office behind one address: sixty people in a minute, each with a page, a search and a vote.
ADDRESS_RATE = Rate(per_second=5, burst=120)
# More than one process was measured to store, so that only a flood meets it.
GLOBAL_RATE = Rate(per_second=10_000, burst=20_000)
# Rows that one network writes in a day: an office of two hundred where each reads fifty pages. Ten megabytes at most.
NETWORK_DAY = 20_000
# Rows that all write in a day: more than a site of a hundred million visits a year has, and two gigabytes at most.
GLOBAL_DAY = 5_000_000
TRUSTED = networks(LOOPBACK)


@dataclass(frozen=True)
class CollectorSettings:
    """See each field. The defaults suit one site behind one proxy on the same host.

    `origins` are the exact origins (`https://help.example.com`) whose pages may write; with none, a page may write to
    the host that it came from. `trusted` are the proxies whose `X-Forwarded-For` is believed.
    """

    origins: tuple[str, ...] = ()
    trusted: tuple[Network, ...] = TRUSTED
    address_rate: Rate = ADDRESS_RATE
    global_rate: Rate = GLOBAL_RATE
    # Addresses remembered; each costs about 300 bytes, 16 MB in all.
    most_addresses: int = 50_000
    body_seconds: float = 10.0
    # Comments and searches may hold personal data and are emptied after this many days.
    keep_words_days: int = 365
    # Single votes and events are deleted after this many days; the figures of their days stay.
    keep_events_days: int = 400
    network_day: int = NETWORK_DAY
    global_day: int = GLOBAL_DAY
    # The time zone whose midnights end the days; the database's own, once it has decided, is kept.
    zone: str = "UTC"
    # Host names that the private listener answers to, besides addresses and localhost; see `hosts`.
    private_hosts: tuple[str, ...] = ()
    poll_seconds: float = 2.0
    # Where `kbgen build --semantic` keeps vectors; None: no second opinion is given.
    vectors: Path | None = None


def rate(per_second: float, usual: Rate) -> Rate:
    """A rate that an operator chose: at once as much as is usual, and two seconds' worth at least."""
    return Rate(per_second, max(usual.burst, 2 * per_second))


def origin(text: str) -> str:
    """An origin as browsers write it. Raises `OperatorError` for anything that could never match."""
    scheme, separator, host = text.strip().rstrip("/").partition("://")
    if scheme not in {"http", "https"} or not separator or not host or "/" in host or "*" in host:
        raise OperatorError(f"--origin {text} is no origin. Write scheme and host, for example https://help.example.com")
    return f"{scheme}://{host.lower()}"
