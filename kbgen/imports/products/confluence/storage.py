"""What Confluence keeps of a page (its "storage format") as plain HTML.

Receives the text of a body and what is known of its space; returns HTML as browsers have it. What one page takes in from another
stands where it does. A macro that no table knows leaves its content. Sources: Atlassian's "Confluence Storage Format" and
"Confluence Storage Format for Macros", and the elements around nodes of the new editor (`ac:adf-extension`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from xml.etree.ElementTree import tostring

from bs4 import BeautifulSoup, Tag

from kbgen.imports.convert.parser import soup_of
from kbgen.markup.commonmark import read

# In an export the end of a section within another is written with a space.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\][ ]?>", re.DOTALL)
_JOINT = re.compile(r"\]\]\]\][ ]?><!\[CDATA\[>")
# Stands for the end of a section that is text within one.
_END = "\ue0a5"
_BY_ID = re.compile(r"[?&]pageId=(\d+)")
_TINY = re.compile(r"/x/([\w-]{2,12})/?$")
_BOXES = {"info": "info", "note": "warning", "tip": "tip", "warning": "danger", "panel": "note"}
_MADE_NAMES = (
    "toc children pagetree recently-updated contentbylabel livesearch pagetreesearch attachments gallery listlabels blog-posts"
    " contributors create-from-template detailssummary profile space-attachments"
)
_MADE = frozenset(_MADE_NAMES.split())
SIGNS = {
    **{"tick": "✅", "check": "✅", "cross": "❌", "error": "❌", "warning": "⚠️", "information": "ℹ️", "info": "ℹ️"},
    **{"smile": "🙂", "sad": "🙁", "wink": "😉", "laugh": "😀", "cheeky": "😛", "thumbs-up": "👍", "thumbs-down": "👎"},
    **{"light-on": "💡", "light-off": "💡", "yellow-star": "⭐", "heart": "❤️", "plus": "➕", "minus": "➖", "question": "❓"},
}
_FRAMES = frozenset({"widget", "iframe", "viewvideo", "multimedia", "view-file", "viewpdf", "viewdoc", "viewxls", "viewppt"})
_DRAWINGS = frozenset({"drawio", "inc-drawio", "gliffy", "lucidchart", "plantuml-image"})
_TABS = frozenset({"ui-tab", "tab", "localtab", "auitabspage", "tabs-page"})
_LAYOUT = frozenset(
    {
        "section",
        "column",
        "excerpt",
        "div",
        "span",
        "details",
        "ui-tabs",
        "tabs",
        "localtabgroup",
        "auitabs",
        "tabs-group",
        "cards",
        "",
    }
)
DEEPEST = 4
Lose = Callable[[str, str], None]


@dataclass(frozen=True)
class Known:
    """What is known of a space: `pages` gives ids by title, `files` by page id and name, `bodies` and `users` by id. `page` is the
    id of the page whose body is read, `depth` how many pages took it in."""

    lose: Lose
    page: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0

    def file(self, named: Tag | None) -> str:
        """Where the file stands that `ri:attachment` names: with this page, or with the one that stands in it."""
        if named is None:
            return ""
        other = named.find("ri:page")
        owner = self.pages.get(str(other.get("ri:content-title") or ""), "") if isinstance(other, Tag) else self.page
        return self.files.get(owner, {}).get(str(named.get("ri:filename") or ""), "")


def html_of(body: str, known: Known) -> str:
    """One body."""
    body = _CDATA.sub(lambda found: escape(found[1].replace(_END, "]]>"), quote=False), _JOINT.sub(_END, body))
    soup = soup_of(body)
    for node in soup.find_all("ac:adf-extension"):
        _node(soup, node)
    for task in soup.find_all("ac:task-list"):
        task.name = "ul"
    for task in soup.find_all("ac:task"):
        _task(soup, task)
    # The inner before the outer: what a macro holds is finished when it is shaped.
    for macro in reversed(soup.find_all(["ac:structured-macro", "ac:macro"])):
        _macro(soup, macro, known)
    for picture in soup.find_all("ac:image"):
        _picture(soup, picture, known)
    for link in soup.find_all("ac:link"):
        _link(soup, link, known)
    for anchor in soup.find_all("a", href=True):
        number = _number(str(anchor["href"]))
        if number in known.bodies:
            anchor["href"] = f"{number}.page"
    for sign in soup.find_all("ac:emoticon"):
        said = str(sign.get("ac:emoji-fallback") or "")
        sign.replace_with(said if said and not said.startswith(":") else SIGNS.get(str(sign.get("ac:name") or ""), ""))
    for mark in soup.find_all("time", datetime=True):
        mark.string = mark.get_text(strip=True) or str(mark["datetime"])
    for tag in soup.find_all(["ac:placeholder", "ac:parameter"]):
        tag.extract()
    for tag in soup.find_all(re.compile(r"^(?:ac|ri):")):
        tag.unwrap()
    return str(soup)


def _number(href: str) -> str:
    """The id of the page that an address names in its query or, as short ones do, by its bytes in base 64."""
    if found := _BY_ID.search(href):
        return found[1]
    if (found := _TINY.search(href)) is None:
        return ""
    raw = base64.b64decode(found[1].replace("-", "/").replace("_", "+").ljust(12, "A"))
    return str(int.from_bytes(raw[:8], "little"))


def _node(soup: BeautifulSoup, node: Tag) -> None:
    """A node of the new editor: its own content, and not what stands there for older readers too."""
    inner, kind = node.find("ac:adf-content"), node.find("ac:adf-attribute", attrs={"key": "panel-type"})
    fallback = node.find("ac:adf-fallback")
    words = kind.get_text(strip=True) if isinstance(kind, Tag) else ""
    if isinstance(inner, Tag) and isinstance(fallback, Tag):
        fallback.extract()
    for value in node.find_all("ac:adf-attribute"):
        value.extract()
    if words:
        node.name, node.attrs = "div", {"class": f"callout {_BOXES.get(words, 'note') if words != 'note' else 'note'}"}


def _read(text: str) -> str:
    """Markdown as HTML."""
    return tostring(read(text, colours=False).root, encoding="unicode", method="html")


def _taken_in(name: str, macro: Tag, known: Known) -> str:
    """What `include` and `excerpt-include` bring from another page; nothing where it is not in the export."""
    page = macro.find("ri:page")
    title = str(page.get("ri:content-title") or "") if isinstance(page, Tag) else macro.get_text(strip=True)
    number = known.pages.get(title, "")
    body = known.bodies.get(number, "")
    if not body or known.depth >= DEEPEST or number == known.page:
        known.lose(f"text of {title}"[:80], "The page that is taken in is not in the export.")
        return ""
    text = html_of(body, replace(known, page=number, depth=known.depth + 1))
    if name == "include":
        return text
    excerpt = soup_of(text).find("div", class_="kb-excerpt")
    return str(excerpt) if isinstance(excerpt, Tag) else ""


def _macro(soup: BeautifulSoup, macro: Tag, known: Known) -> None:
    lose = known.lose
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
    if name in ("status", "jira"):
        macro.replace_with(title or values.get("key") or values.get("jqlquery", ""))
        return
    if name in ("include", "excerpt-include"):
        macro.replace_with(*soup_of(_taken_in(name, macro, known)).contents)
        return
    if name == "excerpt" and values.get("hidden") == "true" and not known.depth:
        # Kept on the page for others, who show it.
        macro.extract()
        return
    if name in _FRAMES or name in _DRAWINGS:
        _shown(soup, macro, name, values, known)
        return
    if name in ("html", "html-xhtml") and isinstance(text, Tag):
        macro.replace_with(*soup_of(text.get_text()).contents)
        return
    if name in ("markdown", "mathblock", "latex", "mathinline", "mermaid-macro", "plantuml") and isinstance(text, Tag):
        written = _read(text.get_text()) if name == "markdown" else f"<pre>{escape(text.get_text(), quote=False)}</pre>"
        macro.replace_with(*soup_of(written).contents)
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
    elif name in _TABS and title:
        macro.name, macro.attrs = "div", {"data-kb": "tab", "data-kb-title": title}
    elif name == "excerpt":
        macro.name, macro.attrs = ("span" if macro.get("ac:output") == "inline" else "div"), {"class": "kb-excerpt"}
    else:
        if name not in _LAYOUT:
            lose(f"macro {name}"[:80], "kbgen has no such macro; what stood inside it is kept.")
        macro.name, macro.attrs = "div", {}


def _shown(soup: BeautifulSoup, macro: Tag, name: str, values: Mapping[str, str], known: Known) -> None:
    """What a macro shows within the page: a file, a film, a drawing as its picture, a page as a link."""
    address = macro.find("ri:url")
    named = macro.find("ri:attachment")
    files = known.files.get(known.page, {})
    file = known.file(named) if isinstance(named, Tag) else files.get(values.get("name", ""), "")
    title = (
        (str(named.get("ri:filename") or "") if isinstance(named, Tag) else "")
        or values.get("name")
        or values.get("diagramname", "")
    )
    if name in _DRAWINGS and (picture := files.get(f"{title}.png") or files.get(title)):
        macro.replace_with(soup.new_tag("img", src=picture, alt=title))
    elif file:
        link = _named(soup, "a", title)
        link["href"] = file
        macro.replace_with(link)
    elif source := str(address.get("ri:value") or "") if isinstance(address, Tag) else values.get("url") or values.get("src", ""):
        macro.replace_with(soup.new_tag("iframe", src=source))
    else:
        known.lose(f"macro {name} {title}"[:80].strip(), "What it shows is not in the export.")
        macro.extract()


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


def _picture(soup: BeautifulSoup, picture: Tag, known: Known) -> None:
    file, address = picture.find("ri:attachment"), picture.find("ri:url")
    name = str(file.get("ri:filename") or "") if isinstance(file, Tag) else ""
    source = known.file(file) if isinstance(file, Tag) else str(address.get("ri:value") or "") if isinstance(address, Tag) else ""
    if not source:
        known.lose(f"picture {name}", "It is not among the page's attachments.")
    shown = soup.new_tag("img", src=source, alt=str(picture.get("ac:alt") or name.rpartition(".")[0]))
    caption = picture.find("ac:caption")
    words = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else ""
    picture.replace_with(*([shown] if source else []), *([_named(soup, "p", words)] if words else []))


def _link(soup: BeautifulSoup, link: Tag, known: Known) -> None:
    file = link.find("ri:attachment")
    # A file may stand with another page, which is named within it.
    page = next((page for page in link.find_all("ri:page") if page.find_parent("ri:attachment") is None), None)
    user = link.find("ri:user")
    body = link.find(["ac:plain-text-link-body", "ac:link-body"])
    words = body.get_text() if isinstance(body, Tag) else ""
    if isinstance(user, Tag):
        ids = (str(user.get(name) or "") for name in ("ri:account-id", "ri:userkey", "ri:username"))
        link.replace_with(words or next((known.users.get(number, "") for number in ids if number), ""))
        return
    anchor = str(link.get("ac:anchor") or "")
    title = str(page.get("ri:content-title") or "") if isinstance(page, Tag) else ""
    name = str(file.get("ri:filename") or "") if isinstance(file, Tag) else ""
    if title in known.pages and title:
        target = f"{known.pages[title]}.page"
    else:
        target = known.file(file) if isinstance(file, Tag) else ""
        if (title or name) and not target:
            known.lose(f"link {title or name}", "It leads to nothing that is in the export. Its text stays.")
    words = words or title or name or anchor
    if not target and not (anchor and not title):
        link.replace_with(words)
        return
    made = soup.new_tag("a", href=f"{target}#{anchor}" if anchor else target)
    if isinstance(body, Tag) and body.name == "ac:link-body" and body.find(True):
        # Emphasis and pictures within its words.
        made.extend(list(body.children))
    else:
        made.string = words
    link.replace_with(made)
