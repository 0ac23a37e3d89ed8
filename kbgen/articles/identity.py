"""Names that must be one: an article's id, in every language, and what refers to it.

Receives the articles of all locales; returns them with their final ids, and issues that name both sides of every
clash. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kbgen.articles.article import Article, Section
from kbgen.articles.names import issue_path
from kbgen.articles.nearest import by_folder, did_you_mean_article
from kbgen.articles.source import INDEX
from kbgen.config import Settings
from kbgen.issues import Issue, Level


def settle_ids(settings: Settings, articles: Sequence[Article]) -> tuple[list[Article], list[Issue]]:
    """Give all translations of an article the id that one of them sets, and refuse two ids for one and one id for two."""
    issues: list[Issue] = []
    chosen: dict[str, Article] = {}
    for article in articles:
        if article.id == _path_id(article):
            continue
        first = chosen.setdefault(article.path, article)
        if first.id != article.id:
            message = f"The id is `{article.id}` here and `{first.id}` in {_where(settings, first)}, its translation."
            issues.append(Issue(_where(settings, article), 0, "id-differs", message, suggestion="Set the id in one language only."))
    settled = [
        replace(article, id=chosen[article.path].id)
        if article.path in chosen and article.id != chosen[article.path].id
        else article
        for article in articles
    ]
    holders: dict[str, Article] = {}
    for article in settled:
        holder = holders.setdefault(article.id, article)
        # Across languages too: two articles must not share a name in the manifest, nor votes.
        if holder.path != article.path:
            message = f"The id `{article.id}` is already that of {_where(settings, holder)}."
            issues.append(Issue(_where(settings, article), 0, "id-duplicate", message, suggestion="Give one of them another id."))
    return settled, issues


def reference_issues(settings: Settings, articles: Sequence[Article], sections: Iterable[Section]) -> list[Issue]:
    """A warning for every `related` and `featured` that names no article."""
    known = {article.id for article in articles}
    wrong = [
        (_where(settings, article), "related", name) for article in articles for name in article.related if name not in known
    ] + [
        (issue_path(settings, f"{section.locale}/{INDEX}"), "featured", name)
        for section in sections
        for name in section.featured
        if name not in known
    ]
    if not wrong:
        return []
    folders: Mapping[str, Sequence[str]] = by_folder(known)
    advice = {name: did_you_mean_article(name, folders) for name in sorted({name for _, _, name in wrong})[:200]}
    return [
        Issue(
            where,
            0,
            f"{key}-unknown",
            f"`{key}` names `{name[:80]}`, and no article has that id.",
            Level.WARNING,
            advice.get(name, ""),
        )
        for where, key, name in wrong
    ]


def _path_id(article: Article) -> str:
    return article.path.removesuffix(".md")


def _where(settings: Settings, article: Article) -> str:
    return issue_path(settings, f"{article.locale}/{article.path}")
