"""The plot: look, put what is new into the outbox, hand over what is due.

Receives an open store, the site and the clock; `kbgen notify` and the collector both come here.
"""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.notices.deliver import Courier, Delivered
from kbgen.notices.look import Looked
from kbgen.notices.outbox import Outbox


@dataclass(frozen=True)
class Told:
    """What one round came to: how many parcels were `put` into the outbox, and what became of those that were due."""

    put: int
    delivered: Delivered


def tell(outbox: Outbox, looked: Looked, courier: Courier, now: int) -> Told:
    """Put parcels into the outbox and hand over all that is due. What simulated readers did is told to nobody."""
    put = 0
    if not looked.simulated:
        put = sum(outbox.put(parcel, now) for parcel in looked.parcels)
        outbox.forget(looked.ended, now)
    return Told(put, courier.deliver())
