"""Documents that word processors save as web pages: their lists, titles and emphasis as HTML has them.

Receives a tree; changes it. Word writes each item of a list as a paragraph with its sign typed before it, Google Docs each level
of a list as a list of its own and bold as a class. Tables of contents with numbers of pages, comments of reviewers and page breaks
go.
Sources: what "Save as Web Page, Filtered" of Word and "Web page (.html)" of Google Docs write.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

_ITEM = re.compile(r"^Mso(?:o?ListParagraph|ListBullet|ListNumber)|^MsoList(?:Bullet|Number)", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list:[^;]*?\blevel(\d)", re.IGNORECASE)
_CLASS_LEVEL = re.compile(r"MsoList(?:Bullet|Number)(\d)", re.IGNORECASE)
_SIGN = re.compile(r"[\s\xa0]*(?:(?P<bullet>[·•●○◦▪■§Øo‣–*-])|(?P<number>\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]))(?=[\s\xa0]|$)")
_RULE = re.compile(r"\.(c\d+|[\w-]+)\s*\{([^{}]*)\}")
_KIX = re.compile(r"^lst-kix_(.+)-(\d)$")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_CODE = re.compile(r"font-family:\s*[\"']?(?:Courier|Consolas|Roboto Mono|Source Code)", re.IGNORECASE)


def shape(soup: BeautifulSoup) -> None:
    """Whatever word processor it was; other pages stay as they are."""
    for link in soup.find_all("a", href=re.compile(r"^https?://(?:www\.)?google\.com/url\?")):
        target = parse_qs(urlsplit(str(link["href"])).query).get("q", [""])[0]
        if target.startswith(("http://", "https://", "mailto:")):
            link["href"] = target
    if soup.find(True, class_=re.compile(r"^Mso")) is not None:
        _word(soup)
    if soup.find(["ul", "ol"], class_=re.compile(r"^lst-kix_")) or soup.find("body", class_="doc-content"):
        _google(soup)


def _word(soup: BeautifulSoup) -> None:
    for tag in soup.find_all("p", class_=re.compile(r"^MsoToc(?:\d|Heading)")):
        tag.extract()
    _titled(soup, soup.find("p", class_="MsoTitle"))
    waiting: list[tuple[int, Tag]] = []
    last: Tag | None = None
    for paragraph in soup.find_all("p"):
        names = [str(name) for name in paragraph.get_attribute_list("class") if name]
        style = str(paragraph.get("style") or "")
        if not any(_ITEM.match(name) for name in names) and not _LEVEL.search(style):
            continue
        ordered = _unsigned(paragraph)
        if ordered is None and not any("ListParagraph" not in name and _ITEM.match(name) for name in names):
            # What goes on within an item has no sign.
            if waiting and last is not None and paragraph.find_previous_sibling() is waiting[0][1]:
                last.append(paragraph.extract())
            continue
        found = _LEVEL.search(style) or next((found for name in names if (found := _CLASS_LEVEL.search(name))), None)
        level = int(found[1]) if found else 1
        if not (waiting and paragraph.find_previous_sibling() is waiting[0][1]):
            waiting = []
        while waiting and waiting[-1][0] > level:
            waiting.pop()
        if waiting and waiting[-1][0] == level and ordered is not None and (waiting[-1][1].name == "ol") is not ordered:
            # A list of the other kind begins.
            waiting.pop()
            last = waiting[-1][1].find_all("li", recursive=False)[-1] if waiting else None
        if not waiting or waiting[-1][0] < level:
            listing = soup.new_tag("ol" if ordered else "ul")
            if waiting and last is not None:
                last.append(listing)
            else:
                paragraph.insert_before(listing)
            waiting.append((level, listing))
        item = paragraph.extract()
        item.name, item.attrs = "li", {}
        waiting[-1][1].append(item)
        last = item


def _unsigned(paragraph: Tag) -> bool | None:
    """Take the typed sign off an item; whether it was a number, None where there was none."""
    for mark in paragraph.find_all("span", style=re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)):
        words = mark.get_text()
        mark.extract()
        found = _SIGN.match(words)
        return bool(found and found["number"])
    strings = [text for text in paragraph.find_all(string=True) if text.strip("\xa0 \r\n\t")]
    found = _SIGN.match(str(strings[0])) if strings else None
    if found is None:
        return None
    rest = str(strings[0])[found.end() :].lstrip("\xa0 ")
    # An item begins behind the room that follows the sign, in a string of its own.
    strings[0].replace_with(NavigableString(rest))
    return found["number"] is not None


def _google(soup: BeautifulSoup) -> None:
    _titled(soup, soup.find("p", class_="title"))
    for mark in soup.find_all("a", id=re.compile(r"^cmnt(?:_ref)?\d+$")):
        box = mark.find_parent("div") if not str(mark["id"]).startswith("cmnt_ref") else mark.find_parent("sup")
        (box if isinstance(box, Tag) else mark).extract()
    for rule in soup.find_all("hr", style=re.compile(r"display:\s*none")):
        rule.extract()
    looks = dict(_RULE.findall(" ".join(style.get_text() for style in soup.find_all("style"))))
    for span in soup.find_all("span"):
        style = ";".join(looks.get(str(name), "") for name in span.get_attribute_list("class") if name)
        if not span.get_text().strip() or span.find_parent(["h1", "h2", "h3", "h4", "h5", "h6"]):
            continue
        name = "code" if _CODE.search(style) else "strong" if _BOLD.search(style) else "em" if _ITALIC.search(style) else ""
        if name:
            span.name = name
    levels: dict[str, list[tuple[int, Tag]]] = {}
    for listing in soup.find_all(["ul", "ol"], class_=_KIX):
        found = next(found for name in listing.get_attribute_list("class") if (found := _KIX.match(str(name))))
        level = int(found[2])
        open_lists = levels.setdefault(found[1], [])
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        before = listing.find_previous_sibling()
        follows = bool(open_lists) and before is open_lists[0][1]
        if follows and open_lists[-1][0] == level:
            for item in list(listing.find_all("li", recursive=False)):
                open_lists[-1][1].append(item.extract())
            listing.extract()
        elif follows and (items := open_lists[-1][1].find_all("li", recursive=False)):
            items[-1].append(listing.extract())
            open_lists.append((level, listing))
        else:
            levels[found[1]] = [(level, listing)]


def _titled(soup: BeautifulSoup, title: object) -> None:
    """The paragraph that is the document's title as its first heading; the others go one level down."""
    if not isinstance(title, Tag) or not title.get_text().strip():
        return
    for level in range(5, 0, -1):
        for heading in soup.find_all(f"h{level}"):
            heading.name = f"h{level + 1}"
    title.name = "h1"
