"""How other programs call a heading or a page in a link, where kbgen calls it otherwise.

Receives an anchor and the ones that a page has; returns the one that is meant. Case, spaces and punctuation are what programs
differ in: for "Early and Late Phases" MediaWiki and Doxygen write `#Early_and_Late_Phases`, GitHub `#early-and-late-phases`; for
"cut.edges" Mintlify has `#cut-edges` and GitHub `#cutedges`. Letters and digits are the same in all of them.
Some put a word of their own before it (GitHub's own pages `user-content-`, Bitbucket `markdown-header-`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

_NO_LETTER = re.compile(r"[\W_]+")
# `01-` before a file's or folder's name is its place, and no part of its address (Docusaurus, and others after it).
NUMBER_PREFIX = re.compile(r"^\d+\s*[-_.]+\s*(?=[^-_.\s\d])")
_MAY_BE_NUMBERED = re.compile(r"(?:^|/)\d")
_PREFIX = re.compile(r"^(?:user-content|markdown-header)-")


def unnumbered(path: str) -> str:
    """A path without the numbers that give its parts their places."""
    if not _MAY_BE_NUMBERED.search(path):
        return path
    return "/".join(NUMBER_PREFIX.sub("", part) for part in path.split("/"))


def letters(anchor: str) -> str:
    """What all programs keep of a heading: its letters and digits, in small letters."""
    return _NO_LETTER.sub("", normalize("NFKC", unquote(_PREFIX.sub("", anchor))).casefold())


def meant(anchor: str, known: Iterable[str]) -> str:
    """The first of `known` with the letters of `anchor`, else nothing."""
    wanted = letters(anchor)
    return next((name for name in known if letters(name) == wanted), "") if wanted else ""
