"""The build: content in, a whole site out.

Receives settings; returns what was done. Stages follow one another and share nothing but what they hand on:
read → plan → compare → render → index → publish. An author's mistakes are all gathered before anything stops, and
a site is published whole or not at all. What the last build remembers saves work and never changes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kbgen.articles.git.moves import write_moves
from kbgen.articles.schedule import unchanged_days
from kbgen.config import Settings
from kbgen.issues import errors_in
from kbgen.rules.lenient import forgiven
from kbgen.site.incremental.changes import find_changes
from kbgen.site.incremental.content import Content, read_content
from kbgen.site.incremental.documents import LostDocumentError
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.last_build import LastBuild, last_build
from kbgen.site.incremental.state import BuildState
from kbgen.site.index import SiteIndex, index_site, prune_cache
from kbgen.site.link_previews.write import write_previews
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.outputs.kept import kept_files
from kbgen.site.outputs.write import write_others
from kbgen.site.pages import SitePages, render_pages
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.publishing.previous import UnfitPreviousSiteError
from kbgen.site.publishing.publish import Staging, staging
from kbgen.site.render import Renderer
from kbgen.site.result import BuildOptions, BuildResult, Built
from kbgen.site.stops import checked, stop_at_issues


def build(
    settings: Settings, options: BuildOptions, waiting: Callable[[], None] = lambda: None, last: LastBuild | None = None
) -> BuildResult:
    """Build the site of `settings` into `settings.site_dir`; `last` is the last build, for whoever has looked already.

    Raises `AuthorError` with every issue where the content has errors (or, with `strict`, warnings), and
    `OperatorError` where the site cannot be written. The published site is then as it was.
    """
    try:
        return _build(settings, options, waiting, last)
    except UnfitPreviousSiteError:
        # It is gone now.
        return build(settings, options, waiting)
    except LostDocumentError:
        # A cache that was carried in part, or damaged.
        return _build(settings, replace(options, clean=True), waiting)


def _build(settings: Settings, options: BuildOptions, waiting: Callable[[], None], last: LastBuild | None = None) -> BuildResult:
    result = BuildResult()
    with staging(settings.site_dir, _previous_site(settings, options), waiting) as stage:
        with result.stage("look"):
            last = last if last and last.still_counts else last_build(settings, options)
            if last.nothing_changed and options.built is None:
                return last.result
        with result.stage("read"):
            mkdocs, events, last = _environment(settings, options, stage.folder, last)
            content = read_content(settings, last.contents, last.state, options.jobs, options.method)
            library = checked(content, result, drafts=options.drafts, day=last.day)
        with result.stage("plan"):
            plan = plan_site(settings, library, mkdocs, result, last.state)
            changes = find_changes(plan, last)
            options.explain(changes.render)
        with result.stage("render"):
            stage.open(use_previous=bool(last.state.tasks))
            result.issues += events.pre_build(plan.pages, plan.files)
            pages = render_pages(plan, mkdocs, events, stage, changes, last, options)
            result.take_pages(plan, pages.tasks.values(), len(pages.rendered))
            result.issues += [issue for issues in pages.broken.values() for issue in issues]
        _stop(settings, options, result)
        with result.stage("previews"):
            pictures = write_previews(plan, stage, last, options, result)
        with result.stage("index"), index_site(plan, pages.tasks, stage, last, options) as index:
            # While other processes make the index.
            others = write_others(plan, lambda: Renderer(plan, mkdocs, events), pages.rendered.values(), stage, last, result)
        if errors_in(result.issues):
            # A banner is read with the other texts that are no pages.
            _stop(settings, options, result)
        events.post_build()
        others = _with_kept(plan, mkdocs, events, pages, others | index.files | pictures, stage)
        result.take_files(others)
        with result.stage("publish"):
            files = {name for task in pages.tasks.values() for name, _, _ in task.files} | others.keys()
            stage.publish(files, last.published)
            _remember(last, plan, events, content, pages, changes.places, others, index, result)
        if options.built is not None:
            options.built(Built(plan, mkdocs, events, pages.tasks, content.sources))
    return result


def _with_kept(
    plan: SitePlan, mkdocs: MkDocs, events: Events, pages: SitePages, others: Mapping[str, int], stage: Staging
) -> dict[str, int]:
    """All files that are no pages, with what readers keep for times without a network, which names the others."""
    sizes = {name: size for task in pages.tasks.values() for name, _, size in task.files} | dict(others)
    made = kept_files(plan, lambda: Renderer(plan, mkdocs, events).templates, sizes)
    return {**others, **{name: stage.write(name, content) for name, content in made}}


def _previous_site(settings: Settings, options: BuildOptions) -> Path | None:
    """Where the site before the published one is kept. The preview goes on to change the published site, and it would not know."""
    return settings.root / ".kbgen" / "spare" if options.built is None else None


def _environment(settings: Settings, options: BuildOptions, folder: Path, last: LastBuild) -> tuple[MkDocs, Events, LastBuild]:
    """MkDocs, which builds into `folder`, other plugins' events, and the last build as far as it was made with the same."""
    mkdocs = mkdocs_config.load(settings, site_dir=folder)
    events = Events(mkdocs)
    last = last.comparable(settings, drafts=options.drafts, listeners=events.has_listeners)
    if not events.has_listeners:
        # Not in the cache that is carried from machine to machine: that holds nothing that is run.
        mkdocs = mkdocs.keeping_templates(settings.root / ".kbgen" / "templates" / fingerprint(last.environment))
    return mkdocs, events, last


def _stop(settings: Settings, options: BuildOptions, result: BuildResult) -> None:
    if options.tolerant:
        result.issues = forgiven(settings, result.issues)
    else:
        stop_at_issues(settings, result, strict=options.strict)


def _remember(
    last: LastBuild,
    plan: SitePlan,
    events: Events,
    content: Content,
    pages: SitePages,
    places: str,
    others: Mapping[str, int],
    index: SiteIndex,
    result: BuildResult,
) -> None:
    """Leave to the next build what it can use of this one."""
    # Where the moves cannot be written down, the next build has to ask git for them again.
    commit = content.commit if write_moves(plan.settings, content.library.moves) else ""
    state = BuildState(
        environment_fingerprint=last.environment,
        stamps_fingerprint=last.stamps_fingerprint,
        # Other plugins may read what no build knows of: nobody can say that nothing has changed.
        request="" if events.has_listeners else last.request,
        shown_fingerprint=plan.shown_fingerprint,
        places_fingerprint=places,
        broken=dict(pages.broken),
        saved_at=last.at,
        unchanged_days=unchanged_days(content.library, last.day),
        commit=commit,
        inputs=last.inputs,
        sources=content.sources,
        tasks=dict(pages.tasks),
        others=dict(others),
        files=plan.files,
        assets=plan.assets.names,
        synonyms=plan.synonyms,
        indexes=index.keys,
        summary=result.summary(),
    )
    try:
        last.remember(state)
        prune_cache(last.cache, state)
    except OSError as error:
        # The site is published all the same.
        result.notes.append(f"The next build renders everything: this one could not be remembered ({error.strerror or error}).")
