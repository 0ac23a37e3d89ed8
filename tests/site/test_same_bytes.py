"""The same input gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The way that systems without fork take; the command line chooses it by itself there.
SPAWN = """
import sys
from pathlib import Path
from kbgen import config
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
if __name__ == "__main__":
    build(config.load(Path(sys.argv[1])), BuildOptions(jobs=2, method="spawn"))
"""


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_two_folders_give_the_same_site(lantern, scenario, kbgen, files_of):
    project = scenario("lantern", "some/other place/ملف")
    for path in sorted(project.rglob("*")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    kbgen("build", "-f", project / "mkdocs.yml", cwd=project.parent)
    assert differing(files_of(lantern), files_of(project / "site")) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_process_and_two_give_the_same_site(lantern, scenario, kbgen, files_of, jobs):
    project = scenario("lantern")
    kbgen("build", "-f", project / "mkdocs.yml", "-j", jobs)
    assert differing(files_of(lantern), files_of(project / "site")) == []


def test_new_processes_give_the_same_site_as_forks(lantern, scenario, files_of, tmp_path):
    project, script = scenario("lantern"), tmp_path / "spawn.py"
    script.write_text(SPAWN)
    done = subprocess.run([sys.executable, script, project / "mkdocs.yml"], capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert differing(files_of(lantern), files_of(project / "site")) == []


def test_the_environment_s_language_clock_and_hash_seed_change_nothing(lantern, scenario, files_of):
    project = scenario("lantern")
    environment = os.environ | {"LC_ALL": "C", "LANG": "fa_IR.UTF-8", "TZ": "Asia/Tehran", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "kbgen", "build", "-f", str(project / "mkdocs.yml")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert differing(files_of(lantern), files_of(project / "site")) == []


def test_building_again_changes_nothing(scenario, kbgen, files_of):
    project = scenario("lantern")
    config = project / "mkdocs.yml"
    kbgen("build", "-f", config)
    first = files_of(project / "site")
    kbgen("build", "-f", config)
    assert differing(first, files_of(project / "site")) == []


def test_nothing_of_this_machine_is_in_the_site(lantern, files_of):
    here = [str(Path(__file__).parents[2]).encode(), str(lantern.parent).encode(), os.uname().nodename.encode() + b"/"]
    assert [name for name, content in files_of(lantern).items() if any(word in content for word in here)] == []
