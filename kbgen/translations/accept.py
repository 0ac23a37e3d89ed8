"""Bringing the records up to date: a translation was made anew, or an edit of the original changes nothing for it.

Receives settings, the library and paths; writes the records of the locales concerned, and returns what was recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.articles.article import Library
from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.translations.parts import DIGITS, Part, parts_of
from kbgen.translations.records import TranslationRecord, read_records, write_records
from kbgen.translations.status import originals, record_at, text_of


def accept(settings: Settings, library: Library, named: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Record that the translations of the articles `named` say what their originals say now; returns them as `locale/path`.

    A name is a path below a locale's folder, a folder there, or a file as the shell completes it. Without `tags` all locales
    that have a translation are meant, or the one that the name is in. Raises `OperatorError` for what is not there.
    """
    done: dict[str, dict[str, TranslationRecord]] = {}
    for name in named:
        tag, paths = located(settings, library, name)
        if tag == settings.source_locale:
            tag = ""
        wanted = [tag] if tag else [*tags] or translations(settings)
        found = 0
        for path in paths:
            original = originals(settings, library)[path]
            parts = parts_of(text_of(settings, path))
            record = TranslationRecord(original.digest[:DIGITS], {key: part.digest for key, part in parts.items()})
            for locale in wanted:
                if (settings.content_dir / locale / path).is_file():
                    done.setdefault(locale, {})[path] = record
                    found += 1
        if not found:
            raise OperatorError(f"{name} has no translation in {' or '.join(wanted)}. Write one, then accept it.")
    for locale, fresh in done.items():
        records, _ = read_records(settings, locale)
        former = {old for path in fresh if path in library.moves for old in library.moves[path].was}
        write_records(settings, locale, {path: each for path, each in records.items() if path not in former} | fresh)
    return [f"{locale}/{path}" for locale in sorted(done) for path in sorted(done[locale])]


def unchanged(settings: Settings, library: Library, path: str, before: str) -> list[str]:
    """Record that the edit which made the original at `path` from the text `before` changes nothing for its translations.

    Only parts that were current before the edit become current again: what was stale stays so. Returns what was recorded.
    """
    old, new = parts_of(before), parts_of(text_of(settings, path))
    whole = originals(settings, library)[path].digest[:DIGITS]
    done = []
    for locale in translations(settings):
        records, _ = read_records(settings, locale)
        name, record = record_at(path, records, library)
        if record is None:
            continue
        carried = _carried(record.parts, old, new)
        if carried == record.parts:
            continue
        current = carried == {key: part.digest for key, part in new.items()}
        records.pop(name)
        records[path] = TranslationRecord(whole if current else record.whole, carried)
        write_records(settings, locale, records)
        done.append(f"{locale}/{path}")
    return done


def located(settings: Settings, library: Library, name: str) -> tuple[str, list[str]]:
    """The locale that `name` is in, empty if it does not say, and the paths of the originals that it means."""
    known = originals(settings, library)
    inside = name.strip("/").removeprefix("./")
    content = settings.content_dir.name + "/"
    inside = inside.partition(content)[2] if inside.partition(content)[1] and inside not in known else inside
    tag, _, rest = inside.partition("/")
    if tag in {locale.tag for locale in settings.locales}:
        inside = rest
    else:
        tag = ""
    paths = [inside] if inside in known else [f"{inside}.md"] if f"{inside}.md" in known else []
    paths = paths or [path for path in sorted(known) if not inside or path.startswith(f"{inside}/")]
    if not paths:
        advice = did_you_mean(inside, known, f"Name it as it is below {settings.source_locale}/, such as start/install.md.")
        raise OperatorError(f"There is no article {name} in {settings.source_locale}. {advice}")
    return tag, paths


def translations(settings: Settings) -> list[str]:
    """The locales that originals are translated to."""
    return [locale.tag for locale in settings.locales if locale.tag != settings.source_locale]


def _carried(recorded: Mapping[str, str], old: Mapping[str, Part], new: Mapping[str, Part]) -> dict[str, str]:
    before = {key: part.digest for key, part in old.items()}
    after = {key: part.digest for key, part in new.items()}
    if dict(recorded) == before:
        return after
    kept = {key: after[key] if key in after and before.get(key) == digest else digest for key, digest in recorded.items()}
    gone = {key for key in before if key not in after and recorded.get(key) == before[key]}
    fresh = {key: digest for key, digest in after.items() if key not in before and key not in recorded}
    return {key: digest for key, digest in (kept | fresh).items() if key not in gone}
