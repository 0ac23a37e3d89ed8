"""Reads saved pages of an API: JSON files in a folder become records by kind, whatever way they were saved.

Receives a `Folder`; returns records with typed access that never raises. A file may hold a page of a list
(`{"articles": […]}`, `{"articles": {"items": […]}}`, `{"type": "list", "data": […]}`), a single object
(`{"article": {…}}`), a bare list named after what it holds (`articles.json`), or one object a line (`.jsonl`).
"""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kbgen.imports.export import Losses
from kbgen.imports.folder import Folder

MAX_BYTES = 256 * 1024 * 1024
_ENDINGS = (".json", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class ApiRecord:
    """One object of the API and the file that it stood in."""

    values: Mapping[str, Any]
    file: str

    def text(self, *keys: str) -> str:
        """The first of `keys` that holds a text with anything in it."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str) and value.strip():
                return value
        return ""

    def id(self, *keys: str) -> str:
        """The first of `keys` that holds a number or a short text, as text: APIs write ids both ways."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, int | str) and not isinstance(value, bool) and 0 < len(str(value).strip()) <= 100:
                return str(value).strip()
        return ""

    def number(self, key: str) -> int:
        """A whole number of at most nine digits, else 0."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9 else 0

    def flag(self, key: str) -> bool:
        """Whether the value is `true`."""
        return self.values.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list's texts and numbers, as texts, each once."""
        value = self.values.get(key)
        items = value if isinstance(value, list) else []
        found = [str(item).strip() for item in items if isinstance(item, str | int) and not isinstance(item, bool)]
        return tuple(dict.fromkeys(item for item in found if item))

    def records(self, key: str) -> list[ApiRecord]:
        """Objects inside this one."""
        value = self.values.get(key)
        return [ApiRecord(item, self.file) for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def day(self, *keys: str) -> date | None:
        """The first of `keys` that holds a time, as a day in UTC: ISO 8601 or seconds since 1970."""
        for key in keys:
            if (found := day_of(self.values.get(key))) is not None:
                return found
        return None


def day_of(value: object) -> date | None:
    """The day that an API or a page means, or None."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return datetime.fromtimestamp(value, UTC).date()
        if isinstance(value, str) and value.strip():
            text = value.strip()
            if text.isdigit() and len(text) == 10:
                return datetime.fromtimestamp(int(text), UTC).date()
            moment = datetime.fromisoformat(text)
            return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError, OSError):
        return None
    return None


def read_records(folder: Folder, kinds: tuple[str, ...], losses: Losses) -> dict[str, list[ApiRecord]]:
    """All records of `kinds` (plurals, such as `articles`), in the order of files. Files that cannot be read are losses."""
    found: dict[str, list[ApiRecord]] = {kind: [] for kind in kinds}
    for path in folder.files:
        if path.lower().endswith(_ENDINGS):
            for kind, record in _records(_documents(folder, path, losses), path, kinds):
                found[kind].append(record)
    return found


def newest_by_id(records: Iterable[ApiRecord], losses: Losses, language: Callable[[ApiRecord], str]) -> dict[str, list[ApiRecord]]:
    """The languages of each thing by its number; of one language the newest. Those without a number are losses."""
    found: dict[str, dict[str, ApiRecord]] = {}
    for record in records:
        number = record.id("id")
        if not number:
            losses.add(record.file, record.text("title", "name") or "a record", "It has no id.")
            continue
        versions = found.setdefault(number, {})
        other = versions.get(language(record))
        if other is None or record.text("updated_at") >= other.text("updated_at"):
            versions[language(record)] = record
    return {number: list(versions.values()) for number, versions in found.items()}


def _documents(folder: Folder, path: str, losses: Losses) -> list[Any]:
    try:
        raw = folder.read(path, MAX_BYTES)
    except OSError as error:
        losses.add(path, "file", f"It cannot be read: {error.strerror}.")
        return []
    if len(raw) > MAX_BYTES:
        losses.add(path, "file", f"It is larger than {MAX_BYTES // 1024 // 1024} MB. Save it in several pages.")
        return []
    try:
        # `replace` rather than refuse: one wrong byte in an export must not cost a thousand articles.
        text = raw.decode("utf-8-sig", "replace")
        if path.lower().endswith(".json"):
            return [json.loads(text)]
    except (ValueError, RecursionError) as error:
        losses.add(path, "file", f"It is not readable as JSON ({_reason(error)}).")
        return []
    documents = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                documents.append(json.loads(line))
            except (ValueError, RecursionError) as error:
                losses.add(path, f"line {number}", f"It is not readable as JSON ({_reason(error)}).")
    return documents


def _reason(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _records(documents: list[Any], path: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, ApiRecord]]:
    # `articles-page-2.json`, `article-17.json` and `folder_10_articles.json` all hold articles: what a name says last counts.
    name = posixpath.splitext(posixpath.basename(path).casefold())[0]
    said = [(max(name.rfind(kind), name.rfind(_singular(kind))), len(kind), kind) for kind in kinds]
    place, _, kind = max(said)
    named = kind if place >= 0 else ""
    for document in documents:
        if isinstance(document, list):
            yield from _each(document, path, kinds, named)
        elif isinstance(document, dict):
            yield from _page(document, path, kinds, named)


def _page(page: dict[str, Any], path: str, kinds: tuple[str, ...], named: str) -> Iterator[tuple[str, ApiRecord]]:
    own = {f"{page['type']}s": page} if isinstance(page.get("type"), str) and f"{page['type']}s" in kinds else {}
    if own or ("id" in page and named):
        yield from _each([page], path, kinds, named)
        return
    if isinstance(page.get("data"), list):
        yield from _each(page["data"], path, kinds, named)
    for kind in kinds:
        value = page.get(kind)
        if isinstance(value, dict) and isinstance(value.get("items"), list):
            value = value["items"]
        if isinstance(value, list):
            yield from _each(value, path, (), kind)
        single = page.get(_singular(kind))
        if isinstance(single, dict):
            yield from _each([single], path, (), kind)


def _each(items: list[Any], path: str, kinds: tuple[str, ...], otherwise: str) -> Iterator[tuple[str, ApiRecord]]:
    # Only a list that does not say what it holds is sorted by its objects' own `type`: a redirect's is `article`.
    for item in items:
        if isinstance(item, dict):
            own = f"{item.get('type')}s"
            kind = own if own in kinds else otherwise
            if kind:
                yield kind, ApiRecord(item, path)


def _singular(kind: str) -> str:
    return f"{kind[:-3]}y" if kind.endswith("ies") else kind[:-1]


def with_files(body: str, files: Iterable[tuple[str, str]]) -> str:
    """HTML with a list of links behind it to `files` (name and address) that the text itself does not name."""
    listed = [
        f'<li><a href="{html.escape(address)}">{html.escape(name)}</a></li>'
        for name, address in dict.fromkeys(files)
        if address and address not in body
    ]
    return f"{body}\n<ul>{''.join(listed)}</ul>" if listed else body
