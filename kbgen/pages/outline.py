"""The site as readers walk it: in each locale the same tree of sections and articles, translated where there is one.

Receives a `Library` and the locales; answers where an article lives, what stands before and after it, what is related.
An article that a locale lacks is shown in the source language, so every locale has every article at the same place.
Looking something up never takes longer on a larger site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kbgen.articles.article import Article, Library, Section, Status
from kbgen.articles.translations import sections_shown, shown
from kbgen.language.alphabet.collation import collation_key

# How many articles share a tag before it says little about what is related.
COMMON_TAG = 50


@dataclass(frozen=True)
class Outline:
    """One locale's tree.

    `articles` holds every article shown, by path, in reading order; those whose `locale` differs from `locale` are
    shown untranslated. `sections` likewise, parents before children.
    """

    locale: str
    articles: Mapping[str, Article]
    sections: Mapping[str, Section]

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles.values()}

    def latest(self, most: int) -> list[Article]:
        """The articles that were changed last, as their front matter says it, the newest first."""
        dated = [article for article in self.articles.values() if article.updated]
        return sorted(dated, key=lambda article: (article.updated or date.min, article.path), reverse=True)[:most]

    @cached_property
    def in_section(self) -> Mapping[str, Sequence[Article]]:
        """Articles directly in each section, in reading order."""
        found: dict[str, list[Article]] = {path: [] for path in self.sections}
        for article in self.articles.values():
            found[article.section].append(article)
        return found

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {article.path: place for articles in self.in_section.values() for place, article in enumerate(articles)}

    @cached_property
    def subsections(self) -> Mapping[str, Sequence[Section]]:
        """Sections directly below each section, in reading order."""
        found: dict[str, list[Section]] = {path: [] for path in self.sections}
        for section in self.sections.values():
            if section.parent is not None:
                found[section.parent].append(section)
        return found

    @cached_property
    def told(self) -> Sequence[Section]:
        """The sections that have text of their own, in reading order."""
        return [section for section in self.sections.values() if section.has_text]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many articles each section holds, those of its subsections included."""
        counts = {path: len(articles) for path, articles in self.in_section.items()}
        for section in reversed(list(self.sections.values())):
            if section.parent is not None:
                counts[section.parent] += counts[section.path]
        return counts

    @cached_property
    def by_tag(self) -> Mapping[str, Sequence[Article]]:
        """Articles by tag, the tags in alphabetical order; those shown untranslated have tags in another language."""
        own = {tag: [article for article in tagged if article.locale == self.locale] for tag, tagged in self._tagged.items()}
        return {tag: own[tag] for tag in sorted(own, key=lambda tag: collation_key(tag, self.locale)) if own[tag]}

    @cached_property
    def _tagged(self) -> Mapping[str, Sequence[Article]]:
        found: dict[str, list[Article]] = {}
        for article in self.articles.values():
            for tag in article.tags:
                found.setdefault(tag, []).append(article)
        return found

    def ancestors(self, path: str) -> list[Section]:
        """The sections that enclose the section at `path`, itself included, outermost first, without the root."""
        chain_up: list[Section] = []
        at: str | None = path
        while at:
            section = self.sections[at]
            chain_up.append(section)
            at = section.parent
        return chain_up[::-1]

    def around(self, article: Article, most: int) -> tuple[Sequence[Article], Article | None, Article | None]:
        """Up to `most` neighbours of an article in its section, itself among them, and the ones before and after it. What is
        retired is nobody's neighbour."""
        siblings = self.in_section[article.section]
        place = self._place[article.path]
        start = max(0, min(place - most // 2, len(siblings) - most))
        previous = next((each for at in range(place - 1, -1, -1) if _current(each := siblings[at])), None)
        following = next((each for at in range(place + 1, len(siblings)) if _current(each := siblings[at])), None)
        return [each for each in siblings[start : start + most] if each is article or _current(each)], previous, following

    def related(self, article: Article, most: int) -> list[Article]:
        """What to read next: the articles that the writer named, then those that share the most tags."""
        named = [self.by_id[name] for name in article.related if name in self.by_id and name != article.id]
        shared: dict[str, int] = {}
        for tag in article.tags:
            tagged = self._tagged[tag]
            if len(tagged) <= COMMON_TAG:
                for other in tagged:
                    shared[other.path] = shared.get(other.path, 0) + 1
        known = {article.path, *(other.path for other in named)}
        ranked = sorted((path for path in shared if path not in known), key=lambda path: (-shared[path], path))
        return [*named, *(self.articles[path] for path in ranked)][:most]


def outlines(library: Library, locales: Sequence[str], source: str) -> dict[str, Outline]:
    """The outline of each locale. The source decides the order in all, so that "next" is the same article everywhere."""
    articles, sections = shown(library, locales, source), sections_shown(library, locales, source)
    ranked = _ranked(sections[source])
    rank = {path: place for place, path in enumerate(ranked)}

    def place(path: str) -> tuple[int, bool, int, str]:
        article = articles[source][path].article
        return rank[article.section], article.order == 0, article.order, path

    paths = sorted(articles[source], key=place)
    return {
        tag: Outline(tag, {path: articles[tag][path].article for path in paths}, {path: sections[tag][path] for path in ranked})
        for tag in locales
    }


def _ranked(sections: Mapping[str, Section]) -> list[str]:
    """Section paths in reading order: parents before children, those with an order before those without."""

    def place(path: str) -> tuple[tuple[bool, int, str], ...]:
        steps = path.split("/") if path else []
        above = [sections["/".join(steps[: depth + 1])] for depth in range(len(steps))]
        return tuple((section.order == 0, section.order, section.path) for section in above)

    return sorted(sections, key=place)


def _current(article: Article) -> bool:
    return article.status is not Status.RETIRED
