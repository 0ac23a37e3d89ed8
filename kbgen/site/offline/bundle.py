"""The theme's modules as one classic script, for pages that are opened as files.

Receives published scripts by name; returns the text of one script. It understands what the theme's own modules are written in: an
import or export begins a line, and imports name what they take. A script that uses more stops the build with its name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.site.theme.scripts import NotUnderstood, read_module

RUNTIME = Path(__file__).parent / "offline.js"


def classic(scripts: Mapping[str, str], start: str) -> str:
    """One script with all modules that `start` leads to, each made when it is first used; `start` is made at once."""
    texts = [RUNTIME.read_text("utf-8")]
    todo, done = [start], {start}
    while todo:
        name = todo.pop()
        text, wanted = _module(name, scripts[name])
        texts.append(text)
        todo += [other for other in wanted if other not in done]
        done |= set(wanted)
    return "\n".join([*texts, f"kbOffline.use({json.dumps(start)});", ""])


def _module(name: str, source: str) -> tuple[str, list[str]]:
    """A module as a function that gives its exports, and the names of the modules that it wants."""
    wanted: list[str] = []

    def use(target: str) -> str:
        wanted.append(target)
        return f"use({json.dumps(target)})"

    def later(target: str, _reference: str) -> str:
        return f"Promise.resolve().then(() => {use(target)})"

    try:
        module = read_module(name, source, use, later)
    except NotUnderstood as problem:
        message = f"{problem.part!r} cannot be carried into a script for files."
        advice = "Write imports and exports as the theme's own scripts do."
        issue = Issue(f"theme/{name}", 0, "offline-script", message, suggestion=advice)
        raise AuthorError("A script cannot be used offline.", [issue]) from None
    body = f'"use strict";\n{module.text}\nreturn {{ {", ".join(module.exports)} }};'
    return f"kbOffline.module({json.dumps(name)}, (use) => {{\n{body}\n}});", wanted


def pack(files: Mapping[str, str]) -> str:
    """A script that hands files over as text."""
    # `<` for whoever puts it into a page; the two line ends are none in JSON and were ends of statements in old JavaScript.
    text = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":"))
    return f"kbOffline.keep({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
