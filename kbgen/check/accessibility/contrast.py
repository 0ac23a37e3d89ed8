"""The contrast of a site's own colours, in light and in dark.

Receives palettes; returns pairs with their ratio. The formula of relative luminance and the limits are WCAG 2.2's (1.4.3: 4.5 to 1
for text; 1.4.11: 3 to 1 for what is no text), which EN 301 549 takes over in clauses 9.1.4.3 and 9.1.4.11.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kbgen.site.theme.palette import Palette, as_hex

TEXT, OTHER = 4.5, 3.0
# What stands on what in the theme's style sheets, and the least ratio.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((name, ground, TEXT) for ground in ("surface", "surface-2") for name in ("text", "muted", "accent", "accent-strong")),
    ("text", "tint", TEXT),
    ("accent", "tint", TEXT),
    ("text", "mark", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    *((name, ground, TEXT) for name in ("good", "warn", "bad", "important") for ground in ("surface", f"{name}-tint")),
    *(("text", f"{name}-tint", TEXT) for name in ("good", "warn", "bad", "important")),
)


class Contrast(NamedTuple):
    """Two colours by their custom properties in one scheme; `ratio` is None where one of them cannot be calculated with."""

    scheme: str
    front: str
    back: str
    ratio: float | None
    least: float

    @property
    def enough(self) -> bool:
        """Whether it reaches what is asked for."""
        return self.ratio is not None and self.ratio >= self.least


def contrasts(palette: Palette) -> Iterator[Contrast]:
    """Every pair of the theme's colours in both schemes."""
    for scheme, colours in (("light", palette.light), ("dark", palette.dark)):
        for front, back, least in PAIRS:
            first, second = (as_hex(colours.get(f"--kb-{name}", "")) for name in (front, back))
            ratio = contrast(first, second) if first and second else None
            yield Contrast(scheme, f"--kb-{front}", f"--kb-{back}", ratio, least)


def contrast(first: str, second: str) -> float:
    """The contrast of two colours `#rrggbb`, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
