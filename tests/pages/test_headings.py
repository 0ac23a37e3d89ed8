"""Headings are reached at the addresses that other programs made of them, and look as they did."""

from __future__ import annotations

import pytest

from kbgen.articles.article import Kind
from kbgen.markup import commonmark

# Python-Markdown gives headings the addresses that MkDocs gives them, which its texts link to.
pytestmark = pytest.mark.parametrize("convert", [commonmark.read], indirect=True, ids=["commonmark"])

TEXT = (
    "## Sign in & out\n\nOne.\n\n## Notes\n\nTwo.\n\n## Notes\n\nThree.\n\n"
    "## 🚀 Start **here**\n\nFour.\n\n## C++ / C\\#\n\nFive.\n\n## Own {#mine}\n\nSix.\n"
)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("sign-in--out", "Sign in & out"),
        ("notes", "Notes"),
        ("notes-1", "Notes"),
        ("-start-here", "🚀 Start here"),
        ("c--c", "C++ / C#"),
    ],
)
def test_the_address_that_github_has_for_a_heading_leads_to_it(convert, address, heading):
    place = convert(TEXT, "en").find(id=address)
    shown = place if place.name == "h2" else place.find_parent("h2")
    assert shown.text.removesuffix("#") == heading


def test_the_second_of_two_headings_is_the_one_numbered(convert):
    place = convert(TEXT, "en").find(id="notes-1")
    assert place.find_parent("h2").find_next_sibling("p").text == "Three."


def test_no_address_is_there_twice_and_a_heading_of_that_name_keeps_its_own(convert):
    page = convert("## A & B\n\nOne.\n\n## a--b\n\nTwo.\n\n## X\n\n## X\n\n## X 1\n\nThree.\n", "en")
    found = [element["id"] for element in page.find_all(id=True)]
    assert len(found) == len(set(found))
    assert page.find(id="x-1").text.removesuffix("#") == "X 1"


def test_a_heading_whose_writer_gave_an_address_has_no_other(convert):
    assert convert(TEXT, "en").find(id="mine").find(id=True) is None


def test_the_other_address_of_a_question_is_within_its_answer(convert):
    page = convert("## Sign in & out?\n\nOne.\n", "en", kind=Kind.FAQ)
    assert page.find(id="sign-in--out").find_parent(id="sign-in-out").find("p").text == "One."


def test_arabic_and_persian_headings_too(convert):
    page = convert("## الدفع – والاسترداد\n\nنص\n\n## می‌خواهم & دوباره\n\nمتن\n", "ar")
    assert page.find(id="الدفع--والاسترداد").find_parent("h2") is not None
    assert len(page.select("h2 a[id]")) == 2
