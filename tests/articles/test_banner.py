"""The banner of a locale: level, last day, text."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.articles.banner import Banner, read_banners


def test_a_banner_has_a_level_a_day_and_a_text(content):
    banners, issues = read_banners(content({"fa/_banner.md": "---\nlevel: problem\nuntil: 2026-12-01\n---\nپرداخت **قطع** است.\n"}))
    assert issues == []
    assert banners == {"fa": Banner("problem", "پرداخت **قطع** است.\n", 5, date(2026, 12, 1))}


def test_a_banner_without_front_matter_informs(content):
    banners, issues = read_banners(content({"en/_banner.md": "Hello.\n"}))
    assert (banners["en"].level, banners["en"].until, issues) == ("info", None, [])


def test_an_empty_banner_is_none(content):
    assert read_banners(content({"en/_banner.md": "---\nlevel: info\n---\n\n"})) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("---\nlevel: loud\n---\nx", 2, "banner"),
        ("---\nlevel: info\nuntil: tomorrow\n---\nx", 3, "banner"),
        ("---\nunitl: 2026-01-01\n---\nx", 2, "banner"),
        ("---\nlevel: info\nx", 1, "front-matter-open"),
        (b"\xff", 0, "banner"),
    ],
)
def test_a_mistake_is_named_with_its_line(content, text, line, code):
    _, issues = read_banners(content({"en/_banner.md": text}))
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [("content/en/_banner.md", line, code)]
