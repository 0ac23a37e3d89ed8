"""Lists where kbgen leans on what a library does not promise: names with an underscore, and modules that no
manual describes.

    python tools/private_names.py

A library that is listed may change there in any release, so its version must have an upper bound in pyproject.toml: below the next
minor release, which is where such changes come. Ends with 1 where a bound is missing; a test runs the same.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# Modules that are imported here and that no manual of their library describes for others to use.
INNER = (
    "jinja2.compiler",
    "mkdocs.commands.build",
    "mkdocs.livereload",
    "mkdocs.structure.nav",
    "uvicorn.protocols",
    "whoosh.codec",
    "whoosh.filedb",
)
# What a library is called in pyproject.toml, where that is not the name of its module.
DISTRIBUTIONS = {"bs4": "beautifulsoup4", "yaml": "pyyaml", "snowballstemmer": "snowballstemmer"}
# With an underscore, and described all the same.
PROMISED = {"os._exit"}


class PrivateUse(NamedTuple):
    """One place: the file and line in it, what is used, and the library that has it (empty where that cannot be told)."""

    path: str
    line: int
    name: str
    library: str


def private_uses() -> list[PrivateUse]:
    """All of them in `kbgen/`."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "kbgen").rglob("*.py"))}
    own = {name for tree in trees.values() for name in _defined(tree)}
    return [use for path, tree in trees.items() for use in _uses(path.relative_to(ROOT).as_posix(), tree, own)]


def unbounded(uses: list[PrivateUse]) -> list[str]:
    """Libraries among `uses` whose version has no end before their next minor release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = {re.split(r"[\[<>=!~ ]", line)[0].lower(): line for line in project["dependencies"]}
    return sorted(
        {
            use.library
            for use in uses
            if not use.library or not _ends_soon(bounds.get(DISTRIBUTIONS.get(use.library, use.library), ""))
        }
    )


def _ends_soon(requirement: str) -> bool:
    if "==" in requirement:
        return True
    found = re.search(r">=(\d+)\.(\d+)[\d.]*,<(\d+)\.(\d+)$", requirement)
    return bool(found) and (int(found[3]), int(found[4])) == (int(found[1]), int(found[2]) + 1)


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _defined(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def _uses(path: str, tree: ast.Module, own: set[str]) -> Iterator[PrivateUse]:
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("kbgen") and not node.level:
            library = node.module.partition(".")[0]
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                imported[alias.asname or alias.name] = whole
                private = any(_is_private(part) for part in whole.split("."))
                if private or any(whole.startswith(f"{inner}.") for inner in INNER):
                    yield PrivateUse(path, node.lineno, whole, library)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                imported[alias.asname or first] = alias.name if alias.asname else first
                if any(alias.name == inner or alias.name.startswith(f"{inner}.") for inner in INNER):
                    yield PrivateUse(path, node.lineno, alias.name, first)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in own:
            name = ast.unparse(node)
            if name not in PROMISED:
                yield PrivateUse(path, node.lineno, name, imported.get(name.partition(".")[0], "").partition(".")[0])
        elif isinstance(node, ast.ClassDef):
            for base in node.bases:
                whole = imported.get(ast.unparse(base).partition(".")[0], "")
                yield from _overridden(path, node, whole, ast.unparse(base).rpartition(".")[2])


def _overridden(path: str, node: ast.ClassDef, whole: str, name: str) -> Iterator[PrivateUse]:
    """Private names of a library's class that a class of ours takes for something else, or replaces."""
    module = whole.rpartition(".")[0] or whole
    if not module or module.partition(".")[0] in sys.stdlib_module_names:
        return
    base = getattr(import_module(module), name, None)
    for mine in {each for each in _defined(node) if _is_private(each)}:
        if hasattr(base, mine):
            yield PrivateUse(path, node.lineno, f"{name}.{mine}", module.partition(".")[0])


if __name__ == "__main__":
    found = private_uses()
    for use in found:
        print(f"{use.path}:{use.line}: {use.name}")
    missing = unbounded(found)
    for library in missing:
        print(f"{library or 'A library that cannot be told'} needs an upper bound below its next minor release.", file=sys.stderr)
    sys.exit(bool(missing))
