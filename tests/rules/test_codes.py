"""The table of rules, the code and the manual name the same codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.rules.codes import MANUAL, RULES, RuleGroup

ROOT = Path(__file__).parents[2]


def codes_in_code() -> Iterator[str]:
    """Every code that is written out in a call of `Issue`."""
    for file in (ROOT / "kbgen").rglob("*.py"):
        if "/imports/" in file.as_posix():
            # Losses of an import are told in its report, not by the check.
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Issue" and len(node.args) > 2:
                code = node.args[2]
                if isinstance(code, ast.Constant):
                    yield str(code.value)


def test_every_code_of_an_issue_is_a_rule() -> None:
    assert set(codes_in_code()) - RULES.keys() == set()


def test_every_rule_has_a_sentence_of_help() -> None:
    assert [rule.code for rule in RULES.values() if not rule.help.endswith(".")] == []


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_every_rule_is_in_the_manual_under_its_group(locale: str) -> None:
    sections = {}
    for group, article in MANUAL.items():
        parts = re.split(r"^## [^\n]*\{#([\w-]+)\}$", (ROOT / "content" / locale / article).read_text("utf-8"), flags=re.MULTILINE)
        found = dict(zip(parts[1::2], parts[2::2], strict=True))
        assert group in found, f"{article} has no heading {group}"
        sections[group] = found[group]
    missing = [rule.code for rule in RULES.values() if not re.search(rf"^\| `{rule.code}` \|", sections[rule.group], re.MULTILINE)]
    assert missing == []
    assert MANUAL.keys() == set(RuleGroup)


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_the_manual_names_no_rule_that_is_gone(locale: str) -> None:
    text = "\n".join((ROOT / "content" / locale / article).read_text("utf-8") for article in sorted(set(MANUAL.values())))
    named = set(re.findall(r"^\| `([a-z]+(?:-[a-z]+)*)` \|", text, re.MULTILINE))
    assert {name for name in named if name not in RULES and "-" in name} == set()
