"""Old addresses that a site of Markdown had already led on, from wherever its generator or its host keeps them.

Receives a `Folder` and the `Export` that was read of it; returns the export with each old address at the page to which it led. Read
are mkdocs-redirects in `mkdocs.yml`, `docs.json` and `mint.json` (Mintlify), the client redirects of Docusaurus, `book.toml`
(mdBook), `vercel.json`, and `_redirects` (Netlify, Cloudflare). Rules with placeholders name no page.
"""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import yaml

from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.layout import loaded
from kbgen.imports.web import parts_of

_MAX_BYTES = 1_000_000
_PAIR = re.compile(
    r"""from:\s*(\[[^\]]*\]|['"][^'"\n]+['"])\s*,\s*to:\s*['"]([^'"\n]+)['"]|to:\s*['"]([^'"\n]+)['"]\s*,\s*from:\s*(\[[^\]]*\]|['"][^'"\n]+['"])"""
)
_QUOTED = re.compile(r"""['"]([^'"\n]+)['"]""")
_PLACEHOLDER = re.compile(r"[*:(){}]")


def with_redirects(folder: Folder, export: Export, losses: Losses) -> Export:
    """`export` with the old addresses that its folder names."""
    entries: list[ForeignArticle | ForeignSection] = [*export.articles, *export.sections]
    known = {_bare(parts_of(address)[1]): entry.key for entry in entries for text in entry.texts for address in text.addresses}
    old: dict[str, list[str]] = {}
    for file, address, target in _pairs(folder):
        host, path, _ = parts_of(target)
        if _PLACEHOLDER.search(address) or host or not _bare(address).strip("/"):
            continue
        key = known.get(_bare(path)) or next(
            (
                export.paths[place]
                for root in export.roots
                if (place := posixpath.normpath(posixpath.join(root, path))) in export.paths
            ),
            "",
        )
        if key:
            old.setdefault(key, []).append(f"/{_bare(address).strip('/')}")
        else:
            losses.add(file, f"old address {address}", f"It leads to {target}, which is not in the folder.")
    return replace(
        export,
        articles=tuple(replace(each, texts=_with(each.texts, old.get(each.key, []))) for each in export.articles),
        sections=tuple(replace(each, texts=_with(each.texts, old.get(each.key, []))) for each in export.sections),
    )


def _with(texts: tuple[Text, ...], addresses: list[str]) -> tuple[Text, ...]:
    if not addresses or not texts:
        return texts
    return (replace(texts[0], addresses=tuple(dict.fromkeys([*texts[0].addresses, *addresses]))), *texts[1:])


def _bare(path: str) -> str:
    return unquote(re.sub(r"(?:/index)?\.(?:html?|md|mdx)$", "", path.partition("#")[0])).rstrip("/") or "/"


def _pairs(folder: Folder) -> Iterator[tuple[str, str, str]]:
    """(file, old address, where it leads)."""
    for file in folder.files:
        name = posixpath.basename(file)
        if name == "_redirects":
            for line in _text(folder, file).splitlines():
                words = line.split()
                if len(words) >= 2 and words[0].startswith("/"):
                    yield file, words[0], words[1]
        elif "/" in file:
            continue
        elif name.startswith("docusaurus.config."):
            for found in _PAIR.finditer(_text(folder, file)):
                for address in _QUOTED.findall(found[1] or found[4]):
                    yield file, address, found[2] or found[3]
        elif name in ("docs.json", "mint.json", "vercel.json", "book.toml", "mkdocs.yml", "mkdocs.yaml"):
            for address, target in _listed(name, _text(folder, file)):
                yield file, address, target


def _listed(name: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        values: Any = (
            json.loads(text) if name.endswith(".json") else tomllib.loads(text) if name.endswith(".toml") else loaded(text)
        )
    except (ValueError, RecursionError, yaml.YAMLError):
        return
    values = values if isinstance(values, dict) else {}
    if name.endswith(".json"):
        listed = values.get("redirects")
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and isinstance(each.get("source"), str) and isinstance(each.get("destination"), str):
                yield each["source"], each["destination"]
        return
    table = _below(values, ("output", "html", "redirect")) if name.endswith(".toml") else _maps(values.get("plugins"))
    for address, target in table.items():
        if isinstance(address, str) and isinstance(target, str):
            yield address, target


def _maps(plugins: Any) -> dict[Any, Any]:
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, dict) and isinstance(entry.get("redirects"), dict):
            return _below(entry["redirects"], ("redirect_maps",))
    return {}


def _below(values: Any, names: tuple[str, ...]) -> dict[Any, Any]:
    for name in names:
        values = values.get(name) if isinstance(values, dict) else None
    return values if isinstance(values, dict) else {}


def _text(folder: Folder, file: str) -> str:
    try:
        return folder.read(file, _MAX_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""
