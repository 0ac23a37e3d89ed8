"""Readable names for files and folders, made from titles in any script.

Receives a title; returns a name that is safe on every disk and in every address. Letters of all scripts stay as they
are: `راه‌اندازی Wi-Fi 2` becomes `راه-اندازی-wi-fi-2`. Pure.
"""

from __future__ import annotations

import re
import unicodedata

# Linux allows 255 bytes for a name; a letter of a help center's script takes up to four.
LONGEST = 60
# Device names of Windows, on which a checkout would fail, and the name that makes a section of an article.
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
_APOSTROPHES = re.compile("['’ʼ‘`]")
# Combining marks belong to their letters in Arabic, Devanagari and Thai; `\w` alone would cut words there.
_SPLIT = re.compile(r"[^\w\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e]+|_+")


def slug(title: str, otherwise: str = "article") -> str:
    """A file name for `title`: lower case, words joined by hyphens, at most `LONGEST` letters, never empty."""
    # NFKC makes `ﻼ` and `①` what they mean; NFC would keep letters that look alike and differ.
    text = unicodedata.normalize("NFKC", title[:1000]).casefold()
    words = [word for word in _SPLIT.split(_APOSTROPHES.sub("", text)) if word]
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    name = unicodedata.normalize("NFC", name).strip("-")
    return f"{name}-{otherwise}" if name in _RESERVED else name or otherwise


def numbered(name: str, count: int) -> str:
    """The name for the `count`-th of several things that are called the same: `set-up`, `set-up-2`, …"""
    return name if count < 2 else f"{name}-{count}"
