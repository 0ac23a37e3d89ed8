"""Everything that is wrong with a site, without rendering or publishing anything.

Receives settings and the day that counts as today; returns all issues, with the levels that the site sets and without those
that writers allow. Texts that have not changed since the last check are not looked into again: what was found in them is kept
in `.kbgen/cache/check.json`, which saves work and never changes the result.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kbgen.articles.banner import FILE as BANNER
from kbgen.articles.names import issue_path
from kbgen.check.links import LinkTargets
from kbgen.check.project_files import project_file_issues
from kbgen.check.search_tests import at_present_paths, run_tests
from kbgen.check.worker import Inspection, start, work
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Issue, Level
from kbgen.language.completeness import missing_messages
from kbgen.processes.pool import jobs_for, spread
from kbgen.report.read.wont_do import GAPS_FILE, load_wont_do
from kbgen.resources import material_dir
from kbgen.rules.across_articles import duplicate_titles, orphans
from kbgen.rules.external_links import external_issues
from kbgen.rules.lenient import forgiven
from kbgen.rules.levels import allowance_issues, apply_levels
from kbgen.rules.metadata import IssuePlaces, article_issues, icon_issues
from kbgen.rules.settings import CheckSettings, check_settings
from kbgen.rules.style import Style, load_style, style_file
from kbgen.rules.templates import template_issues
from kbgen.search.relevance import TESTS_FILE, load_tests
from kbgen.site.anchors import broken_anchors, mended
from kbgen.site.incremental.content import Content, read_content
from kbgen.site.incremental.documents import LostDocumentError
from kbgen.site.incremental.fingerprints import fingerprint, places_fingerprint
from kbgen.site.incremental.inputs import content_stamps, environment_key, environment_stamps
from kbgen.site.incremental.state import BuildState, TaskState, load_state, save_state
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import PageKind, SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.render import RenderedTask, Renderer
from kbgen.site.result import BuildResult, Progress
from kbgen.site.stops import checked
from kbgen.site.theme.icons import icon_exists, icon_names
from kbgen.translations.issues import translation_issues


@dataclass(frozen=True)
class CheckOptions:
    """How to check: in `jobs` processes (0 for as many as there are processors), other sites' pages too (`external`), with
    what the last check remembers, which is kept in the folder `cache` (by default `.kbgen/cache` beside `mkdocs.yml`), unless
    `clean`. `more` are issues that were found elsewhere and get their levels here."""

    today: date
    jobs: int = 0
    external: bool = False
    clean: bool = False
    cache: Path | None = None
    more: Sequence[Issue] = ()
    progress: Progress = lambda stage, done, total: None


@dataclass
class _Gathered:
    """Issues of one check, and the Markdown files in which writers may allow some."""

    site: Settings
    settings: CheckSettings
    issues: list[Issue] = field(default_factory=list)
    texts: Mapping[str, str] = field(default_factory=dict)

    def judged(self) -> list[Issue]:
        issues = forgiven(self.site, [*self.issues, *allowance_issues(self.issues, self.texts)])
        return apply_levels(issues, self.settings, self.texts)


def check_site(settings: Settings, options: CheckOptions) -> list[Issue]:
    """All issues of the content, the settings and the catalogues. Raises `ConfigError` where MkDocs refuses the settings."""
    try:
        return _check(settings, options)
    except LostDocumentError:
        # A cache that was carried in part, damaged, or cleared by another check.
        return _check(settings, replace(options, clean=True))


def _check(settings: Settings, options: CheckOptions) -> list[Issue]:
    chosen, wrong = check_settings(settings)
    found = _Gathered(settings, chosen, [*wrong, *options.more])
    for locale in settings.locales:
        found.issues += missing_messages(locale.tag, settings.root)
    found.issues += [*template_issues(settings), *project_file_issues(settings)]
    folder = options.cache or settings.root / ".kbgen" / "cache"
    file, documents = folder / "check.json", folder / "check"
    began, stamps = time.time_ns(), content_stamps(settings)
    mkdocs = mkdocs_config.load(settings)
    events = Events(mkdocs)
    styles, wrong = _styles(settings)
    found.issues += wrong
    environment = environment_key(settings, environment_stamps(settings), drafts=True) + fingerprint(repr(styles))
    before = BuildState() if options.clean or events.has_listeners else load_state(file)
    before = before if before.environment_fingerprint == environment else BuildState()
    content, result = read_content(settings, stamps, before, options.jobs), BuildResult()
    found.texts = dict(_texts_with_comments(settings, content))
    try:
        library = checked(content, result, drafts=True)
        plan = plan_site(settings, library, mkdocs, result, before)
    except AuthorError as error:
        # Without a library there is nothing more to look at.
        found.issues += [*result.issues, *error.issues]
        return found.judged()
    found.issues += load_wont_do(settings.content_dir / GAPS_FILE, list(plan.outlines), issue_path(settings, GAPS_FILE))[1]
    tests, wrong = load_tests(settings.content_dir / TESTS_FILE)
    found.issues += [*result.issues, *(replace(issue, path=issue_path(settings, TESTS_FILE)) for issue in wrong)]
    places = places_fingerprint(plan, stamps)
    leads = LinkTargets(plan)
    tests = at_present_paths(tests, library)
    known = dict(_remembered(plan, before, places, leads, searched=bool(tests)))
    inspection = Inspection(styles, chosen.limits, documents if tests else None)
    written = _inspected(plan, mkdocs, events, known, inspection, options)
    tasks = known | {done.task.name: done.state for done in written}
    banners = {f"banner:{number}": task for number, task in enumerate(_banners(plan, mkdocs, events))}
    every = tasks | banners
    if before.tasks and before.places_fingerprint == places:
        new = [*banners, *(done.task.name for done in written)]
        broken = mended(plan, every, before.broken, new, before.tasks)
    else:
        broken = broken_anchors(plan, every)
    found.issues += (issue for issues in broken.values() for issue in issues)
    found.issues += _issues_of(plan, mkdocs, [*every.values()], leads, chosen, options)
    tested = run_tests(plan, tasks, tests, before, documents)
    for issues in tested.issues.values():
        found.issues += issues
    if not events.has_listeners:
        commit = content.commit
        state = BuildState(
            environment,
            places_fingerprint=places,
            broken=broken,
            saved_at=began,
            commit=commit,
            sources=content.sources,
            tasks=tasks,
        )
        state.indexes, state.summary, state.synonyms = dict(tested.keys), tested.summary(), plan.synonyms
        save_state(file, state, before)
    return found.judged()


def _inspected(
    plan: SitePlan, mkdocs: MkDocs, events: Events, known: Mapping[str, TaskState], inspection: Inspection, options: CheckOptions
) -> list[RenderedTask]:
    events.pre_build(plan.pages, plan.files)
    todo = [task for task in plan.tasks if task.what in (None, PageKind.SECTION) and task.name not in known]
    jobs = 1 if events.has_listeners else jobs_for(len(todo), options.jobs)
    written = []
    with spread(work, todo, start, (plan, mkdocs, events, inspection), jobs=jobs) as inspected:
        for done in inspected:
            written.append(done)
            options.progress("Reading", len(written), len(todo))
    return written


def _banners(plan: SitePlan, mkdocs: MkDocs, events: Events) -> Iterator[TaskState]:
    """What was found in the banners, which are a few lines each and not worth remembering."""
    if plan.library.banners:
        renderer = Renderer(plan, mkdocs, events)
        for tag, banner in sorted(plan.library.banners.items()):
            body = renderer.banner(tag, banner)
            pointers = tuple(each._replace(file=issue_path(plan.settings, f"{tag}/{BANNER}")) for each in body.pointers)
            yield TaskState("", (), body.issues).leading((), pointers)


def _issues_of(
    plan: SitePlan, mkdocs: MkDocs, tasks: Sequence[TaskState], leads: LinkTargets, chosen: CheckSettings, options: CheckOptions
) -> Iterator[Issue]:
    """What was found in the texts, and what can be said once all of them are known."""
    settings, library = plan.settings, plan.library
    places = IssuePlaces(settings)
    for task in tasks:
        yield from task.issues
    originals = library.articles.get(settings.source_locale, {})
    for shelf in library.articles.values():
        yield from article_issues(shelf.values(), originals, places, chosen.limits, options.today)
    yield from duplicate_titles(library, places)
    yield from translation_issues(settings, library)
    # Content of other generators has no descriptions of sections, and readers find their way all the same.
    level = Level.WARNING if settings.front_matter == "strict" else Level.HINT
    yield from orphans(library, leads.linked(tasks), settings.source_locale, places, level)
    folders = [*map(Path, mkdocs.config.theme.dirs), material_dir()]
    sections = [section for shelf in library.sections.values() for section in shelf.values()]
    lost = [section for section in sections if section.icon and not icon_exists(section.icon, folders)]
    yield from icon_issues(lost, lambda: icon_names(folders), places)
    yield from _lost_extras(plan, mkdocs)
    if options.external:
        yield from external_issues(leads.external(tasks), options.progress)


def _lost_extras(plan: SitePlan, mkdocs: MkDocs) -> Iterator[Issue]:
    """Style sheets and scripts that `mkdocs.yml` names and that neither the content folder nor the theme has."""
    for key, names in (("extra_css", mkdocs.styles), ("extra_javascript", mkdocs.scripts)):
        for name in names:
            if name not in plan.files and name not in plan.assets.names and "//" not in name:
                message = f"`{key}` names {name}, which is neither in the content folder nor in the theme."
                advice = "Correct the path, which starts at the content folder."
                yield Issue(plan.settings.config_file.name, 0, "extra-missing", message, Level.WARNING, advice)


def _remembered(
    plan: SitePlan, before: BuildState, places: str, leads: LinkTargets, *, searched: bool
) -> Iterator[tuple[str, TaskState]]:
    """What the last check found in texts that have not changed and whose links lead where they led. Where search is tested,
    their documents have to be known too."""
    for task in plan.tasks:
        known = before.tasks.get(task.name)
        told = task.what is None or (task.what is PageKind.SECTION and plan.outlines[task.locale].sections[task.key].has_text)
        if known and searched and told and not known.documents:
            continue
        if known and known.source == plan.text_fingerprint(task) and (places == before.places_fingerprint or leads.same(known)):
            yield task.name, known


def _styles(settings: Settings) -> tuple[dict[str, Style], list[Issue]]:
    styles, issues = {}, []
    for locale in settings.locales:
        name = style_file(locale.tag)
        styles[locale.tag], wrong = load_style(settings.content_dir / name)
        issues += [replace(issue, path=issue_path(settings, name)) for issue in wrong]
    return styles, issues


def _texts_with_comments(settings: Settings, content: Content) -> Iterator[tuple[str, str]]:
    """The Markdown files that hold a comment for kbgen, by their path in issues."""
    for name in content.sources:
        try:
            raw = (settings.content_dir / name).read_bytes()
        except OSError:
            continue
        if b"kbgen:" in raw:
            yield issue_path(settings, name), raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
