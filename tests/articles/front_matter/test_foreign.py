"""What other programs' front matter says in keys of its own is read as it was meant there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kbgen.articles.article import Status
from kbgen.articles.front_matter.foreign import day_in, foreign_values, number_in
from kbgen.articles.front_matter.parse import parse

OWN = ("title", "tags", "status", "description")


def read(header: str) -> tuple[dict[str, Any], list[str]]:
    table, issues = parse(header, "a.md")
    assert table is not None, issues
    return foreign_values(table, OWN)


@pytest.mark.parametrize(
    ("header", "values", "strange"),
    [
        ("sidebar_label: Set  up\nnav_title: Other", {"title": "Set up"}, []),
        ("nav_title: ''\npage_title: Shown", {"title": "Shown"}, []),
        ("summary: [a]\nexcerpt: In short", {"description": "In short"}, []),
        # The day of the last change goes before that of the first writing, whatever comes first.
        ("date: 2024-01-02\nlastmod: 2025-03-04", {"updated": date(2025, 3, 4)}, []),
        ("last_update: {date: 2025-03-04, author: me}", {"updated": date(2025, 3, 4)}, []),
        ("ms.date: 03/04/2025", {"updated": date(2025, 3, 4)}, []),
        (
            "publishDate: 2025-03-04T10:00\nexpiryDate: 2026-01-01",
            {"publish_at": date(2025, 3, 4), "expire_at": date(2026, 1, 1)},
            [],
        ),
        ("weight: '3'\nnav_order: 9", {"order": 3}, []),
        ("sidebar_position: 2.5", {"order": 2}, []),
        ("position: first", {}, []),
        ("sidebar: {order: 4, label: Short}", {"order": 4, "title": "Short"}, []),
        ("weight: 1\nsidebar: {order: 4}\nnav_title: Long", {"order": 1, "title": "Long"}, []),
        ("sidebar: auto", {}, ["sidebar"]),
        ("hero: {name: '', text: Welcome}", {"title": "Welcome"}, []),
        ("hero: {title: One, name: Two}", {"title": "One"}, []),
        ("categories: [One, ' Two ', One]", {"tags": ("One", "Two")}, []),
        ("category: One, two  words,, One", {"tags": ("One", "two words")}, []),
        ("labels: [{label: One}, {name: Two}, {other: Three}]", {"tags": ("One", "Two")}, []),
        # Hugo's aliases are addresses, Obsidian's are other names.
        ("aliases: [/old/, Other name, /, https://a.example/b]", {"redirect_from": ("/old/",), "keywords": ("Other name",)}, []),
        ("permalink: /old/page/", {"redirect_from": ("/old/page/",)}, []),
        # What this program has a key of its own for it has not from others.
        ("title: Mine\ntags: [a]", {}, []),
        ("nonsense: 1\nlayout: page", {}, ["nonsense", "layout"]),
    ],
)
def test_a_foreign_key_is_read_as_it_was_meant(header: str, values: dict[str, Any], strange: list[str]) -> None:
    assert read(header) == (values, strange)


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        ("draft: true", True), ("draft: 'Yes'", True), ("hidden: on", True), ("isDraft: 1", True), ("draft: false", False),
        ("draft: maybe", False), ("published: false", True), ("published: true", False), ("public: off", True),
        ("visible: 0", True),
        ("visible: maybe", False), ("state: WIP", True), ("visibility: public", False), ("post_status: ' Pending '", True),
        ("state: [draft]", False), ("_build: {render: never}", True), ("build: {render: 'false'}", True),
        ("build: {render: always}", False), ("build: {list: never}", False), ("build: never", False),
    ],
)  # fmt: skip
def test_what_hides_a_page_elsewhere_makes_it_a_draft(header: str, hidden: bool) -> None:
    values, _ = read(header)
    assert values == ({"status": Status.DRAFT} if hidden else {})


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("2025-03-04", False, date(2025, 3, 4)),
        (" 2025/3/4 at noon", False, date(2025, 3, 4)),
        ("2025.12.31T10:00", False, date(2025, 12, 31)),
        ("3.4.2025", False, date(2025, 4, 3)),
        ("3/4/2025", True, date(2025, 3, 4)),
        ("12/13/2025", False, date(2025, 12, 13)),
        ("13/12/2025", True, date(2025, 12, 13)),
        ("12/12/2025", True, date(2025, 12, 12)),
        ("13.13.2025", False, None),
        ("2025-02-30", False, None),
        ("2025-03-041", False, None),
        ("3/4/20255", False, None),
        ("March 4", False, None),
        ("", False, None),
    ],
)
def test_days_are_read_as_programs_and_people_write_them(text: str, month_first: bool, day: date | None) -> None:
    assert day_in(text, month_first=month_first) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("-3", -3),
        (" +12 ", 12),
        ("2.9", 2),
        ("2.", 2),
        ("999999999", 999_999_999),
        ("1234567890", None),
        ("x", None),
        ("", None),
    ],
)
def test_an_order_is_a_whole_number_even_where_it_is_written_with_a_fraction(text: str, number: int | None) -> None:
    assert number_in(text) == number
