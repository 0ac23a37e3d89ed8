"""How much one network, and all together, may send: token buckets, and an allowance for a day, in memory that does not grow.

Receives keys (hashed networks) and costs; answers whether there is room. Time is monotonic: a jump of the wall clock
neither opens nor closes the gate.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

DAY_SECONDS = 86_400.0


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_second`."""

    per_second: float
    burst: float


class Buckets:
    """A token bucket for each of the last `most` keys. Forgetting a key can only be kind to it: it starts full again."""

    def __init__(self, rate: Rate, most: int, monotonic: Callable[[], float]) -> None:
        self._rate = rate
        self._most = most
        self._monotonic = monotonic
        self._levels: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, key: bytes, cost: float = 1.0) -> bool:
        """Whether `key` may spend `cost` now. A refusal costs nothing."""
        now = self._monotonic()
        level, then = self._levels.pop(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - then) * self._rate.per_second)
        allowed = level >= cost
        self._levels[key] = (level - cost if allowed else level, now)
        if len(self._levels) > self._most:
            self._levels.popitem(last=False)
        return allowed

    def __len__(self) -> int:
        return len(self._levels)


class DailyAllowance:
    """So much for each of the last `most` keys in any day; a day begins with the first that a key spends."""

    def __init__(self, amount: int, most: int, monotonic: Callable[[], float]) -> None:
        self._amount = amount
        self._most = most
        self._monotonic = monotonic
        self._spent: OrderedDict[bytes, tuple[float, int]] = OrderedDict()

    def spend(self, key: bytes, cost: int) -> bool:
        """Whether `key` may spend `cost` today. A refusal costs nothing."""
        now = self._monotonic()
        began, spent = self._spent.pop(key, (now, 0))
        if now - began >= DAY_SECONDS:
            began, spent = now, 0
        allowed = spent + cost <= self._amount
        self._spent[key] = (began, spent + cost if allowed else spent)
        if len(self._spent) > self._most:
            self._spent.popitem(last=False)
        return allowed
