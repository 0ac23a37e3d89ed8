"""Which stems belong to one family of words although stemming left them apart.

Receives stems; returns keys under which relatives meet, and says whether two are relatives. Search keeps such words apart,
because it must not show a wrong article; a report that counts who asked the same may be bolder.
"""

from __future__ import annotations

import re

# Letters that Arabic patterns put before, between and behind the letters of a root: رتب, ترتيب; حذف, يحذف; حاشية, حواش.
_BEFORE = re.compile("^(?:است|[اتينم]|ال)(?=...)")
_BETWEEN = re.compile("(?<=.)[اوي]")
_ARABIC = re.compile("^[\u0621-\u064a]+$")
PREFIX = 4


def keys(stem: str, language: str) -> tuple[str, ...]:
    """The keys under which relatives of `stem` are found."""
    if not stem or " " in stem:
        return ()
    found = [f"{stem[:PREFIX]}-"] if len(stem) >= PREFIX else []
    if language.partition("-")[0] == "ar" and _ARABIC.match(stem):
        found.append(f"{root(stem)}*")
    return tuple(found)


def root(stem: str) -> str:
    """The letters that stay when the patterns of Arabic are taken away; doubled letters count once."""
    bare = _BETWEEN.sub("", _BEFORE.sub("", stem))
    return "".join(letter for at, letter in enumerate(bare) if at == 0 or bare[at - 1] != letter)


def related(left: str, right: str, language: str) -> bool:
    """Whether two stems are relatives: alike but for their ends, or of one Arabic root of three letters and more."""
    if left == right:
        return True
    shared = next(
        (at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), min(len(left), len(right))
    )
    ends = (len(left) - shared, len(right) - shared)
    if shared >= PREFIX and max(ends) <= 2 and (min(ends) == 0 or shared >= 2 * max(ends) + 2):
        return True
    if language.partition("-")[0] != "ar" or not (_ARABIC.match(left) and _ARABIC.match(right)):
        return False
    first = root(left)
    return len(first) >= (2 if left[0] == right[0] else 3) and first == root(right)
