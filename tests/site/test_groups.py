"""The page of a section shows what is below it with the first articles of each, as long as there is room for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kbgen.config import load
from kbgen.site.build import build
from kbgen.site.result import BuildOptions


def _article(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: About it.\n{more}---\nText.\n"


def _groups(soup: Any) -> list[tuple[str, list[str], str]]:
    """Title, entries and the way to all of each group."""
    return [
        (
            group.h2.get_text(strip=True),
            [link.get_text(strip=True) for link in group.select("li a")],
            "".join(link.get_text(strip=True) for link in group.select(".kb-note a")),
        )
        for group in soup.select(".kb-group")
    ]


@pytest.fixture
def config(small: Any) -> Path:
    files = {
        "en/shop/index.md": "---\ntitle: Shop\norder: 1\n---\n",
        "ar/shop/index.md": "---\ntitle: المتجر\norder: 1\n---\n",
        "en/shop/own.md": _article("Of the shop itself"),
        "en/shop/pay/index.md": "---\ntitle: Paying\norder: 1\n---\n",
        "ar/shop/pay/index.md": "---\ntitle: الدفع\n---\n",
        "en/shop/pay/cards/index.md": "---\ntitle: Cards\n---\n",
        "en/shop/pay/cards/lost.md": _article("A lost card"),
        "en/shop/send/index.md": "---\ntitle: Sending\norder: 2\n---\n",
        "en/shop/send/old.md": _article("An old way", "status: retired\n"),
        "en/shop/back/index.md": "---\ntitle: Returns\norder: 3\n---\n",
        **{f"en/shop/pay/p{number}.md": _article(f"Payment {number}", f"order: {number}\n") for number in range(1, 8)},
        **{f"en/shop/send/s{number}.md": _article(f"Sending {number}", f"order: {number}\n") for number in range(1, 7)},
        **{f"en/shop/back/r{number}.md": _article(f"Return {number}", f"order: {number}\n") for number in range(1, 3)},
        "ar/shop/pay/p1.md": _article("الدفع بالبطاقة", "order: 1\n"),
    }
    return small(files, locales="{en: English, ar: العربية}")


def test_a_section_lists_what_is_in_the_sections_below_it(config: Path, kbgen: Any, page: Any) -> None:
    kbgen("build", "-q", "-f", config)
    shop = page(config.parent / "site", "en/shop/")
    assert _groups(shop) == [
        # Sections first; where not all fits, the way to all. What is retired is no first article.
        ("Paying", ["Cards", "Payment 1", "Payment 2", "Payment 3", "Payment 4"], "8 articles"),
        ("Sending", [f"Sending {number}" for number in range(1, 7)], "7 articles"),
        ("Returns", ["Return 1", "Return 2"], ""),
    ]
    assert [link.get_text(strip=True) for link in shop.select(".kb-list a")] == ["Of the shop itself"]
    arabic = page(config.parent / "site", "ar/shop/")
    assert _groups(arabic)[0] == ("الدفع", ["Cards", "الدفع بالبطاقة", "Payment 2", "Payment 3", "Payment 4"], "٨ مقالات")
    assert [link["lang"] for link in arabic.select(".kb-group:first-child li a[lang]")] == ["en"] * 4
    # The first page of all keeps its cards.
    assert page(config.parent / "site", "en/").select(".kb-card")


def test_the_page_follows_an_edit_of_an_article_below(config: Path, kbgen: Any, page: Any) -> None:
    kbgen("build", "-q", "-f", config)
    file = config.parent / "content" / "en" / "shop" / "back" / "r2.md"
    file.write_text(_article("Money back", "order: 2\n"), "utf-8")
    kbgen("build", "-q", "-f", config)
    assert _groups(page(config.parent / "site", "en/shop/"))[-1] == ("Returns", ["Return 1", "Money back"], "")


@pytest.mark.parametrize(("count", "shown"), [(12, ".kb-group"), (13, ".kb-card")])
def test_many_sections_are_cards(small: Any, kbgen: Any, page: Any, count: int, shown: str) -> None:
    files = {"en/shop/index.md": "---\ntitle: Shop\n---\n"}
    for number in range(count):
        files[f"en/shop/s{number}/index.md"] = f"---\ntitle: Part {number}\n---\n"
        files[f"en/shop/s{number}/a.md"] = _article(f"Article {number}")
    config = small(files)
    kbgen("build", "-q", "-f", config)
    assert len(page(config.parent / "site", "en/shop/").select(".kb-group, .kb-card")) == count
    assert len(page(config.parent / "site", "en/shop/").select(shown)) == count


def test_what_is_wrong_in_the_text_of_a_section_is_told(small) -> None:
    config = small({"en/part/index.md": "# Part\n\nSee [it](nowhere.md) and [that](a.md#gone).\n", "en/part/a.md": "# A\n"})
    result = build(load(config), BuildOptions(jobs=1))
    assert {(issue.path, issue.code) for issue in result.issues} == {
        ("content/en/part/index.md", "link"),
        ("content/en/part/index.md", "anchor"),
    }
