"""A small strict site to be checked, and what the check says of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kbgen import config
from kbgen.check.run import CheckOptions, check_site
from kbgen.issues import Issue

TODAY = date(2026, 11, 21)
Site = Callable[..., Path]
Check = Callable[..., list[Issue]]


def article(title: str = "Pay an invoice", body: str = "Read on.", **keys: str) -> str:
    """A guide with front matter that nothing is wrong with; `keys` add to it or take its place."""
    front = {"title": title, "description": "What it is about.", "kind": "guide", "goal": "It is done.", "review_by": "9000-01-01"}
    lines = [f"{name}: {value}" for name, value in (front | keys).items() if value]
    return "\n".join(["---", *lines, "---", body]) + "\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with these files (paths relative to the content folder) and these settings of checks; returns its folder."""

    def write(files: dict[str, str | bytes], checks: str = "{}", locales: str = "{en: English, fa: فارسی, ar: العربية}") -> Path:
        folder = tmp_path / "project"
        every: dict[str, str | bytes] = {
            f"{tag}/index.md": "---\ntitle: Help\n---\n" for tag in ("en", "fa", "ar") if tag in locales
        }
        for name, text in (every | files).items():
            file = folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        folder.joinpath("mkdocs.yml").write_text(
            "site_name: Small\ndocs_dir: content\ntheme: {name: material}\nplugins:\n  - kbgen:\n      source_locale: en\n"
            f"      locales: {locales}\n      teams: {{docs: Documentation}}\n      checks: {checks}\n",
            "utf-8",
        )
        return folder

    return write


@pytest.fixture
def check() -> Check:
    """The issues of a site's content as they count, those of catalogues left out."""

    def issues(folder: Path, *, external: bool = False, clean: bool = False) -> list[Issue]:
        options = CheckOptions(TODAY, jobs=1, external=external, clean=clean)
        found = check_site(config.load(folder / "mkdocs.yml"), options)
        return [issue for issue in found if not issue.code.startswith(("message-", "catalogue-"))]

    return issues


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ("-c", "user.name=A writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str = "A change") -> None:
    """Commit everything of a folder, which becomes a repository if it is none."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
        (folder / ".gitignore").write_text(".kbgen/\n/site/\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def committed() -> Callable[..., None]:
    """Commit a folder."""
    return commit
