"""Theme and catalogues are found in a checkout and in an installed package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kbgen.resources import locales_dir, package_dir, theme_dir


def test_theme_and_catalogues_are_there() -> None:
    assert (theme_dir() / "base.html").is_file()
    assert (locales_dir() / "ar" / "LC_MESSAGES" / "kbgen.po").is_file()


@pytest.mark.parametrize("place", ["kbgen", "."])
def test_both_layouts_are_found(place: str, tmp_path: Path) -> None:
    (tmp_path / "kbgen").mkdir()
    (tmp_path / "kbgen" / "__init__.py").touch()
    shutil.copy(package_dir() / "resources.py", tmp_path / "kbgen")
    for name in ("theme", "locales"):
        (tmp_path / place / name).mkdir()
    show = "import kbgen.resources as r; print(r.theme_dir(), r.locales_dir())"
    run = subprocess.run(
        [sys.executable, "-c", show],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [str(tmp_path.resolve() / place / "theme"), str(tmp_path.resolve() / place / "locales")]
