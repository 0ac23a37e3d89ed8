"""The products that can be imported: by the word that `kbgen import` knows, the module that reads each and what to save of it.

A module is imported only when its product is: `kbgen import --help` needs none of their libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from kbgen.imports.export import Export, Losses
from kbgen.imports.folder import Folder


class Reader(Protocol):
    """What the module of a product has."""

    def read(self, folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
        """All that `folder` holds; what cannot be brought along is told to `losses`. `locales` are the site's and the export's
        names of languages, for folders that are named after them."""


class Product(NamedTuple):
    """One product: its module beside this one, and what to tell a person whose folder holds nothing of it."""

    module: str
    wanted: str

    def reader(self) -> Reader:
        """The module."""
        return cast(Reader, import_module(f"kbgen.imports.products.{self.module}"))


PRODUCTS: Mapping[str, Product] = {
    "zendesk": Product("zendesk", "Save the JSON of /api/v2/help_center/articles.json, sections.json and categories.json there."),
    "intercom": Product("intercom", "Save the JSON of /articles and /help_center/collections there."),
    "helpscout": Product("helpscout", "Save the JSON of /v1/collections, their categories, and /v1/articles/{id} there."),
    "freshdesk": Product(
        "freshdesk", "Save the JSON of /api/v2/solutions/categories, their folders, and the folders' articles there."
    ),
    "html": Product("saved_pages", "Save pages there as .html files."),
    "gitbook": Product("gitbook", "Name the folder of the repository that GitBook keeps: it holds SUMMARY.md and the .md files."),
    "notion": Product(
        "notion.read", "Export a page or workspace as Markdown & CSV or as HTML, and name the archive or its folder."
    ),
    "confluence": Product(
        "confluence.read",
        "Export a space as HTML or XML, and name the archive or its folder, which holds index.html or entities.xml.",
    ),
    "wordpress": Product(
        "wordpress.read", "Save the file of Tools → Export → All content there, with wp-content/uploads for pictures."
    ),
    "markdown": Product(
        "generators", "Name the folder that holds mkdocs.yml, docusaurus.config.js, astro.config.mjs or the .md files."
    ),
}
