"""A first heading that says something else than the title is on the page, in whichever of the ways headings are written."""

from __future__ import annotations

import pytest

from kbgen.dialects.titles import with_heading


@pytest.mark.parametrize(
    ("body", "title", "shown"),
    [
        ("# Pair the lamp\n\nText.", "Pair the lamp", "# Pair the lamp\n\nText."),
        ("\n# Pair **the** lamp {#pair}\n", "pair the lamp!", "\n# Pair **the** lamp {#pair}\n"),
        ("# Pair the lamp\n", "Pair the lamp | Lantern", "# Pair the lamp\n"),
        ("# [Pair](pair.md) &amp; go\n", "Pair & go", "# [Pair](pair.md) &amp; go\n"),
        ("# The lamp cannot be paired\n\nText.", "Pairing", "## The lamp cannot be paired\n\nText."),
        ("# Again and again\n", "Again and more", "## Again and again\n"),
        ("No light\n=\n\nText.", "Pairing", "No light\n---\n\nText."),
        ("Pairing\n===\n\nText.", "Pairing", "Pairing\n===\n\nText."),
        ('<h1 align="center">No <b>light</b></h1>\n\nText.', "Pairing", '<h2 align="center">No <b>light</b></h2>\n\nText.'),
        ("Text.\n\n# Later\n", "Pairing", "Text.\n\n# Later\n"),
        ("    # code, not a heading\n", "Pairing", "    # code, not a heading\n"),
        ("[lamp]: /url\n===\n[lamp]", "Pairing", "[lamp]: /url\n===\n[lamp]"),
        ("#hashtag first\n", "Pairing", "#hashtag first\n"),
        ("\n\n## Second level\n", "Pairing", "\n\n## Second level\n"),
    ],
)
def test_a_first_heading_stays_where_the_title_lacks_a_word_of_it(body, title, shown):
    assert with_heading(body, title) == shown
    assert shown.count("\n") == body.count("\n")
