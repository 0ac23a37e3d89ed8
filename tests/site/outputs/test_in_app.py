"""What the panel of applications is given: a script whose address stays, and suggestions that follow their file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kbgen import config
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

HELP = Path(__file__).parents[3] / "examples" / "in_app" / "help"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HELP, tmp_path / "help"))


def published(project: Path, clean: bool = False) -> dict[str, Any]:
    """Builds; the suggestions in Persian."""
    build(config.load(project / "mkdocs.yml"), BuildOptions(jobs=1, clean=clean))
    found: dict[str, Any] = json.loads((project / "site" / "fa" / "in-app.json").read_text("utf-8"))
    return found


def offers(suggestions: dict[str, Any]) -> dict[str, list[str]]:
    return {pattern: [suggestions["articles"][at]["id"] for at in places] for pattern, places in suggestions["screens"]}


def test_a_section_stands_for_its_articles_and_titles_are_in_the_locales_language(project: Path) -> None:
    found = published(project)
    assert offers(found)["/invoices/**"] == ["invoices/send", "invoices/correct", "invoices/questions"]
    assert offers(found)["/reports"] == []
    assert {article["id"]: article["title"] for article in found["articles"]}["team/invite"] == "دعوت از همکار"


def test_what_was_changed_last_comes_newest_first_without_what_is_popular_anyway(project: Path) -> None:
    found = published(project)
    recent, popular = ([found["articles"][at]["id"] for at in found[name]] for name in ("recent", "popular"))
    assert popular == ["invoices/send", "team/invite"]
    assert recent == ["invoices/questions", "invoices/correct"]
    invite = project / "content" / "fa" / "invoices" / "correct.md"
    invite.write_text(invite.read_text("utf-8").replace("2026-11-24", "2026-11-28"), "utf-8")
    found = published(project)
    assert [found["articles"][at]["id"] for at in found["recent"]] == ["invoices/correct", "invoices/questions"]


def test_an_edit_of_the_file_is_published_as_a_clean_build_would(project: Path) -> None:
    published(project)
    (project / "content" / "in_app.yml").write_text('"#/team/**": [team/]\n', "utf-8")
    after = published(project)
    assert offers(after) == {"#/team/**": ["team/invite"]}
    manifest = project / "site" / "kbgen-manifest.json"
    assert json.loads(manifest.read_text("utf-8"))["screens"] == {"#/team/**": 1}
    files = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    assert published(project, clean=True) == after
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == files
    (project / "content" / "in_app.yml").unlink()
    assert published(project)["screens"] == []


def test_the_file_itself_is_not_published_and_the_script_has_no_hash(project: Path) -> None:
    published(project)
    assert not (project / "site" / "in_app.yml").exists()
    script = (project / "site" / "kb-help.js").read_text("utf-8")
    element = script.partition('from "./')[2].partition('"')[0]
    assert (project / "site" / element).is_file()


def test_an_article_with_an_id_of_its_own_is_found_by_it(project: Path) -> None:
    invite = project / "content" / "fa" / "team" / "invite.md"
    for tag in ("en", "ar", "fa"):
        file = project / "content" / tag / "team" / "invite.md"
        file.write_text(file.read_text("utf-8").replace("kind: guide", "kind: guide\nid: invitations"), "utf-8")
    (project / "content" / "in_app.yml").write_text("/team: [invitations]\n", "utf-8")
    for named in ("popular.yml", "journeys.yml"):
        (project / "content" / named).unlink()
    assert invite.is_file()
    assert published(project)["ids"] == {"invitations": "fa/team/invite/"}


def test_check_names_what_leads_nowhere(project: Path, kbgen: Any) -> None:
    (project / "content" / "in_app.yml").write_text("/team: [team/invites]\nteam: []\n", "utf-8")
    said = kbgen("check", "-f", project / "mkdocs.yml", expect=None).said
    assert "content/in_app.yml:1: warning: There is no article or section team/invites. Did you mean `team/invite`?" in said
    assert "content/in_app.yml:2: error: No address begins as the pattern team does." in said
