"""The tool that changes code at random makes changes that are Python, and says what became of each."""

from __future__ import annotations

import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
CODE = '''"""Persian: ۱۲."""
def allowed(level: int, cost: int, free: bool) -> bool:
    if free and not cost:
        return True
    return level - 1 >= cost
'''
TESTS = """from kbgen.part.rule import allowed


def test_rule():
    assert allowed(0, 0, True)
    assert allowed(3, 2, False)
    assert not allowed(2, 2, False)
    assert not allowed(0, 1, True)
"""


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool in a checkout of one module with its tests."""
    spec = spec_from_file_location("mutants", ROOT / "tools" / "mutants.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in {
        "kbgen/part/rule.py": CODE,
        "kbgen/part/__init__.py": "",
        "kbgen/__init__.py": "",
        "tests/part/test_rule.py": TESTS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def test_every_place_that_decides_is_changed_and_stays_python(tool):
    found = list(tool.mutants("kbgen/part/rule.py"))
    lines = {each.applied(CODE).splitlines()[each.line - 1].strip() for each in found}
    assert lines == {
        "if free or not cost:",
        "if not (free and (not cost)):",
        "if free and bool(cost):",
        "return False",
        "return level - 1 > cost",
        "return level + 1 >= cost",
        "return level - 2 >= cost",
    }
    assert all(tool.sound(each) for each in found)


def test_what_no_test_notices_is_told_apart_from_what_one_does(tool, tmp_path):
    by_line = {each.applied(CODE).splitlines()[each.line - 1].strip(): each for each in tool.mutants("kbgen/part/rule.py")}
    tests = [tool.tests_of("kbgen/part/rule.py")]
    assert tests == ["tests/part"]
    assert tool.outcome(by_line["return level + 1 >= cost"], tmp_path, tests, 120) == "killed"
    (tmp_path / "tests/part/test_rule.py").write_text("def test_nothing(): pass\n", "utf-8")
    assert tool.outcome(by_line["return level + 1 >= cost"], tmp_path, tests, 120) == "survived"
    assert (tmp_path / "kbgen/part/rule.py").read_text("utf-8") == CODE


def test_tests_that_fail_without_a_change_measure_nothing(tool, tmp_path, monkeypatch, capsys):
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "tests/part/test_rule.py").write_text("def test_nothing(): raise AssertionError\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["mutants.py", "kbgen/part", "--number", "1"])
    assert tool.main() == 1
    assert "run them first" in capsys.readouterr().err
