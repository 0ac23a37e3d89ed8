"""What `kbgen rename` and `kbgen retire` do: move an article or a section in every language, or say that one is out of date.

Receives settings and places as writers name them (`guides/set-up`, with or without `.md`); changes files of the content
folder and returns their names. Nothing is changed where anything stands in the way.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kbgen.articles import front_matter
from kbgen.articles.article import Library
from kbgen.articles.history import git_move, read_history
from kbgen.articles.library import read_library
from kbgen.articles.links import Link, LinkIndex, LinkKind, index_of, resolve
from kbgen.articles.moves import Rename, follow, read_moves, write_moves
from kbgen.articles.names import issue_path, path_fault
from kbgen.articles.nearest import did_you_mean
from kbgen.articles.source import find_sources
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.pages.copies import with_addresses

_ADDRESS = re.compile(r"[^?#]*")


@dataclass(frozen=True)
class Move:
    """Files that move, by their place in the content folder (`en/guides/set-up.md`), and those whose links were rewritten."""

    moved: Mapping[str, str]
    rewritten: tuple[str, ...]


def rename(settings: Settings, old: str, new: str) -> Move:
    """Move what is at `old` to `new` in every language, with `git mv` where git knows the files, and rewrite links to it.

    Raises `OperatorError` where nothing is at `old`, or something at `new`.
    """
    old, new = _place(old), _place(new)
    files = {file.locale + "/" + file.path for file in find_sources(settings).articles}
    moved = _moved(settings, files, old, new)
    library, _ = read_library(settings)
    index = index_of(library, [locale.tag for locale in settings.locales], settings.source_locale)
    texts = {name: text for name in sorted(files) if (text := _rewritten(settings, index, name, moved)) is not None}
    for name, text in texts.items():
        (settings.content_dir / name).write_text(text, "utf-8")
    _remember(settings, moved)
    for before, after in moved.items():
        if not git_move(settings.content_dir, before, after):
            target = settings.content_dir / after
            target.parent.mkdir(parents=True, exist_ok=True)
            (settings.content_dir / before).rename(target)
    _drop_empty(settings, moved)
    return Move(moved, tuple(moved.get(name, name) for name in texts))


def retire(settings: Settings, path: str, replaced_by: str) -> list[str]:
    """Mark the article at `path` as retired in every language; returns the files.

    Raises `OperatorError` where there is none, or no article that `replaced_by` names.
    """
    path = _place(path)
    library, _ = read_library(settings)
    names = [f"{tag}/{path}.md" for tag, shelf in library.articles.items() if f"{path}.md" in shelf]
    if not names:
        raise OperatorError(f"There is no article at {path}. {_near(library, path)}".strip())
    values = {"status": "retired"}
    if replaced_by:
        ids = {article.id for shelf in library.articles.values() for article in shelf.values() if article.path != f"{path}.md"}
        at = {article.path[:-3]: article.id for shelf in library.articles.values() for article in shelf.values()}
        name = replaced_by if replaced_by in ids else at.get(_place(replaced_by), replaced_by)
        if name not in ids:
            raise OperatorError(f"No other article has the id {replaced_by}. {did_you_mean(replaced_by, ids)}".strip())
        values["replaced_by"] = name
    for name in names:
        file = settings.content_dir / name
        file.write_text(with_values(file.read_text("utf-8"), values), "utf-8")
    return [issue_path(settings, name) for name in names]


def with_values(text: str, values: Mapping[str, str]) -> str:
    """A file's text with these keys set in its front matter; all else stays as it was written."""
    parts, _ = front_matter.split(text, "")
    header = parts.header if parts else None
    lines = (header or "").splitlines()
    for key, value in values.items():
        line = f"{key}: {value}"
        place = next((number for number, each in enumerate(lines) if each.startswith(f"{key}:")), None)
        if place is None:
            lines.append(line)
        else:
            lines[place] = line
    body = parts.body if parts and header is not None else text
    return "\n".join(["---", *lines, "---", body])


def _place(path: str) -> str:
    place = path.strip().removesuffix(".md").strip("/")
    if not place or path_fault(place):
        raise OperatorError(f"{path or 'The path'} is no place in a locale's folder. Write it like guides/set-up.")
    return place


def _moved(settings: Settings, files: set[str], old: str, new: str) -> dict[str, str]:
    moved: dict[str, str] = {}
    for locale in settings.locales:
        start = f"{locale.tag}/{old}"
        if f"{start}.md" in files:
            moved[f"{start}.md"] = f"{locale.tag}/{new}.md"
        for name in sorted(name for name in files if name.startswith(f"{start}/")):
            moved[name] = f"{locale.tag}/{new}{name.removeprefix(start)}"
    if not moved:
        places = {name.partition("/")[2].removesuffix(".md") for name in files}
        raise OperatorError(f"There is no article or section at {old}. {did_you_mean(old, places)}".strip())
    for target in moved.values():
        if target in files or (settings.content_dir / target).exists():
            raise OperatorError(f"{issue_path(settings, target)} exists already. Choose another place, or move it away first.")
    return moved


def _rewritten(settings: Settings, index: LinkIndex, name: str, moved: Mapping[str, str]) -> str | None:
    """The text of the file `name` with its links as they have to be after the move, or None where none changes."""
    try:
        text = (settings.content_dir / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    parts, _ = front_matter.split(text, "")
    if parts is None:
        return None
    tag, _, path = name.partition("/")
    here = posixpath.dirname(moved.get(name, name))
    body = with_addresses(parts.body, lambda reference: _reference(index, tag, path, here, reference, name in moved, moved))
    start = len(text) - len(parts.body)
    return text[:start] + body if body != parts.body else None


def _reference(
    index: LinkIndex, tag: str, path: str, here: str, reference: str, source_moved: bool, moved: Mapping[str, str]
) -> str:
    """`reference` as it has to be written in the folder `here`; empty where it stays as it is."""
    address = _ADDRESS.match(reference)
    written = address[0] if address else ""
    link = resolve(index, tag, path, reference)
    place = _goal(link)
    if not place or not written or written.startswith("kb:"):
        return ""
    goal = moved.get(place, place)
    if link.kind is LinkKind.SECTION and goal == place:
        # A section without a page of its own moves with what is in it.
        goal = next((_above(to, at, place) for at, to in moved.items() if at.startswith(posixpath.dirname(place) + "/")), place)
    if goal == place and (not source_moved or written.startswith("/")):
        return ""
    rest = reference[len(written) :]
    if link.kind is LinkKind.SECTION and not written.endswith("index.md"):
        goal = posixpath.dirname(goal)
        rest = ("/" if written.endswith("/") else "") + rest
    if written.startswith("/"):
        own = goal if written.lstrip("/").partition("/")[0] == link.locale else goal.partition("/")[2]
        return f"/{quote(own)}{rest}"
    return quote(posixpath.relpath(goal, here)) + rest


def _goal(link: Link) -> str:
    match link.kind:
        case LinkKind.ARTICLE:
            return f"{link.locale}/{link.path}"
        case LinkKind.SECTION:
            return f"{link.locale}/{link.path}/index.md" if link.path else f"{link.locale}/index.md"
        case LinkKind.FILE:
            return link.path
        case _:
            return ""


def _above(to: str, at: str, place: str) -> str:
    rest = at.removeprefix(posixpath.dirname(place))
    return f"{to.removesuffix(rest)}/index.md" if to.endswith(rest) else place


def _remember(settings: Settings, moved: Mapping[str, str]) -> None:
    """Write the move down together with those that git knows and nobody wrote down yet."""
    moves, _ = read_moves(settings)
    source = settings.source_locale
    history = read_history(settings.content_dir, [locale.tag for locale in settings.locales], source)
    renames = sorted(_renames(moved), key=lambda each: (each.locale != source, each.old))
    if not write_moves(settings, follow(follow(moves, history.renames, source), renames, source)):
        raise OperatorError(f"{settings.content_dir} cannot be written.")


def _renames(moved: Mapping[str, str]) -> Iterator[Rename]:
    for before, after in moved.items():
        tag, _, old = before.partition("/")
        yield Rename(tag, old, after.partition("/")[2])


def _drop_empty(settings: Settings, moved: Mapping[str, str]) -> None:
    for name in moved:
        folder = Path(settings.content_dir, name).parent
        while folder.is_dir() and folder != settings.content_dir and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _near(library: Library, path: str) -> str:
    return did_you_mean(path, {name[:-3] for shelf in library.articles.values() for name in shelf})
