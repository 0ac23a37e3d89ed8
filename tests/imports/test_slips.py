"""What writers and programs that translate got wrong in old texts is read as it was meant, and leads where it led."""

from __future__ import annotations

import pytest

from kbgen.dialects.alone import translate
from kbgen.imports.words import source_words

from .conftest import lost

SLIPS = [
    ("a bracket too many", "(Read [more]((./b.md)about it.)", "(Read [more](b.md)about it.)"),
    ("two brackets too many", "Read [more]((b.md#one)) soon", "Read [more](b.md#one) soon"),
    ("brackets of an address", "[x](https://x.example/a_(b)) y", "[x](https://x.example/a_%28b%29) y"),
    ("an address with spaces", "[x](sub/old page.md) y", "[x](sub/old-page.md) y"),
    ("the scheme of an application", "[x](lamp://sub/old%20page) [y](lamp://b.md#one)", "[x](sub/old-page.md) [y](b.md#one)"),
    ("a folder of an application", "[x](lamp://sub/)", "[x](sub/index.md)"),
    ("a vault", "[x](obsidian://open?vault=V&file=sub%2Fold%20page)", "[x](sub/old-page.md)"),
    ("bold with spaces", "** Mind: ** go\n\n* ** one **\n", "**Mind:** go\n\n* **one**\n"),
    ("signs that mean something else", "2 ** 3 ** 4 is\n** 9 ** too", "2 ** 3 ** 4 is\n** 9 ** too"),
]


@pytest.mark.parametrize(("written", "shown"), [pytest.param(*each[1:], id=each[0]) for each in SLIPS])
def test_a_slip_is_read_as_it_was_meant(written, shown, export, bring, read, library):
    files = {"a.md": f"# A\n\n{written}\n", "b.md": "# B\n\n## One\n\nx\n", "sub/old page.md": "# Old\n\nx\n"}
    report = bring("markdown", export(files))
    library()
    assert shown in read("en/a.md")
    assert lost(report) == []


def test_what_leads_nowhere_keeps_its_words(export, bring, read):
    report = bring("markdown", export({"a.md": "# A\n\nSee [one](lamp://none) and [two](none here.md) here.\n"}))
    assert "See one and two here." in read("en/a.md")
    assert lost(report) == [("a.md", "link lamp://none"), ("a.md", "link none here.md")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[x]((app://a/b)more.)", "[x](app://a/b)more.)"),
        ("** Mind: ** go", "**Mind:** go"),
        ("`** x **` and `[x]((./b)c)`", "`** x **` and `[x]((./b)c)`"),
    ],
)
def test_so_it_is_on_a_lenient_site(written, shown):
    assert translate(written).body == shown


def test_words_that_nothing_parts_count_as_one_on_both_sides():
    assert source_words("a [link](x)ed ![pic](y)ture [![one](a)](b)two") == {
        "a": 1,
        "linked": 1,
        "pic": 1,
        "ture": 1,
        "one": 1,
        "two": 1,
    }
