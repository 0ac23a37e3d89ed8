"""An import can be run again at any time: names stay, writers' edits stay, interrupted work goes on."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from kbgen.errors import OperatorError
from kbgen.imports.run import Request, run
from kbgen.imports.writing import FileOutcome

from .conftest import EXPORTS, articles, files_of


def test_a_file_that_a_writer_has_edited_is_never_overwritten(site, bring, export, read):
    bring("zendesk", export({"a.json": articles("<p>Old.</p>", "<p>Old.</p>")}))
    edited = site.content_dir / "en/guides/article-1.md"
    edited.write_text(edited.read_text("utf-8") + "\nMine.\n", "utf-8")
    report = bring("zendesk", export({"a.json": articles("<p>New.</p>", "<p>New.</p>")}))
    assert read("en/guides/article-1.md").endswith("Old.\n\nMine.\n")
    assert read("en/guides/article-2.md").endswith("New.\n")
    assert report.outcomes["en/guides/article-1.md"] is FileOutcome.EDITED
    assert report.outcomes["en/guides/article-2.md"] is FileOutcome.UPDATED
    assert any(line.startswith("en/guides/article-1.md: edited since") for line in report.lines())


def test_an_article_that_a_writer_has_moved_does_not_come_back(site, bring, export):
    source = export({"a.json": articles("<p>One.</p>")})
    bring("zendesk", source)
    (site.content_dir / "en/guides/article-1.md").rename(site.content_dir / "en/elsewhere.md")
    report = bring("zendesk", source)
    assert not (site.content_dir / "en/guides/article-1.md").exists()
    assert report.outcomes["en/guides/article-1.md"] is FileOutcome.REMOVED


def test_an_article_keeps_its_file_when_its_title_changes(bring, export, read):
    bring("zendesk", export({"a.json": articles({"title": "First name", "body": "<p>x</p>"})}))
    bring("zendesk", export({"a.json": articles({"title": "Second name", "body": "<p>x</p>"})}))
    assert "title: Second name" in read("en/guides/first-name.md")


def test_an_article_that_left_the_export_is_named_and_stays(site, bring, export):
    bring("zendesk", export({"a.json": articles("<p>One.</p>", "<p>Two.</p>")}))
    report = bring("zendesk", export({"a.json": articles("<p>One.</p>")}))
    assert report.gone == ("en/guides/article-2.md",)
    assert (site.content_dir / "en/guides/article-2.md").is_file()


def test_a_run_that_was_killed_while_writing_goes_on_where_it_was(site, bring):
    bring("zendesk", EXPORTS / "zendesk")
    whole = files_of(site)
    # As after a kill: half of the files are there, and the memory knows names only.
    memory = site.root / ".kbgen" / "import-zendesk.json"
    memory.write_text(json.dumps({**json.loads(memory.read_text("utf-8")), "files": {}}), "utf-8")
    (site.content_dir / "en/lost-and-found/index.md").unlink()
    shutil.rmtree(site.content_dir / "ar" / "the-lamp")
    bring("zendesk", EXPORTS / "zendesk")
    assert files_of(site) == whole


def test_without_its_memory_an_import_knows_its_files_by_their_old_addresses(site, bring):
    bring("zendesk", EXPORTS / "zendesk")
    whole = files_of(site)
    (site.root / ".kbgen" / "import-zendesk.json").unlink()
    bring("zendesk", EXPORTS / "zendesk")
    assert files_of(site) == whole


def test_a_file_that_no_import_made_is_left_alone_and_the_article_gets_another_name(site, bring, export, read):
    own = site.content_dir / "en/guides/article-1.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: Mine\n---\n", "utf-8")
    (own.parent / "index.md").write_text("---\ntitle: My guides\n---\n", "utf-8")
    report = bring("zendesk", export({"a.json": articles("<p>Theirs.</p>")}))
    assert own.read_text("utf-8") == "---\ntitle: Mine\n---\n"
    assert read("en/guides/article-1-2.md").endswith("Theirs.\n")
    assert report.outcomes["en/guides/index.md"] is FileOutcome.FOREIGN


def test_an_export_that_has_not_changed_is_not_converted_again_and_reported_alike(site, bring):
    stages = []
    first = bring("zendesk", EXPORTS / "zendesk")
    whole = files_of(site)
    request = Request("zendesk", EXPORTS / "zendesk")
    second = run(site, request, lambda stage, done, total: stages.append(stage))
    assert stages == []
    assert files_of(site) == whole
    assert set(second.outcomes.values()) == {FileOutcome.UNCHANGED}
    assert second == replace(first, outcomes=second.outcomes)
    # A file that a writer touched is told, one that was lost on the way is written again.
    (site.content_dir / "en/lost-and-found/index.md").write_text("Mine.")
    assert FileOutcome.EDITED in run(site, request, lambda stage, done, total: stages.append(stage)).outcomes.values()
    assert stages == []


@pytest.mark.parametrize(
    "change",
    [
        lambda source, site: (source / "a.json").write_text((source / "a.json").read_text().replace("One", "Two")),
        lambda source, site: (source / "extra.json").write_text("{}"),
        lambda source, site: (site.root / ".kbgen/cache/import-zendesk.json").write_text("{"),
        lambda source, site: (site.root / ".kbgen/cache/import-zendesk.json").unlink(),
    ],
    ids=["article", "file", "damaged", "lost"],
)
def test_whatever_changed_has_the_export_converted(site, bring, export, change):
    source = export({"a.json": articles("<p>One.</p>")})
    bring("zendesk", source)
    change(source, site)
    stages = []
    run(site, Request("zendesk", source), lambda stage, done, total: stages.append(stage))
    assert "Converting" in stages


def test_an_export_from_another_folder_needs_a_name(bring, export):
    bring("zendesk", export({"a.json": articles("<p>x</p>")}, "january"))
    february = export({"a.json": articles("<p>x</p>")}, "february")
    with pytest.raises(OperatorError, match="--name zendesk"):
        bring("zendesk", february)
    assert set(bring("zendesk", february, name="zendesk").outcomes.values()) == {FileOutcome.UNCHANGED}


def test_a_mistyped_folder_is_not_taken_for_another_import(bring, export):
    source = export({"a.json": articles("<p>x</p>")}, "january")
    bring("zendesk", source)
    with pytest.raises(OperatorError, match=r"^There is no folder .*janaury\."):
        bring("zendesk", source.with_name("janaury"))


def test_two_imports_with_names_of_their_own_do_not_mix(bring, export, read):
    bring("zendesk", export({"a.json": articles("<p>One.</p>")}, "one"), name="one")
    bring("zendesk", export({"a.json": articles("<p>Two.</p>")}, "two"), name="two")
    assert read("en/guides/article-1.md").endswith("One.\n")
    assert read("en/guides/article-1-2.md").endswith("Two.\n")


@pytest.mark.parametrize("text", ["{broken", "[]", '{"version": 99}', "\x00"])
def test_a_memory_that_is_not_readable_stops_the_import_rather_than_guess(site, bring, export, text):
    (site.root / ".kbgen").mkdir()
    (site.root / ".kbgen" / "import-zendesk.json").write_text(text, "utf-8")
    with pytest.raises(OperatorError, match=r"import-zendesk\.json"):
        bring("zendesk", export({"a.json": articles("<p>x</p>")}))


def test_names_in_the_memory_cannot_lead_out_of_the_content_folder(site, bring, export):
    (site.root / ".kbgen").mkdir()
    memory = {"version": 1, "source": "export", "names": {"article/1": "../../evil", "section/9": "/etc/x"}, "files": {}}
    (site.root / ".kbgen" / "import-zendesk.json").write_text(json.dumps(memory), "utf-8")
    bring("zendesk", export({"a.json": articles("<p>x</p>")}))
    assert (site.content_dir / "en/guides/article-1.md").is_file()
    assert not list(site.root.parent.rglob("evil*"))


def test_a_folder_that_is_a_link_out_of_the_content_folder_is_not_written_to(site, bring, export, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.content_dir / "en" / "guides").symlink_to(outside)
    report = bring("zendesk", export({"a.json": articles("<p>x</p>")}))
    assert list(outside.iterdir()) == []
    assert report.outcomes["en/guides/article-1.md"] is FileOutcome.FOREIGN


@pytest.mark.parametrize("name", ["../x", "a/b", "Upper", " ", "x" * 80])
def test_a_name_that_could_be_a_path_is_refused(bring, export, name):
    with pytest.raises(OperatorError, match="cannot be the name"):
        bring("zendesk", export({"a.json": articles("<p>x</p>")}), name=name)
