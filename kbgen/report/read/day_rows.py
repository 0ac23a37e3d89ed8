"""A day's figures as rows that are kept when its single votes and events are gone.

Receives a `DayBook`; returns rows of `rolled` and `daily`, and reads them again. A day in one locale is one row: its figures as
JSON; its articles, and what was asked with how many readers, as compressed JSON, since a table of them is ten times as large.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from kbgen.report.read.day import ArticleDay, Day, DayBook, LeftOut, Pattern
from kbgen.store.daily import first_of, packed, unpacked
from kbgen.store.store import Step

# Of how the rows are written; what a later kbgen adds to a row is skipped by an earlier one.
VERSION = 1
_DAY = tuple(field.name for field in fields(Day))
_LEFT_OUT = {field.name for field in fields(LeftOut)}


@dataclass(frozen=True)
class Kept:
    """A day that was rolled up, from `since` to `until` in milliseconds; `seen` is what there was of it then."""

    day: int
    since: int
    until: int
    seen: tuple[int, ...]
    left_out: LeftOut
    first_at: int

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Kept:
        """From a row of `rolled`."""
        notes = json.loads(row[4])
        left_out = LeftOut(**{name: value for name, value in notes.items() if name in _LEFT_OUT})
        return cls(int(row[0]), int(row[1]), int(row[2]), tuple(json.loads(row[3])), left_out, int(notes["first_at"]))


def rows(day: int, since: int, until: int, seen: tuple[int, ...], first_at: int, book: DayBook) -> list[Step]:
    """The statements that put a day in place of what was kept of it; to be applied together."""
    notes = {"version": VERSION, "first_at": first_at, **asdict(book.left_out)}
    steps: list[Step] = [
        ("rolled_delete", {"day": day}),
        (
            "rolled_put",
            {"day": day, "since_at": since, "until_at": until, "seen": json.dumps(seen), "notes": json.dumps(notes)},
        ),
    ]
    for locale in book.locales():
        figures = book.days.get(locale) or Day()
        articles = [
            [article, one.visits, one.fallback, one.contacts, one.searched, one.yes, one.no, one.reasons]
            for (article, tag), one in sorted(book.articles.items())
            if tag == locale
        ]
        steps.append(
            (
                "daily_put",
                {
                    "day": day,
                    "locale": locale,
                    "figures": json.dumps({name: value for name, value in asdict(figures).items() if value}),
                    "articles": packed(articles),
                    "asked": packed(asked_list(book.asked.get(locale, {}).items())),
                },
            )
        )
    return steps


def asked_list(asked: Iterable[tuple[Pattern, int]]) -> list[Any]:
    """What was asked, as it is kept: most readers first."""
    return [[readers, [list(way) for way in pattern]] for pattern, readers in sorted(asked, key=lambda one: (-one[1], one[0]))]


def read_row(
    row: tuple[Any, ...], words: Mapping[str, Collection[str]] | None = None, most: int = 0
) -> tuple[int, str, Day, list[tuple[str, ArticleDay]], Iterator[tuple[Pattern, int]]]:
    """Day, locale, figures, articles and what was asked, from a row of `daily`; of that only the `words` of the locale, if any are
    given, and only the first `most` bytes, if there is such a limit."""
    day, locale, figures, articles, asked = row
    known = json.loads(figures)
    return (
        int(day),
        str(locale),
        Day(**{name: known[name] for name in _DAY if name in known}),
        [(one[0], ArticleDay(*one[1:8])) for one in unpacked(articles)],
        read_asked(asked, None if words is None else words.get(locale, ()), most),
    )


def read_asked(asked: bytes | None, words: Collection[str] | None = None, most: int = 0) -> Iterator[tuple[Pattern, int]]:
    """Patterns with their readers; nothing where words have expired."""
    if not asked:
        return
    for readers, ways in first_of(asked, most)[0] if most else unpacked(asked):
        kept = ways if words is None else [way for way in ways if way[0] in words]
        if kept:
            yield tuple((shown, marks, tuple(opened), helped) for shown, marks, opened, helped in kept), readers
