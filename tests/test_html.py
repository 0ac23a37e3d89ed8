"""Every page of the scenario is valid HTML: the Nu Html Checker of the W3C's standards finds no error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.needs import NU

# The checker reads the whole manual.
pytestmark = [pytest.mark.needs("java", "nu"), pytest.mark.timeout(600)]


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command that checks files."""
    return ["java", "-Xss4m", "-jar", str(NU), "--format", "json", "--exit-zero-always", "--skip-non-html"]


def test_the_checker_finds_what_is_wrong(checker, tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p>")
    assert messages(checker, tmp_path)


def test_every_page_is_valid(checker, lantern):
    assert messages(checker, lantern) == []


def test_every_page_of_the_manual_is_valid(checker, manual):
    assert messages(checker, manual) == []


def messages(checker: list[str], folder: Path) -> list[str]:
    """All errors, as `file:line: what is wrong`."""
    done = subprocess.run([*checker, str(folder)], capture_output=True, text=True, timeout=300)
    found = json.loads(done.stderr)["messages"]
    start = len(f"file:{folder}/")
    return sorted(
        f"{each.get('url', '')[start:]}:{each.get('lastLine', 0)}: {each['message']} {each.get('extract', '')!r}"
        for each in found
        if each["type"] in ("error", "non-document-error")
    )
