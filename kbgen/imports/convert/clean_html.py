"""Makes the tree of an article's HTML safe and plain before it is written as Markdown.

Receives HTML from anywhere; returns a BeautifulSoup tree without programs, without anything nested so deep that a
recursive writer would fail, and with headings that start at the second level and skip none. Takes time in proportion to
the length of the HTML.
"""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from kbgen.imports.convert.marks import PRIVATE, Surroundings

MAX_LENGTH = 8_000_000
# markdownify calls itself three times a level and joins all text below on each.
MAX_DEPTH = 40
# An attribute may hold `<` and a text too; more before one `>` are no tags.
MAX_OPEN = 20
_DROPPED = {
    "script": "kbgen publishes no programs.",
    "noscript": "",
    "style": "",
    "template": "",
    "link": "",
    "meta": "",
    "base": "",
    "head": "",
    "title": "",
    "object": "Embedded objects cannot be carried.",
    "embed": "Embedded objects cannot be carried.",
    "applet": "Embedded objects cannot be carried.",
    "canvas": "Drawings made by a program cannot be carried.",
    "svg": "Inline drawings cannot be carried; save it as a file and show that.",
    "math": "Formulas cannot be carried; write it in words or show a picture.",
    "form": "Forms cannot be carried.",
    "input": "",
    "select": "",
    "textarea": "",
    "button": "",
    "audio": "Sound cannot be carried; link to the file.",
    "frame": "",
    "frameset": "",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# All white space but the no-break space, which French puts before a colon.
_SPACES = re.compile("[ \t\r\n\x0c\x0b\x1c-\x1f\x85\u2028\u2029]+")


def parse(html: str, around: Surroundings) -> BeautifulSoup:
    """The tree of `html`, cleaned. What is removed and mattered is a loss."""
    if len(html) > MAX_LENGTH:
        around.lose("the end of the text", f"The HTML has {len(html):,} characters; {MAX_LENGTH:,} are read.")
        html = html[:MAX_LENGTH]
    soup = soup_of(PRIVATE.sub("", html))
    # First: what follows searches inside elements, which costs their depth each time.
    _flatten(soup, around)
    _drop(soup, around)
    _spaces(soup)
    _headings(soup)
    _numbers(soup)
    return soup


def soup_of(html: str | bytes) -> BeautifulSoup:
    """BeautifulSoup without its warnings about texts that look like file names."""
    if isinstance(html, bytes):
        html = _decoded(html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(_tamed(_without_declarations(html)), "html.parser")


def _decoded(raw: bytes) -> str:
    """As browsers do: a byte order mark, what the page declares, UTF-8, Windows-1252."""
    from bs4 import UnicodeDammit

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return UnicodeDammit(raw, ["utf-8"], is_html=True).unicode_markup or raw.decode("utf-8", "replace")


def _without_declarations(html: str) -> str:
    """Without comments, declarations and processing instructions.

    html.parser searches the rest of the text for the end of each (3.11: 160 s for 100,000 that never end); here each kind
    is searched for once more at most.
    """
    for opening, closing in (("<!--", "-->"), ("<![", "]>"), ("<!", ">"), ("<?", ">")):
        pieces, done = [], 0
        while (start := html.find(opening, done)) >= 0:
            pieces.append(html[done:start])
            end = html.find(closing, start + len(opening))
            if end < 0:
                # Nothing closes any of the rest: only the marks go, the text may be the article.
                pieces.append(html[start:].replace(opening, ""))
                done = len(html)
                break
            done = end + len(closing)
        html = "".join([*pieces, html[done:]])
    return html


def _tamed(html: str) -> str:
    """With `<` as text where no tag can begin: html.parser reads to the end of the text from every one that nothing closes."""
    *closed, rest = html.split(">")
    for place, piece in enumerate(closed):
        if piece.count("<") > MAX_OPEN:
            text, _, tag = piece.rpartition("<")
            closed[place] = f"{text.replace('<', '&lt;')}<{tag}"
    return ">".join([*closed, rest.replace("<", "&lt;")])


def _drop(soup: BeautifulSoup, around: Surroundings) -> None:
    # Gathered first: removing while walking would lose the place.
    for node in [node for node in soup.descendants if isinstance(node, PreformattedString)]:
        node.extract()
    for tag in soup.find_all(list(_DROPPED)):
        if tag.name == "form" and tag.find(["p", "h2", "h3", "li"]):
            tag.unwrap()
            continue
        reason = _DROPPED[tag.name]
        if reason:
            around.lose(f"<{tag.name}>", reason)
        tag.extract()


def _flatten(soup: BeautifulSoup, around: Surroundings) -> None:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    deep = False
    while waiting:
        tag, depth = waiting.pop()
        for child in list(tag.children):
            if not isinstance(child, Tag):
                continue
            if depth >= MAX_DEPTH:
                child.replace_with(NavigableString(f" {child.get_text(' ')} "))
                deep = True
            else:
                waiting.append((child, depth + 1))
    if deep:
        around.lose("formatting of the innermost elements", f"They are nested more than {MAX_DEPTH} levels deep.")


def _spaces(soup: BeautifulSoup) -> None:
    """Line ends of the source would become line starts of the Markdown, where `1.` and `#` have a meaning."""
    waiting: list[Tag] = [soup]
    while waiting:
        for child in list(waiting.pop().children):
            if isinstance(child, Tag):
                if child.name != "pre":
                    waiting.append(child)
            elif (text := _SPACES.sub(" ", str(child))) != str(child):
                child.replace_with(NavigableString(text))


def _headings(soup: BeautifulSoup) -> None:
    """Levels as a reader of the outline needs them: from 2 on, one deeper at a time."""
    above: list[int] = []
    for heading in soup.find_all(_HEADINGS.keys()):
        if heading.find_parent(["table", "li", "blockquote", *(name for name in _HEADINGS if name != heading.name)]):
            heading.name = "strong" if heading.find_parent("table") else "p"
            if heading.name == "p":
                _embolden(heading)
            continue
        level = _HEADINGS[heading.name]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.name = f"h{min(len(above) + 1, 6)}"


def _embolden(tag: Tag) -> None:
    strong = Tag(name="strong")
    for child in list(tag.children):
        strong.append(child.extract())
    tag.append(strong)


def _numbers(soup: BeautifulSoup) -> None:
    """Number list items once: counting the siblings before each takes minutes for a list of 10,000."""
    for listing in soup.find_all("ol"):
        start = str(listing.get("start") or "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
        for item in listing.find_all("li", recursive=False):
            item["data-kb-number"] = str(number)
            number += 1
