"""What one article's Markdown becomes: HTML, and the facts about it that other stages need.

Receives nothing and does nothing: `markdown.py` fills these, page templates, search and checks read them. Everything
is text and tuples, so that a body travels between processes and into the cache as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kbgen.issues import Issue
from kbgen.search.document import Passage


class Heading(NamedTuple):
    """One heading with an address: `level` 2 to 6, `id` as in the page's HTML, `text` without markup."""

    level: int
    id: str
    text: str


class Question(NamedTuple):
    """A question of a FAQ and its answer as plain text, for structured data."""

    id: str
    text: str
    answer: str


class Target(NamedTuple):
    """Where a reference leads: `url` relative to the page or absolute, empty where it is broken and `problem` says why.

    `width` and `height` are those of a picture in pixels, 0 where unknown; `external` leaves the site. A link to a
    heading names it by `locale`, `path` and `anchor`. `called` is, on lenient sites, what a link without words of its own says.
    """

    url: str
    problem: str = ""
    suggestion: str = ""
    width: int = 0
    height: int = 0
    external: bool = False
    locale: str = ""
    path: str = ""
    anchor: str = ""
    called: str = ""


class Pointer(NamedTuple):
    """A link to a heading: the file and line of the link, and the locale, path and anchor that it names."""

    file: str
    line: int
    locale: str
    path: str
    anchor: str


@dataclass(frozen=True)
class Body:
    """An article's content.

    `steps` are the texts of its top-level numbered lists, in order (guides and fixes); `words` counts what a reader
    reads; `anchors` are all ids that can be linked to; `references` are the link targets as written, each with
    everything that is known of where it leads, so that a remembered body can be checked against a changed site. `pointers` are its
    links to headings of articles. `markdown` is the text that all of it was made from, `prose` the same with its code blanked.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    passages: tuple[Passage, ...] = ()
    questions: tuple[Question, ...] = ()
    steps: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    references: tuple[tuple[str, Target], ...] = ()
    pointers: tuple[Pointer, ...] = ()
    words: int = 0
    markdown: str = ""
    prose: str = ""
    issues: tuple[Issue, ...] = ()
