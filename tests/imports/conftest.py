"""A small real site for each test, exports on a real disk, and the whole import run over them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kbgen import config
from kbgen.articles.article import Library
from kbgen.articles.library import read_library
from kbgen.config import Settings
from kbgen.imports.report import ImportReport
from kbgen.imports.run import Request, run
from kbgen.issues import Issue, Level

EXPORTS = Path(__file__).parent / "exports"
MKDOCS = """site_name: Lamp
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: {name: English}, ar: {name: العربية}, fa: {name: فارسی}}
"""
Import = Callable[..., ImportReport]


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """A site in three languages without an article."""
    folder = tmp_path / "site"
    for tag in ("en", "ar", "fa"):
        (folder / "content" / tag).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return config.load(folder / "mkdocs.yml")


@pytest.fixture
def export(tmp_path: Path) -> Callable[[Mapping[str, Any]], Path]:
    """Save an export: text and bytes as they are, anything else as JSON."""

    def save(files: Mapping[str, Any], name: str = "export") -> Path:
        folder = tmp_path / name
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                file.write_bytes(content)
            else:
                file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return folder

    return save


@pytest.fixture
def bring(site: Settings) -> Import:
    """Import into the site."""

    def run_import(product: str, source: Path, **options: Any) -> ImportReport:
        return run(site, Request(product, source, **options))

    return run_import


@pytest.fixture
def read(site: Settings) -> Callable[[str], str]:
    """The text of one file of the content folder."""
    return lambda path: (site.content_dir / path).read_text("utf-8")


@pytest.fixture
def library(site: Settings) -> Callable[[], Library]:
    """What kbgen reads of the site in strict mode, which must have no error."""

    def load() -> Library:
        assert site.front_matter == "strict"
        found, issues = read_library(site)
        assert errors(issues) == []
        return found

    return load


def errors(issues: list[Issue]) -> list[Issue]:
    # The empty folders of a young site are hints.
    return [issue for issue in issues if issue.level is not Level.HINT]


def files_of(site: Settings) -> dict[str, bytes]:
    """Every file of the content folder and of the import's memory, by path."""
    folders = (site.content_dir, site.root / ".kbgen")
    return {
        str(file.relative_to(site.root)): file.read_bytes() for top in folders for file in sorted(top.rglob("*")) if file.is_file()
    }


def lost(report: ImportReport) -> list[tuple[str, str]]:
    return [(loss.file, loss.what) for loss in report.losses]


def articles(*bodies: str | dict[str, Any], locale: str = "en") -> dict[str, Any]:
    """A page of Zendesk's API with one article for each body, in one section."""
    records = []
    for number, body in enumerate(bodies, 1):
        values = {"body": body} if isinstance(body, str) else body
        records.append({"id": number, "section_id": 9, "title": f"Article {number}", "locale": locale, "draft": False, **values})
    return {"sections": [{"id": 9, "name": "Guides", "locale": locale}], "articles": records}
