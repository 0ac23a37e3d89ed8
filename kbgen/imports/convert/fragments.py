"""The anchors of a Markdown body: how the old generator called each heading, and how kbgen calls it."""

from __future__ import annotations

import re

from markdown.extensions.toc import slugify_unicode

from kbgen.imports.export import Markup
from kbgen.markup.outline import headings
from kbgen.markup.without_code import without_code

_NOT_GITHUB = re.compile(r"[^\w\- ]")
_PLACE = re.compile(r'<span id="([\w:.-]+)"></span>')


def fragments(body: str, markup: Markup) -> dict[str, str]:
    """For every heading, the anchor by which the generator knew it and the one that kbgen gives it."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    taken: dict[str, int] = {}
    for heading in headings(body):
        text = heading.text
        if heading.id:
            found.setdefault(heading.id, heading.id)
            continue
        new = slugify_unicode(text, "-")
        taken[new] = taken.get(new, 0) + 1
        if taken[new] > 1:
            new = f"{new}_{taken[new] - 1}"
        old = _NOT_GITHUB.sub("", text.lower()).replace(" ", "-") if markup is Markup.COMMONMARK else new
        if markup is Markup.COMMONMARK:
            seen[old] = seen.get(old, 0) + 1
            old = old if seen[old] < 2 else f"{old}-{seen[old] - 1}"
        found.setdefault(old, new)
    # Places that are no headings, and names that headings have beside their own.
    for place in _PLACE.finditer(without_code(body)) if "<span id=" in body else ():
        found.setdefault(place[1], place[1])
    return found
