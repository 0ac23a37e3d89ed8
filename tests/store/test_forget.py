"""Forgetting is complete, and leaves what is nobody's business but the counts'."""

from __future__ import annotations

from pathlib import Path

from kbgen.store.forget import Forgotten, expire_words, find_text, forget_period, forget_text
from kbgen.store.records import Event, Vote
from kbgen.store.store import Store, open_store


def _quiet(_: int) -> None:
    pass


def _filled(database: str) -> Store:
    store = open_store(database)
    store.write(
        [
            Vote(1, "a", "en", "en", False, b"1" * 16, 1, comment="I am JANE Doe of Çankırı"),
            Vote(2, "a", "en", "en", False, b"2" * 16, 1, comment="nothing of note"),
            Event(3, "search", "en", query="account of jane doe", results=0),
            Event(4, "reword", "en", query="account", before="Jane Doe account"),
            Event(5, "search", "en", query="account", results=2),
        ]
    )
    return store


def _words(store: Store) -> str:
    with store.snapshot() as snapshot:
        return str([list(snapshot.table(name)) for name in ("votes", "events")]).casefold()


def test_text_is_found_and_forgotten_whatever_its_case_and_form(database: str) -> None:
    store = _filled(database)
    assert forget_text(store, "Jane doe", _quiet) == Forgotten(1, 2)
    assert "jane" not in _words(store)
    assert "nothing of note" in _words(store)
    assert find_text(store, "cankiri") == ([], [])
    store.close()


def test_decomposed_letters_are_found(database: str) -> None:
    store = _filled(database)
    assert len(find_text(store, "C\u0327ankırı")[0]) == 1
    store.close()


def test_forgotten_text_is_not_left_in_the_file(tmp_path: Path) -> None:
    store = _filled(str(tmp_path / "kb.db"))
    forget_text(store, "jane", _quiet)
    store.close()
    for path in tmp_path.iterdir():
        assert b"jane" not in path.read_bytes().lower(), path.name


def test_period_is_deleted_and_the_rest_stays(database: str) -> None:
    store = _filled(database)
    assert forget_period(store, 2, 5, _quiet) == Forgotten(1, 2)
    with store.snapshot() as snapshot:
        assert [len(list(snapshot.table(name))) for name in ("votes", "events")] == [1, 1]
    store.close()


def test_long_periods_are_forgotten_in_pieces(database: str) -> None:
    store = open_store(database)
    store.write([Event(n, "search", "en", query="x", results=0) for n in range(4500)])
    pieces: list[int] = []
    assert expire_words(store, 10_000, pieces.append) == Forgotten(0, 4500)
    assert pieces == [2000, 2000, 500]
    store.close()
