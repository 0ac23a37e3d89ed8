"""A generator's Markdown as kbgen's: its dialect translated, its links and pictures asked about, its programs left out.

Receives a body, its markup and its `Surroundings`; returns Markdown. Code blocks and code spans are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown.extensions.toc import slugify_unicode

from kbgen.imports.convert.commonmark import inline_patterns, relisted
from kbgen.imports.convert.components import without_components
from kbgen.imports.convert.embeds import film
from kbgen.imports.convert.from_html import destination
from kbgen.imports.convert.marks import PRIVATE, Surroundings
from kbgen.imports.export import Markup
from kbgen.markup.outline import headings
from kbgen.markup.without_code import without_code

_LINK = re.compile(
    r"""(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"""
    r"""\([ \t]*(?P<target><[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?P<title>[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)"""
)
_DEFINITION = re.compile(r"^(?P<head>[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*)(?P<target><[^<>\n]*>|\S+)", re.MULTILINE)
_TAG = re.compile(r"<(?P<name>img|a|iframe|video|source)\b(?P<rest>[^<>\n]*)>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b(?P<rest>[^<>\n]*)>(?P<text>[^<\n]*)</a>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{[^}"'`]*["'`]([^"'`]*)["'`][^}]*\})""")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm")
_EXPLICIT = re.compile(r"\{[^}\n]*#([\w:.-]+)[^}\n]*\}\s*$")
_COMMENT = re.compile(r"\{/\*(?:[^*]|\*(?!/))*\*/\}")
_SNIPPET = re.compile(r"^[ \t]*-{2,}8<-{2,}.*$", re.MULTILINE)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\s[^<>\n]*)?/?>")
_NOT_GITHUB = re.compile(r"[^\w\- ]")
_PROGRAMS = ("script", "style", "iframe", "object", "applet")


def markdown_of(body: str, markup: Markup, mdx: bool, around: Surroundings) -> str:
    """Convert one body; ends with a line end unless there is nothing in it."""
    text = PRIVATE.sub("", body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    if markup is Markup.COMMONMARK:
        text = relisted(text)
        text = without_components(text, mdx, around)
        for pattern, replacement in inline_patterns():
            text = substitute(pattern, text, _expansion(replacement))
        if mdx:
            text = substitute(_COMMENT, text, lambda match: "")
    text = _without_programs(text, around)
    text = substitute(_ANCHOR, text, lambda match: _html_link(match, around))
    text = substitute(_TAG, text, lambda match: _html_tag(match, around))
    if mdx:
        text = substitute(_COMPONENT, text, lambda match: _component(match, around))
    text = substitute(_SNIPPET, text, lambda match: _snippet(match, around))
    text = substitute(_LINK, text, lambda match: _link(match, around))
    text = substitute(_DEFINITION, text, lambda match: _definition(match, around))
    lines = [line if line.endswith("  ") and line.strip() else line.rstrip() for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return f"{text}\n" if text.strip() else ""


def substitute(pattern: re.Pattern[str], text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """`pattern.sub`, but not in code. What is matched is seen with its code blanked, so `replace` gets the original."""
    masked = without_code(text)
    pieces, done = [], 0
    for match in pattern.finditer(masked):
        original = pattern.match(text, match.start()) if match[0] != text[match.start() : match.end()] else match
        if original is None or original.end() != match.end():
            continue
        pieces += [text[done : match.start()], replace(original)]
        done = match.end()
    return "".join([*pieces, text[done:]])


def _expansion(replacement: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match.expand(replacement)


def fragments(body: str, markup: Markup) -> dict[str, str]:
    """For every heading, the anchor by which the generator knew it and the one that kbgen gives it."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    taken: dict[str, int] = {}
    for heading in headings(body):
        text = heading.text
        if heading.id:
            found.setdefault(heading.id, heading.id)
            continue
        new = slugify_unicode(text, "-")
        taken[new] = taken.get(new, 0) + 1
        if taken[new] > 1:
            new = f"{new}_{taken[new] - 1}"
        old = _NOT_GITHUB.sub("", text.lower()).replace(" ", "-") if markup is Markup.COMMONMARK else new
        if markup is Markup.COMMONMARK:
            seen[old] = seen.get(old, 0) + 1
            old = old if seen[old] < 2 else f"{old}-{seen[old] - 1}"
        found.setdefault(old, new)
    return found


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
            page = film(values.get("src", "")) if name == "iframe" else ""
            pieces += [text[done:start], f"![{values.get('title', '')}]({destination(page)})" if page else ""]
            if not page:
                around.lose(f"<{name}>", "kbgen publishes no programs and no foreign pages in its own.")
            done = stop
        text = "".join([*pieces, text[done:]])
    return text


def _html_link(match: re.Match[str], around: Surroundings) -> str:
    href = _values(match["rest"]).get("href", "")
    target = around.link(href) if href else ""
    return f"[{match['text'].strip()}]({destination(target)})" if target and match["text"].strip() else match["text"]


def _html_tag(match: re.Match[str], around: Surroundings) -> str:
    name, values = match["name"].lower(), _values(match["rest"])
    if name == "a":
        target = around.link(values["href"]) if values.get("href") else ""
        return f'<a href="{destination(target)}">' if target else "<a>"
    if not values.get("src"):
        return match[0]
    target = around.picture(values["src"])
    alt = values.get("alt", values.get("title", ""))
    if not target or name == "source":
        return alt
    return f"[{alt or 'picture'}]({destination(target)})" if target.startswith("http") else f"![{alt}]({destination(target)})"


def _component(match: re.Match[str], around: Surroundings) -> str:
    around.lose(match[0][:80], "kbgen has no such component.")
    return ""


def _snippet(match: re.Match[str], around: Surroundings) -> str:
    around.lose(match[0].strip()[:80], "Included files cannot be carried; copy the text.")
    return ""


def _link(match: re.Match[str], around: Surroundings) -> str:
    target = match["target"].strip("<>")
    title = match["title"] or ""
    text = match["text"] if match["image"] else substitute(_LINK, match["text"], lambda inner: _link(inner, around))
    if match["image"]:
        if film(target):
            return f"![{text}]({destination(film(target))})"
        found = around.picture(target) if target else ""
        if found.startswith(("http:", "https:")):
            return f"[{text or 'picture'}]({destination(found)})"
        return f"![{text}]({destination(found)}{title})" if found else text
    found = around.link(target) if target else ""
    return f"[{text}]({destination(found)}{title})" if found else text


def _definition(match: re.Match[str], around: Surroundings) -> str:
    target = match["target"].strip("<>")
    found = around.picture(target) if target.lower().endswith(_PICTURES) else around.link(target)
    return f"{match['head']}{destination(found)}" if found else match[0]
