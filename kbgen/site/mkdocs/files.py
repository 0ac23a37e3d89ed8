"""A page as MkDocs and its plugins know it: by a Markdown file of the content folder, real or as good as real.

Receives pages; returns MkDocs' `File` objects and front matter. The same come out of kbgen's schedule and of MkDocs'.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from kbgen.pages.page import Page


def source_name(page: Page) -> str:
    """The Markdown file that a page stands for, relative to the content folder: `fa/guides/set-up.md`, `fa/index.md`."""
    if page.article is not None:
        return page.url.removesuffix("/") + ".md"
    if page.listing is not None and page.listing.pager is not None and not page.url.endswith("/"):
        # An article may have the rest of its name.
        return page.url + ".md"
    return page.url + "index.md" if page.url.endswith("/") else page.url.removesuffix(".html") + ".md"


def file_of(config: MkDocsConfig, page: Page) -> File:
    """The file of a page; it exists on disk for what is written in the page's own locale."""
    name = source_name(page)
    if Path(config.docs_dir, name).is_file():
        file = File(name, config.docs_dir, config.site_dir, True)
    else:
        file = File.generated(config, name, content="")
    file.dest_uri = page.file
    file.url = page.file.removesuffix("index.html")
    return file


def meta_of(page: Page) -> dict[str, Any]:
    """What other plugins find in a page's front matter."""
    meta: dict[str, Any] = {"title": page.title, "description": page.description}
    if page.article is not None and page.article.tags:
        meta["tags"] = [tag.title for tag in page.article.tags]
    return meta
