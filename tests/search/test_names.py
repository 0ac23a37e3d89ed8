"""Names in Latin letters are found as readers of Arabic script spell them, whatever the product is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage
from tests.search.answering.test_twins import assert_same_answers
from tests.search.conftest import Build, small_documents


def named(locale: str) -> list[Document]:
    """A small help center, and four articles on products that no file of synonyms knows."""
    fa = locale == "fa"
    texts = {
        "tramposk": ("اتصال Tramposk" if fa else "ربط Tramposk", "حساب" if fa else "الحساب"),
        "quarbase": ("همگام‌سازی" if fa else "مزامنة الملفات", "برنامه Quarbase" if fa else "برنامج Quarbase"),
        "bgv": ("نصب BGV" if fa else "تثبيت BGV", "فایل" if fa else "ملف"),
        "flimdesk": ("پشتیبانی FlimDesk" if fa else "دعم FlimDesk", "تیم" if fa else "الفريق"),
    }
    first = small_documents(locale)
    return first + [
        replace(
            first[0],
            article=article,
            path=f"{article}.md",
            url=f"{locale}/{article}/",
            title=title,
            keywords=(),
            tags=(),
            description="",
            asked=(),
            translations=(),
            passages=(Passage("a", "", text),),
        )
        for article, (title, text) in texts.items()
    ]


FOUND = [
    ("fa", "ترامپوسک", "tramposk"),
    ("fa", "حساب ترامپاسک", "tramposk"),
    ("fa", "کواربیس", "quarbase"),
    ("fa", "بی جی وی", "bgv"),
    ("fa", "بی‌جی‌وی", "bgv"),
    ("fa", "فلیم دسک", "flimdesk"),
    ("fa", "فلیم‌دسک چیه", "flimdesk"),
    ("ar", "ترامبوسك", "tramposk"),
    ("ar", "الترامبوسك", "tramposk"),
    ("ar", "كواربيس", "quarbase"),
    ("ar", "قواربيز", "quarbase"),
    ("ar", "بي جي في", "bgv"),
    ("ar", "فليم ديسك", "flimdesk"),
    ("ar", "كيف استخدم فليمدسك", "flimdesk"),
]


@pytest.mark.parametrize(("locale", "query", "article"), FOUND)
def test_a_name_is_found_as_it_is_heard(build: Build, locale: str, query: str, article: str) -> None:
    answer = Searcher(build(named(locale), locale).folder).answer(query)
    assert [each.article for each in answer.results][:1] == [article]
    assert answer.corrected == ""


def test_a_slip_is_a_slip_where_a_name_sounds_like_the_word_as_well(build: Build) -> None:
    # ktb is GitHub, and as well what is left of every form of "book".
    articles = [
        replace(named("ar")[-1], title=title, article=article) for title, article in (("GitHub", "github"), ("كتبنا", "books"))
    ]
    answer = Searcher(build([*named("ar"), *articles], "ar").folder).answer("كتينا")
    assert [each.article for each in answer.results] == ["books"]


@pytest.mark.needs("node")
@pytest.mark.parametrize("locale", ["ar", "fa"])
def test_the_browser_finds_the_same_names(tmp_path, locale: str) -> None:
    asked = [(query, {}) for at, query, _ in FOUND if at == locale]
    assert_same_answers(tmp_path, locale, named(locale), asked)
