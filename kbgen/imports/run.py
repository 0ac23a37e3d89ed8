"""An import, from the folder of an export to articles: read → plan → convert → write.

Receives the site's settings and a `Request`; returns a `ImportReport`. Everything is read and converted before the first file
is written. Raises `OperatorError` where there is nothing to import or nowhere to write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbgen.articles.library import read_library
from kbgen.articles.names import issue_path
from kbgen.articles.source import INDEX, digest_of
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.imports.archive import unpacked
from kbgen.imports.articles import OldAddresses, article_file, section_file
from kbgen.imports.convert.addresses import Addresses
from kbgen.imports.convert.bodies import ConvertedBody, convert_all
from kbgen.imports.export import HOME, Export, ForeignArticle, Loss, Losses
from kbgen.imports.folder import Folder, open_folder
from kbgen.imports.last_run import Carried, load_last_run, run_fingerprint, save_last_run
from kbgen.imports.owners import Owners
from kbgen.imports.pictures import MAX_BYTES, Copy, Pictures
from kbgen.imports.plan import ImportPlan, plan_import
from kbgen.imports.products.table import PRODUCTS
from kbgen.imports.report import ImportReport
from kbgen.imports.state import ImportState, files_of_others, read_state, state_path, write_state
from kbgen.imports.web import parts_of
from kbgen.imports.writing import File, FileOutcome, write_files
from kbgen.issues import errors_in

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Request:
    """What to import. `name` tells several imports of one site apart; `named` says that a person chose it.

    `into` is the locale of texts that name none. `locales` and `owners` translate the product's names into the site's.
    """

    product: str
    source: Path
    name: str = ""
    into: str = ""
    locales: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    dry: bool = False


def run(settings: Settings, request: Request, progress: Progress = lambda stage, done, total: None) -> ImportReport:
    """Import once."""
    tags = [locale.tag for locale in settings.locales]
    for tag in (request.into, *request.locales.values()):
        if tag and tag not in tags:
            raise OperatorError(f"{tag} is not a language of this site. It has: {', '.join(tags)}.")
    losses = Losses()
    with unpacked(request.source, losses) as source:
        # First: a name that was mistyped is no other import.
        return _run(settings, request, open_folder(source, losses), losses, progress)


def _run(settings: Settings, request: Request, folder: Folder, losses: Losses, progress: Progress) -> ImportReport:
    place = state_path(settings.root, request.name or request.product)
    state = _remembered(place, request)
    cached = place.parent / "cache" / place.name
    source = _source(request)
    if known := load_last_run(cached, _key(settings, request, folder, place)):
        seen = write_files(settings.content_dir, _known_files(known), state.files, dry=True, save=lambda digests: None)
        if not seen.fresh:
            return _report(settings, request, known, state, seen.outcomes)
    carried, names, files = _carried(settings, request, place, state, folder, losses, progress)

    def save(digests: Mapping[str, str]) -> None:
        if not request.dry:
            write_state(place, ImportState(source, names, digests))

    # Names first: a run that is killed while writing must choose the same ones when it goes on.
    save(state.files)
    written = write_files(settings.content_dir, _told(files, progress), state.files, dry=request.dry, save=save)
    save(written.digests)
    if not request.dry:
        carried = replace(carried, losses=(*_refused(settings, written.outcomes), *carried.losses))
        save_last_run(cached, _key(settings, request, folder, place), carried)
    return _report(settings, request, carried, state, written.outcomes)


def _carried(
    settings: Settings, request: Request, place: Path, state: ImportState, folder: Folder, losses: Losses, progress: Progress
) -> tuple[Carried, Mapping[str, str], list[File]]:
    """What the export holds for the site, the names that were chosen, and the files to write."""
    tags = [locale.tag for locale in settings.locales]
    export = PRODUCTS[request.product].reader().read(folder, losses, (*tags, *request.locales))
    export = _with_home_beside(export, settings, state)
    if not export.articles:
        told = "; ".join(str(loss) for loss in losses.sorted()[:3])
        raise OperatorError(f"{request.source} holds no article of {request.product}. {told or PRODUCTS[request.product].wanted}")
    taken = _taken(settings, state, files_of_others(place))
    plan = plan_import(export, settings, state.names, taken, losses, request.locales, request.into or settings.source_locale)
    pictures = Pictures(folder, state.names)
    order = tuple(dict.fromkeys([settings.source_locale, *tags]))
    bodies = convert_all(
        plan, Addresses(export, folder), pictures, losses, order, lambda done, total: progress("Converting", done, total)
    )
    owners = Owners(settings, request.owners)
    files = [*_articles(settings, bodies, plan, owners, losses), *_copies(pictures.copies(), folder)]
    owners.tell(losses)
    sections = {section.key for section in plan.sections}
    articles = [body for body in bodies if body.placed.key not in sections]
    carried = Carried(
        files={file.path: file.digest for file in files},
        articles=Counter(body.locale for body in articles),
        sections=sum(1 for section in plan.sections if section.path),
        pictures=len(pictures.copies()),
        drafts=sum(body.text.draft for body in articles),
        losses=losses.sorted(),
        words=sum(body.words for body in bodies),
        lost=sum(body.lost.total() for body in bodies),
    )
    return carried, {**plan.names, **pictures.names}, files


def _with_home_beside(export: Export, settings: Settings, state: ImportState) -> Export:
    """The export with its first page as an article, where the site has a first page of its own, which nobody writes over."""
    home = next((section for section in export.sections if section.key == HOME), None)
    own = any(
        (settings.content_dir / locale.tag / INDEX).is_file() and f"{locale.tag}/{INDEX}" not in state.files
        for locale in settings.locales
    )
    if home is None or not own or not any(text.body.strip() for text in home.texts):
        return export
    key = "article/home"
    paths = {path: key if entry == HOME else entry for path, entry in export.paths.items()}
    sections = tuple(section for section in export.sections if section.key != HOME)
    return replace(
        export, articles=(*export.articles, ForeignArticle(key, "", home.texts, name="home")), sections=sections, paths=paths
    )


def _key(settings: Settings, request: Request, folder: Folder, place: Path) -> str:
    asked = (request.product, request.into, sorted(request.locales.items()), sorted(request.owners.items()))
    return run_fingerprint(settings, asked, folder, sorted(place.parent.glob("import-*.json")))


def _known_files(carried: Carried) -> Iterator[File]:
    for path, digest in carried.files.items():
        # Nothing is written from memory: where a file is wanting, the export is converted.
        yield File(path, digest, bytes)


def _report(
    settings: Settings, request: Request, carried: Carried, state: ImportState, outcomes: Mapping[str, FileOutcome]
) -> ImportReport:
    gone = sorted(path for path in state.files if path not in outcomes and (settings.content_dir / path).is_file())
    return ImportReport(
        product=request.product,
        articles=carried.articles,
        sections=carried.sections,
        pictures=carried.pictures,
        outcomes=outcomes,
        losses=carried.losses,
        gone=tuple(gone),
        drafts=carried.drafts,
        dry=request.dry,
        words=carried.words,
        lost=carried.lost,
    )


def _refused(settings: Settings, files: Iterable[str]) -> list[Loss]:
    """What a build would refuse of the files that were written: the import says it before anybody builds."""
    written = {issue_path(settings, file): file for file in files}
    _, issues = read_library(settings)
    return [
        Loss(written[issue.path], f"build: {issue.code}", f"Line {issue.line}: {issue.message} {issue.suggestion}".strip())
        for issue in errors_in(issues)
        if issue.path in written
    ]


def _source(request: Request) -> str:
    """What the export is called; nothing for an archive, since programs call each one differently."""
    return "" if request.source.is_file() else request.source.resolve().name


def _remembered(place: Path, request: Request) -> ImportState:
    state = read_state(place)
    source = _source(request)
    if source and state.source and state.source != source and not request.name:
        raise OperatorError(
            f"The last import of {request.product} was from a folder called {state.source}, this one is called {source}. "
            f"To go on with that import, add --name {request.product}. To keep this one apart, give it another --name."
        )
    return state


def _taken(settings: Settings, state: ImportState, others: frozenset[str]) -> Callable[[str, tuple[str, ...]], bool]:
    def taken(path: str, addresses: tuple[str, ...]) -> bool:
        for locale in settings.locales:
            place = settings.content_dir / locale.tag / path
            if path.endswith("/"):
                # A section may join a folder, but not take the name of an article.
                if place.parent.joinpath(f"{place.name}.md").exists():
                    return True
            elif f"{locale.tag}/{path}" not in state.files:
                if place.with_suffix("").is_dir():
                    return True
                if f"{locale.tag}/{path}" in others or (place.exists() and not _ours(place, addresses)):
                    return True
        return False

    return taken


def _ours(place: Path, addresses: tuple[str, ...]) -> bool:
    """Whether a file that no state remembers is this article all the same: it names one of its old addresses."""
    try:
        head = place.open("rb").read(20_000).decode("utf-8", "replace").partition("\n---\n")[0]
    except OSError:
        return False
    return any(address in head for address in addresses)


def _articles(settings: Settings, bodies: list[ConvertedBody], plan: ImportPlan, owners: Owners, losses: Losses) -> Iterator[File]:
    base = parts_of(settings.site_url)[1].rstrip("/")
    paths = [placed.path for placed in (*plan.sections, *plan.articles)]
    addresses = OldAddresses(f"{base}/{locale.tag}/{path}".rstrip("/") for locale in settings.locales for path in paths)
    ids = {placed.key: placed.path for placed in plan.articles}
    for body in bodies:
        if body.placed.key in ids:
            related = tuple(ids[key] for key in body.placed.related if key in ids)
            raw = article_file(body, owners.owner(body.text), related, addresses, losses)
            path = f"{body.locale}/{body.placed.path}.md"
        else:
            raw = section_file(body, addresses, losses)
            path = f"{body.locale}/{body.placed.path}/index.md" if body.placed.path else f"{body.locale}/index.md"
        yield File(path, digest_of(raw), lambda raw=raw: raw)  # type: ignore[misc]


def _copies(copies: list[Copy], folder: Folder) -> Iterator[File]:
    for copy in copies:
        yield File(copy.path, copy.digest, lambda copy=copy: copy.content or folder.read(copy.source, MAX_BYTES))  # type: ignore[misc]


def _told(files: list[File], progress: Progress) -> Iterator[File]:
    for done, file in enumerate(files, 1):
        yield file
        progress("Writing", done, len(files))
