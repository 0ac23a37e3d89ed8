"""A built site kept warm: plan, renderer and all, so that a save of one article's text renders that article and nothing else.

Receives what a build left and the files that were saved; writes the article's pages into the preview's own site, each in one
step, and returns what is wrong now. Anything but text (front matter that other pages show, new files, settings, templates) is
for a whole build. At 3,000 pages a whole build that has nothing to render takes seconds, because it looks at everything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.articles.article import Article, Section
from kbgen.articles.library import read_article
from kbgen.articles.names import issue_path
from kbgen.articles.source import SourceFile, digest_of, read_bytes
from kbgen.issues import Issue, errors_in
from kbgen.site.anchors import broken_anchors, mended
from kbgen.site.plan import Task
from kbgen.site.render import Renderer
from kbgen.site.result import Built


@dataclass(frozen=True)
class SavedPages:
    """What a save came to: the pages that changed, and everything that is wrong with the site now."""

    pages: tuple[str, ...]
    issues: tuple[Issue, ...]


class Warm:
    """The site as the last whole build left it, and the texts saved since."""

    def __init__(self, built: Built, issues: Iterable[Issue], site_dir: Path) -> None:
        self._plan = built.plan
        self._tasks = dict(built.tasks)
        self._sources = {name: source.entry for name, source in built.sources.items()}
        self._site_dir = site_dir
        self._renderer = Renderer(built.plan, built.mkdocs, built.events)
        self._read = {name: source.issues for name, source in built.sources.items()}
        self._broken = broken_anchors(built.plan, self._tasks)
        found = {issue for task in self._tasks.values() for issue in task.issues}
        found |= {issue for issues in self._broken.values() for issue in issues}
        found |= {issue for issues in self._read.values() for issue in issues}
        # What neither an article nor a link is to blame for: settings, catalogues, the glossary.
        self._others = [issue for issue in issues if issue not in found]
        # The first page compiles the templates, which takes longer than a reader should wait.
        first = next((task for task in built.plan.tasks if task.what is None), None)
        if first is not None:
            self._renderer.render(first, lambda name, content: len(content))

    def save(self, files: Iterable[str]) -> SavedPages | None:
        """Show what was saved in `files` (absolute paths); None where that takes a whole build."""
        changed: dict[str, tuple[str, str, Article, tuple[Issue, ...]]] = {}
        for file in files:
            name = self._name(file)
            before = self._sources.get(name)
            if before is None and not os.path.lexists(file):
                # An editor's own file, come and gone.
                continue
            tag, _, path = name.partition("/")
            if not isinstance(before, Article):
                return None
            where = issue_path(self._plan.settings, name)
            raw, _ = read_bytes(SourceFile(tag, path, where, file))
            if raw is None:
                return None
            if digest_of(raw) == before.digest and not self._read[name]:
                continue
            entry, read = read_article(self._plan.settings, tag, path, raw)
            if errors_in(read):
                self._read[name] = tuple(read)
                continue
            if not isinstance(entry, Article) or _facts(entry) != _facts(before):
                return None
            changed[name] = (tag, path, entry, tuple(read))
        pages: list[str] = []
        for name, (tag, path, entry, issues) in changed.items():
            settled = self._plan.library.articles[tag].get(path)
            if settled is None:
                return None
            text = replace(settled, body=entry.body, body_line=entry.body_line, digest=entry.digest, uses=entry.uses)
            self._renderer.fresh[tag, path] = text
            task = Task(path)
            old = dict(self._tasks)
            self._tasks[task.name] = self._renderer.render(task, self._write).state
            self._broken = mended(self._plan, self._tasks, self._broken, [task.name], old)
            self._sources[name], self._read[name] = entry, issues
            pages += [each for each, key, _ in self._tasks[task.name].files if key]
        return SavedPages(tuple(pages), tuple(self._issues()))

    def _name(self, file: str) -> str:
        base = f"{self._plan.settings.content_dir}{os.sep}"
        return file.removeprefix(base).replace(os.sep, "/") if file.startswith(base) else file

    def _issues(self) -> list[Issue]:
        return sorted(
            [
                *self._others,
                *(issue for issues in self._read.values() for issue in issues),
                *(issue for task in self._tasks.values() for issue in task.issues),
                *(issue for issues in self._broken.values() for issue in issues),
            ]
        )

    def _write(self, name: str, content: bytes) -> int:
        # The published file may be shared with an earlier site, and a reader may be reading it: it is replaced, not changed.
        path = self._site_dir / name
        draft = path.with_name(f".{path.name}.new")
        draft.write_bytes(content)
        draft.replace(path)
        return len(content)


def _facts(entry: Article | Section) -> object:
    """Everything about an article that other pages may show."""
    return replace(entry, body="", body_line=0, digest="", uses=()) if isinstance(entry, Article) else entry
