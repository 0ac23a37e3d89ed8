"""`kbgen translations`: which translations are missing or stale, what changed, and that they are up to date again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from kbgen.articles.article import Library
from kbgen.articles.git.revisions import Revisions
from kbgen.articles.library import read_library
from kbgen.config import Settings, load
from kbgen.errors import OperatorError
from kbgen.translations.accept import accept as accept_translations
from kbgen.translations.accept import located, translations
from kbgen.translations.accept import unchanged as accept_edit
from kbgen.translations.difference import difference, named
from kbgen.translations.records import read_records
from kbgen.translations.status import TranslationState, TranslationStatus, record_at, statuses, text_of

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml.",
)
locale_option = click.option("-l", "--locale", "tags", multiple=True, help="Only this language; may be given more than once.")


@click.group("translations", invoke_without_command=True)
@config_option
@locale_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For whom to write.")
@click.option("--diff", "shown", metavar="PATH", help="Show what changed in the original of PATH since it was translated.")
@click.option("-s", "--strict", is_flag=True, help="Fail where a translation is stale.")
@click.pass_context
def translations_group(
    context: click.Context, config_file: Path, tags: tuple[str, ...], form: str, shown: str | None, strict: bool
) -> None:
    """Say which translations are missing or stale, section by section.

    Exit code 0: nothing stale, or not --strict; 1: something is stale.
    """
    if context.invoked_subcommand:
        return
    settings, library = _read(config_file, tags)
    if shown:
        for line in _differences(settings, library, shown, tags):
            click.echo(line)
        return
    found, issues = statuses(settings, library)
    found = [status for status in found if not tags or status.locale in tags]
    for issue in issues:
        click.echo(str(issue), err=True)
    for line in [_as_json(found)] if form == "json" else _as_text(settings, found, tags):
        click.echo(line)
    if strict and any(status.state is TranslationState.STALE for status in found):
        raise click.exceptions.Exit(1)


@translations_group.command()
@click.argument("paths", metavar="PATH...", nargs=-1)
@config_option
@locale_option
@click.option("--all", "every", is_flag=True, help="All translations that there are: a start for a project without records.")
def accept(paths: tuple[str, ...], config_file: Path, tags: tuple[str, ...], every: bool) -> None:
    """Record that the translations at PATH say what their originals say now.

    PATH is an article (start/install.md), a folder, or a file of one language (content/fa/start/install.md).
    """
    settings, library = _read(config_file, tags)
    if not paths and not every:
        raise OperatorError("Name the articles whose translations are up to date, or say --all.")
    _told(accept_translations(settings, library, paths or [""], tags), "up to date")


@translations_group.command()
@click.argument("path", metavar="PATH")
@config_option
@click.option("--since", metavar="REV", help="The revision before the edit; the last one with another text unless given.")
def unchanged(path: str, config_file: Path, since: str | None) -> None:
    """Say that an edit of the original at PATH changes nothing for its translations: a typo mended, a line broken.

    Parts that were stale before the edit stay stale.
    """
    settings, library = _read(config_file, ())
    _, paths = located(settings, library, path)
    for each in paths:
        _told(accept_edit(settings, library, each, _before(settings, each, since)), "not touched by the edit")


@translations_group.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@config_option
@click.option("-l", "--locale", required=True, help="The language to translate into.")
@click.option("--format", "form", type=click.Choice(["xliff", "po"]), default="xliff", show_default=True, help="The file's format.")
@click.option("--missing", is_flag=True, help="Only what is not translated yet.")
@click.option("--stale", is_flag=True, help="Only what has changed since it was translated.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; - prints it.  [default: fa.xlf]"
)
def export(paths: tuple[str, ...], config_file: Path, locale: str, form: str, missing: bool, stale: bool, out: Path | None) -> None:
    """Write texts for a translator's tool, section by section: XLIFF or PO.

    PATH is an article or a folder; without it all are meant. Code, links, variables and tags are protected; the glossary comes as
    notes.
    """
    from kbgen.translations.handoff import commands

    settings, library = _read(config_file, (locale,))
    commands.export(settings, library, paths, locale, form, out, missing=missing, stale=stale)


@translations_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@config_option
@click.option("--dry-run", is_flag=True, help="Say what would be written.")
def import_(file: Path, config_file: Path, dry_run: bool) -> None:
    """Put the texts of FILE, which a translator's tool has filled in, into their articles, and accept them.

    Exit code 0: all of it was taken; 1: something was left as it was, and is named.
    """
    from kbgen.translations.handoff import commands

    settings, library = _read(config_file, ())
    if not commands.import_file(settings, library, file, dry_run=dry_run):
        raise click.exceptions.Exit(1)


@translations_group.command()
@config_option
@locale_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("memory.tmx"), show_default=True, help="The file."
)
def memory(config_file: Path, tags: tuple[str, ...], out: Path) -> None:
    """Write all accepted translations as a translation memory (TMX)."""
    from kbgen.translations.handoff import commands

    settings, library = _read(config_file, tags)
    commands.save_memory(settings, library, tags, out)


def _read(config_file: Path, tags: Sequence[str]) -> tuple[Settings, Library]:
    settings = load(config_file)
    known = translations(settings)
    for tag in tags:
        if tag not in known:
            raise OperatorError(f"{tag} is not a language that this site is translated to. It has: {', '.join(known)}.")
    # What is wrong with the content is for kbgen check to say.
    return settings, read_library(settings)[0]


def _before(settings: Settings, path: str, since: str | None) -> str:
    name = f"{settings.source_locale}/{path}"
    now = text_of(settings, path)
    revisions = Revisions(settings.content_dir)
    if since:
        text = revisions.text(since, name)
        if text is None:
            raise OperatorError(f"{name} is not in revision {since}.")
        return text
    text = next((text for text in revisions.texts_of(name) if text != now), None)
    if text is None:
        raise OperatorError(f"git has no earlier text of {name}, so there is no edit to speak of.")
    return text


def _differences(settings: Settings, library: Library, name: str, tags: Sequence[str]) -> Iterator[str]:
    tag, paths = located(settings, library, name)
    revisions = Revisions(settings.content_dir)
    for locale in [tag] if tag and tag != settings.source_locale else tags or translations(settings):
        records, _ = read_records(settings, locale)
        for path in paths:
            _, record = record_at(path, records, library)
            if record is None:
                yield f"# {locale}/{path}: nobody recorded what it was translated from. Run: kbgen translations accept {path}"
                continue
            now = text_of(settings, path)
            lines = list(difference(record, now, revisions.texts_of(f"{settings.source_locale}/{path}")))
            yield f"# {locale}/{path}{'' if lines else ': nothing changed'}"
            yield from lines


def _as_text(settings: Settings, found: Sequence[TranslationStatus], tags: Sequence[str]) -> Iterator[str]:
    for locale in settings.locales:
        mine = [status for status in found if status.locale == locale.tag]
        if not mine:
            continue
        counts = [(state, sum(status.state is state for status in mine)) for state in TranslationState]
        yield f"{locale.tag} ({locale.name}): {', '.join(f'{count} {state}' for state, count in counts if count)}"
        for status in mine:
            if status.state is TranslationState.STALE:
                changes = ", ".join(f"{change.what} {named(change)}" for change in status.changes)
                yield f"  stale    {status.path}: {changes}"
        for state in (TranslationState.DRAFT, TranslationState.MISSING):
            yield from (f"  {state:<8} {status.path}" for status in mine if status.state is state)
    if any(status.state is TranslationState.UNRECORDED for status in found):
        yield "Not recorded: nobody said what it was translated from; it counts as current. See: kbgen translations accept --help"


def _as_json(found: Iterable[TranslationStatus]) -> str:
    entries = [
        {
            "locale": status.locale,
            "path": status.path,
            "title": status.title,
            "state": "current" if status.state is TranslationState.UNRECORDED else str(status.state),
            "recorded": status.state in (TranslationState.CURRENT, TranslationState.STALE),
            "sections": [{"change": str(each.what), "key": each.key, "heading": each.heading} for each in status.changes],
        }
        for status in found
    ]
    return json.dumps({"version": 1, "translations": entries}, indent=2, ensure_ascii=False)


def _told(recorded: Sequence[str], what: str) -> None:
    for name in recorded:
        click.echo(f"{name}: {what}")
    if not recorded:
        click.echo("Nothing to record: no translation was current before the edit.")
