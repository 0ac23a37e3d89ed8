"""The outbox keeps one contract in both databases: each thing once, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbgen.notices.outbox import DAY_MS, GIVE_UP_MS, GIVEN_UP, HELD_MS, KEPT_MS, PAUSES_MS, Outbox, Parcel
from kbgen.store.backup import back_up, restore
from kbgen.store.forget import forget_text
from kbgen.store.store import open_store
from tests.report.conftest import NOW

PARCEL = Parcel("gap-1", "hook:chat", "hook:chat", ("gap/1", "gap/2"), {"title": "سلام «دنیا»"})


def states(outbox: Outbox) -> list[tuple[str, str | None]]:
    with outbox.store.snapshot() as snapshot:
        return [(row[0], row[6]) for row in snapshot.read("outbox_all", most=100)]


def test_what_is_put_there_comes_out_as_it_was(outbox):
    assert outbox.put(PARCEL, NOW)
    (entry,) = outbox.due(NOW)
    assert (entry.key, entry.channel, entry.body, entry.tries) == ("gap-1", "hook:chat", PARCEL.body, 0)


@pytest.mark.parametrize(
    "again",
    [
        PARCEL,
        replace(PARCEL, key="gap-2"),
        replace(PARCEL, key="gap-2", items=("gap/2", "gap/3")),
        replace(PARCEL, items=("gap/9",)),
    ],
)
def test_nothing_is_told_twice_not_even_in_part_or_by_another_process(outbox, again):
    assert outbox.put(PARCEL, NOW)
    assert not outbox.put(again, NOW)
    assert [key for key, _ in states(outbox)] == ["gap-1"]
    assert outbox.told() == {"hook:chat": {"gap/1": NOW, "gap/2": NOW}}


def test_another_destination_is_told_too(outbox):
    assert outbox.put(PARCEL, NOW)
    assert outbox.put(replace(PARCEL, key="gap-2", destination="owner:docs"), NOW)


def test_two_processes_do_not_take_one_entry(outbox):
    outbox.put(PARCEL, NOW)
    first, second = outbox.due(NOW), Outbox(outbox.store).due(NOW)
    # Both have to look before either takes.
    assert len([next(first, None)]) == 1
    assert list(second) == []


def test_an_entry_whose_process_died_is_due_again(outbox):
    outbox.put(PARCEL, NOW)
    assert len(list(outbox.due(NOW))) == 1
    assert list(outbox.due(NOW + HELD_MS - 1)) == []
    (entry,) = outbox.due(NOW + HELD_MS)
    assert entry.tries == 1


def test_pauses_grow_until_it_is_given_up(outbox):
    outbox.put(PARCEL, NOW)
    now, pauses = NOW, []
    while entries := list(outbox.due(now)):
        (entry,) = entries
        if not outbox.later(entry, now, "down"):
            break
        pause = next(step for step in sorted({*PAUSES_MS}) if list_due(outbox, now + step))
        pauses.append(pause)
        now += pause
    assert tuple(pauses[: len(PAUSES_MS)]) == PAUSES_MS
    assert now - NOW >= GIVE_UP_MS
    assert states(outbox) == [("gap-1", GIVEN_UP)]


def list_due(outbox: Outbox, now: int) -> bool:
    """Whether anything is due, without taking it."""
    with outbox.store.snapshot() as snapshot:
        return bool(list(snapshot.read("outbox_due", now=now)))


def test_a_server_that_asks_for_a_longer_pause_gets_it(outbox):
    outbox.put(PARCEL, NOW)
    (entry,) = outbox.due(NOW)
    outbox.later(entry, NOW, "busy", 3_000_000)
    assert not list_due(outbox, NOW + 2_999_999)
    assert list_due(outbox, NOW + 3_000_000)


def test_what_was_sent_keeps_no_text_and_is_forgotten_after_a_while(outbox):
    outbox.put(PARCEL, NOW)
    (entry,) = outbox.due(NOW)
    outbox.end(entry, NOW)
    with outbox.store.snapshot() as snapshot:
        (row,) = snapshot.table("outbox")
    assert row[2] == ""
    assert states(outbox) == [("gap-1", "sent")]
    outbox.forget([], NOW + KEPT_MS + DAY_MS)
    assert states(outbox) == []


def test_what_is_over_may_be_told_again(outbox):
    outbox.put(PARCEL, NOW)
    outbox.forget([("hook:chat", "gap/1"), ("hook:chat", "gap/2")], NOW)
    assert outbox.put(replace(PARCEL, key="gap-2"), NOW)


def test_a_text_that_is_forgotten_does_not_go_out(outbox):
    outbox.put(PARCEL, NOW)
    outbox.put(Parcel("gap-3", "mail", "owner:docs", ("x",), {"text": "other"}), NOW)
    forget_text(outbox.store, "«دنیا»", lambda _: None)
    assert [entry.key for entry in outbox.due(NOW)] == ["gap-3"]


def test_a_backup_takes_it_along_and_nothing_is_told_twice_after_a_restore(outbox, tmp_path):
    outbox.put(PARCEL, NOW)
    back_up(outbox.store, tmp_path / "backup.db", lambda _: None)
    restore(tmp_path / "backup.db", str(tmp_path / "restored.db"), lambda _: None)
    store = open_store(str(tmp_path / "restored.db"))
    try:
        restored = Outbox(store)
        assert not restored.put(replace(PARCEL, key="gap-2"), NOW)
        assert [entry.key for entry in restored.due(NOW)] == ["gap-1"]
    finally:
        store.close()
