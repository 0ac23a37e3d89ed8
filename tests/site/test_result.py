"""What a build says of itself."""

from __future__ import annotations

import time

import pytest

from kbgen.issues import Issue, Level
from kbgen.site.result import BuildResult


def test_the_time_of_a_stage_is_the_sum_of_its_parts_whatever_becomes_of_them() -> None:
    result = BuildResult(seconds={"read": 100.0})
    for name in ("read", "plan", "plan"):
        with result.stage(name):
            time.sleep(0.0123)
    with pytest.raises(ValueError, match="wrong"), result.stage("render"):
        raise ValueError("wrong")
    assert list(result.seconds) == ["read", "plan", "render"]
    assert 100.0 <= result.seconds["read"] < 1000
    # No clock is asserted, but that it goes forward: a tenth of a millisecond is the least that is told.
    assert all(0 <= seconds < 90 and seconds == round(seconds, 4) for seconds in list(result.seconds.values())[1:])


def test_files_that_are_no_pages_count_with_their_sizes() -> None:
    result = BuildResult()
    result.take_files({"feed.xml": 10, "sitemap.xml": 5})
    result.take_files({})
    assert (result.files, result.size) == (2, 15)


def test_an_unchanged_build_says_again_what_the_last_said() -> None:
    result = BuildResult(
        [Issue("a.md", 1, "link", "Gone.", Level.WARNING, "Mend it."), Issue("b.md", 2, "image", "No.", Level.HINT)]
    )
    result.pages.update({("fa", "guide"): 2, ("en", "faq"): 1})
    result.take_files({"a": 3})
    assert result.summary() == {
        "pages": [["en", "faq", 1], ["fa", "guide", 2]],
        "issues": {"hint": 1, "warning": 1},
        "told": [["a.md", 1, "link", "Gone.", "warning", "Mend it."], ["b.md", 2, "image", "No.", "hint", ""]],
        "files": 1,
        "size": 3,
    }
