"""The content folder, read as far as it has changed.

Receives settings and what the last build remembers; returns the library, the issues and what to remember. An article
that has not changed comes without its text (`body_line` is 0): few builds need it, and `load_text` fetches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kbgen.articles.active import without_active
from kbgen.articles.article import Article, Library, Section
from kbgen.articles.banner import read_banners
from kbgen.articles.free_addresses import renamed
from kbgen.articles.git.moves import follow, read_moves
from kbgen.articles.git.renames import read_history
from kbgen.articles.glossary import read_glossaries
from kbgen.articles.library import assemble, read_article
from kbgen.articles.names import issue_path
from kbgen.articles.shared import read_shared
from kbgen.articles.source import SourceFile, find_sources, read_bytes
from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.processes.pool import jobs_for, spread
from kbgen.rules.lenient import forgiven
from kbgen.site.incremental.state import BuildState, SourceState, Stamp

# So many files are read before another process is there to help.
FEW = 300
# Of so many at once, texts are held until their pages are made. Those of a larger site are read again then, by the process that
# needs them: 100,000 take 350 MB, which each process of a build would come to copy.
HELD = 10_000
# And so many are read between two messages, each of which takes as long as a file.
SHARE = 100


@dataclass(frozen=True)
class Content:
    """What the content folder holds, and what to remember of it. `commit` is how far git's history was read, `note` what it
    could not say."""

    library: Library
    issues: list[Issue]
    sources: dict[str, SourceState]
    commit: str = ""
    note: str = ""


def read_content(
    settings: Settings, stamps: Mapping[str, Stamp], before: BuildState, jobs: int = 0, method: str | None = None
) -> Content:
    """Read what changed since `before`; `stamps` are those of the content folder now. `jobs` and `method` are as in `spread`."""
    found = find_sources(settings)
    texts = [_Text(file, stamps.get(file.file, (0, 0))) for file in found.articles]
    known = {text.name: _remembered(before, text) for text in texts}
    new = [text for text in texts if known[text.name] is None]
    jobs = jobs_for(len(new), jobs) if len(new) > FEW else 1
    with spread(_read, new, _Reader, (settings, len(new) <= HELD), jobs=jobs, method=method, most=SHARE) as read:
        sources = {name: source or next(read) for name, source in known.items()}
    issues = [*found.issues, *(issue for source in sources.values() for issue in source.issues)]
    entries = [source.entry for source in sources.values() if source.entry is not None]
    shared, unreadable = read_shared(settings)
    moves, lines = read_moves(settings)
    commit, note = before.commit, ""
    if not commit or sources.keys() != before.sources.keys():
        # Only where articles came or went can one have moved.
        tags = [locale.tag for locale in settings.locales]
        history = read_history(settings.content_dir, tags, settings.source_locale, commit)
        moves = follow(moves, history.renames, settings.source_locale)
        commit = history.head
        # Who works without git need not hear of it at every build, only when an article went and may have moved.
        note = history.note if not history.without_git or before.sources.keys() - sources.keys() else ""
    files, active = without_active(settings, found.files, _changed_files(settings, found.files, stamps, before))
    library, more = assemble(settings, entries, files, shared, moves)
    glossary, terms = read_glossaries(settings)
    banners, wrong = read_banners(settings)
    all_issues = sorted(forgiven(settings, [*issues, *active, *more, *terms, *unreadable, *lines, *wrong]))
    library = replace(library, glossary=glossary, banners=banners, renamed=renamed(found.articles))
    return Content(library, all_issues, sources, commit, note)


def load_text(settings: Settings, entry: Article | Section, path: str, place: str) -> Article | Section:
    """`entry`, which is at `path` of its locale and whose file is at `place` in the content folder, with its text if it came
    without."""
    if entry.body_line:
        return entry
    source = SourceFile(entry.locale, path, issue_path(settings, place), str(settings.content_dir / place))
    raw, _ = read_bytes(source)
    read, _ = read_article(settings, entry.locale, path, raw or b"")
    return replace(entry, body=read.body, body_line=read.body_line) if read else entry


class _Text(NamedTuple):
    """A Markdown file as it is now."""

    file: SourceFile
    stamp: Stamp

    @property
    def name(self) -> str:
        return f"{self.file.locale}/{self.file.path}"


def _remembered(before: BuildState, text: _Text) -> SourceState | None:
    source = before.sources.get(text.name)
    return source if source and source.stamp == text.stamp and before.trusts(text.stamp) else None


def _changed_files(settings: Settings, names: Iterable[str], stamps: Mapping[str, Stamp], before: BuildState) -> Iterator[str]:
    """Those of the writers' files that are not published already as they are: nothing is published that was found wrong."""
    base = str(settings.content_dir)
    for name in names:
        stamp = stamps.get(f"{base}/{name}")
        if not stamp or name not in before.files or before.inputs.get(f"{base}/{name}") != stamp or not before.trusts(stamp):
            yield name


class _Reader(NamedTuple):
    """How files are read: with their texts, or without."""

    settings: Settings
    with_texts: bool


def _read(reader: _Reader, text: _Text) -> SourceState:
    settings, (file, stamp) = reader.settings, text
    raw, unreadable = read_bytes(file)
    if raw is None:
        return SourceState(stamp, None, (unreadable,) if unreadable else ())
    entry, issues = read_article(settings, file.locale, file.path, raw)
    if file.written:
        issues = [replace(issue, path=file.where) for issue in issues]
    if entry and not reader.with_texts:
        entry = replace(entry, body="", body_line=0)
    return SourceState(stamp, entry, tuple(issues))
