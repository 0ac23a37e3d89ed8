"""The theme's modules, read and linked: what a page starts with comes as one file instead of twenty.

Receives sources by name; returns the text of one module. It understands what the theme's own modules are written in: an import or
export begins a line, imports name what they take, nothing is exported that changes later. Where a theme's script uses more, its
entry stays apart, in as many files as it has. Each module keeps a scope of its own, so no name is changed and nothing is guessed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

FOLDER = "assets/javascripts/"
# What every page runs, what comes with the first letter of a search, and what an Arabic one has besides.
ENTRIES = (f"{FOLDER}kb.js", f"{FOLDER}search/engine.js", f"{FOLDER}search/arabic.js")

_IMPORT = re.compile(r"""^import\s*(?:\{([^}]*)\}\s*from\s*)?(["'])(\.{1,2}/[^"']+)\2;?""", re.MULTILINE)
_LATER = re.compile(r"""\bimport\(\s*(["'])(\.{1,2}/[^"']+)\1\s*\)""")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (?:([\w$]+)|\[([\w$, ]+)\]))", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{([\w$,\s]*)\};?\n?", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b|\bimport\((?![^)]*\)\.[A-Z])[^)]*\)", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class NotUnderstood(Exception):
    """A module uses more of JavaScript's imports and exports than is read here; `part` is what."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(f"{name}: {part}")
        self.name, self.part = name, part


class Module(NamedTuple):
    """A module without imports and exports: `text`, the names that it gives, and the modules that it needs before it runs."""

    text: str
    exports: tuple[str, ...]
    wanted: tuple[str, ...]


def read_module(name: str, source: str, take: Callable[[str], str], later: Callable[[str, str], str]) -> Module:
    """Read one module. `take` gives the expression for another module's exports, `later` that for one which is loaded when it is
    needed, of its name and the reference as written. Raises `NotUnderstood`."""
    wanted: list[str] = []

    def place(reference: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), reference.partition("?")[0]))

    def taken(match: re.Match[str]) -> str:
        wanted.append(place(match[3]))
        names = re.sub(r"([\w$]+)\s+as\s+([\w$]+)", r"\1: \2", match[1] or "").strip()
        return f"const {{ {names} }} = {take(wanted[-1])};" if names else f"{take(wanted[-1])};"

    exports = [match[1] or match[2] for match in _EXPORT.finditer(source)]
    for match in _EXPORTS.finditer(source):
        exports += [each.strip() for each in match[1].split(",") if each.strip()]
    text = _EXPORTS.sub("", _EXPORT.sub("", _IMPORT.sub(taken, source)))
    # What is written for types alone is no import; a later one leaves nothing behind that looks like one.
    if left := _LEFT.search(_COMMENT.sub("", _LATER.sub("", text))):
        raise NotUnderstood(name, left[0][:60])
    text = _LATER.sub(lambda match: later(place(match[2]), match[2]), text)
    return Module(text, tuple(exports), tuple(wanted))


def linked(sources: Mapping[str, str], entry: str) -> tuple[str, frozenset[str]]:
    """One module with all that `entry` imports, and the names of what is in it.

    Raises `NotUnderstood`, and `KeyError` for a module that is not there; a circle is left to whoever reads the files.
    """
    folder = posixpath.dirname(entry)
    order: list[str] = []
    modules: dict[str, Module] = {}

    def later(target: str, reference: str) -> str:
        relative = posixpath.relpath(target, folder)
        query = reference.partition("?")[1:]
        return f'import("{relative if relative.startswith(".") else f"./{relative}"}{"".join(query)}")'

    def variable(name: str) -> str:
        return "$" + re.sub(r"\W", "_", posixpath.relpath(name, folder).removesuffix(".js"))

    def add(name: str, within: tuple[str, ...]) -> None:
        if name in within:
            raise NotUnderstood(name, " → ".join([*within, name]))
        if name in modules:
            return
        module = read_module(name, sources[name], variable, later)
        for other in module.wanted:
            add(other, (*within, name))
        modules[name] = module
        order.append(name)

    add(entry, ())
    texts = []
    for name in order:
        body = modules[name].text.strip()
        gives = f"\nreturn {{ {', '.join(modules[name].exports)} }};" if modules[name].exports else ""
        texts.append(f"const {variable(name)} = (() => {{\n{body}{gives}\n}})();")
    texts += [f"export const {each} = {variable(entry)}.{each};" for each in modules[entry].exports]
    return "\n".join([*texts, ""]), frozenset(order)
