"""Latin names in Arabic and Persian results keep their signs where the page keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import Page

from kbgen.pages.direction import isolated

TEXTS = (
    "نصب C++", "C++ را نصب کنید", "به kbgen!", "نسخهٔ kbgen 2.1 (beta)", "C#، .NET و Node.js.", "Ready, set, go!", "3D foo و ب",
    "رمز عبور", "تنظیم Wi-Fi برای iPhone 15، مرحلهٔ ۲", "C++ & 'co' و x.y/z؟", "café و naïve.",
    "تلفن +98 21 1234 5678.", "+98 21 1234 5678", "از 0800 123 456 تا ۱۲۳۴ ۵۶۷۸ ۹۰۱۲، 12 34 و 1.23456789", "گزینهٔ --locale یا -l",
    "با kbgen build --locale fa.", "غیر-Latin و غیر--Latin - Latin ---x",
)  # fmt: skip
SHOW = """async ([address, texts]) => {
  const { marked } = await import(address);
  const language = { tokenise: () => [] };
  return texts.map((text) => {
    const place = document.createElement("p");
    place.append(...marked(text, new Map(), language));
    return place.innerHTML.replaceAll('"', "&#34;").replaceAll("'", "&#39;");
  });
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
    assert marked("fa", TEXTS) == [str(escape(isolated(text, "rtl"))) for text in TEXTS]
    # A page from left to right needs none of it.
    assert "<bdi>" not in "".join(marked("en", TEXTS))


def test_found_words_are_marked_inside_an_isolated_name(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}fa/search/?q=lantern")
    first = reader.locator(".kb-results bdi mark").first
    first.wait_for()
    assert first.inner_text().lower() == "lantern"
