"""A few hundred of the texts of `benchmarks/unsafe_relatives.py`: none runs in Chromium, no harmless one is refused."""

from __future__ import annotations

from benchmarks.relatives import relatives
from benchmarks.unsafe_relatives import REFUSED, run

SEED = 2026


def test_no_relative_of_unsafe_text_runs_in_a_browser() -> None:
    texts = list(relatives(SEED, 240, harmful=True))
    outcome = run(texts)
    assert [texts[number].text for number in outcome.ran] == []
    # Both ways out are taken often: nothing was refused or let through wholesale.
    assert outcome.codes[REFUSED] > 60
    assert len(outcome.published) > 60


def test_harmless_texts_of_the_same_shapes_are_published() -> None:
    texts = list(relatives(SEED, 120, harmful=False))
    outcome = run(texts)
    assert [texts[number].text for number in outcome.refused] == []
    assert outcome.ran == []


def test_what_is_refused_would_have_run() -> None:
    texts = [one for one in relatives(SEED, 200, harmful=True) if one.text.startswith(("<img", "<svg", "<script", "<details"))]
    outcome = run(texts, trusted=True)
    assert len(outcome.ran) > len(texts) / 3
