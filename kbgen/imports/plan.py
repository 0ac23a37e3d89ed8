"""Where everything of an export goes: a path for every section and article, and a language of the site for every text.

Receives an `Export`, the site's settings and the names that earlier runs chose; returns a `ImportPlan`. Missing parents and
circles of sections are broken open and named; two things of one name get numbers. Takes time in proportion to the size
of the export. Looks at the disk only to see whether a name is taken by a file that no import made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kbgen.articles.names import fold, path_fault
from kbgen.config import Settings
from kbgen.imports.export import HOME, Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.locales import match
from kbgen.imports.names import numbered, slug

MAX_DEPTH = 8
# Pages of kbgen's own lie there, directly below a locale: see `kbgen.site.outputs.reserved`.
RESERVED = frozenset({"search", "tags", "glossary", "contact"})
# The taken-by-others test: a path relative to a locale's folder, and the old addresses of what would stand there.
Taken = Callable[[str, tuple[str, ...]], bool]


@dataclass(frozen=True)
class Placed:
    """A section or article with its path (without `.md`) and its texts by the site's locale."""

    key: str
    path: str
    texts: Mapping[str, Text]
    order: int
    featured: bool = False
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """`articles` and `sections` in the order in which they are written; `names` for the next run."""

    articles: tuple[Placed, ...]
    sections: tuple[Placed, ...]
    names: Mapping[str, str]

    def paths(self) -> dict[str, str]:
        """Where a link to each key leads, relative to a locale's folder."""
        sections = {placed.key: f"{placed.path}/index.md" if placed.path else "index.md" for placed in self.sections}
        return sections | {placed.key: f"{placed.path}.md" for placed in self.articles}


def plan_import(
    export: Export,
    settings: Settings,
    names: Mapping[str, str],
    taken: Taken,
    losses: Losses,
    named_locales: Mapping[str, str],
    default_locale: str,
) -> ImportPlan:
    """Place everything. `default_locale` is that of texts which name none."""
    languages = _Languages(settings, named_locales, default_locale, losses)
    naming = _Naming(names, taken)
    parents = _parents(export.sections, losses)
    by_key = {section.key: section for section in export.sections}
    sections: dict[str, Placed] = {HOME: Placed(HOME, "", {}, 0)}
    for section in _top_down(by_key, parents):
        above = sections[parents[section.key]].path if parents[section.key] else ""
        texts = languages.texts(section.texts)
        if section.key == HOME:
            sections[HOME] = Placed(HOME, "", texts, 0)
            continue
        if above.count("/") + 1 >= MAX_DEPTH:
            losses.add(_where(section), "depth", f"Sections lie at most {MAX_DEPTH} deep; its articles go into the one above.")
            sections[section.key] = replace(sections[parents[section.key]], key=section.key)
            continue
        path = naming.choose(section.key, above, _name(section, texts, settings, "section"), texts, folder=True)
        sections[section.key] = Placed(section.key, path, texts, section.order)
    articles = []
    for article in sorted(export.articles, key=lambda article: _natural(article.key)):
        texts = languages.texts(article.texts)
        if not texts:
            continue
        if article.section and article.section not in sections:
            losses.add(_where(article), f"section {article.section}", "It is not in the export; the article stands at the top.")
        above = sections[article.section].path if article.section in sections else ""
        path = naming.choose(article.key, above, _name(article, texts, settings, "article"), texts, folder=False)
        articles.append(Placed(article.key, path, texts, article.order, article.featured, article.related))
    articles.sort(key=lambda placed: placed.path)
    used = {above for placed in articles for above in _folders(placed.path)}
    for key, placed in sections.items():
        if placed.path and placed.path not in used:
            losses.add(_where(by_key[key]), "section", "It holds no article that is imported.")
    kept = {placed.path: placed for placed in reversed(sections.values()) if placed.path in used or placed.key == HOME}
    return ImportPlan(tuple(articles), tuple(kept[path] for path in sorted(kept)), dict(sorted(naming.names.items())))


def _where(entry: ForeignArticle | ForeignSection) -> str:
    return entry.texts[0].where if entry.texts else entry.key


def _natural(key: str) -> tuple[str, int, str]:
    kind, _, name = key.partition("/")
    return kind, int(name) if name.isascii() and name.isdigit() and len(name) < 30 else 0, name


def _folders(path: str) -> Iterable[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _parents(sections: Iterable[ForeignSection], losses: Losses) -> dict[str, str]:
    """The enclosing section of each, empty at the top, with nothing missing and no circle."""
    known = {section.key: section for section in sections}
    parents: dict[str, str] = {}
    for section in known.values():
        if section.parent and section.parent not in known:
            losses.add(_where(section), f"parent {section.parent}", "It is not in the export; the section stands at the top.")
        parents[section.key] = section.parent if section.parent in known else ""
    settled: set[str] = set()
    for start in sorted(known, key=_natural):
        way: dict[str, None] = {}
        key = start
        while key and key not in settled and key not in way:
            way[key] = None
            key = parents[key]
        if key in way:
            losses.add(_where(known[key]), f"parent {parents[key]}", "The sections enclose each other; this one stands at the top.")
            parents[key] = ""
        settled.update(way)
    return parents


def _top_down(sections: Mapping[str, ForeignSection], parents: Mapping[str, str]) -> Iterable[ForeignSection]:
    below: dict[str, list[str]] = {}
    for key in sorted(parents, key=_natural, reverse=True):
        below.setdefault(parents[key], []).append(key)
    waiting = below.get("", [])
    while waiting:
        key = waiting.pop()
        yield sections[key]
        waiting += below.get(key, [])


def _name(entry: ForeignArticle | ForeignSection, texts: Mapping[str, Text], settings: Settings, otherwise: str) -> str:
    """A file name: the one that the export's own file had, else the title in the source language, else in any."""
    first = texts.get(settings.source_locale) or next(iter(texts.values()), None)
    title = entry.name or (first.title if first else "") or next((text.title for text in texts.values() if text.title), "")
    return slug(title, otherwise)


class _Languages:
    """Gives every text its language on the site, and says once for each that has none how many are left out."""

    def __init__(self, settings: Settings, named: Mapping[str, str], default: str, losses: Losses) -> None:
        self.tags = [locale.tag for locale in settings.locales]
        self.named, self.default, self.losses = named, default, losses

    def texts(self, texts: Iterable[Text]) -> dict[str, Text]:
        """By the site's tags, in the site's order."""
        found: dict[str, Text] = {}
        for text in texts:
            tag = match(text.locale, self.tags, self.named) if text.locale else self.default
            if not tag:
                advice = f"Add it under locales in mkdocs.yml, or name one with --locale {text.locale}=TAG."
                self.losses.add(text.where, f"the text in {text.locale}", f"The site has no such language. {advice}")
            elif tag not in found:
                found[tag] = text
            elif text.locale.lower().replace("_", "-") == tag.lower():
                self._twice(found[tag], tag)
                found[tag] = text
            else:
                self._twice(text, tag)
        return {tag: found[tag] for tag in self.tags if tag in found}

    def _twice(self, text: Text, tag: str) -> None:
        self.losses.add(text.where, f"the text in {text.locale or 'no named language'}", f"Another text is already {tag}.")


class _Naming:
    """Chooses paths, each once, with those of earlier runs first so that nothing ever moves."""

    def __init__(self, names: Mapping[str, str], taken: Taken) -> None:
        # A state file is text that people may edit.
        self.names = {key: path for key, path in names.items() if not path_fault(path)}
        self.taken = taken
        self.used = {fold(path) for key, path in self.names.items() if not key.startswith("file:")}
        self.counts: dict[str, int] = {}

    def choose(self, key: str, above: str, name: str, texts: Mapping[str, Text], *, folder: bool) -> str:
        """The path of `key` in the folder `above`."""
        if key in self.names:
            return self.names[key]
        if not above and name in RESERVED:
            name = f"about-{name}"
        addresses = tuple(address for text in texts.values() for address in text.addresses)
        wished = f"{above}/{name}" if above else name
        count = self.counts.get(fold(wished), 1)
        while True:
            path = numbered(wished, count)
            count += 1
            # A section may share the folder of one that is there; an article may not share a file, nor a folder's name.
            if fold(path) not in self.used and not self.taken(f"{path}.md" if not folder else f"{path}/", addresses):
                break
        # 10,000 articles of one title must not each try all numbers before theirs.
        self.counts[fold(wished)] = count
        self.used.add(fold(path))
        self.names[key] = path
        return path
