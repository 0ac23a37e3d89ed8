"""A translator's day on the command line, in a real git repository, up to what readers see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.check.conftest import commit, git

Say = Callable[..., str]


@pytest.fixture
def say(project: Path, kbgen: Callable) -> Say:
    """`say("accept", "billing")`: what `kbgen translations` prints."""
    return lambda *arguments, expect=0: kbgen("translations", *arguments, cwd=project, expect=expect).said


@pytest.fixture
def states(say: Say) -> Callable[[], dict[str, str]]:
    """The state of each translation by locale and path, those of the home pages left out; parts that changed in brackets."""

    def read() -> dict[str, str]:
        found = {}
        for entry in json.loads(say("--format", "json"))["translations"]:
            if entry["path"] != "index.md":
                parts = " ".join(f"{part['change']}:{part['key']}" for part in entry["sections"])
                recorded = "" if entry["recorded"] or entry["state"] == "missing" else " unrecorded"
                found[f"{entry['locale']}/{entry['path']}"] = entry["state"] + (f" [{parts}]" if parts else "") + recorded
        return found

    return read


def test_a_new_project_shows_no_false_alarm(states: Callable, edit: Callable) -> None:
    edit("Under Account.", "Under Settings.")
    assert states() == {
        "fa/billing/cards.md": "missing",
        "fa/billing/invoices.md": "current unrecorded",
        "ar/billing/cards.md": "missing",
        "ar/billing/invoices.md": "missing",
    }


def test_an_edit_makes_the_recorded_translation_stale_section_by_section(say: Say, states: Callable, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    assert states()["fa/billing/invoices.md"] == "current"
    edit("Under Account.", "Under Settings.")
    edit("## Pay one {#pay}", "## New {#new}\n\nText.\n\n## Pay one {#pay-one}")
    assert states()["fa/billing/invoices.md"] == "stale [changed:find added:new added:pay-one removed:pay]"
    assert "stale    billing/invoices.md: changed Find one (#find), added New (#new)" in say()


def test_a_snippet_is_translated_like_an_article(say: Say, states: Callable, project: Path) -> None:
    for tag, text in (("en", "Open from 8."), ("fa", "از ۸ باز است.")):
        file = project / "content" / tag / "_snippets" / "desk" / "hours.md"
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")

    def of_snippets() -> dict[str, str]:
        return {name: state for name, state in states().items() if "_snippets" in name}

    fa, ar = "fa/_snippets/desk/hours.md", "ar/_snippets/desk/hours.md"
    say("accept", "--all")
    assert of_snippets() == {fa: "current", ar: "missing"}
    (project / "content/en/_snippets/desk/hours.md").write_text("Open from 9.\n", "utf-8")
    assert of_snippets() == {fa: "stale [changed::opening]", ar: "missing"}
    say("accept", f"content/{fa}")
    assert of_snippets() == {fa: "current", ar: "missing"}


def test_a_draft_is_no_translation_yet_and_the_draft_of_an_original_is_missing_nowhere(
    say: Say, states: Callable, project: Path
) -> None:
    for name in ("fa/billing/invoices.md", "en/billing/cards.md"):
        file = project / "content" / name
        file.write_text(file.read_text("utf-8").replace("kind: guide", "kind: guide\nstatus: draft"), "utf-8")
    assert states() == {"fa/billing/invoices.md": "draft unrecorded", "ar/billing/invoices.md": "missing"}
    assert "  draft    billing/invoices.md" in say()


def test_an_edit_of_dates_makes_nothing_stale(say: Say, states: Callable, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    edit("updated: 2026-11-01", "updated: 2026-12-01\nreview_by: 2027-01-01")
    assert states()["fa/billing/invoices.md"] == "current"


def test_the_difference_of_the_original_is_shown_from_git(say: Say, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    edit("Under Account.", "Under Settings.")
    edit("With a card.", "With a card or cash.")
    shown = say("--diff", "billing/invoices.md", "--locale", "fa")
    assert "-Under Account.\n+Under Settings.\n" in shown
    assert "-With a card.\n+With a card or cash.\n" in shown
    assert "Read on." not in shown


def test_the_difference_is_found_after_the_original_moved(say: Say, edit: Callable, project: Path, kbgen: Callable) -> None:
    say("accept", "billing/invoices.md")
    commit(project)
    for locale in ("en", "fa"):
        (project / "content" / locale / "money").mkdir()
        git(project / "content" / locale, "mv", "billing/invoices.md", "money/invoices.md")
    commit(project, "Move")
    edit("Under Account.", "Under Settings.", "money/invoices.md")
    kbgen("build", cwd=project)
    assert "-Under Account.\n+Under Settings.\n" in say("--diff", "money/invoices.md", "-l", "fa")
    say("accept", "money")
    assert "billing/invoices.md" not in (project / "content/fa/_translations.yml").read_text()


def test_a_text_that_was_never_committed_is_said_not_to_be_known(say: Say, edit: Callable) -> None:
    edit("Under Account.", "Under Tools.", save=False)
    say("accept", "billing/invoices.md")
    edit("Under Tools.", "Under Settings.")
    shown = say("--diff", "content/fa/billing/invoices.md")
    assert "its earlier text is not in git's history" in shown
    assert "+Under Settings." in shown


def test_accepting_makes_a_translation_current_in_the_named_language_only(
    say: Say, states: Callable, edit: Callable, project: Path
) -> None:
    arabic = project / "content/ar/billing/invoices.md"
    arabic.parent.mkdir()
    arabic.write_text((project / "content/en/billing/invoices.md").read_text())
    say("accept", "--all")
    edit("Under Account.", "Under Settings.")
    say("accept", "content/fa/billing/invoices.md")
    now = states()
    assert (now["fa/billing/invoices.md"], now["ar/billing/invoices.md"]) == ("current", "stale [changed:find]")
    say("accept", "billing", "--locale", "ar")
    assert states()["ar/billing/invoices.md"] == "current"


@pytest.mark.parametrize("save", [True, False])
def test_an_edit_that_changes_nothing_marks_nothing(say: Say, states: Callable, edit: Callable, save: bool) -> None:
    say("accept", "billing/invoices.md")
    edit("Under Account.", "Under your account.", save=save)
    assert "fa/billing/invoices.md" in say("unchanged", "billing/invoices.md")
    assert states()["fa/billing/invoices.md"] == "current"


def test_an_edit_that_changes_nothing_does_not_hide_an_older_one(say: Say, states: Callable, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    edit("With a card.", "With a card or cash.")
    edit("Under Account.", "Under your account.")
    say("unchanged", "billing/invoices.md")
    assert states()["fa/billing/invoices.md"] == "stale [changed:pay]"


def test_the_edit_may_be_named_by_the_revision_before_it(say: Say, states: Callable, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    edit("With a card.", "With the card.")
    edit("Under Account.", "Under your account.")
    say("unchanged", "billing/invoices.md", "--since", "HEAD~2")
    assert states()["fa/billing/invoices.md"] == "current"


def test_a_heading_whose_address_changed_with_nothing_else_stays_current(say: Say, states: Callable, edit: Callable) -> None:
    say("accept", "billing/invoices.md")
    edit("{#pay}", "{#pay-it}")
    say("unchanged", "billing/invoices.md")
    assert states()["fa/billing/invoices.md"] == "current"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "billing/gone.md"), "There is no article billing/gone.md"),
        (("accept",), "say --all"),
        (("accept", "billing/cards.md"), "has no translation"),
        (("accept", "billing", "--locale", "de"), "de is not a language"),
        (("unchanged", "billing/cards.md"), "no earlier text"),
        (("unchanged", "billing/cards.md", "--since", "gone"), "is not in revision gone"),
        (("--diff", "gone"), "There is no article gone"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(say: Say, arguments: tuple[str, ...], message: str) -> None:
    assert message in say(*arguments, expect=1)


def test_a_pipeline_can_fail_on_what_is_stale(say: Say, edit: Callable) -> None:
    say("accept", "--all")
    say("--strict")
    edit("Under Account.", "Under Settings.")
    say("--strict", expect=1)


def test_a_path_without_its_ending_is_understood(say: Say) -> None:
    assert "fa/billing/invoices.md: up to date" in say("accept", "billing/invoices")


def notices(project: Path, locale: str) -> int:
    page = (project / "site" / locale / "billing/invoices/index.html").read_text("utf-8")
    return len(BeautifulSoup(page, "html.parser").select(".kb-notice--quiet"))


def test_readers_of_a_stale_translation_get_a_quiet_note(say: Say, edit: Callable, project: Path, kbgen: Callable) -> None:
    build = lambda: kbgen("build", "--explain", cwd=project).stdout  # noqa: E731 - said often below
    build()
    assert notices(project, "fa") == 0
    say("accept", "--all")
    edit("Under Account.", "Under Settings.")
    build()
    assert [notices(project, locale) for locale in ("fa", "en", "ar")] == [1, 0, 0]
    say("accept", "billing/invoices.md")
    assert "article billing/invoices.md: what it shows of other pages changed" in build()
    assert notices(project, "fa") == 0


def test_the_check_hints_at_stale_translations(say: Say, edit: Callable, project: Path, kbgen: Callable) -> None:
    say("accept", "--all")
    edit("Under Account.", "Under Settings.")
    said = json.loads(kbgen("check", "--format", "json", cwd=project, expect=None).stdout)["issues"]
    (stale,) = [issue for issue in said if issue["code"] == "translation-stale"]
    assert (stale["path"], stale["level"]) == ("content/fa/billing/invoices.md", "hint")
