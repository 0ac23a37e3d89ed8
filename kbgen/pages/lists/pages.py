"""The pages of one locale that list others: home, sections, topics, all articles.

Receives the views of a locale; returns `Page`s. A list that fits one page is shown as its kind wants it: a section in reading order
with descriptions, all articles by section. A longer one is looked through and not read: it is in parts, titles alone, those whose
place a writer gave first, the others by the letters of the page's language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kbgen.articles.article import Section, Status
from kbgen.pages.lists.entries import Entries, ListKind
from kbgen.pages.lists.parts import part_url
from kbgen.pages.page import Alternate, Link, Listing, Page, encoded
from kbgen.pages.views import IN_MENU, section_url, sections_url

RECENT = 6
FEATURED = 6
POPULAR = 6
# So many sections below one are shown with their first articles; more are cards. Of one article too many the way to it would take
# as much room.
GROUPS, IN_GROUP = 12, 6


@dataclass(frozen=True)
class Lists(Entries):
    """Makes the lists of one locale."""

    def page(self, kind: ListKind, key: str = "", number: int = 1) -> Page:
        """One page of a list."""
        match kind:
            case ListKind.SECTION if key or number > 1:
                return self._section(self.views.outline.sections[key], number)
            case ListKind.SECTION:
                return self.home()
            case ListKind.SECTIONS:
                return self._sections(self.views.outline.sections[key], number)
            case ListKind.TAG:
                return self._tag(key, number)
            case ListKind.TAGS:
                return self._tags(number)
            case _:
                return self._search(number)

    def home(self) -> Page:
        """The first page of the locale."""
        views, outline = self.views, self.views.outline
        section, articles = outline.sections[""], outline.articles.values()
        named = [outline.by_id[name] for name in section.featured if name in outline.by_id]
        featured = [*named, *(article for article in articles if article.featured and article not in named)][:FEATURED]
        popular = [outline.by_id[name] for name in views.popular if name in outline.by_id]
        listing = Listing(
            title=section.title or views.site_name,
            description=section.description,
            **self._cards(""),
            **self._articles(ListKind.SECTION, "", outline.in_section[""], 1),
            featured=tuple(map(views.article_link, featured)),
            popular=tuple(map(views.article_link, popular[:POPULAR])),
            recent=tuple(
                replace(views.article_link(article), note=views.day_text(article.updated)) for article in outline.latest(RECENT)
            ),
        )
        alternates = views.alternates(lambda other: f"{other}/")
        url = self.first(ListKind.SECTION)
        page = views.page("home.html", url, listing.title, section.description, alternates=alternates, listing=listing)
        return views.pictured(page, section)

    def _section(self, section: Section, number: int) -> Page:
        views, path = self.views, section.path
        title = section.title or views.site_name
        entries = self._articles(ListKind.SECTION, path, views.outline.in_section[path], number)
        if number > 1:
            listing = Listing(title=title, icon=section.icon, **entries)
            # Where nothing is translated, it is the page of the language that it is written in.
            shown = [link.language for group in listing.letters for link in group.links]
            foreign = section.locale != views.interface.tag and set(shown) == {section.locale}
            canonical = part_url(section_url(section.locale, path), number) if foreign else ""
            crumbs = (*self._crumbs_of(section), views.section_link(section)) if path else views.home_crumb()
            return self._further("section.html", ListKind.SECTION, path, number, listing, crumbs, canonical)
        listing = Listing(title=title, description=section.description, icon=section.icon, **self._below(path), **entries)
        translated = {other: each.sections[path].locale == other for other, each in views.outlines.items()}
        page = views.page(
            "section.html",
            self.first(ListKind.SECTION, path),
            title,
            section.description,
            language=section.locale,
            canonical=section_url(section.locale, path),
            alternates=views.alternates(lambda other: section_url(other, path), translated),
            breadcrumbs=self._crumbs_of(section),
            listing=listing,
        )
        return views.pictured(page, section)

    def _sections(self, section: Section, number: int) -> Page:
        """All that is directly below a section, where that is too much for cards."""
        views, path = self.views, section.path
        title = views.interface.gettext("All sections")
        listing = Listing(title=title, **self.entries(ListKind.SECTIONS, path, number))
        crumbs = (*self._crumbs_of(section), views.section_link(section)) if path else views.home_crumb()
        if number > 1:
            return self._further("section.html", ListKind.SECTIONS, path, number, listing, crumbs)
        alternates = views.alternates(lambda other: sections_url(other, path))
        url = self.first(ListKind.SECTIONS, path)
        return views.page("section.html", url, title, "", alternates=alternates, breadcrumbs=crumbs, listing=listing)

    def _tag(self, name: str, number: int) -> Page:
        views = self.views
        title = views.interface.gettext("Articles about “{tag}”").format(tag=name)
        listing = Listing(title=title, **self._articles(ListKind.TAG, name, views.outline.by_tag[name], number))
        topics = Link(self.first(ListKind.TAGS), views.interface.gettext("Topics"))
        url = self.first(ListKind.TAG, name)
        crumbs = (*views.home_crumb(), topics)
        if number > 1:
            return self._further("tag.html", ListKind.TAG, name, number, listing, (*crumbs, Link(encoded(url), title)))
        return views.page("tag.html", url, title, "", breadcrumbs=crumbs, listing=listing)

    def _tags(self, number: int) -> Page:
        views, tags = self.views, self.views.outline.by_tag
        title, url = views.interface.gettext("Topics"), self.first(ListKind.TAGS)
        if len(tags) > self.most:
            listing = Listing(title=title, **self.entries(ListKind.TAGS, "", number))
        else:
            listing = Listing(title=title, articles=tuple(map(self.tag_link, tags)))
        if number > 1:
            return self._further("tags.html", ListKind.TAGS, "", number, listing, (*views.home_crumb(), Link(url, title)))
        return views.special("tags", title, listing, views.alternates(lambda other: f"{other}/tags/"))

    def _search(self, number: int) -> Page:
        """The search page; without JavaScript it is the index of all titles."""
        views, outline = self.views, self.views.outline
        title, url = views.interface.gettext("Search"), self.first(ListKind.SEARCH)
        if number > 1:
            listing = Listing(title=title, **self.entries(ListKind.SEARCH, "", number))
            crumbs = (*views.home_crumb(), Link(url, title))
            return self._further("search.html", ListKind.SEARCH, "", number, listing, crumbs, robots="noindex")
        if len(outline.articles) > self.most:
            listing = Listing(title=title, **self._cards("", IN_MENU), **self.entries(ListKind.SEARCH, "", 1))
        else:
            groups = tuple(
                (views.section_link(section), tuple(map(views.title_link, outline.in_section[path])))
                for path, section in outline.sections.items()
                if outline.in_section[path]
            )
            listing = Listing(title=title, groups=groups)
        return views.special("search", title, listing, views.alternates(lambda other: f"{other}/search/"), robots="noindex")

    def _further(
        self,
        template: str,
        kind: ListKind,
        key: str,
        number: int,
        listing: Listing,
        breadcrumbs: tuple[Link, ...],
        canonical: str = "",
        robots: str = "",
    ) -> Page:
        """A page after the first: no translation of one in another language, which has other titles under other letters."""
        url = part_url(self.first(kind, key), number)
        title = f"{listing.title} – {listing.pager.place}" if listing.pager else listing.title
        return self.views.page(
            template,
            url,
            title,
            "",
            canonical=canonical,
            robots=robots,
            alternates=self._elsewhere(kind, key, url),
            breadcrumbs=breadcrumbs,
            listing=listing,
        )

    def _elsewhere(self, kind: ListKind, key: str, url: str) -> tuple[Alternate, ...]:
        """The same list in other languages, from its beginning; a tag is of one language."""
        views = self.views
        own = self.first(kind, key).removeprefix(views.interface.tag)
        rest = "/" if kind is ListKind.TAG else own
        alternates = views.alternates(lambda other: f"{other}{rest}", dict.fromkeys(views.interfaces, False))
        return tuple(replace(each, url=encoded(url)) if each.current else each for each in alternates)

    def _crumbs_of(self, section: Section) -> tuple[Link, ...]:
        views = self.views
        return (*views.home_crumb(), *(views.section_link(above) for above in views.outline.ancestors(section.path)[:-1]))

    def _below(self, path: str) -> dict[str, Any]:
        """What is below a section: with its first articles where a page has room for them, else as cards."""
        below = self.views.outline.subsections[path]
        if not below or len(below) > GROUPS:
            return self._cards(path)
        return {"groups": tuple(map(self._group, below))}

    def _group(self, section: Section) -> tuple[Link, tuple[Link, ...]]:
        """A section and the first of its articles that still hold, behind the sections that it is divided into. Where that is not
        all, it says how many there are."""
        views, outline = self.views, self.views.outline
        links = [views.section_link(each) for each in outline.subsections[section.path]]
        links += [views.title_link(each) for each in outline.in_section[section.path] if each.status is not Status.RETIRED]
        shown = links if len(links) <= IN_GROUP else links[: IN_GROUP - 1]
        card = views.section_card(section)
        return (card if len(shown) < outline.counts[section.path] else replace(card, note="")), tuple(shown)

    def _cards(self, path: str, most: int = 0) -> dict[str, Any]:
        """The sections below one, as cards, or the first of them and the way to all."""
        views, below = self.views, self.views.outline.subsections[path]
        if len(below) <= (most or self.most):
            return {"sections": tuple(map(views.section_card, below))}
        every = self.first(ListKind.SECTIONS, path) if len(below) > self.most else self.first(ListKind.SECTION, path)
        return {"sections": tuple(map(views.section_card, below[:IN_MENU])), "all_sections": encoded(every)}

    def _articles(self, kind: ListKind, key: str, articles: Any, number: int) -> dict[str, Any]:
        if len(articles) <= self.most:
            return {"articles": tuple(map(self.views.article_link, articles))}
        return self.entries(kind, key, number)
