"""`kbgen book`: thin; reads its options, writes one file and tells where it is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import OperatorError
from kbgen.options import config_option, settings_of

if TYPE_CHECKING:
    from kbgen.site.book.write import Written

# A number that becomes wider may move a line, and that a page; it has never taken more than three.
PRINTINGS = 5


@click.command()
@click.argument("section", default="", required=False)
@config_option
@click.option("-l", "--locale", help="The language of the book; the site's first unless set.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead of book-<language>."
)
@click.option("--pdf", is_flag=True, help="Print it to a PDF with an installed Chromium, Chrome or Edge.")
@click.option("--browser", default="", help="The browser to print with, where it is not found by itself.")
def book(section: str, config_file: Path, locale: str | None, output: Path | None, pdf: bool, browser: str) -> None:
    """Write the help center, a SECTION of it or one article as a book."""
    from kbgen.site.book.write import write_book

    settings = settings_of(config_file)
    program = _printer(browser) if pdf else ""
    written = write_book(settings, locale or settings.default_locale.tag, section)
    stem = "-".join(["book", *section.strip("/").removesuffix(".md").split("/"), written.book.locale]).replace("--", "-")
    target = output or Path(f"{stem}.{'pdf' if pdf else 'html'}")
    articles = sum(chapter.is_article for chapter in written.book.chapters)
    if pdf:
        pages = _printed(written, program, target.absolute())
        click.echo(f"{articles:,} articles on {pages:,} pages: {target}")
        return
    _write(target, written.numbered({"": 0}))
    click.echo(f"{articles:,} articles: {target}")


def _printer(named: str) -> str:
    from kbgen.site.book.chromium import find_chromium

    return find_chromium(named)


def _printed(written: Written, program: str, target: Path) -> int:
    """Print until every number is right; returns how many pages there are."""
    from kbgen.site.book.chromium import print_pdf
    from kbgen.site.book.copied_text import make_copyable
    from kbgen.site.book.page_numbers import count_pages, pages_of

    with tempfile.TemporaryDirectory(prefix="kbgen-book-") as folder:
        html, pdf = Path(folder, "book.html"), Path(folder, "book.pdf")
        pages: dict[str, int] = {}
        for _ in range(PRINTINGS):
            html.write_text(written.numbered(pages), "utf-8")
            print_pdf(program, html, pdf)
            found = pages_of(pdf)
            if found == pages:
                break
            pages = found
        else:
            raise OperatorError("The page numbers of the book do not settle. Take out a link or two to a place that moves.")
        make_copyable(pdf)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(pdf.read_bytes())
        except OSError as error:
            raise OperatorError(f"{target} cannot be written: {error.strerror or error}.") from None
        return count_pages(pdf)


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    except OSError as error:
        raise OperatorError(f"{target} cannot be written: {error.strerror or error}.") from None
