"""What of an article's HTML a person with a screen reader stumbles over, as far as a program can tell.

Receives the HTML of a body and its language; returns faults with the words by which the place is found. Pictures without words and
videos without captions are found by the ordinary check (`image-alt`, `video-captions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Tag

from kbgen.language.tag import direction
from kbgen.language.text import fold
from kbgen.pages.markdown import LINE

# Words that say nothing of where a link leads, for those who hear the links of a page one after the other (WCAG 2.4.4).
EMPTY_WORDS = frozenset(
    fold(words)
    for words in (
        *("here", "click here", "this", "link", "this link", "more", "read more", "see here", "this page", "page", "article"),
        *("هنا", "من هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "رابط", "هذا الرابط", "هذه الصفحة"),
        *("اینجا", "این‌جا", "کلیک کنید", "اینجا کلیک کنید", "بیشتر", "ادامه", "بیشتر بخوانید", "پیوند", "لینک", "این صفحه"),
    )
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{30,}")
_RTL_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]")
# A few foreign words are names; so many are a passage (WCAG 3.1.2).
PASSAGE = 5
_BLOCKS = ("p", "li", "td", "dd", "blockquote", "figcaption", "h2", "h3", "h4")


class Fault(NamedTuple):
    """`code` is that of the issue; `words` stand at the place; `line` is that of the file, 0 where only the words tell it."""

    code: str
    words: str
    line: int = 0


def faults(html: str, language: str) -> Iterator[Fault]:
    """Everything that is wrong with a body in `language`."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        if not {"kb-anchor", "kb-zoom", "footnote-ref", "footnote-backref"} & set(link.get("class") or ()):
            yield from _link(link)
    for table in soup.find_all("table"):
        if "highlighttable" not in (table.get("class") or ()) and not any(
            cell.get_text(strip=True) for cell in table.find_all("th")
        ):
            yield Fault("table-header", table.get_text(" ", strip=True)[:60], _line(table))
    for block in soup.find_all(_BLOCKS):
        if passage := _foreign(block, language):
            yield Fault("passage-language", passage)


def _link(link: Tag) -> Iterator[Fault]:
    said = link.get_text(" ", strip=True) or str(link.get("aria-label") or "")
    said = said or " ".join(str(picture.get("alt") or "") for picture in link.find_all("img"))
    if not said.strip():
        yield Fault("link-text", str(link["href"]), _line(link))
    elif fold(said).strip(" .…:!«»\"'") in EMPTY_WORDS or _ADDRESS.fullmatch(said):
        yield Fault("link-text", said, _line(link))


def _line(element: Tag) -> int:
    return int(str(element.get(LINE) or 0))


def _foreign(block: Tag, language: str) -> str:
    """The words of a block that is in another script than the language's, without saying so; empty where it is not."""
    if block.find(_BLOCKS) or any(parent.get("lang") for parent in (block, *block.parents) if isinstance(parent, Tag)):
        return ""
    told = BeautifulSoup(str(block), "html.parser")
    for apart in told.select("code, kbd, samp, pre, var, [lang], .keys, abbr"):
        apart.decompose()
    text = " ".join(told.get_text().split())
    rtl = direction(language) == "rtl"
    own, other = (_RTL_LETTERS, _LATIN_LETTERS) if rtl else (_LATIN_LETTERS, _RTL_LETTERS)
    words = [word for word in text.split() if other.search(word) and not re.search(r"[/@_\d]", word)]
    return text[:60] if len(words) >= PASSAGE and not own.search(text) else ""
