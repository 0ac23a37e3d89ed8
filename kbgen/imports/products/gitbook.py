"""Reads the folder that GitBook keeps in a Git repository.

Receives a `Folder`; returns an `Export`. `.gitbook.yaml` says where the text begins and which old addresses lead where,
`SUMMARY.md` gives order, names and groups; a page that stands in no summary is one that readers do not see. What is GitBook's alone
in the text — tables, anchors of headings, parts for some visitors — becomes Markdown here; its blocks are in the table of dialects.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from kbgen.dialects.markdown import substitute
from kbgen.imports.convert.from_html import markdown_of
from kbgen.imports.convert.pieces import Untouched
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Markup, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.generators import read_layout
from kbgen.imports.products.layout import Layout, language_roots
from kbgen.imports.products.order import Order, read_order

_MAX_BYTES = 1_000_000
_GROUP = re.compile(r"^##[ \t]+(.+?)[ \t]*(?:<a\b[^>]*></a>)?[ \t]*$")
_ENTRY = re.compile(r"\]\((?:<([^>\n]+)>|([^)\s]+))")
_HEADING_ANCHOR = re.compile(r"""^(#{1,6}[ \t][^\n]*?)[ \t]*<a\s+href="[^"\n]*"\s+id="([^"\n]+)"\s*>\s*</a>[ \t]*$""", re.MULTILINE)
_ICON = re.compile(r"<i\s+class=\"fa[^\"\n]*\"\s*>[^<\n]*</i>[ ]?")
_SOME = re.compile(r"\{%\s*if\s[^%]*%\}(?:(?!\{%\s*(?:end)?if\b).)*\{%\s*endif\s*%\}", re.DOTALL)
_FILE_LINK = re.compile(r"(?<!!)\[([\w\\. -]+\.md|\.\.?)\]\(([^()\s]+)\)")
_TABLE = re.compile(r"<table\b(?:(?!</?table\b).)*</table>", re.DOTALL | re.IGNORECASE)
_CARDS = re.compile(r"<table\b[^>]*\bdata-view=[\"']cards[\"']", re.IGNORECASE)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Every page of the folder's summary, and as drafts those that are in none."""
    docs, redirects = _configuration(folder, losses)
    order = read_order(folder, docs)
    layout = Layout(
        "gitbook",
        language_roots(folder, docs, "", locales),
        Markup.COMMONMARK,
        order.places,
        _groups(folder, docs),
        static=(docs,),
        titles=order.names,
    )
    export = read_layout(folder, layout, losses, locales)
    old: dict[str, list[str]] = {}
    for address, target in redirects.items():
        key = export.paths.get(posixpath.normpath(posixpath.join(docs, target)).removeprefix("./"), "")
        if key:
            old.setdefault(key, []).append(f"/{address.strip('/')}")
        else:
            losses.add(".gitbook.yaml", f"old address {address}", f"It leads to {target}, which is not in the folder.")
    return replace(
        export,
        articles=tuple(_article(article, order, old, losses) for article in export.articles),
        sections=tuple(_section(section, export, order, old, losses) for section in export.sections),
    )


def _configuration(folder: Folder, losses: Losses) -> tuple[str, Mapping[str, str]]:
    """The folder of the text and the old addresses with what they lead to."""
    document: Any = {}
    if ".gitbook.yaml" in folder.known:
        try:
            document = yaml.safe_load(folder.read(".gitbook.yaml", _MAX_BYTES).decode("utf-8-sig", "replace"))
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            losses.add(".gitbook.yaml", "configuration", "It is not readable as YAML.")
    document = document if isinstance(document, dict) else {}
    docs = posixpath.normpath(str(document.get("root") or ".")).strip("/")
    if docs.startswith(".."):
        losses.add(".gitbook.yaml", f"root {docs}", "It lies outside the folder.")
        docs = "."
    if docs == "." and "SUMMARY.md" not in folder.known:
        # A repository that holds the text in one folder of it.
        found = sorted(
            (path for path in folder.files if posixpath.basename(path) == "SUMMARY.md"), key=lambda path: path.count("/")
        )
        docs = posixpath.dirname(found[0]) if found else "."
    redirects = document.get("redirects")
    pairs = redirects.items() if isinstance(redirects, dict) else ()
    return "" if docs == "." else docs, {str(old): str(new) for old, new in pairs if isinstance(new, str)}


def _groups(folder: Folder, docs: str) -> dict[str, str]:
    """The names of groups by the folder in which all pages of one lie."""
    path = posixpath.join(docs, "SUMMARY.md")
    if path not in folder.known:
        return {}
    found: dict[str, set[str]] = {}
    name = ""
    for line in folder.read(path, _MAX_BYTES).decode("utf-8-sig", "replace").splitlines():
        if heading := _GROUP.match(line):
            name = heading[1].strip()
        elif line.strip() in ("***", "---", "* * *"):
            name = ""
        elif name and (entry := _ENTRY.search(line)) and "://" not in line:
            found.setdefault(name, set()).add((entry[1] or entry[2]).partition("/")[0] if "/" in (entry[1] or entry[2]) else "")
    return {tops.copy().pop(): name for name, tops in found.items() if len(tops) == 1 and "" not in tops}


def _article(article: ForeignArticle, order: Order, old: Mapping[str, list[str]], losses: Losses) -> ForeignArticle:
    stem = article.key.partition("/")[2]
    listed = not order.places or bool({stem, f"{stem}/README", f"{stem}/index"} & order.places.keys())
    if not listed:
        losses.add(article.texts[0].where, "page", "It stands in no SUMMARY.md, so that readers did not see it; it is a draft.")
    texts = tuple(_text(text, old.get(article.key, []), order, losses, draft=not listed) for text in article.texts)
    return replace(article, texts=texts)


def _section(section: ForeignSection, export: Export, order: Order, old: Mapping[str, list[str]], losses: Losses) -> ForeignSection:
    below = [article.order for article in export.articles if f"{article.section}/".startswith(f"{section.key}/") and article.order]
    texts = tuple(_text(text, old.get(section.key, []), order, losses, draft=False) for text in section.texts)
    return replace(section, texts=texts, order=section.order or min(below, default=0))


def _text(text: Text, old: list[str], order: Order, losses: Losses, *, draft: bool) -> Text:
    def named(match: re.Match[str]) -> str:
        # A link that is called like its file: GitBook shows the name of the page.
        place = posixpath.normpath(posixpath.join(text.folder, match[2].partition("#")[0]))
        name = names.get(place.removesuffix(".md").removesuffix("/README").rpartition("/")[2], "")
        return f"[{name}]({match[2]})" if name else match[0]

    names = order.short_names
    body = substitute(_FILE_LINK, prepared(text.body, text.where, losses), named)
    return replace(text, body=body, draft=text.draft or draft, addresses=(*text.addresses, *old))


def prepared(body: str, where: str, losses: Losses) -> str:
    """A body whose tables and anchors are Markdown, without what only some visitors were shown."""
    if "{%" in body:
        for _ in range(5):
            changed = substitute(_SOME, body, lambda match: _only_some(match, where, losses))
            if changed == body:
                break
            body = changed
    body = substitute(_HEADING_ANCHOR, body, lambda match: f'{match[1]} <span id="{match[2]}"></span>')
    body = substitute(_ICON, body, lambda match: "")
    return substitute(_TABLE, body, lambda match: _table(match[0], Untouched(where, losses))) if "<table" in body else body


def _only_some(match: re.Match[str], where: str, losses: Losses) -> str:
    losses.add(where, "a part for some visitors only", "Your site is public; it is left out.")
    return ""


def _table(html: str, around: Untouched) -> str:
    if not _CARDS.match(html):
        return f"\n\n{markdown_of(html, around)}\n\n"
    return f"\n\n{cards(html, around)}\n\n"


def cards(html: str, around: Untouched) -> str:
    """A table that shows cards as a list: each with its words, its link on the first of them, its picture."""
    from kbgen.imports.convert.parser import soup_of

    soup = soup_of(html)
    heads = [cell.attrs for cell in soup.find_all("th")]
    items = []
    for row in soup.find_all("tr"):
        words, link, picture = list[str](), "", ""
        for place, cell in enumerate(row.find_all("td")):
            head = heads[place] if place < len(heads) else {}
            anchor = cell.find("a", href=True)
            target = str(anchor["href"]) if anchor is not None else ""
            if "data-card-target" in head:
                link = target
            elif any(str(name).startswith("data-card-cover") for name in head):
                shown = cell.find("img")
                picture = picture or target or (str(shown.get("src") or "") if shown is not None else "")
            elif inner := " ".join(markdown_of(cell.decode_contents(), around).split()):
                words.append(inner)
        alt = re.sub(r"[*_`\[\]]+|\(<?[^()]*>?\)", "", words[0]) if words else ""
        if link and words and "](" not in words[0]:
            words[0] = f"[{words[0]}](<{link}>)"
        elif link and not words:
            words = [f"[{link}](<{link}>)"]
        if picture:
            words.append(f"![{alt}](<{picture}>)")
        if words:
            items.append("- " + "\n\n  ".join(words))
    return "\n".join(items)
