"""Names that must be one: an article's id, in every language, and what refers to it.

Receives the articles of all locales; returns them with their final ids, and issues that name both sides of every
clash. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kbgen.articles.article import Article, Section
from kbgen.articles.git.moves import Moves, first_free
from kbgen.articles.names import issue_path
from kbgen.articles.nearest import by_folder, did_you_mean_article
from kbgen.articles.source import INDEX
from kbgen.config import Settings
from kbgen.issues import Issue, Level


def settle_ids(settings: Settings, articles: Sequence[Article], moves: Moves) -> tuple[list[Article], list[Issue]]:
    """Give all translations of an article the id that one of them sets, and refuse two ids for one and one id for two.

    Where none sets it, an article that moved keeps the id that it had, and one that was put in its old place gets another.
    """
    issues: list[Issue] = []
    chosen: dict[str, Article] = {}
    for article in articles:
        if article.id == _path_id(article):
            continue
        first = chosen.setdefault(article.path, article)
        if first.id != article.id:
            message = f"The id is `{article.id}` here and `{first.id}` in {_where(settings, first)}, its translation."
            issues.append(Issue(_where(settings, article), 0, "id-differs", message, suggestion="Set the id in one language only."))
    ids = {path: article.id for path, article in chosen.items()}
    lasting = {article.path: moves[article.path].id for article in articles if article.path in moves and article.path not in chosen}
    ids |= lasting
    held = set(lasting.values())
    ids |= {article.path: first_free(article.id, held) for article in articles if article.path not in ids and article.id in held}
    settled = [
        replace(article, id=ids[article.path]) if article.id != ids.get(article.path, article.id) else article
        for article in articles
    ]
    holders: dict[str, Article] = {}
    doubles: set[str] = set()
    for article in settled:
        holder = holders.setdefault(article.id, article)
        # Across languages too: two articles must not share a name in the manifest, nor votes.
        if holder.path != article.path:
            if settings.front_matter == "lenient":
                doubles.add(article.path)
            message = f"The id `{article.id}` is already that of {_where(settings, holder)}."
            issues.append(Issue(_where(settings, article), 0, "id-duplicate", message, suggestion="Give one of them another id."))
    if doubles:
        taken = {article.id for article in settled if article.path not in doubles}
        own = {path: first_free(path.removesuffix(".md"), taken) for path in sorted(doubles)}
        settled = [replace(article, id=own[article.path]) if article.path in own else article for article in settled]
    return settled, issues


def refer_by_id(articles: Sequence[Article], sections: Sequence[Section]) -> tuple[list[Article], list[Section]]:
    """The same, with the ids of articles wherever a writer named one by its present path."""
    ids = {article.id for article in articles}
    paths = {_path_id(article): article.id for article in articles if article.id != _path_id(article)}
    if not paths:
        return list(articles), list(sections)

    def known(name: str) -> str:
        return name if name in ids else paths.get(name, name)

    return (
        [replace(each, related=tuple(map(known, each.related)), replaced_by=known(each.replaced_by)) for each in articles],
        [replace(each, featured=tuple(map(known, each.featured))) for each in sections],
    )


def reference_issues(settings: Settings, articles: Sequence[Article], sections: Iterable[Section]) -> list[Issue]:
    """A warning for every `related`, `replaced_by` and `featured` that names no article."""
    known = {article.id for article in articles}
    wrong = [(_where(settings, article), "related", name) for article in articles for name in article.related if name not in known]
    wrong += [
        (_where(settings, article), "replaced-by", article.replaced_by)
        for article in articles
        if article.replaced_by and (article.replaced_by not in known or article.replaced_by == article.id)
    ]
    wrong += [
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
            f"`{key.replace('-', '_')}` names `{name[:80]}`, and no other article has that id.",
            Level.WARNING,
            advice.get(name, ""),
        )
        for where, key, name in wrong
    ]


def _path_id(article: Article) -> str:
    return article.path.removesuffix(".md")


def _where(settings: Settings, article: Article) -> str:
    return issue_path(settings, f"{article.locale}/{article.path}")
