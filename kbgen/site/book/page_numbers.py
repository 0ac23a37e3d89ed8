"""Page numbers in the text of a book: where each place is, and its number written into the HTML.

Chromium knows no `target-counter` (CSS Generated Content for Paged Media), so a book is printed twice: the first printing tells on
which page each place is, the second has the numbers. The first holds numbers of as many digits, so that few lines move; where one
page still moves, the book is printed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kbgen.errors import OperatorError

_REFERENCE = re.compile(r'(<span class="kb-book__(?:ref|page)" data-page="([^"]*)">)[^<]*(</span>)')
# What stands for a number that is not known yet.
UNKNOWN = 888


def with_numbers(html: str, pages: Mapping[str, int], written: Callable[[str, int], str]) -> str:
    """`html` with the numbers of `pages`, by anchor, in the words of `written(kind, number)`. Where some are known the
    others stay empty; where none is, each gets a number that takes as much room."""

    def number(match: re.Match[str]) -> str:
        page = pages.get(match[2]) if pages else UNKNOWN
        kind = "page" if "kb-book__page" in match[1] else "ref"
        return f"{match[1]}{written(kind, page) if page else ''}{match[3]}"

    return _REFERENCE.sub(number, html)


def pages_of(pdf: Path) -> dict[str, int]:
    """The page of each named place in a PDF, from 1. Raises `OperatorError` where the package that reads PDFs is missing."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise OperatorError("kbgen book --pdf needs the package pypdf. Run: pip install 'kbgen[book]'") from None
    reader = PdfReader(pdf)
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1) if page.indirect_reference}
    found: dict[str, int] = {}
    for name, place in reader.named_destinations.items():
        page = numbers.get(getattr(place.raw_get("/Page"), "idnum", -1))
        if page:
            found[str(name).lstrip("/")] = page
    return found


def count_pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(pdf).pages)
