"""The search index of the site: kept where nothing of a locale has changed, updated for a few articles, else built.

Receives what all tasks gave, now and at the last build; writes below `search/<locale>/` of the staging folder. The analysed
articles come from the cache (`documents.py`), and so does what an update needs to know of the last index, in `indexes/`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kbgen.processes.pool import MANY, available, may_fork, spread
from kbgen.search.analysis import AnalysedDocument
from kbgen.search.indexing.edits import Edit, NotUpdatableError
from kbgen.search.indexing.index import index_in_order
from kbgen.search.indexing.memory import Memory, read_memory, write_memory
from kbgen.search.indexing.sizes import MEGABYTE, Sizes
from kbgen.search.indexing.update import update_index
from kbgen.site.incremental.documents import LostDocumentError, content_of, load_document, prune, prune_documents
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.last_build import LastBuild
from kbgen.site.incremental.state import BuildState, TaskState
from kbgen.site.plan import SitePlan
from kbgen.site.publishing.publish import Staging
from kbgen.site.result import BuildOptions
from kbgen.site.search_documents import documents_of

INDEXES = "indexes"
# Where more than a tenth of the articles have changed, a new index is as fast; few articles of a small site always are few.
SHARE, FEW = 10, 32
# Articles of one language: from which on memory counts more, and up to which a process of its own is not worth starting.
LARGE, APART = 3000, 100


@dataclass(frozen=True)
class _Shelf:
    """What one locale's index holds: the names of the documents in the order of their paths, and two names for all that the index
    is made from: `basis` for what an update cannot change, `key` for the whole."""

    tag: str
    names: tuple[str, ...]
    basis: str
    key: str


@dataclass(frozen=True)
class SiteIndex:
    """The files of all indexes with their sizes in bytes, and the key of each locale's index."""

    files: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


@contextmanager
def index_site(
    plan: SitePlan, tasks: Mapping[str, TaskState], stage: Staging, last: LastBuild, options: BuildOptions
) -> Iterator[SiteIndex]:
    """Write or keep the index of every locale. What has to be built is built by other processes, and known at the end of the
    context.

    Raises `LostDocumentError` where the cache has not got what it says it has.
    """
    index, before = SiteIndex(), last.state
    anew = []
    for tag in plan.outlines:
        shelf = _shelf(plan, tag, tasks)
        index.keys[tag] = shelf.key
        published = {name: size for name, size in before.others.items() if name.startswith(f"search/{tag}/")}
        known = {name: size for name, size in published.items() if last.published.get(name) == size}
        found = None
        if before.indexes.get(tag) == shelf.key and known == published:
            found = known if all(map(stage.keep, known)) else None
        elif before.indexes.get(tag, "").startswith(shelf.basis):
            found = _updated(plan, shelf, before, known, stage, last.cache)
        if found is None:
            anew.append(shelf)
        else:
            index.files.update(found)
    # One more than there are processors: three languages would leave one of two with nothing to do half of the time. Of a large
    # site each index takes the memory that it may take.
    more = all(len(shelf.names) <= LARGE for shelf in anew)
    worth = may_fork() or sum(len(shelf.names) for shelf in anew) > MANY
    most = options.jobs or (available() + more if worth else 1)
    # The other files of a site are written meanwhile; a small index is sooner made here.
    apart = most > 1 and APART < sum(len(shelf.names) for shelf in anew) <= LARGE
    jobs = min(most, len(anew))
    with spread(_build, anew, _setup, (plan, stage.folder, last.cache), jobs=jobs, method=options.method, apart=apart) as built:
        yield index
        for files in built:
            index.files.update(files)


def write_index(plan: SitePlan, tag: str, documents: Iterable[AnalysedDocument], folder: Path) -> tuple[dict[str, int], Memory]:
    """Write the index of one locale below `folder`, of `documents` in the order of their paths; returns its files with their sizes
    in bytes, and what an update needs."""
    index = index_in_order(documents, tag, plan.synonyms[tag], folder, _titles(plan, tag), _sizes(plan))
    return {f"search/{tag}/{name}": (index.folder / name).stat().st_size for name in index.names}, index.memory


def prune_cache(cache: Path, state: BuildState) -> None:
    """Remove from the cache what belongs to builds before that of `state`."""
    prune_documents(cache, (name for task in state.tasks.values() for _, name in task.documents))
    prune(cache / INDEXES, set(state.indexes.values()))


def _titles(plan: SitePlan, tag: str) -> dict[str, str]:
    return {path: section.title for path, section in plan.outlines[tag].sections.items()}


def _sizes(plan: SitePlan) -> Sizes:
    return Sizes(memory=plan.settings.index_memory * MEGABYTE)


def _shelf(plan: SitePlan, tag: str, tasks: Mapping[str, TaskState]) -> _Shelf:
    found = documents_of(plan, tag, tasks)
    basis = fingerprint(repr((tag, list(found), plan.synonyms[tag].source)))
    key = fingerprint(repr((tuple(map(content_of, found.values())), _titles(plan, tag))))
    return _Shelf(tag, tuple(found.values()), basis, f"{basis}-{key}")


def _updated(
    plan: SitePlan, shelf: _Shelf, before: BuildState, known: Mapping[str, int], stage: Staging, cache: Path
) -> dict[str, int] | None:
    """The files of the index, updated for the articles that changed, or nothing where it has to be built."""
    tag, folder = shelf.tag, f"search/{shelf.tag}/"
    # The same basis: these paths had a document then too.
    old = tuple(documents_of(plan, tag, before.tasks).values())
    changed = [
        number for number, (was, name) in enumerate(zip(old, shelf.names, strict=True)) if content_of(was) != content_of(name)
    ]
    if len(changed) > max(FEW, len(old) // SHARE):
        return None
    try:
        remembered = read_memory((cache / INDEXES / before.indexes[tag]).read_bytes())
        if remembered is None:
            return None
        index = update_index(
            remembered,
            [Edit(number, load_document(cache, old[number]), load_document(cache, shelf.names[number])) for number in changed],
            tag,
            plan.synonyms[tag],
            _titles(plan, tag),
            lambda name: (stage.site_dir / folder / name).read_text("utf-8"),
            lambda number: load_document(cache, shelf.names[number]),
            _sizes(plan),
        )
    except (OSError, UnicodeDecodeError, NotUpdatableError, LostDocumentError):
        return None
    kept = [folder + name for name in index.memory.names.files if name not in index.files]
    if not all(name in known and stage.keep(name) for name in kept):
        return None
    _remember(cache, shelf.key, index.memory)
    new = {folder + name: stage.write(folder + name, content.encode()) for name, content in index.files.items()}
    return {name: known[name] for name in kept} | new


def _setup(plan: SitePlan, folder: Path, cache: Path) -> tuple[SitePlan, Path, Path]:
    return plan, folder, cache


def _build(state: tuple[SitePlan, Path, Path], shelf: _Shelf) -> dict[str, int]:
    plan, folder, cache = state
    # What was kept before an update gave up is shared with the published site.
    shutil.rmtree(folder / "search" / shelf.tag, ignore_errors=True)
    files, remembered = write_index(plan, shelf.tag, (load_document(cache, name) for name in shelf.names), folder)
    _remember(cache, shelf.key, remembered)
    return files


def _remember(cache: Path, key: str, remembered: Memory) -> None:
    (cache / INDEXES).mkdir(parents=True, exist_ok=True)
    (cache / INDEXES / key).write_bytes(write_memory(remembered))
