"""Moves through the command line, in real git repositories: old addresses lead on, ids stay, and so does every link."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests import plain
from tests.needs import program

LOCALES = ("en", "ar", "fa")


def git(project: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(project: Path, message: str) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", message)


@pytest.fixture
def lantern_repository(scenario) -> Path:
    project: Path = scenario("lantern")
    (project / ".gitignore").write_text("site/\n.kbgen/\n")
    git(project, "init", "-q", "-b", "main")
    commit(project, "First")
    return project


def move(project: Path, old: str, new: str) -> None:
    """As a writer moves files, with git and nothing else."""
    for tag in LOCALES:
        if (project / "content" / tag / old).exists():
            (project / "content" / tag / new).parent.mkdir(parents=True, exist_ok=True)
            git(project, "mv", f"content/{tag}/{old}", f"content/{tag}/{new}")


def goal(site: Path, address: str) -> str:
    """Where the page at an old address leads, relative to the site; it has to be there."""
    text = (site / address / "index.html").read_text("utf-8")
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    assert found, text
    file = Path(os.path.normpath(site / address / found[1])) / "index.html"
    assert file.is_file()
    return file.parent.relative_to(site).as_posix() + "/"


def ids(site: Path) -> dict[str, str]:
    manifest = json.loads((site / "kbgen-manifest.json").read_text("utf-8"))
    return {article["path"]: article["id"] for article in manifest["articles"]}


@pytest.mark.parametrize("committed", [False, True])
def test_after_git_mv_every_old_address_leads_to_the_new_one_in_every_locale(kbgen, lantern_repository, committed):
    project = lantern_repository
    move(project, "billing/card-declined.md", "payment/declined.md")
    if committed:
        commit(project, "Move")
    kbgen("build", cwd=project)
    for tag in LOCALES:
        assert goal(project / "site", f"{tag}/billing/card-declined/") == f"{tag}/payment/declined/"
    assert ids(project / "site")["payment/declined.md"] == "billing/card-declined"


def test_a_chain_of_moves_leads_straight_to_the_last_place(kbgen, lantern_repository):
    project = lantern_repository
    for old, new in (("one", "two"), ("two", "three")):
        if old == "one":
            move(project, "billing/card-declined.md", "billing/one.md")
            commit(project, "To one")
            kbgen("build", cwd=project)
        move(project, f"billing/{old}.md", f"billing/{new}.md")
        commit(project, f"To {new}")
    kbgen("build", cwd=project)
    for old in ("card-declined", "one", "two"):
        assert goal(project / "site", f"fa/billing/{old}/") == "fa/billing/three/"
    rules = (project / "site" / "_redirects").read_text("utf-8")
    assert "/lantern/fa/billing/card-declined/ /lantern/fa/billing/three/ 301\n" in rules


def test_an_address_that_is_taken_again_is_not_redirected(kbgen, lantern_repository):
    project = lantern_repository
    move(project, "billing/card-declined.md", "billing/refused.md")
    commit(project, "Move")
    for tag in LOCALES:
        text = (project / f"content/{tag}/billing/invoices.md").read_text("utf-8")
        (project / f"content/{tag}/billing/card-declined.md").write_text(text, "utf-8")
    kbgen("build", cwd=project, expect=None)
    assert "http-equiv" not in (project / "site/en/billing/card-declined/index.html").read_text("utf-8")
    found = ids(project / "site")
    assert (found["billing/refused.md"], found["billing/card-declined.md"]) == ("billing/card-declined", "billing/card-declined-2")


def test_the_same_commit_gives_the_same_site_without_its_history(kbgen, lantern_repository, tmp_path, files_of):
    project = lantern_repository
    move(project, "billing/card-declined.md", "billing/refused.md")
    kbgen("build", cwd=project)
    commit(project, "Move, with what kbgen remembers of it")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    shutil.copytree(project, tmp_path / "export", ignore=shutil.ignore_patterns(".git", "site", ".kbgen"))
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".kbgen")
    kbgen("build", cwd=project)
    for other in ("shallow", "export"):
        assert "Note" not in kbgen("build", cwd=tmp_path / other).said
        assert files_of(tmp_path / other / "site") == files_of(project / "site")
    assert git(project, "status", "--porcelain") == ""


def test_a_clone_without_its_history_says_what_it_cannot_know(kbgen, lantern_repository, tmp_path):
    move(lantern_repository, "billing/card-declined.md", "billing/refused.md")
    commit(lantern_repository, "Move that no build saw")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{lantern_repository}", "shallow")
    assert "fetch-depth: 0" in kbgen("build", cwd=tmp_path / "shallow").said


def test_without_git_an_article_that_went_is_worth_a_note(kbgen, scenario):
    project = scenario("lantern")
    assert "Note" not in kbgen("build", cwd=project).said
    for tag in LOCALES:
        (project / f"content/{tag}/billing/card-declined.md").unlink(missing_ok=True)
    assert "Note: There is no git history here" in kbgen("build", cwd=project, expect=None).said


def test_phrases_that_readers_asked_for_an_article_by_follow_it(kbgen, lantern_repository):
    project = lantern_repository
    (project / "content/asked.yml").write_text("billing/card-declined.md:\n  en: [plastic refused]\n", "utf-8")
    move(project, "billing/card-declined.md", "payment/declined.md")
    assert "asked-entry" not in kbgen("build", "--strict", cwd=project).said
    assert "payment/declined" in kbgen("search", "plastic refused", "--locale", "en", cwd=project).said


def test_phrases_for_a_draft_or_an_expired_article_do_not_stop_a_build(kbgen, small):
    files = {"en/a.md": "---\ntitle: A\n---\nText.\n", "asked.yml": "b.md: {en: [x]}\nc.md: {en: [y]}\n"}
    files |= {
        "en/b.md": "---\ntitle: B\nstatus: draft\n---\nText.\n",
        "en/c.md": "---\ntitle: C\nexpire_at: 2020-01-01\n---\nText.\n",
    }
    said = kbgen("build", "-f", small(files)).said
    for line, path in ((1, "b.md"), (2, "c.md")):
        assert f"content/asked.yml:{line}: warning: The article {path} is not shown to readers now." in said


def test_a_renamed_folder_takes_its_own_address_along(kbgen, lantern_repository):
    project = lantern_repository
    for tag in LOCALES:
        if (project / f"content/{tag}/billing").exists():
            git(project, "mv", f"content/{tag}/billing", f"content/{tag}/payment")
    kbgen("build", cwd=project)
    for tag in LOCALES:
        assert goal(project / "site", f"{tag}/billing/") == f"{tag}/payment/"


def test_a_renamed_section_takes_along_the_addresses_of_all_that_is_in_it_and_links_to_it(kbgen, small):
    text = "---\ntitle: {}\n---\nText.\n".format
    files = {f"{tag}/{name}": text(name) for tag in ("en", "fa") for name in ("old/index.md", "old/deep/a.md", "old/deep/b.md")}
    config = small(files | {"en/c.md": text("C") + "[There](old/) and [deep](old/deep/index.md)"}, locales="{en: English, fa: F}")
    project = config.parent
    git(project, "init", "-q")
    commit(project, "First")
    for tag in ("en", "fa"):
        git(project, "mv", f"content/{tag}/old", f"content/{tag}/new")
    commit(project, "Moved")
    assert "[link]" not in kbgen("build", cwd=project).said
    for tag in ("en", "fa"):
        assert goal(project / "site", f"{tag}/old/") == f"{tag}/new/"
        assert goal(project / "site", f"{tag}/old/deep/") == f"{tag}/new/deep/"
        assert goal(project / "site", f"{tag}/old/deep/a/") == f"{tag}/new/deep/a/"
    assert 'href="../new/deep/"' in (project / "site/en/c/index.html").read_text("utf-8")


def test_old_addresses_in_front_matter_become_pages_and_rules(kbgen, small):
    old = "redirect_from: [/old/page, /alt/seite.html, 'https://old.example/hc/1', /en/]"
    config = small(
        {"en/a.md": f"---\ntitle: A\n{old}\n---\nText.\n", "en/b.md": "---\ntitle: B\nredirect_from: [/old/page]\n---\nText.\n"}
    )
    said = kbgen("build", "-f", config).said
    site = config.parent / "site"
    assert goal(site, "old/page/") == "en/a/"
    assert "en/a/" in (site / "alt/seite.html").read_text("utf-8")
    rules = (site / "_redirects").read_text("utf-8")
    assert "/old/page /en/a/ 301\n" in rules
    assert "https://old.example/hc/1 /en/a/ 301\n" in rules
    assert '"old.example/hc/1" "/en/a/";' in (site / "nginx-redirects.conf").read_text("utf-8")
    assert "content/en/a.md: warning: `redirect_from` names /en/, where the site has the page en/, which kbgen makes." in said
    assert "[redirect-twice]" in said


@pytest.mark.needs("nginx")
def test_nginx_reads_the_rules_and_redirects_by_them(kbgen, lantern_repository, tmp_path):
    move(lantern_repository, "billing/card-declined.md", "billing/کارت.md")
    kbgen("build", cwd=lantern_repository)
    settings, socket = tmp_path / "nginx.conf", tmp_path / "nginx.sock"
    settings.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; map_hash_bucket_size 256; include {lantern_repository}/site/nginx-redirects.conf;\n"
        f"server {{ listen unix:{socket}; absolute_redirect off; if ($kbgen_redirect) {{ return 301 $kbgen_redirect; }} }} }}\n"
    )
    server = subprocess.Popen([program("nginx"), "-c", settings, "-p", tmp_path, "-e", tmp_path / "error.log"])
    try:
        with plain.Client(transport=httpx.HTTPTransport(uds=str(socket), retries=20), base_url="http://help") as client:
            answer = client.get("/lantern/fa/billing/card-declined")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"/lantern/fa/billing/{quote('کارت')}/")
    finally:
        server.terminate()
        server.wait(60)


def test_rename_moves_an_article_in_all_languages_and_rewrites_links(kbgen, lantern_repository):
    project = lantern_repository
    said = kbgen("rename", "start/set-up", "begin/first/install", cwd=project).said
    assert "content/fa/start/set-up.md → content/fa/begin/first/install.md" in said
    assert "](begin/first/install.md)" in (project / "content/en/index.md").read_text("utf-8")
    # No link is broken, those of the article that moved included; the id stays.
    kbgen("build", "--strict", cwd=project)
    assert ids(project / "site")["begin/first/install.md"] == "start/set-up"
    assert goal(project / "site", "ar/start/set-up/") == "ar/begin/first/install/"
    status = git(project, "status", "--porcelain")
    assert "content/en/start/set-up.md -> content/en/begin/first/install.md" in status
    # The new record of moves goes into the same commit as the moves.
    assert "A  content/_moves.txt" in status.splitlines()
    git(project, "commit", "-q", "-a", "-m", "Move")
    assert git(project, "status", "--porcelain") == ""


def test_rename_moves_a_section_and_works_without_git(kbgen, scenario):
    project = scenario("lantern")
    kbgen("rename", "billing", "money/paying", cwd=project)
    kbgen("build", "--strict", cwd=project)
    assert not (project / "content/en/billing").exists()
    assert goal(project / "site", "fa/billing/invoices/") == "fa/money/paying/invoices/"
    assert goal(project / "site", "en/billing/") == "en/money/paying/"


SHARED = {
    "en/_snippets/pay.md": (
        "Pay with [a card](/billing/card-declined.md#expired) or [see all](../billing/card-declined.md).",
        "Pay with [a card](/money/cards.md#expired) or [see all](../money/cards.md).",
    ),
    "en/_snippets/near.md": (
        "[Bills](invoices.md), [help](/billing/card-declined.md)",
        "[Bills](/billing/invoices.md), [help](/money/cards.md)",
    ),
    "fa/_snippets/pay.md": ("[کارت](/billing/card-declined.md)\r\n", "[کارت](/money/cards.md)\r\n"),
    "en/_snippets/unused.md": (
        "[Here](/billing/card-declined.md) and [there](card-declined.md)",
        "[Here](/money/cards.md) and [there](card-declined.md)",
    ),
    "en/_banner.md": (
        "---\nlevel: problem\n---\n[Cards](billing/card-declined.md) fail.\n",
        "---\nlevel: problem\n---\n[Cards](money/cards.md) fail.\n",
    ),
    "search-tests.yml": (
        "- {query: card, locale: en, article: billing/card-declined.md}\n- {query: a, locale: en, article: start/set-up.md}\n",
        "- {query: card, locale: en, article: money/cards.md}\n- {query: a, locale: en, article: start/set-up.md}\n",
    ),
    "asked.yml": ("billing/card-declined.md:\n  en: [no card]\n", "money/cards.md:\n  en: [no card]\n"),
}


def test_rename_rewrites_snippets_banners_and_lists_of_articles_too(kbgen, scenario):
    project = scenario("lantern")
    content = project / "content"
    for name, (before, _) in SHARED.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_bytes(before.encode())
    # One snippet in an article that stays, one through another in two that part.
    for name, sign in (("en/start/set-up.md", "pay"), ("en/billing/card-declined.md", "near"), ("en/billing/invoices.md", "near")):
        (content / name).write_text((content / name).read_text("utf-8") + f"\n{{+ {sign} }}\n", "utf-8")
    said = kbgen("rename", "billing/card-declined", "money/cards", cwd=project).said
    assert {name: (content / name).read_bytes().decode() for name in SHARED} == {name: after for name, (_, after) in SHARED.items()}
    assert "content/en/_snippets/pay.md: links rewritten" in said
    kbgen("build", "--strict", cwd=project)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("start/setup", "x"), "There is no article or section at start/setup. Did you mean `start/set-up`?"),
        (("start/set-up", "billing/invoices"), "exists already"),
        (("start/set-up", "../out"), "is no place in a locale's folder"),
    ],
)
def test_rename_refuses_what_cannot_be(kbgen, scenario, arguments, said):
    project = scenario("lantern")
    assert said in kbgen("rename", *arguments, cwd=project, expect=1).said
    assert (project / "content/en/start/set-up.md").exists()


def test_retire_says_so_and_points_on_in_every_language(kbgen, scenario, page):
    project = scenario("lantern")
    kbgen("retire", "billing/card-declined", "--replaced-by", "billing/invoices", cwd=project)
    kbgen("build", cwd=project)
    for tag in LOCALES:
        notice = page(project / "site", f"{tag}/billing/card-declined/").find(class_="kb-notice")
        assert notice.find("a")["href"].endswith(f"{tag}/billing/invoices/")
    assert "billing/card-declined/" not in (project / "site/en/llms.txt").read_text("utf-8")


def test_retire_refuses_what_is_not_there(kbgen, scenario):
    project = scenario("lantern")
    assert "There is no article at billing/card." in kbgen("retire", "billing/card", cwd=project, expect=1).said
    said = kbgen("retire", "billing/invoices", "-r", "billing/invoice", cwd=project, expect=1).said
    assert "No other article has the id billing/invoice." in said


def test_a_heading_that_vanished_is_named_where_a_link_leads_to_it(kbgen, small):
    config = small({"en/a.md": "---\ntitle: A\n---\n[b](b.md#gone)\n", "en/b.md": "---\ntitle: B\n---\n## Here\n"})
    for verb in ("check", "build"):
        said = kbgen(verb, "-f", config).said
        assert "content/en/a.md:4: warning: en/b.md has no heading with the address #gone." in said
