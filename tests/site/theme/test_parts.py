"""What of a text is shown before the box of its kind."""

from __future__ import annotations

import pytest

from kbgen.site.theme.parts import parted


@pytest.mark.parametrize(
    ("html", "first", "rest"),
    [
        ("<p>One.</p><h2>Two</h2><p>Three.</p>", "<p>One.</p>", "<h2>Two</h2><p>Three.</p>"),
        ('<p dir="rtl">یک</p>', '<p dir="rtl">یک</p>', ""),
        # It begins with something else.
        ("<pre>code</pre><p>One.</p>", "", "<pre>code</pre><p>One.</p>"),
        ("<h2>Two</h2><p>One.</p>", "", "<h2>Two</h2><p>One.</p>"),
        ("", "", ""),
    ],
)
def test_the_first_paragraph_is_that_which_a_text_begins_with(html: str, first: str, rest: str) -> None:
    assert parted(html) == (first, rest)
