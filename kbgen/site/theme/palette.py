"""The colours of a site, as its style sheets set them: custom properties in the light and in the dark scheme.

Receives sheets in the order in which pages load them; returns values by name. It reads what the manual tells writers to write:
rules for `:root` with custom properties, dark ones in `@media (prefers-color-scheme: dark)` or below `[data-theme="dark"]`. What
sets colours in other ways is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SHEET = "assets/stylesheets/kb/colours.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)")
_NAMES = {"white": "#ffffff", "black": "#000000"}


@dataclass(frozen=True)
class Palette:
    """Custom properties by name, with the values that hold in each scheme."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def sheets(folders: Sequence[Path], content: Path, styles: Iterable[str]) -> Iterator[str]:
    """The texts of the theme's sheet of colours, from the first of `folders` that has one, and of the writers' own `styles`."""
    own = (path for style in styles for folder in (content, *folders) if (path := folder / style).is_file())
    theme = next((path for folder in folders if (path := folder / SHEET).is_file()), None)
    for path in (*((theme,) if theme else ()), *own):
        yield path.read_text("utf-8", "replace")


def palette(texts: Iterable[str]) -> Palette:
    """What the sheets come to, the last one winning."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for text in texts:
        for condition, selector, body in _rules(_COMMENT.sub("", text)):
            values = {name: value.strip() for name, value in _PROPERTY.findall(body)}
            selectors = {part.strip().replace("'", '"') for part in selector.split(",")}
            if "dark" in condition or any('[data-theme="dark"]' in part for part in selectors):
                dark.update(values)
            elif not condition and selectors & {":root", "html", ':root[data-theme="light"]'}:
                light.update(values)
    return Palette(light, light | dark)


def _rules(text: str, condition: str = "") -> Iterator[tuple[str, str, str]]:
    """The rules of a sheet: the condition around each, its selector, its body. Other at-rules than `@media` hold no colours."""
    place = 0
    while (begin := text.find("{", place)) >= 0:
        head, end, depth = text[place:begin].strip(), begin + 1, 1
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        body = text[begin + 1 : end if depth else end - 1]
        # What ends with a semicolon before it: imports, the character set.
        head = head.rpartition(";")[2].strip()
        if head.startswith("@media"):
            yield from _rules(body, f"{condition} {head}".strip())
        elif not head.startswith("@"):
            yield condition, head, body
        place = end


def as_hex(value: str) -> str:
    """A colour as `#rrggbb`; empty where it is written in another way than as hexadecimal digits or `rgb()`."""
    value = _NAMES.get(value.strip().lower(), value.strip().lower())
    if found := _HEX.fullmatch(value):
        digits = found[1]
        return "#" + ("".join(sign * 2 for sign in digits) if len(digits) == 3 else digits)
    if found := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return ""
