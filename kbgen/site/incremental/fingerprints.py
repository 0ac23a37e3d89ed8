"""Short names for long values: what caches and file names compare instead of the values themselves."""

from __future__ import annotations

from hashlib import blake2b


def fingerprint(text: str) -> str:
    """24 hexadecimal digits that change with `text`."""
    return blake2b(text.encode(), digest_size=12).hexdigest()
