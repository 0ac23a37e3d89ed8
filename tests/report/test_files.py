"""The files that reports read and write in git, and the calendar that they speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kbgen.articles.popular import load_popular
from kbgen.config import LocaleSettings
from kbgen.errors import OperatorError
from kbgen.language import catalogue
from kbgen.report.draft import draft_of, slug
from kbgen.report.feedback import read_report
from kbgen.report.read.period import DAY_MS, day_of, period
from kbgen.report.read.wont_do import load_wont_do
from kbgen.report.write.locale_view import LocaleView
from kbgen.resources import locales_dir

SEVEN = 7


@pytest.mark.parametrize(
    ("text", "entries", "codes"),
    [
        ("", 0, []),
        ("- {question: night support, locale: en, reason: Mail only.}\n", 1, []),
        ("- {question: night support, locale: en}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, reason: ''}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: xx, reason: Mail only.}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, reason: Mail only., until: 2027}\n", 0, ["gaps-entry"]),
        ("- night support\n", 0, ["gaps-entry"]),
        ("question: night support\n", 0, ["gaps-list"]),
        ("- {question: [\n", 0, ["gaps-yaml"]),
        ("- {question: night support, locale: en, same_as: [support at night]}\n", 0, []),
        ("- {question: night support, locale: en, reason: Mail only., apart: true}\n", 1, []),
        ("- {question: night support, locale: en, same_as: []}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, same_as: support}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, same_as: [{question: پشتیبانی, locale: xx}]}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, same_as: [{question: ' ', locale: fa}]}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, same_as: [{question: پشتیبانی, locale: fa, apart: true}]}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, apart: maybe}\n", 0, ["gaps-entry"]),
        ("- {question: night support, locale: en, apart: false}\n", 0, ["gaps-entry"]),
    ],
)
def test_a_gap_is_put_off_with_a_reason_or_not_at_all(tmp_path: Path, text: str, entries: int, codes: list[str]) -> None:
    (tmp_path / "gaps.yml").write_text(text, "utf-8")
    found, issues = load_wont_do(tmp_path / "gaps.yml", ["en", "fa"])
    assert (len(found), [issue.code for issue in issues]) == (entries, codes)


@pytest.mark.parametrize(
    ("text", "popular", "codes"),
    [
        ("", {}, []),
        ("en: [a, b, a]\n", {"en": ("a", "b")}, []),
        ("en: [a, gone]\n", {"en": ("a",)}, ["popular-entry"]),
        ("xx: [a]\n", {}, ["popular-entry"]),
        ("en: a\n", {}, ["popular-entry"]),
        ("- a\n", {}, ["popular-yaml"]),
        ("en: [\n", {}, ["popular-yaml"]),
    ],
)
def test_what_is_popular_is_read_as_far_as_it_leads_somewhere(
    tmp_path: Path, text: str, popular: dict[str, Any], codes: list[str]
) -> None:
    (tmp_path / "popular.yml").write_text(text, "utf-8")
    found, issues = load_popular(tmp_path / "popular.yml", {"en": ["a", "b"]})
    assert (found, [issue.code for issue in issues]) == (popular, codes)
    # All of it stands in the first line.
    assert {issue.line for issue in issues if issue.code == "popular-entry"} <= {1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Export to PDF!", "export-to-pdf"),
        ("خروجی پی‌دی‌اف", "خروجی-پی-دی-اف"),
        ("../../etc/passwd", "etc-passwd"),
        ("؟!", "question"),
    ],
)
def test_a_slug_holds_letters_and_hyphens_only(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_draft_takes_its_place_from_the_nearest_article_and_its_name_from_latin_words() -> None:
    words = [{"locale": "fa", "text": "خروجی pdf"}, {"locale": "en", "text": "pdf # export"}]
    gap = {
        "number": 1,
        "locale": "fa",
        "question": "خروجی pdf",
        "words": words,
        "kind": "guide",
        "nearest": [{"article": "publish/build"}],
    }
    draft = draft_of({"gaps": [gap]}, 1)
    assert (draft.path, draft.kind) == ("publish/pdf-export", "guide")
    assert draft.questions == {"fa": ("خروجی pdf",), "en": ("Pdf export",)}
    with pytest.raises(OperatorError, match="no gap 2"):
        draft_of({"gaps": [gap]}, 2)


def test_a_draft_has_a_heading_for_other_words_and_none_for_a_slip() -> None:
    asked = ["text wrong folder", "text wrong flder", "wrong texts folder", "article in the wrong place", "text wrong foder"]
    gap = {
        "number": 1,
        "locale": "en",
        "question": asked[0],
        "words": [{"locale": "en", "text": text} for text in asked],
        "kind": "faq",
        "nearest": [],
    }
    assert draft_of({"gaps": [gap]}, 1).questions == {"en": ("Text wrong folder", "Article in the wrong place")}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "gaps": []}', '{"gaps": 3}'])
def test_what_is_no_report_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.json").write_text(text, "utf-8")
    with pytest.raises(OperatorError, match=r"report\.json"):
        read_report(tmp_path / "report.json")


@pytest.mark.parametrize(("hours", "days"), [(0, 7), (9, 7), (23, 7)])
def test_seven_days_ago_gives_seven_days_at_any_hour(hours: int, days: int) -> None:
    now = day_of(date(2026, 11, 21)) * DAY_MS + hours * 3_600_000
    assert period(now - SEVEN * DAY_MS, now).days == days
    assert period(day_of(date(2026, 11, 14)) * DAY_MS, now).first == day_of(date(2026, 11, 14))


def test_weeks_end_with_the_report_and_months_follow_the_readers_calendar() -> None:
    until = day_of(date(2026, 11, 21)) * DAY_MS
    span = period(until - 30 * DAY_MS, until)
    assert (span.days, span.before.last) == (30, span.first - 1)
    weeks = span.weeks()
    assert weeks[-1].last == span.last == day_of(date(2026, 11, 20))
    assert all(week.last - week.first == SEVEN - 1 for week in weeks)
    farsi = LocaleSettings("fa", "فارسی", "persian")
    voice = LocaleView.of(farsi, catalogue.load("fa", (locales_dir(),)))
    months = span.months("persian")
    assert voice.month(months[-1]) == "آبان ۱۴۰۵"
    assert [month.cut for month in months][-2:] == [False, True]
    assert months[-1].first == day_of(date(2026, 10, 23))
