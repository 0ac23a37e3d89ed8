"""The house as the design has it: who imports whom, and how large a module may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kbgen").rglob("*.py"))
MOST_LINES = 400
# So that a folder is seen at a glance.
MOST_MODULES = 20


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def importers(package: str) -> set[str]:
    """The files below `kbgen/` that import `package` or a part of it."""
    return {
        path.relative_to(ROOT / "kbgen").as_posix()
        for path in MODULES
        if any(name == package or name.startswith(package + ".") for name in imports_of(path))
    }


def test_mkdocs_is_imported_by_the_build_only():
    assert importers("mkdocs")
    assert {name.partition("/")[0] for name in importers("mkdocs")} == {"site"}


@pytest.mark.parametrize(
    ("package", "modules"),
    [
        ("whoosh", "search/indexing/postings.py"),
        ("snowballstemmer", "language/text.py"),
        ("jdatetime", "language/calendar.py"),
        ("hijridate", "language/calendar.py"),
        ("psycopg", "store/postgres.py store/sets.py"),
        ("uvicorn", "collect/http/server.py collect/http/connection.py"),
        ("pygal", "report/write/charts.py"),
        ("markdownify", "imports/convert/from_html.py"),
    ],
)
def test_what_may_be_replaced_one_day_is_used_in_one_place(package, modules):
    assert importers(package) == set(modules.split())


def test_the_imports_follow_the_data():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_module_outgrows_its_reader():
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_no_folder_outgrows_a_glance():
    modules = Counter(path.parent.relative_to(ROOT).as_posix() for path in MODULES if path.name != "__init__.py")
    assert {folder: count for folder, count in modules.items() if count > MOST_MODULES} == {}


def test_every_module_says_what_it_is_for():
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in MODULES if path.name != "__init__.py"}
    assert [name for name, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []


def test_no_module_is_a_drawer_for_everything():
    names = {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert names == set()


def test_the_plot_of_the_build_reads_in_a_minute():
    module = ast.parse((ROOT / "kbgen" / "site" / "build.py").read_text("utf-8"))
    plot = next(each for each in module.body if isinstance(each, ast.FunctionDef) and each.name == "_build")
    imports = [each for each in module.body if isinstance(each, ast.Import | ast.ImportFrom)]
    from_elsewhere = {alias.asname or alias.name for each in imports for alias in each.names}
    used = {each.id for each in ast.walk(plot) if isinstance(each, ast.Name)} & from_elsewhere
    assert plot.end_lineno - plot.lineno + 1 <= 40
    assert len(used) <= 20, sorted(used)
