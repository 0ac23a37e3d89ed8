"""What becomes of markup that no page may hold, in a folder that was written for another program: its words, or a link.

Receives the tree of an article and the dangers that `judge` found in it; changes the tree, and says of each what became of it.
Programs are not among these: who wrote `<script>`, `onclick` or `javascript:` has to hear of it before anything is
published.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from kbgen.markup.safety.allowed import ISLANDS
from kbgen.markup.safety.article import Finding

_FRAMES = frozenset({"iframe", "embed", "object"})
_PROGRAMS = frozenset({"script", "object", "embed", "applet"})
# What is in them is not for readers.
_SILENT = frozenset({"style", "link", "meta", "base", "basefont", "bgsound", "title", "param", "keygen", "isindex", "template"})
_WEB = re.compile(r"(?:https?:)?//[^\s\"'<>]+")
_RUNS = re.compile(r"(?:java|vb)script:|data:", re.IGNORECASE)


def soften(root: Element, findings: Sequence[Finding]) -> dict[Element, str]:
    """Make what `findings` name harmless; returns what became of each that could be, in words."""
    parents = {child: parent for parent in root.iter() for child in parent}
    done: dict[Element, str] = {}
    for element in dict.fromkeys(finding.element for finding in findings):
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        parent = parents.get(element)
        if name in _PROGRAMS and name != "script" and not element.attrib:
            # It runs and loads nothing: a word between angle brackets, such as the name of a type.
            element.text = f"<{element.tag}>{element.text or ''}"
            element.tag = "span"
            done[element] = "It is shown as it was typed."
            continue
        if name in _PROGRAMS or parent is None or _runs(element):
            continue
        if name in _SILENT or _in_drawing(element, parents):
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


def _runs(element: Element) -> bool:
    """Whether an attribute would run a program."""
    return any(name.lower().startswith("on") or _RUNS.match(value.strip()) is not None for name, value in element.attrib.items())


def _in_drawing(element: Element, parents: dict[Element, Element]) -> bool:
    above: Element | None = element
    while above is not None:
        if isinstance(above.tag, str) and above.tag.lower() in ISLANDS:
            return True
        above = parents.get(above)
    return False
