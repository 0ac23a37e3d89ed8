"""The pictures of all pages, in the staged site: drawn where the cache has none, else taken from it.

Receives the plan and the cache; returns files with their sizes in bytes. A name stands for one picture for ever, so that the cache
needs no state; what no page shows is removed from it. Drawing takes 8 ms of a processor a picture, taking it from the cache
next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kbgen.articles.article import Article, Section
from kbgen.pages.sharing.preview import LinkPreview, PreviewLook, preview_of
from kbgen.processes.pool import jobs_for, spread
from kbgen.site.incremental.documents import prune
from kbgen.site.incremental.last_build import LastBuild
from kbgen.site.plan import SitePlan
from kbgen.site.publishing.publish import Staging
from kbgen.site.result import BuildOptions, BuildResult, Progress

CACHE = "previews"


def write_previews(plan: SitePlan, stage: Staging, last: LastBuild, options: BuildOptions, result: BuildResult) -> dict[str, int]:
    """Put every picture into the staged site, from the published one, from the cache or drawn now. None into a preview: nobody
    shares its links."""
    if options.built is not None:
        return {}
    cache, published = last.cache, last.published
    found: dict[str, int] = {}
    for name, kept in kept_previews(plan, cache, options.jobs, options.method, options.progress):
        size = kept.stat().st_size
        if published.get(name) != size or not stage.keep(name):
            stage.take(name, kept)
        found[name] = size
    result.notes += without_letters(plan)
    return found


def without_letters(plan: SitePlan) -> list[str]:
    """What to say of each language with titles that no font can show: their pages are shared without a picture."""
    look = plan.preview_look
    lost = Counter(preview.language for preview in _previews(plan) if look and not preview.file(look))
    advice = "no font has their letters. Name one that does under link_previews: fonts."
    return [f"{count} pages in {tag} are shared without a picture: {advice}" for tag, count in lost.items()]


def kept_previews(
    plan: SitePlan, cache: Path, jobs: int = 0, method: str | None = None, progress: Progress = lambda *_: None
) -> Iterator[tuple[str, Path]]:
    """The name of each picture of the site, with the file of the cache that holds it; what is missing is drawn first."""
    look = plan.preview_look
    if look is None:
        return
    folder = cache / CACHE
    wanted = {name: preview for preview in _previews(plan) if (name := preview.file(look))}
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    missing = [(Path(name).name, preview) for name, preview in wanted.items() if Path(name).name not in there]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        with spread(_draw, missing, _setup, (look, folder), jobs=jobs_for(len(missing), jobs), method=method) as done:
            for number, _ in enumerate(done, 1):
                progress("Pictures for links", number, len(missing))
    prune(folder, {Path(name).name for name in wanted})
    yield from ((name, folder / Path(name).name) for name in wanted)


def _previews(plan: SitePlan) -> Iterator[LinkPreview]:
    """What the pictures say; an untranslated page shows that of the original."""
    for tag, outline in plan.outlines.items():
        entries: list[Article | Section] = [*outline.articles.values(), *outline.sections.values()]
        yield from (preview_of(entry, plan.settings, plan.outlines, plan.interfaces) for entry in entries if entry.locale == tag)


def _setup(look: PreviewLook, folder: Path) -> tuple[PreviewLook, Path]:
    return look, folder


def _draw(state: tuple[PreviewLook, Path], task: tuple[str, LinkPreview]) -> None:
    from kbgen.site.link_previews.draw import draw

    look, folder = state
    name, preview = task
    # Whole or not at all: a name in the cache is believed.
    new = folder / f".{name}.new"
    new.write_bytes(draw(preview, look))
    new.replace(folder / name)
