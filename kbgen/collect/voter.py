"""Who voted, without knowing who: keyed hashes that lead nowhere once their key is gone.

voter = HMAC-SHA-256(salt of the period, locale and article, truncated address, User-Agent), cut to 16 bytes
visit = the same over address and User-Agent alone, cut to 63 bits
network = the same over the address alone
Addresses are cut to the whole of IPv4 and to the /64 of IPv6, which is one household. A new period, with a new salt,
begins each day at midnight in the team's time zone; salts and ballots are deleted after 48 hours, and what remains are numbers.
"""

from __future__ import annotations

import hmac
import secrets
import socket
from collections.abc import Callable

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.errors import OperatorError
from kbgen.report.read.time_zone import UTC, Zone
from kbgen.store.records import Salt
from kbgen.store.store import SaltKeeper, StoreUnavailable

SALT_LIFE_MS = 2 * DAY_MS
# So long after the salt changed, a device is also called by its number of the day before: a visit does not end at midnight.
JOINED_MS = 30 * 60_000
# ::ffff:203.0.113.7, an IPv4 reader as a socket for both families shows it.
_MAPPED_IPV4 = bytes(10) + b"\xff\xff"
# Without the wall clock's help a period ends after this much real time: more than a day, so that a clock which is a few
# seconds off does not begin two periods around one midnight.
_LONGEST_PERIOD_SECONDS = 26 * 3600


def _secret() -> bytes:
    return secrets.token_bytes(32)


class Voters:
    """Hashes readers with the salt of the day.

    Periods are numbered and only grow. If the wall clock jumps back, the period stays as it is until the clock has
    caught up or 26 hours have really passed, so that one reader never gets two ballots for one day.
    """

    def __init__(
        self,
        keeper: SaltKeeper,
        clock: Clock,
        make_secret: Callable[[], bytes] = lambda: secrets.token_bytes(32),
        zone: str = UTC,
    ) -> None:
        self._keeper = keeper
        self._clock = clock
        self._make_secret = make_secret
        self._began = clock.monotonic()
        self._zone = Zone(zone)
        self._before: hmac.HMAC | None = None
        kept = keeper.all()
        try:
            if len(kept) > 1:
                self._use(kept[-2])
            # A salt from the future was made while the clock was wrong; waited for, it would serve until that day comes.
            wrong = bool(kept) and kept[-1].made_at > clock.now_ms() + DAY_MS
            self._use(kept[-1] if kept and not wrong else self._keep(kept[-1].period + 1 if kept else 1))
        except OSError as error:
            raise OperatorError(
                f"The salt of the day cannot be written: {error}. Free some space, or check who owns the folder."
            ) from None
        self._renew_if_due()

    def _keep(self, period: int) -> Salt:
        self._began = self._clock.monotonic()
        return self._keeper.add(Salt(period, self._clock.now_ms(), self._make_secret()))

    def _use(self, salt: Salt) -> None:
        self._before = getattr(self, "_keyed", None)
        self._salt = salt
        self._keyed = hmac.new(salt.secret, digestmod="sha256")
        self._ends_at = self._zone.start(self._zone.day(salt.made_at) + 1)

    def _renew_if_due(self) -> None:
        if self._clock.now_ms() >= self._ends_at or self._clock.monotonic() - self._began >= _LONGEST_PERIOD_SECONDS:
            try:
                self._use(self._keep(self._salt.period + 1))
            except (OSError, StoreUnavailable):
                # A full disk must not stop the votes: yesterday's salt serves until the file can be written again.
                self._began = self._clock.monotonic()

    def reader(self, address: str, user_agent: str) -> Reader:
        """The reader behind a request, in today's terms."""
        self._renew_if_due()
        before = self._before if 0 <= self._clock.now_ms() - self._salt.made_at < JOINED_MS else None
        return Reader(self._salt.period, self._keyed, truncated(address), user_agent, before)

    def forget_old(self) -> int | None:
        """Delete salts older than 48 hours; returns the oldest period kept: ballots before it can go too."""
        now = self._clock.now_ms()
        return self._keeper.drop_before(now - SALT_LIFE_MS, now + DAY_MS)


class Reader:
    """One request's reader. Nothing of it is kept but what the methods return."""

    def __init__(self, period: int, keyed: hmac.HMAC, network: bytes, user_agent: str, before: hmac.HMAC | None = None) -> None:
        # The number of the salt's period.
        self.period = period
        self._keyed = keyed
        self._before = before
        self._network = _joined(network)
        self._device = _joined(network, user_agent.encode("utf-8", "replace"))

    def voter(self, locale: str, article: str) -> bytes:
        """16 bytes, the same for the same reader, article and day only."""
        return self._hash(b"voter", locale.encode(), article.encode())[:16]

    def visit(self) -> int:
        """63 bits, the same for the same device and day only."""
        return _number(self._hash(b"visit"))

    def network(self) -> int:
        """63 bits, the same for all that comes from one address on the same day."""
        return _number(_digest(self._keyed, _joined(b"network") + self._network))

    def earlier(self) -> int | None:
        """The visit's number of the day before, shortly after the salt changed."""
        return _number(_digest(self._before, _joined(b"visit") + self._device)) if self._before is not None else None

    def _hash(self, *parts: bytes) -> bytes:
        return _digest(self._keyed, _joined(*parts) + self._device)


def _digest(keyed: hmac.HMAC, text: bytes) -> bytes:
    # Copied from one prepared HMAC: `hmac.digest` lets go of the interpreter's lock and then waits for the writer's thread
    # to give it back, measured at 260 µs under load where this takes 3.
    mine = keyed.copy()
    mine.update(text)
    return mine.digest()


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:8]) >> 1


def _joined(*parts: bytes) -> bytes:
    # Each part with its length, so that no two different lists of parts give the same bytes.
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def truncated(address: str) -> bytes:
    """The bytes of an address that count: IPv4 whole, IPv6 its first 64 bits, anything else as it is."""
    # `inet_pton` is C: parsing with `ipaddress` took a tenth of the time of a whole vote.
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            packed = socket.inet_pton(family, address.partition("%")[0])
        except (OSError, ValueError):
            continue
        if family == socket.AF_INET:
            return packed
        return packed[12:] if packed.startswith(_MAPPED_IPV4) else packed[:8]
    return address.encode("utf-8", "replace")
