"""Lists, tables, pictures and code as their writers meant them, whatever an editor or a theme made of the elements.

Receives a tree; changes it: every item is in a list, every definition has its term, tables that only lay out a page are taken
apart, merged cells take their place, a picture that loads late names where it is (`data-kb-sources`, best first), code is lines of
text. Takes time in proportion to the tree.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

LISTS = ("ul", "ol")
_BLOCK_NAMES = (
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p"
    " pre section table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_COLUMNS = 100
_LATE = (
    *("data-src", "data-original", "data-lazy-src", "data-lazy"),
    *("data-orig-src", "data-original-src", "data-image-src", "data-url"),
)
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_BLANK = re.compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|pixel|transparent|loading|loader|lazy|1x1|grey|gray|empty)[^/]{0,20}"
    r"\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)|^about:|^#?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?:^|[-_\s])(?:line-?numbers?(?:-rows)?|line-?nos?|linenos?|gutter|ln-num|lineno|hljs-ln-n(?:umbers)?)(?:$|[-_\s])"
)
_LINE = re.compile(r"(?:^|\s)(?:line|code-line|token-line|view-line|ec-line|blob-code)(?:$|\s)")


def mend(soup: BeautifulSoup) -> None:
    """All of it."""
    _code(soup)
    _lists(soup)
    _definitions(soup)
    _tables(soup)
    _pictures(soup)
    _links(soup)


def _code(soup: BeautifulSoup) -> None:
    for table in soup.find_all("table"):
        # Programs that colour code put line numbers into a column of their own.
        blocks = table.find_all("pre")
        code = [pre for pre in blocks if not re.fullmatch(r"[\d\s.]*", pre.get_text())]
        if len(code) == 1 and len(blocks) == 2 and len(table.find_all("tr")) == 1:
            table.replace_with(code[0].extract())
    for pre in soup.find_all("pre"):
        for tag in pre.find_all(["span", "td", "div", "button", "a", "ol", "ul"]):
            names = " ".join(str(name) for name in tag.get_attribute_list("class") if name).lower()
            if tag.name == "button" or _NUMBERS.search(names):
                tag.extract()
        for br in pre.find_all("br"):
            br.replace_with(NavigableString("\n"))
        for tag in pre.find_all(["div", "p", "span", "code", "li", "tr"]):
            names = " ".join(str(name) for name in tag.get_attribute_list("class") if name)
            if tag.name not in ("span", "code") or _LINE.search(names):
                following = tag.next_sibling
                if following is not None and not tag.get_text().endswith("\n") and not str(following.get_text()).startswith("\n"):
                    tag.append(NavigableString("\n"))
    # Where each line is an element of its own, or has one for its numbers.
    for area in soup.find_all("textarea"):
        if "\n" in area.get_text().strip():
            area.name = "pre"


def _lists(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(["menu", "dir"]):
        tag.name = "ul"
    for listing in soup.find_all(LISTS):
        for tag in listing.find_all(["div", "p", "span", "form"], recursive=False):
            if tag.find("li", recursive=False):
                tag.unwrap()
        children = list(listing.children)
        if all(child.name == "li" if isinstance(child, Tag) else not str(child).strip() for child in children):
            continue
        item: Tag | None = None
        for child in children:
            if isinstance(child, Tag) and child.name == "li":
                item = child
            elif isinstance(child, Tag) or str(child).strip():
                # A list right in a list, or words between two items, belong to the item above.
                if item is None:
                    item = soup.new_tag("li")
                    child.insert_before(item)
                item.append(child.extract())
    items = [item for item in soup.find_all("li") if item.parent and item.parent.name not in LISTS]
    parents = {id(item.parent): item.parent for item in items if item.parent is not None}
    for parent in parents.values():
        group: Tag | None = None
        for child in list(parent.children):
            if isinstance(child, Tag) and child.name == "li":
                if group is None:
                    group = soup.new_tag("ul")
                    child.insert_before(group)
                group.append(child.extract())
            elif isinstance(child, Tag) or str(child).strip():
                group = None
    seen: set[int] = set()
    for box in soup.find_all("input", attrs={"type": "checkbox"}):
        item = box.find_parent("li")
        if item is not None and id(item) not in seen:
            seen.add(id(item))
            if not _words_before(box, item):
                item["data-kb-task"] = "x" if box.has_attr("checked") else " "


def _words_before(tag: Tag, root: Tag) -> bool:
    for node in root.descendants:
        if node is tag:
            return False
        if isinstance(node, NavigableString) and node.strip():
            return True
    return False


def _definitions(soup: BeautifulSoup) -> None:
    for listing in soup.find_all("dl"):
        for tag in listing.find_all("div", recursive=False):
            if tag.find(["dt", "dd"], recursive=False):
                tag.unwrap()
        meanings = listing.find_all("dd", recursive=False)
        if any(_begins_with_block(meaning) for meaning in meanings):
            # Markdown's definitions begin with words.
            for term in listing.find_all("dt", recursive=False):
                _embolden(soup, term)
            for tag in (*meanings, listing):
                tag.name = "div"
    for meaning in soup.find_all("dd"):
        before = meaning.find_previous_sibling()
        if before is None or before.name not in ("dt", "dd"):
            meaning.name = "p"


def _begins_with_block(tag: Tag) -> bool:
    for child in tag.children:
        if isinstance(child, Tag):
            inner = child.name in ("div", "section", "article", "p") and not child.get("data-kb")
            return _begins_with_block(child) if inner else child.name in _BLOCKS or child.name == "li"
        if str(child).strip():
            return False
    return False


def _embolden(soup: BeautifulSoup, term: Tag) -> None:
    strong = soup.new_tag("strong")
    for bold in term.find_all(["b", "strong"]):
        bold.unwrap()
    for child in list(term.children):
        strong.append(child.extract())
    term.append(strong)
    term.name = "p"


def _tables(soup: BeautifulSoup) -> None:
    for table in soup.find_all("table"):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        cells = [list(row.find_all(["td", "th"], recursive=False)) for row in rows]
        wide = max((len(row) for row in cells), default=0)
        heads = any(cell.name == "th" for row in cells for cell in row)
        # Some editors call every table a presentation; one with rows of several cells holds data all the same.
        data = len(rows) > 1 and wide > 1 and len({len(row) for row in cells}) == 1 and not table.find(["table", *_HEADINGS])
        laid = table.get("role") in ("presentation", "none") and not data
        if laid or (wide == 1 and not heads) or (table.find("table") and not heads):
            _apart(table, rows, cells)
        elif rows:
            _spread(soup, cells)


def _apart(table: Tag, rows: list[Tag], cells: list[list[Tag]]) -> None:
    """A table that lays out what is no table: its cells in order."""
    for tag in [*table.find_all(["thead", "tbody", "tfoot", "colgroup", "caption"], recursive=False), *rows, table]:
        tag.name = "div"
    for cell in (cell for row in cells for cell in row):
        cell.name = "div"


def _spread(soup: BeautifulSoup, cells: list[list[Tag]]) -> None:
    """Empty cells below those that reach over several rows, so that what follows keeps its column."""
    reaching: dict[int, int] = {}
    for row in cells:
        column = 0
        for cell in row:
            while reaching.get(column, 0) > 0:
                reaching[column] -= 1
                empty = soup.new_tag("td")
                empty["data-kb-merged"] = ""
                cell.insert_before(empty)
                column += 1
            wide, deep = min(_number(cell, "colspan"), MAX_COLUMNS), _number(cell, "rowspan")
            for place in range(column, column + wide):
                if deep > 1:
                    reaching[place] = min(deep, 1000) - 1
            column += wide
        # What reaches past the last cell of the row.
        for place in range(column, MAX_COLUMNS * 2):
            if place in reaching:
                reaching[place] = max(0, reaching[place] - 1)


def _number(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _pictures(soup: BeautifulSoup) -> None:
    for picture in soup.find_all("img"):
        if "/" in str(picture.get("alt") or "") and str(picture["alt"]) in (picture.get("src"), f"./{picture.get('src')}"):
            # Where a picture is says nothing of what it shows.
            del picture["alt"]
        figure = picture.find_parent("figure")
        caption = figure.find("figcaption") if figure is not None and not picture.get("alt") else None
        if isinstance(caption, Tag):
            picture["alt"] = " ".join(caption.get_text(" ").split())
        late = [str(picture.get(name) or "").strip() for name in _LATE]
        around = picture.find_parent("picture")
        sets = [str(picture.get(name) or "") for name in _SETS]
        for source in around.find_all("source") if around is not None else ():
            sets += [str(source.get(name) or "") for name in _SETS]
        listed = [address for value in sets for address in _largest_first(value)]
        own = str(picture.get("src") or "").strip()
        found = [
            address for address in (*late, "" if _BLANK.search(own) else own, *listed) if address and not _BLANK.search(address)
        ]
        if own.startswith("data:") and len(own) < 1000 and (rest := [address for address in found if address != own]):
            found = rest
        picture["data-kb-sources"] = "\n".join(dict.fromkeys(found))
    for tag in soup.find_all("noscript"):
        before = tag.find_previous_sibling()
        shown = before is not None and (before.name in ("img", "picture", "iframe") or before.find("img") is not None)
        if tag.find(["img", "iframe"]) and not shown:
            for picture in tag.find_all("img"):
                picture["data-kb-sources"] = str(picture.get("src") or "")
            tag.unwrap()


def _largest_first(sources: str) -> list[str]:
    """The addresses of a `srcset`, the largest picture first."""
    found: list[tuple[float, str]] = []
    for part in re.split(r",\s+|,(?=https?:|/)", sources.strip()):
        address, _, size = part.strip().partition(" ")
        number = re.match(r"[\d.]{1,8}", size.strip())
        if address and not address.startswith("data:"):
            try:
                found.append((float(number[0]) if number else 1.0, address))
            except ValueError:
                found.append((1.0, address))
    return [address for _, address in sorted(found, key=lambda pair: -pair[0])]


def _links(soup: BeautifulSoup) -> None:
    """A link around blocks becomes one around the words of the first of them: Markdown has no other."""
    for link in soup.find_all("a", href=True):
        if link.find("a", href=True) is not None:
            # Of two links in one another the inner one is what a click hits.
            link.unwrap()
            continue
        if link.find(_BLOCK_NAMES.split()) is None:
            continue
        inside = link.find_all(_BLOCK_NAMES.split())
        blocks = [tag for tag in inside if not tag.find(_BLOCK_NAMES.split()) and tag.get_text(strip=True)]
        first = next((tag for tag in blocks if tag.name in _HEADINGS), blocks[0] if blocks else None)
        if first is None or first.name in ("pre", "table", *LISTS):
            alone = soup.new_tag("a", href=str(link["href"]))
            alone.string = str(link["href"])
            block = soup.new_tag("p")
            block.append(alone)
            link.insert_after(block)
            link.unwrap()
            continue
        inner = soup.new_tag("a", href=str(link["href"]))
        for child in list(first.children):
            inner.append(child.extract())
        first.append(inner)
        link.name = "div"
        del link["href"]
