"""What becomes of markup that no page may hold, in a folder that was written for another program: its words, a link, or nothing.

Receives the tree of an article and the dangers that `judge` found in it; changes the tree, and says of each what became of it.
Programs (`<script>`, `onclick`, `javascript:`) are left out, and the words around them stay. Whoever calls this judges again: what
is dangerous even so is not published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from kbgen.markup.safety.allowed import ELEMENTS, ISLANDS
from kbgen.markup.safety.article import Finding, fault

_FRAMES = frozenset({"iframe", "embed", "object"})
_TYPED = frozenset({"object", "embed", "applet"})
# What is in them is not for readers.
_SILENT = frozenset(
    {"style", "link", "meta", "base", "basefont", "bgsound", "title", "param", "keygen", "isindex", "template"}
    | {"script", "applet", *_FRAMES}
)
_WEB = re.compile(r"(?:https?:)?//[^\s\"'<>]+")


def soften(root: Element, findings: Sequence[Finding]) -> dict[Element, str]:
    """Make what `findings` name harmless; returns what became of each that could be, in words."""
    parents = {child: parent for parent in root.iter() for child in parent}
    done: dict[Element, str] = {}
    gone: set[Element] = set()
    for element in dict.fromkeys(finding.element for finding in findings):
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if element in gone:
            done[element] = "It is left out."
            continue
        parent = parents.get(element)
        if name in _TYPED and not element.attrib:
            # It runs and loads nothing: a word between angle brackets, such as the name of a type.
            element.text = f"<{element.tag}>{element.text or ''}"
            element.tag = "span"
            done[element] = "It is shown as it was typed."
            continue
        if parent is None:
            continue
        left = [attribute for attribute, value in element.attrib.items() if fault(name, attribute, value or "")]
        for attribute in left:
            del element.attrib[attribute]
        drawing = _drawing(element, parents)
        if left and name != "input" and name in (ISLANDS[drawing] if drawing else ELEMENTS):
            done[element] = "It is left out; its words stay."
        elif drawing and name != drawing:
            gone.update(element.iter())
            _emptied(element)
            _taken_out(element, parent)
            done[element] = "It is left out."
        elif name in _SILENT:
            gone.update(element.iter())
            _emptied(element)
            element.tag = "span"
            done[element] = "It is left out."
        else:
            element.tag = "span" if name not in ("form", "body", "html", "dialog", "noscript") else "div"
            element.attrib.clear()
            done[element] = "What stands in it is shown."
    return done


def link_frames(root: Element) -> dict[Element, tuple[str, str]]:
    """Make links of pages within the page; before anything is judged, which takes their addresses away. Returns what each was
    called and what became of it."""
    done = {}
    for element in [element for element in root.iter() if element.tag in _FRAMES and (element.attrib or element.tag == "iframe")]:
        name, address, words = element.tag, element.get("src") or element.get("data") or "", element.get("title") or ""
        _emptied(element)
        if _WEB.fullmatch(address):
            element.tag, element.text = "a", words or address
            element.set("href", address)
            done[element] = name, "A link to it stands in its place."
        else:
            element.tag = "span"
            done[element] = name, "It is left out."
    return done


def _emptied(element: Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _taken_out(element: Element, parent: Element) -> None:
    """Take `element` out of `parent`; what stands behind it stays."""
    place = list(parent).index(element)
    if element.tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _drawing(element: Element, parents: dict[Element, Element]) -> str:
    """The kind of drawing or formula that `element` is a part of, or is; empty if none."""
    above: Element | None = element
    found = ""
    while above is not None:
        if isinstance(above.tag, str) and above.tag.lower() in ISLANDS:
            found = above.tag.lower()
        above = parents.get(above)
    return found
