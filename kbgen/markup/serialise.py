"""A tree written out as HTML.

Receives elements, returns text in which every sign of the tree's text is escaped: a browser reads the same tree again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from kbgen.markup.tree import VOID, markup_of

# Their text is written as it is: no browser looks for references in it.
_AS_THEY_ARE = frozenset({"script", "style"})


def to_html(root: Element) -> str:
    """The HTML of everything in `root`, without `root` itself."""
    written: list[str] = [_escaped(root.text)] if root.text else []
    append = written.append
    # What is open: the rest of its children, and its end.
    waiting: list[Iterator[Element]] = [iter(root)]
    ends: list[str] = [""]
    while waiting:
        for element in waiting[-1]:
            tag: Any = element.tag
            tail = element.tail
            behind = _escaped(tail) if tail else ""
            if tag is None:
                append(markup_of(element) + behind)
                continue
            attributes = element.attrib
            start = f"<{tag}{_attributes(attributes)}" if attributes else f"<{tag}"
            if tag in VOID:
                append(f"{start} />{behind}")
                continue
            text = element.text
            inside = _text(tag, text) if text else ""
            if len(element):
                append(f"{start}>{inside}")
                waiting.append(iter(element))
                ends.append(f"</{tag}>{behind}")
                break
            append(f"{start}>{inside}</{tag}>{behind}")
        else:
            waiting.pop()
            append(ends.pop())
    return "".join(written)


def _text(tag: str, text: str) -> str:
    if tag in _AS_THEY_ARE:
        return text
    # A browser drops the first line end of these.
    return f"\n{_escaped(text)}" if text[0] == "\n" and tag in ("pre", "textarea") else _escaped(text)


def _attributes(attributes: Mapping[str, str]) -> str:
    names = sorted(attributes) if len(attributes) > 1 else attributes
    return "".join([_attribute(name, attributes[name]) for name in names])


def _attribute(name: str, value: str) -> str:
    escaped = _escaped(value)
    return f' {name}="{escaped}"' if '"' not in escaped else f' {name}="{escaped.replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
