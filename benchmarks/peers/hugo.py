"""The same articles for Hugo, with a bare theme: head, article, related pages, lists; less than kbgen's pages show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

LAYOUTS = {
    "_default/baseof.html": (
        '<!doctype html><html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<meta name="description" content="{{ .Description }}"></head><body><header><a href="{{ .Site.Home.RelPermalink }}">'
        '{{ .Site.Title }}</a></header><main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>'
    ),
    "_default/single.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .TableOfContents }}{{ .Content }}'
        '<ul>{{ range first 4 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>'
        "{{ end }}</ul>"
        '{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}{{ end }}'
    ),
    "_default/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>'
        "{{ end }}</ul>{{ end }}"
    ),
}


def write_hugo(content: Path, folder: Path, locales: Sequence[str]) -> None:
    """A Hugo project over `content`, which has a folder for each locale."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in LAYOUTS.items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(content, folder / "articles")
    # What MkDocs calls `index.md` Hugo calls `_index.md`; under the other name a folder is a single page.
    for index in (folder / "articles").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    settings = {
        "baseURL": "https://help.example/",
        "title": "Help",
        "defaultContentLanguage": locales[0],
        "defaultContentLanguageInSubdir": True,
        "languages": {tag: {"contentDir": f"articles/{tag}", "weight": place + 1} for place, tag in enumerate(locales)},
        "taxonomies": {"tag": "tags"},
        "markup": {"goldmark": {"parser": {"attribute": {"block": True}}}},
    }
    (folder / "hugo.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1), "utf-8")
