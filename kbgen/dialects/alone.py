"""A foreign body translated by itself, with nothing of its folder at hand: what a lenient site publishes of it.

Receives the Markdown of one file; returns Markdown that kbgen reads, and what could not be carried. Links and pictures stay as they
are written: the build follows them. What stands in other files (includes, snippets, partials) is told; `kbgen import` puts it in.
Unchanged lines keep their numbers as far as room allows, so that what is said of them later leads there. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from kbgen.dialects.blanked import blanked
from kbgen.dialects.markdown import settled_text, translated
from kbgen.dialects.marks import PRIVATE, Nowhere
from kbgen.dialects.signs import has_signs

_MDX = re.compile(
    r"^(?:import\b.*?['\"]|export[ \t]+(?:const|default|function)\b)|</[A-Z][\w.]*>|<[A-Z][\w.]*[^<>\n]*/>|\{/\*", re.MULTILINE
)
# Programs and styles of a Vue page, which its generator takes out before anybody sees them.
_VUE = re.compile(
    r"^<(?P<name>script|style)\b(?=[^<>\n]*\b(?:setup|scoped|module|lang)\b)[^<>\n]*>.*?^</(?P=name)>", re.MULTILINE | re.DOTALL
)
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")


class Translation(NamedTuple):
    """A body as kbgen reads it, and each thing that was left out with the reason."""

    body: str
    lost: tuple[tuple[str, str], ...]


class _Alone(Nowhere):
    """Notes each thing once that cannot be carried."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.lost: dict[tuple[str, str], None] = {}
        self._values = values

    def value(self, expression: str) -> str | None:
        return self._values.get(expression.partition("|")[0].strip())

    def lose(self, what: str, why: str) -> None:
        self.lost[what, "Its text stands in another file." if what.startswith("included") else why] = None


def translate(body: str, values: Mapping[str, str] | None = None) -> Translation:
    """`body` without the blocks and marks that only another program knows; `values` are what names in braces stand for."""
    if not has_signs(body):
        return Translation(body, ())
    around = _Alone(values or {})
    text = PRIVATE.sub("", body).expandtabs(4) if "\t" in body else PRIVATE.sub("", body)
    if "<script" in text or "<style" in text:
        masked = blanked(text, indented=False)
        for found in reversed(list(_VUE.finditer(masked))):
            around.lose(f"<{found['name']}>", "Programs inside Markdown cannot be carried.")
            text = text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]
    mdx = _MDX.search(body) is not None and _MDX.search(blanked(body, indented=False)) is not None
    text = settled_text(translated(text, mdx, around))
    return Translation(_aligned(body, text) if text != body else body, tuple(around.lost))


def _aligned(before: str, after: str) -> str:
    """`after` with blank lines between its blocks where lines before them are gone."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(before.split("\n")):
        if line.strip():
            places.setdefault(line, []).append(number)
    out: list[str] = []
    fenced = False
    for line in after.split("\n"):
        known = places.get(line)
        if known and not fenced and (not out or not out[-1].strip()):
            at = bisect_left(known, len(out))
            if at < len(known):
                out += [""] * (known[at] - len(out))
        fenced ^= _FENCE.match(line) is not None
        out.append(line)
    return "\n".join(out)
