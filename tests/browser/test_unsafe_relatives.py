"""Some of the texts of `benchmarks/unsafe_relatives.py`: none runs in Chromium, no harmless one is refused."""

from __future__ import annotations

import pytest

from benchmarks.payloads import HANDLERS, PLACES, TAGS
from benchmarks.relatives import Relative, relatives
from benchmarks.unsafe_relatives import REFUSED, run
from tests import needs

SEED = 2026
pytestmark = pytest.mark.needs("browser")


@pytest.fixture(autouse=True)
def _the_browser_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KBGEN_CHROMIUM", needs.browser() or "")


def test_no_relative_of_unsafe_text_runs_in_a_browser() -> None:
    texts = list(relatives(SEED, 90, harmful=True))
    outcome = run(texts)
    assert [texts[number].text for number in outcome.ran] == []
    # Both ways out are taken often: nothing was refused or let through wholesale.
    assert outcome.codes[REFUSED] > 18
    assert len(outcome.published) > 18
    # In somebody else's folder programs are left out; what they stood in is published, and runs no more than before.
    softened = run(texts, lenient=True)
    assert [texts[number].text for number in softened.ran] == []
    assert softened.codes[REFUSED] < outcome.codes[REFUSED] / 2


def test_harmless_texts_of_the_same_shapes_are_published() -> None:
    texts = list(relatives(SEED, 40, harmful=False))
    outcome = run(texts)
    assert [texts[number].text for number in outcome.refused] == []
    assert outcome.ran == []


def test_what_is_refused_would_have_run() -> None:
    # Those that are HTML to Markdown too.
    payloads = [
        *TAGS[:2],
        *TAGS[3:5],
        *HANDLERS[:3],
        *HANDLERS[9:12],
        HANDLERS[14],
        *HANDLERS[16:18],
        *(place.replace("{}", "javascript:ran()") for place in PLACES[16:18]),
    ]
    texts = [Relative(number, payload, "T", "own", "own", True, "tag") for number, payload in enumerate(payloads)]
    outcome = run(texts)
    assert outcome.ran == []
    assert len(outcome.refused) == len(texts)
    assert len(run(texts, trusted=True).ran) > len(texts) / 2
