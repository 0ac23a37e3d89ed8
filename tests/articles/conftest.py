"""A small real content folder for each test, and settings that read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kbgen.config import LocaleSettings, Settings, Team

Content = Callable[..., Settings]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Write files (paths relative to the content folder) and return the settings of the site around them."""

    def write(
        files: Mapping[str, str | bytes] | None = None, locales: tuple[str, ...] = ("en", "ar", "fa"), **settings: Any
    ) -> Settings:
        folder = tmp_path / "content"
        for locale in locales:
            (folder / locale).mkdir(parents=True, exist_ok=True)
        for name, text in (files or {}).items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Settings(
            config_file=tmp_path / "mkdocs.yml",
            content_dir=folder,
            site_dir=tmp_path / "site",
            site_name="Help",
            site_url="",
            source_locale=locales[0],
            locales=tuple(LocaleSettings(tag, tag) for tag in locales),
            **settings,
        )

    return write


@pytest.fixture
def teams() -> dict[str, Team]:
    return {"docs": Team("docs", {"en": "Documentation"}), "billing": Team("billing", {"en": "Billing"})}
