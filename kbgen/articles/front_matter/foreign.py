"""What the keys of other programs mean here: titles, dates, tags, order, drafts of an article that was written for them.

Receives the table of a front matter that a lenient site read; returns values under kbgen's own keys, those that it names itself
left out, and the names of the keys that say nothing here. Pure.

Sources: the front matter of Docusaurus (`sidebar_position`, `last_update`, `unlisted`), Starlight (`sidebar.order`,
`lastUpdated`), VitePress (`lastUpdated`), Hugo (`weight`, `lastmod`, `linkTitle`, `publishDate`, `build`, `headless`), Jekyll
(`published`, `last_modified_at`, `permalink`, `excerpt`), just-the-docs (`nav_order`), GitBook (`hidden`), DocFX (`ms.date`,
`no-loc`), Obsidian (`publish`, `aliases`), Mintlify (`sidebarTitle`), Hexo and WordPress (`categories`, `modified`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kbgen.articles.article import Status
from kbgen.articles.front_matter.parse import Listing, Scalar, Table, Value

TITLES = (
    "linkTitle",
    "linktitle",
    "link_title",
    "sidebar_label",
    "sidebarTitle",
    "nav_title",
    "navTitle",
    "page_title",
    "Title",
    "heroText",
)
DESCRIPTIONS = ("summary", "excerpt", "lead", "intro", "subtitle", "meta_description", "metaDescription", "Description")
# The day of the last change first, then that of the first writing.
_CHANGED = (
    "last_update",
    "lastUpdated",
    "last_updated",
    "lastmod",
    "last_modified_at",
    "last_modified",
    "lastModified",
    "modified",
)
DATES = (*_CHANGED, "date_modified", "updated_at", "updatedAt", "ms.date", "date", "pubDate", "created", "published_at")
ORDERS = ("index", "weight", "sidebar_position", "nav_order", "position", "menu_order", "sidebar_order", "sort_order", "sort")
TAGS = ("categories", "category", "topics", "labels", "Tags", "tag")
STARTS = ("publishDate", "publish_date", "pubdate")
ENDS = ("expiryDate", "expiry_date", "unpublishdate")
ADDRESSES = ("aliases", "redirects", "redirect", "permalink", "url", "old_urls")
NAMES = ("uid", "aliases", "alias", "permalink", "slug", "url", "redirect_from")
# Whatever hides a page where it comes from keeps it from readers here.
HIDING = frozenset(
    {"draft", "hidden", "unlisted", "private", "headless", "isHidden", "is_hidden", "isDraft", "is_draft", "internal"}
)
SHOWING = frozenset({"published", "publish", "public", "visible"})
STATUSES = frozenset(
    {"draft", "unpublished", "private", "hidden", "unlisted", "wip", "in progress", "archived", "pending", "internal"}
)
_STATES = ("status", "state", "visibility", "post_status")

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
# Microsoft writes months first, everybody else who writes with slashes or dots days, unless there is no such month.
_DAY_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=\D|$)")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{0,9})?")


def foreign_values(table: Table, own: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Values by kbgen's keys as the other keys of `table` give them, and the names of those that have no meaning here."""
    entries = {name: entry.value for name, entry in table.entries.items()}
    known = set(own)
    used: set[str] = set()
    values: dict[str, Any] = {}

    def take(key: str, names: Iterable[str], read: Callable[[Value], Any]) -> None:
        for name in names:
            if name not in entries or name in known:
                continue
            used.add(name)
            found = read(entries[name])
            if key not in values and found not in ("", (), None):
                values[key] = found

    take("title", TITLES, _text)
    take("description", DESCRIPTIONS, _text)
    take("updated", DATES, _day_in)
    take("order", ORDERS, _order)
    take("tags", TAGS, words_of)
    take("publish_at", STARTS, _day_in)
    take("expire_at", ENDS, _day_in)
    take("redirect_from", ADDRESSES, _paths)
    take("keywords", ("aliases",), _names)
    used |= {"uid", "slug"} & entries.keys()
    sidebar = entries.get("sidebar")
    if isinstance(sidebar, Table):
        used.add("sidebar")
        inner = {name: entry.value for name, entry in sidebar.entries.items()}
        if "order" in inner and (place := _order(inner["order"])) is not None:
            values.setdefault("order", place)
        if "label" in inner:
            values.setdefault("title", _text(inner["label"]))
    hero = entries.get("hero")
    if isinstance(hero, Table):
        used.add("hero")
        named = [_text(hero.entries[name].value) for name in ("title", "name", "text") if name in hero.entries]
        values.setdefault("title", next(filter(None, named), ""))
    if hides(entries):
        values["status"] = Status.DRAFT
    used |= (HIDING | SHOWING) & entries.keys()
    return values, [name for name in entries if name not in used and name not in known]


def names_in(table: Table) -> tuple[str, ...]:
    """The names by which other texts of the same program call the page: its `uid` (DocFX), other names (Obsidian) and addresses."""
    entries = {name: entry.value for name, entry in table.entries.items()}
    found = [text for name in NAMES if name in entries for text in _each(entries[name]) if text and ":" not in text]
    return tuple(dict.fromkeys(name.strip("/").lower() for name in found if name.strip("/")))


def hides(entries: Mapping[str, Value]) -> bool:
    """Whether any key keeps the page from readers where it comes from."""
    for name, value in entries.items():
        if name in HIDING and _switch(value) is True:
            return True
        if name in SHOWING and _switch(value) is False:
            return True
        if name in _STATES and isinstance(value, Scalar) and value.text.strip().lower() in STATUSES:
            return True
        if name in ("build", "_build") and isinstance(value, Table):
            render = value.entries.get("render")
            if render and isinstance(render.value, Scalar) and render.value.text in ("never", "false"):
                return True
    return False


def day_in(text: str, *, month_first: bool = False) -> date | None:
    """The day with which `text` begins, in the ways that programs and people write one; None where there is none."""
    text = text.strip()
    try:
        if found := _DAY.match(text):
            return date(*map(int, found.groups()))
        if found := _DAY_LAST.match(text):
            first, second, year = map(int, found.groups())
            month, day = (first, second) if (month_first or second > 12) and first <= 12 else (second, first)
            return date(year, month, day)
    except ValueError:
        return None
    return None


def words_of(value: Value) -> tuple[str, ...]:
    """A list, whether it is written as one, as a text with commas, or as tables with a label each."""
    if isinstance(value, Scalar):
        return tuple(dict.fromkeys(word for part in value.text.split(",") if (word := " ".join(part.split()))))
    if isinstance(value, Table):
        return ()
    found = []
    for item in value.items:
        if isinstance(item, Table):
            label = next((item.entries[name].value for name in ("label", "name", "title") if name in item.entries), None)
            item = label if label is not None else item
        if isinstance(item, Scalar) and (word := " ".join(item.text.split())):
            found.append(word)
    return tuple(dict.fromkeys(found))


def number_in(text: str) -> int | None:
    """A whole number, also where one is written with a fraction, as Docusaurus allows."""
    return int(float(text)) if _NUMBER.fullmatch(text.strip()) else None


def _text(value: Value) -> str:
    return " ".join(value.text.split()) if isinstance(value, Scalar) else ""


def _order(value: Value) -> int | None:
    return number_in(value.text) if isinstance(value, Scalar) else None


def _day_in(value: Value) -> date | None:
    if isinstance(value, Table):
        entry = value.entries.get("date")
        value = entry.value if entry else value
    return day_in(value.text, month_first=True) if isinstance(value, Scalar) else None


def _switch(value: Value) -> bool | None:
    text = value.text.strip().lower() if isinstance(value, Scalar) else ""
    return True if text in ("true", "yes", "on", "1") else False if text in ("false", "no", "off", "0") else None


def _each(value: Value) -> Iterator[str]:
    items = value.items if isinstance(value, Listing) else (value,)
    return (item.text.strip() for item in items if isinstance(item, Scalar))


def _paths(value: Value) -> tuple[str, ...]:
    # Hugo's aliases are addresses, Obsidian's are other names.
    return tuple(dict.fromkeys(text for text in _each(value) if text.startswith("/") and text != "/" and ":" not in text))


def _names(value: Value) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in _each(value) if text and "/" not in text))
