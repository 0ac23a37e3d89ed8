"""Where the files that come with the package are: the theme and the catalogues of interface text.

Receives nothing; returns folders. A wheel carries them inside the package (`kbgen/theme`, `kbgen/locales`); in a checkout
that is installed for editing they sit beside it, where writers find them.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def theme_dir() -> Path:
    """The folder of our templates, styles and browser code."""
    return _resource("theme")


def locales_dir() -> Path:
    """The folder of the catalogues that kbgen ships."""
    return _resource("locales")


def material_dir() -> Path:
    """The folder of Material's templates, from which our own take icons whatever theme `mkdocs.yml` names."""
    return Path(str(files("material"))) / "templates"


def package_dir() -> Path:
    """The folder of kbgen's own modules."""
    return _PACKAGE


def _resource(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
