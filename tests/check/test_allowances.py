"""A writer allows an issue at one place, with a reason."""

from __future__ import annotations

import pytest

from kbgen.articles.allowances import allowances, without_allowances

BECAUSE = "because it shows nothing"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"a\n<!-- kbgen: allow link {BECAUSE} -->\nb\nc\n\nd\n", 2, 4),
        (f"a\n<!-- kbgen: allow link {BECAUSE} -->\n\nb\nc\n\nd\n", 2, 5),
        (f"a [x](y) <!-- kbgen: allow link {BECAUSE} -->\nb\n", 1, 1),
        (f"---\ntitle: x\n# kbgen: allow link {BECAUSE}\n---\na\nb\n", 0, 7),
        (f"<!-- kbgen: allow link {BECAUSE} -->\n<!-- kbgen: allow anchor {BECAUSE} -->\nb\n\nc", 1, 3),
    ],
)
def test_a_comment_holds_for_its_line_the_block_below_or_the_file(text: str, first: int, last: int) -> None:
    found = allowances(text)[0]
    assert (found.codes, found.reason, found.first, found.last) == (("link",), "it shows nothing", first, last)


def test_one_comment_may_name_several_codes() -> None:
    assert allowances(f"<!-- kbgen: allow link, image-alt {BECAUSE} -->\nx")[0].codes == ("link", "image-alt")


@pytest.mark.parametrize("said", ["allow link", "allow link because", "allow link because  "])
def test_without_a_reason_nothing_is_allowed(said: str) -> None:
    (found,) = allowances(f"<!-- kbgen: {said} -->\nx")
    assert not found.holds("link", 2)


@pytest.mark.parametrize("said", ["alow link because x", "", "allow", "allow link, because x"])
def test_what_cannot_be_understood_names_no_code(said: str) -> None:
    (found,) = allowances(f"<!-- kbgen: {said} -->\nx")
    assert found.codes == () or not found.reason


def test_a_comment_in_a_note_is_no_example() -> None:
    assert [found.codes for found in allowances(f"!!! note\n\n    <!-- kbgen: allow link {BECAUSE} -->\n    x\n")] == [("link",)]


def test_a_comment_in_a_code_block_is_an_example() -> None:
    text = f"```\n<!-- kbgen: allow link {BECAUSE} -->\n```\n\n`<!-- kbgen: allow link {BECAUSE} -->`\n"
    assert allowances(text) == []
    assert without_allowances(text) == (text, ())


@pytest.mark.parametrize(
    ("body", "left", "lines"),
    [
        ("- a\n<!-- kbgen: allow link because x -->\n- b\n", "- a\n- b\n", (0, 2, 3)),
        ("a <!-- kbgen: allow link because x --> b\n", "a  b\n", ()),
        ("<!-- kbgen: allow link because x -->", "", ()),
        ("a\n<!-- another comment -->\n", "a\n<!-- another comment -->\n", ()),
        ("!!! note\n    <!-- kbgen: allow link because x -->\n    b\n", "!!! note\n    b\n", (0, 2, 3)),
        ("<!-- kbgen: allow link because x -->\na\n<!-- kbgen: allow link because y -->\nb", "a\nb", (1, 3)),
    ],
)
def test_readers_get_the_text_without_the_comments_and_each_line_knows_which_it_was(
    body: str, left: str, lines: tuple[int, ...]
) -> None:
    text, kept = without_allowances(body)
    assert text == left
    if lines:
        assert kept == lines
        assert [body.split("\n")[line] for line in kept] == text.split("\n")
