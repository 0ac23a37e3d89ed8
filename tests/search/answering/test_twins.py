"""The browser's search, run by Node over the same files, gives the same articles, order, scores, counts and excerpts."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.chromium import served
from benchmarks.corpus import CHANGES, LOCALES, change, documents
from kbgen.language.identifiers import HINT
from kbgen.search.analysis import analyse
from kbgen.search.answering.excerpt import excerpt, marked
from kbgen.search.answering.searcher import Answer, Searcher
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import build_index
from kbgen.search.synonyms import load_synonyms
from tests.search.answering.test_query import QUERIES
from tests.search.conftest import small_documents
from tests.search.test_pasted import CODES

ROOT = Path(__file__).parents[3]
SEARCHER = ROOT / "theme" / "assets" / "javascripts" / "search" / "searcher.js"
TWIN = """
import { readFileSync } from "node:fs";
const [address, asked, excerpts] = JSON.parse(readFileSync(0, "utf-8"));
const { Searcher } = await import(process.argv[1]);
const { excerpt, found } = await import(new URL("excerpt.js", process.argv[1]).href);
const searcher = new Searcher(address);
// It reads no whole texts: where one is here already, an excerpt is cut from that.
const beside = new Searcher(address);
const answers = [];
for (const [query, options] of asked) {
  const { language } = await searcher.open();
  const { results, corrected, count, marks } = await searcher.search(query, options);
  const shown = await Promise.all(results.slice(0, excerpts).map(async (each) => {
    const best = excerpt(await beside.passages(each.text), marks, language);
    const text = `${best.from ? "… " : ""}${best.text.slice(best.from, best.to)}${best.to < best.text.length ? " …" : ""}`;
    return [best.anchor, best.heading, text, found(each.title, marks, language).length > 0];
  }));
  const rows = results.map((each) => [each.article, each.path, each.url, each.title, each.kind, each.section, each.score]);
  answers.push([corrected, count, [...marks], rows, shown]);
}
console.log(JSON.stringify(answers));
"""
FILTERS: list[dict[str, list[int] | list[str] | int]] = [
    {}, {"kinds": ["faq"]}, {"sections": ["write", "operate"]}, {"kinds": ["guide", "faq"], "limit": 3}, {"limit": 200},
    {"order": [3, 20, 7, 30, 12, 1]},
]  # fmt: skip


@pytest.mark.needs("node")
@pytest.mark.parametrize("locale", LOCALES)
def test_the_browser_answers_about_the_manual_as_the_command_does(tmp_path: Path, locale: str) -> None:
    (tmp_path / "help-articles").symlink_to(ROOT / "content")
    kinds = ("guide", "faq", "troubleshooting")
    articles = [
        replace(
            each,
            kind=kinds[number % 3],
            description=plain(each.passages[0].text[:99]),
            passages=tuple(map(plain_passage, each.passages)),
        )
        for number, each in enumerate(documents(tmp_path)[locale][::3])
        if each.passages
    ]
    letters = "abcdefghij" if locale == "en" else "ابپتنمودرس"
    random = Random(14)
    asked = [each.title for each in articles]
    for passage in random.sample([passage for each in articles for passage in each.passages], 30):
        words = passage.text.split()
        start = random.randrange(max(1, len(words) - 4))
        stretch = " ".join(words[start : start + random.choice((1, 2, 3, 4, 7, 12))]).replace('"', "")
        asked += [stretch, f'"{stretch}"', f"{random.choice(asked[:20])} “{stretch}”", "".join(stretch.split())]
    asked += [
        change(query, locale, name, letters)
        for query in random.sample([each for each in asked if len(each.split()) > 2], 10)
        for name in CHANGES
    ]
    assert_same_answers(tmp_path, locale, articles, [(query, random.choice(FILTERS)) for query in dict.fromkeys(asked)])


def plain(text: str) -> str:
    """`text` without identifiers, which the browser marks as a whole and the command does not."""
    return " ".join(word for word in text.split() if not HINT.search(word))


def plain_passage(passage: Passage) -> Passage:
    return passage._replace(heading=plain(passage.heading), text=plain(passage.text))


@pytest.mark.needs("node")
@pytest.mark.parametrize("locale", LOCALES)
def test_the_browser_answers_odd_queries_as_the_command_does(tmp_path: Path, locale: str) -> None:
    typed = ["hgpshf", "حشسسصخقی", "'bv,h`i", "p", "pas", "گذ", "كل", "passwordreset", "xassword", "رمز عبور", "دو مرحله‌ای"]
    articles = [*small_documents(locale), *(CODES if locale == "en" else ())]
    typed += ["PR_RULE_MSG_NAME", "err42a", "PR_RULE_MSG_NA", "C++", "plan a", "$1,299.00", "Event ID 3028", '"upload the report"']
    typed += [passage.text for each in CODES for passage in each.passages]
    assert_same_answers(tmp_path, locale, articles, [(query, {}) for query in [*QUERIES, *typed]], excerpts=0)


Asked = list[tuple[str, dict[str, list[int] | list[str] | int]]]


def assert_same_answers(
    folder: Path,
    locale: str,
    articles: list[Document],
    asked: Asked,
    excerpts: int = 4,
) -> None:
    synonyms, _ = load_synonyms(locale)
    build_index([analyse(document, synonyms) for document in articles], locale, synonyms, folder)
    searcher = Searcher(folder / "search" / locale)
    expected = [told(searcher, searcher.answer(query, **options), locale, excerpts) for query, options in asked]  # type: ignore[arg-type]
    with served(folder) as address:
        given = json.dumps([f"{address}search/{locale}/", asked, excerpts])
        command = ["node", "--no-warnings", "--input-type=module", "-e", TWIN, SEARCHER.as_uri()]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    found = [[corrected, count, sorted(marks), *rest] for corrected, count, marks, *rest in json.loads(done.stdout)]
    assert [row for row in zip(asked, expected, found, strict=True) if row[1] != row[2]][:3] == []


def told(searcher: Searcher, answer: Answer, locale: str, excerpts: int) -> list[object]:
    """What the browser tells of the same answer."""
    rows = [[each.article, each.path, each.url, each.title, each.kind, each.section, each.score] for each in answer.results]
    shown: list[list[object]] = []
    for each in answer.results[:excerpts]:
        best = excerpt(searcher.passages(each.number), answer.marks, locale)
        title = any(is_marked for _, is_marked in marked(each.title, answer.marks, locale))
        shown.append([best.anchor, best.heading, best.text, title])
    return [answer.corrected, answer.count, sorted([key, weight] for key, weight in answer.marks.items()), rows, shown]
