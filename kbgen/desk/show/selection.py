"""Which articles a page is about: those of a language, a section, a team, a kind.

Receives the shelf and what the address asks; returns articles, and what there is to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kbgen.desk.read.knowledge import Shelf
from kbgen.desk.show.asked import Asked
from kbgen.report.read.site import ArticleFacts
from kbgen.report.read.totals import Key


def section_of(facts: ArticleFacts) -> str:
    """The folder of an article, relative to that of its language."""
    return (facts.path or facts.article).rpartition("/")[0]


def fits(facts: ArticleFacts, asked: Asked) -> bool:
    """Whether an article is one of those that are asked about."""
    section = section_of(facts)
    return (
        (not asked.locale or facts.locale == asked.locale)
        and (not asked.section or section == asked.section or section.startswith(asked.section + "/"))
        and (not asked.owner or facts.owner == asked.owner)
        and (not asked.kind or facts.kind == asked.kind)
    )


def chosen(shelf: Shelf, keys: Iterable[Key], asked: Asked) -> list[Key]:
    """Those of `keys` that are asked about."""
    return [key for key in keys if fits(shelf.site.facts(*key), asked)]


@dataclass(frozen=True)
class Choices:
    """What filters offer: values with their names."""

    locales: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]


def choices(shelf: Shelf, tag: str) -> Choices:
    """What there is on the site, in the words of one language."""
    present = [facts for facts in shelf.site.articles.values() if facts.present]
    sections = {section_of(facts) for facts in present} - {""}
    # A folder that holds only folders is a section too.
    sections |= {path.rpartition("/")[0] for path in sections if "/" in path}
    owners = {facts.owner for facts in present} - {""}
    return Choices(
        tuple((locale.tag, locale.name) for locale in shelf.site.locales),
        tuple((path, section_name(shelf, path, tag)) for path in sorted(sections)),
        tuple((owner, shelf.site.team(owner, tag)) for owner in sorted(owners)),
        tuple(sorted({facts.kind for facts in present} - {""})),
    )


def section_name(shelf: Shelf, path: str, tag: str) -> str:
    """The title of a section in a language, with those of the sections that it is in."""
    titles = shelf.content.sections
    parts = path.split("/")
    names = []
    for place in range(len(parts)):
        inner = "/".join(parts[: place + 1])
        names.append(titles.get((tag, inner)) or titles.get((shelf.site.source_locale, inner)) or parts[place])
    return " / ".join(names)
