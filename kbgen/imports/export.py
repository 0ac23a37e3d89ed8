"""What every product's export is read into, before anything of kbgen is decided.

Receives nothing and does nothing: these are the types that flow from the readers (`zendesk`, `intercom`, `helpscout`,
`pages`, `generators`) to `plan`, `bodies` and `writing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# The key of the section that is a language's home page.
HOME = "section/"


class Markup(StrEnum):
    """How a body is written. `COMMONMARK` nests lists by the width of their marks, Python-Markdown by four spaces."""

    HTML = "html"
    PYTHON_MARKDOWN = "python-markdown"
    COMMONMARK = "commonmark"


@dataclass(frozen=True, order=True)
class Loss:
    """Something that could not be carried: in which `file` of the export, `what`, and `why`."""

    file: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}: {self.why}"


@dataclass(frozen=True)
class Text:
    """One language of an article or section.

    `locale` is what the product calls the language, empty where it names none. `folder` is where relative references
    start, as a path within the export. `addresses` are old ones, the usual one first.
    """

    locale: str
    title: str
    body: str = ""
    where: str = ""
    markup: Markup = Markup.HTML
    description: str = ""
    draft: bool = False
    updated: date | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    folder: str = ""
    # What other texts call it, in small letters: a uid, other names, addresses without the strokes around them.
    names: tuple[str, ...] = ()
    # What names in double braces stand for in this text alone.
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ForeignArticle:
    """An article of the export. `key` is its lasting name there; `name` its wished file name, else made from the title."""

    key: str
    section: str
    texts: tuple[Text, ...]
    order: int = 0
    featured: bool = False
    related: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class ForeignSection:
    """A section of the export; `parent` is the key of the enclosing one, empty at the top."""

    key: str
    parent: str
    texts: tuple[Text, ...]
    order: int = 0
    name: str = ""


@dataclass(frozen=True)
class Export:
    """Everything that one export holds.

    `patterns` find an article or section in an address: the name of the group that matched and its text, joined with a
    slash, are the key. `attachments` gives names under which the file of an address may have been saved. `roots` are the
    folders in which references that start with `/` may stand. `hosts` are those of the old help center, `families` ends
    of hosts that share one range of ids. `paths` says which file of the export became which article or section.
    `languages` are folders that each hold one language under the same paths; `number_prefixes` says that `01-` before a
    file's name is its place and no part of it; `mdx` that all Markdown is MDX. `values` are what expressions stand for.
    """

    articles: tuple[ForeignArticle, ...]
    sections: tuple[ForeignSection, ...] = ()
    losses: tuple[Loss, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    hosts: frozenset[str] = frozenset()
    families: tuple[str, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    attachments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roots: tuple[str, ...] = ("",)
    languages: tuple[str, ...] = ()
    number_prefixes: bool = False
    mdx: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Losses:
    """Gathers losses, each once; lives as long as one import."""

    found: set[Loss] = field(default_factory=set)

    def add(self, file: str, what: str, why: str) -> None:
        """Note one loss. Texts of the export are made printable and short."""
        self.found.add(Loss(_shown(file), _shown(what), _shown(why)))

    def extend(self, losses: Iterable[Loss]) -> None:
        """Note losses that were gathered elsewhere."""
        self.found.update(losses)

    def sorted(self) -> tuple[Loss, ...]:
        """All of them, by file."""
        return tuple(sorted(self.found))


def _shown(text: str) -> str:
    # A title may hold escape sequences that would write on a terminal.
    printable = "".join(sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in text[:400])
    return " ".join(printable.split())[:300]
