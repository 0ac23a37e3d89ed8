"""What stands in a file for translators, whatever its format: texts with their translations, and how far each is done.

Receives nothing and does nothing: `xliff` and `po` write and read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kbgen.errors import AuthorError
from kbgen.issues import Issue

# A help center of 10,000 articles is smaller; a bomb is larger.
MOST_BYTES = 64 * 1024 * 1024


class Entry(NamedTuple):
    """One text as it is handed out or came back. `done` is whether somebody said that the translation is good; `before` names the
    translation that it was handed out with; `notes` are for people."""

    id: str
    source: str
    target: str
    done: bool
    before: str
    notes: tuple[str, ...] = ()


class Exchange(NamedTuple):
    """A whole file: the languages, and its texts in order."""

    source_locale: str
    target_locale: str
    entries: Sequence[Entry]


def refused(file: str, line: int, message: str, advice: str) -> AuthorError:
    """A file that cannot be taken, as an error that names it."""
    issue = Issue(file, line, "translations-handoff", message, suggestion=advice)
    return AuthorError(f"{file} cannot be imported: {message}", [issue])


def parts_of_id(name: str) -> tuple[str, str, str]:
    """Path, section and name in it, of a text's id; empty where it is none of ours."""
    path, mark, rest = name.partition("#")
    section, slash, unit = rest.partition("/")
    # Texts of front matter have deeper names: `:front/needs/2`.
    return (path, section, unit) if mark and slash and path.endswith(".md") else ("", "", "")
