"""Which of a query's common words are read in every article that has them."""

from __future__ import annotations

import pytest

from kbgen.search.answering.cut import CHEAP, KNOWN, Cut, known_forms, needed
from kbgen.search.answering.nearness import PASTED, SHORT

# Of five words that thousands of articles have, the rarest first.
COMMON = [Cut((word,), CHEAP // 4 * times) for times, word in enumerate(("lantern", "screen", "printer", "phone", "account"), 1)]
RARE = Cut((), 0)


@pytest.mark.parametrize(
    ("terms", "words", "read"),
    [
        # A question is answered with the best articles of each word.
        (COMMON[:4], SHORT - 1, set()),
        # A longer one may be a message: its rarer words are read, as far as that is cheap.
        (COMMON, SHORT, {"lantern", "screen"}),
        # What was pasted is looked for wherever it stands.
        (COMMON, PASTED, {"lantern", "screen", "printer", "phone", "account"}),
        # Words that few articles have are known in all of them.
        ([*COMMON, *[RARE] * (KNOWN - 1)], PASTED, {"lantern"}),
        ([*COMMON, *[RARE] * KNOWN], PASTED, set()),
    ],
)
def test_common_words_are_read_whole_as_far_as_a_pasted_text_needs_it(terms: list[Cut], words: int, read: set[str]) -> None:
    found = needed(terms, words, everything=False)
    assert found == read
    assert known_forms(terms, found) == len(read) + terms.count(RARE)


def test_a_filter_reads_all() -> None:
    assert needed(COMMON, 1, everything=True) == {key for term in COMMON for key in term.keys}
