"""`kbgen check` on the command line: exit codes, formats, what a change brings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.check.conftest import Site, article, commit, git

BROKEN = article("More", "[x](nowhere.md)")
FAILING = "---\ntitle: More\n---\n"
GOOD = {"en/guides/index.md": "---\ntitle: Guides\n---\n", "en/guides/pay.md": article("Pay", "## How {#how}\n\nText.")}
EN = "{en: English}"


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ({}, (), 0),
        ({}, ("--strict",), 0),
        ({"en/guides/more.md": BROKEN}, (), 0),
        ({"en/guides/more.md": BROKEN}, ("--strict",), 1),
        ({"en/guides/more.md": FAILING}, (), 1),
        ({}, ("--changed-since", "main"), 2),
        ({}, ("--format", "yaml"), 2),
        ({}, ("--config-file", "nowhere.yml"), 2),
        ({}, ("--config-file", "nowhere.yml", "--format", "json"), 2),
    ],
)
def test_the_exit_code_says_what_came_of_it(
    site: Site, kbgen: Callable, files: dict[str, str | bytes], options: tuple[str, ...], code: int
) -> None:
    kbgen("check", *options, cwd=site(GOOD | files, locales=EN), expect=code)


def test_broken_settings_fail_in_every_format(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD, locales=EN)
    (folder / "mkdocs.yml").write_text("site_name: [")
    document = json.loads(kbgen("check", "--format", "json", cwd=folder, expect=1).stdout)
    assert [issue["code"] for issue in document["issues"]] == ["config-yaml"]


def test_people_see_hints_only_if_they_ask(site: Site, kbgen: Callable) -> None:
    folder = site({"en/a.md": article("A", review_by="")}, locales=EN)
    assert "review-missing" not in kbgen("check", cwd=folder).stderr
    assert "review-missing" in kbgen("check", "-v", cwd=folder).stderr


def test_the_day_can_be_given(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD, locales=EN)
    assert "review-past" in kbgen("check", "--today", "9000-01-02", cwd=folder).stderr


def test_json_has_everything_and_nothing_else_is_printed(site: Site, kbgen: Callable) -> None:
    document = json.loads(kbgen("check", "--format", "json", cwd=site(GOOD | {"en/guides/more.md": BROKEN}, locales=EN)).stdout)
    assert document["counts"] == {"error": 0, "warning": 1, "hint": 0}
    assert document["failed"] is False
    (issue,) = document["issues"]
    assert issue == {
        "path": "content/en/guides/more.md",
        "line": 8,
        "level": "warning",
        "code": "link",
        "message": "The link nowhere.md leads to no article or file.",
        "suggestion": "",
        "help": "The link, picture or download leads to nothing.",
    }


def test_github_shows_issues_beside_their_lines(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD | {"en/guides/50%,more.md": BROKEN}, locales=EN)
    said = kbgen("check", "--format", "github", "-f", folder / "mkdocs.yml", cwd=folder.parent).stdout
    assert said.startswith("::warning file=project/content/en/guides/50%25%2Cmore.md,line=8,title=link::The link nowhere.md")


def test_sarif_names_rules_and_places(site: Site, kbgen: Callable) -> None:
    document = json.loads(kbgen("check", "--format", "sarif", cwd=site(GOOD | {"en/guides/more.md": BROKEN}, locales=EN)).stdout)
    (run,) = document["runs"]
    (result,) = run["results"]
    assert document["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "link"
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "content/en/guides/more.md"}, "region": {"startLine": 8}}


@pytest.mark.parametrize(("options", "failures"), [((), "0"), (("--strict",), "1")])
def test_junit_fails_where_the_check_fails(site: Site, kbgen: Callable, options: tuple[str, ...], failures: str) -> None:
    folder = site(GOOD | {"en/guides/more.md": BROKEN}, locales=EN)
    suite = ElementTree.fromstring(kbgen("check", "--format", "junit", *options, cwd=folder, expect=int(failures)).stdout)
    assert (suite.get("tests"), suite.get("failures")) == ("1", failures)
    assert suite[0].get("classname") == "content/en/guides/more.md"


@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit"])
def test_every_format_can_say_that_nothing_is_wrong(site: Site, kbgen: Callable, form: str) -> None:
    kbgen("check", "--format", form, cwd=site(GOOD, locales=EN))


def issues_since(kbgen: Callable, folder: Path, revision: str = "main") -> list[tuple[str, str]]:
    document = json.loads(kbgen("check", "--format", "json", "--changed-since", revision, cwd=folder, expect=None).stdout)
    return [(issue["path"].removeprefix("content/en/"), issue["code"]) for issue in document["issues"]]


def test_a_change_is_told_its_own_issues_and_those_that_it_brings_elsewhere(site: Site, kbgen: Callable) -> None:
    old = article("Old", "[x](nowhere.md)")
    linking = article("Linking", "[x](pay.md#how) and [y](gone-soon.md)")
    folder = site(
        GOOD | {"en/guides/old.md": old, "en/guides/linking.md": linking, "en/guides/gone-soon.md": article("Soon")}, locales=EN
    )
    commit(folder)
    assert issues_since(kbgen, folder) == []
    git(folder, "checkout", "-q", "-b", "change")
    guides = folder / "content/en/guides"
    (guides / "pay.md").write_text(article("Pay", "## How else {#how-else}\n\nText."))
    (guides / "gone-soon.md").unlink()
    (guides / "new.md").write_text(article("New", "[x](nowhere.md)"))
    expected = [("guides/linking.md", "anchor"), ("guides/linking.md", "link"), ("guides/new.md", "link")]
    assert issues_since(kbgen, folder) == expected
    commit(folder)
    assert issues_since(kbgen, folder) == expected
    assert issues_since(kbgen, folder, "HEAD") == []


def test_a_branch_is_compared_with_where_it_left(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD, locales=EN)
    commit(folder)
    git(folder, "checkout", "-q", "-b", "change")
    (folder / "content/en/guides/mine.md").write_text(article("Mine", "[x](nowhere.md)"))
    commit(folder)
    git(folder, "checkout", "-q", "main")
    (folder / "content/en/guides/theirs.md").write_text(article("Theirs", "[x](nowhere.md)"))
    commit(folder)
    git(folder, "checkout", "-q", "change")
    assert issues_since(kbgen, folder) == [("guides/mine.md", "link")]


def test_an_article_that_takes_a_title_is_told_where_the_other_stands(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD, locales=EN)
    commit(folder)
    (folder / "content/en/guides/zebra.md").write_text(article("Pay"))
    assert issues_since(kbgen, folder) == [("guides/zebra.md", "title-duplicate")]
    (folder / "content/en/guides/zebra.md").unlink()
    (folder / "content/en/guides/again.md").write_text(article("Pay"))
    assert issues_since(kbgen, folder) == [("guides/pay.md", "title-duplicate")]


def test_a_project_in_a_folder_of_a_repository_is_compared_too(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD | {"en/guides/old.md": article("Old", "[x](nowhere.md)")}, locales=EN)
    commit(folder.parent)
    (folder / "content/en/guides/new.md").write_text(article("New", "[x](nowhere.md)"))
    assert issues_since(kbgen, folder, "HEAD") == [("guides/new.md", "link")]


def test_an_unknown_revision_is_named(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD, locales=EN)
    commit(folder)
    assert "no revision gone" in kbgen("check", "--changed-since", "gone", cwd=folder, expect=2).stderr


def test_a_build_takes_levels_and_allowances_too(site: Site, kbgen: Callable) -> None:
    folder = site(GOOD | {"en/guides/more.md": BROKEN}, checks="{levels: {link: error}}", locales=EN)
    kbgen("build", cwd=folder, expect=1)
    text = article("More", "<!-- kbgen: allow link because it comes tomorrow -->\n[x](nowhere.md)")
    (folder / "content/en/guides/more.md").write_text(text)
    kbgen("build", "--strict", cwd=folder)
    assert "kbgen: allow" not in (folder / "site/en/guides/more/index.html").read_text()
