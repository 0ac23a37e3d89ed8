"""`kbgen check --accessibility`: the site's colours and all articles looked through.

Receives settings; returns a `Look`: what was counted and what was found, as issues for the ordinary check to judge and to tell.
Raises `AuthorError` where the content cannot be read.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbgen.articles.article import Article, Status
from kbgen.articles.names import issue_path
from kbgen.articles.schedule import build_day
from kbgen.check.accessibility.contrast import Contrast, contrasts
from kbgen.check.accessibility.page import faults
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.resources import theme_dir
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.render import Renderer
from kbgen.site.result import BuildResult
from kbgen.site.stops import checked
from kbgen.site.theme.palette import SHEET, palette, sheets

_MESSAGES = {
    "link-text": ("The link “{words}” does not say where it leads.", "Let it say what is there, even when it is read alone."),
    "table-header": ("A table has no headers: “{words}”.", "Name its columns in the first row; whoever hears it has nothing else."),
    "passage-language": (
        "A passage in another language does not say so: “{words}”.",
        "Mark it, so that it is read aloud in its own sounds: {lang=en} behind the paragraph.",
    ),
}
# Those of the ordinary check that say as much.
OURS = frozenset({*_MESSAGES, "contrast"})
OTHERS = frozenset({"image-alt", "video-captions", "heading-order"})


@dataclass
class Look:
    """What was looked at, by language, and what was found. `counts` has articles, links, pictures, videos and tables."""

    contrasts: Sequence[Contrast]
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    # Issues of the articles of each language; those of the colours belong to all.
    by_language: dict[str, list[Issue]] = field(default_factory=dict)


def look(settings: Settings) -> Look:
    """Look through the whole site."""
    mkdocs = mkdocs_config.load(settings)
    result = BuildResult()
    library = checked(read_content(settings, {}, BuildState()), result, drafts=False, day=build_day(time.time()))
    plan = plan_site(settings, library, mkdocs, result)
    folders = [folder for folder in (mkdocs.own_theme, theme_dir()) if folder is not None]
    pairs = list(contrasts(palette(sheets(folders, settings.content_dir, mkdocs.styles))))
    where = mkdocs.styles[-1] if mkdocs.styles else SHEET
    found = Look(pairs)
    found.issues += (_of_colours(where, pair) for pair in pairs if not pair.enough)
    events = Events(mkdocs)
    events.pre_build(plan.pages, plan.files)
    renderer = Renderer(plan, mkdocs, events, with_lines=True)
    for tag, outline in plan.outlines.items():
        counts = found.counts.setdefault(tag, Counter())
        for article in outline.articles.values():
            if article.locale == tag and article.status is Status.PUBLISHED:
                issues = list(_article(plan, renderer, article, counts))
                found.by_language.setdefault(tag, []).extend(issues)
                found.issues += (issue for issue in issues if issue.code in OURS)
    return found


def _of_colours(where: str, pair: Contrast) -> Issue:
    if pair.ratio is None:
        message = f"The contrast of {pair.front} on {pair.back} in the {pair.scheme} scheme cannot be calculated."
        return Issue(where, 0, "contrast", message, Level.HINT, "Write colours as #rrggbb.")
    message = f"{pair.front} on {pair.back} in the {pair.scheme} scheme has a contrast of {pair.ratio:.2f} to 1."
    return Issue(where, 0, "contrast", message, Level.WARNING, f"Text needs {pair.least:g} to 1 (WCAG 1.4.3).")


def _article(plan: SitePlan, renderer: Renderer, article: Article, counts: Counter[str]) -> Iterator[Issue]:
    page = plan.views[article.locale].article(article)
    body = renderer.body(article, page)
    counts["articles"] += 1
    for name, mark in (("links", "<a "), ("pictures", "<img "), ("videos", "kb-video"), ("tables", "<table")):
        counts[name] += body.html.count(mark)
    where = issue_path(plan.settings, renderer.file_of(article, article.path))
    yield from (issue for issue in body.issues if issue.code in OTHERS)
    for fault in faults(body.html, article.locale):
        message, advice = _MESSAGES[fault.code]
        line = fault.line or _line(article, fault.words)
        yield Issue(where, line, fault.code, message.replace("{words}", fault.words), Level.WARNING, advice)


def _line(article: Article, words: str) -> int:
    """The line of the article that has most of the words, one of its first where several have; of marks between them nothing is
    known. The line where its text begins if the words come from elsewhere: from a snippet, or a variable."""
    wanted = {word.casefold() for word in re.findall(r"\w+", words)}
    lines = [wanted & {word.casefold() for word in re.findall(r"\w+", line)} for line in article.body.splitlines()]
    best = max(range(len(lines)), key=lambda number: len(lines[number]), default=0)
    return max(article.body_line, 1) + (best if lines and len(lines[best]) > len(wanted) / 2 else 0)
