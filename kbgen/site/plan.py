"""What will be built: every page of every locale, decided before the first one is rendered.

Receives settings, the library and the catalogues; returns a `SitePlan` that workers share and never change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

import orjson

from kbgen.articles.article import Article, Library, Section
from kbgen.config import Settings
from kbgen.language import catalogue
from kbgen.language.locale import Locale
from kbgen.pages.contact.channels import Contact
from kbgen.pages.contact.view import ContactView, contact_view
from kbgen.pages.interface import Interface
from kbgen.pages.lists.entries import ListKind
from kbgen.pages.lists.pages import Lists
from kbgen.pages.lists.parts import part_url
from kbgen.pages.outline import Outline, outlines
from kbgen.pages.page import Page
from kbgen.pages.sharing.preview import PreviewLook
from kbgen.pages.views import Views, article_url, special_url
from kbgen.search.synonyms import Synonyms
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.outputs.journeys import Step
from kbgen.site.outputs.screens import Screen
from kbgen.site.theme.assets import Assets


class PageKind(StrEnum):
    """The sorts of pages that are not articles."""

    SECTION = "section"
    SECTIONS = "sections"
    TAG = "tag"
    TAGS = "tags"
    SEARCH = "search"
    CONTACT = "contact"
    GLOSSARY = "glossary"
    NOT_FOUND = "not-found"


# Those that list others: of bounded size, and of as many pages as that takes.
LISTS = frozenset({PageKind.SECTION, PageKind.SECTIONS, PageKind.TAG, PageKind.TAGS, PageKind.SEARCH})
# What an article or a section holds of its own text, which no other page shows.
TEXT = frozenset({"body", "body_line", "digest"})


@dataclass(frozen=True)
class Task:
    """One unit of work: an article in all its locales (`locale` empty, `key` its path), or one other page: of a list that takes
    several, page `number`."""

    key: str
    locale: str = ""
    what: PageKind | None = None
    number: int = 1

    @property
    def name(self) -> str:
        """The task's name in the cache and in `--explain`."""
        return f"{self.what or 'article'}:{self.locale}:{self.key}" + (f":{self.number}" if self.number > 1 else "")


@dataclass(frozen=True, eq=False)
class SitePlan:
    """Everything that rendering a page may look at."""

    settings: Settings
    library: Library
    interfaces: Mapping[str, Interface]
    outlines: Mapping[str, Outline]
    views: Mapping[str, Views]
    assets: Assets
    synonyms: Mapping[str, Synonyms]
    asked: Mapping[tuple[str, str], tuple[str, ...]]
    screens: tuple[Screen, ...] = ()
    campaigns: tuple[str, ...] = ()
    films: tuple[Step, ...] = ()
    preview_look: PreviewLook | None = None

    def text_fingerprint(self, task: Task) -> str:
        """Of the texts that a task's pages are made from, besides what they show of other pages."""
        if task.what is PageKind.SECTION and task.number == 1:
            section = self.outlines[task.locale].sections[task.key]
            # Search has the titles of its translations too, where it has text.
            titles = repr([outline.sections[task.key].title for outline in self.outlines.values()]) if section.has_text else ""
            return section.digest and section.digest + self._shared(section) + (titles and titles + self._phrases)
        if task.what is not None:
            return ""
        shown = [outline.articles[task.key] for outline in self.outlines.values()]
        asked = [self.asked.get((tag, task.key), ()) for tag in self.outlines] if self.asked else []
        texts = " ".join([f"{article.locale}:{article.digest}{self._shared(article)}" for article in shown])
        return texts + (repr(asked) if any(asked) else "") + self._phrases

    def _shared(self, entry: Article | Section) -> str:
        """Names what an article takes from elsewhere: variables, snippets, the glossary of its language."""
        return self.library.shared.digest(entry.locale, entry.uses) + self._glossaries.get(entry.locale, "")

    @cached_property
    def _phrases(self) -> str:
        """Names the phrases of the synonyms, which search counts in each text."""
        return fingerprint(repr([synonyms.phrases for synonyms in self.synonyms.values()]))

    @cached_property
    def _glossaries(self) -> Mapping[str, str]:
        return {tag: fingerprint(repr(terms)) for tag, terms in self.terms.items() if terms}

    @cached_property
    def terms(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The terms that are explained in running text, by language."""
        return self.library.glossary if self.settings.glossary_tooltips else {}

    @cached_property
    def shown_fingerprint(self) -> str:
        """Changes when anything does that one page may show of another."""
        digest = blake2b(digest_size=16)
        for outline in self.outlines.values():
            for entry in (*outline.articles.values(), *outline.sections.values()):
                known = {name: value for name, value in vars(entry).items() if name not in TEXT}
                # Their text would do as well, at five times the time.
                digest.update(orjson.dumps(known, default=repr))
        digest.update(repr([(views.glossary, views.popular) for views in self.views.values()]).encode())
        digest.update(repr([sorted(self.library.moves.items()), self.library.banners]).encode())
        digest.update(repr((self.screens, self.campaigns, self.films)).encode())
        digest.update((self.preview_look.name if self.preview_look else "").encode())
        digest.update(repr([sorted(views.stale) for views in self.views.values()]).encode())
        return digest.hexdigest()

    @cached_property
    def files(self) -> frozenset[str]:
        """Pictures and downloads of the content folder, relative to it. YAML directly in it is the writers' own settings."""
        return frozenset(name for name in self.library.files if "/" in name or not name.endswith((".yml", ".yaml")))

    def without_files(self, names: Collection[str]) -> SitePlan:
        """The plan without these pictures or downloads."""
        files = tuple(name for name in self.library.files if name not in names)
        return replace(self, library=replace(self.library, files=files))

    @property
    def tasks(self) -> Iterator[Task]:
        """All work, articles first, in reading order."""
        source = self.outlines[self.settings.source_locale]
        for path in source.articles:
            yield Task(path)
        for tag, outline in self.outlines.items():
            for path in outline.sections:
                yield from self._list_tasks(tag, PageKind.SECTION, path)
                yield from self._list_tasks(tag, PageKind.SECTIONS, path)
            for name in outline.by_tag:
                yield from self._list_tasks(tag, PageKind.TAG, name)
            yield from self._list_tasks(tag, PageKind.TAGS)
            if self.views[tag].glossary:
                yield Task("", tag, PageKind.GLOSSARY)
            if self.views[tag].contact:
                yield Task("", tag, PageKind.CONTACT)
            yield from self._list_tasks(tag, PageKind.SEARCH)
            yield Task("", tag, PageKind.NOT_FOUND)

    def _list_tasks(self, tag: str, what: PageKind, key: str = "") -> Iterator[Task]:
        for number in range(1, self.lists[tag].parts(ListKind(what), key) + 1):
            yield Task(key, tag, what, number)

    @cached_property
    def lists(self) -> Mapping[str, Lists]:
        """The pages of each locale that list others."""
        return {tag: Lists(views, self.settings.source_locale) for tag, views in self.views.items()}

    @property
    def pages(self) -> Iterator[Page]:
        """All pages, in the order of the tasks."""
        for task in self.tasks:
            if task.what is None:
                yield from (self.views[tag].article(outline.articles[task.key]) for tag, outline in self.outlines.items())
            else:
                yield self.page(task)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where all pages will be. None need be made for that, which takes half a millisecond each."""
        found = set()
        for task in self.tasks:
            if task.what is None:
                found |= {article_url(tag, task.key) for tag in self.outlines}
            elif task.what in LISTS:
                found.add(part_url(self.lists[task.locale].first(ListKind(task.what), task.key), task.number))
            else:
                found.add(special_url(task.locale, str(task.what)))
        return frozenset(found)

    def page(self, task: Task) -> Page:
        """The page of a task that is not an article."""
        views = self.views[task.locale]
        match task.what:
            case PageKind.GLOSSARY:
                return views.glossary_page()
            case PageKind.CONTACT:
                return views.contact_page()
            case PageKind.NOT_FOUND | None:
                return views.not_found()
            case _:
                return self.lists[task.locale].page(ListKind(task.what), task.key, task.number)


def make_plan(
    settings: Settings,
    library: Library,
    interfaces: Mapping[str, Interface],
    assets: Assets,
    synonyms: Mapping[str, Synonyms],
    asked: Mapping[tuple[str, str], tuple[str, ...]],
    contacts: Mapping[str, Contact],
    popular: Mapping[str, tuple[str, ...]] | None = None,
    stale: Mapping[str, frozenset[str]] | None = None,
    preview_look: PreviewLook | None = None,
) -> SitePlan:
    """Decide all pages of the articles in `library`. `stale` are the paths of translations whose original has changed since."""
    trees = outlines(library, [locale.tag for locale in settings.locales], settings.source_locale)
    views = {
        tag: Views(
            settings,
            interface,
            interfaces,
            trees,
            library.glossary.get(tag, ()),
            contact_of(contacts, interface),
            (popular or {}).get(tag, ()),
            (stale or {}).get(tag, frozenset()),
            preview_look,
        )
        for tag, interface in interfaces.items()
    }
    return SitePlan(settings, library, interfaces, trees, views, assets, synonyms, asked, preview_look=preview_look)


def contact_of(contacts: Mapping[str, Contact], interface: Interface) -> ContactView | None:
    """What the contact page of a locale shows; none where the settings name no channel for it."""
    contact = contacts.get(interface.tag)
    return contact_view(contact, interface.locale) if contact else None


def load_interfaces(settings: Settings) -> dict[str, Interface]:
    """The interface of each locale, in the order of the switcher. Raises `AuthorError` for an unreadable catalogue."""
    places = catalogue.folders(settings.root)
    interfaces = {}
    for entry in settings.locales:
        words = catalogue.load(entry.tag, places)
        interfaces[entry.tag] = Interface(Locale.of(entry), words)
    return interfaces
