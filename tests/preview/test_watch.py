"""The preview builds after a save of what a site is made from, and after nothing else."""

from __future__ import annotations

import queue
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbgen import config
from kbgen.preview.watch import WatchedPlaces, Watcher


@pytest.fixture
def watched(scenario) -> Iterator[tuple[Path, Callable[[], set[str]]]]:
    """A project that is watched, and a call that waits for the next burst of saves and names its files."""
    project = scenario("lantern")
    bursts: queue.Queue[frozenset[str]] = queue.Queue()

    def saved(files: frozenset[str]) -> None:
        watcher.look_at(WatchedPlaces.of(config.load(project / "mkdocs.yml")))
        bursts.put(files)

    watcher = Watcher(WatchedPlaces.of(config.load(project / "mkdocs.yml")), saved, lambda: None)
    watcher.start()
    yield project, lambda: {Path(file).relative_to(project).as_posix() for file in bursts.get(timeout=120)}
    watcher.stop()


def test_other_files_of_the_project_are_never_looked_at(watched):
    project, saved = watched
    # Its own output, as in `kbgen serve > serve.log`, a built site, an editor's file and another program's folder.
    for name in ("serve.log", "site/en/index.html", ".kbgen/preview/a", "content/en/.a.md.swp", "notes/a.md", "node_modules/a.js"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x")
    (project / "content/en/index.md").write_text("x")
    assert saved() == {"content/en/index.md"}


def test_content_catalogues_settings_and_what_they_name_are_looked_at(watched):
    project, saved = watched
    (project / "content/en/start/new.md").write_text("x")
    assert saved() == {"content/en/start/new.md"}
    # A folder that was not there yet.
    (project / "locales/fa/LC_MESSAGES").mkdir(parents=True)
    assert "locales" in saved()
    (project / "locales/fa/LC_MESSAGES/kbgen.po").write_text("x")
    assert "locales/fa/LC_MESSAGES/kbgen.po" in saved()
    # Settings that begin to name other files.
    (project / "hook.py").write_text("x")
    (project / "templates").mkdir()
    (project / "mkdocs.yml").write_text(
        (project / "mkdocs.yml").read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: templates\n") + "hooks: [hook.py]\n"
    )
    assert saved() == {"mkdocs.yml"}
    (project / "hook.py").write_text("y")
    assert saved() == {"hook.py"}
    (project / "templates" / "home.html").write_text("y")
    assert saved() == {"templates/home.html"}


def test_file_that_the_settings_inherit_from_is_looked_at(watched):
    project, saved = watched
    (project / "base").mkdir()
    (project / "base" / "base.yml").write_text("site_name: Base\n")
    (project / "mkdocs.yml").write_text("INHERIT: base/base.yml\n" + (project / "mkdocs.yml").read_text("utf-8"))
    assert saved() == {"mkdocs.yml"}
    (project / "base" / "base.yml").write_text("site_name: Other\n")
    assert saved() == {"base/base.yml"}


def test_content_that_was_deleted_and_made_anew_is_looked_at(watched):
    project, saved = watched
    (project / "content").rename(project / "aside")
    saved()
    shutil.copytree(project / "aside", project / "content")
    while "content" not in saved():
        pass
    (project / "content/en/index.md").write_text("x")
    while "content/en/index.md" not in saved():
        pass


def test_a_project_in_a_hidden_folder_is_watched_all_the_same(scenario):
    project = scenario("lantern", ".hidden/project")
    places = WatchedPlaces.of(config.load(project / "mkdocs.yml"))
    assert places.hold(str(project / "content/en/index.md"))
    assert not places.hold(str(project / "content/.git/index"))
