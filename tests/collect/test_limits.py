"""Floods are cut off; memory does not grow; jumps of the wall clock change nothing."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from kbgen.cli import cli
from kbgen.collect.http.address import LOOPBACK, client_address, networks
from kbgen.collect.limits import DAY_SECONDS, Buckets, DailyAllowance, Rate
from kbgen.collect.settings import ADDRESS_RATE, origin, rate
from kbgen.errors import OperatorError


def test_burst_then_rate() -> None:
    now = [0.0]
    buckets = Buckets(Rate(per_second=2, burst=3), 10, lambda: now[0])
    assert [buckets.take(b"a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take(b"b")
    now[0] = 0.5
    assert [buckets.take(b"a") for _ in range(2)] == [True, False]
    now[0] = 1e9
    assert [buckets.take(b"a") for _ in range(4)] == [True, True, True, False]


def test_many_addresses_take_no_more_memory_than_the_limit() -> None:
    buckets = Buckets(Rate(1, 1), 1000, lambda: 0.0)
    for number in range(20_000):
        buckets.take(number.to_bytes(8))
    assert len(buckets) == 1000


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "found"),
    [
        ("203.0.113.7", "", LOOPBACK, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", LOOPBACK, "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 10.0.0.2", (*LOOPBACK, "10.0.0.0/8"), "198.51.100.1"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", (*LOOPBACK, "10.0.0.0/8"), "198.51.100.1"),
        ("127.0.0.1", "garbage", LOOPBACK, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, garbage", LOOPBACK, "127.0.0.1"),
        ("::1", "2001:db8::1", LOOPBACK, "2001:db8::1"),
        ("::ffff:127.0.0.1", "[2001:db8::1]", LOOPBACK, "2001:db8::1"),
        ("", "198.51.100.1", LOOPBACK, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1," * 500 + "10.0.0.1", LOOPBACK, "10.0.0.1"),
    ],
)
def test_only_named_proxies_are_believed(peer: str, forwarded: str, trusted: tuple[str, ...], found: str) -> None:
    assert client_address(peer, forwarded, networks(trusted)) == found


@pytest.mark.parametrize("text", ["*", "http://", "help.example.com", "https://*.example.com", "https://a/b", "null"])
def test_origin_that_could_never_match_is_named(text: str) -> None:
    with pytest.raises(OperatorError, match="is no origin"):
        origin(text)


def test_origin_is_taken_as_browsers_write_it() -> None:
    assert origin("https://Help.Example.com/") == "https://help.example.com"


def test_proxy_that_is_no_network_is_named() -> None:
    with pytest.raises(OperatorError, match=r"--trusted-proxy proxy\.local"):
        networks(["proxy.local"])


def test_sixty_people_of_one_office_may_open_a_page_and_search_in_one_moment() -> None:
    buckets = Buckets(ADDRESS_RATE, 10, lambda: 0.0)
    assert [buckets.take(b"office", cost) for cost in (120, 1)] == [True, False]
    assert buckets.take(b"elsewhere")


def test_a_rate_that_an_operator_chose_lets_through_two_seconds_worth_at_once_and_no_less_than_usual() -> None:
    usual = Rate(per_second=5, burst=120)
    assert [rate(chosen, usual) for chosen in (1, 60, 61)] == [Rate(1, 120), Rate(60, 120), Rate(61, 122)]


@pytest.mark.parametrize("option", ["--address-rate", "--global-rate"])
@pytest.mark.parametrize("rate", ["0", "-3", "many"])
def test_rate_at_which_nothing_could_be_stored_is_refused(option: str, rate: str) -> None:
    result = CliRunner().invoke(cli, ["collect", option, rate])
    assert (result.exit_code, option in result.stderr) == (2, True)


def test_who_was_heard_last_is_forgotten_last() -> None:
    buckets = Buckets(Rate(per_second=0, burst=1), 2, lambda: 0.0)
    assert [buckets.take(key) for key in (b"a", b"b", b"a")] == [True, True, False]
    assert buckets.take(b"c")
    # b is gone and starts full; a, heard after b, still has nothing left.
    assert not buckets.take(b"a")
    assert buckets.take(b"b")


def test_an_allowance_is_kept_for_who_spent_last() -> None:
    allowance = DailyAllowance(10, 2, lambda: 0.0)
    assert [allowance.spend(key, 10) for key in (b"a", b"b", b"a")] == [True, True, False]
    assert allowance.spend(b"c", 1)
    assert not allowance.spend(b"a", 1)
    assert allowance.spend(b"b", 10)


def test_an_allowance_is_whole_again_a_day_after_its_first_cost_and_not_before() -> None:
    now = [100.0]
    allowance = DailyAllowance(10, 5, lambda: now[0])
    assert [allowance.spend(b"a", cost) for cost in (4, 7, 6, 1)] == [True, False, True, False]
    now[0] += DAY_SECONDS - 1
    assert not allowance.spend(b"a", 1)
    now[0] += 1
    assert allowance.spend(b"a", 10)
    assert not allowance.spend(b"a", 1)


def test_a_bucket_is_kept_for_just_so_many_and_refills_by_the_second() -> None:
    now = [10.0]
    buckets = Buckets(Rate(per_second=4, burst=8), 1, lambda: now[0])
    assert [buckets.take(b"a", 3) for _ in range(3)] == [True, True, False]
    now[0] += 0.25
    assert buckets.take(b"a", 3)
    assert not buckets.take(b"a", 0.5)
    allowance = DailyAllowance(10, 1, lambda: 0.0)
    assert [allowance.spend(b"a", 10), allowance.spend(b"a", 1)] == [True, False]
