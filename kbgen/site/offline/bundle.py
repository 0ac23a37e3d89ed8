"""The theme's modules as one classic script, for pages that are opened as files.

Receives published scripts by name; returns the text of one script. It understands what the theme's own modules are written in: an
import or export begins a line, and imports name what they take. A script that uses more stops the build with its name.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from kbgen.errors import AuthorError
from kbgen.issues import Issue

RUNTIME = Path(__file__).parent / "offline.js"
_IMPORT = re.compile(r"""^import\s*(?:\{([^}]*)\}\s*from\s*)?(["'])(\.{1,2}/[^"']+)\2;?""", re.MULTILINE)
_LATER = re.compile(r"""\bimport\(\s*(["'])(\.{1,2}/[^"']+)\1\s*\)""")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (?:([\w$]+)|\[([\w$, ]+)\]))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b|\bimport\((?![^)]*\)\.[A-Z])[^)]*\)", re.MULTILINE)


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

    def place(reference: str) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))
        wanted.append(target)
        return json.dumps(target)

    def taken(match: re.Match[str]) -> str:
        names = re.sub(r"([\w$]+)\s+as\s+([\w$]+)", r"\1: \2", match[1] or "").strip()
        module = f"use({place(match[3])});"
        return f"const {{ {names} }} = {module}" if names else module

    exports = [match[1] or match[2] for match in _EXPORT.finditer(source)]
    text = _EXPORT.sub("", _IMPORT.sub(taken, source))
    text = _LATER.sub(lambda match: f"Promise.resolve().then(() => use({place(match[2])}))", text)
    if left := _LEFT.search(text):
        message = f"{left[0][:60]!r} cannot be carried into a script for files."
        advice = "Write imports and exports as the theme's own scripts do."
        raise AuthorError(
            "A script cannot be used offline.", [Issue(f"theme/{name}", 0, "offline-script", message, suggestion=advice)]
        )
    body = f'"use strict";\n{text}\nreturn {{ {", ".join(exports)} }};'
    return f"kbOffline.module({json.dumps(name)}, (use) => {{\n{body}\n}});", wanted


def pack(files: Mapping[str, str]) -> str:
    """A script that hands files over as text."""
    # `<` for whoever puts it into a page; the two line ends are none in JSON and were ends of statements in old JavaScript.
    text = json.dumps(dict(sorted(files.items())), ensure_ascii=False, separators=(",", ":"))
    return f"kbOffline.keep({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
