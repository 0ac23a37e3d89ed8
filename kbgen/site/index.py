"""The search index of the site: made from what rendering gave, kept where nothing of a locale has changed.

Receives documents that are already analysed; writes below `search/<locale>/` of the staging folder. The analysed documents
of unchanged articles come from the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.index import build_index
from kbgen.site.plan import Plan
from kbgen.site.publish import Staging
from kbgen.site.render import Written
from kbgen.site.result import Options
from kbgen.site.workers import available, spread


def update_index(
    plan: Plan, written: Iterable[Written], stage: Staging, cache: Path, before: Mapping[str, int], options: Options
) -> dict[str, int]:
    """Write or keep the index of every locale; returns its files with their sizes."""
    fresh: dict[str, dict[str, AnalysedDocument]] = {tag: {} for tag in plan.outlines}
    for done in written:
        for tag, document in done.documents:
            fresh[tag][document.path] = document
    files: dict[str, int] = {}
    todo = []
    for tag in plan.outlines:
        folder = f"search/{tag}/"
        known = {name: size for name, size in before.items() if name.startswith(folder)}
        paths = list(plan.outlines[tag].articles)
        remembered = _remembered(cache / f"{tag}.json")
        complete = all(path in fresh[tag] or path in remembered for path in paths)
        if not fresh[tag] and complete and len(remembered) == len(paths) and known and all(stage.keep(name) for name in known):
            files.update(known)
            continue
        documents = [fresh[tag].get(path) or remembered[path] for path in paths]
        todo.append((tag, documents))
    jobs = min(options.jobs or available(), len(todo))
    for found in spread(_build, todo, _setup, (plan, stage.folder, cache), jobs=jobs, method=options.method):
        files.update(found)
    return files


def _setup(plan: Plan, folder: Path, cache: Path) -> tuple[Plan, Path, Path]:
    return plan, folder, cache


def _build(state: tuple[Plan, Path, Path], task: tuple[str, list[AnalysedDocument]]) -> dict[str, int]:
    (plan, folder, cache), (tag, documents) = state, task
    files = write_index(plan, tag, documents, folder)
    _remember(cache / f"{tag}.json", documents)
    return files


def write_index(plan: Plan, tag: str, documents: Iterable[AnalysedDocument], folder: Path) -> dict[str, int]:
    """Write the index of one locale below `folder`; returns its files with their sizes in bytes."""
    titles = {path: section.title for path, section in plan.outlines[tag].sections.items()}
    index = build_index(documents, tag, plan.synonyms[tag], folder, titles)
    return {f"search/{tag}/{name}": (index.folder / name).stat().st_size for name in index.names}


def _remembered(path: Path) -> dict[str, AnalysedDocument]:
    try:
        return {value["path"]: AnalysedDocument(**value) for value in json.loads(path.read_bytes())}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _remember(path: Path, documents: Iterable[AnalysedDocument]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps([vars(document) for document in documents], ensure_ascii=False, separators=(",", ":")), "utf-8")
    draft.replace(path)
