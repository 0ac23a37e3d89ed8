"""What HTML says, free of how it is written: two renderers of Markdown can be compared line by line.

Receives HTML, the body of a built page or another renderer's; returns its structure as lines, elements indented by depth. Both
are parsed as a browser would (html5lib). What kbgen adds to a page of its own accord is undone by name, see `_ADDED` and
`_Tree`, and comments are passed over; what two renderers call differently (footnotes, alerts, alignment of columns) gets one
name. White space counts inside `<pre>` and `<code>` only.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Comment, Element

import html5lib

# Where an address leads, or None where it leads nowhere: such a link is text on a built page, so its address is not compared.
Lead = Callable[[str], str | None]

WORD = re.compile(r"\w+")
START = '<div class="kb-prose">'
# What a text begins with stands above the box of its kind.
OPENING = re.compile(r'<div class="kb-prose kb-opening">(.*?)</div>\n*<(?:div|section|dl) class="kb-', re.DOTALL)
# What can follow the body within an article's page; closing tags before it belong to the template.
AFTER = re.compile(
    r"<(?:section class=\"kb-(?:feedback|contact|related)|ul class=\"kb-(?:tags|meta)|nav class=\"kb-turn"
    r"|p class=\"kb-edit|/article>)"
)
CLOSING = re.compile(r"(?:\s*</div>){2}\s*$")

# Around these white space is none of the text.
BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "details", "dd", "dialog", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
        "menuitem", "meta", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "pre", "script", "section",
        "source", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr",
        "track", "ul", "video", "alert", "footnotes", "br", "input",
    ]
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"pre", "code", "script", "style", "textarea", "xmp"})
# Wrappers whose content stays, by element and class.
_WRAPPERS = {
    "div": {"kb-table", "highlight", "codehilite", "kb-faq", "kb-scroll"},
    "a": {"kb-zoom"},
    "span": {"kb-figure", "kb-unbroken"},
    "abbr": {"kb-term"},
    "bdi": {""},
}
# Additions that go with all they hold: the link beside a heading, ways back from footnotes, the name over a block of code.
_GONE = {"a": {"kb-anchor", "footnote-backref"}, "span": {"filename", "kb-code__name"}}
# Attributes that pages get without anybody writing them, as (element, name, value); "" stands for every element or value.
_ADDED = {
    ("", "tabindex", "0"), ("pre", "dir", "ltr"), ("code", "dir", "ltr"), ("a", "dir", "ltr"), ("a", "rel", "noopener"),
    ("img", "loading", "lazy"), ("img", "decoding", "async"), ("input", "aria-label", ""), ("input", "type", "checkbox"),
    ("p", "dir", "auto"), ("td", "data-head", ""),
}  # fmt: skip
_CLASSES = re.compile(r"(?:kb-[\w-]*|task-list|task-list-item|contains-task-list|task-list-control)$")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center|start|end)\s*;?\s*$")
_SIDES = {"start": "left", "end": "right"}


def body_of(page: str) -> str:
    """The part of an article's page that its Markdown became; raises `ValueError` where a page has none."""
    start = page.find(START)
    if start < 0:
        raise ValueError("The page has no body.")
    opening = OPENING.search(page, 0, start + len(START))
    start += len(START)
    after = AFTER.search(page, start)
    return (opening[1] if opening else "") + CLOSING.sub("", page[start : after.start() if after else len(page)])


def structure(html: str, lead: Lead = str, title: str | None = None) -> list[str]:
    """The structure of `html` as lines. A first-level heading that it begins with is left out, as the page has it for its title;
    where the `title` is told, only if the heading says nothing else."""

    tree = _Tree(lead, title)
    # As the body of a page: html5lib puts what stands wrongly in a table elsewhere in a mere fragment.
    tree.children(parsed(f"<!doctype html><body>{html.strip()}").find("body"))
    return tree.lines()


def difference(expected: list[str], found: list[str], limit: int = 24) -> str:
    """What differs, `-` before what was expected and `+` before what is on the page."""
    lines = [line for line in difflib.unified_diff(expected, found, lineterm="", n=2) if not line.startswith(("---", "+++"))]
    more = [f"… {len(lines) - limit} more lines"] if len(lines) > limit else []
    return "\n".join([*lines[:limit], *more])


class _Tree:
    """Writes one parsed fragment down; lives for one call of `structure`."""

    def __init__(self, lead: Lead, title: str | None) -> None:
        self._lead = lead
        self._title = title
        # (depth, kind, text): kinds are `block`, `inline` for tags and `text`, `raw` for what stands between them.
        self._parts: list[tuple[int, str, str]] = []
        self._depth = 0
        self._verbatim: list[str] = []
        self._first = True

    def lines(self) -> list[str]:
        """Everything written so far, white space at the borders of blocks taken off."""
        merged: list[tuple[int, str, str]] = []
        for depth, kind, text in self._parts:
            if merged and merged[-1][:2] == (depth, kind) and kind in ("text", "raw"):
                merged[-1] = (depth, kind, merged[-1][2] + text)
            else:
                merged.append((depth, kind, text))
        return [f"{'  ' * depth}{text}" for depth, text in _trimmed(merged)]

    def children(self, element: Element) -> None:
        self._text(element.text)
        for child in element:
            self._element(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text and self._verbatim and self._verbatim[-1] in ("script", "style"):
            text = text.strip()
        if text:
            self._parts.append((self._depth, "raw" if self._verbatim else "text", text))

    def _element(self, element: Element) -> None:
        if element.tag is Comment or not isinstance(element.tag, str):
            # No reader sees a comment.
            return
        tag, attributes, classes = str(element.tag), dict(element.attrib), set(element.get("class", "").split())
        first, self._first = self._first, False
        if tag == "p" and not attributes and not len(element) and not (element.text or "").strip():
            # What is left of an end tag without a beginning.
            return
        if tag == "h1" and first and (self._title is None or _repeats("".join(element.itertext()), self._title)):
            return
        if classes & _GONE.get(tag, set()) or (tag == "span" and not attributes and not len(element) and not element.text):
            return
        if classes & _WRAPPERS.get(tag, set()) or (tag == "span" and self._verbatim) or tag == "bdi":
            self.children(element)
            return
        if self._footnote(tag, attributes, classes, element):
            return
        if tag == "li":
            _box_within(element)
        if tag == "pre":
            _without_outer_line_ends(element)
        tag, attributes = self._named(tag, attributes, classes, element)
        self._write(tag, attributes, element)

    def _footnote(self, tag: str, attributes: dict[str, str], classes: set[str], element: Element) -> bool:
        """A mark of a footnote, or the list of them, under one name for all renderers."""
        links = [child for child in element if child.tag == "a"]
        mark = tag == "sup" and ("footnote-ref" in classes or any("footnote-ref" in link.get("class", "") for link in links))
        if mark or (tag == "sup" and "footnote-reference" in classes):
            self._parts.append((self._depth, "inline", f"<footnote {''.join(element.itertext())}>"))
            return True
        if (
            tag in ("section", "div", "aside")
            and classes & {"footnotes", "footnote"}
            and (notes := element.find(".//ol")) is not None
        ):
            for note in notes:
                note.attrib.pop("id", None)
                _without_ways_back(note)
            self._write("footnotes", {}, notes)
            return True
        return False

    def _named(self, tag: str, attributes: dict[str, str], classes: set[str], element: Element) -> tuple[str, dict[str, str]]:
        if "admonition" in classes and (title := next(iter(element), None)) is not None:
            name = " ".join("".join(title.itertext()).split())
            element.remove(title)
            return "alert", {"title": name}
        if tag == "h1":
            tag = "h2"
        if tag in HEADINGS:
            attributes.pop("id", None)
        left = [name for name in attributes.get("class", "").split() if not _CLASSES.match(name)]
        attributes = {name: value for name, value in attributes.items() if name != "class" and not _added(tag, name, value)}
        # The name of a language becomes the colours of its words.
        if left and not (tag == "code" and "pre" in self._verbatim):
            attributes["class"] = " ".join(sorted(left))
        if tag in ("td", "th") and (style := _ALIGNED.match(attributes.get("style", ""))):
            attributes["align"] = _SIDES.get(style[1], style[1])
            del attributes["style"]
        if tag in ("input", "details", "ol"):
            attributes = {
                name: "" if name in ("checked", "disabled", "open", "reversed") else value for name, value in attributes.items()
            }
        return self._led(tag, attributes, classes, element)

    def _led(self, tag: str, attributes: dict[str, str], classes: set[str], element: Element) -> tuple[str, dict[str, str]]:
        """Links and pictures, with where they lead; both are mere text where they lead nowhere."""
        if "kb-broken" in classes:
            attributes.pop("title", None)
            return "nowhere", attributes
        key = {"a": "href", "img": "src"}.get(tag)
        if key is None or key not in attributes:
            return tag, attributes
        leads = self._lead(attributes[key])
        if leads is not None:
            return tag, attributes | {key: unquote(leads, errors="surrogateescape")}
        if tag == "img":
            element.text = attributes.get("alt")
        return "nowhere", {}

    def _write(self, tag: str, attributes: dict[str, str], element: Element) -> None:
        kind = "block" if tag in BLOCKS else "inline"
        named = "".join(f" {name}={value!r}" if value else f" {name}" for name, value in sorted(attributes.items()))
        self._parts.append((self._depth, kind, f"<{tag}{named}>"))
        self._depth += 1
        if tag in VERBATIM:
            self._verbatim.append(tag)
        self.children(element)
        if tag in VERBATIM:
            self._verbatim.pop()
        self._depth -= 1
        # Ends are told by the depth, and by this for what is empty or followed by text.
        self._parts.append((self._depth, kind + "-end", ""))


def _repeats(heading: str, title: str) -> bool:
    """Whether `heading` has no word that `title` lacks."""
    return not Counter(WORD.findall(heading.casefold())) - Counter(WORD.findall(title.casefold()))


def _added(tag: str, name: str, value: str) -> bool:
    return any(probe in _ADDED for probe in ((tag, name, value), ("", name, value), (tag, name, "")))


def _without_ways_back(note: Element) -> None:
    """Take the links back to the text off a footnote, with the space before them and the paragraph made for them."""
    for parent in list(note.iter()):
        for child in list(parent):
            if child.tag == "a" and "footnote-backref" in child.get("class", ""):
                before = list(parent).index(child)
                if before:
                    parent[before - 1].tail = (parent[before - 1].tail or "").rstrip("\u00a0 ")
                else:
                    parent.text = (parent.text or "").rstrip("\u00a0 ")
                parent.remove(child)
    for child in list(note):
        if child.tag == "p" and not len(child) and not (child.text or "").strip():
            note.remove(child)


def _without_outer_line_ends(block: Element) -> None:
    """Take off the line ends that browsers do not show: one behind the start tag, one before the end tag."""
    if block.text:
        block.text = block.text.removeprefix("\n")
    if len(block) and block[-1].tail:
        block[-1].tail = block[-1].tail.removesuffix("\n")


def _box_within(item: Element) -> None:
    """Put a task's box into the paragraph that follows it, where some write it."""
    if [child.tag for child in item][:2] != ["input", "p"]:
        return
    box, paragraph = item[0], item[1]
    if not (item.text or "").strip() and not (box.tail or "").strip():
        item.remove(box)
        box.tail, paragraph.text = paragraph.text, None
        paragraph.insert(0, box)


def _trimmed(parts: list[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    at_border = True
    for place, (depth, kind, text) in enumerate(parts):
        if kind == "text":
            single = re.sub(r"[ \t\n\f\r]+", " ", text)
            following = parts[place + 1][1] if place + 1 < len(parts) else "block"
            if at_border:
                single = single.lstrip(" ")
            if following.startswith("block"):
                single = single.rstrip(" ")
            if single:
                # So that text which looks like a tag is none.
                yield depth, single.replace("&", "&amp;").replace("<", "&lt;")
                at_border = single.endswith(" ")
        elif kind == "raw":
            yield depth, repr(text)
            at_border = False
        elif kind.startswith("block"):
            at_border = True
            if text:
                yield depth, text
        elif text:
            yield depth, text


def parsed(html: str) -> Any:
    """The tree of a whole page."""
    return html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False).parse(html)
