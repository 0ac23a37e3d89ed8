"""What a lead decides about a report becomes files that a build takes, on the command line and for the desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from kbgen.config import load
from kbgen.errors import AuthorError, OperatorError
from kbgen.proposals import actions
from kbgen.proposals.offer import offer
from kbgen.report.learning import Learnt
from kbgen.report.read.wont_do import load_wont_do
from tests.proposals.conftest import git
from tests.proposals.stand_in import TOKEN

TODAY = date(2026, 11, 21)
GAP = {
    "number": 1,
    "locale": "en",
    "question": "export my data",
    "kind": "guide",
    "left": 12,
    "asked": 15,
    "words": [
        {"locale": "en", "text": "export my data", "readers": 9},
        {"locale": "fa", "text": "خروجی گرفتن از `داده`", "readers": 6},
    ],
    "nearest": [{"article": "guides/set-up", "lacks": ["export"]}],
}
REPORT = {"version": 1, "gaps": [GAP]}


@pytest.fixture
def site(project: Path):
    return load(project / "mkdocs.yml")


def test_a_gap_becomes_a_draft_in_each_language_it_was_asked_in(site, project):
    made = actions.draft_gap(site, REPORT, 1, TODAY)
    assert [change.path for change in made.changes] == [
        "content/en/guides/export-my-data.md",
        "content/fa/guides/export-my-data.md",
    ]
    english, persian = (change.after.decode() for change in made.changes)
    assert 'title: "Export my data"' in english
    assert "status: draft" in english
    assert "updated: 2026-11-21" in english
    assert "خروجی گرفتن" in persian
    assert made.title == "Draft: Export my data"
    assert "12 readers were left without help, of 15" in made.description
    assert "`خروجی گرفتن از داده`" in made.description
    assert git(project, "status", "--porcelain") == ""


def test_a_draft_takes_the_place_and_the_languages_that_are_asked_for_and_no_others(site):
    made = actions.draft_gap(site, REPORT, 1, TODAY, kind="faq", path="help/export", locales=["en"], folder="docs/help")
    assert [change.path for change in made.changes] == ["docs/help/content/en/help/export.md"]
    for arguments, said in (
        ({"path": "guides/set-up", "locales": ["en"]}, "exists already"),
        ({"path": "../x"}, "cannot be an article's place"),
        ({"kind": "poem"}, "no kind of articles"),
        ({"locales": ["de"]}, "not a language"),
    ):
        with pytest.raises(OperatorError, match=said):
            actions.draft_gap(site, REPORT, 1, TODAY, **arguments)
    with pytest.raises(OperatorError, match="no gap 2"):
        actions.draft_gap(site, REPORT, 2, TODAY)


def entries(made) -> list[dict]:
    return yaml.safe_load(made.changes[0].after)


def test_decisions_go_to_the_end_of_the_file_and_what_stands_there_stays(site, tmp_path):
    no = actions.put_off(site, ("en", "phone: at night?"), "We answer by mail\nonly.")
    assert no.changes[0].after.startswith(no.changes[0].before)
    assert entries(no)[-1] == {"question": "phone: at night?", "locale": "en", "reason": "We answer by mail only."}
    same = actions.put_together(site, ("en", "vat"), [("en", "tax id"), ("fa", "شماره مالیاتی")])
    assert entries(same)[-1]["same_as"] == ["tax id", {"question": "شماره مالیاتی", "locale": "fa"}]
    apart = actions.put_apart(site, ("fa", "حذف"))
    assert entries(apart)[-1] == {"question": "حذف", "locale": "fa", "apart": True}
    for made in (no, same, apart):
        (tmp_path / "gaps.yml").write_bytes(made.changes[0].after)
        assert load_wont_do(tmp_path / "gaps.yml", ["en", "fa"])[1] == []


def test_a_file_that_nothing_can_be_added_to_and_an_empty_decision_are_refused(site, project):
    with pytest.raises(AuthorError):
        actions.put_off(site, ("en", "x"), "  ")
    with pytest.raises(OperatorError, match="de is not a language"):
        actions.put_off(site, ("de", "x"), "no")
    for text in ("[{question: a, locale: en, reason: b}]\n", "a: b\n", "- ["):
        (project / "content" / "gaps.yml").write_text(text)
        with pytest.raises(AuthorError, match="nothing can be added to"):
            actions.put_off(site, ("en", "x"), "no")
    (project / "content" / "gaps.yml").unlink()
    assert entries(actions.put_off(site, ("en", "x"), "no")) == [{"question": "x", "locale": "en", "reason": "no"}]


def test_readers_words_are_proposed_unless_they_were_made_up(site, project):
    learnt = Learnt(project / "content" / "asked.yml", "guides/set-up: {en: [first steps]}\n", 1, (("en", "first steps"),), False)
    made = actions.keep_words(site, learnt)
    assert [change.path for change in made.changes] == ["content/asked.yml"]
    assert "`first steps` (en)" in made.description
    with pytest.raises(OperatorError, match="never existed"):
        actions.keep_words(site, Learnt(learnt.path, learnt.text, 1, (), True))


def test_the_one_door_leads_to_a_patch_and_with_a_forge_to_a_pull_request(site, project, forge):
    def make(folder: str):
        return actions.put_off(site, ("en", "phone"), "By mail only.", folder)

    found = offer(project, {}, make, 1_795_219_200_000)
    assert (found.url, found.name[:20]) == ("", "will-not-be-answered")
    assert b"+- question: phone" in found.patch
    state, settings = forge("gitea")
    (project / "forge.yml").write_text(f"forge: gitea\nrepository: acme/help\naddress: {settings.address}\n")
    found = offer(project, {"KBGEN_FORGE_TOKEN": TOKEN}, make, 0)
    assert (found.url, found.patch) == ("https://gitea.example/acme/help/pulls/1", b"")
    assert "question: phone" in state.git("cat-file", "blob", f"{state.pulls[0]['from']}:content/gaps.yml")
    assert offer(project, {}, make, 0, forge=False).patch


@pytest.fixture
def propose(project: Path):
    """Run `kbgen propose` in the project."""

    def run(*arguments: str, expect: int = 0) -> str:
        command = [sys.executable, "-m", "kbgen", "propose", *arguments]
        done = subprocess.run(
            command, cwd=project, capture_output=True, text=True, timeout=120, env=os.environ | {"KBGEN_FORGE_TOKEN": TOKEN}
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_on_the_command_line_a_draft_is_a_patch_that_git_takes_and_a_build_accepts(propose, project, kbgen):
    (project / "report").mkdir()
    (project / "report" / "report.json").write_text(json.dumps(REPORT), "utf-8")
    name = propose("draft", "1").split()[0]
    git(project, "am", "-q", name)
    assert git(project, "log", "-1", "--format=%s").strip() == "Draft: Export my data"
    assert (project / "content" / "fa" / "guides" / "export-my-data.md").is_file()
    said = propose("wont-do", "phone", "--reason", "By mail only.", "--patch", "-")
    assert "Subject: [PATCH] Will not be answered: phone" in said
    assert "same_as" in propose("same", "vat", "tax id", "fa:شماره مالیاتی", "--patch", "-")
    assert "apart: true" in propose("apart", "vat", "-l", "fa", "--patch", "-")


def test_on_the_command_line_a_forge_gets_a_pull_request_and_its_faults_are_told(propose, project, forge):
    _, settings = forge("github")
    (project / "forge.yml").write_text(f"forge: github\nrepository: acme/help\naddress: {settings.address}\n")
    assert propose("apart", "vat") == "https://github.example/acme/help/pull/1\n"
    assert "was proposed before" in propose("apart", "vat", expect=1)
    (project / "forge.yml").write_text("forge: githup\nrepository: acme\n")
    said = propose("apart", "tax", expect=1)
    assert "forge is githup" in said
    assert "repository is acme" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("forge: gitea\nrepository: a/b", "address is missing"),
        ("forge: github\nrepository: a/b\naddress: http://code.example.com/api", "address is http"),
        ("forge: github\nrepository: a/b\ntoken: x", "token is not a key"),
        ("forge: github", "repository is missing"),
    ],
)
def test_every_mistake_in_the_file_is_named(project, text, said):
    from kbgen.proposals.settings import load_forge

    (project / "forge.yml").write_text(text)
    found, issues = load_forge(project, {"KBGEN_FORGE_TOKEN": "x"})
    assert found is None
    assert any(said in issue.message for issue in issues)
