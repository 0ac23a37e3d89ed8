"""A body in the parts that templates place one by one. Receives HTML; returns pieces of it."""

from __future__ import annotations


def parted(html: str) -> tuple[str, str]:
    """A body's first paragraph, if it begins with one, and the rest: reading begins before the box of a kind, not below it."""
    if not html.startswith(("<p>", "<p ")):
        return "", html
    opening, end, rest = html.partition("</p>")
    return opening + end, rest
