"""Real articles to build sites of."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import DATA


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of articles and queries that are no part of the repository; its tests are skipped where it is absent."""
    return DATA
