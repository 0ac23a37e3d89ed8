"""The project that a folder of articles belongs to, and which of its texts a link in that folder may show.

Projects keep one text in two places by a link: `docs/index.md` leads to `README.md`, `docs/changelog.md` to `CHANGELOG.md`. Such a
link is followed where it stays in the project and leads from Markdown to Markdown; to anything else outside of the folder it is
not: what lies there (keys, settings) was never meant for readers.
"""

from __future__ import annotations

import os
from functools import cache

from kbgen.articles.names import OTHER_MARKDOWN

# What the top folder of a project holds; a repository's own folder is asked for first.
_REPOSITORY = ".git"
_PROJECT = ("mkdocs.yml", "pyproject.toml", "package.json", "go.mod", "Cargo.toml", "_config.yml")
_MARKDOWN = (".md", *OTHER_MARKDOWN)


def is_text_of_project(link: str, folder: str) -> bool:
    """Whether `link`, in `folder` or below it, leads from Markdown to a file of Markdown of the project around `folder`."""
    target, top = os.path.realpath(link), project_around(folder)
    both = link.lower().endswith(_MARKDOWN) and target.lower().endswith(_MARKDOWN)
    return both and bool(top) and target.startswith(f"{top.rstrip(os.sep)}{os.sep}") and os.path.isfile(target)  # noqa: PTH113


@cache
def project_around(folder: str) -> str:
    """The nearest folder from `folder` on upwards that is a repository, else the nearest that holds a project's settings, by their
    real paths; empty where there is none."""
    above = os.path.realpath(folder)
    upwards = [above]
    while (parent := os.path.dirname(above)) != above:  # noqa: PTH120 - the walk works on strings for speed
        upwards.append(above := parent)
    for names in ((_REPOSITORY,), _PROJECT):
        for each in upwards:
            if any(os.path.exists(f"{each}/{name}") for name in names):  # noqa: PTH110
                return each
    return ""
