"""A generator's Markdown as kbgen's: its dialect translated, its links and pictures asked about, its programs left out.

Receives a body, its markup and its `Surroundings`; returns Markdown. Code blocks and code spans are never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from html import escape
from typing import cast

from kbgen.dialects.blanked import blanked
from kbgen.dialects.components import without_components
from kbgen.dialects.lines import Lines
from kbgen.dialects.marks import PRIVATE, SETTLED, Surroundings, destination, settled
from kbgen.dialects.mdx import expressions
from kbgen.dialects.video_hosts import page_of_film
from kbgen.dialects.words import Words
from kbgen.markup.prepare.repairs import repair, restore
from kbgen.markup.without_code import without_code

# Texts are wrapped at some column: a link, its target, a definition and a tag may go on below, up to an empty line.
_BREAK = r"\n(?![ \t]*\n)"
_LINK = re.compile(
    rf"""(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|{_BREAK}|\[[^\[\]\n]*\])*)\]"""
    r"""\([ \t]*(?:\n[ \t]*)?(?P<target><[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)"""
    r"""(?P<title>(?:[ \t]+|[ \t]*\n[ \t]*)(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*(?:\n[ \t]*)?\)"""
)
_DEFINITION = re.compile(
    r"^(?P<head>[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:\n[ \t]*(?=(?:<[^<>\n]*>|\S+)[ \t]*(?:[\"'(].*)?$))?)"
    r"(?P<target><[^<>\n]*>|\S+)",
    re.MULTILINE,
)
_TAG = re.compile(rf"<(?P<name>img|a|iframe|video|source)\b(?P<rest>(?:[^<>\n]|{_BREAK})*)>", re.IGNORECASE)
_ANCHOR = re.compile(rf"<a\b(?P<rest>(?:[^<>\n]|{_BREAK})*)>(?P<text>(?:[^<\n]|{_BREAK})*)</a>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{[^}"'`]*["'`]([^"'`]*)["'`][^}]*\})""")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm")
_EXPLICIT = re.compile(r"\{[^{}\n]*#([\w:.-]+)[^{}\n]*\}\s*$")
_MODULE = re.compile(r"import\s+(?:[\w*{].*?\sfrom\s*)?['\"]|import\s*\{\s*$|export\s+(?:const|default|function|let|async)\b")
_EXPRESSION = re.compile(r"(?<!\\)\{\{(?![<%])[^{}\n]*\}\}")
UNKNOWN = "Nobody but the old generator knows what it stands for."
_LITERAL = re.compile(r"""(["'])(.*?)\1[ \t]*(?:\|.*)?""")
_FENCED = re.compile(r"(`{3,}|~{3,})")
_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ ]")
_BLOCK_NAMES = (
    "address article aside blockquote body caption center col colgroup dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p section summary table tbody td tfoot th thead tr ul"
)
_BLOCK = re.compile(rf"^ {{0,3}}</?(?:{'|'.join(_BLOCK_NAMES.split())})(?=[\s/>]|$)(?![^>]*\bmarkdown\b)", re.IGNORECASE)
_TAG_ALONE = re.compile(r" {0,3}</?(?:a|span|b|strong|em|font|small|sup|sub)(?:\s[^<>]*)?>[ \t]*$", re.IGNORECASE)
# A brace that is meant to be read.
_BRACE = re.compile(r"""\{\s*(['"`])([{}])\1\s*\}""")
_GIVEN_NAME = re.compile(r"\b(?P<key>src|image|img|light|dark)=\{\s*(?P<name>[A-Za-z_$][\w$]*)(?:\.src|\.default)?\s*\}")
_FRAGMENT = re.compile(r"(?<!\\)</?>")
_HEAD_OF_PAGE = re.compile(r"^<head>.*?</head>[ \t]*$", re.DOTALL | re.MULTILINE)
_PROGRAMS = ("script", "style", "iframe", "object", "applet")


def markdown_of(body: str, mdx: bool, around: Surroundings) -> str:
    """Convert one body; ends with a line end unless there is nothing in it."""
    text = PRIVATE.sub("", body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    text = translated(text, mdx, around)
    text = _without_programs(text, around)
    spans = _html_blocks(text)
    text = substitute(_ANCHOR, text, lambda match: match[0] if _inside(match.start(), spans) else _html_link(match, around))
    spans = _html_blocks(text)
    text = substitute(
        _TAG, text, lambda match: _html_tag(match, around, html=_inside(match.start(), spans), within=_in_link(text, match.start()))
    )
    # An address may hold spaces.
    text = restore(substitute(_LINK, repair(text), lambda match: _link(match, around)))
    text = substitute(_DEFINITION, text, lambda match: _definition(match, around))
    lines = [line if line.endswith("  ") and line.strip() else line.rstrip() for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    text = text if around.inside else settled_text(text)
    return f"{text}\n" if text.strip() else ""


def translated(text: str, mdx: bool, around: Surroundings) -> str:
    """`text` without what other Markdowns have and kbgen's has not; its links and HTML stay as they are."""
    values, names = expressions.exported(text, blanked(text, indented=False)) if mdx else ({}, frozenset())
    values = (
        {**values, **expressions.imported(text, blanked(text, indented=False), around.raw)} if mdx and "import" in text else values
    )
    text = _with_pictures(text, values) if values and "={" in text else text
    text = substitute(_HEAD_OF_PAGE, text, lambda found: "") if mdx and "<head" in text else text
    text = _without_modules(_with_ids(text), around) if mdx else text
    text = Lines(around, mdx=mdx).blocks(text)
    text = without_components(text, mdx, around)
    text = substitute(_FRAGMENT, text, lambda found: "") if mdx and ("<>" in text or "</>" in text) else text
    text = _liquid(text, around, mdx=mdx) if "{{" in text else text
    text = Words(around, mdx=mdx).converted(text)
    if mdx and "{" in text:
        text = substitute(_BRACE, text, lambda found: f"\\{found[2]}")
        masked = blanked(text, indented=False)
        text = expressions.evaluated(text, masked, values, names, lambda what: around.lose(what, UNKNOWN))
    return _flat(text) if mdx else text


def _with_ids(text: str) -> str:
    """`text` with the ids of its headings as attributes."""
    for pattern in expressions.HEADING_IDS:
        text = substitute(pattern, text, lambda found: f"{found[1]} {{#{found[2]}}}" if found[2] else found[1])
    return text


def _with_pictures(text: str, values: Mapping[str, str]) -> str:
    """`text` with the path of a picture where a component is given one by the name under which the page imports it."""

    def named(found: re.Match[str]) -> str:
        path = values.get(found["name"], "")
        return f'{found["key"]}="{path}"' if path.lower().endswith(_PICTURES) else found[0]

    return substitute(_GIVEN_NAME, text, named)


def settled_text(text: str) -> str:
    """A text that goes through no more hands, without the marks for them."""
    return text.replace(SETTLED, "").replace("\ue031", "{{").replace("\ue032", "{%")


class _At:
    """The groups of a match as they stand in another text of the same length."""

    def __init__(self, match: re.Match[str], text: str) -> None:
        self._match, self._text = match, text
        self.start, self.end = match.start, match.end

    def __getitem__(self, group: int | str, /) -> str | None:
        start, end = self._match.span(group)
        return self._text[start:end] if start >= 0 else None


def substitute(pattern: re.Pattern[str], text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """`pattern.sub`, but not in code. What is matched is seen with its code blanked, so `replace` gets the original."""
    masked = without_code(text)
    pieces, done = [], 0
    for match in pattern.finditer(masked):
        original = match
        if match[0] != text[match.start() : match.end()]:
            again = pattern.match(text, match.start())
            # Code in it may have signs that the expression would take for its own.
            original = again if again and again.end() == match.end() else cast("re.Match[str]", _At(match, text))
        pieces += [text[done : match.start()], replace(original)]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _values(rest: str) -> dict[str, str]:
    return {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(rest)}


def _without_programs(text: str, around: Surroundings) -> str:
    """Without elements that run programs or embed foreign pages; one search for each end, so that time stays linear."""
    for name in _PROGRAMS:
        masked = without_code(text).lower()
        pieces, done = [], 0
        while (start := masked.find(f"<{name}", done)) >= 0:
            end = masked.find(f"</{name}>", start)
            stop = end + len(name) + 3 if end >= 0 else masked.find(">", start) + 1 or len(text)
            values = _values(text[start:stop].partition(">")[0])
            page = page_of_film(values.get("src", "")) if name == "iframe" else ""
            # On lines of its own: right behind HTML no Markdown would be read.
            room = "\n\n" if name == "iframe" and not text[:start].rpartition("\n")[2].strip() else ""
            film = f"{room}![{values.get('title', '')}]({settled(destination(page))}){room}"
            pieces += [text[done:start], film if page else ""]
            if not page:
                around.lose(f"<{name}>", "kbgen publishes no programs and no foreign pages in its own.")
            done = stop
        text = "".join([*pieces, text[done:]])
    return text


def _html_link(match: re.Match[str], around: Surroundings) -> str:
    values = _values(match["rest"])
    href, place = values.get("href", ""), _place(values)
    target = around.link(href) if href and match["text"].strip() else ""
    return place + (f"[{match['text'].strip()}]({settled(destination(target))})" if target else match["text"])


def _place(values: dict[str, str]) -> str:
    """A place to which links lead, as an element of its own."""
    name = values.get("id") or values.get("name") or ""
    return f'<span id="{name}"></span>' if re.fullmatch(r"[\w:.-]+", name) else ""


def _html_blocks(text: str) -> list[tuple[int, int]]:
    """Where blocks of HTML stand, from their first line to a blank one: no Markdown is read in them (CommonMark, HTML blocks)."""
    spans, start, at, before = [], -1, 0, ""
    for line in without_code(text).split("\n"):
        if start < 0 and (_BLOCK.match(line) or (not before.strip() and _TAG_ALONE.match(line))):
            start = at
        elif start >= 0 and not line.strip():
            spans.append((start, at))
            start = -1
        before = line
        at += len(line) + 1
    return [*spans, (start, at)] if start >= 0 else spans


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    found = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1
    return found >= 0 and spans[found][0] <= place < spans[found][1]


def _in_link(text: str, place: int) -> bool:
    """Whether a link of HTML is open at a place."""
    before = text[max(0, place - 1000) : place].lower()
    return before.rfind("<a ") > before.rfind("</a")


def _html_tag(match: re.Match[str], around: Surroundings, *, html: bool = False, within: bool = False) -> str:
    name, values = match["name"].lower(), _values(match["rest"])
    if name == "a":
        target = around.link(values["href"]) if values.get("href") else ""
        return _place(values) + (f'<a href="{destination(target)}">' if target else "<a>")
    if not values.get("src"):
        return match[0]
    target = around.picture(values["src"])
    alt = values.get("alt", values.get("title", ""))
    if not target or name == "source":
        return alt
    if html and name in ("img", "video"):
        shown = escape(alt)
        remote = target.startswith("http")
        if remote and within:
            return shown or "picture"
        return f'<a href="{target}">{shown or "picture"}</a>' if remote else f'<{name} src="{target}" alt="{shown}">'
    return (
        f"[{alt or 'picture'}]({settled(destination(target))})"
        if target.startswith("http")
        else f"![{alt}]({settled(destination(target))})"
    )


def _without_modules(text: str, around: Surroundings) -> str:
    """Without the programs that MDX may hold at the start of a line; what they bring was asked for before."""
    kept, depth = [], 0
    masked = blanked(text, indented=False).split("\n")
    for line, seen in zip(text.split("\n"), masked, strict=True):
        if depth > 0:
            kept.append("")
            depth += seen.count("{") + seen.count("(") + seen.count("[") - seen.count("}") - seen.count(")") - seen.count("]")
            continue
        if _MODULE.match(seen):
            depth = max(
                0, seen.count("{") + seen.count("(") + seen.count("[") - seen.count("}") - seen.count(")") - seen.count("]")
            )
            if seen.startswith("export") and expressions.VALUE.match(line) is None:
                around.lose(line.strip()[:80], "Programs inside Markdown cannot be carried.")
            # An empty line in its place: what follows keeps its number.
            kept.append("")
            continue
        kept.append(line)
    return "\n".join(kept)


def _liquid(text: str, around: Surroundings, *, mdx: bool) -> str:
    """Without expressions of template languages: their values are known to no page."""
    masked = blanked(text, indented=not mdx)
    pieces, done = [], 0
    for match in _EXPRESSION.finditer(masked):
        if mdx and text[match.start() - 1 : match.start()] == "=":
            # The value of an attribute: `style={{…}}`.
            continue
        inner = text[match.start() + 2 : match.end() - 2].strip(" \t-")
        literal = _LITERAL.fullmatch(inner)
        value = literal[2] if literal else around.value(inner)
        if value is None:
            around.lose(f"{{{{ {inner[:60]} }}}}", UNKNOWN)
        pieces += [text[done : match.start()], value or ""]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _flat(text: str) -> str:
    """MDX without indentation that stands in no list: there it means nothing, here it would make code of it."""
    lines, listed, fence = [], False, ""
    for line in text.split("\n"):
        words = line.lstrip(" ")
        if (found := _FENCED.match(words)) and (not fence or words.startswith(fence)):
            fence = "" if fence else found[1]
        elif not fence and words and not line.startswith(" "):
            listed = bool(_ITEM.match(words)) or words.startswith(("=== ", "!!!", "???"))
        elif not fence and not listed and line.startswith("    "):
            line = words
        lines.append(line if fence or "{:" not in line else expressions.COLOURED.sub(r"\1`", line))
    return "\n".join(lines)


def _link(match: re.Match[str], around: Surroundings, *, within: bool = False) -> str:
    target = restore(match["target"] or "").strip("<>")
    if target.startswith(SETTLED):
        return match[0]
    title = match["title"] or ""
    # A picture that is not here becomes a link, and there is no link within one.
    text = match["text"] if match["image"] else substitute(_LINK, match["text"], lambda inner: _link(inner, around, within=True))
    if match["image"]:
        if page := page_of_film(target):
            return f"![{text}]({destination(page)})"
        found = around.picture(target) if target else ""
        if found.startswith(("http:", "https:")):
            return (text or "picture") if within else f"[{text or 'picture'}]({destination(found)})"
        return f"![{text}]({destination(found)}{title})" if found else text
    found = around.link(target) if target else ""
    # Without words a link is called as what it leads to (MyST).
    text = text if text.strip() or not found else around.called(target)
    return f"[{text}]({destination(found)}{title})" if found else text


def _definition(match: re.Match[str], around: Surroundings) -> str:
    target = match["target"].strip("<>")
    found = around.picture(target) if target.lower().endswith(_PICTURES) else around.link(target)
    return f"{match['head'].rstrip()} {destination(found)}" if found else match[0]
