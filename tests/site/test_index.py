"""The search index of the site after edits: what a clean build gives, whatever was edited, lost or stopped in between."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.config import load
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

LOCALES = ("en", "ar", "fa")
SENTENCES = {
    "en": [
        "Reset the password of the device.",
        "Invoices, tablets and a quokka.",
        "Phones sync what the card paid.",
        "Mobile phones.",
    ],
    "ar": ["أعد تعيين كلمة المرور على الجهاز.", "فواتير وأجهزة وكنغر.", "الهواتف والبطاقات.", "هاتف جوال."],
    "fa": ["گذرواژهٔ دستگاه را بازنشانی کنید.", "صورت‌حساب‌ها و یک کوالا.", "گوشی‌ها و کارت‌ها.", "تلفن همراه."],
}


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def update(project: Path) -> dict[str, bytes]:
    build(load(project / "mkdocs.yml"), BuildOptions(jobs=1))
    return files_below(project / "site")


def clean(project: Path) -> dict[str, bytes]:
    """What a build that remembers nothing makes of the same content."""
    site = project.parent / "clean"
    shutil.rmtree(site, ignore_errors=True)
    build(
        replace(load(project / "mkdocs.yml"), site_dir=site), BuildOptions(jobs=1, clean=True, cache=project.parent / "other cache")
    )
    return files_below(site)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def add_text(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")


def in_front_matter(path: Path, start: str, change: Callable[[str], str]) -> None:
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(change(line) if line.startswith(start) else line for line in lines), "utf-8")


def edit_anything(project: Path, choice: random.Random, step: int) -> str:
    """One edit of the sort that writers make; returns what it was, for the test that fails."""
    content = project / "content"
    tag = choice.choice(LOCALES)
    articles = sorted(path for path in (content / tag).rglob("*.md") if path.name != "index.md" and "made" not in path.name)
    article, sentence = choice.choice(articles), choice.choice(SENTENCES[tag])
    what = choice.choice(
        ["text", "text", "text", "less", "title", "keywords", "synonyms", "asked", "add", "remove", "rename", "section"]
    )
    match what:
        case "text":
            add_text(article, f"{sentence} word{step}")
        case "less":
            lines = article.read_text("utf-8").split("\n")
            lines = [line for line in lines if not line.startswith(tuple(SENTENCES[tag]))]
            article.write_text("\n".join(lines), "utf-8")
        case "title":
            in_front_matter(article, "title:", lambda line: f"{line} {sentence.split()[0]}")
        case "keywords":
            in_front_matter(article, "owner:", lambda line: f"{line}\nkeywords: [{sentence.split()[1]}]")
            text = article.read_text("utf-8")
            if text.count("\nkeywords:") > 1:
                article.write_text(text.replace(f"\nkeywords: [{sentence.split()[1]}]", "", 1), "utf-8")
        case "synonyms":
            words = sentence.rstrip(".").split()
            (content / f"synonyms.{tag}.yml").write_text(f"- {words[0]}, zebra{step}\n- {words[0]} {words[1]} => quokka\n", "utf-8")
        case "asked":
            name = article.relative_to(content / tag).as_posix()
            (content / "asked.yml").write_text(f"{name}:\n  {tag}: [{sentence.rstrip('.').split()[0]}]\n", "utf-8")
        case "add":
            source = content / "en" / "billing" / "invoices.md"
            (content / "en" / "billing" / f"made-{step}.md").write_text(source.read_text("utf-8"), "utf-8")
        case "remove" | "rename":
            made = sorted((content / "en" / "billing").glob("made-*.md"))
            if made and what == "rename":
                made[0].rename(made[0].with_name(f"a-made-{step}.md"))
            elif made:
                made[0].unlink()
        case "section":
            in_front_matter(content / tag / "billing" / "index.md", "title:", lambda line: f"{line} {step}")
    return f"{step}: {what} of {article}"


@pytest.mark.parametrize("seed", range(2))
def test_a_site_after_any_edits_equals_a_clean_one(scenario, seed):
    project, choice = scenario("lantern"), random.Random(seed)
    update(project)
    done = []
    for step in range(9):
        done.append(edit_anything(project, choice, step))
        updated = update(project)
        # What an update gets wrong stays wrong: a clean build after every third shows it.
        if step % 3 == 2:
            assert differing(updated, clean(project)) == [], done


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    project = tmp_path_factory.mktemp("built") / "project"
    scenario = Path(__file__).parents[1] / "scenarios" / "lantern"
    shutil.copytree(scenario, project, ignore=shutil.ignore_patterns("site", ".kbgen"))
    update(project)
    return project


@pytest.fixture
def project(built_once, tmp_path) -> Path:
    """A site that is built, with what its build remembers."""
    return Path(shutil.copytree(built_once, tmp_path / "project"))


def memories(project: Path, folder: str) -> dict[str, bytes]:
    return files_below(project / ".kbgen" / "cache" / folder)


def test_an_edit_in_one_language_is_no_matter_of_the_others(project, files_of):
    before = files_of(project / "site" / "search" / "en")
    indexes = project / ".kbgen" / "cache" / "indexes"
    for path in indexes.iterdir():
        path.write_text("nothing that can be read")
    add_text(project / "content" / "fa" / "billing" / "invoices.md", SENTENCES["fa"][1])
    after = update(project)
    assert files_of(project / "site" / "search" / "en") == before
    # That of Persian alone was looked at, and made anew.
    assert sorted(len(content) > 100 for content in memories(project, "indexes").values()) == [False, False, True]
    assert differing(after, clean(project)) == []


def test_an_update_imports_no_whoosh(project):
    script = (
        "import sys\nfrom pathlib import Path\nfrom kbgen.config import load\nfrom kbgen.site.build import build\n"
        "from kbgen.site.result import BuildOptions\nbuild(load(Path(sys.argv[1])), BuildOptions(jobs=1))\n"
        "print('whoosh' in sys.modules)\n"
    )
    add_text(project / "content" / "fa" / "billing" / "invoices.md", SENTENCES["fa"][1])
    add_text(project / "content" / "en" / "start" / "set-up.md", SENTENCES["en"][1])
    command = [sys.executable, "-c", script, project / "mkdocs.yml"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.endswith("False\n")
    assert differing(files_below(project / "site"), clean(project)) == []


def test_the_command_updates_to_what_it_builds_clean(project, kbgen, files_of, tmp_path):
    add_text(project / "content" / "ar" / "billing" / "invoices.md", SENTENCES["ar"][0])
    kbgen("build", "-f", project / "mkdocs.yml")
    kbgen("build", "--clean", "-f", project / "mkdocs.yml", "-d", tmp_path / "clean")
    assert differing(files_of(project / "site"), files_of(tmp_path / "clean")) == []


def _harm(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff\xff" + content[len(content) // 2 + 2 :])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "documents lost": lambda project: shutil.rmtree(project / ".kbgen/cache/documents"),
    "documents damaged": lambda project: [_harm(path) for path in (project / ".kbgen/cache/documents").iterdir()],
    "indexes lost": lambda project: shutil.rmtree(project / ".kbgen/cache/indexes"),
    "indexes damaged": lambda project: [_harm(path) for path in (project / ".kbgen/cache/indexes").iterdir()],
    "published shards damaged": lambda project: [_harm(path) for path in (project / "site/search").glob("*/terms-*")],
    "a published text cut short": lambda project: next((project / "site/search/fa").glob("text-*")).write_text("["),
    "published cards lost": lambda project: [path.unlink() for path in (project / "site/search").glob("*/cards-*")],
}


def _edit_text(project: Path) -> None:
    for tag in LOCALES:
        for path in (project / "content" / tag / "billing").glob("*.md"):
            add_text(path, SENTENCES[tag][0])


def _edit_synonyms(project: Path) -> None:
    for tag in LOCALES:
        (project / "content" / f"synonyms.{tag}.yml").write_text("- zebra, quokka\n", "utf-8")


@pytest.mark.parametrize("edit", [_edit_text, _edit_synonyms])
def test_what_is_damaged_is_built_anew(built_once, tmp_path, edit):
    """One damage after another, each on a copy of the same site; an edit's clean site is the same for all."""
    expected: dict[str, bytes] = {}
    for number, (damage, harm) in enumerate(DAMAGES.items()):
        project = Path(shutil.copytree(built_once, tmp_path / str(number)))
        harm(project)
        edit(project)
        expected = expected or clean(project)
        assert differing(update(project), expected) == [], damage


def test_edited_synonyms_reach_the_index(project, files_of):
    before = files_of(project / "site" / "search")
    (project / "content" / "synonyms.en.yml").write_text("- quokka => invoice\n- spiny anteater => tablet\n", "utf-8")
    after = update(project)
    assert {name[:3] for name in differing(before, files_of(project / "site" / "search"))} == {"en/"}
    assert differing(after, clean(project)) == []


def test_a_build_that_was_stopped_before_it_published_leaves_no_trace(project, tmp_path):
    """As a kill does between the index and the publishing: the cache has files of a build that never came to be."""
    article = project / "content" / "fa" / "billing" / "invoices.md"
    text = article.read_text("utf-8")
    shutil.copytree(project / "site", tmp_path / "site")
    shutil.copytree(project / ".kbgen", tmp_path / "memory")
    add_text(article, SENTENCES["fa"][1])
    update(project)
    shutil.rmtree(project / "site")
    shutil.copytree(tmp_path / "site", project / "site")
    shutil.copytree(tmp_path / "memory", project / ".kbgen", dirs_exist_ok=True)
    article.write_text(text, "utf-8")
    assert differing(update(project), clean(project)) == []
    add_text(article, SENTENCES["fa"][2])
    assert differing(update(project), clean(project)) == []


def test_the_cache_holds_nothing_of_older_builds(project):
    article = project / "content" / "en" / "billing" / "invoices.md"
    add_text(article, "A first edit, whose article stands in a file of its own.")
    update(project)
    held = {folder: len(memories(project, folder)) for folder in ("documents", "indexes")}
    assert held["indexes"] == len(LOCALES)
    for step in range(3):
        add_text(article, f"Edit {step}.")
        update(project)
    assert {folder: len(memories(project, folder)) for folder in held} == held


def test_two_folders_may_share_a_cache(project, tmp_path):
    for step in range(3):
        for tag in LOCALES:
            add_text(project / "content" / tag / "billing" / "invoices.md", SENTENCES[tag][step])
        site = tmp_path / "other site"
        build(replace(load(project / "mkdocs.yml"), site_dir=site), BuildOptions(jobs=1))
        assert differing(update(project), files_below(site)) == []
    assert differing(update(project), clean(project)) == []
