"""What readers keep for a time without a network, where the site asks for it (`offline`): worker, lists, a page for the rest.

Receives the plan and the sizes of all other files of the site; returns names and contents. `kb-offline.js` stands at the root,
whose pages it may serve, and is always there: in a site that does not ask it removes what it once kept, and itself.
`<locale>/offline.json` names what a reader of that language gets; `<locale>/manifest.json` lets the help center be installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kbgen.pages.page import Listing, Page, encoded
from kbgen.pages.views import special_url
from kbgen.resources import theme_dir
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.plan import SitePlan
from kbgen.site.theme.palette import as_hex, palette, sheets
from kbgen.site.theme.templates import Templates

WORKER, LIST, PAGE, MANIFEST = "kb-offline.js", "offline.json", "offline.html", "manifest.json"
HERE = Path(__file__).parent
# The theme's scripts for applications are theirs; the font is for scripts that have no other on many devices.
_NOT_FOR_PAGES, _FONTS = "assets/javascripts/in_app/", "assets/fonts/"
_COLOURS = {"theme_color": ("accent", "#0b6b74"), "background_color": ("surface", "#ffffff")}


def is_kept(name: str) -> bool:
    """Whether `kept_files` makes the file: after all others, which it names."""
    return name == WORKER or (name.endswith((f"/{LIST}", f"/{MANIFEST}", f"/{PAGE}")) and name.count("/") == 1)


def offline_page(plan: SitePlan, tag: str) -> Page:
    """What is shown in place of a page that the reader has not got."""
    title = plan.interfaces[tag].gettext("You are offline")
    home = plan.lists[tag].home()
    page = plan.views[tag].page(PAGE, f"{tag}/{PAGE}", title, "", listing=Listing(title=title), robots="noindex")
    return replace(page, canonical="", alternates=home.alternates)


def kept_files(plan: SitePlan, new_templates: Callable[[], Templates], others: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """The worker; where the site sets `offline`, lists, pages and manifests too. `others` are all other files with their sizes."""
    megabytes = plan.settings.offline
    if not megabytes:
        yield WORKER, (HERE / "kept_farewell.js").read_bytes()
        return
    releases: dict[str, str] = {}
    templates = new_templates()
    colours = _colours(plan, templates)
    for tag in plan.outlines:
        page = templates.render(offline_page(plan, tag)).encode()
        wanted = _list(plan, tag, {**others, f"{tag}/{PAGE}": len(page)})
        releases[tag] = wanted["release"] = fingerprint(repr((wanted, sorted(_of(others, f"{tag}/").items()), page)))
        yield f"{tag}/{PAGE}", page
        yield f"{tag}/{LIST}", _json(wanted)
        yield f"{tag}/{MANIFEST}", _json(_manifest(plan, tag, colours))
    folders = {*plan.outlines, "assets", "search", *(name.partition("/")[0] for name in plan.files if "/" in name)}
    site = {"locales": releases, "folders": sorted(folders), "bytes": megabytes * 1_000_000}
    yield WORKER, f"self.SITE = {json.dumps(site, ensure_ascii=False)};\n".encode() + (HERE / "kept_worker.js").read_bytes()


def _list(plan: SitePlan, tag: str, sizes: Mapping[str, int]) -> dict[str, Any]:
    """`pages` keep their names from release to release, `parts` (name and bytes) have their content in the name."""
    pages = [f"{tag}/", "./", special_url(tag, "search"), f"{tag}/{PAGE}", f"search/{tag}/index.json"]
    if plan.views[tag].contact:
        pages.append(special_url(tag, "contact"))
    strings = f"assets/strings/{tag}."
    rtl = plan.interfaces[tag].direction == "rtl"
    parts = [
        name
        for name in sorted(plan.assets.names.values())
        if not name.startswith((_NOT_FOR_PAGES, "assets/strings/")) and (rtl or not name.startswith(_FONTS))
    ]
    parts += [name for name in sorted(plan.assets.names.values()) if name.startswith(strings)]
    parts += [name for name in sorted(_of(sizes, f"search/{tag}/")) if name not in pages]
    listed = [[encoded(name), sizes[name]] for name in parts if name in sizes]
    size = sum(sizes[name] for name in parts if name in sizes)
    return {"bytes": size, "pages": [encoded(name) for name in pages], "parts": listed}


def _of(sizes: Mapping[str, int], folder: str) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if name.startswith(folder) and not is_kept(name)}


def _colours(plan: SitePlan, templates: Templates) -> dict[str, str]:
    folders = [folder for folder in (plan.settings.custom_dir, theme_dir()) if folder]
    found = palette(sheets(folders, plan.settings.content_dir, templates.styles)).light
    return {name: as_hex(found.get(f"--kb-{colour}", "")) or usual for name, (colour, usual) in _COLOURS.items()}


def _manifest(plan: SitePlan, tag: str, colours: Mapping[str, str]) -> dict[str, Any]:
    """What a device shows of an installed help center; addresses are relative to the manifest's own."""
    icon = plan.assets["images/icon.svg"]
    return {
        "id": "./",
        "name": plan.views[tag].site_name,
        "lang": tag,
        "dir": plan.interfaces[tag].direction,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        **colours,
        "icons": [{"src": f"../{icon}", "sizes": "any", "type": "image/svg+xml"}],
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
