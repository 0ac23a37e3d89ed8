"""A lead puts questions together and apart by a line in `gaps.yml`, within a language and across."""

from __future__ import annotations

import pytest

from tests.report.conftest import Journal, Studied, search

ENGLISH, OTHER, PERSIAN, ARABIC = "gift vouchers", "surprise for friends", "کارت هدیه", "قسيمة إهداء"


@pytest.fixture
def asked(journal: Journal) -> Journal:
    """One need in four wordings, of which no article and no word tells that they are one."""
    for count, words, locale in ((5, ENGLISH, "en"), (3, OTHER, "en"), (2, PERSIAN, "fa"), (1, ARABIC, "ar")):
        journal.many(count, search(words), locale=locale)
    return journal


def gaps(studied: Studied, text: str) -> list[tuple[str, int]]:
    """The gaps of a report and how many readers each left."""
    return [(gap.text, gap.left) for gap in studied(gaps=text)[0].gaps]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", [(ENGLISH, 5), (OTHER, 3), (PERSIAN, 2), (ARABIC, 1)]),
        # In any order of the words, and without the little ones.
        ("- {question: vouchers for gifts, locale: en, same_as: [friends surprise]}", [(ENGLISH, 8), (PERSIAN, 2), (ARABIC, 1)]),
        (
            f"- {{question: {OTHER}, locale: en, same_as: [{{question: {PERSIAN}, locale: fa}}]}}",
            [(ENGLISH, 5), (OTHER, 5), (ARABIC, 1)],
        ),
        # What is the same as the same is the same, in whichever order that is said.
        (
            f"- {{question: {ENGLISH}, locale: en, same_as: [{OTHER}]}}\n"
            f"- {{question: {PERSIAN}, locale: fa, same_as: [{{question: {ARABIC}, locale: ar}}]}}\n"
            f"- {{question: {OTHER}, locale: en, same_as: [{{question: {ARABIC}, locale: ar}}]}}",
            [(ENGLISH, 11)],
        ),
        # Nobody asks that: the others stay as they are.
        (
            f"- {{question: {ENGLISH}, locale: en, same_as: [nobody asks this]}}",
            [(ENGLISH, 5), (OTHER, 3), (PERSIAN, 2), (ARABIC, 1)],
        ),
    ],
)
def test_questions_are_put_together_as_a_lead_says(studied: Studied, text: str, expected: list[tuple[str, int]]) -> None:
    assert gaps(studied, text) == expected


def test_a_reader_of_two_wordings_that_were_put_together_counts_once(journal: Journal, studied: Studied) -> None:
    journal.many(4, search(ENGLISH), search(OTHER, seconds=300))
    assert gaps(studied, f"- {{question: {ENGLISH}, locale: en, same_as: [{OTHER}]}}") == [(ENGLISH, 4)]


def test_a_search_is_taken_out_of_the_question_that_it_was_put_to(journal: Journal, studied: Studied) -> None:
    journal.many(5, search("delete account"))
    journal.many(2, search("delete account data"))
    assert gaps(studied, "[]") == [("delete account", 7)]
    text = "- {question: delete account data, locale: en, apart: true}"
    assert gaps(studied, text) == [("delete account", 5), ("delete account data", 2)]


def test_a_search_that_was_taken_out_can_be_put_to_another(journal: Journal, studied: Studied) -> None:
    journal.many(5, search("delete account"))
    journal.many(2, search("delete account data"))
    journal.many(3, search("gdpr"))
    text = "- {question: delete account data, locale: en, apart: true, same_as: [gdpr]}"
    assert gaps(studied, text) == [("delete account", 5), ("gdpr", 5)]


def test_languages_that_an_article_links_are_parted_as_a_lead_says(journal: Journal, studied: Studied) -> None:
    journal.many(5, search("sso login"))
    journal.many(3, search("ورود sso"), locale="fa")
    assert gaps(studied, "[]") == [("sso login", 8)]
    assert gaps(studied, "- {question: ورود sso, locale: fa, apart: true}") == [("sso login", 5), ("ورود sso", 3)]


@pytest.mark.usefixtures("asked")
def test_words_of_an_entry_that_nobody_asks_are_told_with_its_line(studied: Studied) -> None:
    text = f"- {{question: {ENGLISH}, locale: en, same_as: [{OTHER}, fax number]}}\n- {{question: faxes, locale: en, apart: true}}"
    assert [(entry.question, entry.line) for entry in studied(gaps=text)[0].unasked] == [("fax number", 1), ("faxes", 2)]
