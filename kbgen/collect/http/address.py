"""The address that a request really came from.

Receives the peer of the connection and `X-Forwarded-For`; believes that header only from proxies that the operator
named, and reads it from its end: what stands before the first stranger was written by the stranger.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

from kbgen.errors import OperatorError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# A proxy on the same host.
LOOPBACK = ("127.0.0.0/8", "::1/128")
# Entries of X-Forwarded-For that are looked at; no honest chain is longer.
_LONGEST_CHAIN = 20


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """`127.0.0.1`, `10.0.0.0/8` … as networks. Raises `OperatorError` for anything else."""
    found = []
    for text in texts:
        try:
            found.append(ipaddress.ip_network(text.strip()))
        except ValueError:
            raise OperatorError(
                f"--trusted-proxy {text} is no address or network. Write it like 10.0.0.5 or 10.0.0.0/24."
            ) from None
    return tuple(found)


def client_address(peer: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """The first address from the end of the chain that is not a trusted proxy; the peer's if there is no other."""
    address = peer
    chain = forwarded.split(",")[-_LONGEST_CHAIN:] if forwarded else []
    for entry in reversed(chain):
        if not is_trusted(address, trusted):
            break
        candidate = entry.strip().removeprefix("[").partition("]")[0]
        try:
            ipaddress.ip_address(candidate)
        except ValueError:
            break
        address = candidate
    return address


# A proxy sends all its requests from one address: asking once is enough. Bounded, because strangers may come directly.
@lru_cache(maxsize=1024)
def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether a connection from `address` comes from a proxy that is believed."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        # A Unix socket has no address: only processes of this host can connect to it.
        return address == ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in trusted if network.version == parsed.version)
