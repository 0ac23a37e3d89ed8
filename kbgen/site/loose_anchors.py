"""The headings of a lenient site's articles, for links that call them as another program did.

Receives the plan; says for each link to a heading how that heading is called here. A text is read once for all links to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown.extensions import toc

from kbgen.articles.free_addresses import lies_at
from kbgen.dialects.anchors import meant
from kbgen.markup import outline
from kbgen.site.incremental.content import load_text

if TYPE_CHECKING:
    from kbgen.site.plan import SitePlan

_NAMED = re.compile(r"""\b(?:id|name)\s*=\s*["']([^"'\s]+)["']|\{[^{}\n]*?#([\w:.-]+)[^{}\n]*\}""")
_NOT_GITHUB = re.compile(r"[^\w\- ]")
_unique: Any = toc.unique


class LooseAnchors:
    """What the headings of one plan's articles are called."""

    def __init__(self, plan: SitePlan) -> None:
        self._plan = plan

    def settled(self, locale: str, path: str, anchor: str) -> str:
        """`anchor` as the article at `path` has it, shown in `locale`: empty for its title, and as it is where nothing is meant."""
        article = self._plan.outlines[locale].articles.get(path)
        if article is None:
            return anchor
        file = lies_at(self._plan.library.renamed, article.locale, article.path)
        title, names = anchors_in(load_text(self._plan.settings, article, article.path, file).body)
        if anchor in names:
            return anchor
        found = meant(anchor, [*names, title])
        return "" if found and found == title else found or anchor

    def called(self, locale: str, path: str) -> str:
        """The title of an article or section as it is shown in `locale`; nothing where there is none."""
        outline = self._plan.outlines.get(locale)
        shown = (outline.articles.get(path) or outline.sections.get(path)) if outline else None
        return shown.title if shown else ""


@lru_cache(maxsize=1024)
def anchors_in(body: str) -> tuple[str, Sequence[str]]:
    """The anchor of the title that a text begins with, if it does, and all others that its page will have, as
    `kbgen.pages.headings` gives them."""
    named = list(dict.fromkeys(one or other for one, other in _NAMED.findall(body)))
    used, counters = set(named), dict[str, int]()
    title, others = "", list[str]()
    seen = Counter[str]()
    for heading in outline.headings(body):
        if heading.id:
            continue
        name = _unique(toc.slugify_unicode(heading.text, "-"), used, counters)
        plain = _NOT_GITHUB.sub("", heading.text.lower()).replace(" ", "-")
        github = f"{plain}-{seen[plain]}" if seen[plain] else plain
        seen[plain] += 1
        if heading.level == 1 and not "".join(body.split("\n")[: heading.line]).strip():
            title = name
            continue
        others += [name, github] if github else [name]
    return title, [*named, *dict.fromkeys(others)]
