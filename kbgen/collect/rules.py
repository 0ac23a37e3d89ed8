"""What the operator decides about a collector: whom it listens to, how much it takes, how long it keeps readers' words."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.collect.address import LOOPBACK, Network, networks
from kbgen.collect.limits import Rate
from kbgen.errors import OperatorError

# An office behind one address: sixty people in a minute, each with a page, a search and a vote.
ADDRESS_RATE = Rate(per_second=5, burst=120)
# More than one process was measured to store, so that only a flood meets it.
GLOBAL_RATE = Rate(per_second=10_000, burst=20_000)
TRUSTED = networks(LOOPBACK)


@dataclass(frozen=True)
class Rules:
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
    poll_seconds: float = 2.0


def origin(text: str) -> str:
    """An origin as browsers write it. Raises `OperatorError` for anything that could never match."""
    scheme, separator, host = text.strip().rstrip("/").partition("://")
    if scheme not in {"http", "https"} or not separator or not host or "/" in host or "*" in host:
        raise OperatorError(f"--origin {text} is no origin. Write scheme and host, for example https://help.example.com")
    return f"{scheme}://{host.lower()}"
