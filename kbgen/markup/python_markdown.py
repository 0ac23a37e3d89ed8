"""The reader of sites that name extensions of Python-Markdown: their texts mean what they mean to MkDocs.

Receives an article's text, gives its `Tree`. Python-Markdown writes HTML, which is read again: by the XML parser, which takes a
twentieth of the time that the conversion takes, or where a writer's own HTML is no XML, token by token.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

import markdown
from markdown.extensions.toc import slugify_unicode
from pygments.style import Style, StyleMeta

from kbgen.markup.raw import RawHtml
from kbgen.markup.stack import Stack
from kbgen.markup.tree import SOURCES, Tree, add_text
from kbgen.markup.without_code import without_code


class _NoRules(StyleMeta):  # type: ignore[misc]  # Pygments has no types
    def __iter__(cls) -> Iterator[Any]:
        return iter(())


class ClassesOnly(Style, metaclass=_NoRules):  # type: ignore[misc]  # Pygments has no types
    # The theme has its own style sheet, and deriving rules from a style for each block takes as long as colouring it.
    """Classes on the tokens, and no rules for them."""


# What every article may use. A site adds its own under `markdown_extensions`; those named twice are loaded once.
EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
# MkDocs has these by itself; superfences does the work of `fenced_code` and must not compete with it.
BUILT_IN = frozenset({"toc", "tables", "fenced_code"})
REPLACED = frozenset({"fenced_code", "markdown.extensions.fenced_code"})
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "toc": {"slugify": slugify_unicode, "toc_depth": "2-6"},
    # The title is the number alone, which `pages/footnotes.py` puts into words.
    "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "{}"},
    "pymdownx.highlight": {"guess_lang": False, "pygments_style": ClassesOnly},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": False},
}
_PREFIXES = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}
_CAPITALS = re.compile("</?[A-Z]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(\w+;)?")
# A reference that stands between these is part of a longer one.
_LONGER_BEFORE, _LONGER_BEHIND = re.compile(r"[\w./#:-]"), re.compile(r"[\w./#?-]")


class PythonMarkdown:
    """Reads the texts of one site, one after the other. Setting it up takes as long as reading a text."""

    def __init__(
        self, extensions: Sequence[Any] = (), options: Mapping[str, Mapping[str, Any]] | None = None, *, colours: bool = True
    ) -> None:
        merged = {name: dict(value) for name, value in OPTIONS.items()}
        for name, value in (options or {}).items():
            merged.setdefault(name, {}).update(value)
        highlight = merged["pymdownx.highlight"]
        if highlight.get("noclasses") and highlight["pygments_style"] is ClassesOnly:
            # Colours in the elements themselves: then the rules are needed.
            highlight["pygments_style"] = "default"
        if not colours:
            highlight["use_pygments"] = False
        every = [*EXTENSIONS, *(entry for entry in extensions if entry not in REPLACED and entry not in EXTENSIONS)]
        configs = {name: value for name, value in merged.items() if name in every}
        self._markdown = markdown.Markdown(extensions=every, extension_configs=configs)

    def read(self, text: str, *, raw: bool = False) -> Tree:
        """The tree of `text`."""
        self._markdown.reset()
        root = tree_of(self._markdown.convert(text), raw=raw)
        found: dict[str, list[Element]] = {name: [] for name in ("a", "img", "table", "h1", "h2", "h3", "h4", "h5", "h6")}
        headings = []
        for element in root.iter():
            tag = element.tag
            if tag in found and element.get("class") != "highlighttable":
                found[tag].append(element)
                if tag[0] == "h":
                    headings.append(element)
                    element.attrib.pop("data-toc-label", None)
            elif tag == "div" and "highlight" in element.get("class", "").split():
                _dress_code(element)
        lines = _Lines(text, root)
        return Tree(
            root,
            lines.of,
            found["a"],
            found["img"],
            headings,
            found["table"],
            [element for element in root.iter() if element.tag in SOURCES],
        )


def _dress_code(block: Element) -> None:
    """Code runs from left to right, and the keyboard reaches it, so that it can be scrolled; not the numbers of its lines."""
    block.set("dir", "ltr")
    numbers = {code for numbers in block.iter("div") if numbers.get("class") == "linenodiv" for code in numbers}
    for code in block.iter("pre"):
        if code not in numbers:
            code.set("tabindex", "0")


def tree_of(source: str, *, raw: bool = False) -> Element:
    """The elements of a whole text in HTML, below a `div`."""
    parser = XMLParser()
    try:
        if _CAPITALS.search(source):
            # `<BR>` is `<br>` in HTML alone.
            raise ParseError
        parser.feed(f"<div>{_NAMED.sub(_reference, source)}</div>")
        root = parser.close()
        if "xmlns" in source:
            _drop_namespaces(root)
        return root
    except ParseError:
        root = Element("div")
        stack = Stack(root)
        pieces = RawHtml(
            stack, source, keep=raw, text=lambda text: add_text(stack.top, text), noted=lambda element, line, marked: None
        )
        pieces.read(source)
        return root


def _drop_namespaces(root: Element) -> None:
    """HTML knows the elements of drawings and formulas by their names alone."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if name[0] == "{"]:
            space, _, local = name.rpartition("}")
            element.set(_PREFIXES.get(space[1:], "") + local, element.attrib.pop(name))


def _reference(found: re.Match[str]) -> str:
    # XML knows five names, HTML two thousand.
    character = html.unescape(found[0]) if found[1] else found[0]
    return "&amp;" + found[0][1:] if character == found[0] else html.escape(character)


class _Lines:
    """Where links and pictures stand in the text: Python-Markdown keeps no lines, so they are sought, in their order."""

    def __init__(self, text: str, root: Element) -> None:
        self._text = text
        wanted = {"a": "href", "img": "src"}
        self._references = [(each, each.get(wanted[each.tag], "")) for each in root.iter() if each.tag in wanted]
        self._lines: dict[Element, int | None] | None = None

    def of(self, element: Element) -> int | None:
        """The line on which `element` begins; of links and pictures as a rule, of others where their tag or first words stand."""
        if self._lines is None:
            self._lines = self._found()
        if element in self._lines:
            return self._lines[element]
        lower = self._text.lower()
        words = " ".join("".join(element.itertext()).split()[:4]).lower()
        at = lower.find(f"<{element.tag}")
        if at < 0 and words:
            at = lower.find(words)
        return lower.count("\n", 0, at) if at >= 0 else None

    def _found(self) -> dict[Element, int | None]:
        prose = without_code(self._text)
        lines: dict[Element, int | None] = {}
        last: dict[str, int] = {}
        spent: set[str] = set()
        for element, reference in self._references:
            if reference and reference not in spent:
                at = last.get(reference, -1)
                while (at := prose.find(reference, at + 1)) >= 0:
                    if not _LONGER_BEHIND.match(prose, at + len(reference)) and not (at and _LONGER_BEFORE.match(prose, at - 1)):
                        last[reference] = at
                        break
                else:
                    # Of many links by the name of one definition, the first looks through the text, the others do not.
                    spent.add(reference)
            lines[element] = prose.count("\n", 0, last[reference]) if reference in last else None
        return lines
