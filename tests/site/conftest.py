"""A built page as a tree, and a folder of files as something to compare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from benchmarks.corpus import DATA


@pytest.fixture(scope="session")
def page() -> Callable[[Path, str], BeautifulSoup]:
    """The page at an address of a built site."""

    def read(site: Path, url: str) -> BeautifulSoup:
        file = site / url / "index.html" if not url or url.endswith("/") else site / url
        return BeautifulSoup(file.read_text("utf-8"), "html.parser")

    return read


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder by its name, with its bytes."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """A site of one locale or more with these files (paths relative to the content folder); returns its mkdocs.yml."""

    def write(files: dict[str, str | bytes], *, options: str = "", more: str = "", locales: str = "{en: English}") -> Path:
        config = tmp_path / "small" / "mkdocs.yml"
        for name, text in files.items():
            file = config.parent / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        config.write_text(
            "site_name: Small\nsite_url: https://small.example.org/\ndocs_dir: content\ntheme: {name: material}\n"
            f"{more}\nplugins:\n  - kbgen:\n      source_locale: en\n      locales: {locales}\n"
            f"      front_matter: lenient\n{options}",
            "utf-8",
        )
        return config

    return write


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of articles and queries that are no part of the repository; its tests are skipped where it is absent."""
    return DATA
