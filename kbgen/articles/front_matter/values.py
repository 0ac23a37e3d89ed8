"""Turns the text of front matter into the values that the schema names.

Receives a parsed table and the keys that are allowed; returns values by key and an issue for every key that is
unknown, missing or wrong. A wrong value is left out, so that one mistake gives one issue. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from kbgen.articles.article import Kind, Status
from kbgen.articles.front_matter.foreign import ORDERS, STATUSES, day_in, foreign_values, number_in, words_of
from kbgen.articles.front_matter.key import Key, KeyType
from kbgen.articles.front_matter.keys import ARTICLE_KEYS
from kbgen.articles.front_matter.parse import Listing, Scalar, Table, Value
from kbgen.articles.names import path_fault
from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.issues import Issue, Level

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Nine digits are more than any order needs; int() of thousands of digits raises.
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_ID = re.compile(r"[^\s#?%&<>\"/][^\s#?%&<>\"]*")
# These become lines of nginx maps and `_redirects`, where quotes, braces, `;` and `$` have a meaning; `?` and `#` never
# reach a static host's rules.
_ADDRESS = re.compile(r"(?:https?://[\w.:\[\]-]+)?/[^\s\"'`<>\\^{}|;$?#]*")
_MAX_ADDRESS = 2000
_KINDS_BY_KEY = {key.name: key.kinds for key in ARTICLE_KEYS if key.kinds}


class _WrongError(Exception):
    """Says why one value cannot be read; never leaves this module."""

    def __init__(self, line: int, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.suggestion = line, message, suggestion


def read_values(
    table: Table, keys: Mapping[str, Key], settings: Settings, where: str, kind: Kind | None = None
) -> tuple[dict[str, Any], list[Issue]]:
    """The values of `table` by key. `kind` words the issue about a key that belongs to another kind."""
    lenient = settings.front_matter == "lenient"
    level = Level.WARNING if lenient else Level.ERROR
    values: dict[str, Any] = {}
    issues: list[Issue] = []
    foreign: dict[str, Any] = {}
    if lenient and not keys.keys() >= table.entries.keys():
        foreign, strange = foreign_values(table, keys)
        if strange:
            issues.append(_strange(strange, table, where))
    for name, entry in table.entries.items():
        key = keys.get(name)
        if key is None:
            if not lenient:
                issues.append(_unknown(name, entry.line, keys, where, level, kind))
            continue
        if isinstance(entry.value, Scalar) and not entry.value.text:
            if key.required and not lenient:
                issues.append(
                    Issue(where, entry.line, "front-matter-missing", f"`{name}` is empty.", suggestion=f"Give it: {key.type}.")
                )
            continue
        try:
            values[name] = _READERS[key.type](entry.value, lenient)
        except _WrongError as wrong:
            message = f"`{name}` {wrong.message}."
            issues.append(Issue(where, wrong.line, "front-matter-value", message, level, wrong.suggestion))
            continue
        if key.type is KeyType.TEAM and settings.teams and values[name] not in settings.teams:
            message = f"`{values[name]}` is not a team."
            advice = did_you_mean(values[name], settings.teams, "Known: " + ", ".join(settings.teams) + ".")
            issues.append(Issue(where, entry.line, "owner-unknown", message, Level.WARNING, advice))
    if not lenient:
        issues += missing(keys.values(), table.entries, where)
    elif foreign:
        values = {**{name: value for name, value in foreign.items() if name in keys}, **values}
        if foreign.get("status") is Status.DRAFT and "status" in keys:
            # Whatever says that a page is hidden is right.
            values["status"] = Status.DRAFT
    return values, issues


def missing(keys: Iterable[Key], present: Iterable[str], where: str) -> list[Issue]:
    """An issue for each required key that is not there."""
    there = set(present)
    return [
        Issue(where, 1, "front-matter-missing", f"`{key.name}` is missing.", suggestion=key.description)
        for key in keys
        if key.required and key.name not in there
    ]


def read_kind(table: Table) -> Kind | None:
    """The kind that the front matter names, if it names one."""
    entry = table.entries.get("kind")
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.text not in _KIND_NAMES:
        return None
    return Kind(entry.value.text)


def _strange(names: list[str], table: Table, where: str) -> Issue:
    """One warning for all keys of other programs: nobody who brings a folder along wants to hear of each."""
    shown = ", ".join(f"`{name[:60]}`" for name in names[:40])
    line = table.entries[names[0]].line
    return Issue(where, line, "front-matter-key", f"Keys that mean nothing here: {shown}.", Level.WARNING, "They can stay.")


def _unknown(name: str, line: int, keys: Mapping[str, Key], where: str, level: Level, kind: Kind | None) -> Issue:
    shown = name if len(name) <= 60 else name[:59] + "…"
    if name in _KINDS_BY_KEY and kind is not None:
        owners = " and ".join(_KINDS_BY_KEY[name])
        message = f"`{shown}` belongs to articles of the kind {owners}, not {kind}."
        return Issue(where, line, "front-matter-key", message, level, "Remove it, or change the kind.")
    # With no kind to go by, the keys of all kinds are possible.
    possible = [*keys, *_KINDS_BY_KEY] if "kind" in keys and kind is None else list(keys)
    if name in possible:
        return Issue(where, line, "front-matter-key", f"`{shown}` needs a kind that knows it.", level, "Set the kind first.")
    if name in ORDERS:
        return Issue(where, line, "front-matter-key", f"`{shown}` is not a key.", level, "Rename it to `order`.")
    return Issue(where, line, "front-matter-key", f"`{shown}` is not a key.", level, did_you_mean(name, possible, "Remove it."))


def is_old_address(address: str) -> bool:
    """Whether every server could redirect from `address`: a path that starts with `/`, or a whole address."""
    dots = any(unquote(part) in (".", "..") for part in address.split("/"))
    return not dots and len(address) <= _MAX_ADDRESS and _ADDRESS.fullmatch(address) is not None


def _text(value: Value, lenient: bool) -> str:
    # Readers see one line; a folded or quoted text may have been written on several.
    return " ".join(_raw(value, "a text").split())


def _paragraphs(value: Value, lenient: bool) -> str:
    """Paragraphs with an empty line between them, however YAML wrote them: a folded text has single ends of lines there."""
    text = _raw(value, "a text")
    literal = isinstance(value, Scalar) and value.literal
    paragraphs = re.split(r"\n[^\S\n]*\n" if literal else "\n", text)
    return "\n\n".join(" ".join(words) for paragraph in paragraphs if (words := paragraph.split()))


def _raw(value: Value, expected: str) -> str:
    if not isinstance(value, Scalar):
        found = "a list" if isinstance(value, Listing) else "a table"
        raise _WrongError(
            value.line, f"is {found} and should be {expected}", "Put quotation marks around a text with brackets or colons."
        )
    return value.text


def _list(value: Value, lenient: bool) -> tuple[str, ...]:
    if isinstance(value, Scalar):
        if lenient:
            return words_of(value)
        raise _WrongError(value.line, "is a single text and should be a list", f"Write it like [{value.text[:60]}].")
    if isinstance(value, Table):
        raise _WrongError(value.line, "is a table and should be a list", "Start each line with a dash and a space.")
    if lenient:
        return words_of(value)
    texts = []
    for item in value.items:
        if not isinstance(item, Scalar):
            raise _WrongError(item.line, "holds more than texts", "Put quotation marks around an item with brackets or colons.")
        text = " ".join(item.text.split())
        if not text:
            raise _WrongError(item.line, "has an empty item", "Remove it.")
        texts.append(text)
    return tuple(dict.fromkeys(texts))


def _table(value: Value, lenient: bool) -> dict[str, str]:
    if not isinstance(value, Table):
        raise _WrongError(
            value.line, "should be labels with values", "Write each on a line of its own, indented, like `Team: eight people`."
        )
    return {" ".join(label.split()): _text(entry.value, lenient) for label, entry in value.entries.items()}


def _date(value: Value, lenient: bool) -> date:
    text = _raw(value, "a date")
    advice = "Write year, month and day of the Gregorian calendar, such as 2026-03-31."
    if lenient and (day := day_in(text)):
        return day
    if not _DATE.fullmatch(text):
        raise _WrongError(value.line, f"is `{text[:40]}`, which is not a date", advice)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _WrongError(value.line, f"is {text}, a day that does not exist", advice) from None


def _number(value: Value, lenient: bool) -> int:
    text = _raw(value, "a whole number")
    if lenient and (number := number_in(text)) is not None:
        return number
    if not _NUMBER.fullmatch(text):
        raise _WrongError(value.line, f"is `{text[:40]}`, which is not a whole number", "Write digits only, such as 10.")
    return int(text)


def _switch(value: Value, lenient: bool) -> bool:
    text = _raw(value, "true or false")
    if text not in ("true", "false"):
        raise _WrongError(value.line, f"is `{text[:40]}`", "Write true or false.")
    return text == "true"


def _kind(value: Value, lenient: bool) -> Kind:
    return Kind(_one_of(value, _KIND_NAMES))


def _status(value: Value, lenient: bool) -> Status:
    if lenient and isinstance(value, Scalar) and value.text.strip().lower() in STATUSES:
        return Status.DRAFT
    return Status(_one_of(value, tuple(Status)))


def _one_of(value: Value, known: tuple[str, ...]) -> str:
    text = _raw(value, "one word")
    if text not in known:
        raise _WrongError(
            value.line, f"is `{text[:40]}`, which is not known", did_you_mean(text, known, f"Known: {', '.join(known)}.")
        )
    return text


def _id(value: Value, lenient: bool) -> str:
    text = _raw(value, "an id")
    fault = path_fault(text)
    if fault or not _ID.fullmatch(text) or len(text) > 200:
        raise _WrongError(
            value.line, f"is `{text[:40]}`, which cannot be an id", "Use letters, digits, hyphens and single slashes."
        )
    return text


def _addresses(value: Value, lenient: bool) -> tuple[str, ...]:
    addresses = _list(value, lenient)
    for address in addresses:
        if not is_old_address(address):
            raise _WrongError(
                value.line,
                f"holds `{address[:60]}`, which is no old address",
                "Write a path such as /old/page or a whole address, without `?` and `#`.",
            )
    return addresses


_KIND_NAMES: tuple[str, ...] = tuple(Kind)
_READERS: dict[KeyType, Callable[[Value, bool], Any]] = {
    KeyType.TEXT: _text,
    KeyType.PARAGRAPHS: _paragraphs,
    KeyType.LIST: _list,
    KeyType.TABLE: _table,
    KeyType.DATE: _date,
    KeyType.NUMBER: _number,
    KeyType.SWITCH: _switch,
    KeyType.KIND: _kind,
    KeyType.STATUS: _status,
    KeyType.ID: _id,
    KeyType.TEAM: _text,
    KeyType.ADDRESSES: _addresses,
}
