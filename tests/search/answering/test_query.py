"""What people type finds the article, whatever their fingers, keyboards and habits did to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage
from tests.search.conftest import Build, small_documents


@pytest.mark.parametrize(
    ("query", "locale", "article"),
    [
        ("password", "en", "account/password"),
        ("passwords", "en", "account/password"),
        ("pas", "en", "account/password"),
        ("p", "en", "account/password"),
        ("pasword", "en", "account/password"),
        ("passwrod", "en", "account/password"),
        ("xassword", "en", "account/password"),
        ("passcode", "en", "account/password"),
        ("money back", "en", "orders/refund"),
        ("حشسسصخقی", "en", "account/password"),
        ("گذرواژه", "fa", "account/password"),
        ("گذروازه", "fa", "account/password"),
        ("پسورد", "fa", "account/password"),
        ("password", "fa", "account/password"),
        ("گذرواژه‌هامو", "fa", "account/password"),
        ("'bv,h`i", "fa", "account/password"),
        ("دو مرحله‌ای", "fa", "account/two-step"),
        ("كلمة المرور", "ar", "account/password"),
        ("کلمه المرور", "ar", "account/password"),
        ("باسورد", "ar", "account/password"),
        ("hsjv]h]", "ar", "orders/refund"),
        ("refund", "ar", "orders/refund"),
        ("hgpshf", "ar", "account/password"),
        ("للحساب", "ar", "account/password"),
    ],
)
def test_query_finds_its_article_first(small: Callable[[str], Searcher], query: str, locale: str, article: str) -> None:
    results = small(locale).search(query)
    assert [result.article for result in results][:1] == [article]


@pytest.mark.parametrize(
    ("query", "locale", "understood"),
    [
        ("pasword ", "en", "password"),
        ("hgpshf", "ar", "الحساب"),
        ("reset pasword", "en", "reset password"),
        ("password", "en", ""),
        ("passcode", "en", ""),
        # The reader's own words stay as they were typed: capitals, signs, joiners and the letters of their language.
        ("I forgot my PASWORD, help! ", "en", "I forgot my password, help!"),
        ("می‌خواهم گذروازه‌ها رو عوض کنم ", "fa", "می‌خواهم گذرواژه‌ها رو عوض کنم"),
    ],
)
def test_understanding_is_told_where_it_differs(small: Callable[[str], Searcher], query: str, locale: str, understood: str) -> None:
    assert small(locale).plan(query).corrected == understood


@pytest.mark.parametrize(
    ("titles", "locale", "query", "understood"),
    [
        # A key of the other keyboard within a word: the word is put right, whatever the letter means alone.
        (["شبکه", "x"], "fa", "شبxکه ", "شبکه"),
        (["الطلبات", "x"], "ar", "الطلxات ", "الطلبات"),
        # A slip in a form that no article has, of a word that they have: before, within and after the stem.
        (["كتابة منشور", "حساب"], "ar", "المنشوورات ", "منشور"),
        (["كتابة منشور", "حساب"], "ar", "المنوشرات ", "منشور"),
        (["تطبيق", "حساب"], "ar", "لاتطبيقات ", "تطبيق"),
        # … and in one that is only spoken.
        (["گوشی", "حساب"], "fa", "گویشیم ", "گوشی"),
        # The keys of a slip say what another keyboard gives: a letter of that is no word.
        (["مشکوک", "x"], "fa", "مشکوطک ", "مشکوک"),
    ],
)
def test_slip_is_understood(build: Build, titles: list[str], locale: str, query: str, understood: str) -> None:
    documents = [replace(each, title=title) for each, title in zip(small_documents(locale), titles, strict=False)]
    searcher = Searcher(build(documents, locale, []).folder)
    assert searcher.plan(query).corrected == understood
    assert searcher.search(query)[0].article == documents[0].article


def test_of_two_words_written_together_only_telling_ones_are_looked_for(build: Build) -> None:
    first, second = small_documents("en")[:2]
    searcher = Searcher(build([replace(first, title="The printer"), replace(second, title="The screen")], "en", []).folder)
    assert [key for term in searcher.plan("theprinter ").terms for key, _ in term.keys] == ["printer"]


def test_mistyped_word_that_says_nothing_is_looked_for_as_little_as_itself(build: Build) -> None:
    documents = [replace(each, title=f"With {each.title}") for each in small_documents("en")]
    plan = Searcher(build(documents, "en", []).folder).plan("wiht password")
    assert [key for term in plan.terms for key, _ in term.keys] == ["password"]
    assert plan.corrected == "with password"


def test_small_word_with_what_speech_adds_is_looked_for_as_little_as_itself(build: Build) -> None:
    documents = [replace(each, title=f"خود {each.title}") for each in small_documents("fa")]
    plan = Searcher(build(documents, "fa", []).folder).plan("گذرواژه خودمونو عوض")
    assert not {"خود", "خودم"} & {key for term in plan.terms for key, _ in term.keys}


def test_corrected_word_is_matched_exactly_as_if_it_had_been_typed_so(build: Build) -> None:
    titles = ("Gadgets", "Gadget", "Gadget")
    documents = [replace(each, title=title) for each, title in zip(small_documents("en"), titles, strict=False)]
    searcher = Searcher(build(documents, "en", []).folder)
    assert searcher.search("gaddget ") == searcher.search("gadget ")
    assert searcher.search("gaddget ")[-1].article == documents[0].article


def test_word_that_articles_have_is_never_corrected(build: Build) -> None:
    documents = small_documents("en")
    rare = replace(documents[0], path="a.md", article="a", title="Passwort")
    plan = Searcher(build([*documents, rare], "en").folder).plan("passwort ")
    assert plan.corrected == ""
    assert [key for term in plan.terms for key, _ in term.keys] == ["passwort"]


@pytest.mark.parametrize(("texts", "understood"), [("language language age", "language"), ("language age age", "")])
def test_word_is_a_slip_where_its_word_is_commoner_than_the_two_it_is_made_of(build: Build, texts: str, understood: str) -> None:
    first, *others = small_documents("en")
    documents = [replace(others[at], title=title) for at, title in enumerate(texts.split())]
    searcher = Searcher(build([replace(first, title="Lang"), *documents], "en", []).folder)
    assert searcher.plan("langage ").corrected == understood


def test_article_about_a_common_word_comes_before_one_that_says_a_rare_word_in_passing(build: Build) -> None:
    first = small_documents("en")[0]

    def article(name: str, text: str, title: str = "Options", keywords: tuple[str, ...] = ()) -> Document:
        passages = (Passage("", "", text),)
        return replace(first, path=f"{name}.md", article=name, title=title, keywords=keywords, passages=passages)

    said = [article(f"said{at}", "The language of the page.") for at in range(8)]
    others = [article(f"other{at}", "The colour of the page.") for at in range(12)]
    passing = [article(f"passing{at}", "Choose the language, wait a second, and go on.") for at in range(3)]
    about = article("about", "Each language is a folder.", "Add a language", ("new language", "one more language"))
    searcher = Searcher(build([*said, *others, *passing, about], "en", []).folder)
    assert searcher.search("second language")[0].article == "about"


def test_phrase_of_the_synonyms_is_found_by_words_that_no_article_has(build: Build) -> None:
    documents = small_documents("ar")
    named = replace(documents[2], title="الانتقال من Freshdesk")
    like = [replace(documents[0], path=f"{at}.md", article=f"{at}", title="فريق الدعم") for at in range(3)]
    searcher = Searcher(build([*like, documents[1], named], "ar", ["فريش ديسك, freshdesk"]).folder)
    assert [result.article for result in searcher.search("ننتقل من فريش ديسك ")] == [named.article]


def test_small_words_say_which_article_where_one_word_alone_tells_something(build: Build) -> None:
    first, second, *others = (replace(each, title="A tool") for each in small_documents("en"))
    asked = replace(second, asked=("what is this for", "what does this do"))
    searcher = Searcher(build([first, asked, *others], "en", []).folder)
    assert searcher.search("what does this tool do")[0].article == asked.article
    assert [term.form for term in searcher.plan("what does the tool driver do").terms] == ["tool", "driver"]


def test_arabic_word_with_a_particle_is_also_the_word_that_more_articles_have(build: Build) -> None:
    first, second, third = small_documents("ar")
    every = [replace(second, path=f"{at}.md", article=f"{at}", title="صفحة جديدة") for at in range(8)]
    asked = replace(first, asked=("نكتب بصفحة الزبون",))
    keys = dict(Searcher(build([*every, asked, third], "ar", []).folder).plan("بصفحة ").terms[0].keys)
    assert keys["صفح"] < keys["بصفح"]


def test_numbers_are_not_corrected(small: Callable[[str], Searcher]) -> None:
    assert small("en").search("20261 ") == []


def test_stop_words_alone_are_searched_for(build: Build) -> None:
    searcher = Searcher(build([replace(small_documents("en")[0], title="About us")], "en").folder)
    assert len(searcher.search("about us")) == 1


def test_word_in_two_and_two_words_in_one_are_found(build: Build) -> None:
    first, second = small_documents("fa")[:2]
    documents = [replace(first, title="رمزعبور"), replace(second, title="پیام رسان")]
    searcher = Searcher(build(documents, "fa", []).folder)
    assert [result.article for result in searcher.search("رمز عبور ")] == [first.article]
    assert [result.article for result in searcher.search("پیامرسان ")] == [second.article]


def test_two_words_that_tell_nothing_are_not_one_word_that_does(build: Build) -> None:
    documents = small_documents("en")
    kinds = replace(documents[1], passages=(Passage("", "", "A how-to, a howto."),))
    searcher = Searcher(build([documents[0], kinds, *documents[2:]], "en").folder)
    assert searcher.search("howto")[0].path == kinds.path
    assert searcher.plan("how to reset a password").terms == searcher.plan("reset a password").terms


def test_writers_synonym_leads_one_way_or_both(build: Build) -> None:
    searcher = Searcher(build(small_documents("en"), "en", ["telly, printer", "fax => refund"]).folder)
    assert searcher.search("telly")[0].article == "devices/printer"
    assert searcher.search("fax")[0].article == "orders/refund"


def test_asked_phrase_finds_its_article(build: Build) -> None:
    documents = small_documents("en")
    asked = replace(documents[4], asked=("nothing comes out of the machine",))
    assert Searcher(build([*documents[:4], asked], "en").folder).search("nothing comes out")[0].article == "devices/printer"


def test_title_counts_more_than_body(small: Callable[[str], Searcher]) -> None:
    assert [result.article for result in small("en").search("delivery parcel")] == ["orders/delivery", "orders/refund"]


def test_results_are_limited_and_filtered(small: Callable[[str], Searcher]) -> None:
    searcher = small("en")
    assert len(searcher.search("parcel password", limit=1)) == 1
    assert {result.section for result in searcher.search("parcel password", sections=["orders"])} == {"orders"}
    assert {result.kind for result in searcher.search("parcel password", kinds=["guide"])} == {"guide"}


QUERIES = (
    "", " ", "a", "ا", "?", "…؟،!", "😀", "😀😀 password", "the of and", "و در به", "<script>alert(1)</script>", ".*+?^${}()|[]\\",
    '"a" AND title:b -c ~d*', "x" * 10_000, "حساب " * 3_000, "password گذرواژه كلمة 密码", "\u202eabc\u202c", "\u200c\u200c", "\0",
    "ﷺ", "½ ㎏ Ⅷ", "\U0001f3f3\ufe0f\u200d\U0001f308", "می\u200c", "می", "ها", "'", "''' password",
)  # fmt: skip


@pytest.mark.parametrize("locale", ["ar", "fa", "en"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_query_is_an_error(small: Callable[[str], Searcher], query: str, locale: str) -> None:
    assert isinstance(small(locale).search(query), list)
