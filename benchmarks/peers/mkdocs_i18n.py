"""The same articles for MkDocs with Material and mkdocs-static-i18n, and for Zensical."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

NAMES = {"en": "English", "ar": "العربية", "fa": "فارسی"}
EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences")


def write_mkdocs(content: Path, folder: Path, locales: Sequence[str]) -> None:
    """A MkDocs project over `content`, which has a folder for each locale."""
    languages = [
        {"locale": tag, "name": NAMES.get(tag, tag), "build": True, **({"default": True} if place == 0 else {})}
        for place, tag in enumerate(locales)
    ]
    _write(folder, content, ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}])


def write_without_languages(content: Path, folder: Path, locales: Sequence[str]) -> None:
    """The same without languages, each folder as it is: for Zensical, which knows none, and for MkDocs with Material alone."""
    _write(folder, content, ["search"])


def _write(folder: Path, content: Path, plugins: list[object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # A copy, not a link: Zensical takes its sources only from below the project.
    shutil.copytree(content, folder / "docs")
    settings = {
        "site_name": "Help",
        "site_url": "https://help.example/",
        "docs_dir": "docs",
        # Material's own advice for large sites; without it each page carries the whole navigation and takes four times as long.
        "theme": {"name": "material", "features": ["navigation.prune"]},
        "plugins": plugins,
        "markdown_extensions": list(EXTENSIONS),
    }
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False, indent=1), "utf-8")
