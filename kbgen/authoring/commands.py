"""`kbgen init` and `kbgen new`: thin; each reads its options, calls one function and tells the result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kbgen.articles.article import Kind
from kbgen.errors import OperatorError
from kbgen.options import config_option, settings_of


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--locales",
    help="The site's languages, such as en,de,ar; the first is written first. English, Arabic and Persian unless given.",
)
def init(folder: Path, locales: str | None) -> None:
    """Start a help center in DIR, a new or empty folder: settings, home pages, a first article."""
    from kbgen.authoring.languages import has_interface, read_languages
    from kbgen.authoring.scaffold import start_site

    chosen = read_languages(locales) if locales is not None else ()
    start_site(folder, chosen)
    for locale in chosen:
        if not has_interface(locale.tag):
            click.echo(f"{locale.name} ({locale.tag}) has no interface text yet: kbgen messages update lists what to translate.")
    here = folder.resolve() == Path.cwd()
    click.echo("The help center is ready. Next:\n" if here else f"{folder} is ready. Next:\n\n  cd {folder}")
    click.echo("  kbgen serve\n")


@click.command()
@click.argument("kind", required=False, type=click.Choice([kind.value for kind in Kind]))
@click.argument("path", metavar="PATH", required=False)
@config_option
@click.option("-l", "--locale", "tags", multiple=True, help="In this language instead; may be given more than once.")
@click.option("-t", "--title", help="The article's title.")
@click.option("--from-gap", "gap", type=click.IntRange(1), help="The number of a gap in the report: KIND and PATH come from it.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report/report.json"),
    show_default=True,
    help="The report that --from-gap counts in.",
)
def new(
    kind: str | None,
    path: str | None,
    config_file: Path,
    tags: tuple[str, ...],
    title: str | None,
    gap: int | None,
    report: Path,
) -> None:
    """Start an article of KIND at PATH, such as guides/set-up, in the source language or in those that --locale names.

    Of an article that the source language has, the others get the start of a translation: its structure, ids, owner and pictures.
    """
    from kbgen.authoring.scaffold import start_article

    questions: Mapping[str, tuple[str, ...]] = {}
    titles: Mapping[str, str] = {}
    if gap is not None:
        from kbgen.report.draft import draft_of
        from kbgen.report.feedback import read_report

        found = draft_of(read_report(report), gap)
        kind, path, questions, titles = kind or found.kind, path or found.path, found.questions, found.titles
        tags = tags or tuple(questions)
    if kind is None or path is None:
        raise click.UsageError("Name the KIND and the PATH of the article, or a gap of the report with --from-gap.")
    settings = settings_of(config_file)
    known = {locale.tag for locale in settings.locales}
    for tag in tags:
        if tag not in known:
            raise OperatorError(f"{tag} is not a language of this site. It has: {', '.join(sorted(known))}.")
    for created in start_article(settings, kind, path, tags, title, titles, questions):
        click.echo(created)
