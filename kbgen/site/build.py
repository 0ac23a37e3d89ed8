"""The build: content in, a whole site out.

Receives settings; returns what was done. Stages follow one another and share nothing but what they hand on:
read → plan → compare → render → index → publish. An author's mistakes are all gathered before anything stops, and
a site is published whole or not at all. What the last build remembers saves work and never changes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kbgen.articles.article import Library
from kbgen.articles.library import without_drafts
from kbgen.articles.moves import write_moves
from kbgen.articles.names import issue_path
from kbgen.articles.popular import POPULAR_FILE, load_popular
from kbgen.articles.schedule import on_day, season
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Level, errors_in
from kbgen.pages.contact import contacts_from
from kbgen.processes.pool import jobs_for, spread
from kbgen.resources import theme_dir
from kbgen.rules.levels import levelled
from kbgen.search.asked import ASKED_FILE, load_asked
from kbgen.search.synonyms import load_synonyms
from kbgen.site.anchors import broken_anchors, headings_stand
from kbgen.site.incremental import state as cache
from kbgen.site.incremental.changes import Changes, find_changes
from kbgen.site.incremental.content import Content, read_content
from kbgen.site.incremental.documents import LostDocumentError
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.scan import Scan, look, unchanged
from kbgen.site.incremental.state import BuildState, Stamp
from kbgen.site.index import forget, index_site
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.outputs.redirects import redirects
from kbgen.site.outputs.reserved import reserved_issues
from kbgen.site.outputs.write import write_others
from kbgen.site.plan import SitePlan, load_interfaces, make_plan
from kbgen.site.publishing.previous import UnfitPreviousSiteError
from kbgen.site.publishing.publish import Staging, staging
from kbgen.site.render import RenderedTask, Renderer, start, work
from kbgen.site.result import BuildOptions, BuildResult, Built
from kbgen.site.theme.assets import site_assets
from kbgen.translations.status import stale_paths


def build(
    settings: Settings, options: BuildOptions, waiting: Callable[[], None] = lambda: None, seen: Scan | None = None
) -> BuildResult:
    """Build the site of `settings` into `settings.site_dir`; `seen` is what a look before it has seen.

    Raises `AuthorError` with every issue where the content has errors (or, with `strict`, warnings), and
    `OperatorError` where the site cannot be written. The published site is then as it was.
    """
    try:
        return _build(settings, options, waiting, seen)
    except UnfitPreviousSiteError:
        # It is gone now.
        return build(settings, options, waiting)
    except LostDocumentError:
        # A cache that was carried in part, or damaged.
        return _build(settings, replace(options, clean=True), waiting)


def _build(settings: Settings, options: BuildOptions, waiting: Callable[[], None], seen: Scan | None = None) -> BuildResult:
    result = BuildResult()
    # The preview goes on to change the published site, and a spare would not know.
    spare = settings.root / ".kbgen" / "spare" if options.built is None else None
    with staging(settings.site_dir, spare, waiting) as stage:
        with result.stage("look"):
            now = seen if seen and seen.still_counts else look(settings, options)
            if now.nothing_changed and options.built is None:
                return unchanged(now.before)
        with result.stage("read"):
            mkdocs = mkdocs_config.load(settings, site_dir=stage.folder)
            events = Events(mkdocs)
            environment = now.environment(settings, drafts=options.drafts)
            if not events.has_listeners:
                # Not in the cache that is carried from machine to machine: that holds nothing that is run.
                mkdocs = mkdocs.keeping_templates(settings.root / ".kbgen" / "templates" / fingerprint(environment))
            # What other plugins do may depend on anything, so nothing that they took part in is remembered.
            before = BuildState() if events.has_listeners or now.before.environment != environment else now.before
            content = read_content(settings, now.contents, before, options.jobs, options.method)
            library = checked(content, result, drafts=options.drafts, day=now.day)
            result.notes += [content.note] if content.note else []
        with result.stage("plan"):
            plan = plan_site(settings, library, mkdocs, result, before)
            places = places_of(plan, now.contents)
            changes = find_changes(plan, places, before, now.published)
            options.explain(changes.render)
        with result.stage("render"):
            stage.open(use_previous=bool(before.tasks))
            events.pre_build(plan.pages, plan.files)
            written = render_pages(plan, mkdocs, events, stage, changes, now.memory, options)
            result.rendered = len(written)
            tasks = {task.name: (changes.keep.get(task.name) or written[task.name].state) for task in plan.tasks}
            result.take(plan, tasks.values())
            rendered = {name: done.state for name, done in written.items()}
            linking = rendered.values() if headings_stand(before, places, rendered) else None
            broken = broken_anchors(plan, tasks.values(), linking)
            result.issues += broken
        if not options.tolerant:
            stop_at_issues(settings, result, strict=options.strict)
        with result.stage("index"), index_site(plan, tasks, stage, now, before, options) as index:
            # While other processes make the index.
            others = write_others(plan, lambda: Renderer(plan, mkdocs, events), written.values(), stage, before, now, result)
        if not options.tolerant and errors_in(result.issues):
            # A banner is read with the other texts that are no pages.
            stop_at_issues(settings, result, strict=options.strict)
        events.post_build()
        others |= index.files
        result.files += len(others)
        result.size += sum(others.values())
        with result.stage("publish"):
            files = {name for task in tasks.values() for name, _, _ in task.files} | others.keys()
            stage.publish(files, now.published)
            # Where the moves cannot be written down, the next build has to ask git for them again.
            commit = content.commit if write_moves(settings, content.library.moves) else ""
            state = BuildState(
                environment=environment,
                surroundings=now.stamps,
                # Other plugins may read what no build knows of: nobody can say that nothing has changed.
                fingerprint="" if events.has_listeners else now.wanted,
                outline=plan.facts,
                places=places,
                sound=not broken,
                saved_at=now.at,
                season=season(content.library, now.day),
                commit=commit,
                inputs=now.inputs,
                sources=content.sources,
                tasks=tasks,
                others=others,
                files=plan.files,
                assets=plan.assets.names,
                synonyms=plan.synonyms,
                indexes=index.keys,
                summary=result.summary(),
            )
            try:
                cache.save(now.memory / cache.STATE, state)
                forget(now.memory, state)
            except OSError as error:
                # The site is published all the same.
                result.notes.append(
                    f"The next build renders everything: this one could not be remembered ({error.strerror or error})."
                )
        if options.built is not None:
            options.built(Built(plan, mkdocs, events, tasks, content.sources))
    return result


def checked(content: Content, result: BuildResult, *, drafts: bool, day: date | None = None) -> Library:
    """The library to build on `day`, or with everything that any day shows. Raises `AuthorError` if it has errors: rendering
    might stumble over them."""
    result.issues += content.issues
    if errors_in(content.issues):
        raise AuthorError("The content has errors; nothing was published.", content.issues)
    library = on_day(content.library, day, drafts=drafts) if day else content.library
    return library if drafts else without_drafts(library)


def plan_site(
    settings: Settings, library: Library, mkdocs: MkDocs, result: BuildResult, before: BuildState | None = None
) -> SitePlan:
    """All pages, the assets that they use, and what search knows of each language."""
    interfaces = load_interfaces(settings)
    folders = [folder for folder in (mkdocs.own_theme, theme_dir()) if folder is not None]
    assets = site_assets(folders, interfaces, before.assets if before else {})
    synonyms = {}
    for tag in interfaces:
        synonyms[tag], issues = load_synonyms(tag, settings.content_dir, before.synonyms.get(tag) if before else None)
        result.issues += issues
    contacts, issues = contacts_from(settings)
    result.issues += issues
    paths = {tag: shelf.keys() for tag, shelf in library.articles.items()}
    moved = {old: path for path, former in library.moves.items() for old in former.was}
    asked, issues = load_asked(settings.content_dir / ASKED_FILE, paths, moved)
    result.issues += [replace(issue, path=issue_path(settings, ASKED_FILE)) for issue in issues]
    ids = {article.id for shelf in library.articles.values() for article in shelf.values()}
    popular_file = issue_path(settings, POPULAR_FILE)
    popular, issues = load_popular(settings.content_dir / POPULAR_FILE, dict.fromkeys(paths, ids), popular_file)
    result.issues += issues
    stale = stale_paths(settings, library)
    plan = make_plan(settings, library, interfaces, assets, synonyms, asked, contacts, popular, stale)
    result.issues += [*redirects(plan)[1], *reserved_issues(plan)]
    return plan


def places_of(plan: SitePlan, contents: Mapping[str, Stamp]) -> str:
    """Names everything that a link can lead to: articles, sections, ids, and files with their stamps."""
    base = str(plan.settings.content_dir)
    files = [(name, contents.get(f"{base}/{name}")) for name in plan.library.files]
    sections = [list(sections) for sections in plan.library.sections.values()]
    articles = [[(path, article.id) for path, article in shelf.items()] for shelf in plan.library.articles.values()]
    return fingerprint(repr((files, sections, articles, sorted(plan.library.moves.items()))))


def render_pages(
    plan: SitePlan, mkdocs: MkDocs, events: Events, stage: Staging, changes: Changes, memory: Path, options: BuildOptions
) -> dict[str, RenderedTask]:
    """Render what changed into the staging folder, on all processors, and take over the rest."""
    written: dict[str, RenderedTask] = {}
    tasks = [task for task, _ in changes.render]
    # Other plugins keep what they learn from page to page, which they can do in one process only.
    jobs = 1 if events.has_listeners else jobs_for(len(tasks), options.jobs)
    arguments = (plan, mkdocs, events, stage.folder, memory)
    with spread(work, tasks, start, arguments, jobs=jobs, method=options.method) as rendered:
        for done in rendered:
            written[done.task.name] = done
            options.progress("Rendering", len(written), len(tasks))
    for state in changes.keep.values():
        for name, _, _ in state.files:
            stage.keep(name)
    return written


def stop_at_issues(settings: Settings, result: BuildResult, *, strict: bool) -> None:
    """Raise `AuthorError` if what was found must not be published."""
    result.issues = levelled(settings, result.issues)
    warned = strict and any(issue.level is Level.WARNING for issue in result.issues)
    if errors_in(result.issues) or warned:
        raise AuthorError(
            "Nothing was published: a strict build stops at warnings." if warned else "Nothing was published.", result.issues
        )
