"""Small real programs that draft, and a project for them to draft in."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.translations.handoff.conftest import MKDOCS, ORIGINAL

Command = Callable[[str], str]
Say = Callable[..., str]
# A translator of sorts: it changes the case of all that is not protected, and takes notes of what it was given.
SWAPPER = """
import json, pathlib, re, sys
asked = json.load(sys.stdin)
with open(NOTES, "a") as notes:
    notes.write(json.dumps(asked) + "\\n")
pattern = "|".join(map(re.escape, sorted(set(asked["protected"]), key=len, reverse=True))) or "(?!)"
parts = re.split(f"({pattern})", asked["text"])
print("".join(part if number % 2 else part.swapcase() for number, part in enumerate(parts)))
"""


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`command(code)`: the command line of a program in Python."""
    made = []

    def make(code: str) -> str:
        made.append(tmp_path / f"drafter{len(made)}.py")
        made[-1].write_text(code.replace("NOTES", repr(str(tmp_path / "notes.jsonl"))), "utf-8")
        return shlex.join([sys.executable, str(made[-1])])

    return make


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose one article is English."""
    content = tmp_path / "content"
    for locale in ("en", "fa", "ar"):
        (content / locale / "care").mkdir(parents=True)
        (content / locale / "index.md").write_text("---\ntitle: Help\n---\n", "utf-8")
    (content / "en" / "care" / "clean.md").write_text(ORIGINAL.replace("see [the bulb](bulb.md)", "see [water](#water)"), "utf-8")
    (content / "en" / "_glossary.yml").write_text("Cloth: What one wipes with.\n", "utf-8")
    (content / "style.fa.yml").write_text("banned: {لطفا: حذفش کنید.}\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return tmp_path


@pytest.fixture
def say(project: Path, kbgen: Callable[..., Any]) -> Say:
    """Run kbgen in the project; returns what it prints."""
    return lambda *arguments, expect=0: str(kbgen(*arguments, cwd=project, expect=expect).said)
