"""One page of Notion: its title, what it says of itself, and its text.

Receives the bytes of a page, in Markdown or HTML, and the columns of the database in which it stands; returns those three. Boxes,
toggles, tasks and lists of one item each become what other Markdown and HTML have for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from kbgen.dialects.markdown import substitute
from kbgen.dialects.video_hosts import page_of_film
from kbgen.imports.convert.parser import page_of

_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]*)(?:\n|\Z)")
_PROPERTY = re.compile(r"([^:\n]{1,80}):(?:[ \t]+([^\n]*))?")
_ASIDE = re.compile(r"^([ \t]*)<aside>\s*?\n?(.*?)\n?[ \t]*</aside>[ \t]*$", re.DOTALL | re.MULTILINE)
_FILM = re.compile(
    r"^([ \t]*)\[([^\]\n]*)\]\((https?://(?:www\.)?(?:youtube\.com/watch\?|youtu\.be/|vimeo\.com/\d)[^)\s]*)\)[ \t]*$", re.MULTILINE
)
_MARKS = {
    **dict.fromkeys(("💡", "✅", "👍", "🌟", "⭐"), "tip"),
    **dict.fromkeys(("ℹ", "📘", "🔎", "🗒"), "info"),
    **dict.fromkeys(("⚠", "❗", "🚧", "✋", "☝"), "warning"),
    **dict.fromkeys(("🚨", "⛔", "🛑", "❌", "🔥", "‼"), "danger"),
}
# An icon of a box that is a picture of Notion's; its name says what it shows.
_ICON = re.compile(r"""<img\b[^<>]*\bsrc="https://(?:www\.)?notion\.so/icons/([\w-]+)\.svg[^<>]*>\s*""")
_ICONS = (("warning", "warning"), ("exclamation", "warning"), ("alert", "warning"), ("info", "info"), ("light-bulb", "tip"),
          ("check", "tip"), ("star", "tip"), ("error", "danger"), ("close", "danger"))  # fmt: skip
_BLOCK = re.compile("#([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$")
# Columns of a page that stands in no database that was exported.
_USUAL = frozenset(
    {"created", "created time", "created by", "last edited time", "last edited by", "tags", "status", "owner", "author", "category",
     "published", "order", "description", "date", "url", "updated", "type", "language"}
)  # fmt: skip


def from_markdown(raw: bytes, columns: Iterable[str]) -> tuple[str, dict[str, str], str]:
    """Title, properties and body of a `.md` file."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    heading = _TITLE.match(text)
    title = heading[1].strip() if heading else ""
    text = text[heading.end() :].lstrip("\n") if heading else text
    values, text = _properties(text, {name.casefold() for name in columns})
    text = substitute(_ASIDE, text, _box)
    return title, values, substitute(_FILM, text, lambda found: f"{found[1]}![{'' if '://' in found[2] else found[2]}]({found[3]})")


def _properties(text: str, columns: set[str]) -> tuple[dict[str, str], str]:
    """The lines at the head that are columns of the page's database, and the rest."""
    values: dict[str, str] = {}
    block, blank, rest = text.partition("\n\n")
    lines = block.split("\n")
    found = [_PROPERTY.fullmatch(line) for line in lines]
    names = [match[1].strip().casefold() for match in found if match]
    known = columns or _USUAL
    if not lines[0] or not all(found) or not all(name in known for name in names):
        return {}, text
    for match in found:
        if match:
            values[match[1].strip()] = (match[2] or "").strip()
    return values, rest if blank else ""


def _box(found: re.Match[str]) -> str:
    lead, body = found[1], found[2].strip()
    icon = _ICON.match(body)
    body = body[icon.end() :] if icon else body
    kind = _kind(body) or next((kind for name, kind in _ICONS if icon and name in icon[1]), "")
    if icon and not _kind(body):
        return _boxed(lead, kind, body)
    if kind:
        body = body[1:].lstrip("\ufe0f ").lstrip("\n")
    return _boxed(lead, kind, body)


def _boxed(lead: str, kind: str, body: str) -> str:
    lines = "\n".join(lead + line.removeprefix(lead) if line.strip() else "" for line in body.split("\n"))
    return f"\n{lead}::: {kind or 'note'}\n{lines}\n{lead}:::\n"


def _kind(words: str) -> str:
    return _MARKS.get(words[:1], "")


def from_html(raw: bytes, columns: Iterable[str]) -> tuple[str, dict[str, str], str]:
    """Title, properties and body of a `.html` file."""
    soup = page_of(raw)
    heading = soup.find(True, class_="page-title") or soup.find("h1") or soup.find("title")
    title = " ".join(heading.get_text(" ").split()) if isinstance(heading, Tag) else ""
    values: dict[str, str] = {}
    table = soup.find("table", class_="properties")
    for row in table.find_all("tr") if isinstance(table, Tag) else ():
        name, value = row.find("th"), row.find("td")
        if isinstance(name, Tag) and isinstance(value, Tag):
            for icon in name.find_all("span", class_="icon"):
                icon.extract()
            chosen = [" ".join(tag.get_text(" ").split()) for tag in value.find_all("span", class_="selected-value")]
            box = value.find(class_=re.compile("^checkbox"))
            switch = (
                "Yes" if isinstance(box, Tag) and "checkbox-on" in str(box.get("class")) else "No" if isinstance(box, Tag) else ""
            )
            values[" ".join(name.get_text(" ").split())] = ", ".join(chosen) or switch or " ".join(value.get_text(" ").split())
    about = soup.find("p", class_="page-description")
    if isinstance(about, Tag) and about.get_text(strip=True):
        values.setdefault("Description", " ".join(about.get_text(" ").split()))
    body = soup.find("div", class_="page-body") or soup.find("body") or soup
    if isinstance(heading, Tag) and body.name != "div":
        heading.extract()
    _shape(soup, body)
    return title, values, body.decode_contents()


def _shape(soup: BeautifulSoup, body: Tag) -> None:
    for tag in body.find_all("nav", class_="table_of_contents"):
        tag.extract()
    for box in body.find_all("figure", class_="callout"):
        icon = box.find("span", class_="icon")
        kind = _kind(icon.get_text(strip=True)) if isinstance(icon, Tag) else ""
        if isinstance(icon, Tag):
            icon.extract()
        box["class"] = f"callout {kind or 'note'}"
    for tag in body.find_all(["figure", "a"], class_=re.compile(r"^link-to-page$")):
        for icon in tag.find_all("span", class_="icon"):
            icon.extract()
        tag.name = "p" if tag.name == "figure" else tag.name
    for mark in body.find_all("a", class_="bookmark"):
        named = mark.find(class_="bookmark-title")
        words = " ".join(named.get_text(" ").split()) if isinstance(named, Tag) else ""
        said = mark.find(class_="bookmark-description")
        told = " ".join(said.get_text(" ").split()) if isinstance(said, Tag) else ""
        mark.string = words or str(mark.get("href") or "")
        if told:
            below = soup.new_tag("p")
            below.string = told
            mark.insert_after(below)
    # A letter stands for a person's picture; formulas are written twice, the second time for eyes only.
    for tag in [*body.select("span.user > span.icon"), *body.select(".katex > .katex-html")]:
        tag.extract()
    for source in body.select("div.source"):
        link = source.find("a", href=True)
        if isinstance(link, Tag) and (film := page_of_film(str(link["href"]))):
            source.replace_with(soup.new_tag("iframe", src=film))
    for link in body.find_all("a", href=True):
        # Addresses write a block's id without the hyphens that it has on its page.
        link["href"] = _BLOCK.sub(r"#\1-\2-\3-\4-\5", str(link["href"]))
    for box in body.find_all("div", class_=re.compile(r"^checkbox")):
        field = soup.new_tag("input", type="checkbox")
        if "checkbox-on" in str(box.get("class")):
            field["checked"] = ""
        box.replace_with(field)
    for mark in body.find_all("li"):
        toggle = mark.find("details", recursive=False)
        if isinstance(toggle, Tag) and mark.parent is not None and "toggle" in str(mark.parent.get("class")):
            mark.parent.replace_with(toggle.extract())
    # Each item of a list is a list of its own.
    for name in ("ul", "ol"):
        for listing in body.find_all(name):
            before = listing.find_previous_sibling()
            between = listing.previous_sibling
            near = between is before or (between is not None and not str(between).strip())
            if before is not None and before.name == name and near and before.get("class") == listing.get("class"):
                for item in list(listing.children):
                    before.append(item.extract())
                listing.extract()
