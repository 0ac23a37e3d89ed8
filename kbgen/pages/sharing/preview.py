"""What the picture of a shared link shows, and the name of its file.

Receives the words of a page and the look of the site; gives a name that changes with all that the picture shows. Nothing is drawn
here: that is `kbgen.site.link_previews`. A picture whose letters no font has is not promised to anybody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kbgen.articles.article import Article, Section
from kbgen.config import Settings
from kbgen.pages.interface import Interface
from kbgen.pages.outline import Outline

# What networks show large, and the ratio that they cut others to: 1.91 to 1 (ogp.me names no size; Facebook's guide does).
WIDTH, HEIGHT = 1200, 630
FOLDER = "assets/previews/"
# A change of the drawing itself gives every picture a new name.
DRAWING = 1


@dataclass(frozen=True)
class PreviewFont:
    """A font file: `letters` are the code points that it has, `digest` names its content."""

    file: Path
    digest: str
    letters: frozenset[int]


@dataclass(frozen=True)
class PreviewLook:
    """Colours as `#rrggbb`, and fonts in the order in which they are asked."""

    background: str
    foreground: str
    fonts: tuple[PreviewFont, ...]

    def font_of(self, text: str) -> PreviewFont | None:
        """The first font that has every letter of `text`; none where no font has all."""
        letters = frozenset(map(ord, drawable(text)))
        return next((font for font in self.fonts if letters <= font.letters), None)

    @property
    def name(self) -> str:
        """Changes when anything of it does."""
        return repr((DRAWING, self.background, self.foreground, [font.digest for font in self.fonts]))


@dataclass(frozen=True)
class LinkPreview:
    """The words of one picture, in the language `language`, which runs in `direction`."""

    title: str
    section: str
    site_name: str
    language: str
    direction: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All words, in reading order."""
        return self.section, self.title, self.site_name

    def file(self, look: PreviewLook) -> str:
        """The name of its file below the site's root; empty where no font has the letters."""
        if not all(look.font_of(text) for text in self.texts):
            return ""
        digest = blake2b(repr((*self.texts, self.language, self.direction, look.name)).encode(), digest_size=10)
        return f"{FOLDER}{digest.hexdigest()}.png"


def preview_of(
    entry: Article | Section, settings: Settings, outlines: Mapping[str, Outline], interfaces: Mapping[str, Interface]
) -> LinkPreview:
    """What the picture of an article or a section says: all in the language that it is written in, whatever page shows it."""
    tag = entry.locale
    site = settings.locale(tag).site_name or settings.site_name
    above = entry.section if isinstance(entry, Article) else entry.path.rpartition("/")[0]
    section = outlines[tag].sections[above].title if above else ""
    title = entry.title or site
    return LinkPreview(title, section, site if title != site else "", tag, interfaces[tag].direction)


def drawable(text: str) -> Iterable[str]:
    """The characters of `text` that need a shape: neither spaces nor marks for direction, nor joiners, which shaping takes."""
    return (sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")
