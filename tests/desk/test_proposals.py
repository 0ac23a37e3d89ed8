"""From the desk into git: what an admin proposes comes as a patch that git takes, where no forge is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desk.conftest import RunningDesk, added, send, soup
from tests.proposals.stand_in import TOKEN, stand_in
from tests.report.conftest import Journal, opened, search, view, vote


def taken(project: Path, patch: bytes) -> str:
    """What git says of the commit that it makes of a patch."""
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, "am", "-q"], cwd=project, input=patch, check=True)
    return subprocess.run(["git", "show", "--format=%s", "HEAD"], cwd=project, capture_output=True, text=True, check=True).stdout


def test_a_gap_is_drafted_to_a_patch_that_git_takes(own_desk: RunningDesk, project: Path) -> None:
    client = own_desk.signed_in()
    page = client.get("/gaps?days=14").text
    key = page.partition('id="g-')[2].partition('"')[0]
    answer = send(client, "/gaps?days=14", "/proposals?days=14", what="draft", key=key)
    assert (answer.status_code, ".patch" in answer.headers["content-disposition"]) == (200, True)
    assert "status: draft" in taken(project, answer.content)


def test_decisions_and_goals_are_proposed(own_desk: RunningDesk, project: Path) -> None:
    client = own_desk.signed_in()
    gap = {"locale": "en", "question": "export to pdf"}
    assert send(client, "/gaps", "/proposals", **gap, what="wont-do").status_code == 404
    send(client, "/gaps", "/gaps", **gap, what="wont-do", reason="We keep to HTML.")
    assert "We keep to HTML." in taken(project, send(client, "/gaps", "/proposals", **gap, what="wont-do").content)
    goal = {"what": "goal", "measure": "helpfulness", "section": "billing", "aim": "80", "by": "2027-06-30"}
    taken(project, send(client, "/", "/proposals", **goal).content)
    assert (project / "goals.yml").read_text() == "- {goal: helpfulness, aim: 80%, section: billing, by: 2027-06-30}\n"
    assert "80" in client.get("/", headers={"Accept-Language": "en"}).text
    assert send(client, "/", "/proposals", **goal | {"aim": "101"}).status_code == 400
    # What the check would refuse is not proposed: the same again, a section that is not there, more of a file that is wrong.
    assert send(client, "/", "/proposals", **goal).status_code == 409
    assert send(client, "/", "/proposals", **goal | {"section": "no/such"}).status_code == 409
    (project / "goals.yml").write_text("[{goal: helpfulness, aim: 80%, by: 2027-06-30}]")
    assert send(client, "/", "/proposals", **goal | {"aim": "70"}).status_code == 409


def test_with_a_forge_the_button_makes_a_pull_request_once(
    own_desk: RunningDesk, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "clone", "-q", "--bare", project, tmp_path / "forge.git"], check=True)
    subprocess.run(["git", "branch", "-qf", "main"], cwd=tmp_path / "forge.git", check=True)
    client = own_desk.signed_in()
    goal = {"what": "goal", "measure": "contact-rate", "aim": "5", "by": "2027-06-30"}
    with stand_in(tmp_path / "forge.git", "gitea") as forge:
        (project / "forge.yml").write_text(f"forge: gitea\nrepository: acme/help\naddress: {forge.url}\n")
        refused = send(client, "/", "/proposals", **goal)
        assert (refused.status_code, "KBGEN_FORGE_TOKEN" in refused.text) == (409, True)
        monkeypatch.setenv("KBGEN_FORGE_TOKEN", TOKEN)
        made = send(client, "/", "/proposals", **goal)
        assert (made.status_code, made.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert 'href="https://gitea.example/acme/help/pulls/1"' in made.text
        (pull,) = forge.pulls
        assert "goal: contact-rate, aim: 5%" in forge.git("cat-file", "blob", f"{pull['from']}:goals.yml")
        again = send(client, "/", "/proposals", **goal)
        assert (again.status_code, "was proposed before" in again.text) == (409, True)
        assert len(forge.pulls) == 1
        assert not (project / "goals.yml").exists()
    away = send(client, "/", "/proposals", **goal | {"aim": "6"})
    assert (away.status_code, TOKEN in away.text) == (409, False)


def test_readers_own_words_are_proposed_for_search(own_desk: RunningDesk, project: Path) -> None:
    client = own_desk.signed_in(**{"Accept-Language": "en"})
    assert "no words that search does not know" in send(client, "/gaps", "/proposals", what="learn").text
    journal = Journal()
    for day in range(2, 6):
        journal.visit(
            search("receipts of last year", 2),
            opened("receipts of last year", "billing/invoices"),
            view("billing/invoices"),
            vote("billing/invoices", True),
            days=day,
        )
    added(own_desk, journal)
    page = soup(client.get("/gaps"))
    assert page.find("button", string="Propose them") is not None
    assert "Readers' own words for search" in taken(project, send(client, "/gaps", "/proposals", what="learn").content)
    assert "receipts of last year" in (project / "content" / "asked.yml").read_text("utf-8")


def test_only_admins_propose(own_desk: RunningDesk) -> None:
    client = own_desk.signed_in("tom")
    assert "Draft it" not in client.get("/gaps", headers={"Accept-Language": "en"}).text
    assert "Propose them" not in client.get("/gaps", headers={"Accept-Language": "en"}).text
    for what in ("draft", "learn", "goal"):
        assert send(client, "/gaps", "/proposals", what=what, key="x").status_code == 403
