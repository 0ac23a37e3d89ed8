"""What runs from left to right reads as written in a real browser, on pages and in results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import BrowserContext, Page, expect

from kbgen.pages.direction import isolated
from tests.language.bidi import sentences

TEXTS = (
    "نصب C++", "C++ را نصب کنید", "به kbgen!", "نسخهٔ kbgen 2.1 (beta)", "C#، .NET و Node.js.", "Ready, set, go!", "3D foo و ب",
    "رمز عبور", "تنظیم Wi-Fi برای iPhone 15، مرحلهٔ ۲", "C++ & 'co' و x.y/z؟", "café و naïve.",
    "تلفن +98 21 1234 5678.", "+98 21 1234 5678", "از 0800 123 456 تا ۱۲۳۴ ۵۶۷۸ ۹۰۱۲، 12 34 و 1.23456789", "گزینهٔ --locale یا -l",
    "با kbgen build --locale fa.", "غیر-Latin و غیر--Latin - Latin ---x", "هاتف ٠٢١-٨٨٧٧٦٦٥٥ و ٥-١٠", "دما -5 °C، بها $19.90",
    "رنگ :root { --kb-accent: #7a2e8e; } و report (final).pdf", "+98 21 1234 5678!",
)  # fmt: skip
SHOW = """async ([address, texts]) => {
  const { marked } = await import(address);
  const language = { tokenise: () => [] };
  return texts.map((text) => {
    const place = document.createElement("p");
    place.append(...marked(text, new Map(), language));
    return place.innerHTML;
  });
}"""

# What Chromium shows from left to right, by where each glyph is; spaces, which it may collapse, left out.
ORDER = """(markups) => {
  const place = document.querySelector("div");
  const range = document.createRange();
  return markups.map((markup) => {
    place.innerHTML = markup;
    const glyphs = [];
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      let at = 0;
      for (const character of text.data) {
        range.setStart(text, at);
        range.setEnd(text, (at += character.length));
        const box = range.getBoundingClientRect();
        if (character.trim()) glyphs.push([box.left + box.right, character]);
      }
    }
    return glyphs.sort(([one], [other]) => one - other).map(([, character]) => character).join("");
  });
}"""
CUT = """async ([address, text, word]) => {
  const { excerpt, marked } = await import(address);
  const language = { tokenise: (text) => [...text.matchAll(/[\\w]+/g)].map((found) => {
    return { stem: found[0], start: found.index, end: found.index + found[0].length };
  }) };
  const marks = new Map([[word, 1]]);
  const best = excerpt([["", "", text]], marks, language);
  const place = document.createElement("p");
  place.append(...marked(best.text, marks, language, best.from, best.to));
  return { html: place.innerHTML, text: place.textContent };
}"""


@pytest.fixture
def marked(reader: Page, lantern: Path, lantern_address: str) -> Callable[[str, Sequence[str]], list[str]]:
    """The HTML that a locale's search page shows for texts in its results."""
    name = next(lantern.glob("assets/javascripts/search/excerpt.*.js")).relative_to(lantern).as_posix()

    def show(locale: str, texts: Sequence[str]) -> list[str]:
        reader.goto(f"{lantern_address}{locale}/search/")
        return list(reader.evaluate(SHOW, [lantern_address + name, texts]))

    return show


def test_results_isolate_what_templates_isolate(marked: Callable[[str, Sequence[str]], list[str]]) -> None:
    shown = [str(escape(isolated(text, "rtl"))).replace("&#34;", '"').replace("&#39;", "'") for text in TEXTS]
    assert marked("fa", TEXTS) == shown
    # On a page from left to right only a text that is mostly of letters from right to left runs as they do.
    assert marked("en", ["Install C++!", "Write سلام to C++ users!", "نصب C++!"]) == [
        *["Install C++!", "Write سلام to C++ users!", "نصب <bdi>C++</bdi>!"]
    ]


def test_every_run_reads_as_written_where_chromium_sets_it(context: Callable[..., BrowserContext]) -> None:
    # Each run at the places of a sentence in turn: three languages, six places each.
    sample = [pair for at, pair in enumerate(sentences()) if at % 5 == at // 150 % 5]
    assert len(sample) > 3000
    page = context().new_page()
    page.set_content("<!doctype html><div dir=rtl style='font: 16px sans-serif; white-space: nowrap; width: max-content'></div>")
    seen = page.evaluate(ORDER, [str(escape(isolated(text, "rtl"))) for text, _ in sample])
    wrong = [(text, shown) for (text, expected), shown in zip(sample, seen, strict=True) if shown != expected.replace(" ", "")]
    assert wrong == []


@pytest.fixture
def excerpts(reader: Page, lantern: Path, lantern_address: str) -> Callable[[list[str]], dict[str, str]]:
    """The excerpt of a text around words, as a Persian search page shows it."""
    name = next(lantern.glob("assets/javascripts/search/excerpt.*.js")).relative_to(lantern).as_posix()

    def show(arguments: list[str]) -> dict[str, str]:
        reader.goto(f"{lantern_address}fa/search/")
        return dict(reader.evaluate(CUT, [lantern_address + name, *arguments]))

    return show


def test_an_excerpt_that_begins_inside_code_keeps_its_order(excerpts: Callable[[list[str]], dict[str, str]]) -> None:
    code = "a { color: red; } " * 12
    shown = excerpts([f"رنگ‌ها را چنین بنویسید: {code}.found(x) {{ top: 0; }} و ذخیره کنید.", "found"])
    # It is cut in two of the rules; both ends stay inside the run, the marks of omission outside.
    assert shown["html"].startswith("… <bdi>")
    assert shown["html"].count("<bdi>") == 1
    assert "<mark>found</mark>(x) { top: 0; }</bdi> و ذخیره کنید." in shown["html"]
    assert shown["text"] == shown["html"].replace("<bdi>", "").replace("</bdi>", "").replace("<mark>", "").replace("</mark>", "")


def test_what_was_asked_keeps_its_signs_in_the_answer(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}fa/search/?q=zzqx%2B%2B")
    status = reader.locator(".kb-results__status")
    expect(status).to_contain_text("\u2068zzqx++\u2069")
    reader.goto(f"{lantern_address}en/search/?q=zzqx%2B%2B")
    expect(status).to_contain_text("“zzqx++”")


def test_found_words_are_marked_inside_an_isolated_name(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}fa/search/?q=lantern")
    first = reader.locator(".kb-results bdi mark").first
    first.wait_for()
    assert first.inner_text().lower() == "lantern"
