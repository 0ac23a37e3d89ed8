"""What an article's page shows of its front matter is found by search too: readers type what they see."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.articles.article import Kind
from kbgen.articles.kinds import KINDS
from kbgen.search.answering.searcher import Searcher
from kbgen.site.search_documents import BOXES_WITH_ADDRESS
from tests.command import run_kbgen

SITE = """site_name: Help
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: English}
"""
ARTICLES = {
    "lamp": "kind: troubleshooting\nsymptoms: [The lamp flickers, It hums at dusk]\napplies_to: [Aurora seven]",
    "move": "kind: guide\ngoal: The sofa stands upstairs.\nneeds: [A trolley]",
    "mill": "kind: case-study\nfacts: {Harvest: 40 barrels}",
    "tide": "kind: white-paper\nabstract: Estuaries warm slowly.\nauthors: [Ida Quint]",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    (project / "content" / "en").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(SITE, "utf-8")
    for name, front in ARTICLES.items():
        marks = KINDS[Kind(front.split()[1])].marks or ["more"]
        body = "".join(f"## Part {mark} {{.{mark}}}\n\n1. Others.\n\n" for mark in marks)
        text = f"---\ntitle: About {name}\ndescription: Of {name}.\n{front}\n---\n\nSome words.\n\n{body}"
        (project / "content" / "en" / f"{name}.md").write_text(text, "utf-8")
    run_kbgen("build", "-q", "-f", project / "mkdocs.yml")
    return project / "site"


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("flickers", "lamp"),
        ("hums at dusk", "lamp"),
        ("aurora", "lamp"),
        ("upstairs", "move"),
        ("trolley", "move"),
        ("harvest barrels", "mill"),
        ("estuaries warm slowly", "tide"),
        ("quint", "tide"),
    ],
)
def test_search_finds_what_stands_in_the_boxes_of_a_page(site: Path, query: str, article: str) -> None:
    assert [each.article for each in Searcher(site / "search" / "en").search(query)] == [article]


def test_a_result_leads_to_the_box_where_it_has_an_address(site: Path) -> None:
    named = {key.name: kind for kind in Kind for key in KINDS[kind].keys if key.name in BOXES_WITH_ADDRESS}
    assert named.keys() == BOXES_WITH_ADDRESS
    pages = {"symptoms": "lamp", "abstract": "tide"}
    for name in BOXES_WITH_ADDRESS:
        assert f'id="{name}"' in (site / "en" / pages[name] / "index.html").read_text("utf-8")
