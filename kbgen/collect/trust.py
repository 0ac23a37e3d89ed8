"""Whether the wall clock is to be believed before anything is deleted by it.

Receives the clocks and the last moment that is known from before the start: the newest record, salt or article seen of the
database. A clock that stands a week and more beyond it, or that jumps by a day, may be wrong: one start with a clock two years
ahead would empty every comment. It is believed again once it has gone on for a day.
"""

from __future__ import annotations

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.store.store import Store

# A collector that stood still for a week has nothing that cannot wait for a day more.
LONGEST_REST_MS = 7 * DAY_MS
JUMP_MS = DAY_MS
PROOF_SECONDS = 86_400.0


def last_moment(store: Store) -> int | None:
    """The newest moment that the database knows of, in milliseconds; None where it is empty. To be asked before anything is
    written."""
    with store.snapshot() as snapshot:
        moments = [moment for (moment,) in snapshot.read("last_moments") if moment is not None]
    return max([*moments, *(salt.made_at for salt in store.salts.all())], default=None)


class Trust:
    """See the module's text."""

    def __init__(self, clock: Clock, before: int | None) -> None:
        self._clock = clock
        self._wall, self._real = clock.now_ms(), clock.monotonic()
        self._doubted_at: float | None = None
        if before is not None and self._wall - before > LONGEST_REST_MS:
            self._doubted_at = self._real

    def believes(self) -> bool:
        """Whether the wall clock may be gone by now."""
        wall, real = self._clock.now_ms(), self._clock.monotonic()
        passed = (real - self._real) * 1000
        if abs(wall - self._wall - passed) > JUMP_MS:
            self._doubted_at = real
        self._wall, self._real = wall, real
        if self._doubted_at is not None and real - self._doubted_at >= PROOF_SECONDS:
            self._doubted_at = None
        return self._doubted_at is None
