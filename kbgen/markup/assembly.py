"""Notes, folds, tabs and boxes while the tree grows: the look that Python-Markdown and PyMdown give them.

`commonmark.py` finds the marks that `blocks.py` wrote; GitHub's alerts and Obsidian's callouts, which are quotes to begin with,
come here as well.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from kbgen.markup.prepare.blocks import CLOSE, OPEN, Mark

_CALLOUT = re.compile(r"\[!(?P<kind>[a-zA-Z][\w-]*)\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)\n?")


class Tabs:
    """The rows of tabs of one text, which need names of their own."""

    def __init__(self) -> None:
        self._rows = 0
        self._boxes: dict[Element, tuple[int, list[Element]]] = {}

    def add(self, parent: Element, block: Element, mark: Mark, heading: Element) -> None:
        """Move `block`, the last of `parent`, into the row of tabs before it, or into a new one."""
        before = parent[-2] if len(parent) > 1 else None
        if before is None or before not in self._boxes or mark.first:
            before = self._row()
            parent.insert(len(parent) - 1, before)
        number, inputs = self._boxes[before]
        parent.remove(block)
        name = f"__tabbed_{number}_{len(inputs) + 1}"
        choice = Element("input", {"id": name, "name": f"__tabbed_{number}", "type": "radio"})
        if mark.open:
            for other in inputs:
                other.attrib.pop("checked", None)
        if mark.open or not inputs:
            choice.set("checked", "checked")
        before.insert(len(inputs), choice)
        inputs.append(choice)
        before.set("data-tabs", f"{number}:{len(inputs)}")
        labels, content = before[-2], before[-1]
        label = SubElement(labels, "label", {"for": name})
        _title(label, heading)
        content.append(block)
        block.tag = "div"
        block.set("class", "tabbed-block")
        block.tail = "\n"

    def _row(self) -> Element:
        self._rows += 1
        row = Element("div", {"class": "tabbed-set tabbed-alternate"})
        SubElement(row, "div", {"class": "tabbed-labels"}).tail = "\n"
        content = SubElement(row, "div", {"class": "tabbed-content"})
        content.text = content.tail = row.tail = "\n"
        self._boxes[row] = self._rows, []
        return row


def shape(parent: Element, quote: Element, mark: Mark, heading: Element, tabs: Tabs) -> None:
    """Make of `quote`, the last of `parent`, what `mark` stands for, with the words of `heading` as its title."""
    quote.text = quote.tail = "\n"
    if mark.kind == "tab":
        tabs.add(parent, quote, mark, heading)
        return
    first = mark.classes.split(" ", 1)[0]
    if mark.kind == "box":
        quote.tag = "div"
        quote.set("class", f"kb-box kb-box--{mark.classes}")
        if mark.title:
            _title(_before(quote, "p", {"class": "kb-box__title"}), heading)
        return
    if mark.kind == "fold":
        quote.tag = "details"
        if mark.classes:
            quote.set("class", mark.classes)
        if mark.open:
            quote.set("open", "open")
    else:
        quote.tag = "div"
        quote.set("class", f"admonition {mark.classes}".rstrip())
    if mark.title is None:
        title = _before(quote, "summary" if mark.kind == "fold" else "p", {})
        title.text = (first or "details").capitalize()
    elif mark.title or mark.kind == "fold":
        title = _before(quote, "summary" if mark.kind == "fold" else "p", {})
        _title(title, heading)
    else:
        return
    if mark.kind == "note":
        title.set("class", "admonition-title")


def name_note(quote: Element, kind: str) -> None:
    """Make a note without a title of its own of a quote that has just begun: one of GitHub's alerts."""
    quote.tag = "div"
    quote.set("class", f"admonition {kind}")
    title = _before(quote, "p", {"class": "admonition-title"})
    title.text = kind.capitalize()


def name_callout(quote: Element) -> None:
    """Make a note or fold of a finished quote that begins with `[!kind]`, as Obsidian's do; with `+` or `-` it is a fold."""
    first = quote[0] if len(quote) and quote[0].tag == "p" else None
    if first is None or not (first.text or "").startswith("[!") or (found := _CALLOUT.match(first.text or "")) is None:
        return
    kind, folded = found["kind"].lower(), bool(found["fold"])
    quote.tag = "details" if folded else "div"
    quote.set("class", kind if folded else f"admonition {kind}")
    if found["fold"] == "+":
        quote.set("open", "open")
    first.text = (first.text or "")[found.end() :]
    if not first.text.strip() and not len(first):
        quote.remove(first)
    title = _before(quote, "summary" if folded else "p", {} if folded else {"class": "admonition-title"})
    title.text = found["title"].strip() or kind.capitalize()


def _before(quote: Element, tag: str, attributes: dict[str, str]) -> Element:
    title = Element(tag, attributes)
    title.tail = "\n"
    quote.insert(0, title)
    return title


def _title(title: Element, heading: Element) -> None:
    """Give `title` the words of the heading that a mark and a title make, without their signs."""
    text = heading.text or ""
    title.text = text[text.index(CLOSE) + 1 :].lstrip(" ") if text.startswith(OPEN) else text
    title.extend(list(heading))
    # The last sign stands behind all else, in whatever element that ends.
    last = title
    while len(last) and not last[-1].tail:
        last = last[-1]
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip(f" {CLOSE}")
    else:
        last.text = (last.text or "").rstrip(f" {CLOSE}")
