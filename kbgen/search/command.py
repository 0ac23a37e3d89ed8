"""`kbgen search`, thin: asks the index of a built site what a reader's browser would be answered.

kbgen search "forgot my password" --locale en
kbgen search --queries queries.jsonl --locale fa --json
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kbgen.errors import OperatorError

if TYPE_CHECKING:
    from kbgen.search.answering.searcher import Searcher

_KEYS = ("article", "path", "url", "score")


@click.command()
@click.argument("query", nargs=-1)
@click.option("--locale", "-l", default="", help="The locale to search; by default the site's first.")
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many results.")
@click.option("--kind", "kinds", multiple=True, help="Only articles of this kind; repeatable.")
@click.option("--section", "sections", multiple=True, help="Only articles of this section; repeatable.")
@click.option(
    "--queries", type=click.Path(path_type=Path, dir_okay=False), help="JSON Lines with id and query, answered one a line."
)
@click.option("--semantic", is_flag=True, help="With the second opinion that `kbgen build --semantic` prepared.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--config",
    "-f",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's settings.",
)
@click.option("--site-dir", "-d", type=click.Path(path_type=Path, file_okay=False), help="The built site, instead of mkdocs.yml's.")
def search(
    query: tuple[str, ...],
    locale: str,
    limit: int,
    kinds: tuple[str, ...],
    sections: tuple[str, ...],
    queries: Path | None,
    semantic: bool,
    as_json: bool,
    config: Path,
    site_dir: Path | None,
) -> None:
    """Search the built site as a reader's browser does: same articles, same order, same scores."""
    from kbgen.search.answering.searcher import Searcher

    folder, locale = _where(config, site_dir, locale)
    searcher = Searcher(folder / "search" / locale)
    order = _second_opinion(config, searcher) if semantic else lambda query: ()
    if queries is None:
        words = " ".join(query)
        answer = searcher.answer(words, limit, kinds, sections, order(words))
        results = answer.results
        if as_json:
            click.echo(json.dumps([_row(result) for result in results], ensure_ascii=False))
            return
        for rank, result in enumerate(results, 1):
            click.echo(f"{rank:>3}  {result.score:>8.4f}  {result.title}\n     {result.url}")
        if answer.corrected:
            click.echo(f"Understood as: {answer.corrected}")
        if not results:
            click.echo("Nothing found.")
        return
    for asked in _read(queries):
        if asked.get("locale", locale) != locale:
            continue
        words = str(asked["query"])
        results = searcher.answer(words, limit, kinds, sections, order(words)).results
        row = {"id": asked["id"], "results": [_row(result) for result in results]}
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{asked['id']}\t{asked['query']}\t{' '.join(result.path for result in results)}")


def _second_opinion(config: Path, searcher: Searcher) -> Callable[[str], Sequence[int]]:
    from kbgen.search.meaning.model import Model
    from kbgen.search.meaning.opinion import SecondOpinion
    from kbgen.search.meaning.vectors import vectors_file

    folder = config.absolute().parent / ".kbgen" / "semantic"
    if not vectors_file(folder, searcher.locale).is_file():
        raise OperatorError(f"There is nothing for {searcher.locale} in {folder}. Run: kbgen build --semantic")
    opinion = SecondOpinion(folder, Model())
    return lambda query: opinion.order(searcher, query)


def _where(config: Path, site_dir: Path | None, locale: str) -> tuple[Path, str]:
    """The site's folder and the locale. mkdocs.yml is read only for what the options leave open."""
    if site_dir is None or not locale:
        from kbgen.config import load

        settings = load(config)
        site_dir = site_dir or settings.site_dir
        locale = locale or settings.default_locale.tag
    known = sorted(path.parent.name for path in (site_dir / "search").glob("*/index.json"))
    if known and locale not in known:
        raise OperatorError(f"The site in {site_dir} has no search index for {locale}. It has: {', '.join(known)}.")
    return site_dir, locale


def _row(result: Any) -> dict[str, Any]:
    return {key: getattr(result, key) for key in _KEYS}


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except ValueError:
            asked = None
        if not isinstance(asked, dict) or "query" not in asked or "id" not in asked:
            raise OperatorError(f'{path}:{number}: this line is not a query. Write {{"id": "1", "query": "forgot my password"}}.')
        yield asked
