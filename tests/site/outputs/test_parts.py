"""What programs read of a large site comes in files of bounded size, and who follows them from the first misses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kbgen import config
from kbgen.articles.schedule import build_day
from kbgen.assistants.site import BuiltSite
from kbgen.collect.known_articles import read_manifest
from kbgen.errors import OperatorError
from kbgen.manifest import FILE, load
from kbgen.report.read.site import find_site
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.outputs.data_files import manifest_files, sitemap_files
from kbgen.site.outputs.feeds import list_files, short_files, whole_text, whole_texts
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.result import BuildResult
from kbgen.site.stops import checked

MOST = 5


@pytest.fixture(scope="module")
def plan(lists: Path) -> SitePlan:
    """Of a site of 13 articles in two languages."""
    settings = config.load(lists / "mkdocs.yml")
    result = BuildResult()
    library = checked(read_content(settings, {}, BuildState()), result, drafts=False, day=build_day(0))
    return plan_site(settings, library, mkdocs_config.load(settings, site_dir=settings.site_dir), result)


@pytest.fixture
def site(plan: SitePlan, tmp_path: Path) -> Path:
    """What readers of the manifest and of the list are given."""
    for name, content in (*manifest_files(plan, MOST), *list_files(plan, MOST)):
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_the_manifest_of_a_large_site_is_read_whole_by_all_who_read_it(plan: SitePlan, site: Path) -> None:
    first = json.loads((site / FILE).read_bytes())
    assert (first["version"], len(first["articles"]), len(first["parts"])) == (2, MOST, 5)
    # Counted from the first, which has the usual name.
    assert [part["file"] for part in first["parts"]] == [f"kbgen-manifest-{number}.json" for number in range(2, 7)]
    ((_, whole),) = manifest_files(plan)
    assert load(site / FILE)["articles"] == json.loads(whole)["articles"]
    assert json.loads(whole)["version"] == 1
    assert len(read_manifest(site / FILE, 0).articles) == 26
    assert len(find_site(None, site, []).articles) == 26
    assistants = BuiltSite(site)
    assert len(assistants.entries("fa")) == 13
    assert all(assistants.facts(entry)["status"] == "published" for entry in assistants.entries("en"))


def test_a_part_of_another_build_is_not_taken_for_this_ones(site: Path) -> None:
    part = site / "kbgen-manifest-3.json"
    part.write_bytes(part.read_bytes().replace(b'"title"', b'"titel"'))
    for read in (lambda: read_manifest(site / FILE, 0), lambda: find_site(None, site, []), lambda: BuiltSite(site).release):
        with pytest.raises(OperatorError):
            read()


def test_a_list_names_the_one_that_follows_it(plan: SitePlan) -> None:
    files = dict(list_files(plan, MOST))
    name, found = "articles.json", []
    while name:
        part = json.loads(files.pop(name))
        found += part["articles"]
        name = part.get("next", "")
    assert not files
    ((_, whole),) = list_files(plan)
    assert found == json.loads(whole)["articles"]


def test_texts_for_language_models_are_in_parts_that_the_old_addresses_lead_to(plan: SitePlan) -> None:
    files = dict(short_files(plan, "en", MOST))
    index = files.pop("en/llms.txt").decode()
    assert (
        "(https://lists.example.org/help/en/llms-1.txt): 5 texts, [all texts in one](https://lists.example.org/help/en/llms-full-1.txt)"
        in index
    )
    assert "(https://lists.example.org/help/en/llms-full-5.txt): 3 texts" in files.pop("en/llms-full.txt").decode()
    assert sorted(files) == [f"en/llms-{number}.txt" for number in range(1, 6)]
    ((_, whole),) = short_files(plan, "en")
    lines = [line for content in files.values() for line in content.decode().splitlines() if line.startswith("- [")]
    assert lines == [line for line in whole.decode().splitlines() if line.startswith("- [")]


def test_every_text_stands_in_one_part(plan: SitePlan) -> None:
    parts = {name: copies for name, (tag, copies) in whole_texts(plan, MOST).items() if tag == "en"}
    assert list(parts) == [f"en/llms-full-{number}.txt" for number in range(1, 6)]
    whole = whole_texts(plan)["en/llms-full.txt"][1]
    assert [copy for copies in parts.values() for copy in copies] == whole
    assert whole_text(plan, "en", ["b", "a"], str.encode) == b"# Lists\n\nb\na"


def test_a_sitemap_is_split_where_it_holds_too_many_addresses(plan: SitePlan) -> None:
    files = dict(sitemap_files(plan, MOST))
    assert [name for name in files if name.startswith("en/")] == [
        f"en/sitemap{number}.xml" for number in ("", "-2", "-3", "-4", "-5")
    ]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    every = [url for content in files.values() for url in ElementTree.fromstring(content)]
    assert all(len(ElementTree.fromstring(content)) <= MOST for content in files.values())
    whole = [url for content in dict(sitemap_files(plan)).values() for url in ElementTree.fromstring(content)]
    assert [url.findtext(f"{space}loc") for url in every] == [url.findtext(f"{space}loc") for url in whole]
    translated = [url for url in every if url.findtext(f"{space}loc", "").endswith("/en/big/a1/")]
    assert [link.get("hreflang") for link in translated[0] if link.get("rel") == "alternate"] == ["en", "fa"]
