"""The verb `kbgen import`: reads its options, runs the import, tells what happened."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kbgen import config
from kbgen.errors import OperatorError
from kbgen.imports.products.table import PRODUCTS


@click.command("import")
@click.argument("product", type=click.Choice(list(PRODUCTS)))
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml.",
)
@click.option("--into", metavar="TAG", default="", help="The language of texts that name none; else the source language.")
@click.option(
    "--locale", "locales", metavar="THEIRS=TAG", multiple=True, help="What the export calls a language, and the site's tag for it."
)
@click.option(
    "--owner", "owners", metavar="AUTHOR=TEAM", multiple=True, help="The team that answers for an author's articles; * means all."
)
@click.option("--name", default="", help="Tells several imports into one site apart; else the product's name.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done and lost here, as JSON.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write no article.")
@click.option("-q", "--quiet", is_flag=True, help="Say only the summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name everything that was not carried, not only kinds with numbers.")
def import_(
    product: str,
    source: Path,
    config_file: Path,
    into: str,
    locales: tuple[str, ...],
    owners: tuple[str, ...],
    name: str,
    report: Path | None,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Bring the articles of an old help center from SOURCE into this site.

    SOURCE holds what PRODUCT exports, as a folder or a .zip: saved JSON of the API for zendesk, intercom, helpscout and freshdesk,
    saved pages for html, GitBook's repository, Notion's Markdown & CSV or HTML, a space of Confluence as HTML or XML, WordPress'
    .xml with wp-content/uploads; for markdown an existing folder of MkDocs, Docusaurus, Starlight, VitePress, Hugo, Jekyll,
    GitBook, DocFX, Mintlify, Obsidian or a wiki. Nothing is fetched from anywhere. Articles become guides, or faqs where all
    their headings are questions. Running it again changes nothing that a writer has edited.
    """
    from kbgen.imports.run import Request, run
    from kbgen.terminal import Reporter

    settings = config.load(config_file)
    request = Request(product, source, name, into, _pairs(locales, "--locale"), _pairs(owners, "--owner"), dry_run)
    reporter = Reporter(quiet=quiet)
    with reporter.progress() as progress:
        result = run(settings, request, progress)
    if report is not None:
        try:
            report.write_text(json.dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n", "utf-8")
        except OSError as error:
            raise OperatorError(f"{report} cannot be written: {error.strerror}.") from None
    for line in result.lines(every=verbose):
        reporter.say(line)
    click.echo(result.summary())


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = {}
    for value in values:
        theirs, equals, ours = value.rpartition("=")
        if not equals or not theirs.strip() or not ours.strip():
            raise OperatorError(f"{option} {value} is not a pair. Write it like {option} 'theirs=ours'.")
        pairs[theirs.strip()] = ours.strip()
    return pairs
