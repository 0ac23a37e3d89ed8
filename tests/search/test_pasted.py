"""What readers paste leads to the article that has it: codes whole and in parts, messages with the words in their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbgen.search.answering.nearness import is_enough, together
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage

from .conftest import Build, small_documents


def article(name: str, title: str, *texts: str, locale: str = "en") -> Document:
    """A short article."""
    passages = tuple(Passage(f"p{at}", "", text) for at, text in enumerate(texts))
    return Document(name, locale, f"{name}.md", f"{locale}/{name}/", title, "guide", "", locale, passages=passages)


def _list_of_codes() -> Document:
    codes = [f"ERR_{name}_TYPE" for name in ("SOCKET", "STREAM", "WORKER", *(f"NUMBER{at}" for at in range(200)))]
    passages = tuple(Passage(code.lower(), code, "It was of another type than expected. " * 9) for code in codes)
    return Document("z-codes", "en", "z-codes.md", "en/z-codes/", "Errors", "guide", "", "en", passages=passages)


CODES = [
    _list_of_codes(),
    article("y-worker", "Workers", "A worker fails with ERR_WORKER_TYPE.", "Again: ERR_WORKER_TYPE, worker type, type of worker."),
    article("a-213", "Release 2.1.3", "What is new in 2.1.3."),
    article("b-231", "Release 2.3.1", "What is new in 2.3.1."),
    article("c-c", "Programs in C", "How C programs are built."),
    article("d-cpp", "Programs in C++", "How C++ programs are built."),
    article("e-cs", "Programs in C#", "How C# programs are built with .NET."),
    article("f-net", "Net price", "The net is what is left, and the net again."),
    article("g-plan-b", "Plan B", "A plan with a phone and a line for a home."),
    article("h-plan-a", "Plan A", "The first plan."),
    article("i-price", "Prices", "It costs $1,299.00, or 1,000,000 in all."),
    article("j-rules", "Rule name of a message", "A rule has a name, a message has a name: name the rule."),
    article("k-error", "When rules fail", "The event log says PR_RULE_MSG_NAME is empty.", "Or ERR_42-A, Event ID 3028."),
    article("l-event", "Event log: every event has an ID", "The event log shows each event with its ID. Event, ID, event."),
    article("m-user", "Reading names", "Call getUserName() first. Its file is C:\\Users\\names.txt."),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("2.3.1", "b-231"),
        # Where the code has a heading of its own, not where it is mentioned.
        ("ERR_WORKER_TYPE", "z-codes"),
        ("v2.1.3", "a-213"),
        ("C++", "d-cpp"),
        ("c#", "e-cs"),
        ("C", "c-c"),
        (".NET", "e-cs"),
        ("plan a", "h-plan-a"),
        ("plan b", "g-plan-b"),
        ("1299", "i-price"),
        ("1000000", "i-price"),
        ("$1,299.00", "i-price"),
        ("PR_RULE_MSG_NAME", "k-error"),
        ("err42a", "k-error"),
        ("err 42-a", "k-error"),
        ("Event ID 3028", "k-error"),
        ("getusername", "m-user"),
        ("user name", "m-user"),
        ("names.txt", "m-user"),
    ],
)
def test_code_leads_to_the_article_that_has_it(build: Build, query: str, first: str) -> None:
    assert Searcher(build(CODES, "en").folder).search(query)[0].article == first


@pytest.mark.parametrize(("query", "locale"), [("paypal", "zh-Hans"), ("github", "zh-Hans"), ("付款", "zh-Hans")])
def test_latin_words_beside_letters_of_other_scripts_are_found(build: Build, query: str, locale: str) -> None:
    found = article("pay", "使用PayPal付款和GitHub账号", "付款。", locale=locale)
    assert len(Searcher(build([found], locale).folder).search(query)) == 1


FILLER = "The agent could not be reached by the server, so the upload of the report to the server was stopped. " * 30
MESSAGES = [
    article("a-words", "The server could not upload the report", "Upload, report, server, agent: could not be reached.", FILLER),
    article(
        "b-said", "After the move", "Nothing is known.", "x " * 99 + "The agent could not upload your report to the new server."
    ),
    *small_documents("en"),
]


@pytest.mark.parametrize(
    "query",
    [
        "The agent could not upload your report to the new server.",
        "The agent could not upload your report to",
        "The agent could not upload Margaret's report to the new server.",
        "help, I get this: The agent could not upload your report to the new server",
        '"upload your report"',
        "“your report to the new server”",
    ],
)
def test_sentence_of_an_article_leads_to_it(build: Build, query: str) -> None:
    assert Searcher(build(MESSAGES, "en").folder).search(query)[0].article == "b-said"


def test_words_in_quotation_marks_stand_so_or_the_marks_are_left_out(build: Build) -> None:
    searcher = Searcher(build(MESSAGES, "en").folder)
    assert [result.article for result in searcher.search('"upload the report"')] == ["a-words"]
    answer = searcher.answer('"report upload your"')
    assert answer.corrected == "report upload your"
    assert answer.count > 1


def test_words_quoted_in_a_longer_question_do_not_hide_what_answers_it(build: Build) -> None:
    buttons = article("a-buttons", "Words on buttons", "Change what a button says.")
    named = article("b-named", "The search", "Press search.")
    searcher = Searcher(build([buttons, named, *small_documents("en")], "en").folder)
    answer = searcher.answer('where do I change the word "search" on the button')
    assert answer.results[0].article == "a-buttons"
    assert [result.article for result in searcher.search('button "search"')] == ["b-named"]


def test_of_a_question_about_quoted_words_articles_without_them_come_behind(build: Build) -> None:
    writing = article("c-writing", "Writers and the words that they use", "Warn writers of words that they should not use.")
    searcher = Searcher(build([*MESSAGES, writing], "en").folder)
    found = [result.article for result in searcher.search('warn writers of the words "upload the report" that they use')]
    assert {"a-words", "c-writing"} <= set(found[:2])
    assert "c-writing" not in [result.article for result in searcher.search('writers "upload the report"')]


@pytest.mark.parametrize("locale", ["ar", "fa"])
def test_sentence_is_found_in_right_to_left_languages_too(build: Build, locale: str) -> None:
    documents = small_documents(locale)
    sentence = documents[2].passages[1].text
    decoy = replace(documents[0], title=" ".join(reversed(sentence.split())))
    assert Searcher(build([decoy, *documents[1:]], locale).folder).search(sentence)[0].path == documents[2].path


def test_another_word_within_a_message_does_not_end_it() -> None:
    said = ["the", "agent", "could", "not", "upload", "your", "report", "to", "the", "server"]
    assert together(said, said) == 10
    assert together([*said[:5], "margarets", *said[6:]], said) == 7
    assert together(said[::-1], said) < 3


@pytest.mark.parametrize(("shares", "enough"), [((), True), ((0.0, 0.0), True), ((0.6, 0.0), False), ((0.6, 1.0), True)])
def test_reading_goes_on_only_where_a_part_of_what_was_pasted_was_found(shares: tuple[float, ...], enough: bool) -> None:
    assert is_enough(shares) is enough


def test_sentence_is_found_among_more_articles_with_its_words_than_are_read_at_once(build: Build) -> None:
    words = ["battery", "cover", "falls", "off", "when", "opened", "twice"]
    parts = [" ".join([*words[at:], *words[:at]]) for at in range(1, len(words))]
    # Each has a part of the sentence, and its words more often: it comes before the one that has the whole.
    others = [article(f"a-{at}", parts[at % len(parts)], *parts) for at in range(9)]
    found = article("z-whole", "Covers", "The " + " ".join(words) + ", they say. " + "Other words stand here too. " * 20)
    searcher = Searcher(build([*others, found], "en").folder)
    assert searcher.search(" ".join(words))[0].article == "z-whole"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the option of this page", True),
        # A reader asks: the articles with the words more often are the better guess, and few texts are fetched.
        ("what is the option of this page", False),
    ],
)
def test_what_reads_like_a_text_is_looked_for_in_more_texts_than_a_question(build: Build, typed: str, found: bool) -> None:
    others = [article(f"a-{at}", "A page", "Each page has it. An option is new.", "Page, option.") for at in range(9)]
    pasted = article("z-whole", "Sizes", "See the option of this page. " + "Other words stand here too. " * 20)
    searcher = Searcher(build([*others, pasted], "en").folder)
    assert (searcher.search(typed)[0].article == "z-whole") is found
