"""An article's HTML made fit for paper: one document of many, with everything in it unfolded.

Receives the body of a page and where other pages are in the book; returns HTML. Links within the book lead to places of the book
and name their page; others name their full address. Pictures are put into the document, so that it is one file.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

# Where HTML has no heading left, the deepest is used.
DEEPEST = 6
# An address that no browser resolves further: what is relative to a page becomes relative to the site's root.
_ROOT = "https://book.invalid/"


class Paper:
    """Carries the bodies of one book over. `places` lead from the address of a page, encoded, to its anchor in the book."""

    def __init__(self, content: Path, site_url: str, places: Mapping[str, str]) -> None:
        self._content = content
        self._site_url = site_url
        self._places = places

    def carried(self, html: str, url: str, anchor: str, down: int) -> str:
        """The HTML of the page at `url`, with `anchor` before all ids and headings moved `down` by so many levels."""
        soup = BeautifulSoup(html, "html.parser")
        for gone in soup.select(".kb-anchor, .kb-copy, script, input, .tabbed-labels, .linenos"):
            if "tabbed-labels" in (gone.get("class") or ()):
                self._name_tabs(soup, gone)
            gone.decompose()
        for element in soup.find_all(True):
            self._carry(soup, element, url, anchor, down)
        return str(soup)

    def _carry(self, soup: BeautifulSoup, element: Tag, url: str, anchor: str, down: int) -> None:
        if name := element.get("id"):
            element["id"] = f"{anchor}-{name}"
        for key in ("aria-labelledby", "aria-describedby", "for"):
            if value := element.get(key):
                element[key] = f"{anchor}-{value}"
        for key in ("tabindex", "loading", "decoding", "data-player"):
            del element[key]
        if len(element.name) == 2 and element.name[0] == "h" and element.name[1].isdigit():
            element.name = f"h{min(int(element.name[1]) + down, DEEPEST)}"
        elif element.name == "details":
            element["open"] = ""
        elif element.name == "a":
            self._link(soup, element, url, anchor)
        elif element.name == "img":
            self._picture(element, url)
        elif element.name == "video":
            self._film(soup, element, url)

    def _name_tabs(self, soup: BeautifulSoup, labels: Tag) -> None:
        """Every tab is shown on paper, below its name."""
        names = [label.get_text(" ", strip=True) for label in labels.find_all("label")]
        blocks = labels.parent.select(":scope > .tabbed-content > .tabbed-block") if labels.parent else []
        for name, block in zip(names, blocks, strict=False):
            title = soup.new_tag("p", attrs={"class": "kb-book__tab"})
            title.string = name
            block.insert(0, title)

    def _link(self, soup: BeautifulSoup, link: Tag, url: str, anchor: str) -> None:
        target = str(link.get("href") or "")
        if "kb-zoom" in (link.get("class") or ()):
            # It leads to the picture that it shows.
            link.unwrap()
            return
        if target.startswith("#"):
            link["href"] = f"#{anchor}-{unquote(target[1:])}"
            return
        whole = urljoin(_ROOT + url, target)
        if not whole.startswith(_ROOT):
            return
        path, fragment = whole.removeprefix(_ROOT).partition("#")[::2]
        place = self._places.get(path.partition("?")[0])
        if place is None:
            if self._site_url:
                link["href"] = self._site_url + whole.removeprefix(_ROOT)
            else:
                link.unwrap()
            return
        name = f"{place}-{unquote(fragment)}" if fragment else place
        link["href"] = f"#{name}"
        link.insert_after(_reference(soup, name))

    def _picture(self, picture: Tag, url: str) -> None:
        source = str(picture.get("src") or "")
        whole = urljoin(_ROOT + url, source)
        if not whole.startswith(_ROOT):
            return
        file = self._content / unquote(urlsplit(whole).path.lstrip("/"))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.is_file():
            picture["src"] = f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"

    def _film(self, soup: BeautifulSoup, video: Tag, url: str) -> None:
        """Paper says where a film is."""
        source = video.find("source")
        target = urljoin(_ROOT + url, str(source.get("src") or "")) if source else ""
        where = self._site_url + target.removeprefix(_ROOT) if target.startswith(_ROOT) and self._site_url else target
        link = soup.new_tag("a", attrs={"href": where, "class": "kb-book__film"})
        link.string = str(video.get("aria-label") or where)
        video.replace_with(link)


def _reference(soup: BeautifulSoup, name: str) -> Tag:
    """Where the number of the page goes at which `name` stands; empty until it is known."""
    return soup.new_tag("span", attrs={"class": "kb-book__ref", "data-page": name})
