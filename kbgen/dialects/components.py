"""Components, shortcodes and blocks of other programs as kbgen writes them; what stands in one is never lost.

Receives Markdown or MDX; returns Markdown. Marks are found by `tokens.py`, what each becomes stands in `table.py`; here they are
put in their places: on one line or over several, indented, in lists, in one another. What no table knows leaves its content, and
is said.
"""

from __future__ import annotations

import re

from kbgen.dialects.blanked import blanked
from kbgen.dialects.marks import Surroundings
from kbgen.dialects.shapes import Part, Shaped, indented, plain
from kbgen.dialects.table import SHAPES
from kbgen.dialects.tokens import Token, tokens

_MARKER = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)+(?:\[[ xX]\][ \t]+)?$")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+$")
_SUMMARY = re.compile("\ue020(.*?)\ue021", re.DOTALL)
_HTML_BLOCKS = frozenset(
    {"div", "section", "center", "article", "figure", "figcaption", "picture", "main", "aside", "details", "summary"}
)
DEEPEST = 30


def _known(name: str) -> object:
    return SHAPES.get(name.rpartition(".")[2].lower().replace("-", "").replace("_", ""))


class Components:
    """One text whose components become Markdown."""

    def __init__(self, text: str, *, mdx: bool, wrappers: bool, around: Surroundings) -> None:
        self._text, self._around, self._wrappers = text, around, wrappers
        self._tokens = tokens(text, blanked(text, indented=not mdx), mdx=mdx)

    def converted(self) -> str:
        """The whole text."""
        text = self._between(0, len(self._tokens), 0, len(self._text), 0)
        return _SUMMARY.sub(r"**\1**", text).replace("\ue022", "")

    def _between(self, first: int, last: int, start: int, end: int, depth: int) -> str:
        out = ""
        at = start
        place = first
        while place < last:
            token = self._tokens[place]
            if token.start < at:
                place += 1
                continue
            out += self._text[at : token.start]
            at = token.end
            if token.closes and token.partner < 0:
                place += 1
                if not self._is_ours(token):
                    out += self._text[token.start : token.end]
                continue
            closing = token.partner if not token.closes else -1
            content: str | None = None
            if closing > place and depth < DEEPEST:
                close = self._tokens[closing]
                same = self._text[token.end : close.start].lstrip(" \t")[:1] != "\n"
                following = self._tokens[place + 1]
                # A component right behind begins with a line of its own.
                same = same and bool(self._text[token.end : following.start].strip() or following is close)
                if token.name.lower() not in ("raw", "highlight", "comment", "prism"):
                    content = _dedented(self._between(place + 1, closing, token.end, close.start, depth + 1), same)
                else:
                    content = _dedented(self._text[token.end : close.start], same)
            if not self._is_ours(token):
                # HTML that this text has for Markdown's sake stays; what is in it is converted all the same.
                out += self._text[token.start : token.end]
                place += 1
                continue
            if closing > place:
                at = self._tokens[closing].end
                place = closing + 1
            else:
                place += 1
            if self._is_text(token, content):
                out += self._text[token.start : token.end]
                continue
            shaped = self._shaped(token, content)
            if not shaped.block:
                out += shaped.text
                continue
            out, behind = _put(out, shaped.text)
            rest = re.match(r"[ \t]*(?:\n[ \t]*(?=\n|\Z))*", self._text[at:end])
            at += rest.end() if rest else 0
            if behind and at < end and self._text[at] != "\n":
                out += behind
        return out + self._text[at:end]

    def _is_ours(self, token: Token) -> bool:
        if token.style != "tag" or token.name[0].isupper():
            return True
        return token.name.lower() in ("details", "summary", "figure", "figcaption", "aside") or self._wrappers

    def _is_text(self, token: Token, content: str | None) -> bool:
        """Whether brackets around a word were meant to be read: `List<String>`, `<Your name>`."""
        alone = token.style == "tag" and content is None and not token.single
        return alone and token.name[0].isupper() and not token.values and _known(token.name) is None

    def _shaped(self, token: Token, content: str | None) -> Shaped:
        name = token.name.rpartition(".")[2] if token.style == "tag" else token.name.rpartition("/")[2]
        name = name.lower().replace("-", "").replace("_", "")
        if token.style == "tag" and name in ("figure", "aside", "picture"):
            return (
                Shaped((content or "").strip("\n"))
                if name != "aside" or token.name[0].islower()
                else SHAPES[name](self._part(token, content))
            )
        if token.name == "highlight" and token.style == "liquid":
            return SHAPES["highlight"](self._part(token, content))
        known = SHAPES.get(name)
        if known is not None:
            return known(self._part(token, content))
        if token.style == "tag" and content is None:
            partial = self._around.include(f"<{token.name}>")
            if partial is not None:
                return Shaped(partial)
        words = (
            content
            if content is not None
            else token.values.get("title") or token.values.get("text") or token.values.get("label") or ""
        )
        bracket = {"tag": f"<{token.name}>", "liquid": f"{{% {token.name} %}}", "hugo": f"{{{{< {token.name} >}}}}"}[token.style]
        self._around.lose(bracket, "kbgen has no such component; what stood inside it is kept.")
        return plain(self._part(token, words)) if "\n" in words.strip() or not words else Shaped(words.strip(), block=False)

    def _part(self, token: Token, content: str | None) -> Part:
        return Part(token.name, token.style, token.values, token.words, token.rest, content, self._around)


def _put(out: str, block: str) -> tuple[str, str]:
    """`out` with `block` on lines of its own, and what a text behind it on the same line needs before it."""
    head, newline, line = out.rpartition("\n")
    quoted = _QUOTE.match(line)
    if not block.strip():
        return out, ""
    if not line.strip():
        lead, first = line.replace("\t", "    "), f"{head}{newline}"
        first = first.rstrip("\n") + "\n\n" if first.strip() else ""
        return f"{first}{indented(block, lead)}\n\n", lead
    if _MARKER.match(line):
        lead = " " * len(line)
        return f"{out}{indented(block, lead).lstrip()}\n\n", lead
    if quoted:
        lines = block.split("\n")
        return out + f"\n{line}".join(lines) + "\n", line
    lead = line[: len(line) - len(line.lstrip())]
    found = re.match(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+", line)
    lead = " " * len(found[0]) if found else lead
    return f"{out.rstrip()}\n\n{indented(block, lead)}\n\n", lead


def _dedented(content: str, same: bool) -> str:
    """Content without the indentation that all its lines share, and without blank lines around it; its first line has none where it
    begins on the `same` line as the mark that opens it."""
    lines = content.replace("\t", "    ").split("\n")
    if len(lines) == 1:
        return content.strip()
    rest = lines[1:] if same else lines
    widths = [len(line) - len(line.lstrip(" ")) for line in rest if line.strip()]
    cut = min(widths, default=0)
    kept = [line[cut:] if line[:cut].strip() == "" else line.lstrip(" ") for line in rest]
    if same and lines[0].strip():
        kept.insert(0, lines[0].strip())
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return "\n".join(kept)


def without_components(body: str, mdx: bool, around: Surroundings, *, wrappers: bool = False) -> str:
    """`body` with all components replaced; with `wrappers`, HTML that only wraps Markdown is taken off too."""
    return Components(body, mdx=mdx, wrappers=wrappers or mdx, around=around).converted()
