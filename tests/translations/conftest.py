"""A small project in git with an original and its translations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.check.conftest import commit

EN = """---
title: Invoices
description: Where they are.
kind: guide
goal: You have one.
updated: 2026-11-01
---
Read on.

## Find one {#find}

Under Account.

## Pay one {#pay}

With a card.
"""
FA = EN.replace("Invoices", "صورت‌حساب‌ها").replace("Read on.", "بخوانید.").replace("Under Account.", "در حساب.")
HOME = "---\ntitle: Help\n---\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Its folder; `billing/invoices.md` is there in English and Persian, `billing/cards.md` in English alone."""
    folder = tmp_path / "project"
    files = {
        "en/index.md": HOME,
        "fa/index.md": HOME,
        "ar/index.md": HOME,
        "en/billing/invoices.md": EN,
        "fa/billing/invoices.md": FA,
        "en/billing/cards.md": EN.replace("Invoices", "Cards"),
    }
    for name, text in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    folder.joinpath("mkdocs.yml").write_text(
        "site_name: Small\ndocs_dir: content\ntheme: {name: material}\nplugins:\n  - kbgen:\n      source_locale: en\n"
        "      locales: {en: English, fa: فارسی, ar: العربية}\n",
        "utf-8",
    )
    commit(folder, "First")
    return folder


@pytest.fixture
def edit(project: Path) -> Callable[..., None]:
    """Change words of the English original, and commit the change."""

    def change(old: str, new: str, name: str = "billing/invoices.md", *, save: bool = True) -> None:
        file = project / "content/en" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        if save:
            commit(project, "An edit")

    return change
