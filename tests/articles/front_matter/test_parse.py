"""Front matter is cut and read without ever building what YAML can build."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.parse import MAX_BYTES, KeyEntry, Listing, Scalar, Table, parse, split


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def loader(request, monkeypatch):
    """Both parsers have to give the same answers; PyYAML comes without libyaml on some platforms."""
    monkeypatch.setattr(front_matter, "LOADER", yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader)


def entries(header):
    table, issues = parse(header, "x.md")
    assert issues == []
    assert table is not None
    return table.entries


def fault(header):
    _, issues = parse(header, "x.md")
    (issue,) = issues
    return issue.code, issue.line


@pytest.mark.parametrize(
    ("text", "header", "body", "line"),
    [
        ("---\ntitle: a\n---\nbody\n", "title: a\n", "body\n", 4),
        ("---\n---\nbody", "", "body", 3),
        ("---\na: 1\nb: 2\n...\n\nbody", "a: 1\nb: 2\n", "\nbody", 5),
        ("---  \na: 1\n---  \nbody", "a: 1\n", "body", 4),
        ("---\na: 1\n---", "a: 1\n", "", 4),
        ("body\n---\nmore", None, "body\n---\nmore", 1),
        ("", None, "", 1),
        ("--- a\n---\n", None, "--- a\n---\n", 1),
    ],
)
def test_a_file_is_cut_at_the_dashes(text, header, body, line):
    parts, issues = split(text, "x.md")
    assert issues == []
    assert parts == front_matter.Parts(header, body, line)


def test_front_matter_that_never_ends_is_named():
    parts, (issue,) = split("---\ntitle: a\n", "x.md")
    assert parts is None
    assert (issue.code, issue.line) == ("front-matter-open", 1)


def test_values_keep_their_text_and_line():
    assert entries("title: no\norder: 012\nversion: 1.10\non: ~\ntags:\n  - a\n  - 'b'\n") == {
        "title": KeyEntry(2, Scalar("no", 2)),
        "order": KeyEntry(3, Scalar("012", 3)),
        "version": KeyEntry(4, Scalar("1.10", 4)),
        "on": KeyEntry(5, Scalar("~", 5)),
        "tags": KeyEntry(6, Listing((Scalar("a", 7), Scalar("b", 8)), 7)),
    }


def test_a_table_keeps_its_order():
    value = entries("facts:\n  Zebra: 1\n  Ape: 2\n")["facts"].value
    assert isinstance(value, Table)
    assert list(value.entries) == ["Zebra", "Ape"]


@pytest.mark.parametrize("header", ["", "# only a comment\n", "\n\n"])
def test_empty_front_matter_has_no_keys(header):
    assert entries(header) == {}


BOMBS = {
    "aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "front-matter-anchor", 2),
    "alias alone": ("title: *a\n", "front-matter-anchor", 2),
    "anchor on a scalar": ("title: a\nkind: &k guide\n", "front-matter-anchor", 3),
    "anchor on a table": ("facts: &f\n  a: b\n", "front-matter-anchor", None),
    "merge keys": ("title: a\nfacts:\n  <<: {a: b}\n", "front-matter-anchor", 4),
    "merge key at the top": ("<<: {a: 1}\n", "front-matter-anchor", 2),
    "python tag": ("title: !!python/object/apply:os.system [ls]\n", "front-matter-tag", 2),
    "local tag": ("title: !ENV HOME\n", "front-matter-tag", 2),
    "core tag": ("order: !!int 3\n", "front-matter-tag", 2),
    "bare tag": ("title: ! a\n", "front-matter-tag", 2),
    "binary tag": ("title: !!binary aGk=\n", "front-matter-tag", 2),
    "brackets": ("a: " + "[" * 5000 + "]" * 5000, "front-matter-depth", 2),
    "open brackets": ("a: " + "[" * 5000, "front-matter-depth", 2),
    "braces": ("a: " + "{a: " * 3000, "front-matter-depth", 2),
    "dashes": ("a:\n  " + "- " * 5000 + "x", "front-matter-depth", 3),
    "indents": ("\n".join(" " * depth + "a:" for depth in range(150)), "front-matter-depth", None),
    "size": ("title: " + "a" * MAX_BYTES, "front-matter-size", 1),
    "size in bytes": ("title: " + "ا" * (MAX_BYTES // 2), "front-matter-size", 1),
    "second document": ("title: a\n--- b\n", "front-matter-yaml", 3),
    "list at the top": ("- a\n- b\n", "front-matter-yaml", 2),
    "text at the top": ("just words\n", "front-matter-yaml", 2),
    "list as a key": ("? [a, b]\n: c\n", "front-matter-yaml", 2),
    "table as a key": ("{a: b}: c\n", "front-matter-yaml", 2),
    "double colon": ("title: a\ndescription: b: c\n", "front-matter-yaml", 3),
    "tab": ("title: a\n\tkind: b\n", "front-matter-yaml", None),
    "open quotation mark": ("title: 'a\nkind: guide\n", "front-matter-yaml", None),
    "not YAML's character": ("title: a\nkind: \ufffe\n", "front-matter-yaml", 3),
    "escaped NUL": ('title: "a\\0b"\n', "front-matter-control", 2),
    "escaped mark of Markdown": ('title: a\nkind: "\\x02"\n', "front-matter-control", 3),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_yaml_can_do_beyond_plain_values_is_refused_where_it_stands(name):
    header, code, line = BOMBS[name]
    found, where = fault(header)
    assert found == code
    if line is not None:
        assert where == line


@pytest.mark.parametrize("escape", ["\\ud800", "\\UFFFFFFFF", "\\U00110000"])
def test_an_escape_that_is_no_character_is_refused(escape):
    assert fault(f'title: "{escape}"\n')[0] in ("front-matter-yaml", "front-matter-control")


def test_duplicate_keys_are_named_with_both_lines_and_all_of_them():
    _, issues = parse("title: a\ntitle: b\nfacts:\n  x: 1\n  x: 2\n", "x.md")
    assert [(issue.code, issue.line) for issue in issues] == [("front-matter-duplicate", 3), ("front-matter-duplicate", 6)]
    assert "line 2" in issues[0].message


def test_the_same_text_in_quotation_marks_is_only_text():
    values = entries("a: '&x'\nb: '*x'\nc: '<<'\n'<<': d\n")
    assert [entry.value.text for entry in values.values()] == ["&x", "*x", "<<", "d"]


@pytest.mark.parametrize(
    ("header", "advice"),
    [("description: b: c\n", "quotation marks"), ("title: `a`\n", "quotation marks"), ("title: 'a\n", "Close")],
)
def test_a_syntax_error_says_what_to_do(header, advice):
    _, (issue,) = parse(header, "x.md")
    assert advice in issue.suggestion


@given(st.text(alphabet=st.sampled_from("abc:-[]{}&*!<>#|'\"\\?%@, \n\t\0\ud7ff"), max_size=200))
def test_no_header_makes_the_reader_raise(header):
    table, issues = parse(header, "x.md")
    assert table is not None or issues
