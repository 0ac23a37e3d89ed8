"""Of more different searches than a page can show, those of most readers are put together, and every figure stays."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from kbgen.report.judge.study import known_site, study
from kbgen.report.read.kept_words import kept_words as keep
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.roll_up import roll_up
from kbgen.store.daily import first_of, packed
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, search


def entry(words: str, readers: int = 1) -> list[Any]:
    return [readers, [[words, 1, [], ""]]]


@pytest.mark.parametrize("words", ["refund", 'say "]]],[', "]]],[[1,[[", '\\"]]],[', "رقم"])
def test_the_first_entries_of_a_list_are_whole_wherever_it_is_cut(words: str) -> None:
    entries = [entry(f"{words} {number}") for number in range(20)]
    data = packed(entries)
    size = len(zlib.decompress(data))
    assert first_of(data, size + 1) == (entries, True)
    for most in range(1, size):
        found, whole = first_of(data, most)
        assert not whole
        assert found == entries[: len(found)]
        # No more than one entry is lost to the cut.
        assert len(json.dumps(entries[: len(found) + 1], ensure_ascii=False, separators=(",", ":")).encode()) > most - 2


def row(locale: str, *entries: Any) -> tuple[Any, ...]:
    return 1, locale, "{}", packed([]), packed(list(entries))


def test_few_words_are_all_kept_and_of_many_those_of_most_readers_in_each_language() -> None:
    rows = [row("en", entry("a", 3), entry("b")), row("en", entry("b", 4), entry("c")), row("fa", entry("d")), row("fa")]
    assert keep(rows, most=4) is None
    assert keep(rows, most=3) == {"en": {"b"}, "fa": {"d"}}


def test_what_is_left_out_of_questions_stays_in_every_figure(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    for days in range(1, 90):
        journal.many(3, search("export my data"), days=days)
        journal.visit(search(f"only {days} asked this"), days=days)
    store.load("events", journal.events)
    roll_up(store, NOW + DAY_MS)

    def report() -> Any:
        with store.snapshot() as snapshot:
            return study(snapshot, known_site(snapshot, None, None), period(NOW - 30 * DAY_MS, NOW))

    whole = report()
    monkeypatch.setattr(keep, "__defaults__", (10,))
    part = report()
    store.close()
    assert part.days == whole.days
    assert part.gaps[0] == whole.gaps[0]
    assert (part.gaps[0].left, part.gaps[0].before) == (90, 90)
    assert len(part.gaps) < len(whole.gaps)
