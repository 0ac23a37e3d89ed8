"""Addresses of the web, taken apart without ever failing.

Receives addresses from anywhere; returns their parts. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit


def parts_of(address: str) -> tuple[str, str, str]:
    """Host in small letters, path and fragment; an address that is none is all path."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.path, unquote(parts.fragment)
    except ValueError:
        return "", address, ""


def hosts_of(addresses: Iterable[str]) -> frozenset[str]:
    """The hosts that `addresses` name."""
    return frozenset(host for address in addresses if (host := parts_of(address)[0]))
