"""Finds the texts of the interface in code and templates.

Receives folders; returns a Babel catalogue of every text, with the files that use it. Templates are read by Jinja's own
extractor, Python by its syntax tree: Babel's takes any call of a name, so that `body.count(b"x")` stops it.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as extract_file
from jinja2.ext import babel_extract

from kbgen.errors import AuthorError
from kbgen.language.catalogue import DOMAIN
from kbgen.language.po import STAFF
from kbgen.resources import locales_dir, package_dir, theme_dir

# Names that templates and code call besides gettext's own: `count` fills in its number, `content_` speaks the language of
# the article, `text` is short for gettext in tables of names, `plurals` gives every form, `W_` marks what only writers see.
KEYWORDS: Mapping[str, Any] = {**DEFAULT_KEYWORDS, "count": (1, 2), "plurals": (1, 2), "content_": None, "text": None, "W_": None}
# How many of the first arguments have to be written out as text for the call to be one of ours.
_LITERALS = {"ngettext": 2, "pgettext": 2, "npgettext": 3, "count": 2, "plurals": 2}
# Common words: methods of these names on other objects are no business of ours.
# Reports, their messages and the desk are read by leads, the preview by writers. What else only writers see is marked in code.
_STAFF_FOLDERS = ("report", "notices", "desk", "preview")
_PLAIN_ONLY = frozenset({"text", "_", "content_"})

Found = tuple[int, str, tuple[str, ...], list[str]]


def sources(root: Path, templates: Iterable[Path]) -> tuple[Path, ...]:
    """The folders whose texts the catalogues of `root` hold: kbgen's own in its checkout, a project's templates elsewhere."""
    own = (package_dir(), theme_dir()) if locales_dir() == (root / "locales").resolve() else ()
    return tuple(dict.fromkeys((*own, *(folder.resolve() for folder in templates if folder.is_dir()))))


def extract(root: Path, templates: Iterable[Path]) -> Catalog:
    """All texts in the code and templates of the project at `root`. Raises `AuthorError` for a file that cannot be parsed."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# Interface text to be translated; kbgen messages extract writes this file."
    seen_by_readers: set[tuple[str, str | None]] = set()
    for folder in sources(root, templates):
        for path in sorted(folder.rglob("*")):
            method = _METHODS.get(path.suffix)
            if method is None or not path.is_file():
                continue
            place = Path(os.path.relpath(path, root.resolve())).as_posix()
            try:
                with path.open("rb") as stream:
                    options = {"encoding": "utf-8", "silent": "false"}  # Jinja's extractor passes over broken templates otherwise
                    found = list(extract_file(method, stream, KEYWORDS, ("Translators:",), options, strip_comment_tags=True))
            except Exception as error:
                # Jinja's lexer and parser raise their own errors, Python's parser others.
                line = getattr(error, "lineno", None) or 0
                raise AuthorError(f"{place}:{line}: {error}. Fix the file and extract again.") from error
            inside = folder == package_dir() and path.relative_to(folder).parts[0] in _STAFF_FOLDERS
            for _line, message, comments, context in found:
                catalogue.add(message, None, [(place, 0)], context=context)
                if not inside and STAFF not in comments:
                    seen_by_readers.add((message if isinstance(message, str) else message[0], context))
    for entry in catalogue:
        if entry.id and (entry.id if isinstance(entry.id, str) else entry.id[0], entry.context) not in seen_by_readers:
            entry.auto_comments = [STAFF]
    return catalogue


def python_calls(
    stream: IO[bytes], keywords: Collection[str], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """The calls in a Python file that carry interface text, as Babel's extraction methods give them."""
    for node in ast.walk(ast.parse(stream.read())):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            name = node.func.id
        elif isinstance(node.func, ast.Attribute) and node.func.attr not in _PLAIN_ONLY:
            name = node.func.attr
        else:
            continue
        if name not in keywords:
            continue
        texts = [argument.value for argument in node.args[: _LITERALS.get(name, 1)] if isinstance(argument, ast.Constant)]
        if len(texts) == _LITERALS.get(name, 1) and all(isinstance(text, str) for text in texts):
            yield node.lineno, name, tuple(map(str, texts)), [STAFF] if name == "W_" else []


_METHODS: Mapping[str, Callable[..., Any]] = {".py": python_calls, ".html": babel_extract, ".xml": babel_extract}
