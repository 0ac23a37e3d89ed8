"""`kbgen translate` and `kbgen suggest`, thin."""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.errors import OperatorError

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml.",
)
with_option = click.option(
    "--with", "command", metavar="COMMAND", help="The program that drafts: JSON on its input, a text on its output."
)
seconds_option = click.option(
    "--seconds",
    type=click.FloatRange(1, 86400),
    default=300.0,
    show_default=True,
    help="How long the program may take for a section.",
)


@click.command()
@click.argument("path", metavar="PATH")
@config_option
@click.option("-l", "--locale", required=True, help="The language to translate into.")
@with_option
@seconds_option
@click.option("--stale", is_flag=True, help="Draft what has changed in a translation that readers see.")
def translate(path: str, config_file: Path, locale: str, command: str | None, seconds: float, stale: bool) -> None:
    """Draft the translation of the article at PATH.

    Without --with its frame is written: structure, code, pictures, owner and tags, with … where text belongs. With it every section
    is given to the program, and its answer is taken if nothing protected is lost. Exit code 1: sections are left to be written.
    """
    from kbgen.articles.library import read_library
    from kbgen.config import load
    from kbgen.drafting.program import Program
    from kbgen.drafting.translate import Drafting
    from kbgen.translations.accept import located, translations

    settings = load(config_file)
    if locale not in translations(settings):
        known = ", ".join(translations(settings))
        raise OperatorError(f"{locale} is not a language that this site is translated to. It has: {known}.")
    program = Program(command, seconds) if command else None
    library = read_library(settings)[0]
    left = 0
    for each in located(settings, library, path)[1]:
        done = Drafting(settings, library, each, locale, program, lambda line: click.echo(f"  {line}", err=True)).run(stale=stale)
        click.echo(f"{done.file}: {len(done.written)} sections drafted, {len(done.left)} to be written. Review it.")
        left += len(done.left)
    if program and left:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("path", metavar="PATH")
@config_option
@click.option("-l", "--locale", "tags", multiple=True, help="Only this language; may be given more than once.")
@with_option
@seconds_option
@click.option("--dry-run", is_flag=True, help="Print the phrases, and write nothing.")
def suggest(path: str, config_file: Path, tags: tuple[str, ...], command: str | None, seconds: float, dry_run: bool) -> None:
    """Propose phrases by which readers might ask for the article at PATH, into asked.yml for review.

    Each is kept only if it leads to the article and no test of search comes out worse. Without --with an empty place for phrases is
    written. Exit code 1: the program gave nothing that can be used.
    """
    from kbgen.articles.library import read_library
    from kbgen.config import load
    from kbgen.drafting.program import Program
    from kbgen.drafting.suggest import suggest as ask
    from kbgen.drafting.trial import Trial
    from kbgen.report.write.asked_file import merged, read_asked
    from kbgen.search.asked import ASKED_FILE
    from kbgen.translations.accept import located

    settings = load(config_file)
    program = Program(command, seconds) if command else None
    library = read_library(settings)[0]
    paths = [each for each in located(settings, library, path)[1] if each in library.articles[settings.source_locale]]
    if len(paths) != 1:
        raise OperatorError(f"{path} is not one article. Name one, such as start/install.md.")
    known = [locale.tag for locale in settings.locales]
    for tag in tags:
        if tag not in known:
            raise OperatorError(f"{tag} is not a language of this site. It has: {', '.join(known)}.")
    written = [tag for tag in (tags or known) if paths[0] in library.articles.get(tag, {})]
    file = settings.content_dir / ASKED_FILE
    before = read_asked(file)
    if program is None:
        _frame(file, before, paths[0], written, dry_run=dry_run)
        return
    trial = Trial(settings)
    found = [ask(trial, paths[0], tag, program, lambda line: click.echo(f"  {line}", err=True)) for tag in written]
    for one in found:
        for phrase, reason in one.left.items():
            click.echo(f"  {one.locale}: {phrase}: {reason}", err=True)
        for phrase in one.kept:
            click.echo(f"{one.locale}: {phrase}")
    phrases = {paths[0]: {one.locale: one.kept for one in found if one.kept}}
    text, added = merged(before, phrases if phrases[paths[0]] else {}, ASKED_FILE)
    if added and not dry_run:
        file.write_text(text, "utf-8")
    click.echo(f"{added} new phrases{'' if dry_run or not added else f' in {file}: review them'}.", err=True)
    if not added and any(one.failed for one in found):
        raise click.exceptions.Exit(1)


def _frame(file: Path, before: str, path: str, tags: list[str], *, dry_run: bool) -> None:
    """An empty place for the phrases of an article, for a writer to fill in."""
    import yaml

    if path in (yaml.safe_load(before) or {}):
        click.echo(f"{file} has a place for {path}. Write how readers ask for it there.")
        return
    place = f"{path}:\n" + "".join(f"  {tag}: []\n" for tag in tags)
    if dry_run:
        click.echo(place, nl=False)
        return
    file.write_text(before + ("" if not before or before.endswith("\n") else "\n") + place, "utf-8")
    click.echo(f"{file}: a place for {path}. Write how readers ask for it between the brackets.")
