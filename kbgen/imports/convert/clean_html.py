"""Makes the tree of an article's HTML safe and plain before it is written as Markdown.

Receives HTML from anywhere; returns a BeautifulSoup tree without programs, without anything nested so deep that a
recursive writer would fail, and with headings that start at the second level and skip none. Takes time in proportion to
the length of the HTML.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from kbgen.dialects.marks import PRIVATE, Surroundings
from kbgen.imports.convert import mended, places, widgets
from kbgen.imports.convert.parser import flatten, soup_of

MAX_LENGTH = 8_000_000
# markdownify calls itself three times a level and joins all text below on each.
MAX_DEPTH = 40
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
    if flatten(soup, MAX_DEPTH):
        around.lose("formatting of the innermost elements", f"They are nested more than {MAX_DEPTH} levels deep.")
    widgets.shape(soup)
    _keep(soup)
    mended.mend(soup)
    _drop(soup, around)
    _spaces(soup)
    _headings(soup)
    places.mark(soup)
    _numbers(soup)
    return soup


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


def _keep(soup: BeautifulSoup) -> None:
    """What says something in elements that cannot be carried: the address of an object or a sound, the source of a formula."""
    for old, name in (("tt", "code"), ("var", "em"), ("dfn", "em")):
        for tag in soup.find_all(old):
            tag.name = name
    for tag in soup.find_all(["object", "embed", "audio"]):
        inner = tag.find("source", src=True)
        address = str(tag.get("data") or tag.get("src") or (inner.get("src") if isinstance(inner, Tag) else "") or "").strip()
        if not address:
            continue
        if tag.name == "audio":
            link = soup.new_tag("a", href=address)
            link.string = str(tag.get("title") or tag.get("aria-label") or address.partition("?")[0].rpartition("/")[2] or address)
            tag.replace_with(link)
        else:
            frame = soup.new_tag("iframe", src=address, title=str(tag.get("title") or tag.get("aria-label") or ""))
            tag.insert_before(frame)
            tag.unwrap() if tag.name == "object" else tag.extract()
    for tag in soup.find_all(["span", "div"], class_="math"):
        words = tag.get_text().strip()
        if words[:2] in ("\\[", "\\(") and words[-2:] in ("\\]", "\\)") and not tag.find(True):
            tag.name = "code" if tag.name == "span" else "pre"
            tag["class"] = "language-math" if tag.name == "pre" else ""
            tag.string = words[2:-2].strip()
    for tag in soup.find_all(["span", "div"], class_=re.compile(r"^katex(?:-display)?$")):
        if tag.parent is not None and tag.find("annotation"):
            formula = tag.find("math")
            if isinstance(formula, Tag):
                tag.replace_with(formula.extract())
    for formula in soup.find_all("math"):
        source = formula.find("annotation")
        words = (source if isinstance(source, Tag) else formula).get_text().strip()
        if words:
            code = soup.new_tag("code")
            code.string = words
            formula.replace_with(code)


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
        if heading.find_parent(["summary", "dt", "figcaption", "label", "legend", "caption"]):
            heading.unwrap()
            continue
        if heading.find_parent(["table", "li", "blockquote"]):
            # It becomes bold itself.
            for bold in heading.find_all(["b", "strong"]):
                bold.unwrap()
        if heading.find_parent(["table", "li", "blockquote", *(name for name in _HEADINGS if name != heading.name)]):
            heading.name = "p"
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
