"""How a plan is made: everything that pages need besides the articles is read, and then all pages are decided.

Receives settings, the library and MkDocs' configuration; returns a `SitePlan`, and takes down what is wrong on the way.
"""

from __future__ import annotations

from dataclasses import replace

from kbgen.articles.article import Library
from kbgen.articles.names import issue_path
from kbgen.articles.popular import POPULAR_FILE, load_popular
from kbgen.config import Settings
from kbgen.pages.contact.channels import contacts_from
from kbgen.resources import theme_dir
from kbgen.search.asked import ASKED_FILE, load_asked
from kbgen.search.synonyms import load_synonyms
from kbgen.site.incremental.state import BuildState
from kbgen.site.link_previews.look import preview_look
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.outputs.journeys import JOURNEYS_FILE, load_journeys
from kbgen.site.outputs.owners import Owners, taken_files
from kbgen.site.outputs.redirects import redirects
from kbgen.site.outputs.reserved import reserved_issues
from kbgen.site.outputs.screens import SCREENS_FILE, load_screens
from kbgen.site.plan import SitePlan, load_interfaces, make_plan
from kbgen.site.result import BuildResult
from kbgen.site.theme.assets import site_assets
from kbgen.translations.status import stale_paths


def plan_site(
    settings: Settings, library: Library, mkdocs: MkDocs, result: BuildResult, before: BuildState | None = None
) -> SitePlan:
    """All pages, the assets that they use, and what search knows of each language."""
    interfaces = load_interfaces(settings)
    folders = [folder for folder in (mkdocs.own_theme, theme_dir()) if folder is not None]
    assets = site_assets(folders, interfaces, before.assets if before else {}, minify=settings.minify_scripts)
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
    look, issues = preview_look(settings, folders, mkdocs.styles)
    result.issues += issues
    plan = make_plan(settings, library, interfaces, assets, synonyms, asked, contacts, popular, stale, look)
    sections = {path for outline in plan.outlines.values() for path in outline.sections}
    screens, issues = load_screens(settings.content_dir / SCREENS_FILE, ids, sections, issue_path(settings, SCREENS_FILE))
    result.issues += issues
    journeys, issues = load_journeys(settings.content_dir, ids, list(paths), issue_path(settings, JOURNEYS_FILE))
    result.issues += issues
    plan = replace(plan, screens=screens, campaigns=tuple(step.campaign for journey in journeys for step in journey.steps))
    owners = Owners(plan)
    result.issues += [*redirects(plan, owners)[1], *reserved_issues(plan)]
    taken = dict(taken_files(plan, owners))
    result.issues += taken.values()
    return plan.without_files(taken.keys()) if taken else plan
