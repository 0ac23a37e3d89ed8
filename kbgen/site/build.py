"""The build: content in, a whole site out.

Receives settings; returns what was done. Stages follow one another and share nothing but what they hand on:
read → plan → render → index → publish. An author's mistakes are all gathered before anything stops, and a site is
published whole or not at all.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from kbgen.articles.article import Library
from kbgen.articles.glossary import read_glossaries
from kbgen.articles.library import read_library, without_drafts
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Issue, Level, errors_in
from kbgen.pages.interface import Interface
from kbgen.pages.script_strings import script_strings
from kbgen.resources import theme_dir
from kbgen.site import mkdocs as mkdocs_config
from kbgen.site.anchors import broken_anchors
from kbgen.site.assets import collect_assets
from kbgen.site.events import Events
from kbgen.site.extras import data_files, root_files
from kbgen.site.mkdocs import MkDocs
from kbgen.site.plan import Plan, load_interfaces, make_plan
from kbgen.site.publish import Staging, staging
from kbgen.site.render import Renderer, Written, start, work
from kbgen.site.templates import Templates
from kbgen.site.workers import available, spread

Progress = Callable[[str, int, int], None]


@dataclass
class Options:
    """How to build: `jobs` processes (0 for as many as there are processors), drafts shown, warnings fatal."""

    strict: bool = False
    drafts: bool = False
    jobs: int = 0
    method: str | None = None
    progress: Progress = lambda stage, done, total: None


@dataclass
class Result:
    """What a build did; `seconds` by stage, `pages` by locale and kind, `size` in bytes."""

    issues: list[Issue] = field(default_factory=list)
    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    files: int = 0
    size: int = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0) + time.perf_counter() - began, 4)

    def as_json(self) -> dict[str, Any]:
        """For `--stats`."""
        pages: dict[str, dict[str, int]] = {}
        for (locale, kind), count in sorted(self.pages.items()):
            pages.setdefault(locale, {})[kind] = count
        levels = Counter(str(issue.level) for issue in self.issues)
        return {
            "pages": pages,
            "articles": self.pages.total(),
            "files": self.files,
            "bytes": self.size,
            "seconds": {**self.seconds, "total": round(sum(self.seconds.values()), 4)},
            "issues": dict(sorted(levels.items())),
        }


def build(settings: Settings, options: Options, waiting: Callable[[], None] = lambda: None) -> Result:
    """Build the site of `settings` into `settings.site_dir`.

    Raises `AuthorError` with every issue where the content has errors (or, with `strict`, warnings), and
    `OperatorError` where the site cannot be written. The published site is then as it was.
    """
    result = Result()
    with staging(settings.site_dir, waiting) as stage:
        with result.stage("read"):
            mkdocs = mkdocs_config.load(settings, site_dir=stage.folder)
            events = Events(mkdocs)
            events.pre_build()
            library = read(settings, result, drafts=options.drafts)
        with result.stage("plan"):
            plan = plan_site(settings, library, mkdocs)
        with result.stage("render"):
            written = render_pages(plan, mkdocs, stage, options, result)
        with result.stage("write"):
            write_files(plan, Renderer(plan, mkdocs, events).templates, stage, result)
            events.post_build()
        result.issues += broken_anchors(plan, written)
        stop_at_issues(result, strict=options.strict)
        with result.stage("publish"):
            stage.publish()
    return result


def read(settings: Settings, result: Result, *, drafts: bool) -> Library:
    """The content folder, with its issues noted. Raises `AuthorError` if there are errors: they may hide others."""
    library, issues = read_library(settings)
    glossary, more = read_glossaries(settings)
    result.issues += [*issues, *more]
    if errors_in(result.issues):
        raise AuthorError("The content has errors; nothing was published.", sorted(result.issues))
    library = replace(library, glossary=glossary)
    return library if drafts else without_drafts(library)


def plan_site(settings: Settings, library: Library, mkdocs: MkDocs) -> Plan:
    """All pages and the assets that they use."""
    interfaces = load_interfaces(settings)
    folders = [folder for folder in (mkdocs.own_theme, theme_dir()) if folder is not None]
    return make_plan(settings, library, interfaces, collect_assets(folders, string_files(interfaces)))


def string_files(interfaces: Mapping[str, Interface]) -> dict[str, bytes]:
    """The texts that scripts show, one file a locale."""
    return {
        f"assets/strings/{tag}.json": json.dumps(script_strings(interface), ensure_ascii=False, sort_keys=True).encode()
        for tag, interface in interfaces.items()
    }


def render_pages(plan: Plan, mkdocs: MkDocs, stage: Staging, options: Options, result: Result) -> list[Written]:
    """Render every page into the staging folder, on all processors."""
    tasks = list(plan.tasks)
    jobs = options.jobs or (available() if len(tasks) > 40 else 1)
    written = []
    for done in spread(work, tasks, start, (plan, mkdocs, stage.folder), jobs=jobs, method=options.method):
        written.append(done)
        options.progress("Rendering", len(written), len(tasks))
        result.files += len(done.files)
        result.size += sum(size for _, size in done.files)
        result.issues += done.issues
    for tag, outline in plan.outlines.items():
        result.pages.update((tag, str(article.kind)) for article in outline.articles.values())
    return written


def write_files(plan: Plan, templates: Templates, stage: Staging, result: Result) -> None:
    """Write everything that is no page."""
    for name, content in other_files(plan, templates):
        result.size += stage.write(name, content)
        result.files += 1


def other_files(plan: Plan, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """Assets, data, the root page, and the writers' pictures and downloads."""
    yield from plan.assets.files.items()
    yield from data_files(plan)
    yield from root_files(plan, templates)
    for name in sorted(plan.files):
        yield name, (plan.settings.content_dir / name).read_bytes()


def stop_at_issues(result: Result, *, strict: bool) -> None:
    """Raise `AuthorError` if what was found must not be published."""
    result.issues.sort()
    warned = strict and any(issue.level is Level.WARNING for issue in result.issues)
    if errors_in(result.issues) or warned:
        raise AuthorError(
            "Nothing was published: a strict build stops at warnings." if warned else "Nothing was published.", result.issues
        )
