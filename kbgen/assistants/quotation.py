"""Texts quoted so that nothing in them can pass for the server's own words: a model that reads an answer sees whose words they are.

Receives a text of writers or readers; returns it as a quotation of Markdown. Pure.
"""

from __future__ import annotations


def quoted(text: str) -> str:
    """`text` as a quotation of Markdown. Each line bears the mark, so that no line of a text can end its own quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
