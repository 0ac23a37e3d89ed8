"""Moves: what the file remembers, and what a list of renames makes of it."""

from __future__ import annotations

import pytest

from kbgen.articles.git.moves import FILE, Former, Rename, first_free, follow, moved_sections, read_moves, write_moves
from kbgen.articles.library import read_library

ARTICLE = "---\ntitle: T\ndescription: D.\nkind: guide\ngoal: G.\n{more}---\nText.\n"


def renames(*steps: str) -> list[Rename]:
    """`en a b` for each step."""
    return [Rename(tag, f"{old}.md", f"{new}.md") for tag, old, new in (step.split() for step in steps)]


def moves(**entries: str) -> dict[str, Former]:
    """`c="a: a b"`: the article at c has the id a and was at a, then at b."""
    found = {}
    for path, entry in entries.items():
        article, _, was = entry.partition(":")
        found[f"{path}.md"] = Former(article, tuple(f"{each}.md" for each in was.split()))
    return found


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("en a b",), moves(b="a: a")),
        (("en a b", "en b c"), moves(c="a: a b")),
        (("en a b", "fa a b"), moves(b="a: a")),
        (("en a b", "en b c", "fa a c"), moves(c="a: a b")),
        (("en a b", "en b c", "fa a b", "fa b c"), moves(c="a: a b")),
        (("fa a b", "en a b"), moves(b="a: a")),
        (("en a b", "en b a"), moves(a="a: b")),
        # The same history read twice says nothing new.
        (("en a b", "en b c", "en a b", "en b c"), moves(c="a: a b")),
        # Another article was put at a, and moved on: the address is the later one's.
        (("en a b", "en x a", "en a y"), moves(b="a:", y="x: x a")),
        # An article that is new at a gets another id when it moves: the first keeps its own.
        (("en a b", "en a c"), moves(b="a:", c="a-2: a")),
    ],
)
def test_renames_lead_from_every_earlier_path_to_the_present_one(steps, expected):
    assert follow({}, renames(*steps), "en") == expected


def test_a_translation_left_behind_does_not_take_the_address_of_its_original(content):
    assert follow(moves(b="a: a"), renames("fa a c"), "en") == moves(b="a: a")


def test_the_file_gives_back_what_was_written(content):
    settings = content()
    written = moves(c="a: a b", z="q/r: q/r")
    assert write_moves(settings, written)
    assert read_moves(settings) == (written, [])


def test_no_file_is_written_where_nothing_moved(content):
    settings = content()
    assert write_moves(settings, {})
    assert not (settings.content_dir / FILE).exists()


@pytest.mark.parametrize(
    "line",
    ["<<<<<<< HEAD", "b.md", "b.md\ta\t../../etc/passwd.md", "b.md\ta\t/a.md", "../b.md\ta\ta.md", "b.md\t../a\ta.md", "b\ta\ta"],
)
def test_a_line_that_is_no_move_is_named_and_left_out(content, line):
    settings = content({FILE: f"# comment\n{line}\nd.md\tc\tc.md\n"})
    found, issues = read_moves(settings)
    assert found == moves(d="c: c")
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [(f"content/{FILE}", 2, "moves")]


def test_an_article_that_moved_keeps_its_id_and_what_is_put_in_its_place_gets_another(content):
    settings = content(
        {
            FILE: "b.md\ta\ta.md\n",
            "en/a.md": ARTICLE.format(more=""),
            "en/b.md": ARTICLE.format(more="related: [a-2]\n"),
            "fa/b.md": ARTICLE.format(more=""),
            "en/c.md": ARTICLE.format(more="related: [b, a]\n"),
        },
        locales=("en", "fa"),
    )
    library, issues = read_library(settings)
    assert issues == []
    assert {path: article.id for path, article in library.articles["en"].items()} == {"a.md": "a-2", "b.md": "a", "c.md": "c"}
    assert library.articles["fa"]["b.md"].id == "a"
    # A present path names its article too.
    assert library.articles["en"]["c.md"].related == ("a", "a")


def test_an_id_in_front_matter_comes_before_the_remembered_one(content):
    settings = content({FILE: "b.md\ta\ta.md\n", "en/b.md": ARTICLE.format(more="id: own\n")}, locales=("en",))
    library, issues = read_library(settings)
    assert (library.articles["en"]["b.md"].id, issues) == ("own", [])


@pytest.mark.parametrize(
    ("moved", "sections"),
    [
        (["guides/a help/a", "guides/b help/b"], {"guides": "help"}),
        # As far as the rest of the path stayed, the folders around it went too.
        (["guides/x/a help/x/a"], {"guides/x": "help/x", "guides": "help"}),
        (["guides/x/a guides/y/a"], {"guides/x": "guides/y"}),
        (["guides/x/a help/y/a"], {"guides/x": "help/y"}),
        (["guides/a a"], {"guides": ""}),
        (["a guides/a"], {}),
        # Articles that went to several folders, or were renamed, say nothing of the folder.
        (["guides/a help/a", "guides/b faq/b"], {}),
        (["guides/a help/b"], {}),
        (["guides/a guides/b"], {}),
    ],
)
def test_a_folder_whose_articles_went_to_one_other_was_renamed(moved, sections):
    assert moved_sections(tuple(f"{path}.md" for path in each.split()) for each in moved) == sections


def test_a_name_that_is_taken_gets_the_first_number_that_is_free():
    assert [first_free("a", held) for held in ((), ("a",), ("a", "a-2"), ("a", "a-3"), ("a-2",))] == ["a", "a-2", "a-3", "a-2", "a"]
