"""An article cut into the parts that are translated one by one: its front matter, its opening, each heading with its text.

Receives the text of a file; returns its parts, each with a digest that changes with its words and not with its spaces, line
ends or the dates in its front matter. Pure.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from markdown.extensions.toc import slugify_unicode

from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.key import KeyType
from kbgen.articles.front_matter.keys import ARTICLE_KEYS
from kbgen.articles.front_matter.parse import Listing, Scalar, Value
from kbgen.articles.source import digest_of
from kbgen.markup.outline import headings as headings_of

# Hexadecimal digits kept of a digest: 48 bits tell the parts of any help center apart and keep the records short.
DIGITS = 12
FRONT, OPENING = ":front", ":opening"
# What a translator has to look at when it changes; tags and keywords are each language's own, dates and owners no text.
TRANSLATED = ("title", "description", *(key.name for key in ARTICLE_KEYS if key.kinds and key.type is not KeyType.NUMBER))


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `heading` is empty for the front matter and the opening."""

    key: str
    heading: str
    text: str

    @property
    def digest(self) -> str:
        """A short name for the words of this part."""
        return short(" ".join(self.text.split()))


def short(text: str) -> str:
    """The digest of a text as records keep it."""
    return digest_of(text.encode("utf-8", "surrogateescape"))[:DIGITS]


class Span(NamedTuple):
    """The lines of a body that a part has, from `start` up to `end`, the first as 0."""

    key: str
    heading: str
    start: int
    end: int


def parts_of(text: str) -> dict[str, Part]:
    """The parts of the file with this text by key, in its order. A heading's key is its address."""
    split, _ = front_matter.split(text.replace("\r\n", "\n"), "")
    if split is None:
        return {OPENING: Part(OPENING, "", text)}
    found = {FRONT: Part(FRONT, "", _front(split.header or ""))}
    lines = split.body.split("\n")
    for span in spans_of(split.body):
        found[span.key] = Part(span.key, span.heading, "\n".join(lines[span.start : span.end]))
    return found


def spans_of(body: str) -> list[Span]:
    """Where the parts of a body stand, in their order; line ends are `\\n`."""
    lines = body.split("\n")
    headings = list(headings_of(body))
    if headings and headings[0].level == 1 and not "".join(lines[: headings[0].line]).strip():
        # A leading `# Title` repeats the title; what follows is the opening.
        headings = headings[1:]
    starts = [heading.line for heading in headings]
    found = []
    end = starts[0] if starts else len(lines)
    if "".join(lines[:end]).strip():
        found.append(Span(OPENING, "", 0, end))
    taken = {FRONT, *(span.key for span in found)}
    for heading, start, end in zip(headings, starts, [*starts, len(lines)][1:], strict=True):
        key = _unused(heading.id or slugify_unicode(heading.text, "-") or "part", taken)
        taken.add(key)
        found.append(Span(key, heading.text, start, end))
    return found


def _front(header: str) -> str:
    table, _ = front_matter.parse(header, "")
    if table is None:
        return header
    return "\n".join(f"{name}: {_written(table.entries[name].value)}" for name in TRANSLATED if name in table.entries)


def _written(value: Value) -> str:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Listing):
        return "; ".join(map(_written, value.items))
    return "; ".join(f"{name}: {_written(entry.value)}" for name, entry in value.entries.items())


def _unused(key: str, taken: Container[str]) -> str:
    name, number = key, 1
    while name in taken:
        name, number = f"{key}_{number}", number + 1
    return name
