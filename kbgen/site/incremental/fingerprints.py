"""Fingerprints: short names for long values, which caches and file names compare instead of the values themselves.

What a page's text is made from, and what pages show of one another, are fingerprints of the plan (`SitePlan.text_fingerprint`,
`SitePlan.shown_fingerprint`).
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from kbgen.pages.page import Page
    from kbgen.site.incremental.state import Stamp
    from kbgen.site.plan import SitePlan


def fingerprint(text: str) -> str:
    """24 hexadecimal digits that change with `text`."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def page_fingerprint(page: Page) -> str:
    """Of everything that a page shows besides its article's text."""
    # Its text would do as well, at five times the time.
    return blake2b(orjson.dumps(page, default=repr), digest_size=12).hexdigest()


def places_fingerprint(plan: SitePlan, contents: Mapping[str, Stamp]) -> str:
    """Of everything that a link can lead to: articles, sections, ids, and files with their stamps; in a lenient site headings too,
    which a link may call as another program did."""
    base = str(plan.settings.content_dir)
    files = [(name, contents.get(f"{base}/{name}")) for name in plan.library.files]
    sections = [list(sections) for sections in plan.library.sections.values()]
    articles = [[(path, article.id) for path, article in shelf.items()] for shelf in plan.library.articles.values()]
    texts = (
        [[article.digest for article in shelf.values()] for shelf in plan.library.articles.values()] if plan.settings.loose else []
    )
    return fingerprint(repr((files, sections, articles, texts, sorted(plan.library.moves.items()))))
