"""Which files a build may take for unchanged without reading them."""

from __future__ import annotations

import tracemalloc

import pytest

from kbgen.site.incremental.state import RACY_NS, BuildState, Links, TaskState

SAVED = 1_800_000_000_000_000_000


@pytest.mark.parametrize(
    ("changed", "trusted"),
    [
        (SAVED - RACY_NS - 1, True),
        # As long before the last look as a clock may be coarse: it may have changed again in the same tick.
        (SAVED - RACY_NS, False),
        (SAVED, False),
        # Between the look and now, or by a clock that is ahead.
        (SAVED + RACY_NS - 1, False),
        (SAVED + 10 * RACY_NS, False),
    ],
)
def test_a_file_that_was_written_just_before_the_last_look_is_looked_at_again(changed: int, trusted: bool) -> None:
    assert BuildState(saved_at=SAVED).trusts((changed, 10)) is trusted


def test_coarse_clocks_are_allowed_for_by_more_than_a_second() -> None:
    # FAT keeps times of two seconds, HFS+ of one.
    assert RACY_NS >= 2_000_000_000


def test_a_task_is_held_in_little_more_memory_than_its_links_have_letters() -> None:
    links = Links("en", "topic/article.md", ("../other.md#part", "https://example.org/"), "0123456789abcdef")
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tasks = [TaskState("source", ()).leading([links], []) for _ in range(200)]
        each = (tracemalloc.get_traced_memory()[0] - before) / len(tasks)
    finally:
        tracemalloc.stop()
    assert tasks[0].links == (links,)
    assert each < 1000
