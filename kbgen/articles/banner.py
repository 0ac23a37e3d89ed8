"""The banner of a locale: `_banner.md` in its folder says that something is wrong now, and until when.

Receives settings; returns the banners by locale and the issues found.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.parse import Scalar, Table
from kbgen.articles.names import issue_path
from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.issues import Issue

FILE = "_banner.md"
LEVELS = ("info", "warning", "problem")
_KEYS = ("level", "until")


class Banner(NamedTuple):
    """A few lines of Markdown above every page, through the day before `until`."""

    level: str
    body: str
    body_line: int
    until: date | None = None


def read_banners(settings: Settings) -> tuple[Mapping[str, Banner], list[Issue]]:
    """The banner of every locale that has one."""
    banners: dict[str, Banner] = {}
    issues: list[Issue] = []
    for locale in settings.locales:
        file = settings.content_dir / locale.tag / FILE
        where = issue_path(settings, f"{locale.tag}/{FILE}")
        try:
            text = file.read_text("utf-8-sig")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            issues.append(Issue(where, 0, "banner", f"The file cannot be read: {error}."))
            continue
        parts, found = front_matter.split(text, where)
        issues += found
        if parts is None:
            continue
        table: Table | None = None
        if parts.header is not None:
            table, found = front_matter.parse(parts.header, where)
            issues += found
        level, until = _values(table, where, issues)
        if parts.body.strip():
            banners[locale.tag] = Banner(level, parts.body, parts.body_line, until)
    return banners, issues


def _values(table: Table | None, where: str, issues: list[Issue]) -> tuple[str, date | None]:
    level, until = "info", None
    for name, entry in table.entries.items() if table else ():
        text = entry.value.text if isinstance(entry.value, Scalar) else ""
        if name not in _KEYS:
            issues.append(Issue(where, entry.line, "banner", f"`{name}` is not a key.", suggestion=did_you_mean(name, _KEYS)))
        elif name == "level":
            if text in LEVELS:
                level = text
            else:
                advice = f"It can be {', '.join(LEVELS)}."
                issues.append(Issue(where, entry.line, "banner", f"`level` is `{text[:40]}`.", suggestion=advice))
        else:
            try:
                until = date.fromisoformat(text)
            except ValueError:
                advice = "Write year, month and day, such as 2026-03-31."
                issues.append(Issue(where, entry.line, "banner", f"`until` is `{text[:40]}`, which is no day.", suggestion=advice))
    return level, until
