"""Readers are recognised for a day and for nothing else, whatever the clock does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.voter import Voters, truncated
from kbgen.store.salts import SaltFile

NOON = 20_000 * 86_400 + 43_200.0


class Times:
    """Both clocks, set by hand."""

    def __init__(self) -> None:
        self.wall, self.real = NOON, 0.0

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.real)

    def pass_hours(self, hours: float) -> None:
        self.wall += hours * 3600
        self.real += hours * 3600


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def voters(tmp_path: Path, times: Times) -> Voters:
    return Voters(SaltFile(tmp_path / "kb.db"), times.clock())


def test_same_reader_is_the_same_voter_all_day(voters: Voters, times: Times) -> None:
    first = voters.reader("203.0.113.7", "Firefox").voter("fa", "a")
    times.pass_hours(11)
    assert voters.reader("203.0.113.7", "Firefox").voter("fa", "a") == first


@pytest.mark.parametrize(
    ("address", "agent", "locale", "article"),
    [
        ("203.0.113.8", "Firefox", "fa", "a"),
        ("203.0.113.7", "Chrome", "fa", "a"),
        ("203.0.113.7", "Firefox", "en", "a"),
        ("203.0.113.7", "Firefox", "fa", "b"),
    ],
)
def test_another_reader_or_article_is_another_voter(voters: Voters, address: str, agent: str, locale: str, article: str) -> None:
    assert voters.reader(address, agent).voter(locale, article) != voters.reader("203.0.113.7", "Firefox").voter("fa", "a")


def test_parts_cannot_be_shifted_into_each_other(voters: Voters) -> None:
    reader = voters.reader("203.0.113.7", "Firefox")
    assert reader.voter("fa", "ab") != reader.voter("faa", "b")


def test_next_day_nobody_is_recognised(voters: Voters, times: Times) -> None:
    before = voters.reader("203.0.113.7", "Firefox")
    times.pass_hours(12.1)
    after = voters.reader("203.0.113.7", "Firefox")
    assert after.period == before.period + 1
    assert after.voter("fa", "a") != before.voter("fa", "a")
    assert after.visit() != before.visit()


def test_restart_on_the_same_day_recognises(tmp_path: Path, voters: Voters, times: Times) -> None:
    first = voters.reader("203.0.113.7", "Firefox").voter("fa", "a")
    again = Voters(SaltFile(tmp_path / "kb.db"), times.clock())
    assert again.reader("203.0.113.7", "Firefox").voter("fa", "a") == first


def test_visit_fits_a_database_and_is_not_the_voter(voters: Voters) -> None:
    reader = voters.reader("203.0.113.7", "Firefox")
    assert 0 <= reader.visit() < 2**63
    assert reader.visit() == voters.reader("203.0.113.7", "Firefox").visit()


def test_clock_that_jumps_back_keeps_the_period(voters: Voters, times: Times) -> None:
    first = voters.reader("203.0.113.7", "Firefox")
    times.wall -= 40 * 86_400
    again = voters.reader("203.0.113.7", "Firefox")
    assert (again.period, again.voter("fa", "a")) == (first.period, first.voter("fa", "a"))


def test_period_never_moves_back_over_jumps_and_restarts(tmp_path: Path, times: Times) -> None:
    seen = []
    for jump in (0, 400, -800, 1, 900, -901, 2):
        times.wall += jump * 86_400
        times.real += 3600
        seen.append(Voters(SaltFile(tmp_path / "kb.db"), times.clock()).reader("::1", "").period)
    assert seen == sorted(seen)


def test_stuck_clock_does_not_keep_one_salt_for_ever(voters: Voters, times: Times) -> None:
    first = voters.reader("::1", "").period
    times.real += 27 * 3600
    assert voters.reader("::1", "").period == first + 1


def test_salts_are_gone_after_two_days(tmp_path: Path, voters: Voters, times: Times) -> None:
    for _ in range(10):
        voters.reader("::1", "")
        voters.forget_old()
        times.pass_hours(24)
    salts = SaltFile(tmp_path / "kb.db").all()
    assert len(salts) <= 3
    assert all(times.wall * 1000 - salt.made_at <= 3 * DAY_MS for salt in salts)


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "203.0.113.8", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("fe80::1%eth0", "fe80::1", True),
        ("", "", True),
    ],
)
def test_ipv6_is_cut_to_a_household(address: str, other: str, same: bool) -> None:
    assert (truncated(address) == truncated(other)) is same
