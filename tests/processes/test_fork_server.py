"""What the process that commands of tests are forks of loads before."""

from __future__ import annotations

from importlib.util import find_spec

from tests.command import LOADED


def test_all_that_commands_share_is_there() -> None:
    assert [name for name in LOADED if not find_spec(name)] == []
