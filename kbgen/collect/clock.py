"""The two clocks that the collector needs, passed in so that tests can set them.

The wall clock says when something happened and may jump; the monotonic one measures how long ago and never does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

DAY_MS = 86_400_000


@dataclass(frozen=True)
class Clock:
    """`wall` gives seconds since 1970 in UTC, `monotonic` seconds since some moment."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic

    def now_ms(self) -> int:
        """Whole milliseconds since 1970."""
        return int(self.wall() * 1000)
