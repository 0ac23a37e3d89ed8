"""Articles come and go on their days, and the day is an input like any file."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.articles.article import Status
from kbgen.articles.library import read_library
from kbgen.articles.schedule import build_day, on_day, unchanged_days

ARTICLE = "---\ntitle: T\ndescription: D.\nkind: guide\ngoal: G.\n{more}---\nText.\n"


@pytest.fixture
def library(content):
    files = {
        "en/always.md": "",
        "en/soon.md": "publish_at: 2026-03-01\n",
        "en/gone.md": "expire_at: 2026-06-01\nreplaced_by: always\n",
    }
    found, issues = read_library(content({name: ARTICLE.format(more=more) for name, more in files.items()}, locales=("en",)))
    assert issues == []
    return found


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-02-28", ["always.md", "gone.md"]),
        ("2026-03-01", ["always.md", "gone.md", "soon.md"]),
        ("2026-06-01", ["always.md", "soon.md"]),
    ],
)
def test_readers_see_what_is_published_on_the_day(library, day, shown):
    assert list(on_day(library, date.fromisoformat(day), drafts=False).articles["en"]) == shown


def test_writers_see_the_rest_as_drafts(library):
    shelf = on_day(library, date(2026, 2, 1), drafts=True).articles["en"]
    assert {path for path, article in shelf.items() if article.status is Status.DRAFT} == {"soon.md"}


def test_an_expired_article_leads_to_the_one_that_replaces_it(library):
    assert on_day(library, date(2026, 7, 1), drafts=False).moves["always.md"].was == ("gone.md",)
    assert on_day(library, date(2026, 5, 1), drafts=False).moves == {}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-01", ("", "2026-03-01")),
        ("2026-03-01", ("2026-03-01", "2026-06-01")),
        ("2026-05-31", ("2026-03-01", "2026-06-01")),
        ("2027-01-01", ("2026-06-01", "")),
    ],
)
def test_a_season_lasts_from_one_turn_to_the_next(library, day, expected):
    assert unchanged_days(library, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("surroundings", "expected"),
    [({}, "2026-11-21"), ({"SOURCE_DATE_EPOCH": "0"}, "1970-01-01"), ({"SOURCE_DATE_EPOCH": "soon"}, "2026-11-21")],
)
def test_the_day_is_that_of_source_date_epoch_or_of_the_clock(surroundings, expected):
    assert build_day(1795280400.0, surroundings).isoformat() == expected
