"""Attribute lists behind an element: `{#id .class key=value}`, as Python-Markdown's `attr_list` writes them.

Receives text, gives attributes. Braces that hold anything else are text: `{name}` is what many articles say of a variable.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_ONE = r"""(?:[#.][^\s{}"'=#.]+|[a-zA-Z_][\w:.-]*=(?:"[^"\n}]*"|'[^'\n}]*'|[^\s"'{}]+))"""
_LIST = rf"\{{:?[ \t]*({_ONE}(?:[ \t]+{_ONE}|(?=[#.])[#.][^\s{{}}\"'=#.]+)*)[ \t]*\}}"
BEHIND = re.compile(_LIST)
AT_END = re.compile(rf"(?:[ \t]+|\n[ \t]*|^){_LIST}[ \t]*$")
ON_LAST_LINE = re.compile(rf"\n[ \t]*{_LIST}[ \t]*$")
_PARTS = re.compile(r"""([#.])([^\s{}"'=#.]+)|([a-zA-Z_][\w:.-]*)=(?:"([^"]*)"|'([^']*)'|(\S+))""")


def give(element: Element, written: str) -> None:
    """Set on `element` what the inside of a list says; classes add up, of the rest the last counts."""
    for sign, name, key, quoted, single, bare in _PARTS.findall(written):
        if sign == "#":
            element.set("id", name)
        elif sign == "." or key == "class":
            element.set("class", f"{element.get('class', '')} {name or quoted or single or bare}".lstrip())
        else:
            element.set(key, quoted or single or bare)


def take(element: Element, pattern: re.Pattern[str]) -> None:
    """Give `element` the list at its end, where `pattern` finds one, and take it out of the text."""
    last = element[-1] if len(element) else None
    text = (last.tail if last is not None else element.text) or ""
    found = pattern.search(text)
    if found is None or (last is None and not text[: found.start()].strip()):
        return
    give(element, found[1])
    if last is not None:
        last.tail = text[: found.start()]
    else:
        element.text = text[: found.start()]
