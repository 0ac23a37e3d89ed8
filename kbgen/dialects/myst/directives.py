"""What each directive of MyST becomes, by its name. Sources: Sphinx, "Directives"; sphinx-design; MyST-Parser."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import NamedTuple

from kbgen.dialects import shapes, tabs
from kbgen.dialects.marks import Surroundings
from kbgen.dialects.myst.roles import place
from kbgen.dialects.shapes import Part, bold, fenced, item

# They say what a program makes, or nothing to a reader.
_DROPPED = (
    "eval-rst contents index raw currentmodule module highlight meta sectionauthor codeauthor tableofcontents only tags"
    " bibliography default-role role autosummary py:currentmodule py:module tabularcolumns"
)
DROPPED = frozenset(_DROPPED.split())
_ENTRY = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>")
_ROW = re.compile(r"^\*[ ]+-[ ]?(.*)$")
_CELL = re.compile(r"^[ ]+-[ ]?(.*)$")
_VERSIONS = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
    "versionremoved": "Removed in version",
}


class Directive(NamedTuple):
    """One directive: what stands behind its name, its options, its body as written, and how texts in it are read."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    read: Callable[[str], str]
    around: Surroundings

    @property
    def content(self) -> str:
        """The body as Markdown."""
        return self.read(self.body).strip("\n")

    def part(self, **values: str) -> Part:
        """The same as a component."""
        return Part(self.name, "tag", {name: value for name, value in values.items() if value}, (), "", self.content, self.around)


Shape = Callable[[Directive], str]


def _titled(directive: Directive) -> str:
    return "\n\n".join(piece for piece in (bold(directive.argument), directive.content) if piece)


def _content(directive: Directive) -> str:
    return directive.content


def _note(directive: Directive) -> str:
    kind = directive.name.rpartition(":")[2]
    if kind == "admonition":
        return shapes.box(
            next(iter(directive.options.get("class", "note").split()), "note"), directive.argument, directive.content
        ).text
    # Its only words may stand behind the name.
    title, said = (directive.argument, directive.content) if directive.content else ("", directive.argument)
    return shapes.box("tip" if kind == "seealso" else kind, title, said).text


def _fold(directive: Directive) -> str:
    return shapes.fold(directive.argument, directive.content).text


def _tab(directive: Directive) -> str:
    return tabs.tab(directive.argument, directive.content).text


def _card(directive: Directive) -> str:
    return shapes.card(directive.part(title=directive.argument, href=directive.options.get("link", ""))).text


def _button(directive: Directive) -> str:
    return place(" ".join(directive.body.split()), directive.argument, directive.around)


def _code(directive: Directive) -> str:
    language = next(iter(directive.argument.split()), "") if directive.name != "parsed-literal" else ""
    caption = directive.options.get("caption", "")
    return "\n\n".join(piece for piece in (bold(caption), fenced(directive.body, language.strip("{}"))) if piece)


def _file(directive: Directive) -> str:
    name = directive.argument
    code = directive.around.raw(name) if name else None
    if code is None:
        directive.around.lose(f"included code {name}"[:100], "It is not in the folder.")
        return ""
    return fenced(code, directive.options.get("language", "") or name.rpartition(".")[2])


def _include(directive: Directive) -> str:
    text = directive.around.include(directive.argument, {"start": directive.options.get("start-after", "")})
    if text is None:
        directive.around.lose(f"included text {directive.argument}"[:100], "It is not in the folder.")
    return text or ""


def _picture(directive: Directive) -> str:
    return shapes.picture(directive.part(src=directive.argument, alt=directive.options.get("alt", ""))).text


def _version(directive: Directive) -> str:
    number, _, rest = directive.argument.partition(" ")
    head = f"*{_VERSIONS[directive.name]} {number}*"
    said = " ".join(piece for piece in (rest, directive.content) if piece)
    return f"{head}: {said}" if said else head


def _contents(directive: Directive) -> str:
    """A list of what stands below, as far as readers saw one."""
    if "hidden" in directive.options or "glob" in directive.options:
        return ""
    entries = []
    for line in directive.body.split("\n"):
        if target := line.strip():
            found = _ENTRY.fullmatch(target)
            words, target = (found["words"], found["target"]) if found else ("", target)
            entries.append(
                item(
                    "-", f"[{words or target}]({target})" if "://" in target else place(words, target, directive.around), None
                ).text
            )
    caption = bold(directive.options.get("caption", ""))
    return "\n\n".join(piece for piece in (caption, "\n".join(entries)) if piece)


def _rows(directive: Directive) -> str:
    rows: list[list[str]] = []
    for line in directive.body.split("\n"):
        if row := _ROW.match(line):
            rows.append([row[1]])
        elif (cell := _CELL.match(line)) and rows:
            rows[-1].append(cell[1])
        elif rows and line.strip():
            rows[-1][-1] += f" {line.strip()}"
    return _table(directive, [[_cell(directive, cell) for cell in row] for row in rows])


def _csv(directive: Directive) -> str:
    options, name = directive.options, directive.options.get("file", "")
    text = (directive.around.raw(name) if name else None) or directive.body
    if name and not text:
        directive.around.lose(f"included table {name}"[:100], "It is not in the folder.")
    delimiter = {"tab": "\t", "space": " "}.get(options.get("delim", ","), options.get("delim", ",")[:1])
    header = list(csv.reader([options["header"]], skipinitialspace=True)) if options.get("header") else []
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter or ",", skipinitialspace=True))
    return _table(directive, [[_cell(directive, cell) for cell in row] for row in [*header, *rows]])


def _cell(directive: Directive, text: str) -> str:
    return " ".join(directive.read(text).split()).replace("|", "\\|")


def _table(directive: Directive, rows: list[list[str]]) -> str:
    rows = [row for row in rows if row]
    wide = max(map(len, rows), default=0)
    lines = ["| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in rows]
    if lines:
        lines.insert(1, "|" + " --- |" * wide)
    return "\n\n".join(piece for piece in (bold(directive.argument), "\n".join(lines)) if piece)


def _glossary(directive: Directive) -> str:
    items: list[tuple[str, list[str]]] = []
    for line in directive.body.split("\n"):
        if line.strip() and not line.startswith((" ", "\t", ":")):
            items.append((line.strip(), []))
        elif items:
            # A definition begins with a colon, and goes on below where its words began.
            items[-1][1].append(f" {line[1:]}" if line.startswith(":") else line.expandtabs(4))
    return "\n".join(item("-", bold(term), directive.read(dedent("\n".join(said))).strip("\n")).text for term, said in items)


def _quote(directive: Directive) -> str:
    return "\n".join(f"> {line}".rstrip() for line in directive.content.split("\n"))


def _math(directive: Directive) -> str:
    return fenced("\n".join(piece for piece in (directive.argument, directive.body) if piece), "math")


def _diagram(directive: Directive) -> str:
    return fenced(directive.body, directive.name) if directive.body.strip() else _file(directive)


def _film(directive: Directive) -> str:
    return shapes.film("https://www.youtube.com/watch?v=")(directive.part(id=directive.argument)).text


def _each(names: str, shape: Shape) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), shape)


SHAPES: dict[str, Shape] = {
    **_each("note tip hint important warning caution attention danger error seealso admonition todo", _note),
    **_each("dropdown toggle details collapse", _fold),
    **_each("tab-item tab group-tab", _tab),
    **_each("tab-set tabs grid grid-item card-carousel div container row column figure-md tab-container span", _content),
    **_each("topic sidebar margin table aside", _titled),
    **_each("grid-item-card card", _card),
    **_each("button-link button-ref", _button),
    **_each("code-block code sourcecode code-cell parsed-literal prompt ipython console doctest testcode", _code),
    "literalinclude": _file,
    "include": _include,
    **_each("figure image", _picture),
    **dict.fromkeys(_VERSIONS, _version),
    "toctree": _contents,
    "list-table": _rows,
    "csv-table": _csv,
    "glossary": _glossary,
    **_each("epigraph pull-quote highlights blockquote", _quote),
    "math": _math,
    **_each("mermaid graphviz plantuml", _diagram),
    **_each("rubric centered", _titled),
    "youtube": _film,
}
