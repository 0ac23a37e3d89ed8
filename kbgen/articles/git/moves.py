"""Where articles were before: `_moves.txt` in the content folder, one line for each article that ever moved.

Receives the file and the renames that git knows; returns, for each present path, the article's lasting id and its earlier
paths. kbgen writes the file as Cargo writes its lock: it is committed with the move, so that a copy of the files without any
history gives the same site and the same ids. An entry is never dropped, whether its article is there or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kbgen.articles.names import issue_path, path_fault
from kbgen.config import Settings
from kbgen.issues import Issue, Level

FILE = "_moves.txt"
HEADER = "# Kept by kbgen, to be committed: where articles were before. Each line: path, id, earlier paths; tabs between.\n"


class Rename(NamedTuple):
    """A file of one locale got another path; both are relative to the locale's folder."""

    locale: str
    old: str
    new: str


class Former(NamedTuple):
    """What is remembered of an article that moved: its id, and its earlier paths, oldest first."""

    id: str
    was: tuple[str, ...]


Moves = Mapping[str, Former]


def read_moves(settings: Settings) -> tuple[dict[str, Former], list[Issue]]:
    """The moves that the file holds, by present path, and an issue for each line that is none."""
    try:
        text = (settings.content_dir / FILE).read_text("utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Issue(issue_path(settings, FILE), 0, "moves", f"The file cannot be read: {error}.")]
    moves: dict[str, Former] = {}
    issues = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        path, *rest = line.split("\t")
        # What stands here becomes names of files in the site.
        if not rest or not all(_is_path(each) for each in (path, *rest[1:])) or path_fault(rest[0]):
            message = "The line is not a path, an id and earlier paths with tabs between."
            advice = "Take out marks of a merge, keep the lines of both sides."
            issues.append(Issue(issue_path(settings, FILE), number, "moves", message, Level.WARNING, advice))
            continue
        earlier = moves.get(path, Former(rest[0], ()))
        moves[path] = Former(earlier.id, tuple(dict.fromkeys((*earlier.was, *rest[1:]))))
    return moves, issues


def moved_sections(moves: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where sections went, given where each of their articles was and is: a folder whose articles all went to one other folder
    was renamed, and so were the folders around it as far as the rest of the path stayed."""
    goals: dict[str, set[str]] = {}
    for old, new in moves:
        was, now = old.split("/"), new.split("/")
        while len(was) > 1 and was.pop() == now.pop() and was != now:
            goals.setdefault("/".join(was), set()).add("/".join(now))
            if not now:
                break
    return {old: found.pop() for old, found in goals.items() if len(found) == 1}


def write_moves(settings: Settings, moves: Moves) -> bool:
    """Write the file if it would change; false where it cannot be written."""
    file = settings.content_dir / FILE
    lines = ["\t".join([path, former.id, *former.was]) for path, former in sorted(moves.items())]
    content = HEADER + "".join(f"{line}\n" for line in lines)
    try:
        if (file.read_text("utf-8") == content) if file.is_file() else not moves:
            return True
        draft = file.with_name(f"{FILE}.new")
        draft.write_text(content, "utf-8")
        draft.replace(file)
    except (OSError, UnicodeDecodeError):
        return False
    return True


def follow(moves: Moves, renames: Iterable[Rename], source: str) -> dict[str, Former]:
    """`moves` after `renames`, the oldest of them first.

    Translations move after their original, or before it, and are the same article: the path that the `source` locale's
    file took decides. An address that another article took over and left again leads to that one.
    """
    known = dict(moves)
    holders = {path: now for now, former in known.items() for path in former.was}
    for rename in renames:
        holder = holders.get(rename.old)
        if holder is not None and holder in known:
            way = (*known[holder].was, holder)
            # Read a second time, or the translation of an article that went this way, perhaps further.
            if rename.new in way[way.index(rename.old) :] or (rename.locale != source and rename.old not in known):
                continue
        former = known.pop(rename.old, None) or Former(_id_at(rename.old, known), ())
        # An address that another article took over is no longer that of the one before.
        for taken in (rename.old, rename.new):
            holder = holders.get(taken)
            if holder is not None and holder in known:
                known[holder] = Former(known[holder].id, tuple(path for path in known[holder].was if path != taken))
        was = tuple(dict.fromkeys(path for path in (*former.was, rename.old) if path != rename.new))
        known[rename.new] = Former(former.id, was)
        holders |= dict.fromkeys(was, rename.new)
        holders.pop(rename.new, None)
    return known


def first_free(name: str, held: Iterable[str]) -> str:
    """`name`, with a number behind it where another article has that id already."""
    taken = set(held)
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _id_at(path: str, known: Moves) -> str:
    """The id of an article that never moved before: that of its path, unless one that was there first keeps it."""
    return first_free(path.removesuffix(".md"), (former.id for former in known.values()))


def _is_path(path: str) -> bool:
    return path.endswith(".md") and not path_fault(path)
