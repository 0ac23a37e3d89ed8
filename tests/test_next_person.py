"""What somebody new to the code reads first says what is true: folders, layers, stages, commands."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAPERS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FLOORS = next(each["layers"] for each in PROJECT["tool"]["importlinter"]["contracts"] if each["type"] == "layers")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", ARCHITECTURE, re.MULTILINE | re.DOTALL)


def imports_of(package: str) -> set[str]:
    """The parts of kbgen that a part imports."""
    place = ROOT / "kbgen" / package
    found: set[str] = set()
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kbgen":
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kbgen."):
                found.add(node.module.split(".")[1])
    return found - {package}


def test_the_picture_of_the_layers_is_the_contract():
    assert FLOORS in [block.strip().splitlines() for block in blocks("text")]


def test_each_arrow_of_the_picture_is_an_import():
    (picture,) = blocks("mermaid")
    arrows = re.findall(r'^\s+(\w+)(?:\[".*?"\])? --> (\w+)', picture, re.MULTILINE)
    assert len(arrows) > 20
    assert [(tail, head) for tail, head in arrows if tail not in imports_of(head)] == []
    assert [(tail, head) for tail, head in arrows if head in imports_of(tail)] == []


def test_every_folder_of_the_package_is_in_the_picture():
    (picture,) = blocks("mermaid")
    drawn = set(re.findall(r"(\w+)(?=\[\")|-->\s*(\w+)", picture))
    folders = {place.parent.name for place in (ROOT / "kbgen").glob("*/__init__.py")}
    # What all floors use: no data flows through it.
    assert folders - {name for pair in drawn for name in pair} == {"processes"}


def test_the_stages_of_a_build_are_those_of_the_plot():
    stages = re.findall(r'result\.stage\("(\w+)"\)', (ROOT / "kbgen" / "site" / "build.py").read_text("utf-8"))
    assert " → ".join(stages) in [block.strip() for block in blocks("text")]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_place_that_is_named_exists(paper):
    text = (ROOT / paper).read_text("utf-8")
    places = set(re.findall(r"`((?:kbgen|theme|tests|tools|benchmarks|content|locales|deploy|\.ci|\.github)/[\w./-]*)`", text))
    places |= {target for target in re.findall(r"\]\(([\w./-]+)\)", text) if "://" not in target}
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_every_target_of_make_that_is_named_exists(paper):
    rules = re.findall(r"^([\w -]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)(?=`|\s+#)", (ROOT / paper).read_text("utf-8")))
    assert named - targets == set()


def test_the_version_stands_in_one_place():
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "kbgen/__init__.py"


def test_changes_that_are_not_released_stand_on_top():
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert len(set(headings)) == len(headings)


def test_the_workflow_runs_what_has_to_hold_on_every_python_from_the_lowest():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    jobs = workflow["jobs"]
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert lowest in jobs["all"]["strategy"]["matrix"]["python"]
    assert ".ci/run" in [step.get("run") for step in jobs["all"]["steps"]]
    assert {"lowest", "newest"} <= jobs.keys()


@pytest.mark.needs("node")
def test_scripts_that_need_no_page_hold_in_node():
    tests = sorted((ROOT / "tests" / "javascript").glob("*.test.mjs"))
    done = subprocess.run(["node", "--test", *tests], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert len(tests) > 5


@pytest.mark.needs("tsc")
def test_a_mistake_of_types_in_a_script_is_found(tmp_path):
    """The check has teeth: it is run over a copy in which a function gets what it does not take."""
    for place in ("theme/assets/javascripts", "tools"):
        shutil.copytree(ROOT / place, tmp_path / place)
    shutil.copyfile(ROOT / "tsconfig.json", tmp_path / "tsconfig.json")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    command = ["sh", tmp_path / "tools" / "check-javascript.sh"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    for name, mistake in {
        "feedback/send.js": "mayComeAgain(5);",
        "search/text.js": "export const untyped = (word) => word;",
    }.items():
        script = tmp_path / "theme" / "assets" / "javascripts" / name
        script.write_text(script.read_text("utf-8") + f"\n{mistake}\n", "utf-8")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert "feedback/send.js" in done.stderr
    assert "search/text.js" in done.stderr
