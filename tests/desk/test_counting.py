"""Figures are counted beside whoever asks: nobody waits who can be shown those of before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest

from kbgen.desk.read.counting import KEPT, MOST_WAITING, Counting
from kbgen.desk.read.decisions import GapDecision, decide_gap, take_back
from kbgen.desk.read.knowledge import Knowledge, Span
from kbgen.errors import ClientError, OperatorError
from tests.desk.conftest import Start, send, soup


@pytest.fixture
def counting() -> Iterator[Counting[str]]:
    """One that waits for nothing."""
    made: Counting[str] = Counting(patience=0)
    yield made
    made.close()


class Gate:
    """A count that ends when a test says so."""

    def __init__(self, found: str = "new") -> None:
        self.found, self.opened = found, threading.Event()

    def __call__(self) -> str:
        assert self.opened.wait(60)
        return self.found


def done(counting: Counting[str], subject: str, key: str) -> str:
    """What is known once the count has ended."""
    # The one thread counts in order: what is asked for after it has ended after it.
    counting.find("after", ("after", subject, key), lambda: "")
    return counting.find(subject, key, never)[0]


def never() -> str:
    raise AssertionError("counted again")


def test_the_first_count_is_waited_for_and_the_next_is_not(counting: Counting[str]) -> None:
    assert counting.find("month", "monday", lambda: "old") == ("old", False)
    assert counting.find("month", "monday", never) == ("old", False)
    gate = Gate()
    assert counting.find("month", "tuesday", gate) == ("old", True)
    # Whoever asks meanwhile begins no second count.
    assert counting.find("month", "tuesday", never) == ("old", True)
    gate.opened.set()
    assert done(counting, "month", "tuesday") == "new"


def test_what_is_old_before_it_was_begun_is_not_counted(counting: Counting[str]) -> None:
    counting.find("month", "monday", lambda: "old")
    gate, counted = Gate(), []
    counting.find("week", "monday of the week", lambda: "old")
    counting.find("week", "tuesday of the week", gate)
    for day in ("tuesday", "wednesday", "thursday"):
        assert counting.find("month", day, lambda day=day: counted.append(day) or "new")[1] is True  # type: ignore[misc]
    gate.opened.set()
    assert done(counting, "month", "thursday") == "new"
    assert counted == ["thursday"]


def test_what_somebody_waits_for_is_counted_though_it_is_old() -> None:
    counting: Counting[str] = Counting(patience=0)
    gate = Gate()
    with ThreadPoolExecutor(3) as people:
        first = people.submit(counting.find, "week", "monday of the week", gate)
        wait_for(counting, 1)
        second = people.submit(counting.find, "month", "monday", lambda: "old")
        wait_for(counting, 2)
        third = people.submit(counting.find, "month", "tuesday", lambda: "new")
        wait_for(counting, 3)
        gate.opened.set()
        assert [one.result(60) for one in (first, second, third)] == [("new", False), ("old", False), ("new", False)]
    counting.close()


def wait_for(counting: Counting[str], count: int) -> None:
    while counting.waiting < count:
        time.sleep(0.001)


def test_what_counts_quickly_is_never_of_before() -> None:
    counting: Counting[str] = Counting(patience=60)
    assert counting.find("month", "monday", lambda: "old") == ("old", False)
    assert counting.find("month", "tuesday", lambda: "new") == ("new", False)
    counting.close()


def test_another_subject_is_waited_for(counting: Counting[str]) -> None:
    counting.find("month", "monday", lambda: "month")
    assert counting.find("week", "monday of the week", lambda: "week") == ("week", False)


def test_a_count_that_fails_is_told_where_nothing_is_known_and_tried_again(counting: Counting[str]) -> None:
    def fails() -> str:
        raise OperatorError("The database is away.")

    with pytest.raises(OperatorError):
        counting.find("month", "monday", fails)
    assert counting.find("month", "monday", lambda: "old") == ("old", False)
    assert counting.find("month", "tuesday", fails)[0] == "old"
    counting.find("other", "other", lambda: "")
    assert counting.find("month", "tuesday", lambda: "new")[0] in ("old", "new")
    assert done(counting, "month", "tuesday") == "new"


def test_what_two_subjects_share_is_of_before_for_both(counting: Counting[str]) -> None:
    counting.find("month", "monday", lambda: "old")
    assert counting.find("quarter", "monday", never) == ("old", False)
    gate = Gate()
    assert counting.find("quarter", "tuesday", gate) == ("old", True)
    gate.opened.set()


def test_only_so_much_is_kept(counting: Counting[str]) -> None:
    for number in range(KEPT + 1):
        counting.find(number, number, lambda: "old")
    again = []
    counting.find(0, 0, lambda: again.append(0) or "new")  # type: ignore[func-returns-value]
    assert again == [0]


def test_whoever_asks_for_one_period_after_another_waits_for_only_so_many(counting: Counting[str]) -> None:
    counting.find("month", "monday", lambda: "old")
    gate = Gate()
    with ThreadPoolExecutor(MOST_WAITING) as people:
        waiting = [people.submit(counting.find, number, number, gate) for number in range(MOST_WAITING)]
        wait_for(counting, MOST_WAITING)
        with pytest.raises(ClientError) as refused:
            counting.find("another", "another", never)
        assert refused.value.status == 503
        # What is known is shown all the same.
        assert counting.find("month", "monday", never) == ("old", False)
        gate.opened.set()
        assert {one.result(60) for one in waiting} == {("new", False)}


def test_a_closed_one_lets_go_of_whoever_waits() -> None:
    counting: Counting[str] = Counting(patience=0)
    gate = Gate()
    with ThreadPoolExecutor(2) as people:
        first = people.submit(counting.find, "month", "monday", gate)
        wait_for(counting, 1)
        second = people.submit(counting.find, "week", "monday of the week", never)
        wait_for(counting, 2)
        closing = people_close(counting)
        with pytest.raises(CancelledError):
            second.result(60)
        gate.opened.set()
        assert first.result(60) == ("new", False)
        closing.join(60)
    with pytest.raises(CancelledError):
        counting.find("month", "tuesday", never)


def people_close(counting: Counting[str]) -> threading.Thread:
    closing = threading.Thread(target=counting.close)
    closing.start()
    return closing


def held(known: Knowledge) -> tuple[Callable[[], None], threading.Thread]:
    """Keep the thread that counts busy until what is returned is called."""
    gate, begun = threading.Event(), threading.Event()

    def wait() -> object:
        begun.set()
        gate.wait(60)
        return None

    asking = threading.Thread(target=lambda: known.counting.find("held", "held", wait))  # type: ignore[arg-type,return-value]
    asking.start()
    assert begun.wait(60)
    return gate.set, asking


def test_a_page_of_before_says_so_until_what_was_decided_is_counted(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**{"Accept-Language": "en"})
    known, page = desk.knowledge, "/gaps?days=14"
    every = (page, "/", "/articles?days=14", "/figures?days=14", "/articles/en/billing/invoices?days=14")
    assert not any("Newer figures" in client.get(path).text for path in every)
    before = known.figures(Span(14)).report
    known.counting.patience = 0
    release, asking = held(known)
    send(client, "/answers", "/gaps", locale="en", question="export to pdf", what="apart")
    told = soup(client.get(page))
    assert told.find("a", string="Load them")["href"] == page  # type: ignore[index]
    assert [one.text.strip() for one in told.select(".gap h2")] == ["export to pdf"]
    assert [path for path in every if "Newer figures" not in client.get(path).text] == []
    release()
    asking.join(60)
    known.counting.find("after", "after", lambda: None)  # type: ignore[arg-type,return-value]
    assert "Newer figures" not in client.get(page).text
    assert known.figures(Span(14)).report is not before


@pytest.mark.parametrize(("what", "again"), [("wont-do", False), ("owner", False), ("apart", True)])
def test_only_decisions_about_grouping_count_anew(fresh_desk: Start, what: str, again: bool) -> None:
    desk = fresh_desk()
    known = desk.knowledge
    before = known.figures(Span(14)).report
    decide_gap(known.own, GapDecision("en", "export to pdf", what, "because"))
    known.figures(Span(14))
    known.counting.find("after", "after", lambda: None)  # type: ignore[arg-type,return-value]
    assert (known.figures(Span(14)).report is not before) is again
    take_back(known.own, "en", "export to pdf", what)
