"""Search in a real browser: the same stems, articles, order and scores as `kbgen search`, and a list that keys and ears can use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.chromium import served
from benchmarks.corpus import CHANGES, DATA, LOCALES, change, documents, queries
from kbgen.language.text import browser_rules, tokenise
from kbgen.search.analysis import analyse
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import build_index
from kbgen.search.synonyms import load_synonyms
from tests.language.test_identifiers import CASES, language_of
from tests.search.answering.test_query import QUERIES
from tests.search.conftest import small_documents
from tests.search.page import write_page
from tests.search.test_pasted import CODES, MESSAGES

CONTENT = Path(__file__).parents[2] / "content"


def publish(folder: Path, locale: str, articles: list[Document]) -> Path:
    synonyms, _ = load_synonyms(locale)
    build_index([analyse(document, synonyms) for document in articles], locale, synonyms, folder)
    write_page(folder, locale)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """The address of a small help center in one locale."""
    contexts = []

    def start(locale: str) -> str:
        context = served(publish(tmp_path / locale, locale, small_documents(locale)))
        contexts.append(context)
        return context.__enter__()

    yield start
    for context in contexts:
        context.__exit__(None, None, None)


def words_of(texts: Iterator[str], locale: str) -> dict[str, list[list[str]]]:
    """Every different word of `texts`, as parted by spaces, with the tokens that Python finds in it."""
    different = sorted({word for text in texts for word in text.split()})
    return {word: [[token.form, token.stem] for token in tokenise(word, locale)] for word in different}


CONFORM = """async ([rules, words]) => {
  const { languageOf } = await import("/assets/javascripts/search/rules.js");
  const language = await languageOf(rules);
  return Object.entries(words).flatMap(([word, expected]) => {
    const got = language.tokenise(word).map((token) => [token.form, token.stem]);
    return JSON.stringify(got) === JSON.stringify(expected) ? [] : [[word, expected, got]];
  }).slice(0, 20);
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_has_the_same_stem_in_the_browser(chromium: Browser, site: Callable[[str], str], locale: str) -> None:
    folders = [CONTENT / locale, DATA / "help-articles" / locale]
    texts = (path.read_text("utf-8", errors="replace") for folder in folders if folder.is_dir() for path in folder.rglob("*.md"))
    synonyms = (Path(__file__).parents[2] / "kbgen" / "search" / "synonyms" / f"{locale}.yml").read_text("utf-8")
    words = words_of(iter([synonyms, *texts, *QUERIES[:12]]), locale)
    page = chromium.new_page()
    page.goto(site(locale))
    assert len(words) > 500
    assert page.evaluate(CONFORM, [browser_rules(locale), words]) == []


def test_identifiers_are_read_the_same_in_the_browser(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    found = page.evaluate(
        """async (cases) => {
          const { languageOf } = await import("/assets/javascripts/search/rules.js");
          const languages = await Promise.all(cases.map(([, rules]) => languageOf(rules)));
          return cases.map(([written], at) => languages[at].tokenise(written).map((token) => [token.form, token.parts]));
        }""",
        [[written, browser_rules(language_of(written))] for written, _ in CASES],
    )
    expected = [[[token.form, token.parts] for token in tokenise(written, language_of(written))] for written, _ in CASES]
    assert found == expected


ANSWER = """async ([locale, queries]) => {
  const { Searcher } = await import("/assets/javascripts/search/searcher.js");
  const searcher = new Searcher(`/search/${locale}/`);
  const answers = [];
  for (const query of queries) {
    const { results, corrected } = await searcher.search(query);
    answers.push([corrected, results.map((each) => [each.article, each.path, each.url, each.title, each.kind, each.score])]);
  }
  return answers;
}"""


def assert_same_answers(page: Page, folder: Path, locale: str, asked: list[str]) -> None:
    searcher = Searcher(folder / "search" / locale)
    expected = [
        [
            answer.corrected,
            [[each.article, each.path, each.url, each.title, each.kind, each.score] for each in answer.results],
        ]
        for answer in map(searcher.answer, asked)
    ]
    got = page.evaluate(ANSWER, [locale, asked])
    assert [row for row in zip(asked, expected, got, strict=True) if row[1] != row[2]] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.needs("articles")
def test_browser_ranks_real_articles_as_the_command_does(chromium: Browser, tmp_path: Path, locale: str) -> None:
    folder = publish(tmp_path, locale, documents()[locale])
    letters = "abcdefghij" if locale == "en" else "ابپتنمودرس"
    asked = [change(query.text, locale, name, letters) for name in CHANGES for query in queries(locale)]
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(address)
        assert_same_answers(page, folder, locale, list(dict.fromkeys(asked)))


@pytest.mark.parametrize("locale", LOCALES)
def test_browser_answers_odd_queries_as_the_command_does(chromium: Browser, tmp_path: Path, locale: str) -> None:
    folder = publish(tmp_path, locale, small_documents(locale))
    typed = ["hgpshf", "حشسسصخقی", "'bv,h`i", "p", "pas", "گذ", "كل", "passwordreset", "xassword", "رمز عبور", "دو مرحله‌ای"]
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(address)
        assert_same_answers(page, folder, locale, [*QUERIES, *typed])


def test_browser_ranks_what_is_pasted_as_the_command_does(chromium: Browser, tmp_path: Path) -> None:
    folder = publish(tmp_path, "en", [*CODES, *MESSAGES])
    typed = ["PR_RULE_MSG_NAME", "err42a", "PR_RULE_MSG_NA", "C++", "plan a", "$1,299.00", "Event ID 3028", '"upload the report"']
    sentences = ["The agent could not upload Margaret's report to the new server.", '"report upload your"', "“your report” to the"]
    sentences += [passage.text for each in CODES for passage in each.passages]
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(address)
        assert_same_answers(page, folder, "en", [*typed, *sentences])


def test_results_come_from_the_first_letter_and_lead_to_the_best_heading(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    page.keyboard.press("/")
    page.keyboard.type("p")
    expect(page.get_by_role("option").first).to_contain_text("password")
    page.keyboard.type("assword choose")
    option = page.get_by_role("option").first
    expect(option.locator(".kb-hit__text mark").first).to_have_text("choose")
    expect(option).to_have_attribute("href", "en/account/password/#steps")
    expect(page.locator("[role=status]")).to_have_text("1 result")


def test_list_is_used_with_keys_alone(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    page.keyboard.press("Control+k")
    page.keyboard.type("parcel")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "none")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("parcel")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/orders/**")


def test_nothing_found_offers_the_nearest(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    page.evaluate("window.told = []; document.addEventListener('kb:search', (event) => told.push(event.detail))")
    page.get_by_role("combobox").or_(page.get_by_role("searchbox")).fill("printxqzwv")
    expect(page.locator(".kb-suggest__note")).to_contain_text("Nothing found for “printxqzwv”.")
    expect(page.get_by_role("option")).to_contain_text("printer")
    assert page.evaluate("told.at(-1)") == {"query": "printxqzwv", "count": 0, "locale": "en"}


def test_opening_and_rewording_are_told(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    page.evaluate(
        """window.told = [];
        for (const name of ["kb:search-open", "kb:search-reworded"])
          document.addEventListener(name, (event) => told.push([name, event.detail]));
        document.addEventListener("click", (event) => event.preventDefault());"""
    )
    box = page.locator("#kb-q")
    for query in ("zzzqqq", "refund"):
        box.fill(query)
        page.wait_for_function("query => sessionStorage.getItem('kb-recent')?.includes(query)", arg=query)
    page.get_by_role("option").filter(has_text="Get a refund").click()
    assert page.evaluate("told") == [
        ["kb:search-reworded", {"query": "refund", "before": "zzzqqq"}],
        ["kb:search-open", {"query": "refund", "article": "orders/refund", "rank": 1}],
    ]


def test_recent_searches_stay_in_the_tab(chromium: Browser, site: Callable[[str], str]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site("en"))
    page.locator("#kb-q").fill("refund")
    page.get_by_role("option").first.click()
    page.go_back()
    page.locator("#kb-q").fill("")
    expect(page.get_by_role("option")).to_have_text(["refund"])
    assert page.evaluate("localStorage.length") == 0
    other = context.new_page()
    other.goto(page.url)
    other.locator("#kb-q").focus()
    expect(other.get_by_role("combobox")).to_be_visible()
    expect(other.get_by_role("option")).to_have_count(0)
    context.close()


def test_search_page_has_an_address_and_filters(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en") + "en/search/?q=parcel+password")
    expect(page.locator(".kb-results li")).to_have_count(3)
    expect(page.locator("[data-kb-index]")).to_be_hidden()
    page.get_by_label("Section").select_option("orders")
    expect(page.locator(".kb-results li")).to_have_count(2)
    expect(page.locator(".kb-results__status")).to_have_text("2 results")
    page.get_by_label("Section").select_option("")
    page.locator("#kb-q").fill("pasword ")
    expect(page.locator(".kb-results__note")).to_contain_text("Showing results for “password” instead of “pasword”.")
    assert page.url.endswith("?q=pasword%20")
    page.locator("#kb-q").fill("")
    expect(page.locator("[data-kb-index]")).to_be_visible()


def test_without_scripts_all_titles_are_there(chromium: Browser, site: Callable[[str], str]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site("en"))
    page.locator("#kb-q").fill("refund")
    page.locator("#kb-q").press("Enter")
    assert "/en/search/?q=refund" in page.url
    expect(page.locator("[data-kb-index]")).to_be_visible()
    context.close()


def test_markup_in_articles_and_queries_stays_text(chromium: Browser, tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)> scripted <b>words</b>"
    article = Document(
        "a", "en", "a.md", "en/a/", "<script>alert(2)</script>", "guide", "", "en", passages=(Passage("", "", text),)
    )
    with served(publish(tmp_path, "en", [article])) as address:
        page = chromium.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto(address)
        page.locator("#kb-q").fill("scripted <script>alert(3)</script>")
        expect(page.locator(".kb-hit__text")).to_contain_text("<img src=x onerror=alert(1)>")
        assert page.locator(".kb-suggest img, .kb-suggest script, .kb-suggest b").count() == 0


BREAKAGE: dict[str, Callable[[Route], Any]] = {
    "404": lambda route: route.fulfill(status=404),
    "500": lambda route: route.fulfill(status=500),
    "cut short": lambda route: route.fulfill(status=200, body="passw"),
    "offline": lambda route: route.abort(),
}


@pytest.mark.parametrize("fault", BREAKAGE)
def test_shard_that_does_not_arrive_leaves_results_and_says_so(chromium: Browser, site: Callable[[str], str], fault: str) -> None:
    address = site("en")
    page = chromium.new_page()
    searcher = """async (query) => {
      const { Searcher } = await import("/assets/javascripts/search/searcher.js");
      window.searcher ??= new Searcher("/search/en/");
      const { results, partial } = await searcher.search(query);
      return [results.map((result) => result.article), partial];
    }"""
    page.goto(address)
    assert page.evaluate(searcher, "password") == [["account/password"], False]
    for pattern in ("**/terms-*", "**/words-*"):
        page.route(pattern, BREAKAGE[fault])
    found, partial = page.evaluate(searcher, "password refund")
    assert partial
    assert found == ["account/password"]
    both = ["account/password", "orders/refund"]
    for pattern in ("**/terms-*", "**/words-*"):
        page.unroute(pattern)
    assert page.evaluate(searcher, "password refund") in ([both, False], [both[::-1], False])


@pytest.mark.parametrize("fault", BREAKAGE)
@pytest.mark.parametrize("place", ["", "en/search/"])
def test_part_that_does_not_arrive_is_said_and_never_counted(
    chromium: Browser, site: Callable[[str], str], fault: str, place: str
) -> None:
    page = chromium.new_page()
    page.goto(site("en") + place)
    page.evaluate("window.told = []; document.addEventListener('kb:search', (event) => told.push(event.detail))")
    for pattern in ("**/terms-*", "**/words-*"):
        page.route(pattern, BREAKAGE[fault])
    page.locator("#kb-q").fill("refund")
    said = page.locator(".kb-results__status" if place else ".kb-suggest__note")
    expect(said).to_have_text("Part of the search index did not load, so some results may be missing.")
    assert page.evaluate("told") == []
    for pattern in ("**/terms-*", "**/words-*"):
        page.unroute(pattern)
    page.locator("#kb-q").fill("refund ")
    expect(page.locator(".kb-hit")).to_have_count(1)
    assert [each["count"] for each in page.evaluate("told")] == [1]


@pytest.mark.parametrize("locale", ["en", "fa"])
def test_reader_who_is_offline_before_the_first_search_is_told_at_once(
    chromium: Browser, site: Callable[[str], str], locale: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site(locale), wait_until="networkidle")
    page.evaluate("document.querySelector('form').dataset.kbOffline = 'No connection.'")
    context.set_offline(True)
    page.locator("#kb-q").fill("refund")
    expect(page.locator(".kb-search__offline")).to_have_text("No connection.", timeout=1500)
    context.set_offline(False)
    page.locator("#kb-q").fill("password")
    expect(page.locator(".kb-search__offline")).to_have_count(0)
    expect(page.get_by_role("option").first).to_be_visible()
    context.close()


def test_reader_who_goes_offline_is_not_kept_waiting(chromium: Browser, site: Callable[[str], str]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site("en"))
    page.locator("#kb-q").focus()
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator("#kb-q").fill("refund")
    expect(page.locator(".kb-suggest__note")).to_contain_text("The search is not available right now.", timeout=10_000)
    context.close()


ARTICLE = """<!doctype html><html lang=en><main><h2 id=steps>How to get a refund</h2>
<ol><li>Open <a href="../../">your orders</a>.</li><li id=second>Press <b>Refund</b>.</li></ol><h2>Later</h2><p>More.</p></main>"""


@pytest.mark.parametrize(
    ("query", "shown"), [("how to get a refund", True), ("refund", False), ("refund for a broken parcel abroad", False)]
)
def test_short_answer_is_shown_word_for_word_above_its_article(chromium: Browser, tmp_path: Path, query: str, shown: bool) -> None:
    text = "Open your orders. Press Refund."
    passages = (Passage("steps", "How to get a refund", text), Passage("later", "Later", "More."))
    article = replace(small_documents("en")[2], passages=passages)
    publish(tmp_path, "en", [article, *small_documents("en")[3:]])
    page_of_article = tmp_path / article.url / "index.html"
    page_of_article.parent.mkdir(parents=True)
    page_of_article.write_text(ARTICLE, "utf-8")
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f"{address}en/search/?q={query}")
        expect(page.locator(".kb-results__list li").first).to_contain_text("Get a refund")
        answer = page.locator(".kb-instant")
        expect(answer).to_have_count(1 if shown else 0)
        if shown:
            expect(answer.get_by_role("heading")).to_have_text("How to get a refund")
            expect(answer.get_by_role("listitem")).to_have_text(["Open your orders.", "Press Refund."])
            expect(answer.locator("p a")).to_have_attribute("href", "/en/orders/refund/#steps")
            assert answer.locator("[id]").count() == 0
            expect(answer.locator("li a")).to_have_attribute("href", f"{address}en/")


def test_index_that_cannot_be_had_is_said_and_tried_again(chromium: Browser, site: Callable[[str], str]) -> None:
    page = chromium.new_page()
    page.goto(site("en"))
    page.route("**/index.json", lambda route: route.abort())
    page.locator("#kb-q").fill("password")
    expect(page.locator(".kb-suggest__note")).to_contain_text("The search is not available right now.")
    page.unroute("**/index.json")
    page.locator("#kb-q").fill("password ")
    expect(page.get_by_role("option").first).to_contain_text("Reset your password")


def test_open_page_moves_to_a_new_release_as_a_whole(chromium: Browser, tmp_path: Path) -> None:
    # So many that an index has several files of a kind; of a small one a page has all at once, and stays with what it has.
    first = small_documents("en")[2]
    words = [" ".join(f"part{number}x{at}" for at in range(80)) for number in range(80)]
    others = [
        replace(first, article=f"parts/{number}", path=f"parts/{number}.md", passages=(Passage("", "", text),), translations=())
        for number, text in enumerate(words)
    ]
    publish(tmp_path, "en", [*small_documents("en"), *others])
    ask = """async (query) => {
      const { Searcher } = await import("/assets/javascripts/search/searcher.js");
      window.searcher ??= new Searcher("/search/en/");
      const { results, partial } = await searcher.search(query);
      return [results.map((result) => result.article), partial];
    }"""
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(address)
        assert page.evaluate(ask, "password") == [["account/password"], False]
        # The new release has other articles in other places; the files of the old one are gone.
        publish(tmp_path, "en", [*small_documents("en")[2:], *others])
        assert json.loads((tmp_path / "search/en/index.json").read_text())["format"] == 4
        assert page.evaluate(ask, "part7x7") == [["parts/7"], False]
        assert page.evaluate(ask, "password") == [[], False]
