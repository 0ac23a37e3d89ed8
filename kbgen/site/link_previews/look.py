"""How the pictures of a site look: its colours, and fonts with the letters of its languages.

Receives settings (`link_previews`), the theme's folders and the site's own sheets; returns a `PreviewLook`, or none where the site
asks for no pictures, and issues. The package's own font has Latin and Arabic script; a site in others names files of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.issues import Issue, Level
from kbgen.pages.sharing.preview import PreviewFont, PreviewLook
from kbgen.resources import theme_dir
from kbgen.site.theme.palette import as_hex, palette, sheets

FONT = "previews/vazirmatn.woff2"
# Where a site's colours are none that a picture can be drawn in: those of the theme.
USUAL = ("#084f56", "#ffffff")


def preview_look(settings: Settings, folders: Sequence[Path], styles: Iterable[str]) -> tuple[PreviewLook | None, list[Issue]]:
    """The look of this site's pictures.

    Raises `OperatorError` where the packages of the extra `previews` are missing.
    """
    wanted = settings.options.get("link_previews") or False
    issues: list[Issue] = []

    def wrong(message: str, suggestion: str, level: Level = Level.ERROR) -> None:
        issues.append(Issue(settings.config_file.name, 0, "config-option", f"link_previews{message}", level, suggestion))

    if not wanted:
        return None, issues
    if wanted is not True and not (isinstance(wanted, dict) and wanted.keys() <= {"fonts"}):
        wrong(" is neither true nor a list of fonts.", "Write true, or for example: {fonts: [fonts/NotoSansJP.ttf]}.")
        return None, issues
    if not settings.site_url:
        wrong(": the site does not say its address.", "A shared picture needs a full one: set site_url.", Level.WARNING)
        return None, issues
    named: list[Any] = list(wanted.get("fonts") or ()) if isinstance(wanted, dict) else []
    fonts = [_font(theme_dir() / FONT)]
    for name in named:
        file = settings.root / str(name)
        try:
            fonts.append(_font(file))
        except (OSError, ValueError):
            wrong(f": fonts: {name} is no font that can be read.", "Name a .ttf, .otf or .woff2 file, as seen from mkdocs.yml.")
    light = palette(sheets(folders, settings.content_dir, styles)).light
    background, foreground = (as_hex(light.get(f"--kb-{name}", "")) for name in ("accent-strong", "on-accent"))
    return PreviewLook(background or USUAL[0], foreground or USUAL[1], tuple(fonts)), issues


def _font(file: Path) -> PreviewFont:
    stamp = file.stat()
    return _read_font(file, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=16)
def _read_font(file: Path, changed: int, size: int) -> PreviewFont:
    """The font in `file`, which had this stamp. Raises `ValueError` where it is none."""
    try:
        import PIL  # noqa: F401  # said here, before anything is drawn
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError:
        raise OperatorError("link_previews needs extra packages. Run: pip install 'kbgen[previews]'") from None
    try:
        with TTFont(file, lazy=True, fontNumber=0) as font:
            letters = frozenset(font.getBestCmap() or ())
    except TTLibError as error:
        raise ValueError(str(error)) from None
    return PreviewFont(file, hashlib.blake2b(file.read_bytes(), digest_size=10).hexdigest(), letters)
