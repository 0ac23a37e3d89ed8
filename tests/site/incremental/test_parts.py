"""What a build remembers, in parts: an edit writes few of them, and whoever is killed leaves the old or the new."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.articles.article import Article, Kind
from kbgen.issues import Issue, Level
from kbgen.site.incremental.parts import ENTRIES, split
from kbgen.site.incremental.state import BuildState, Links, SourceState, TaskState, load_state, save_state

MANY = 10 * ENTRIES
ISSUE = Issue("content/en/a.md", 3, "anchor", "No heading.", Level.WARNING, "Take another.")


def state_of(count: int, mark: str = "") -> BuildState:
    """What a build of so many articles might remember."""
    numbers = range(count)
    article = Article(
        id="", locale="en", path="", kind=Kind.GUIDE, title=f"T{mark}", description="", body="", body_line=0, digest=""
    )
    links = [Links("en", "a.md", ("b.md", "c.md#d"), "e")]
    return BuildState(
        environment_fingerprint=f"environment{mark}",
        inputs={f"/content/en/{number}.md": (number, 10) for number in numbers},
        sources={
            f"en/{number}.md": SourceState((number, 10), replace(article, id=f"{number}", path=f"{number}.md"), (ISSUE,))
            for number in numbers
        },
        tasks={
            f"article::{number}.md": TaskState(f"{number}{mark}", ((f"en/{number}/index.html", "key", 10),)).leading(links, [])
            for number in numbers
        },
        others={f"search/en/{number}": number for number in numbers},
    )


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def test_all_comes_back_and_nothing_else_is_left(tmp_path: Path) -> None:
    file, first, second = tmp_path / "state.json", state_of(MANY), state_of(3, " of another")
    save_state(file, first, BuildState())
    assert load_state(file) == first
    save_state(file, second, load_state(file))
    assert load_state(file) == second
    assert len(stamps(tmp_path / "state.parts")) == 4


def test_an_edit_writes_only_the_parts_that_it_touches(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    save_state(file, state_of(MANY), BuildState())
    before, known = stamps(tmp_path / "state.parts"), load_state(file)
    name, task = "article::700.md", "en/700.md"
    edited = replace(
        known,
        saved_at=1,
        sources=known.sources | {task: known.sources[task]._replace(stamp=(9, 9))},
        tasks=known.tasks | {name: known.tasks[name]._replace(source="another")},
    )
    save_state(file, edited, known)
    after = stamps(tmp_path / "state.parts")
    assert len(before) > 40
    assert len(after.items() - before.items()) == 2
    assert load_state(file) == edited


@pytest.mark.parametrize("damage", ["gone", "cut short", "other bytes"])
def test_a_state_without_one_of_its_parts_counts_as_none_and_is_written_whole_again(damage: str, tmp_path: Path) -> None:
    file, state = tmp_path / "state.json", state_of(MANY)
    save_state(file, state, BuildState())
    known = load_state(file)
    part = sorted((tmp_path / "state.parts").iterdir())[5]
    if damage == "gone":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:-1] if damage == "cut short" else part.read_bytes().replace(b"10", b"11"))
    assert load_state(file) == BuildState()
    # Whoever had read it before writes what is no longer there; what is damaged is known by whoever reads it next.
    save_state(file, state, known if damage == "gone" else load_state(file))
    assert load_state(file) == state


def test_names_that_are_no_text_have_their_place() -> None:
    assert split({"\udcff.png": 1}) == [{"\udcff.png": 1}]


ENDLESS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_parts import state_of, MANY
from kbgen.site.incremental.state import load_state, save_state
file = Path(sys.argv[1])
states = [state_of(MANY), state_of(MANY, " new")]
print("go", flush=True)
while True:
    for state in states:
        save_state(file, state, load_state(file))
"""


def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    file, states = tmp_path / "state.json", [state_of(MANY), state_of(MANY, " new")]
    save_state(file, states[0], BuildState())
    for number in range(6):
        command = [sys.executable, "-c", ENDLESS, str(file), str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as endless:
            assert endless.stdout
            assert endless.stdout.readline() == b"go\n"
            # Moments that are spread over several saves.
            time.sleep(0.05 + number * 0.017)
            os.kill(endless.pid, signal.SIGKILL)
        assert load_state(file) in states
    save_state(file, states[1], load_state(file))
    # Drafts of those that were killed are gone too.
    assert not list((tmp_path / "state.parts").glob(".*"))
    assert load_state(file) == states[1]
