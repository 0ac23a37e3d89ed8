"""What an import remembers from one run to the next: the names that it chose and what it wrote.

One small JSON file, `.kbgen/import-<name>.json` beside `mkdocs.yml`, to be kept in git with the articles. With it a second
run changes nothing, an interrupted one goes on, and a file that a writer has edited since is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.articles.names import path_fault
from kbgen.errors import OperatorError

VERSION = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")


@dataclass(frozen=True)
class ImportState:
    """`source` is the name of the export's folder, `names` the paths by key, `files` the digests of what was written."""

    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def state_path(root: Path, name: str) -> Path:
    """Where the import called `name` remembers. Raises `OperatorError` for a name that is none."""
    if not _NAME.fullmatch(name):
        raise OperatorError(f"{name!r} cannot be the name of an import. Use small letters, digits and hyphens.")
    return root / ".kbgen" / f"import-{name}.json"


def read_state(path: Path) -> ImportState:
    """What the last run left, or nothing. Raises `OperatorError` for a file that is not readable: guessing could overwrite."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ImportState()
    except (OSError, ValueError, RecursionError) as error:
        raise OperatorError(f"{path} is not readable ({error}). Restore it from git, or delete it to start afresh.") from None
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise OperatorError(f"{path} was written by another version of kbgen. Use that, or delete the file to start afresh.")
    return ImportState(str(document.get("source") or ""), _table(document.get("names")), _table(document.get("files")))


def files_of_others(path: Path) -> frozenset[str]:
    """The files that the site's other imports wrote."""
    found: set[str] = set()
    for other in sorted(path.parent.glob("import-*.json")):
        if other != path:
            found.update(read_state(other).files)
    return frozenset(found)


def _table(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str) and (len(text) == 32 or not path_fault(text))}


def write_state(path: Path, state: ImportState) -> None:
    """Replace the file, whole or not at all; untouched if nothing is new. Raises `OperatorError`."""
    document = {
        "version": VERSION,
        "source": state.source,
        "names": dict(sorted(state.names.items())),
        "files": dict(sorted(state.files.items())),
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    try:
        if path.is_file() and path.read_text("utf-8") == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
