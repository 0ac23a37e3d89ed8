"""What the columns of a Notion database say of its pages.

Receives a CSV file or the values of one page; returns their meaning. Columns are called as people call them, so each meaning knows
several names, in three languages.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.articles.front_matter.foreign import STATUSES
from kbgen.imports.export import Losses
from kbgen.imports.folder import Folder
from kbgen.imports.products.page_facts import day_said

MAX_BYTES = 50_000_000
_TAGS = ("tags", "tag", "labels", "category", "categories", "topic", "topics", "الوسوم", "برچسب‌ها")
_UPDATED = (
    "last edited time",
    "last edited",
    "last updated",
    "updated",
    "updated at",
    "modified",
    "last reviewed",
    "date",
    "published on",
)
_AUTHOR = ("owner", "author", "created by", "assignee", "assign", "writer", "person", "last edited by")
_DESCRIPTION = ("description", "summary", "excerpt", "subtitle")
_ORDER = ("order", "position", "sort", "sort order", "rank", "index", "no", "no.", "#")
_KEYWORDS = ("keywords", "synonyms", "aliases", "search terms")
_STATUS = ("status", "state", "stage", "visibility", "الحالة", "وضعیت")
_SHOWN = ("published", "public", "publish", "live", "visible", "ready")
_HIDDEN = ("draft", "hidden", "private", "internal", "archived", "archive", "unlisted")
_UNFINISHED = STATUSES | {
    *("not started", "to do", "todo", "in review", "review", "needs review", "backlog", "idea", "ideas", "planned", "writing"),
    *("outdated", "deprecated", "internal only", "team only", "blocked", "paused", "on hold", "not published", "مسودة", "پیش‌نویس"),
}
_YES = frozenset({"yes", "true", "✓", "✔", "1", "checked", "on"})
# What a database counts for itself.
_SILENT = ("created", "created time", "id", "url", "slug", "name", "title", "page", "created at")


@dataclass(frozen=True)
class Row:
    """One page of a database and its place in it, from 1 on."""

    values: Mapping[str, str]
    place: int


class Database:
    """A database's columns, and its rows by the name of the page."""

    def __init__(self, columns: tuple[str, ...], rows: list[list[str]]) -> None:
        self.columns = columns
        self.rows = tuple(tuple(row) for row in rows if any(row))
        self._rows: dict[str, Row] = {}
        for place, row in enumerate(rows, 1):
            if row:
                self._rows.setdefault(_folded(row[0]), Row(dict(zip(columns[1:], row[1:], strict=False)), place))

    def row(self, title: str) -> Row | None:
        """The row of the page called `title`."""
        return self._rows.get(_folded(title))


def read_database(folder: Folder, path: str, losses: Losses) -> Database:
    """A CSV file as Notion writes it; a broken one is as good as none."""
    try:
        text = folder.read(path, MAX_BYTES).decode("utf-8-sig", "replace")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except (OSError, csv.Error) as error:
        losses.add(path, "table", f"It is not readable ({error}); its pages come without its columns.")
        return Database((), [])
    return Database(tuple(name.strip() for name in rows[0]), rows[1:]) if rows else Database((), [])


class Properties:
    """One page's values by the names of columns."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name.strip().casefold(): value.strip() for name, value in values.items()}
        self._names = {name.strip().casefold(): name.strip() for name in values}

    def _first(self, names: tuple[str, ...]) -> str:
        return next((value for name in names if (value := self._values.get(name, ""))), "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return _listed(self._first(_TAGS))

    @property
    def keywords(self) -> tuple[str, ...]:
        """Other words for it."""
        return _listed(self._first(_KEYWORDS))

    @property
    def updated(self) -> date | None:
        """The day of the last change."""
        return next((day for name in _UPDATED if (day := day_said(self._values.get(name, "")))), None)

    @property
    def author(self) -> str:
        """Who answers for it."""
        return next(iter(_listed(self._first(_AUTHOR))), "")

    @property
    def description(self) -> str:
        """What it is about."""
        return self._first(_DESCRIPTION)

    @property
    def order(self) -> int:
        """Its place, 0 where no column gives one."""
        found = re.fullmatch(r"\d{1,7}(?:\.0+)?", self._first(_ORDER))
        return int(float(found[0])) if found else 0

    @property
    def hidden(self) -> bool:
        """Whether any column keeps it from readers."""
        for name, value in self._values.items():
            if name in _STATUS and value.casefold() in _UNFINISHED:
                return True
            if (
                name in _SHOWN
                and value.casefold() not in _YES
                and (not value or value.casefold() in ("no", "false", "✗", "0", "off", *_UNFINISHED))
            ):
                return True
            if name in _HIDDEN and value.casefold() in _YES:
                return True
        return False

    @property
    def meaningless(self) -> list[str]:
        """Columns that say something and mean nothing here."""
        known = {*_TAGS, *_UPDATED, *_AUTHOR, *_DESCRIPTION, *_ORDER, *_KEYWORDS, *_STATUS, *_SHOWN, *_HIDDEN, *_SILENT}
        return [self._names[name] for name, value in self._values.items() if value and name not in known]


def _listed(value: str) -> tuple[str, ...]:
    # A related page is written with its address.
    names = (re.sub(r"\s*\([^()]*(?:\.md|\.csv|https?:)[^()]*\)", "", part).strip() for part in value.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
