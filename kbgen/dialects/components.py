"""Components, shortcodes and blocks of other programs as kbgen writes them; what stands in one is never lost.

Receives Markdown or MDX; returns Markdown. Marks are found by `tokens.py`, what each becomes stands in `table.py`; here they are
put in their places: on one line or over several, indented, in lists, in one another. What no table knows leaves its content, and
is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from kbgen.dialects.blanked import blanked
from kbgen.dialects.marks import Surroundings
from kbgen.dialects.mdx.code import code_block
from kbgen.dialects.mdx.given import as_list
from kbgen.dialects.mdx.literals import literals_of
from kbgen.dialects.shapes import Part, Shaped, fenced, indented, nothing, titled
from kbgen.dialects.table import CODE, RAW, SHAPES
from kbgen.dialects.tokens import Token, tokens

_MARKER = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)+(?:\[[ xX]\][ \t]+)?$")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+$")
_SUMMARY = re.compile("\ue020([^\ue020\ue021]*)\ue021")
_HTML_BLOCKS = frozenset(
    {"div", "section", "center", "article", "figure", "figcaption", "picture", "main", "aside", "details", "summary"}
)
DEEPEST = 30
_BRACKETS = {
    "tag": "<{}>",
    "liquid": "{{% {} %}}",
    "hugo": "{{{{< {} >}}}}",
    "book": "{{{{#{}}}}}",
    "call": "{{{{ {}() }}}}",
}


def _plain_name(name: str) -> str:
    """The name under which the table has a component: `Tabs.Tab` is a tab, `blocks/lead` a lead."""
    return re.split(r"[./]", name)[-1].lower().replace("-", "").replace("_", "")


class Components:
    """One text whose components become Markdown."""

    def __init__(self, text: str, *, mdx: bool, wrappers: bool, around: Surroundings) -> None:
        self._text, self._around, self._wrappers = text, around, wrappers
        masked = blanked(text, indented=not mdx)
        hugo = "{{<" in text or "{{%" in text
        self._tokens = tokens(text, masked, blanked(text, indented=False, wrapped=False) if hugo else masked)

    def converted(self) -> str:
        """The whole text."""
        text = self._between(0, len(self._tokens), 0, len(self._text), ())
        return _SUMMARY.sub(r"**\1**", text).replace("\ue022", "")

    def _between(self, first: int, last: int, start: int, end: int, outer: tuple[Token, ...]) -> str:
        """What stands between two places, within the marks of `outer`, the last of them the nearest."""
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
            if closing > place and len(outer) < DEEPEST:
                close = self._tokens[closing]
                same = self._text[token.end : close.start].lstrip(" \t")[:1] != "\n"
                following = self._tokens[place + 1]
                # A component right behind begins with a line of its own.
                same = same and bool(self._text[token.end : following.start].strip() or following is close)
                code = _code_of_tab(token, outer)
                if code is None and self._is_code(token, self._text[token.end : close.start]):
                    content = fenced(_dedented(self._text[token.end : close.start], same), _language(token))
                elif code is None and token.name.lower() not in RAW and not _is_code_block(token):
                    content = _dedented(self._between(place + 1, closing, token.end, close.start, (*outer, token)), same)
                else:
                    content = _dedented(self._text[token.end : close.start], same)
                    content = fenced(content, code) if code is not None else content
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
        if token.style == "call":
            # What other functions give, nobody here knows.
            return _plain_name(token.name) in SHAPES
        if token.style != "tag" or token.name[0].isupper():
            return True
        return token.name.lower() in ("details", "summary", "figure", "figcaption", "aside") or self._wrappers

    def _is_code(self, token: Token, inner: str) -> bool:
        """Whether a shortcode of Hugo holds code as it is, as those of its own documentation do."""
        return token.style == "hugo" and _plain_name(token.name) in CODE and "```" not in inner and not token.percent

    def _is_text(self, token: Token, content: str | None) -> bool:
        """Whether brackets around a word were meant to be read: `List<String>`, `<Your name>`."""
        alone = token.style == "tag" and content is None and not token.single
        return alone and token.name[0].isupper() and not token.values and _plain_name(token.name) not in SHAPES

    def _shaped(self, token: Token, content: str | None) -> Shaped:
        name = _plain_name(token.name)
        if token.style == "tag" and name in ("figure", "aside", "picture"):
            return (
                Shaped((content or "").strip("\n"))
                if name != "aside" or token.name[0].islower()
                else SHAPES[name](self._part(token, content))
            )
        if token.style == "liquid" and name.startswith("include"):
            token = self._template(token)
            name = _plain_name(token.name)
        known = code_block if _is_code_block(token) else SHAPES.get(name)
        given = self._given(token) if content is None and known in (None, titled) else ""
        if known is not None and not given:
            return known(self._part(token, content))
        if token.style == "tag" and content is None:
            partial = self._around.include(f"<{token.name}>", token.values)
            if partial is not None:
                return Shaped(partial)
        part = self._part(token, content)
        if given:
            return titled(part._replace(content=given))
        words = content if content is not None else part.value("title", "text", "label", "content", "name")
        if not words and (code := part.value("code")):
            # As HTML, since it may stand in HTML.
            words = f"<code>{escape(code)}</code>"
        bracket = _BRACKETS[token.style].format(token.name)
        self._around.lose(bracket, "kbgen has no such component; what stood inside it is kept.")
        return titled(part._replace(content=words)) if "\n" in words.strip() or not words else Shaped(words.strip(), block=False)

    def _given(self, token: Token) -> str:
        """What a page gives the component as a list or table of texts."""
        if token.style != "tag" or "={" not in token.rest:
            return ""
        lists = (as_list(value, self._around) for value in literals_of(token.rest))
        return "\n\n".join(found for found in lists if found)

    def _template(self, token: Token) -> Token:
        """An include of Jekyll as the component that it is called after: `{% include note.html content="…" %}` is a note."""
        file = next(iter(token.words), "")
        stem, _, ending = file.rpartition("/")[2].rpartition(".")
        name = _plain_name(stem or ending)
        if ending == "md" or name not in SHAPES or not (token.values or SHAPES[name] is nothing):
            return token
        return replace(token, style="tag", name=name, words=token.words[1:])

    def _part(self, token: Token, content: str | None) -> Part:
        if content is None and token.values.get("content"):
            content = token.values["content"]
        return Part(token.name, token.style, token.values, token.words, token.rest, content, self._around)


def _is_code_block(token: Token) -> bool:
    """Whether an element of MDX holds code, which is no Markdown."""
    return token.style == "tag" and token.name in ("CodeBlock", "Code")


def _code_of_tab(token: Token, outer: tuple[Token, ...]) -> str | None:
    """The language of a tab that holds code without saying so, as tabs of Docsy do that are not said to hold text; else None."""
    panes = outer[-1] if outer else None
    if token.style != "hugo" or panes is None or token.name != "tab" or panes.name != "tabpane":
        return None
    if "true" in (token.values.get("text"), panes.values.get("text")) or token.percent:
        return None
    named = token.values.get("header", "").lower() if panes.values.get("langequalsheader") == "true" else ""
    return token.values.get("lang") or named or panes.values.get("lang", "")


def _language(token: Token) -> str:
    """The language of code whose name says it, or the file's that it is named after."""
    named = token.values.get("lang") or token.values.get("language") or ""
    file = token.values.get("file") or token.values.get("copy") or ""
    return named or (file.rpartition(".")[2] if "." in file else "")


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
