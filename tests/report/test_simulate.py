"""Made-up readers read what there is, in languages that the site has, one step after the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from kbgen.config import LocaleSettings
from kbgen.report.judge.study import known_site
from kbgen.report.read.period import DAY_MS
from kbgen.report.read.site import ArticleFacts, KnownSite
from kbgen.report.simulate import rows
from kbgen.store.store import open_store
from tests.report.conftest import NOW


def facts(article: str, locale: str, **more: object) -> ArticleFacts:
    return replace(ArticleFacts(article, locale, article.title()), **more)


@pytest.fixture
def site(tmp_path: Path) -> KnownSite:
    """Three articles in English, one of them in Persian too; one that is gone, and one in a language of no reader."""
    store = open_store(str(tmp_path / "kb.db"))
    with store.snapshot() as snapshot:
        site = known_site(snapshot, None, None)
    store.close()
    found = [facts(name, "en") for name in ("a", "b", "c")]
    found += [
        facts("a", "fa", language="fa"),
        facts("b", "fa", language="en"),
        facts("gone", "en", present=False),
        facts("a", "de"),
    ]
    locales = (LocaleSettings("en", "English"), LocaleSettings("fa", "فارسی"))
    return replace(site, locales=locales, articles={(one.article, one.locale): one for one in found})


def test_readers_open_and_judge_articles_that_are_there(site: KnownSite) -> None:
    days = list(rows(site, 20, 7, NOW, 60))
    assert len(days) == 20
    events = [event for some, _ in days for event in some]
    votes = [vote for _, some in days for vote in some]
    viewed = [event for event in events if event[1] == "view"]
    assert {event[2:5] for event in viewed} == {
        *(("en", name, "en") for name in ("a", "b", "c")),
        ("fa", "a", "fa"),
        ("fa", "b", "en"),
    }
    # Every vote is of a visit that read the article before.
    seen = {(event[10], event[3]): event[0] for event in reversed(events) if event[1] == "view"}
    assert all(seen[vote[9], vote[2]] < vote[0] for vote in votes)
    assert {vote[5] for vote in votes} == {0, 1}
    assert len({event[10] for event in events}) in range(600, 1600)
    assert {event[-2:] for event in events} | {vote[-2:] for vote in votes} == {(0, 1)}


def test_each_day_has_its_visits_in_the_order_of_their_steps(site: KnownSite) -> None:
    for number, (events, votes) in enumerate(rows(site, 5, 7, NOW, 60)):
        first = NOW - (5 - number) * DAY_MS
        assert all(first <= row[0] < first + DAY_MS for row in (*events, *votes))
        for _, steps in groupby(events, key=lambda event: event[10]):
            moments = [event[0] for event in steps]
            assert moments == sorted(moments)


def test_a_site_without_articles_has_no_readers(site: KnownSite) -> None:
    assert list(rows(replace(site, articles={}), 5, 7, NOW)) == []
