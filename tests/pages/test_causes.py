"""A problem is read cause by cause: each holds its fixes, and several are counted."""

from __future__ import annotations

import pytest

from kbgen.articles.article import Kind

TWO = (
    "Intro.\n\n## Dust {.cause}\n\nWhy.\n\n## Clean it {.fix}\n\n1. Wipe.\n\n"
    "## Age {.cause}\n\nWhy.\n\n## Replace it {.fix}\n\n1. Buy.\n"
)


def test_a_fix_stands_in_the_card_of_its_cause_a_level_lower(convert):
    causes = convert(TWO, "en", Kind.TROUBLESHOOTING).select(".kb-part--cause")
    assert [[part.contents[0] for part in cause.select("h2, h3")] for cause in causes] == [
        ["Dust", "Clean it"],
        ["Age", "Replace it"],
    ]
    assert all(cause.select_one(".kb-part--fix ol.kb-steps") for cause in causes)


@pytest.mark.parametrize(("tag", "number"), [("en", "2"), ("ar", "٢"), ("fa", "۲")])
def test_several_causes_are_numbered_and_one_is_not(convert, tag, number):
    labels = [cause.p.get_text() for cause in convert(TWO, tag, Kind.TROUBLESHOOTING).select(".kb-part--cause")]
    assert labels[1].endswith(f" {number}")
    one = convert(TWO.partition("## Age")[0], tag, Kind.TROUBLESHOOTING).select_one(".kb-part--cause")
    assert one.p.get_text() == labels[0].rpartition(" ")[0]


def test_a_fix_without_a_cause_before_it_stays_where_it_is(convert):
    found = convert("## Clean it {.fix}\n\n1. Wipe.\n", "en", Kind.TROUBLESHOOTING)
    assert found.select_one(".kb-part--fix > h2")
