"""Who may do what, as `desk.yml` says. There is no database of users: names come from a proxy, or from this machine.

    people:
      maryam: {role: admin, locale: fa}
      tom: triager
    others: reader
    proxy: {header: X-Forwarded-User, from: [127.0.0.1]}
    hosts: [desk.example.com]

Receives the file's text; returns `DeskRules`. Raises `OperatorError` that names the line's key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

import yaml

from kbgen.collect.http.address import Network, networks
from kbgen.errors import OperatorError

DESK_FILE = "desk.yml"
_KEYS = {"people", "others", "proxy", "hosts"}
_ADVICE = "The manual's page “The desk” shows the whole file."


class Role(IntEnum):
    """Each may do what the one before may: read; decide about comments and gaps; take decisions along and change what is aimed
    at."""

    READER = 1
    TRIAGER = 2
    ADMIN = 3


ROLES = {role.name.lower(): role for role in Role}


@dataclass(frozen=True)
class Person:
    """Somebody who is known by name; `locale` is the language that they read, empty where they did not say."""

    name: str
    role: Role
    locale: str = ""


@dataclass(frozen=True)
class DeskRules:
    """See the module's text. `others` is the role of names that are not listed, None where those are refused; `header` is empty
    where no proxy names anybody."""

    people: Mapping[str, Person] = field(default_factory=dict)
    others: Role | None = None
    header: str = ""
    proxies: tuple[Network, ...] = ()
    hosts: tuple[str, ...] = ()

    def person(self, name: str) -> Person | None:
        """Whoever has this name; None for a stranger."""
        return self.people.get(name) or (Person(name, self.others) if self.others else None)


def read_rules(path: Path) -> DeskRules:
    """The rules of `path`; where there is no such file, nobody is named."""
    if not path.is_file():
        return DeskRules()
    try:
        document = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise OperatorError(f"{path}{f':{mark.line + 1}' if mark else ''} is not readable as YAML. {_ADVICE}") from None
    try:
        return rules_from(document)
    except OperatorError as error:
        raise OperatorError(f"{path}: {error}") from None


def rules_from(document: Any) -> DeskRules:
    """The rules that a mapping states."""
    if not isinstance(document, dict):
        raise OperatorError(f"The file is not a mapping. {_ADVICE}")
    unknown = sorted(map(str, document.keys() - _KEYS))
    if unknown:
        raise OperatorError(f"There is no key {unknown[0]}. It knows: {', '.join(sorted(_KEYS))}.")
    people = document.get("people") or {}
    if not isinstance(people, dict):
        raise OperatorError(f"people is a mapping of names to roles. {_ADVICE}")
    header, proxies = _proxy(document.get("proxy"))
    hosts = document.get("hosts") or []
    if not isinstance(hosts, list) or not all(isinstance(one, str) and one for one in hosts):
        raise OperatorError("hosts is a list of names, such as desk.example.com.")
    others = document.get("others", "none")
    return DeskRules(
        people={str(name): _person(str(name), entry) for name, entry in people.items()},
        others=None if others in (None, "none") else _role(others, "others"),
        header=header,
        proxies=proxies,
        hosts=tuple(hosts),
    )


def _person(name: str, entry: Any) -> Person:
    if isinstance(entry, str):
        return Person(name, _role(entry, name))
    if not isinstance(entry, dict) or entry.keys() - {"role", "locale"} or not isinstance(entry.get("locale", ""), str):
        raise OperatorError(f"people: {name} is a role, or {{role: …, locale: …}}.")
    return Person(name, _role(entry.get("role"), name), entry.get("locale", ""))


def _role(value: Any, place: str) -> Role:
    if value not in ROLES:
        raise OperatorError(f"{place}: {value} is no role. Write one of: {', '.join(ROLES)}.")
    return ROLES[value]


def _proxy(entry: Any) -> tuple[str, tuple[Network, ...]]:
    if entry is None:
        return "", ()
    named = isinstance(entry, dict) and not entry.keys() - {"header", "from"}
    if not named or not isinstance(entry.get("header"), str) or not isinstance(entry.get("from"), list) or not entry["from"]:
        raise OperatorError("proxy says whose header is believed: {header: X-Forwarded-User, from: [10.0.0.5]}.")
    return entry["header"].lower(), networks(str(one) for one in entry["from"])
