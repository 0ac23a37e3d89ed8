"""A page with a search box, and a search page, around an index: what the site's templates give, without the site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kbgen.search.strings import KIND_NAMES, MESSAGES, PLURALS
from kbgen.site.theme.assets import with_linked_scripts, without_comments
from kbgen.site.theme.minifier import minified

THEME = Path(__file__).parents[2] / "theme"
RTL = {"ar", "fa"}


def write_page(folder: Path, locale: str, *, linked: bool = False) -> None:
    """Write `index.html` (a box) and `<locale>/search/index.html` (the search page) below `folder`, with the theme's files; where
    `linked`, with the engine in one file, as the build publishes it. Scripts are minified, as there."""
    shutil.copytree(THEME / "assets" / "javascripts", folder / "assets" / "javascripts", dirs_exist_ok=True)
    scripts = sorted((folder / "assets" / "javascripts").rglob("*.js"))
    sources = {script.relative_to(folder).as_posix(): without_comments(script.read_text("utf-8")).encode() for script in scripts}
    published = with_linked_scripts(sources) if linked else sources
    for name, content in minified({name: content.decode() for name, content in published.items()}).items():
        (folder / name).write_text(content, "utf-8")
    shutil.copytree(THEME / "assets" / "stylesheets", folder / "assets" / "stylesheets", dirs_exist_ok=True)
    strings: dict[str, object] = {message: message for message in MESSAGES} | dict(KIND_NAMES)
    strings |= {one: {"one": one, "other": many} for one, many in PLURALS}
    (folder / "strings.json").write_text(json.dumps(strings, ensure_ascii=False), "utf-8")
    (folder / "index.html").write_text(_html(locale, "", ""), "utf-8")
    page = folder / locale / "search"
    page.mkdir(parents=True, exist_ok=True)
    body = '<div class="kb-results" data-kb-results></div><section data-kb-index><a href="x">All titles</a></section>'
    (page / "index.html").write_text(_html(locale, "../../", body), "utf-8")


def _html(locale: str, base: str, body: str) -> str:
    config = json.dumps({"base": base, "locale": locale, "strings": "strings.json"})
    return f"""<!doctype html>
<html lang="{locale}" dir="{"rtl" if locale in RTL else "ltr"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Help</title>
<link rel="stylesheet" href="{base}assets/stylesheets/kb.css"><link rel="stylesheet" href="{base}assets/stylesheets/search.css">
<script type="application/json" id="kb-config">{config}</script>
<script type="module">
import {{ startSearch }} from "{base or "./"}assets/javascripts/search/start.js";
startSearch();</script></head>
<body><main class="kb-wide">
<form class="kb-search" role="search" data-kb-search action="{base}{locale}/search/">
<label class="kb-visually-hidden" for="kb-q">Search the help center</label>
<input id="kb-q" type="search" name="q" dir="auto" autocomplete="off"></form>
{body}</main></body></html>"""
