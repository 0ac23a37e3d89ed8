"""Latin names keep their signs on their own side, in the text and in everything that front matter says."""

from __future__ import annotations

import pytest
from markupsafe import escape

from kbgen.pages.direction import isolated


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نصب C++", "نصب <bdi>C++</bdi>"),
        ("C++ را نصب کنید", "<bdi>C++</bdi> را نصب کنید"),
        ("به kbgen!", "به <bdi>kbgen</bdi>!"),
        ("نسخهٔ kbgen 2.1 (beta)", "نسخهٔ <bdi>kbgen 2.1</bdi> (<bdi>beta</bdi>)"),
        ("C#، .NET و Node.js.", "<bdi>C#</bdi>، <bdi>.NET</bdi> و <bdi>Node.js</bdi>."),
        ("تلفن +98 21 1234 5678.", "تلفن <bdi>+98 21 1234 5678</bdi>."),
        ("از 0800 123 456 تا ۱۲۳۴ ۵۶۷۸ ۹۰۱۲، 12 34", "از <bdi>0800 123 456</bdi> تا ۱۲۳۴ ۵۶۷۸ ۹۰۱۲، 12 34"),
        ("+98 21 1234 5678", "<bdi>+98 21 1234 5678</bdi>"),
        ("گزینهٔ --locale یا -l", "گزینهٔ <bdi>--locale</bdi> یا <bdi>-l</bdi>"),
        ("با kbgen build --locale fa.", "با <bdi>kbgen build --locale fa</bdi>."),
        ("غیر-Latin و غیر--Latin - Latin", "غیر-<bdi>Latin</bdi> و غیر--<bdi>Latin</bdi> - <bdi>Latin</bdi>"),
        ("Ready, set, go!", "<bdi>Ready, set, go!</bdi>"),
        ("بیتا <b>AT&T</b>", "بیتا &lt;<bdi>b</bdi>&gt;<bdi>AT&amp;T</bdi>&lt;<bdi>/b</bdi>&gt;"),
    ],
)
def test_latin_runs_of_right_to_left_text_are_isolated_and_all_is_escaped(text, shown):
    assert str(escape(isolated(text, "rtl"))) == shown


@pytest.mark.parametrize(
    ("text", "direction"), [("رمز عبور <۱۲> & …!", "rtl"), ("C++ & kbgen!", "ltr"), ("نصب C++", "ltr"), ("", "rtl")]
)
def test_text_of_one_script_and_left_to_right_text_stay_plain(text, direction):
    # The very same object: the template escapes it as it escapes all else.
    assert isolated(text, direction) is text


def test_a_body_isolates_the_same_runs(convert):
    text = "نصب C++ و C#، .NET و Node.js، --locale و +98 21 1234 5678."
    body = convert(text, "fa")
    assert [run.text for run in body.select("bdi")] == ["C++", "C#", ".NET", "Node.js", "--locale", "+98 21 1234 5678"]
    assert body.p.decode_contents() == isolated(text, "rtl")


def test_a_link_that_is_a_telephone_number_runs_from_left_to_right(convert):
    assert convert("تلفن [+98 21 1234 5678](tel:+982112345678)", "fa").a["dir"] == "ltr"


def test_inline_code_that_lines_may_break_inside_is_marked_as_long(convert):
    body = convert(
        "`--help`, `kbgen build --locale fa.` and `" + "x" * 25 + "`\n\n| `a-title` | `change-password.md` |\n|---|---|\n", "en"
    )
    assert [(code.text[:8], code.get("class")) for code in body.select("code")] == [
        ("--help", None),
        ("kbgen bu", None),
        ("xxxxxxxx", ["kb-long"]),
        ("a-title", None),
        # A table on a phone needs the room for its other columns.
        ("change-p", ["kb-long"]),
    ]
    assert convert("`" + "x" * 25 + "`{.y}", "en").code["class"] == ["y", "kb-long"]
