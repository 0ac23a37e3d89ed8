"""`kbgen new` writes what its help says."""

from __future__ import annotations

LOCALES = "{en: English, fa: فارسی, ar: العربية}"


def test_new_article_is_in_the_source_language_or_in_those_that_are_named(small, kbgen):
    config = small({"en/index.md": "---\ntitle: Help\n---\n"}, locales=LOCALES)
    assert kbgen("new", "guide", "start/one", "-f", config).stdout.split() == ["content/en/start/one.md"]
    assert kbgen("new", "guide", "start/two", "-l", "fa", "-l", "ar", "-f", config).stdout.split() == [
        "content/fa/start/two.md",
        "content/ar/start/two.md",
    ]
    said = " ".join(kbgen("new", "--help").stdout.split())
    assert "in the source language or in those that --locale names" in said
