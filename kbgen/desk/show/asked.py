"""What a page's address asks for: days, language, section, owner, kind, order, place in a list.

Receives the parts of an address behind `?`; returns `Asked`. Whatever makes no sense is as if it were not there, so that an
address that was cut off in a mail still opens. The same view has the same address for everybody: the language of the interface is
no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from kbgen.desk.read.knowledge import Span

SPANS = (7, 30, 90, 365)
USUAL = 30
# All that was recorded: whoever goes through comments wants every open one.
ALL_DAYS = 3650
# What needs a person is judged by the week: a month would hide what began yesterday.
OTHERWISE = {"/": 7, "/comments": ALL_DAYS, "/comments.csv": ALL_DAYS, "/api/v1/comments": ALL_DAYS}
# Rows of a page: what a screen or two hold.
ROWS = 50
MOST_PAGES = 10_000
MOST_LETTERS = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Asked:
    """See the module's text. `since` and `until` are days as in ISO 8601, used where both are given; `page` counts from 1; `usual`
    is whether nobody chose the days."""

    days: int = USUAL
    since: str = ""
    until: str = ""
    locale: str = ""
    section: str = ""
    owner: str = ""
    kind: str = ""
    status: str = ""
    voted: str = ""
    like: str = ""
    q: str = ""
    sort: str = ""
    page: int = 1
    usual: bool = True

    @classmethod
    def of(cls, path: str, parts: Mapping[str, str]) -> Asked:
        """From an address: its path, and the parts behind it."""
        texts = {
            one.name: parts[one.name].replace("\0", "").strip()[:MOST_LETTERS]
            for one in fields(cls)
            if one.name in parts and one.name not in ("days", "page", "since", "until", "usual")
        }
        days, page = _number(parts.get("days", "")), _number(parts.get("page", ""))
        since, until = _day(parts.get("since", "")), _day(parts.get("until", ""))
        if since and until and since > until:
            since, until = until, since
        chosen = days if days and 1 <= days <= ALL_DAYS else None
        return cls(
            days=chosen or OTHERWISE.get(path, USUAL),
            usual=chosen is None,
            since=since if until else "",
            until=until if since else "",
            page=page if page and 1 <= page <= MOST_PAGES else 1,
            **texts,
        )

    @property
    def span(self) -> Span:
        """The days."""
        if self.since:
            return Span(first=date.fromisoformat(self.since), last=date.fromisoformat(self.until))
        return Span(self.days)

    @property
    def of_articles(self) -> bool:
        """Whether only some articles are asked about."""
        return bool(self.section or self.owner or self.kind)

    def address(self, path: str, **changes: object) -> str:
        """The address of a page that asks the same, but for the changes; the page of a list is forgotten with them."""
        said = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # names are those of this class
        plain = Asked(days=OTHERWISE.get(path, USUAL))
        parts = {
            one.name: str(getattr(said, one.name)) for one in fields(self) if getattr(said, one.name) != getattr(plain, one.name)
        }
        parts.pop("usual", None)
        if said.since or (self.usual and "days" not in changes):
            parts.pop("days", None)
        return f"{path}?{urlencode(parts)}" if parts else path

    def filters(self, path: str) -> str:
        """The address of another page with the same days, language, section, owner and kind."""
        return self.address(path, status="", voted="", like="", q="", sort="")


def faults(parts: Mapping[str, str]) -> list[str]:
    """The parts that make no sense: a program is told of them, where a person sees the usual view."""
    numbers = {"days": ALL_DAYS, "page": MOST_PAGES}
    wrong = [name for name, most in numbers.items() if name in parts and not 1 <= (_number(parts[name]) or 0) <= most]
    return wrong + [name for name in ("since", "until") if name in parts and not _day(parts[name])]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _day(text: str) -> str:
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    # Nothing was recorded outside of these; calendars of all languages can write them.
    return min(max(found, date(2000, 1, 1)), date(2100, 12, 31)).isoformat() if found else ""
