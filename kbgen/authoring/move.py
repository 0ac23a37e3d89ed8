"""What `kbgen rename` and `kbgen retire` do: move an article or a section in every language, or say that one is out of date.

Receives settings and places as writers name them (`guides/set-up`, with or without `.md`); changes files of the content
folder and returns their names. Nothing is changed where anything stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.articles.article import Library
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.git.moves import FILE, Rename, follow, read_moves, write_moves
from kbgen.articles.git.renames import git_add, git_knows, git_move, read_history
from kbgen.articles.library import read_library
from kbgen.articles.names import issue_path, path_fault
from kbgen.articles.nearest import did_you_mean
from kbgen.articles.source import find_sources
from kbgen.authoring.relink import rewritten_texts
from kbgen.config import Settings
from kbgen.errors import OperatorError


@dataclass(frozen=True)
class Move:
    """Files that move, by their place in the content folder (`en/guides/set-up.md`), and those whose links were rewritten."""

    moved: Mapping[str, str]
    rewritten: tuple[str, ...]


def rename(settings: Settings, old: str, new: str) -> Move:
    """Move what is at `old` to `new` in every language, with `git mv` where git knows the files, and rewrite what names it.

    Raises `OperatorError` where nothing is at `old`, or something at `new`.
    """
    old, new = _place(old), _place(new)
    files = {file.locale + "/" + file.path for file in find_sources(settings).articles}
    moved = _moved(settings, files, old, new)
    library, _ = read_library(settings)
    texts = rewritten_texts(settings, library, files, moved)
    for name, text in texts.items():
        (settings.content_dir / name).write_bytes(text.encode())
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


def _remember(settings: Settings, moved: Mapping[str, str]) -> None:
    """Write the move down together with those that git knows and nobody wrote down yet."""
    moves, _ = read_moves(settings)
    source = settings.source_locale
    history = read_history(settings.content_dir, [locale.tag for locale in settings.locales], source)
    renames = sorted(_renames(moved), key=lambda each: (each.locale != source, each.old))
    if not write_moves(settings, follow(follow(moves, history.renames, source), renames, source)):
        raise OperatorError(f"{settings.content_dir} cannot be written.")
    if any(git_knows(settings.content_dir, name) for pair in moved.items() for name in pair):
        # The moves are staged by `git mv`; without this file among them `git commit -a` would leave out a new one.
        git_add(settings.content_dir, FILE)


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
