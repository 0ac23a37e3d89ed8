"""The icons that a section can have: Material's, and those in the site's own theme.

Receives MkDocs' configuration; returns names as a writer gives them, `pencil` or `fontawesome/solid/pen`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = ".icons"
# Names without a folder are Material Design's.
USUAL = "material/"


def icon_exists(name: str, folders: Iterable[Path]) -> bool:
    """Whether one of the theme's `folders` has the icon; 12,000 names are not listed for a few look-ups."""
    return any((folder / FOLDER / f"{place}{name}.svg").is_file() for folder in folders for place in ("", USUAL))


def icon_names(folders: Iterable[Path]) -> frozenset[str]:
    """All icons of the theme's `folders`; takes 0.1 s."""
    names = {
        path.relative_to(folder / FOLDER).as_posix().removesuffix(".svg")
        for folder in folders
        for path in (folder / FOLDER).rglob("*.svg")
    }
    return frozenset(names | {name.removeprefix(USUAL) for name in names if name.startswith(USUAL)})
