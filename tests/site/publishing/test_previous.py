"""The site before the published one, in which the next one is made: readers get what a build without it gives, always."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.config import load
from kbgen.site.build import build
from kbgen.site.result import BuildOptions


@pytest.fixture
def site(small):
    """A site that was built, edited and built again, so that it has a spare; returns its mkdocs.yml."""
    words = ["alpha", "beta", "gamma", "delta", "lambda", "sigma"]
    config = small({f"en/{word}.md": f"# About {word}\n\nText about {word}.\n" for word in words} | {"media/note": "A note."})
    make(config)
    edit(config, "alpha")
    make(config)
    assert (config.parent / ".kbgen" / "spare").is_dir()
    return config


def make(config: Path, *, clean: bool = False) -> None:
    build(load(config), BuildOptions(jobs=1, clean=clean))


def edit(config: Path, word: str, text: str = "One more sentence.") -> None:
    file = config.parent / "content" / "en" / f"{word}.md"
    file.write_text(file.read_text() + f"\n{text}\n")


def published(config: Path, files_of) -> dict[str, bytes]:
    return files_of(config.parent / "site")


def without_memory(config: Path, files_of) -> dict[str, bytes]:
    other = config.parent.parent / "other"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(config.parent / "content", other / "content")
    shutil.copy(config, other)
    make(other / "mkdocs.yml", clean=True)
    return files_of(other / "site")


def test_every_edit_in_turn_gives_what_a_first_build_gives(site, files_of):
    for word in ("beta", "beta", "alpha", "gamma"):
        edit(site, word)
        make(site)
        assert published(site, files_of) == without_memory(site, files_of)
    assert (site.parent / ".kbgen" / "spare").is_dir()


def test_page_that_goes_and_one_that_comes(site, files_of):
    folder = site.parent / "content" / "en"
    (folder / "delta.md").unlink()
    make(site)
    edit(site, "beta")
    make(site)
    (folder / "omega.md").write_text("# About omega\n\nText.\n")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)
    assert not (site.parent / "site" / "en" / "delta").exists()


def test_file_becomes_a_folder_and_a_file_again(site, files_of):
    note = site.parent / "content" / "media" / "note"
    note.unlink()
    note.mkdir()
    (note / "one").write_text("One.")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)
    shutil.rmtree(note)
    note.write_text("A note again.")
    make(site)
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


@pytest.mark.parametrize("damage", ["missing", "more", "unreadable note", "note of another site", "no folder"])
def test_spare_that_is_not_as_its_note_says_is_not_used(site, files_of, damage):
    spare = site.parent / ".kbgen" / "spare"
    note = spare.with_name("spare.json")
    match damage:
        case "missing":
            (spare / "en" / "beta" / "index.html").unlink()
        case "more":
            (spare / "en" / "beta" / "secret.txt").write_text("Not for readers.")
        case "unreadable note":
            note.write_text("{")
        case "note of another site":
            note.write_text(json.dumps({"site": [1, 2, 3], "differs": []}))
        case "no folder":
            shutil.rmtree(spare)
    edit(site, "gamma")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_published_file_that_somebody_removed_or_cut_short_comes_back(site, files_of):
    folder = site.parent / "site" / "en"
    (folder / "beta" / "index.html").unlink()
    cut = folder / "gamma" / "index.html"
    cut.write_bytes(cut.read_bytes()[:100])
    edit(site, "alpha")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_mistake_leaves_the_published_site_as_it_was(site, files_of):
    before = published(site, files_of)
    edit(site, "beta", "[Nowhere](sigma.md#nowhere)")
    done = subprocess.run(
        [sys.executable, "-m", "kbgen", "build", "--strict", "-f", str(site)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert published(site, files_of) == before
    edit(site, "beta", "## Nowhere")
    file = site.parent / "content" / "en" / "beta.md"
    file.write_text(file.read_text().replace("[Nowhere](sigma.md#nowhere)", "Somewhere"))
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_clean_build_leaves_no_spare_of_an_older_site(site, files_of):
    make(site, clean=True)
    assert not (site.parent / ".kbgen" / "spare").exists()
    edit(site, "beta")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_edit_of_an_article_that_another_one_quotes_whole(site, files_of):
    copy = (site.parent / "site" / "en" / "alpha" / "index.md").read_text("utf-8")
    (site.parent / "content" / "en" / "beta.md").write_text(f"# About beta\n\nAll of it:\n\n{copy}\nThat was it.\n", "utf-8")
    make(site)
    assert (site.parent / "site" / "en" / "llms-full.txt").read_text("utf-8").count(copy) == 2
    edit(site, "alpha")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_edit_of_a_retired_article_that_another_one_quotes_whole(site, files_of):
    content = site.parent / "content" / "en"
    (content / "alpha.md").write_text("---\ntitle: About alpha\nstatus: retired\n---\n\nText about alpha.\n", "utf-8")
    make(site)
    copy = (site.parent / "site" / "en" / "alpha" / "index.md").read_text("utf-8")
    (content / "beta.md").write_text(f"# About beta\n\nAll of it:\n\n{copy}\nThat was it.\n", "utf-8")
    make(site)
    edit(site, "alpha")
    make(site)
    assert published(site, files_of) == without_memory(site, files_of)


def test_edit_of_the_same_length_that_was_built_elsewhere_first(site, files_of):
    edit(site, "alpha", "Here is one.")
    make(site)
    page = site.parent / "content" / "en" / "alpha.md"
    page.write_text(page.read_text("utf-8").replace("Here is one.", "Here is two."), "utf-8")
    settings = load(site)
    build(replace(settings, site_dir=site.parent / "elsewhere"), BuildOptions(jobs=1))
    make(site)
    assert "Here is two." in (site.parent / "site" / "en" / "alpha" / "index.html").read_text("utf-8")
    shutil.rmtree(site.parent / "elsewhere")
    assert published(site, files_of) == without_memory(site, files_of)


def test_site_that_cannot_be_remembered_is_published(site, files_of):
    state = site.parent / ".kbgen" / "cache" / "state.json"
    state.unlink()
    state.mkdir()
    edit(site, "alpha")
    result = build(load(site), BuildOptions(jobs=1))
    assert ["could not be remembered" in note for note in result.notes] == [True]
    assert published(site, files_of) == without_memory(site, files_of)
    assert not list(state.parent.glob(".state*"))
