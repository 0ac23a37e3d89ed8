"""Addresses that belong to pages that kbgen makes: search, topics, glossary and contact, directly below a locale.

Receives a plan; returns an issue for every article or section that lies at one of them. In a strict site the four are always
taken, so that a glossary or a way to a person can come later. Content from elsewhere (`front_matter: lenient`) may use those
whose page the site does not have: a glossary without `_glossary.yml`, topics without tags, contact without a channel.
"""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.articles.names import fold, issue_path
from kbgen.issues import Issue
from kbgen.pages.views import article_url
from kbgen.site.plan import PageKind, SitePlan

RESERVED = frozenset({PageKind.SEARCH, PageKind.TAGS, PageKind.GLOSSARY, PageKind.CONTACT})


def reserved_issues(plan: SitePlan) -> Iterator[Issue]:
    """An error for each article and section whose address a page of kbgen's has."""
    made = {task.what for task in plan.tasks}
    # A further page of a long list is a file; an article called `page-2.html` would make a folder of it.
    lists = {address for address in plan.addresses if not address.endswith("/")}
    # The names of these pages in `PageKind` are their addresses.
    taken = {str(what) for what in RESERVED if plan.settings.front_matter == "strict" or what in made}
    for tag, articles in plan.library.articles.items():
        for path in articles:
            top = "/" not in path and fold(path.removesuffix(".md")) in taken
            if top or article_url(tag, path).rstrip("/") in lists:
                yield _issue(plan, f"{tag}/{path}", path.removesuffix(".md"))
    for tag, sections in plan.library.sections.items():
        for section in sections.values():
            if fold(section.path) in taken:
                # A folder without `index.md` is a section too.
                file = f"{tag}/{section.path}/index.md" if section.digest else f"{tag}/{section.path}"
                yield _issue(plan, file, section.path)


def _issue(plan: SitePlan, file: str, name: str) -> Issue:
    return Issue(
        issue_path(plan.settings, file),
        0,
        "path-reserved",
        f"The address `{name}` belongs to a page that kbgen makes.",
        suggestion=f"Choose another name, such as `about-{name}`.",
    )
