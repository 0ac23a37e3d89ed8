"""A tree written out as HTML.

Receives elements, returns text in which every sign of the tree's text is escaped: a browser reads the same tree again.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from kbgen.markup.tree import VOID, markup_of

# Their text is written as it is: no browser looks for references in it.
_AS_THEY_ARE = frozenset({"script", "style"})


def to_html(root: Element) -> str:
    """The HTML of everything in `root`, without `root` itself."""
    written: list[str] = [_escaped(root.text)] if root.text else []
    stack: list[Element | str] = list(reversed(root))
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            written.append(element)
            continue
        tag: Any = element.tag
        attributes, text, tail = element.attrib, element.text, element.tail
        if tag is None:
            written.append(markup_of(element))
            if tail:
                written.append(_escaped(tail))
            continue
        if attributes:
            known = "".join([_attribute(name, attributes[name]) for name in sorted(attributes)])
            written.append(f"<{tag}{known} />" if tag in VOID else f"<{tag}{known}>")
        else:
            written.append(f"<{tag} />" if tag in VOID else f"<{tag}>")
        if tag in VOID:
            if tail:
                written.append(_escaped(tail))
            continue
        if text:
            # A browser drops the first line end of these.
            if text[0] == "\n" and tag in ("pre", "textarea"):
                written.append("\n")
            written.append(text if tag in _AS_THEY_ARE else _escaped(text))
        end = f"</{tag}>{_escaped(tail)}" if tail else f"</{tag}>"
        if len(element):
            stack.append(end)
            stack.extend(reversed(element))
        else:
            written.append(end)
    return "".join(written)


def _attribute(name: str, value: str) -> str:
    escaped = _escaped(value)
    return f' {name}="{escaped}"' if '"' not in escaped else f' {name}="{escaped.replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
