"""Variables and snippets: filled in by locale, with lines kept and mistakes named."""

from __future__ import annotations

import pytest

from kbgen.articles.shared import MAX_LENGTH, Shared, read_shared, uses_in
from kbgen.markup import commonmark
from kbgen.markup.safety.article import judge

TEXTS = Shared(
    "en",
    {
        "en": {
            "=product": "Lantern",
            "=price": "$5",
            "+note": "Note:\n\nsave first.",
            "+outer": "A {+ note } Z",
            "=only": "English",
        },
        "fa": {"=product": "فانوس", "+note": "یادداشت"},
    },
)


def expand(text: str, locale: str = "en", shared: Shared = TEXTS, first: int = 5):
    return shared.expand(locale, text, first, "a.md")


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Open {= product }.", "Open Lantern."),
        ("fa", "{= product } را باز کنید", "فانوس را باز کنید"),
        ("fa", "{= only }", "English"),
        ("en", "{=\tproduct  }{= price }", "Lantern$5"),
        ("en", "`{= product }`", "`Lantern`"),
        ("en", r"Write \{= product } or \{+ note }.", "Write {= product } or {+ note }."),
        ("en", "{+ note }", "Note:\n\nsave first."),
        ("en", "1. One\n\n    {+ note }\n", "1. One\n\n    Note:\n\n    save first.\n"),
        ("en", "> {+ note }", "> Note:\n\n> save first."),
        ("en", "{+ outer }", "A Note:\n\nsave first. Z"),
        # What belongs to others stays theirs.
        ("en", "{{ product }} {% if x %} {: .cls } {=product} {+path} {==mark==} {#id} $x", None),
    ],
)
def test_names_are_filled_in_and_nothing_else_is_touched(locale, text, expected):
    expanded = expand(text, locale)
    assert (expanded.text, expanded.issues) == (expected or text, ())


def test_an_unknown_name_stays_and_is_an_issue_with_its_line_and_a_suggestion():
    expanded = expand("One\nTwo {= prodct }\n{+ missing }")
    assert expanded.text == "One\nTwo {= prodct }\n{+ missing }"
    found = [(issue.line, issue.code, issue.suggestion) for issue in expanded.issues]
    assert found == [
        (6, "variable-unknown", "Did you mean `product`?"),
        (7, "snippet-unknown", "Add it to en/_snippets/missing.md."),
    ]


def test_a_circle_of_snippets_is_named_and_ends():
    shared = Shared("en", {"en": {"+a": "{+ b }", "+b": "x {+ c }", "+c": "{+ a }"}})
    (issue,) = expand("\n{+ a }", shared=shared).issues
    assert (issue.line, issue.code) == (6, "snippet-circle")
    assert "a → b → c → a" in issue.message


def test_snippets_that_grow_without_end_are_refused():
    shared = Shared("en", {"en": {f"+{n}": f"{{+ {n + 1} }}" * 10 if n < 9 else "x" * 100 for n in range(10)}})
    expanded = expand("{+ 0 }", shared=shared)
    assert len(expanded.text) <= MAX_LENGTH
    assert [issue.code for issue in expanded.issues] == ["snippet-size"]


def test_lines_are_those_of_the_article_whatever_a_snippet_adds():
    expanded = expand("One\n{+ note }\nThree")
    assert expanded.text.split("\n")[4] == "Three"
    assert expanded.lines == (0, 1, 1, 1, 2)


def test_parts_that_are_harmless_alone_are_judged_together_on_the_page():
    # Filling in joins them; what the page then holds is judged where it is made.
    shared = Shared("en", {"en": {"=a": "ipt>alert(1)</scr"}})
    expanded = expand("<scr{= a }ipt>", shared=shared)
    assert (expanded.text, expanded.issues) == ("<script>alert(1)</script>", ())
    assert [finding.element.tag for finding in judge(commonmark.read(expanded.text).root)] == ["script"]


def test_the_digest_changes_with_everything_that_is_filled_in_and_nothing_else():
    def digest(note: str, other: str = "") -> str:
        texts = {"+outer": "A {+ note }", "+note": note, "=other": other}
        return Shared("en", {"en": texts}).digest("fa", uses_in("{+ outer }"))

    assert digest("x") == digest("x", "y") != digest("z")
    assert TEXTS.digest("en", ()) == ""


def test_files_of_every_locale_are_read_and_their_mistakes_named(content):
    settings = content(
        {
            "en/_variables.yml": "product: Lantern\nbad: [1]\n",
            "fa/_variables.yml": "product: فانوس\n",
            "en/_snippets/a/b.md": "Text\n",
            "en/_snippets/latin.md": b"\xff\xfe",
        }
    )
    shared, issues = read_shared(settings)
    assert (shared.find("fa", "=product"), shared.find("ar", "=product"), shared.find("ar", "+a/b")) == ("فانوس", "Lantern", "Text")
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [
        ("content/en/_variables.yml", 2, "variable"),
        ("content/en/_snippets/latin.md", 0, "file-read"),
    ]


def test_variables_of_a_title_are_filled_in_and_what_is_unknown_or_escaped_stays():
    line = r"{= product }, {= nothing }, {+ note }, \{= price }"
    assert TEXTS.fill("en", line) == "Lantern, {= nothing }, {+ note }, {= price }"
    assert TEXTS.fill("fa", line).startswith("فانوس, ")
    assert TEXTS.fill("en", r"{ \{+ a }") == r"{ \{+ a }"
