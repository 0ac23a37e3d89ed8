"""A build with nothing to do is told from a glance; links to headings that are not there are said again without being sought."""

from __future__ import annotations

import os
import time

import pytest


def settle(root):
    """Make every file older than the clock's resolution, as it would be after a moment."""
    old = time.time_ns() - 10_000_000_000
    for path in (root / "content").rglob("*"):
        if path.is_file():
            os.utime(path, ns=(old, old))


@pytest.fixture
def site(small, kbgen):
    texts = {
        "en/a.md": "# A\n\nText with [a link](b.md#parts).\n",
        "en/b.md": "# B\n\n## Part\n\nText.\n",
        "en/c.md": "# C\n\nSee [it](b.md#other).\n",
    }
    config = small(texts)
    settle(config.parent)
    first = kbgen("build", "-f", config).said
    assert first.count("[anchor]") == 2
    return config


def test_nothing_changed_is_told_without_what_is_remembered_of_articles(site, kbgen):
    state = site.parent / ".kbgen" / "cache" / "state.json"
    stamp = state.stat()
    again = kbgen("build", "-f", site).said
    # Other bytes of the same size and time: whoever read them would build everything anew.
    state.write_bytes(bytes(stamp.st_size))
    os.utime(state, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    told = kbgen("build", "-f", site).said
    assert told == again
    assert told.count("[anchor]") == 2
    assert state.read_bytes() == bytes(stamp.st_size)


@pytest.mark.parametrize("damage", ["removed", "other bytes", "another site"])
def test_a_glance_that_is_lost_or_of_another_build_costs_time_alone(damage, site, kbgen, files_of):
    glance, pages = site.parent / ".kbgen" / "cache" / "glance.json", files_of(site.parent / "site")
    match damage:
        case "removed":
            glance.unlink()
        case "other bytes":
            glance.write_bytes(glance.read_bytes().replace(b"anchor", b"another"))
        case _:
            (site.parent / "site" / "en" / "a" / "index.html").unlink()
    assert kbgen("build", "-f", site).said.count("[anchor]") == 2
    assert files_of(site.parent / "site") == pages


def test_broken_links_are_said_after_an_edit_elsewhere_and_are_gone_with_their_cause(site, kbgen):
    content = site.parent / "content" / "en"
    (content / "c.md").write_text("# C\n\nSee [it](b.md#other) again.\n", "utf-8")
    said = kbgen("build", "-f", site).said
    assert said.count("[anchor]") == 2
    assert "Did you mean `part`?" in said
    # The page that the links lead to: its headings changed, those who link to it did not.
    (content / "b.md").write_text("# B\n\n## Parts\n\nText.\n", "utf-8")
    said = kbgen("build", "-f", site).said
    assert said.count("[anchor]") == 1
    assert "en/c.md" in said
    (content / "c.md").write_text("# C\n\nNothing.\n", "utf-8")
    assert "[anchor]" not in kbgen("build", "-f", site).said


def test_a_strict_build_does_not_pass_over_what_a_build_before_it_only_warned_of(small, kbgen):
    config = small({"en/a.md": "# A\n\nSee [it](nowhere.md).\n"})
    settle(config.parent)
    for _ in range(2):
        assert "nowhere.md" in kbgen("build", "-f", config).said
    assert "nowhere.md" in kbgen("build", "--strict", "-f", config, expect=1).said


def test_a_heading_that_another_program_would_have_called_so_is_followed_when_it_changes(small, kbgen):
    texts = {"en/a.md": "# A\n\nSee [it](b.md#The%20Part).\n", "en/b.md": "# B\n\n## A part\n\nText.\n"}
    config = small(texts)
    settle(config.parent)
    assert "anchor" in kbgen("build", "-f", config).said
    (config.parent / "content" / "en" / "b.md").write_text("# B\n\n## The part\n\nText.\n", "utf-8")
    assert "anchor" not in kbgen("build", "-f", config).said
    assert 'href="../b/#the-part"' in (config.parent / "site" / "en" / "a" / "index.html").read_text("utf-8")
