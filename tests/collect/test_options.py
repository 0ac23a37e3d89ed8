"""Options of its commands take what was looked at, and are what `--help` says where they are not given."""

from __future__ import annotations

from tests.options import looked_at, said


def test_options_are_what_was_looked_at() -> None:
    assert said("collect") == looked_at("collect") != []
