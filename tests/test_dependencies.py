"""What a library does not promise is not used, or only with a version that has an end."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture
def tool() -> ModuleType:
    """A tool of the checkout, which is no part of the package."""
    spec = spec_from_file_location("private_names", ROOT / "tools" / "private_names.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_private_to_a_library_has_a_version_that_ends_soon():
    done = subprocess.run([sys.executable, ROOT / "tools" / "private_names.py"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "uvicorn" in done.stdout


def test_no_name_with_an_underscore_of_a_library_is_used(tool):
    assert [use for use in tool.private_uses() if any(part.startswith("_") for part in use.name.split("."))] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import markdown\nmarkdown.core._logger.info('')", "markdown.core._logger"),
        ("from jinja2._identifier import pattern", "jinja2._identifier.pattern"),
        ("from uvicorn.protocols.http.h11_impl import H11Protocol", "uvicorn.protocols.http.h11_impl.H11Protocol"),
        ("from jinja2 import Environment\nclass E(Environment):\n    def _load_template(self): ...", "Environment._load_template"),
        ("def f(page):\n    return page._set_title()", "page._set_title"),
    ],
)
def test_each_way_to_lean_on_a_library_is_seen(tool, code, name, tmp_path, monkeypatch):
    (tmp_path / "kbgen").mkdir()
    (tmp_path / "kbgen" / "module.py").write_text(code)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    assert name in [use.name for use in tool.private_uses()]


def test_every_dependency_has_a_lowest_version():
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    assert [line for line in (*PROJECT["dependencies"], *extras) if ">=" not in line and "==" not in line] == []
