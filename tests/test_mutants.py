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


def test_a_loop_that_a_change_made_endless_is_noticed_where_the_times_of_tests_are_known(tool, tmp_path, monkeypatch):
    code = "def last(n):\n    while n > 2:\n        n = n - 1\n    return n\n"
    (tmp_path / "kbgen/part/loop.py").write_text(code, "utf-8")
    test = "tests/part/test_loop.py::test_loop"
    (tmp_path / "tests/part/test_loop.py").write_text(
        "from kbgen.part.loop import last\n\n\ndef test_loop():\n    assert last(5) == 2\n", "utf-8"
    )
    (endless,) = (each for each in tool.mutants("kbgen/part/loop.py") if each.instead == " + ")
    monkeypatch.setattr(tool, "LIMIT_SECONDS", 1.0)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    assert tool.outcome(endless, tmp_path, [test], 120, {test: 0.01}) == "killed"
    assert tool.failed(tmp_path) == {test}


def test_a_test_that_fails_without_a_change_counts_as_none(tool, tmp_path, monkeypatch, capsys):
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr("sys.argv", ["mutants.py", "kbgen/part", "--number", "9"])
    assert tool.main() == 0
    assert "7 of 7 were noticed (100.0 %)" in capsys.readouterr().out
    (tmp_path / "tests/part/test_rule.py").write_text("def test_nothing(): raise AssertionError\n", "utf-8")
    assert tool.main() == 0
    told = capsys.readouterr().out
    assert "0 of 7 were noticed (0.0 %)" in told
    assert told.count("tests/part/test_rule.py::test_nothing fails without the change too") == 7


def test_a_line_is_run_against_the_tests_that_ran_it_and_slow_ones_come_last(tool, tmp_path):
    line, other, module = (
        tool.Mutant(f"kbgen/part/{name}.py", at, 0, 0, "") for name, at in (("alpha", 3), ("alpha", 4), ("beta", 1))
    )
    narrow, far, named, near = "tests/x.py::narrow", "tests/part/far.py::far", "tests/test_alpha.py::named", "tests/part/z.py::near"
    by_line = {("kbgen/part/alpha.py", 3): [narrow, far, near, named], ("kbgen/part/alpha.py", 0): [near]}
    assert tool.tests_of_line(line, by_line, [], {}, again=False) == [named, far, near, narrow]
    assert tool.tests_of_line(line, by_line, ["tests/other/far.py", "tests/part/z.py"], {}, again=False) == [
        named,
        far,
        narrow,
        "tests/part/z.py",
    ]
    assert tool.tests_of_line(line, by_line, ["tests/part/z.py"], {}, again=True) == ["tests/part/z.py", named, far, narrow]
    took = {named: 8.0, far: 40.0, near: 3.0}
    assert tool.tests_of_line(line, by_line, ["tests/part/new.py"], took, again=False) == [narrow, "tests/part/new.py", near, named]
    # However long it takes, one at least is tried.
    assert tool.tests_of_line(line, by_line, [], dict.fromkeys((narrow, far, named, near), 40.0), again=False) == [narrow]
    # What is done when the module is loaded no test runs.
    assert tool.tests_of_line(other, by_line, [], {}, again=False) == [near]
    assert tool.tests_of_line(module, by_line, ["tests/part/z.py"], {}, again=False) == ["tests/part/z.py"]
    (tmp_path / "tests/part/deep").mkdir()
    (tmp_path / "tests/part/deep/test_beta.py").touch()
    own = "tests/part/deep/test_beta.py"
    assert tool.tests_of_line(module, by_line, [own], {}, again=False) == [own]
    assert tool.tests_of_line(module, by_line, ["tests/part/z.py"], {f"{own}::test_slow": 60.0}, again=False) == ["tests/part/z.py"]


def test_what_an_earlier_run_did_not_see_noticed_is_found_again_where_it_stands_now(tool, tmp_path, capsys):
    log = """killed      1.0 s  kbgen/part/rule.py:3: if free or not cost:
survived   12.5 s  kbgen/part/rule.py:4: return False
slow      180.0 s  kbgen/part/rule.py:5: return level - 1 > cost
survived    1.0 s  kbgen/part/rule.py:5: return level * 7
"""
    (tmp_path / "kbgen/part/rule.py").write_text(f"# More.\n{CODE}", "utf-8")
    found = tool.told_again(list(tool.mutants("kbgen/part/rule.py")), log)
    assert [each.line for each in found] == [5, 6]
    assert [tool.changed_line(each, f"# More.\n{CODE}") for each in found] == ["return False", "return level - 1 > cost"]
    assert "gone     kbgen/part/rule.py:5: return level * 7" in capsys.readouterr().out


def test_the_time_of_a_test_is_that_of_all_its_parameters_with_what_is_set_up(tool, tmp_path):
    (tmp_path / "times.txt").write_text(
        "1.50s setup    tests/a/test_b.py::test_c[1]\n"
        "0.50s call     tests/a/test_b.py::test_c[2 x]\n"
        "0.1s call      tests/a/test_b.py::test_d\n"
    )
    assert tool.times([tmp_path / "times.txt"]) == {"tests/a/test_b.py::test_c": 2.0, "tests/a/test_b.py::test_d": 0.1}


def test_a_draw_has_as_many_changes_as_are_wanted_and_shares_are_the_whole(tool):
    every = list(tool.mutants("kbgen/part/rule.py"))
    assert len(tool.drawn(every, 3, 1)) == 3
    assert tool.drawn(every, 3, 1) == tool.drawn(every, 7, 1)[:3] != tool.drawn(every, 3, 2)
