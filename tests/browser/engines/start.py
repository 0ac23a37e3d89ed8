"""Waits for a program that was just started."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from tests.browser.engines.window import PATIENCE

Found = TypeVar("Found")


def wait_for(look: Callable[[], Found], what: str) -> Found:
    """What `look` finds, once it finds something; the limit only ends a test that would hang."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise RuntimeError(f"{what} did not come")
        time.sleep(0.05)
    return found
