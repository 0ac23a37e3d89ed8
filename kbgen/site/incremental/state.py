"""What a build remembers for the next one, in `.kbgen/cache/state.json` beside `mkdocs.yml` and in parts below `state.parts`.

Receives a file's path; gives and takes a `BuildState`. All is JSON, so that a cache carried between machines can hold nothing but
data. What is known of each article, page and file is in the parts (`parts.py`), which the file names; of tasks a part has a line
more for each, with where its texts lead. The first line of the file is a checksum. A state that is damaged or incomplete, or made
by other code or settings, counts as none. It holds what the last build held and nothing older, so it does not grow.

A save writes the parts that have changed, then puts the file in place in one step, then removes the parts that nothing names: who
is killed on the way leaves either the old state or the new one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from kbgen.articles.article import Article, Kind, Section, Status
from kbgen.issues import Issue, Level
from kbgen.pages.body import Pointer
from kbgen.site.incremental.parts import Part, read_parts, write_parts

STATE, PARTS = "state.json", ".parts"
FORMAT = 14
# A file changed within the clock's resolution of the last look may look unchanged; git calls such entries racy and
# reads them again. Two seconds cover the coarsest file system in use (FAT).
RACY_NS = 2_000_000_000
Stamp = tuple[int, int]
# What an article or a section has of its text. It is read again where it is needed.
TEXT = frozenset({"body", "body_line"})
# How an article is written down: what every one says, what it holds where it says nothing, and which of it JSON has no types for.
REQUIRED = frozenset({"id", "locale", "path", "kind"})
NOTHING: dict[str, Any] = {each.name: None if each.default is MISSING else each.default for each in fields(Article)}
NOTHING |= {"title": "", "description": "", "body": "", "body_line": 0, "digest": "", "details": {}}
LISTS = frozenset({"tags", "related", "keywords", "redirect_from", "uses", "labels"})
DATES = frozenset({"updated", "reviewed", "review_by", "publish_at", "expire_at"})
KINDS, STATUSES = {str(kind): kind for kind in Kind}, {str(status): status for status in Status}
# What is remembered of a locale's synonyms; `search.synonyms` makes them of it.
SYNONYMS = ("targets", "phrases", "words", "source")


class SourceState(NamedTuple):
    """One Markdown file as last read: its stamp, and the article or section; once remembered without its text (`body_line` 0)."""

    stamp: Stamp
    entry: Article | Section | None
    issues: tuple[Issue, ...]


class Links(NamedTuple):
    """The references in the text at `path` on pages of `locale`, as written; `leads` names where all of them lead."""

    locale: str
    path: str
    references: tuple[str, ...]
    leads: str


class TaskState(NamedTuple):
    """One task as last rendered.

    `source` names the texts it was made from; `files` are (name, key of what the page shows, size in bytes);
    `documents` name what search knows of the article in each locale. Links and pointers stay as they are written in the cache, in
    JSON: most builds only hand them on, and reading those of thousands of articles would take as long as rendering a few.
    """

    source: str
    files: tuple[tuple[str, str, int], ...]
    issues: tuple[Issue, ...] = ()
    anchors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    written_links: bytes = b"[]"
    written_pointers: bytes = b"[]"

    def leading(self, links: Iterable[Links], pointers: Iterable[Pointer]) -> TaskState:
        """The same task with these links and pointers."""
        return self._replace(written_links=_kept(tuple(links)), written_pointers=_kept(tuple(pointers)))

    @property
    def links(self) -> tuple[Links, ...]:
        """The links of its texts."""
        found = orjson.loads(self.written_links)
        return tuple(Links(locale, path, tuple(references), leads) for locale, path, references, leads in found)

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """Those links that lead to headings, each with its line."""
        return tuple(Pointer(*each) for each in orjson.loads(self.written_pointers))


@dataclass
class BuildState:
    """Everything remembered. `environment_fingerprint` is that of code, settings, theme and catalogues, `stamps_fingerprint` that
    of their stamps, `request` says what was asked for. `shown_fingerprint` is that of what pages may show of others,
    `places_fingerprint` that of where links may lead; `broken` are the issues of links to headings that are not there.
    `unchanged_days` are the days from and until which no article comes or goes, `commit` is how far git's history was read.
    `inputs` are the stamps of all files that a build looks at; `others` the files that are no pages, `files` those of them that are
    the writers' pictures and downloads; `assets` are the names of the theme's, `synonyms` those of each locale; `indexes` name what
    each locale's search index was made from. `parts` are the files that inputs, sources, tasks and others were read from."""

    environment_fingerprint: str = ""
    stamps_fingerprint: str = ""
    request: str = ""
    shown_fingerprint: str = ""
    places_fingerprint: str = ""
    broken: dict[str, tuple[Issue, ...]] = field(default_factory=dict)
    saved_at: int = 0
    unchanged_days: tuple[str, str] = ("", "")
    commit: str = ""
    inputs: dict[str, Stamp] = field(default_factory=dict)
    sources: dict[str, SourceState] = field(default_factory=dict)
    tasks: dict[str, TaskState] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    assets: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, Any] = field(default_factory=dict)
    indexes: dict[str, str] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    parts: Mapping[str, Sequence[Part[Any]]] = field(default_factory=dict, compare=False, repr=False)

    def trusts(self, stamp: Stamp) -> bool:
        """Whether a file with this stamp cannot have changed since without its stamp changing."""
        return stamp[0] < self.saved_at - RACY_NS


def load_state(path: Path) -> BuildState:
    """The state at `path`, or an empty one."""
    try:
        total, _, document = path.read_bytes().partition(b"\n")
        if int(total, 16) != crc32(document):
            return BuildState()
        known = orjson.loads(document)
        return _state(known, path.with_suffix(PARTS)) if known["format"] == FORMAT else BuildState()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return BuildState()


def save_state(path: Path, state: BuildState, before: BuildState) -> None:
    """Write the state, whole or not at all; `before` was read from there. Raises `OSError`, and there is none then: the last one is
    of another site."""
    draft, folder = path.with_name(f".{path.name}.{os.getpid()}"), path.with_suffix(PARTS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = frozenset(os.listdir(folder))  # noqa: PTH208
        parts = {
            name: write_parts(folder, getattr(state, name), before.parts.get(name, ()), there, written)
            for name, (written, _) in _WAYS.items()
        }
        document = {
            "format": FORMAT,
            "environment_fingerprint": state.environment_fingerprint,
            "stamps_fingerprint": state.stamps_fingerprint,
            "request": state.request,
            "shown_fingerprint": state.shown_fingerprint,
            "places_fingerprint": state.places_fingerprint,
            "broken": {name: _issues_json(issues) for name, issues in state.broken.items()},
            "saved_at": state.saved_at,
            "unchanged_days": state.unchanged_days,
            "commit": state.commit,
            "files": sorted(state.files),
            "assets": state.assets,
            "synonyms": state.synonyms,
            "indexes": state.indexes,
            "summary": state.summary,
            "parts": parts,
        }
        content = _json(document)
        draft.write_bytes(b"%08x\n%s" % (crc32(content), content))
        draft.replace(path)
    except OSError:
        for file in (draft, path):
            with suppress(OSError):
                file.unlink()
        raise
    for name in there.difference(*parts.values()):
        (folder / name).unlink(missing_ok=True)


def _kept(value: Any) -> bytes:
    """JSON that is held for long: orjson 3.13 gives the four kilobytes that it wrote into, however few of them are used."""
    return bytes(memoryview(_json(value)))


def _json(value: Any) -> bytes:
    # Megabytes for thousands of articles: the standard library takes six times as long for them. It writes named tuples as lists by
    # itself, this library only when told to.
    return orjson.dumps(value, default=list)


def _state(document: Mapping[str, Any], folder: Path) -> BuildState:
    parts = {name: read_parts(folder, document["parts"][name], read) for name, (_, read) in _WAYS.items()}
    whole: dict[str, dict[str, Any]] = {
        name: dict(chain.from_iterable(part.entries.items() for part in found)) for name, found in parts.items()
    }
    return BuildState(
        environment_fingerprint=document["environment_fingerprint"],
        stamps_fingerprint=document["stamps_fingerprint"],
        request=document["request"],
        shown_fingerprint=document["shown_fingerprint"],
        places_fingerprint=document["places_fingerprint"],
        broken={name: _issues(issues) for name, issues in document["broken"].items()},
        saved_at=document["saved_at"],
        unchanged_days=(document["unchanged_days"][0], document["unchanged_days"][1]),
        commit=document["commit"],
        files=frozenset(document["files"]),
        assets=document["assets"],
        synonyms={tag: {name: known[name] for name in SYNONYMS} for tag, known in document["synonyms"].items()},
        indexes=document["indexes"],
        summary=document["summary"],
        parts=parts,
        **whole,
    )


def _write_sources(sources: dict[str, SourceState]) -> bytes:
    return _json({name: _source_json(source) for name, source in sources.items()})


def _read_sources(content: bytes) -> dict[str, SourceState]:
    return {name: _source(value) for name, value in orjson.loads(content).items()}


def _write_tasks(tasks: dict[str, TaskState]) -> bytes:
    leading = (b"%s\t%s" % (task.written_links, task.written_pointers) for task in tasks.values())
    return b"\n".join([_json({name: _task_json(task) for name, task in tasks.items()}), *leading])


def _read_tasks(content: bytes) -> dict[str, TaskState]:
    document, *leading = content.split(b"\n")
    return {name: _task(value, line) for (name, value), line in zip(orjson.loads(document).items(), leading, strict=True)}


def _read_stamps(content: bytes) -> dict[str, Stamp]:
    return {name: (changed, size) for name, (changed, size) in orjson.loads(content).items()}


def _read_sizes(content: bytes) -> dict[str, int]:
    return dict(orjson.loads(content))


def _source_json(source: SourceState) -> list[Any]:
    entry, issues = source.entry, _issues_json(source.issues)
    if entry is None:
        return [source.stamp, "", {}, issues]
    # What an article does not say is not written down, nor is its text.
    value = {name: each for name, each in vars(entry).items() if each and name not in TEXT}
    return [source.stamp, "article" if isinstance(entry, Article) else "section", value, issues]


def _source(value: Any) -> SourceState:
    (changed, size), what, fields, issues = value
    entry = _article(fields) if what == "article" else _section(fields) if what == "section" else None
    return SourceState((changed, size), entry, _issues(issues))


def _section(fields: dict[str, Any]) -> Section:
    lists: dict[str, Any] = {
        name: tuple(fields[name]) for name in ("featured", "redirect_from", "uses", "labels") if name in fields
    }
    known: dict[str, Any] = {"path": "", "title": "", **fields, **lists, "body": "", "body_line": 0}
    return Section(**known)


def _article(fields: dict[str, Any]) -> Article:
    if not REQUIRED <= fields.keys() <= NOTHING.keys():
        raise KeyError("Not the fields of an article.")
    known = NOTHING | fields
    known["kind"], known["status"] = KINDS[known["kind"]], STATUSES[known["status"]]
    known["details"] = {name: tuple(value) if isinstance(value, list) else value for name, value in known["details"].items()}
    for name in LISTS & fields.keys():
        known[name] = tuple(known[name])
    for name in DATES & fields.keys():
        known[name] = date.fromisoformat(known[name])
    # Thousands at each build: the class itself takes five times as long, as it sets each field by a call.
    article = object.__new__(Article)
    article.__dict__.update(known)
    return article


def _task_json(task: TaskState) -> list[Any]:
    return [task.source, task.files, _issues_json(task.issues), task.anchors, task.documents]


def _task(value: Any, leading: bytes) -> TaskState:
    source, files, issues, anchors, documents = value
    links, _, pointers = leading.partition(b"\t")
    return TaskState(
        source,
        # Each is (name, key, size): thousands, and unpacking them would take twice as long.
        tuple(map(tuple, files)),
        _issues(issues),
        tuple((place, tuple(found)) for place, found in anchors),
        tuple((tag, name) for tag, name in documents),
        links,
        pointers,
    )


def _issues_json(issues: tuple[Issue, ...]) -> list[Any]:
    return [[each.path, each.line, each.code, each.message, each.level, each.suggestion] for each in issues]


def _issues(values: Any) -> tuple[Issue, ...]:
    if not values:
        return ()
    return tuple(Issue(path, line, code, message, Level(level), advice) for path, line, code, message, level, advice in values)


# How each kind of part is written and read.
_WAYS: Mapping[str, tuple[Callable[[dict[str, Any]], bytes], Callable[[bytes], dict[str, Any]]]] = {
    "inputs": (_json, _read_stamps),
    "sources": (_write_sources, _read_sources),
    "tasks": (_write_tasks, _read_tasks),
    "others": (_json, _read_sizes),
}
