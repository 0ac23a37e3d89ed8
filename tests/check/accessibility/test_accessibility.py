"""What a program can tell of accessibility: contrast, links, tables, passages; and a statement that claims no more than that."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kbgen.check.accessibility.contrast import contrast, contrasts
from kbgen.check.accessibility.page import faults
from kbgen.cli import cli
from kbgen.resources import theme_dir
from kbgen.site.theme.palette import palette, sheets


# The examples of WCAG's own understanding documents, to two digits.
@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54), ("#abcdef", "#abcdef", 1)],
)
def test_contrast_is_that_of_wcag(first, second, ratio):
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


def test_the_theme_has_enough_contrast_in_both_schemes(tmp_path):
    assert [pair for pair in contrasts(palette(sheets([theme_dir()], tmp_path, []))) if not pair.enough] == []


@pytest.mark.parametrize(
    ("html", "language", "codes"),
    [
        ('<p>See <a href="a/">here</a>.</p>', "en", ["link-text"]),
        ('<p>Read <a href="a/">Click here</a></p>', "en", ["link-text"]),
        ('<p><a href="a/">اینجا</a> را ببینید.</p>', "fa", ["link-text"]),
        ('<p>انظر <a href="a/">هُنا</a></p>', "ar", ["link-text"]),
        ('<p><a href="a/"></a></p>', "en", ["link-text"]),
        (
            '<p><a href="https://example.com/a/very/long/address/of/a/page">https://example.com/a/very/long/address/of/a/page</a></p>',
            "en",
            ["link-text"],
        ),
        ('<p><a href="a/">the articles that are here</a></p>', "en", []),
        ('<p><a href="a/"><img src="a.png" alt="The plan"></a></p>', "en", []),
        ('<p><a href="a/" aria-label="The plan"></a></p>', "en", []),
        ('<h2 id="a">Name<a class="kb-anchor" href="#a"></a></h2>', "en", []),
        ("<table><tr><td>a</td></tr></table>", "en", ["table-header"]),
        ("<table><tr><th></th><th> </th></tr><tr><td>a</td></tr></table>", "en", ["table-header"]),
        ("<table><tr><th>Name</th><th></th></tr></table>", "en", []),
        ('<table class="highlighttable"><tr><td>1</td></tr></table>', "en", []),
        ("<p>The lamp cannot be lit because the oil is empty.</p>", "fa", ["passage-language"]),
        ('<p lang="en">The lamp cannot be lit because the oil is empty.</p>', "fa", []),
        ('<div lang="en"><p>The lamp cannot be lit because the oil is empty.</p></div>', "fa", []),
        ("<p><code>The lamp cannot be lit because</code></p>", "fa", []),
        ("<p>Microsoft Office 365</p>", "fa", []),
        ("<p>با Markdown و git و GitHub و VS Code کار کنید.</p>", "fa", []),
        ("<ul><li>The lamp cannot be lit because the oil is empty.</li></ul>", "ar", ["passage-language"]),
        ("<p>چراغ را نمی‌شود روشن کرد چون نفت ندارد.</p>", "en", ["passage-language"]),
    ],
)
def test_what_is_hard_to_hear_is_found_and_nothing_else(html, language, codes):
    assert [fault.code for fault in faults(html, language)] == codes


@pytest.fixture
def site(small) -> Path:
    return small(
        {
            "en/a.md": "# A lamp\n\nText.\n\nRead more [here](b.md).\n",
            "en/b.md": "# B lamp\n\n| | |\n|---|---|\n| a | b |\n",
            "fa/a.md": "# چراغ\n\nمتن.\n",
            # Words that stand elsewhere too, a note that is taken out before, a link whose text is written with marks.
            "fa/b.md": (
                "---\ntitle: ب\n---\n[B] where a and here b are.\n{lang=en}\n\n<!-- kbgen: allow article-moved because: so -->\n\n"
                "متن [**here**](a.md).\n\n| | |\n|---|---|\n| a | b |\n\nThe *lamp* cannot be [lit](a.md): it is quite **empty**.\n"
            ),
            "own.css": ":root { --kb-accent: #9adbe0; }\n",
        },
        locales="{en: English, fa: {name: فارسی, site_name: چراغ}}",
        more="extra_css: [own.css]",
        options="      contact: {mail: help@small.example.org}\n",
    )


def test_the_check_tells_them_with_file_and_line_when_it_is_asked_to(site):
    plain = CliRunner().invoke(cli, ["check", "-f", str(site), "-j", "1"])
    assert "link-text" not in plain.output
    said = CliRunner().invoke(cli, ["check", "-f", str(site), "-j", "1", "--accessibility", "-v"]).output
    assert "content/en/a.md:5: warning: The link “here”" in said
    assert "table-header" in said
    assert "own.css: warning: --kb-accent on --kb-surface in the light scheme has a contrast of 1." in said
    assert "on-accent on --kb-accent in the dark" not in said
    assert "content/en/b.md:3: warning: A table has no headers" in said
    assert "content/fa/b.md:9: warning: The link “here”" in said
    assert "content/fa/b.md:11: warning: A table has no headers" in said
    assert "content/fa/b.md:15: warning: A passage in another language" in said


def test_a_statement_says_what_was_looked_at_and_what_fails_in_its_language(site, tmp_path):
    out = tmp_path / "out"
    done = CliRunner().invoke(cli, ["accessibility", "-f", str(site), "-o", str(out), "--today", "2026-11-30"])
    assert done.exit_code == 0, done.output
    english, persian = ((out / f"{tag}.md").read_text("utf-8") for tag in ("en", "fa"))
    assert "2 articles" in english
    assert "The link “here”" in english
    assert "EN 301 549 9.2.4.4" in english
    assert "help@small.example.org" in english
    assert "۲ مقاله" in persian
    assert "content/en/" not in persian
    assert "چراغ" in persian
    assert "{" not in english + persian
