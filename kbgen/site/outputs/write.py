"""Everything of the site that is no page: assets, data, texts for programs, redirects, and the writers' pictures and downloads.

Receives the plan, what was rendered and what the last build remembers; writes into the staging folder what has changed, keeps the
rest, and returns all files with their sizes in bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kbgen.pages.sharing.preview import FOLDER
from kbgen.site.incremental.last_build import LastBuild
from kbgen.site.outputs.banners import banner_files
from kbgen.site.outputs.data_files import data_files, root_files
from kbgen.site.outputs.feeds import text_files, whole_text, whole_texts
from kbgen.site.outputs.films import film_files
from kbgen.site.outputs.in_app import in_app_files
from kbgen.site.outputs.kept import is_kept
from kbgen.site.outputs.redirects import redirect_files
from kbgen.site.outputs.reference import reference_files
from kbgen.site.outputs.titles import titles
from kbgen.site.plan import SitePlan
from kbgen.site.publishing.publish import Staging
from kbgen.site.render import RenderedTask, Renderer
from kbgen.site.result import BuildResult
from kbgen.site.theme.templates import Templates

# For each of them the text is looked through as a whole.
FEW = 16
# Written by others: the index of search, pictures for shared links.
ELSEWHERE = ("search/", FOLDER)


def write_others(
    plan: SitePlan,
    new_renderer: Callable[[], Renderer],
    written: Collection[RenderedTask],
    stage: Staging,
    last: LastBuild,
    result: BuildResult,
) -> dict[str, int]:
    """Write or keep all of them. `new_renderer` gives a renderer, if one is needed."""
    before = last.state
    same_facts = bool(before.tasks) and before.shown_fingerprint == plan.shown_fingerprint
    others = _texts(plan, written, stage, before.others if same_facts else {}, last.published)
    if same_facts and _keep_the_same(plan, stage, last, others):
        return others
    renderer = new_renderer()
    for name, content in other_files(plan, renderer.templates, renderer, result):
        if name not in others:
            others[name] = stage.write(name, content)
    return others


def other_files(plan: SitePlan, templates: Templates, renderer: Renderer, result: BuildResult) -> Iterator[tuple[str, bytes]]:
    """All of them but the texts that hold whole articles."""
    yield from plan.assets.files.items()
    yield from data_files(plan)
    yield from text_files(plan)
    yield from reference_files(plan)
    yield from in_app_files(plan)
    yield from titles(plan)
    yield from banner_files(plan, renderer, result.issues)
    yield from film_files(plan, renderer)
    yield from redirect_files(plan, templates)
    yield from root_files(plan, templates)
    for name in sorted(plan.files):
        yield name, Path(plan.settings.content_dir, name).read_bytes()


def _texts(
    plan: SitePlan, written: Iterable[RenderedTask], stage: Staging, known: dict[str, int], published: Mapping[str, int]
) -> dict[str, int]:
    """The texts that hold all articles of a locale: kept or mended where the same articles stand in them as before."""
    changed = [name for name in _copies(written) if not _same(stage, name)]
    found: dict[str, int] = {}
    whole = whole_texts(plan)
    for name, (_, held) in whole.items():
        if name not in known or published.get(name) != known[name]:
            continue
        # Not those of retired articles and of texts in other languages: where they stand in it, an article quotes them.
        copies = set(held).intersection(changed)
        if not copies:
            if stage.keep(name):
                found[name] = known[name]
        elif mended := _mended(stage, name, copies):
            found[name] = stage.write(name, mended)
    for name, (tag, held) in whole.items():
        if name not in found:
            found[name] = stage.write(name, whole_text(plan, tag, held, stage.read))
    return found


def _mended(stage: Staging, name: str, copies: Collection[str]) -> bytes | None:
    """The published text `name` with the new `copies` of a few articles for the old ones, if each of these stands in it once. To
    put it together again, the copies of all articles would have to be read."""
    if len(copies) > FEW:
        return None
    text = (stage.site_dir / name).read_bytes()
    for copy in copies:
        try:
            old = (stage.site_dir / copy).read_bytes()
        except FileNotFoundError:
            return None
        if text.count(old) != 1:
            return None
        text = text.replace(old, stage.read(copy))
    return text


def _copies(written: Iterable[RenderedTask]) -> Iterator[str]:
    """The Markdown copies of articles and sections that were written anew."""
    return (name for done in written for name, _, _ in done.state.files if name.endswith(".md"))


def _same(stage: Staging, name: str) -> bool:
    """Whether a staged file is as the published one."""
    published = stage.site_dir / name
    return published.is_file() and published.read_bytes() == stage.read(name)


def _keep_the_same(plan: SitePlan, stage: Staging, last: LastBuild, others: dict[str, int]) -> bool:
    """Keep what has not changed, with all facts as they were: nothing that the manifest, the sitemaps or the root page show has;
    pictures are told by their stamps. Returns whether that is everything."""
    base, before = str(plan.settings.content_dir), last.state
    gone = before.files - plan.files
    kept = wanted = 0
    texts = whole_texts(plan)
    for name, size in before.others.items():
        if name in texts or name in gone or name.startswith(ELSEWHERE) or is_kept(name):
            continue
        wanted += 1
        same = name not in plan.files or last.contents.get(f"{base}/{name}") == before.inputs.get(f"{base}/{name}")
        if same and last.published.get(name) == size and stage.keep(name):
            others[name] = size
            kept += 1
    return kept == wanted and others.keys() >= plan.files
