"""What Confluence keeps of a page (its "storage format") as plain HTML.

Receives the text of a body, the ids of pages by title and the page's files by name; returns HTML as browsers have it. Sources:
Atlassian's "Confluence Storage Format" and "Confluence Storage Format for Macros". A macro that no table knows leaves its content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from kbgen.imports.convert.parser import soup_of

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BOXES = {"info": "info", "note": "warning", "tip": "tip", "warning": "danger", "panel": "note"}
_MADE_NAMES = (
    "toc children pagetree recently-updated contentbylabel livesearch pagetreesearch attachments gallery listlabels blog-posts"
    " contributors create-from-template detailssummary profile space-attachments"
)
_MADE = frozenset(_MADE_NAMES.split())
_SIGNS = {"tick": "✅", "cross": "❌", "warning": "⚠️", "information": "ℹ️", "smile": "🙂", "light-on": "💡", "yellow-star": "⭐"}
Lose = Callable[[str, str], None]


def html_of(body: str, pages: Mapping[str, str], files: Mapping[str, str], lose: Lose) -> str:
    """One body."""
    soup = soup_of(_CDATA.sub(lambda found: escape(found[1], quote=False), body))
    for task in soup.find_all("ac:task-list"):
        task.name = "ul"
    for task in soup.find_all("ac:task"):
        _task(soup, task)
    # The inner before the outer: what a macro holds is finished when it is shaped.
    for macro in reversed(soup.find_all(["ac:structured-macro", "ac:macro"])):
        _macro(soup, macro, lose)
    for picture in soup.find_all("ac:image"):
        _picture(soup, picture, files, lose)
    for link in soup.find_all("ac:link"):
        _link(soup, link, pages, files, lose)
    for sign in soup.find_all("ac:emoticon"):
        said = str(sign.get("ac:emoji-fallback") or "")
        sign.replace_with(said if said and not said.startswith(":") else _SIGNS.get(str(sign.get("ac:name") or ""), ""))
    for mark in soup.find_all("time", datetime=True):
        mark.string = mark.get_text(strip=True) or str(mark["datetime"])
    for tag in soup.find_all(["ac:placeholder", "ac:parameter"]):
        tag.extract()
    for tag in soup.find_all(re.compile(r"^(?:ac|ri):")):
        tag.unwrap()
    return str(soup)


def _macro(soup: BeautifulSoup, macro: Tag, lose: Lose) -> None:
    name = str(macro.get("ac:name") or "").lower()
    values = {
        str(value.get("ac:name") or "").lower(): value.get_text().strip()
        for value in macro.find_all("ac:parameter", recursive=False)
    }
    text = macro.find("ac:plain-text-body", recursive=False)
    rich = macro.find("ac:rich-text-body", recursive=False)
    title = values.get("title", "")
    if name in _MADE:
        macro.extract()
        return
    if name in ("code", "noformat") and isinstance(text, Tag):
        code = soup.new_tag("code")
        code.string = text.get_text()
        if values.get("language"):
            code["class"] = f"language-{values['language']}"
        block = soup.new_tag("pre")
        block.append(code)
        macro.insert_before(*([_named(soup, "p", title)] if title else []), block)
        macro.extract()
        return
    if name == "status":
        macro.replace_with(title)
        return
    if name == "anchor":
        place = soup.new_tag("a", id=values.get("", ""))
        macro.replace_with(place)
        return
    for value in macro.find_all("ac:parameter", recursive=False):
        value.extract()
    if isinstance(rich, Tag):
        rich.unwrap()
    if name in _BOXES:
        macro.name, macro.attrs = "div", {"class": f"callout {_BOXES[name]}"}
        if title:
            head = _named(soup, "p", title)
            head["class"] = "callout-title"
            macro.insert(0, head)
    elif name == "expand":
        macro.name, macro.attrs = "details", {}
        macro.insert(0, _named(soup, "summary", title or "…"))
    else:
        if name not in ("section", "column", "excerpt", "div", "details", ""):
            lose(f"macro {name}"[:80], "kbgen has no such macro; what stood inside it is kept.")
        macro.name, macro.attrs = "div", {}


def _named(soup: BeautifulSoup, tag: str, words: str) -> Tag:
    made = soup.new_tag(tag)
    made.string = words
    return made


def _task(soup: BeautifulSoup, task: Tag) -> None:
    status, body = task.find("ac:task-status"), task.find("ac:task-body")
    box = soup.new_tag("input", type="checkbox")
    if isinstance(status, Tag) and status.get_text(strip=True) == "complete":
        box["checked"] = ""
    for tag in task.find_all(["ac:task-id", "ac:task-uuid", "ac:task-status"], recursive=False):
        tag.extract()
    if isinstance(body, Tag):
        body.unwrap()
    task.name = "li"
    task.insert(0, box)


def _picture(soup: BeautifulSoup, picture: Tag, files: Mapping[str, str], lose: Lose) -> None:
    file, address = picture.find("ri:attachment"), picture.find("ri:url")
    name = str(file.get("ri:filename") or "") if isinstance(file, Tag) else ""
    source = files.get(name, "") if name else str(address.get("ri:value") or "") if isinstance(address, Tag) else ""
    if not source:
        lose(f"picture {name}", "It is not among the page's attachments.")
    shown = soup.new_tag("img", src=source, alt=str(picture.get("ac:alt") or name.rpartition(".")[0]))
    caption = picture.find("ac:caption")
    words = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
    picture.replace_with(*([shown] if source else []), *([_named(soup, "p", words)] if words else []))


def _link(soup: BeautifulSoup, link: Tag, pages: Mapping[str, str], files: Mapping[str, str], lose: Lose) -> None:
    page, file = link.find("ri:page"), link.find("ri:attachment")
    body = link.find(["ac:plain-text-link-body", "ac:link-body"])
    words = body.get_text() if isinstance(body, Tag) else ""
    anchor = str(link.get("ac:anchor") or "")
    title = str(page.get("ri:content-title") or "") if isinstance(page, Tag) else ""
    name = str(file.get("ri:filename") or "") if isinstance(file, Tag) else ""
    if title in pages and title:
        target = f"{pages[title]}.page"
    else:
        target = files.get(name, "") if name else ""
        if (title or name) and not target:
            lose(f"link {title or name}", "It leads to nothing that is in the export. Its text stays.")
    words = words or title or name or anchor
    if not target and not (anchor and not title):
        link.replace_with(words)
        return
    made = soup.new_tag("a", href=f"{target}#{anchor}" if anchor else target)
    made.string = words
    link.replace_with(made)
