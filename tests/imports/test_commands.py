"""`kbgen import` on the command line: options, report, what it says and how it ends."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kbgen.imports.products import helpscout
from kbgen.imports.products.table import PRODUCTS

from .conftest import EXPORTS, MKDOCS, articles
from .test_dialects import PNG

TEAMS = "      teams: {docs: {name: {en: Mina Docs}}, support: {name: {en: Support}}}\n"


def test_losses_are_told_one_a_line_and_the_report_holds_them_all(site, kbgen):
    report = site.root / "report.json"
    run = kbgen("import", "zendesk", EXPORTS / "zendesk", "--report", report, cwd=site.root)
    document = json.loads(report.read_text("utf-8"))
    assert document["articles"] == {"ar": 1, "en": 4, "fa": 1}
    assert document["drafts"] == 3
    assert document["outcomes"] == {"new": 13}
    assert {tuple(loss) for loss in document["losses"]} == {("file", "what", "why")}
    for loss in document["losses"]:
        assert f"{loss['file']}: {loss['what']}: {loss['why']}" in run.stdout
    assert run.stdout.splitlines()[-1] == (
        "Articles: 6 (1 in ar, 4 in en, 1 in fa), of them drafts: 3. Sections: 4. Pictures and downloads: 2. "
        "Files written: 13, unchanged: 0. Not carried: 6. Words on the pages: 104 of 104."
    )


def test_quiet_says_the_summary_only(site, kbgen):
    run = kbgen("import", "html", EXPORTS / "html", "-q", cwd=site.root)
    assert len(run.stdout.splitlines()) == 1


def test_what_was_imported_builds(site, kbgen):
    kbgen("import", "html", EXPORTS / "html", cwd=site.root)
    kbgen("build", cwd=site.root)
    assert (site.site_dir / "en/billing/pay/index.html").is_file()


def test_a_large_import_shows_how_far_it_is(site, kbgen, export):
    source = export({"a.json": articles(*["<p>x</p>"] * 1200)})
    run = kbgen("import", "zendesk", source, cwd=site.root)
    assert "Converting: 601 of 1,201" in run.stdout
    assert "Writing: 601 of 1,201" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["zendesk", "nowhere"], "There is no folder nowhere. Save the export to a folder and name that."),
        (["zendesk", ".", "--locale", "de"], "--locale de is not a pair."),
        (["zendesk", ".", "--into", "xx"], "xx is not a language of this site. It has: en, ar, fa."),
        (["zendesk", ".", "--locale", "de=xx"], "xx is not a language of this site."),
        (["lotus", "."], "'lotus' is not one of"),
    ],
)
def test_a_wrong_argument_is_told_in_a_sentence(site, kbgen, arguments, words):
    run = kbgen("import", *arguments, cwd=site.root, expect=None)
    assert run.returncode != 0
    assert words in run.stderr
    assert "Traceback" not in run.said


def test_authors_become_the_teams_that_are_called_so_and_others_are_named_once(site, kbgen):
    config = site.config_file
    config.write_text(config.read_text("utf-8") + TEAMS, "utf-8")
    kbgen("import", "zendesk", EXPORTS / "zendesk", cwd=site.root)
    assert "owner: docs\n" in (site.content_dir / "en/the-lamp/set-up/mount-the-lamp.md").read_text("utf-8")
    run = kbgen("import", "html", EXPORTS / "html", "--owner", "Billing=support", cwd=site.root)
    assert "owner: support\n" in (site.content_dir / "en/billing/pay.md").read_text("utf-8")
    assert "authors" not in run.stdout
    run = kbgen("import", "intercom", EXPORTS / "intercom", cwd=site.root)
    assert "authors: 6: 1 text without an owner" in run.stdout


def test_help_does_not_load_what_only_an_import_needs(kbgen):
    code = "import sys, kbgen.imports.commands; sys.exit(bool({'bs4', 'markdownify', 'mkdocs'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_an_import_that_is_killed_goes_on_and_ends_as_if_it_never_was(site, kbgen, export, tmp_path):
    source = export({"a.json": articles(*["<p>text</p>"] * 600)})
    process = subprocess.Popen([sys.executable, "-m", "kbgen", "import", "zendesk", str(source), "-q"], cwd=site.root)
    try:
        while process.poll() is None and not (site.content_dir / "en/guides/article-100.md").exists():
            time.sleep(0.01)
    finally:
        process.kill()
    process.wait()
    kbgen("import", "zendesk", source, "-q", cwd=site.root)
    clean = tmp_path / "clean"
    (clean / "content" / "en").mkdir(parents=True)
    (clean / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    kbgen("import", "zendesk", source, "-q", cwd=clean)

    def everything(root: Path) -> dict[str, bytes]:
        tops = (root / "content", root / ".kbgen")
        return {str(file.relative_to(root)): file.read_bytes() for top in tops for file in top.rglob("*") if file.is_file()}

    # What was being written when the end came may lie beside under a name that no site shows.
    left = {name: content for name, content in everything(site.root).items() if not name.endswith(".new")}
    assert left == everything(clean)


def test_every_product_of_the_table_is_read_by_its_module():
    wanted = list(inspect.signature(helpscout.read).parameters)
    assert [name for name, each in PRODUCTS.items() if list(inspect.signature(each.reader().read).parameters) != wanted] == []


def test_whatever_an_export_lacks_takes_a_few_lines_and_every_kind_is_told(site, kbgen, export):
    text = (
        "# A\n\n![p](p.png) ![q](q.png) [l](l.md) [m](m.md) <Odd>x</Odd> <Odder>y</Odder> {{ one }} {{ two }}\n\n"
        "[!INCLUDE [x](none.md)]\n\n[!INCLUDE [x](nothing.md)]\n\n::: pkg.Class\n\n::: pkg.Other\n"
    )
    files = {f"{name}.md": f"---\n{name}: 1\nmore_{name}: 2\n---\n{text}" for name in ("aa", "bb")}
    files |= {"_part.md": "Part\n", "_piece.md": "Piece\n"}
    run = kbgen("import", "markdown", export(files), cwd=site.root)
    told = run.stdout.splitlines()
    assert len(told) <= 8
    for kind in ("pictures", "links", "components", "words", "files", "front matter", "others"):
        assert kind in run.stdout, kind


def test_import_and_first_build_say_a_dozen_lines_together_and_later_builds_name_each(site, kbgen, export):
    files = {f"{name}.md": "# A\n\n![](p.png)\n\nAs **it is\n\nSee [here](b.md).\n" for name in ("aa", "bb", "cc", "dd", "ee")}
    source = export({**files, "b.md": "# B\n\nx\n", "p.png": PNG})
    told = kbgen("import", "markdown", source, cwd=site.root).said + kbgen("build", cwd=site.root).said
    assert "warning: 5 × like content/en/aa.md" in told
    assert len(told.splitlines()) <= 12
    (site.content_dir / "en" / "aa.md").write_text((site.content_dir / "en" / "aa.md").read_text("utf-8") + "\nMore.\n", "utf-8")
    later = kbgen("build", cwd=site.root).said
    assert "×" not in later
    assert len([line for line in later.splitlines() if "warning" in line]) >= 5
