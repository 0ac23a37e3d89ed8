"""What a report says in sentences: why an article did not serve, how searches ended, what is compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbgen.config import LocaleSettings
from kbgen.language.catalogue import Catalogue
from kbgen.report.judge.figures import Compared, Near, Question
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.period import DAY_MS, DaySpan, period
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.sentences import Sentences
from kbgen.store.store import open_store
from tests.report.conftest import NOW

NEAR = Near("a", "en", "A", "en/a/", 0.5)
ASKED = Question("k", "en", "dark mode", (), 9, 9, 0)


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    """Those of a report on nothing."""
    store = open_store(str(tmp_path_factory.mktemp("report") / "kb.db"))
    with store.snapshot() as snapshot:
        report = study(snapshot, known_site(snapshot, None, None), period(NOW - 30 * DAY_MS, NOW))
    store.close()
    return Sentences(report, LocaleView.of(LocaleSettings("en", "English"), Catalogue("en")))


@pytest.mark.parametrize(
    ("near", "unopened", "why"),
    [
        (replace(NEAR, language="fa", lacks=("dark",)), 1, "It is not translated."),
        (replace(NEAR, lacks=("dark",)), 1, 'It does not say: <bdi dir="auto">dark</bdi>.'),
        (replace(NEAR, lacks=("dark",), opened=2), 1, 'It does not say: <bdi dir="auto">dark</bdi>. 2 readers opened it.'),
        (replace(NEAR, opened=1), 1, "1 reader opened it."),
        (NEAR, 1, "It has the words, but nobody opened it: its title may not say so."),
        (NEAR, 0, "It has the words, but was not shown or did not answer."),
    ],
)
def test_why_the_nearest_article_did_not_serve(sentences: Sentences, near: Near, unopened: int, why: str) -> None:
    assert sentences.why(near, replace(ASKED, unopened=unopened)) == why


def test_how_searches_ended_is_told_by_what_there_is(sentences: Sentences) -> None:
    assert sentences.how(ASKED) == ""
    assert sentences.how(replace(ASKED, nothing=1)) == "1 found nothing"
    every = replace(ASKED, nothing=1, unopened=2, reworded=3, contact=4)
    assert sentences.how(every) == "1 found nothing, 2 opened nothing, 3 tried other words, and 4 contacted support"


def test_the_days_that_are_compared_are_told_where_there_are_any(sentences: Sentences) -> None:
    def said(compared: Compared | None) -> str:
        return Sentences(replace(sentences.report, compared=compared), sentences.voice).compared()

    later = DaySpan(20_010, 20_019)
    assert said(None) == said(Compared(DaySpan(20_009, 20_008), later)) == ""
    assert said(Compared(DaySpan(20_000, 20_009), None)).startswith("The earlier report reaches to the end of this one")
    told = said(Compared(DaySpan(20_000, 20_009), later))
    assert told.startswith("Compared per day: 10 days up to October 13, 2024 with 10 days up to October 23, 2024.")
    assert said(Compared(DaySpan(20_009, 20_009), later)).startswith("Compared per day: 1 day up to")


def test_a_change_is_told_where_the_period_before_is_known_whole(sentences: Sentences) -> None:
    told = [(3, 0, "new"), (0, 0, "–"), (3, 3, "as before"), (4, 3, "up from 3"), (2, 3, "down from 3")]
    assert [(now, before, sentences.change(now, before)) for now, before, _ in told] == told
    unknown = replace(sentences.report, period=replace(sentences.report.period, in_part=True))
    assert Sentences(unknown, sentences.voice).change(4, 3) == ""
