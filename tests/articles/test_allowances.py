"""What a writer allows holds for the line or block that the comment is about, and nobody reads the comment."""

from __future__ import annotations

from kbgen.articles.allowances import Allowance, allowances, without_allowances

HEADER = """---
title: x
# kbgen: allow review-missing because a licence never changes
  # kbgen: allow a , b
kind: guide # kbgen: allow c because it is no comment of its own
---
"""
BODY = """# T

Text here. <!-- kbgen: allow long because said so --> And more.

<!-- kbgen: allow picture, link, picture because old -->
<!-- kbgen: allow more because several may stand above -->
- one
- two

after

- a
<!-- kbgen: allow inlist because x -->
- b

```
<!-- kbgen: allow shown because x -->
```
<!-- kbgen: nonsense -->

last <!-- kbgen: allow end because -->"""


def test_each_comment_holds_for_its_line_its_block_or_the_file() -> None:
    assert allowances(HEADER + BODY) == [
        Allowance(3, ("review-missing",), "a licence never changes", 0, 27),
        Allowance(4, ("a", "b"), "", 0, 27),
        Allowance(9, ("long",), "said so", 9, 9),
        Allowance(11, ("picture", "link"), "old", 11, 14),
        Allowance(12, ("more",), "several may stand above", 12, 14),
        Allowance(19, ("inlist",), "x", 19, 20),
        # What cannot be understood, or lacks its reason, allows nothing.
        Allowance(25, (), "", 25, 27),
        Allowance(27, (), "", 27, 27),
    ]
    assert allowances("---\ntitle: kbgen: x\n") == allowances("plain") == []


def test_an_allowance_without_a_reason_holds_nothing_and_one_with_it_its_lines() -> None:
    allowance = Allowance(3, ("a", "b"), "old", 4, 6)
    assert [allowance.holds("b", line) for line in (3, 4, 6, 7)] == [False, True, True, False]
    assert not allowance.holds("c", 5)
    assert not allowance._replace(reason="").holds("a", 5)


def test_readers_get_the_text_without_the_comments_and_lines_are_still_known() -> None:
    text, lines = without_allowances(BODY)
    assert text == (
        "# T\n\nText here.  And more.\n\n- one\n- two\n\nafter\n\n- a\n- b\n\n"
        "```\n<!-- kbgen: allow shown because x -->\n```\n\nlast "
    )
    assert lines == tuple(number for number in range(BODY.count("\n") + 1) if number not in (4, 5, 12, 18))
    written = BODY.split("\n")
    assert [written[number].partition(" <!--")[0] for number in lines][2:4] == ["Text here.", ""]
    # A comment within a line takes no line away.
    assert without_allowances("a <!-- kbgen: allow x because y --> b\nc") == ("a  b\nc", ())
    assert without_allowances("<!-- kbgen: allow x because y -->") == ("", ())
    assert without_allowances("kbgen: is a program") == ("kbgen: is a program", ())
