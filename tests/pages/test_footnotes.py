"""What Python-Markdown says about footnotes is said in the language of the article."""

from __future__ import annotations

import pytest

NOTES = "First[^a], second[^b], first again[^a].\n\n[^a]: One.\n[^b]: Two.\n"


@pytest.mark.parametrize(
    ("tag", "titles"),
    [
        ("en", ["Back to footnote mark 1 in the text"] * 2 + ["Back to footnote mark 2 in the text"]),
        ("ar", ["العودة إلى علامة الحاشية ١ في النص"] * 2 + ["العودة إلى علامة الحاشية ٢ في النص"]),
        ("fa", ["بازگشت به نشان پانویس ۱ در متن"] * 2 + ["بازگشت به نشان پانویس ۲ در متن"]),
    ],
)
def test_way_back_from_a_footnote_is_named_in_the_language(convert, tag, titles):
    body = convert(NOTES, tag)
    assert [link["title"] for link in body.select("a.footnote-backref")] == titles
