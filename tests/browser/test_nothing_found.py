"""A search in vain leaves nobody without a way on: every article, and a person."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

WORDS = {"en": ("Nothing found", "All articles"), "ar": ("لم نجد شيئًا", "جميع المقالات"), "fa": ("پیدا نشد", "همهٔ مقاله‌ها")}


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_all_articles_and_a_person_are_offered_where_nothing_was_found(reader: Page, help_center, locale: str) -> None:
    reader.goto(help_center.address(locale, "search/?q=qqwwzzxxkk"))
    sentence, everything = WORDS[locale]
    expect(reader.locator(".kb-results__status")).to_contain_text(sentence)
    link = reader.locator(".kb-results").get_by_role("link", name=everything, exact=True)
    expect(link).to_be_visible()
    expect(reader.locator("[data-kb-contact=empty]")).to_be_visible()
    link.click()
    expect(reader.locator("[data-kb-index] h2")).to_be_in_viewport()
    reader.locator("[data-kb-index] li a").first.click()
    expect(reader.locator("article h1")).to_be_visible()


def test_the_list_of_all_articles_gives_way_to_results(reader: Page, help_center) -> None:
    reader.goto(help_center.address("en", "search/?q=printer"))
    expect(reader.locator(".kb-results__list li")).to_have_count(1)
    expect(reader.locator("[data-kb-index]")).to_be_hidden()
    expect(reader.locator(".kb-results__all")).to_be_hidden()
    reader.locator(".kb-search input").fill("qqwwzzxxkk")
    expect(reader.locator("[data-kb-index]")).to_be_visible()
    reader.locator(".kb-search input").fill("printer")
    expect(reader.locator("[data-kb-index]")).to_be_hidden()
    reader.locator(".kb-search input").fill("")
    expect(reader.locator("[data-kb-index]")).to_be_visible()
    expect(reader.locator(".kb-results")).to_be_hidden()


def test_an_emptied_box_offers_no_person_any_more(reader: Page, help_center) -> None:
    reader.goto(help_center.address("fa", "search/?q=qqwwzzxxkk"))
    expect(reader.locator("[data-kb-contact=empty]")).to_be_visible()
    reader.locator(".kb-search input").fill("")
    expect(reader.locator("[data-kb-contact=empty]")).to_be_hidden()
    expect(reader.locator("[data-kb-index]")).to_be_visible()
