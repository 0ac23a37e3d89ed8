"""Texts that came back from a translator, put into their articles: whole sections, each only if nothing speaks against it.

Receives settings, the library and an `Exchange`; writes articles and records, and returns what became of each section. Never
touches what changed meanwhile, in the original or in the translation, and never writes a text that lost something protected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.articles.article import Library
from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.errors import AuthorError, OperatorError
from kbgen.issues import Issue, Level
from kbgen.translations.handoff.exchange import Entry, Exchange, parts_of_id
from kbgen.translations.handoff.handout import Handed, handed
from kbgen.translations.handoff.protection import differences, protected
from kbgen.translations.handoff.units import Section, Unit, with_address
from kbgen.translations.parts import DIGITS
from kbgen.translations.records import TranslationRecord, read_records, write_records
from kbgen.translations.status import originals, record_at


@dataclass
class Received:
    """What became of a file: sections written and accepted, as `path#section`; issues for all that was left as it was."""

    written: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def receive(settings: Settings, library: Library, exchange: Exchange, name: str, *, dry_run: bool = False) -> Received:
    """Put the texts of `exchange` into their articles. Raises `AuthorError` for a file of other languages or other articles."""
    locale = _locale(settings, exchange, name)
    by_path: dict[str, dict[str, dict[str, Entry]]] = {}
    done = Received()
    known = originals(settings, library)
    for entry in exchange.entries:
        path, section, unit = parts_of_id(entry.id)
        if path not in known:
            message = f"{entry.id or 'A text without an id'} is no text of an article of this site."
            done.issues.append(
                Issue(name, 0, "translations-handoff", message, Level.WARNING, "Export it anew if the article moved.")
            )
        else:
            by_path.setdefault(path, {}).setdefault(section, {})[unit] = entry
    if not by_path:
        message = "It holds no text of an article of this site."
        raise AuthorError(f"{name} cannot be imported: {message}", [Issue(name, 0, "translations-handoff", message), *done.issues])
    records, _ = read_records(settings, locale)
    fresh: dict[str, TranslationRecord] = {}
    for one in handed(settings, library, locale, list(by_path)):
        path = one.handoff.path
        accepted = _article(settings, one, by_path[path], done, dry_run=dry_run)
        if accepted:
            _, old = record_at(path, records, library)
            fresh[path] = _record(one, old, accepted, short_whole=known[path].digest[:DIGITS])
    if fresh and not dry_run:
        former = {old for path in fresh if path in library.moves for old in library.moves[path].was}
        write_records(settings, locale, {path: each for path, each in records.items() if path not in former} | fresh)
    return done


def _article(
    settings: Settings, one: Handed, given: Mapping[str, Mapping[str, Entry]], done: Received, *, dry_run: bool
) -> list[str]:
    """Put the texts of one article into it; returns the keys of the sections that are up to date now."""
    path, locale = one.handoff.path, one.status.locale
    where = issue_path(settings, f"{locale}/{path}")
    texts: dict[str, dict[str, str]] = {}
    accepted: list[str] = []
    open_: list[str] = []
    along: list[str] = []
    for section in one.handoff.sections:
        entries = given.get(section.key, {})
        problems, ready, changed = _judged(section, entries, current=section.key in one.current)
        done.issues += [
            Issue(where, 0, "translations-handoff", f"#{section.key}: {each}", Level.WARNING, advice) for each, advice in problems
        ]
        if ready and not problems and entries:
            accepted.append(section.key)
            if changed or section.there is None:
                texts[section.key] = changed
        elif section.there is None and section.units:
            open_.append(section.key)
            if entries and not problems:
                done.issues.append(_unfinished(where, section, entries))
        elif entries and not problems and (changed or section.key not in one.current):
            done.issues.append(_unfinished(where, section, entries))
        if section.there is None and not section.units:
            # Nothing to translate, such as a picture alone: it comes along with the others.
            texts.setdefault(section.key, {})
            along.append(section.key)
        elif not section.units and section.key not in one.current:
            along.append(section.key)
    if one.handoff.target is None and open_:
        if accepted:
            message = f"The article is not translated yet: {len(open_)} sections are open ({', '.join(open_[:5])})."
            done.issues.append(Issue(where, 0, "translations-handoff", message, Level.WARNING, "It is written once all are done."))
        return []
    accepted += along if accepted else []
    edited = {key: each for key, each in texts.items() if key in accepted}
    if edited:
        text = one.handoff.with_translations(edited)
        if text != one.handoff.target:
            if not dry_run:
                write(settings.content_dir / locale / path, text, where)
            done.files.append(f"{locale}/{path}")
            done.written += [f"{locale}/{path}#{key}" for key in edited]
    done.accepted += [f"{locale}/{path}#{key}" for key in accepted]
    return accepted


Problem = tuple[str, str]
_EXPORT = "Export it anew."


def _judged(section: Section, entries: Mapping[str, Entry], *, current: bool) -> tuple[list[Problem], bool, dict[str, str]]:
    """What speaks against a section; whether all its texts are done; the texts that are not as they stand."""
    problems: list[Problem] = []
    ready, changed = True, dict[str, str]()
    units = {unit.name: unit for unit in section.units}
    problems += [(f"the text {name} is not in the original any more.", _EXPORT) for name in entries if name not in units]
    for name, unit in units.items():
        found = entries.get(name)
        if found is None:
            # What was not handed out is as good as it was.
            ready = ready and current
        elif found.source != unit.source:
            problems.append((f"the original has changed since it was exported: {_short(unit.source)}", _EXPORT))
        elif not found.done:
            ready = False
            if found.target and found.target != unit.target:
                changed[name] = found.target
        elif unit.kind == "heading" and unit.target == with_address(found.target, section.key):
            # Its address was put to it when it came in.
            continue
        else:
            if found.target != unit.target:
                changed[name] = found.target
                if unit.before != found.before:
                    problems.append((f"the translation was changed here meanwhile: {_short(unit.target)}", _EXPORT))
            if found.target != unit.target or not current:
                lost = _lost(unit, found.target, current=current)
                problems += [(each, "Put it back as the original has it.") for each in lost]
    return problems, ready and bool(units), changed


def _lost(unit: Unit, text: str, *, current: bool) -> list[str]:
    """What is wrong with a text, by name. A translation that was up to date may keep code or addresses of its own; where the
    original has changed, nobody can tell these from what is out of date."""
    if unit.kind == "code":
        return []
    if any(letter in text for letter in "\x00\x02\x03") or (unit.kind == "heading" and "\n" in text):
        return [f"the text has a line or a sign that cannot stand there: {_short(text)}"]
    given = protected(text)
    if current and unit.target and not differences(protected(unit.target), given):
        return []
    return [f"{each}: {_short(text)}" for each in differences(protected(unit.source), given)]


def _unfinished(where: str, section: Section, entries: Mapping[str, Entry]) -> Issue:
    ready = sum(1 for unit in section.units if unit.name in entries and entries[unit.name].done)
    message = f"#{section.key}: {ready} of {len(section.units)} texts are done; the section is left as it was."
    return Issue(where, 0, "translations-handoff", message, Level.WARNING, "Finish it, or take the mark that it needs work away.")


def _record(one: Handed, old: TranslationRecord | None, accepted: Sequence[str], short_whole: str) -> TranslationRecord:
    now = {section.key: section.digest for section in one.handoff.sections}
    # An article that nobody recorded counted as current, and does so for all that was not handed out.
    before = dict(old.parts) if old else {key: now[key] for key in one.current}
    parts = before | {key: now[key] for key in accepted}
    return TranslationRecord(short_whole if parts == now else (old.whole if old else ""), parts)


def _locale(settings: Settings, exchange: Exchange, name: str) -> str:
    known = [locale.tag for locale in settings.locales if locale.tag != settings.source_locale]
    if exchange.source_locale and exchange.source_locale.replace("_", "-") != settings.source_locale:
        message = f"It translates from {exchange.source_locale}, and this site is written in {settings.source_locale}."
        raise AuthorError(f"{name} cannot be imported: {message}", [Issue(name, 0, "translations-handoff", message)])
    tag = exchange.target_locale.replace("_", "-")
    if tag not in known:
        message = f"It translates into {tag or 'no language'}; this site is translated into {', '.join(known)}."
        raise AuthorError(f"{name} cannot be imported: {message}", [Issue(name, 0, "translations-handoff", message)])
    return tag


def write(file: Path, text: str, where: str) -> None:
    """Write an article whole or not at all. Raises `OperatorError` where that fails."""
    draft = file.with_name(f"_{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(text.encode())
        draft.replace(file)
    except OSError as error:
        raise OperatorError(f"{where} cannot be written: {error.strerror}.") from None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:60]}…" if len(line) > 60 else line
