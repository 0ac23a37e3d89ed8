"""`kbgen build --offline`: the site as a folder or a zip that works from `file://`, search included.

Receives settings and where the copy goes; builds a site of its own, without a collector, beside the published one, and carries it
over: pages with links to files, scripts and data as classic scripts, pictures and downloads as they are. The place is replaced only
once the copy is whole.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.site.build import build
from kbgen.site.offline.bundle import classic, pack
from kbgen.site.offline.pages import as_file
from kbgen.site.outputs.owners import whole_name
from kbgen.site.result import BuildOptions, BuildResult

FOLDER = "assets/offline/"
MAIN = f"{FOLDER}offline.js"
START = "assets/javascripts/kb."
_SCRIPTS = ("assets/javascripts/", "assets/strings/", "search/")
# What only a web server, its readers' programs or an application asks for.
_WEB = frozenset(
    {
        "404.html",
        "_redirects",
        "nginx-redirects.conf",
        "robots.txt",
        "sitemap.xml",
        "kb-help.js",
        "in-app.json",
        "feed.xml",
        "kb-offline.js",
    }
)
_WEB_ENDINGS = ("llms.txt", "llms-full.txt", "articles.json", "kbgen-manifest.json", "/banner.json", "/index.md")
_TITLES = re.compile(r"titles-\d+\.json\Z")
# No zip can say less; the same input gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_offline(settings: Settings, options: BuildOptions, target: Path) -> BuildResult:
    """Build the copy at `target`: a zip where its name ends so, else a folder.

    Raises `OperatorError` where something else is there.
    """
    _refuse_others(target)
    place = settings.root / ".kbgen" / "offline"
    # Its modules are read again, to be put together for files.
    own = replace(settings, site_dir=place / "site", feedback=False, offline=0, minify_scripts=False)
    result = build(own, replace(options, cache=place / "cache"))
    files = dict(copied(own.site_dir, [locale.tag for locale in settings.locales]))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == ".zip":
            _write_zip(files, target)
        else:
            _write_folder(files, target)
    except OSError as error:
        raise OperatorError(f"{target} cannot be written: {error.strerror or error}.") from None
    result.files, result.size = len(files), sum(map(len, files.values()))
    return result


def copied(site: Path, tags: list[str]) -> Iterator[tuple[str, bytes]]:
    """The files of the copy of `site`, by name."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    start = next(name for name in names if name.startswith(START))
    classics = _classic(names)
    for name in names:
        if name.endswith(".html") and PurePosixPath(name).name not in _WEB:
            yield name, as_file((site / name).read_text("utf-8"), start, MAIN).encode()
        elif _wanted(name) or name in classics:
            yield name, (site / name).read_bytes()
    scripts = {name: (site / name).read_text("utf-8") for name in names if name.startswith(_SCRIPTS[0])}
    packs = dict(_packs(site, names, tags))
    beginnings = [[beginning, f"{FOLDER}{name}"] for name, (wanted, _) in packs.items() for beginning in wanted]
    yield (
        MAIN,
        classic(scripts, start).replace("kbOffline.use(", f"kbOffline.packs({json.dumps(beginnings)});\nkbOffline.use(").encode(),
    )
    for name, (_, files) in packs.items():
        yield f"{FOLDER}{name}", pack(files).encode()


def _wanted(name: str) -> bool:
    if name.startswith(_SCRIPTS) or name.endswith(".html"):
        return False
    whole = whole_name(name)
    return PurePosixPath(whole).name not in _WEB and not whole.endswith(_WEB_ENDINGS)


def _classic(names: list[str]) -> set[str]:
    """Scripts that pages run before they are drawn, and are no modules."""
    first = ("look.", "choose.", "moved.")
    return {name for name in names if name.startswith(_SCRIPTS[0]) and name.removeprefix(_SCRIPTS[0]).startswith(first)}


def _packs(site: Path, names: list[str], tags: list[str]) -> Iterator[tuple[str, tuple[list[str], Mapping[str, str]]]]:
    """For each locale its index, and what scripts fetch besides; with the beginnings of the names that are in it."""
    for tag in tags:
        index, strings = f"search/{tag}/", f"assets/strings/{tag}."
        yield f"search-{tag}.js", ([index], _texts(site, {name: name for name in names if name.startswith(index)}))
        contact, banner = f"{tag}/contact/", f"{tag}/banner.json"
        more = {name: name for name in names if name.startswith(strings) or name == banner}
        more |= {contact: f"{contact}index.html"} if f"{contact}index.html" in names else {}
        yield f"{tag}.js", ([strings, contact, banner], _texts(site, more))
        titles = {name: name for name in names if name.startswith(f"{tag}/") and _TITLES.search(name)}
        if titles:
            yield f"titles-{tag}.js", (sorted(titles), _texts(site, titles))


def _texts(site: Path, places: Mapping[str, str]) -> dict[str, str]:
    return {name: (site / place).read_text("utf-8") for name, place in places.items()}


def _refuse_others(target: Path) -> None:
    if target.suffix.lower() == ".zip":
        if target.is_dir():
            raise OperatorError(f"{target} is a folder. Name a file that ends with .zip, or a folder.")
    elif target.exists() and not (target / MAIN).is_file() and not (target.is_dir() and not any(target.iterdir())):
        raise OperatorError(f"{target} is there, and no copy that kbgen made. Name another folder.")


def _write_zip(files: Mapping[str, bytes], target: Path) -> None:
    new = target.with_name(f".{target.name}.new")
    with ZipFile(new, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    new.replace(target)


def _write_folder(files: Mapping[str, bytes], target: Path) -> None:
    new, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    for name, content in files.items():
        file = new / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
