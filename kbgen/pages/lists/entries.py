"""What a list of a locale holds: its entries in order, what one page of it shows, and where its pages are.

Receives the views of a locale; returns the parts of a `Listing`. Short lists are their pages' own matter (`pages.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from kbgen.articles.article import Article, Section
from kbgen.pages.lists.parts import LongList, nearby, part_url, parts_of
from kbgen.pages.page import Group, Link, Pager, encoded
from kbgen.pages.views import Views, section_url, sections_url, special_url, tag_url

# Titles in one file for the script that looks through a list: about 20 KB, compressed.
IN_FILE = 1000


class ListKind(StrEnum):
    """The lists of a locale: of a section, what is in it and what is below it; of a tag; of all tags; of all articles."""

    SECTION = "section"
    SECTIONS = "sections"
    TAG = "tag"
    TAGS = "tags"
    SEARCH = "search"


@dataclass(frozen=True)
class Entries:
    """The entries of one locale's lists; `source` is the locale whose articles say what order writers gave."""

    views: Views
    source: str

    @property
    def most(self) -> int:
        """How many entries a page shows."""
        return self.views.settings.list_length

    def parts(self, kind: ListKind, key: str = "") -> int:
        """How many pages a list takes; there is none of sections that a section shows itself."""
        count = self._count(kind, key)
        match kind:
            case ListKind.SECTIONS:
                return parts_of(count, self.most) if count > self.most else 0
            case ListKind.TAGS:
                return parts_of(count, self.most) if count else 0
            case _:
                return parts_of(count, self.most)

    def _count(self, kind: ListKind, key: str) -> int:
        outline = self.views.outline
        match kind:
            case ListKind.SECTION:
                return len(outline.in_section[key])
            case ListKind.SECTIONS:
                return len(outline.subsections[key])
            case ListKind.TAG:
                return len(outline.by_tag[key])
            case ListKind.TAGS:
                return len(outline.by_tag)
            case _:
                return len(outline.articles)

    def first(self, kind: ListKind, key: str = "") -> str:
        """The address of a list's first page."""
        tag = self.views.interface.tag
        match kind:
            case ListKind.SECTION:
                return section_url(tag, key)
            case ListKind.SECTIONS:
                return sections_url(tag, key)
            case ListKind.TAG:
                return tag_url(tag, key)
            case _:
                return special_url(tag, str(kind))

    def entries(self, kind: ListKind, key: str, number: int) -> dict[str, Any]:
        """What a page of a long list shows, and the ways to its other pages."""
        long, first = self._long(kind, key), self.first(kind, key)
        link = self._link_of(kind)
        groups = tuple(
            Group(letter, tuple(map(link, found)), _anchor(letter) if long.begins.get(letter) == number else "")
            for letter, found in long.groups(number)
        )
        # A letter that goes on is no beginning.
        say = self.views.interface
        numeral = say.locale.number
        place = say.gettext("Page {n} of {all}").format(n=numeral(number), all=numeral(long.count))
        pager = Pager(
            place,
            encoded(part_url(first, number - 1)) if number > 1 else "",
            encoded(part_url(first, number + 1)) if number < long.count else "",
            tuple(
                Link(encoded(part_url(first, each)), numeral(each), current=each == number) if each else Link("", "")
                for each in nearby(number, long.count)
            ),
            tuple(
                Link(f"{encoded(part_url(first, begin))}#{encoded(_anchor(letter))}", letter)
                for letter, begin in long.begins.items()
            ),
            tuple(encoded(name) for name in self.title_files(kind, key)),
        )
        return {"letters": groups, "pager": pager}

    def title_files(self, kind: ListKind, key: str = "") -> list[str]:
        """The files that hold all titles of a list, none where it is short. All articles are looked through by search."""
        if kind is ListKind.SEARCH or self.parts(kind, key) < 2:
            return []
        first = self.first(kind, key)
        beginning = first if first.endswith("/") else f"{first.removesuffix('.html')}-"
        # Not by the list itself, which takes long to put in order: every build asks for the names.
        files = parts_of(self._count(kind, key), IN_FILE)
        return [f"{beginning}titles-{number}.json" for number in range(1, files + 1)]

    def titles(self, kind: ListKind, key: str = "") -> Iterator[tuple[str, list[Link]]]:
        """These files, each with its links."""
        link = self._link_of(kind)
        for place, name in enumerate(self.title_files(kind, key)):
            shown = self._long(kind, key).entries[place * IN_FILE : (place + 1) * IN_FILE]
            yield name, [link(entry) for _, entry in shown]

    def _link_of(self, kind: ListKind) -> Callable[[Any], Link]:
        match kind:
            case ListKind.SECTIONS:
                return self._counted_link
            case ListKind.TAGS:
                return self.tag_link
            case _:
                return self.views.title_link

    def _counted_link(self, section: Section) -> Link:
        return replace(self.views.section_card(section), description="", icon="")

    def tag_link(self, name: str) -> Link:
        """A link to the page of a tag, which says how many articles have it."""
        views = self.views
        count = views.interface.count("{n} article", "{n} articles", len(views.outline.by_tag[name]))
        return Link(encoded(tag_url(views.interface.tag, name)), name, note=count)

    @cached_property
    def _known(self) -> dict[tuple[ListKind, str], LongList[Any]]:
        return {}

    def _long(self, kind: ListKind, key: str) -> LongList[Any]:
        if (kind, key) not in self._known:
            self._known[kind, key] = self._ordered(kind, key)
        return self._known[kind, key]

    def _ordered(self, kind: ListKind, key: str) -> LongList[Any]:
        views, source = self.views, self.views.outlines[self.source]
        outline, tag = views.outline, views.interface.tag
        match kind:
            case ListKind.SECTION:
                return LongList.of(
                    outline.in_section[key], _title, lambda each: source.articles[each.path].order != 0, tag, self.most
                )
            case ListKind.SECTIONS:
                return LongList.of(
                    outline.subsections[key], _title, lambda each: source.sections[each.path].order != 0, tag, self.most
                )
            case ListKind.TAG:
                return LongList.of(outline.by_tag[key], _title, lambda each: False, tag, self.most)
            case ListKind.TAGS:
                return LongList.of(outline.by_tag, str, lambda each: False, tag, self.most)
            case _:
                return LongList.of(outline.articles.values(), _title, lambda each: False, tag, self.most)


def _title(entry: Article | Section) -> str:
    return entry.title


def _anchor(letter: str) -> str:
    return f"letter-{letter if letter.isalnum() else 0}"
