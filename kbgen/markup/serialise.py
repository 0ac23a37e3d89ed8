"""A tree written out as HTML.

Receives elements, returns text in which every sign of the tree's text is escaped: a browser reads the same tree again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import starmap
from typing import Any
from xml.etree.ElementTree import Element

from kbgen.markup.tree import VOID, markup_of

# Their text is written as it is: no browser looks for references in it.
_AS_THEY_ARE = frozenset({"script", "style"})
# A browser drops the first line end of theirs.
_DROP_FIRST = frozenset({"pre", "textarea", "listing"})
_OWN_WAYS = _AS_THEY_ARE | _DROP_FIRST
_UNLIKE_OTHERS = _OWN_WAYS | VOID


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
            # A line end is what stands behind most elements.
            behind = "" if not tail else tail if tail == "\n" else _escaped(tail)
            if tag is None:
                append(markup_of(element) + behind)
                continue
            # Asking for `attrib` would make an empty one for every element.
            attributes = element.items()
            start = f"<{tag}{_attributes(attributes)}" if attributes else f"<{tag}"
            text = element.text
            if tag in _UNLIKE_OTHERS:
                if tag in VOID:
                    append(f"{start} />{behind}")
                    continue
                inside = _text(tag, text or "")
            elif not text or text == "\n":
                inside = text or ""
            else:
                inside = _escaped(text)
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
    return f"\n{_escaped(text)}" if text.startswith("\n") else _escaped(text)


def _attributes(attributes: Collection[tuple[str, str]]) -> str:
    if len(attributes) == 1:
        ((name, value),) = attributes
        return _attribute(name, value)
    return "".join(starmap(_attribute, sorted(attributes)))


# Names of classes and labels come again and again.
@lru_cache(maxsize=4096)
def _attribute(name: str, value: str) -> str:
    quoted = _escaped(value).replace('"', "&quot;")
    return f' {name}="{quoted}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
