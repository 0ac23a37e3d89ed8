"""What the last run of an import came to, in `.kbgen/cache` beside `mkdocs.yml`: the same export need not be converted again.

Receives everything that an import depends on and names it by one key; gives and takes a `Carried`. The file only saves work: one
that is missing, damaged or of another key counts as none. It holds names, digests and words, and no text of an article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from importlib.metadata import version
from pathlib import Path

from kbgen.articles.names import path_fault
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.imports.export import Loss
from kbgen.imports.folder import Folder
from kbgen.resources import package_dir

# Libraries that turn pages into Markdown.
LIBRARIES = ("beautifulsoup4", "markdownify", "markdown", "pyromark", "pyyaml")


@dataclass(frozen=True)
class Carried:
    """What an export holds for the site: `files` to write by path with their digests, counts, and what is lost."""

    files: Mapping[str, str]
    articles: Mapping[str, int]
    sections: int
    pictures: int
    drafts: int
    losses: tuple[Loss, ...]
    words: int = 0
    lost: int = 0


def run_fingerprint(settings: Settings, asked: object, folder: Folder, remembered: Iterable[Path]) -> str:
    """One name for all that an import depends on: it changes with any byte of the export, of the files `remembered`, of the
    settings, of kbgen, and with what was `asked`."""
    digest = blake2b(digest_size=16)
    digest.update(repr([(name, version(name)) for name in LIBRARIES]).encode())
    digest.update(repr((settings.fingerprint, asked)).encode())
    own = [path for part in ("imports", "articles", "markup", "pages") for path in sorted((package_dir() / part).rglob("*.py"))]
    for name, path in [
        *((path.name, path) for path in (*own, *remembered)),
        *((name, folder.root / name) for name in folder.files),
    ]:
        digest.update(name.encode() + b"\0")
        try:
            with path.open("rb") as file:
                digest.update(file_digest(file, blake2b).digest())
        except OSError as error:
            digest.update(repr(error.errno).encode())
    return digest.hexdigest()


def load_last_run(path: Path, key: str) -> Carried | None:
    """What the run of this key came to, if it was the last one."""
    try:
        document = json.loads(path.read_bytes())
        if document["key"] != key or any(path_fault(name) for name in document["files"]):
            return None
        losses = tuple(Loss(*loss) for loss in document.pop("losses"))
        return Carried(**{name: value for name, value in document.items() if name != "key"}, losses=losses)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def save_last_run(path: Path, key: str, carried: Carried) -> None:
    """Keep what a run came to. Raises `OperatorError`."""
    losses = [[loss.file, loss.what, loss.why] for loss in carried.losses]
    document = {"key": key, **vars(carried), "losses": losses}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), "utf-8")
        beside.replace(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
