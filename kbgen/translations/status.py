"""How each translation stands to its original: missing, current, stale, and which parts of the original have changed.

Receives settings and the library; reads the records, and an original's file only where its digest is not the recorded one.
Dates are never looked at, and a translation without a record counts as current: what nobody recorded is not known to be old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from kbgen.articles.article import Article, Library, Section, Status
from kbgen.articles.shared import SNIPPETS
from kbgen.articles.source import INDEX, digest_of
from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.translations.parts import DIGITS, Part, parts_of
from kbgen.translations.records import Records, TranslationRecord, read_records


class TranslationState(StrEnum):
    """How a translation stands to its original."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    DRAFT = "draft"
    UNRECORDED = "not recorded"


class PartChange(StrEnum):
    """What happened to a part of the original."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Change(NamedTuple):
    """One part of the original that is not what it was; `heading` is empty for front matter, opening and removed parts."""

    what: PartChange
    key: str
    heading: str = ""


class Snippet(NamedTuple):
    """A text that articles share, as far as its translation is concerned."""

    title: str
    digest: str


Text = Article | Section | Snippet


class TranslationStatus(NamedTuple):
    """One article in one locale; `path` is relative to the locale's folder."""

    locale: str
    path: str
    title: str
    state: TranslationState
    changes: tuple[Change, ...] = ()


def statuses(settings: Settings, library: Library) -> tuple[list[TranslationStatus], list[Issue]]:
    """The status of every original in every other locale, by locale as the site lists them, then by path."""
    found: list[TranslationStatus] = []
    issues: list[Issue] = []
    for locale in settings.locales:
        if locale.tag != settings.source_locale:
            records, wrong = read_records(settings, locale.tag)
            found += _of_locale(settings, library, locale.tag, records)
            issues += wrong
    return found, issues


def stale_paths(settings: Settings, library: Library) -> dict[str, frozenset[str]]:
    """For each locale with records, the paths of its articles whose original has changed since they were brought up to date."""
    every = [locale.tag for locale in settings.locales if locale.tag != settings.source_locale]
    stale = {}
    for tag in every:
        records, _ = read_records(settings, tag)
        if records:
            found = _of_locale(settings, library, tag, records)
            stale[tag] = frozenset(each.path for each in found if each.state is TranslationState.STALE)
    return stale


def originals(settings: Settings, library: Library) -> dict[str, Text]:
    """Everything that is translated, by path: articles, sections that are described, and snippets."""
    return _described(library, settings.source_locale)


def text_of(settings: Settings, path: str, locale: str = "") -> str:
    """The text of the original at `path`, or of the file of another locale."""
    raw = (settings.content_dir / (locale or settings.source_locale) / path).read_bytes()
    return raw.decode("utf-8-sig", "replace")


def record_at(path: str, records: Records, library: Library) -> tuple[str, TranslationRecord | None]:
    """The record of the article at `path`, and the path that it stands under: it may have moved since."""
    former = library.moves.get(path)
    for name in (path, *(reversed(former.was) if former else ())):
        if name in records:
            return name, records[name]
    return path, None


def changes_since(record: TranslationRecord, parts: Mapping[str, Part]) -> tuple[Change, ...]:
    """The parts that are not as `record` has them, in the order of the original; removed ones last."""
    found = [
        Change(PartChange.CHANGED if key in record.parts else PartChange.ADDED, key, part.heading)
        for key, part in parts.items()
        if record.parts.get(key) != part.digest
    ]
    return (*found, *(Change(PartChange.REMOVED, key) for key in record.parts if key not in parts))


def _of_locale(settings: Settings, library: Library, tag: str, records: Records) -> Iterator[TranslationStatus]:
    there = _described(library, tag)
    for path, original in sorted(originals(settings, library).items()):
        if path not in there:
            # What readers see in no language is not missing in one.
            if not _is_draft(original):
                yield TranslationStatus(tag, path, original.title, TranslationState.MISSING)
            continue
        if _is_draft(there[path]):
            yield TranslationStatus(tag, path, original.title, TranslationState.DRAFT)
            continue
        _, record = record_at(path, records, library)
        if record is None:
            yield TranslationStatus(tag, path, original.title, TranslationState.UNRECORDED)
        elif record.whole == original.digest[:DIGITS]:
            yield TranslationStatus(tag, path, original.title, TranslationState.CURRENT)
        else:
            changes = changes_since(record, parts_of(text_of(settings, path)))
            yield TranslationStatus(
                tag, path, original.title, TranslationState.STALE if changes else TranslationState.CURRENT, changes
            )


def _is_draft(text: Text) -> bool:
    return isinstance(text, Article) and text.status is Status.DRAFT


def _described(library: Library, tag: str) -> dict[str, Text]:
    found: dict[str, Text] = dict(library.articles.get(tag, {}))
    for mark, text in library.shared.texts.get(tag, {}).items():
        if mark.startswith("+"):
            found[f"{SNIPPETS}/{mark[1:]}.md"] = Snippet(mark[1:], digest_of(text.encode()))
    for section in library.sections.get(tag, {}).values():
        # A section that nobody described has no file.
        if section.digest:
            found[f"{section.path}/{INDEX}".lstrip("/")] = section
    return found
