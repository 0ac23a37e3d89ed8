"""Where the links of texts lead, taken together: which articles are linked to, which other sites, whether anything has moved.

Receives the plan and what was found in its texts; resolves each link as a page would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbgen.articles.free_addresses import lies_at
from kbgen.articles.links import LinkKind, index_of, resolve
from kbgen.articles.names import issue_path
from kbgen.dialects.encodings import decoded
from kbgen.rules.external_links import ExternalLink
from kbgen.site.incremental.state import TaskState
from kbgen.site.plan import SitePlan
from kbgen.site.references import references_of


class LinkTargets:
    """The links of one plan."""

    def __init__(self, plan: SitePlan) -> None:
        self._settings, self._renamed = plan.settings, plan.library.renamed
        self._index = index_of(plan.library, list(plan.outlines), plan.settings.source_locale, loose=plan.settings.loose)
        self._references = references_of(plan, self._index)

    def same(self, known: TaskState) -> bool:
        """Whether every link leads where it led."""
        return all(self._references[links.locale].lead_as_before(links) for links in known.links)

    def linked(self, tasks: Iterable[TaskState]) -> frozenset[str]:
        """The paths of articles that another text links to."""
        found: set[str] = set()
        for task in tasks:
            for links in task.links:
                every = (resolve(self._index, links.locale, links.path, reference) for reference in links.references)
                found |= {link.path for link in every if link.kind is LinkKind.ARTICLE and link.path != links.path}
        return frozenset(found)

    def external(self, tasks: Iterable[TaskState]) -> Iterator[ExternalLink]:
        """Every link to another site, with the line on which it first stands."""
        texts: dict[str, str] = {}
        for task in tasks:
            for locale, path, reference in ((each.locale, each.path, one) for each in task.links for one in each.references):
                address = f"https:{reference}" if reference.startswith("//") else reference
                if not address.startswith(("http://", "https://")):
                    continue
                name = lies_at(self._renamed, locale, path)
                if name not in texts:
                    texts[name] = decoded((self._settings.content_dir / name).read_bytes(), locale).text
                at = texts[name].find(reference)
                line = texts[name].count("\n", 0, at) + 1 if at >= 0 else 0
                yield ExternalLink(address, issue_path(self._settings, name), line)
