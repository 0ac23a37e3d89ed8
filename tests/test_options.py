"""Options of every command take what was looked at; the parts with many of their own hold theirs too."""

from __future__ import annotations

from tests.options import KEPT, parts, said


def test_options_of_every_command_are_what_was_looked_at() -> None:
    assert [line for part in parts() for line in said(part)] == KEPT.read_text("utf-8").splitlines()
