"""What is handed out to a translator: all texts of a language, or those that are missing or stale, with the glossary as notes.

Receives settings and the library; returns an `Exchange`, or the articles as `Handoff`s for whoever goes on with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kbgen.articles.article import Library
from kbgen.articles.glossary import Terms, read_glossaries
from kbgen.config import Settings
from kbgen.translations.handoff.exchange import Entry, Exchange
from kbgen.translations.handoff.units import Handoff, Section
from kbgen.translations.records import read_records
from kbgen.translations.status import TranslationState, TranslationStatus, record_at, statuses

# Terms in the notes of one text: more are a list that nobody reads.
MOST_TERMS = 8


class Handed(NamedTuple):
    """An article in one language, how it stands, and the keys of its sections that are up to date."""

    status: TranslationStatus
    handoff: Handoff
    current: frozenset[str]


def handed(settings: Settings, library: Library, locale: str, paths: Sequence[str] = ()) -> Iterator[Handed]:
    """The articles of a language, those at `paths` only where any are named."""
    records, _ = read_records(settings, locale)
    found, _ = statuses(settings, library)
    for status in found:
        if status.locale != locale or (paths and status.path not in paths):
            continue
        handoff = Handoff(
            status.path, _text(settings, settings.source_locale, status.path) or "", _text(settings, locale, status.path)
        )
        _, record = record_at(status.path, records, library)
        keys = {section.key: section.digest for section in handoff.sections if section.there is not None}
        if record is None:
            # Nobody recorded anything: what is there counts as current, as everywhere.
            current = frozenset() if status.state in (TranslationState.MISSING, TranslationState.DRAFT) else frozenset(keys)
        else:
            current = frozenset(key for key, digest in keys.items() if record.parts.get(key) == digest)
        yield Handed(status, handoff, current)


def hand_out(
    settings: Settings, library: Library, locale: str, *, missing: bool = False, stale: bool = False, paths: Sequence[str] = ()
) -> Exchange:
    """The texts of `locale`; only missing or stale ones where that is asked."""
    terms = read_glossaries(settings)[0].get(settings.source_locale, ())
    entries: list[Entry] = []
    for one in handed(settings, library, locale, paths):
        for section in one.handoff.sections:
            current = section.key in one.current
            absent = section.there is None or one.status.state is TranslationState.DRAFT
            wanted = not (missing or stale) or (missing and absent) or (stale and not absent and not current)
            if wanted:
                entries += _entries(section, terms, done=current)
    return Exchange(settings.source_locale, locale, entries)


def _entries(section: Section, terms: Terms, *, done: bool) -> Iterator[Entry]:
    where = (f"Section: {section.heading}",) if section.heading else ()
    for unit in section.units:
        notes = (*where, *_notes(unit.source, terms), *KINDS.get(unit.kind, ()))
        yield Entry(unit.id, unit.source, unit.target, done and bool(unit.target), unit.before, notes)


KINDS: Mapping[str, tuple[str, ...]] = {
    "code": ("Code: as the original has it now, unless it is meant to differ.",),
    "whole": ("The whole section: the translation has other paragraphs than the original.",),
}


def _notes(text: str, terms: Terms) -> Iterator[str]:
    folded = text.casefold()
    found = [f"Glossary: {term}: {meaning}" for term, meaning in terms if term.casefold() in folded]
    yield from found[:MOST_TERMS]


def _text(settings: Settings, locale: str, path: str) -> str | None:
    try:
        # Line ends are kept: a file that has others is written back with them.
        return (settings.content_dir / locale / path).read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        # What is not UTF-8 is for kbgen check to say; here it is not there to be changed.
        return None
