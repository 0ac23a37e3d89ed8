"""Every option of the collector is in the manual, in every language, and nothing that is not one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.collect.commands import collect

CONTENT = Path(__file__).parents[2] / "content"


@pytest.mark.parametrize("locale", ["en", "fa", "ar"])
def test_manual_names_every_option_of_collect(locale: str) -> None:
    text = (CONTENT / locale / "publish" / "collector.md").read_text("utf-8")
    table = [line for line in text.splitlines() if line.startswith(("| `--", "| `-f`"))]
    named = set(re.findall(r"`(--[a-z-]+)`", "\n".join(line.split("|")[1] for line in table)))
    assert named == {option for parameter in collect.params for option in parameter.opts if option.startswith("--")}
