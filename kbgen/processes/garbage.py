"""The pace of Python's garbage collector, for verbs that read a whole site or a database and end."""

from __future__ import annotations

import atexit
import gc


def collect_rarely() -> None:
    """Look for circles of objects a hundred times less often: there are next to none, and the hundreds of thousands of objects
    that stay would be walked through each time, for a tenth of a build's time and a quarter of a report's."""
    gc.set_threshold(100_000, 50, 100)
    # Python walks through them once more before it ends, for 0.06 s, unless they are said to stay.
    atexit.register(gc.freeze)
