"""The tree of an article written out, as Python-Markdown writes it, for the elements that articles have.

Receives an element, returns XHTML-style HTML. Comments, processing instructions and names with a namespace are left to
Python-Markdown's own serialiser, which asks at each element whether it is one of those.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.serializers import HTML_EMPTY, RE_AMP, to_xhtml_string  # type: ignore[attr-defined]

_AS_THEY_ARE = frozenset({"script", "style"})


def to_html(root: Element) -> str:
    """The HTML of `root`, its tail included."""
    written: list[str] = []
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            written.append(element)
            continue
        tag, attributes = element.tag, element.attrib
        if not isinstance(tag, str) or not all(map(_is_text, attributes)):
            written.append(to_xhtml_string(element))
            continue
        known = "".join(_attribute(name, attributes[name]) for name in sorted(attributes)) if attributes else ""
        tail, text = element.tail, element.text
        if tag.lower() in HTML_EMPTY:
            written.append(f"<{tag}{known} />{_escaped(tail) if tail else ''}")
            continue
        written.append(f"<{tag}{known}>")
        if text:
            written.append(text if tag.lower() in _AS_THEY_ARE else _escaped(text))
        stack.append(f"</{tag}>{_escaped(tail) if tail else ''}")
        stack.extend(reversed(element))
    return "".join(written)


def _is_text(name: object) -> bool:
    return isinstance(name, str)


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    escaped = _escaped(value)
    return f' {name}="{escaped}"' if '"' not in escaped else f' {name}="{escaped.replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        # What is an entity already stays one.
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
