"""`kbgen mcp` where something is missing: told in a sentence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("package", ["mcp", "mcp_types"])
def test_without_the_package_it_says_what_to_install(lamp: Path, package: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; from kbgen.cli import main; main(['mcp', '--site', {str(lamp)!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr == "Error: kbgen mcp needs the package mcp. Install it: pip install 'kbgen[mcp]'\n"


def test_without_a_site_it_says_what_to_do(tmp_path: Path, kbgen: Callable[..., Any]) -> None:
    assert "Build the site first: kbgen build" in kbgen("mcp", "--site", tmp_path, expect=1).said
    assert "is no origin" in kbgen("mcp", "--site", tmp_path, "--http", "0", "--origin", "example", expect=1).said
