"""Phrases by a program: those that lead to their article are proposed, the others named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

Command = Callable[[str], str]
Say = Callable[..., str]
PHRASES = """
import json, sys
asked = json.load(sys.stdin)
print("- dusty shade" + chr(10) + "2. sooty chimney glass" + chr(10) + "<b>clean</b>" + chr(10) + "clean lamp")
"""


def more(project: Path) -> None:
    """Another article, and a test of search that holds it."""
    text = (project / "content" / "en" / "care" / "clean.md").read_text("utf-8")
    other = (
        text.replace("Clean the lamp", "Change the chimney glass").replace("care]", "glass]").replace("dust", "chimney")
        + "\nFine powder helps.\n"
    )
    (project / "content" / "en" / "care" / "glass.md").write_text(other, "utf-8")
    (project / "content" / "search-tests.yml").write_text(
        "- {query: fine powder, locale: en, article: care/glass.md, first: 1}\n", "utf-8"
    )


def test_phrases_are_kept_that_lead_to_the_article_and_harm_no_test(project: Path, say: Say, command: Command) -> None:
    more(project)
    said = say("suggest", "care/clean.md", "-l", "en", "--with", command(PHRASES))
    asked = yaml.safe_load((project / "content" / "asked.yml").read_text("utf-8"))
    assert asked["care/clean.md"]["en"][0] == "dusty shade"
    assert "<b>clean</b>: no phrase that a reader would type" in said
    assert "clean lamp: search has these words already" in said
    say("check", expect=None)
    again = say("suggest", "care/clean.md", "-l", "en", "--with", command(PHRASES))
    assert "0 new phrases" in again


def test_a_phrase_that_takes_another_articles_place_is_left_out(project: Path, say: Say, command: Command) -> None:
    more(project)
    greedy = "import sys; sys.stdin.read(); print('fine powder')"
    said = say("suggest", "care/clean.md", "-l", "en", "--with", command(greedy))
    assert not (project / "content" / "asked.yml").exists(), said
    assert "fine powder: a test of search would come out worse" in said


def test_a_dry_run_prints_and_writes_nothing(project: Path, say: Say, command: Command) -> None:
    assert "en: dusty shade" in say("suggest", "care/clean.md", "-l", "en", "--with", command(PHRASES), "--dry-run")
    assert not (project / "content" / "asked.yml").exists()


def test_without_a_program_there_is_a_place_for_phrases(project: Path, say: Say) -> None:
    say("suggest", "care/clean.md")
    assert yaml.safe_load((project / "content" / "asked.yml").read_text("utf-8")) == {"care/clean.md": {"en": []}}
    assert "has a place" in say("suggest", "care/clean.md")


def test_a_program_that_fails_is_said_and_nothing_is_written(project: Path, say: Say, command: Command) -> None:
    assert "exit code 1" in say("suggest", "care/clean.md", "-l", "en", "--with", command("raise SystemExit('no')"), expect=1)
    assert "There is no article lamp" in say("suggest", "lamp", "--with", "cat", expect=1)
    assert not (project / "content" / "asked.yml").exists()
