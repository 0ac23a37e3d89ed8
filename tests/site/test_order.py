"""Glossary and topics are in the order of the page's own alphabet."""

from __future__ import annotations


def test_persian_terms_and_topics_follow_the_persian_alphabet(small, kbgen, page):
    config = small(
        {
            "en/index.md": "---\ntitle: Help\n---\n",
            "fa/_glossary.yml": "یاد: ۱\nگونه: ۲\nبخش: ۳\nپاسخ: ۴\nکار: ۵\nنشانی: ۶\n",
            "fa/a.md": "---\ntitle: الف\ntags: [یاد, گونه, بخش, پاسخ, کار, نشانی]\n---\nمتن.\n",
        },
        locales="{en: English, fa: فارسی}",
    )
    kbgen("build", "-q", "-f", config)
    site = config.parent / "site"
    assert [term.text for term in page(site, "fa/glossary/").select("dt")] == ["بخش", "پاسخ", "کار", "گونه", "نشانی", "یاد"]
    assert [tag.text for tag in page(site, "fa/tags/").select(".kb-tags bdi")] == ["بخش", "پاسخ", "کار", "گونه", "نشانی", "یاد"]
