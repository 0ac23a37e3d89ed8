"""What the verbs of a writer say, and how they end."""

from __future__ import annotations

import json
import pstats
import re
import subprocess

import pytest


def test_a_build_says_what_it_made(small, kbgen):
    config = small({"en/a.md": "# A\n\nText\n"})
    run = kbgen("build", "-f", config)
    assert re.search(r"\d+ files, 1 articles? in 1 languages?, .* s: ", run.stdout)
    assert run.stderr == ""


def test_a_quiet_build_says_nothing_when_all_is_well(small, kbgen):
    run = kbgen("build", "-q", "-f", small({"en/a.md": "# A\n\nText\n"}))
    assert (run.stdout, run.stderr) == ("", "")


def test_warnings_are_said_on_standard_error_with_file_line_code_and_advice(small, kbgen):
    run = kbgen("build", "-f", small({"en/a.md": "# A\n\nSee [b](b.md).\n", "en/bb.md": "# B\n"}))
    (line,) = [line for line in run.stderr.splitlines() if "[link]" in line]
    assert line.startswith("content/en/a.md:3: warning: The link b.md leads to no article or file.")


def test_a_broken_link_is_not_looked_for_inside_longer_ones(small, kbgen):
    text = (
        "# A\n\n[1](/start/first.md#add), [2](other-gone.md),\n[3](gone.md#x)\nand [4](gone.md).\n\n[5][f], [6][f] [7](x.md)\n\n"
        "[f]: /start/first.md\n"
    )
    said = kbgen("build", "-v", "-f", small({"en/a.md": text, "en/start/first.md": "# B\n\n## Add\n"})).stderr
    assert "content/en/a.md:5: warning: The link gone.md leads" in said
    assert "content/en/a.md:7: warning: The link x.md leads" in said


def test_a_link_to_a_heading_is_followed_again_after_the_heading_went_and_after_the_link_came(small, kbgen):
    config = small({"en/a.md": "# A\n\nSee [b](b.md#steps).\n", "en/b.md": "# B\n\n## Steps\n", "en/c.md": "# C\n"})
    content = config.parent / "content" / "en"
    kbgen("build", "-f", config)
    (content / "c.md").write_text("# C\n\nMore.\n", "utf-8")
    kbgen("build", "-f", config)
    (content / "b.md").write_text("# B\n\n## What to do\n", "utf-8")
    assert "content/en/a.md:3: warning: en/b.md has no heading with the address #steps." in kbgen("build", "-f", config).stderr
    (content / "c.md").write_text("# C\n\nStill more.\n", "utf-8")
    assert "content/en/a.md:3: warning: " in kbgen("build", "-f", config).stderr
    (content / "b.md").write_text("# B\n\n## Steps\n\nText\n", "utf-8")
    kbgen("build", "-f", config)
    (content / "c.md").write_text("# C\n\nSee [b](b.md#step).\n", "utf-8")
    assert "content/en/c.md:3: warning: en/b.md has no heading with the address #step. Did" in kbgen("build", "-f", config).stderr


def test_a_broken_anchor_that_only_warns_is_told_by_every_build_that_looks(small, kbgen):
    options = "      checks: {levels: {anchor: warning}}\n"
    config = small({"en/a.md": "# A\n\nSee [b](b.md#x).\n", "en/b.md": "# B\n", "en/c.md": "# C\n"}, options=options)
    for text in ("", "More.\n", "Still more.\n"):
        (config.parent / "content" / "en" / "c.md").write_text(f"# C\n\n{text}", "utf-8")
        assert "content/en/a.md:3: warning: en/b.md has no heading" in kbgen("build", "-f", config).stderr


def test_a_strict_build_stops_at_a_warning_and_publishes_nothing(small, kbgen):
    config = small({"en/a.md": "# A\n\nSee [b](b.md).\n"})
    run = kbgen("build", "--strict", "-f", config, expect=1)
    assert "a strict build stops at warnings" in run.stderr
    assert "content/en/a.md:3: warning: " in run.stderr
    assert not (config.parent / "site").exists()
    kbgen("build", "-f", config)
    # What was published meanwhile does not make the next strict build content.
    kbgen("build", "-s", "-f", config, expect=1)


def test_all_mistakes_are_told_at_once(small, kbgen):
    files = {
        "en/a.md": "---\ntitle: A\nupdated: yesterday\n---\nText\n",
        "en/b.md": "<script>1</script>\n",
        "en/c.md": b"\xff\xfe",
        "en/d.md": "---\nx: [\n---\n",
    }
    config = small(files)
    config.write_text(config.read_text().replace("lenient", "strict"))
    said = kbgen("build", "-f", config, expect=1).stderr
    for name in ("a", "b", "c", "d"):
        assert re.search(rf"content/en/{name}\.md(:\d+)?: error: .*\[[a-z-]+\]", said), said


def test_an_error_is_told_once(small, kbgen):
    config = small({"en/a.md": b"\xff"})
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    said = kbgen("build", "-f", config, expect=1).said
    assert said.count("content/en/a.md") == 1


def test_profile_is_one_that_pstats_reads_and_the_site_the_same(small, kbgen, tmp_path, files_of):
    config = small({"en/a.md": "# A\n\nText\n"})
    kbgen("build", "-f", config)
    plain = files_of(config.parent / "site")
    kbgen("build", "--clean", "-f", config, "--profile", tmp_path / "build.prof")
    assert files_of(config.parent / "site") == plain
    functions = {name for _, _, name in pstats.Stats(str(tmp_path / "build.prof")).stats}
    assert {"read_content", "render_pages", "index_site"} <= functions
    said = kbgen("build", "--clean", "-f", config, "--profile", tmp_path / "nowhere" / "build.prof", expect=1).stderr
    assert "build.prof cannot be written" in said


def test_statistics_are_json(scenario, kbgen, tmp_path):
    project = scenario("lantern")
    kbgen("build", "-f", project / "mkdocs.yml", "--stats", tmp_path / "stats.json")
    stats = json.loads((tmp_path / "stats.json").read_text("utf-8"))
    kinds = {"guide": 4, "faq": 1, "troubleshooting": 1, "case-study": 1, "white-paper": 1}
    assert stats["pages"] == {"en": kinds, "ar": kinds, "fa": kinds}
    assert stats["articles"] == 24
    written = [path for path in (project / "site").rglob("*") if path.is_file()]
    assert stats["files"] == len(written)
    assert stats["bytes"] == sum(path.stat().st_size for path in written)
    assert stats["issues"] == {}
    assert {"read", "plan", "render", "publish", "total"} <= stats["seconds"].keys()
    kbgen("build", "-f", project / "mkdocs.yml", "--stats", tmp_path / "again.json")
    again = json.loads((tmp_path / "again.json").read_text("utf-8"))
    assert again["rendered"] == 0
    assert {key: again[key] for key in ("pages", "articles", "files", "bytes")} == {
        key: stats[key] for key in ("pages", "articles", "files", "bytes")
    }


def test_statistics_that_cannot_be_written_are_an_error_in_a_sentence(small, kbgen, tmp_path):
    said = kbgen("build", "-f", small({"en/a.md": "# A\n"}), "--stats", tmp_path / "no" / "such" / "s.json", expect=1).said
    assert "cannot be written" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["biuld"], 2, "Did you mean build?"),
        (["build", "--nope"], 2, "No such option"),
        (["build", "-j", "-1"], 2, "-1"),
        (["build", "-f", "nowhere.yml"], 1, "There is no nowhere.yml"),
        (["new", "poem", "a"], 2, "poem"),
        (["--version"], 0, "kbgen"),
        (["--help"], 0, "build"),
        (["build", "--help"], 0, "--strict"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(kbgen, tmp_path, arguments, code, words):
    run = kbgen(*arguments, cwd=tmp_path, expect=code)
    assert words in run.said
    assert "Traceback" not in run.said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site_name: [\n", "mkdocs.yml:2: error: "),
        ("- a\n", "not a mapping"),
        ("plugins:\n  - kbgen:\n      locals: {en: English}\n", "Did you mean locales?"),
        ("plugins:\n  - kbgen:\n      locales: {english: English}\n", "english is not a language tag"),
        ("plugins:\n  - kbgen:\n      locales: {en: {calender: persian}}\n", "Did you mean calendar?"),
        ("plugins:\n  - kbgen:\n      locales: {en: {calendar: mayan}}\n", "It can be gregorian, persian, umm-al-qura"),
        ("plugins:\n  - kbgen:\n      locales: {en: English}\n      source_locale: fr\n", "not among locales"),
        ("site_name: x\nplugins:\n  - kbgen:\n      locales: {en: English}\n  - no-such-plugin\n", "no-such-plugin"),
    ],
)
def test_settings_that_cannot_be_followed_are_named(kbgen, tmp_path, text, words):
    (tmp_path / "mkdocs.yml").write_text(text)
    (tmp_path / "docs" / "en").mkdir(parents=True)
    said = kbgen("build", cwd=tmp_path, expect=1).said
    assert words in said
    assert "Traceback" not in said


def test_a_site_builds_from_any_folder(scenario, kbgen, tmp_path, monkeypatch):
    project = scenario("lantern")
    (tmp_path / "elsewhere").mkdir()
    kbgen("build", "-q", "-f", "../project/mkdocs.yml", "-d", "out", cwd=tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere" / "out" / "fa" / "index.html").exists()
    assert not (project / "site").exists()


def test_the_smallest_configuration_is_enough(kbgen, tmp_path):
    for locale in ("en", "fa"):
        (tmp_path / "content" / locale).mkdir(parents=True)
        (tmp_path / "content" / locale / "a.md").write_text("# A\n\nText\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Help\ndocs_dir: content\n"
        "plugins:\n  - kbgen:\n      locales: {en: English, fa: فارسی}\n      front_matter: lenient\n",
        "utf-8",
    )
    kbgen("build", "--strict", cwd=tmp_path)
    kbgen("build", "-q", "-d", tmp_path / "by-mkdocs", cwd=tmp_path, module="mkdocs")
    assert (tmp_path / "site" / "fa" / "a" / "index.html").read_bytes() == (
        tmp_path / "by-mkdocs" / "fa" / "a" / "index.html"
    ).read_bytes()


def test_check_says_everything_and_publishes_nothing(scenario, kbgen):
    project = scenario("lantern")
    config, article = project / "mkdocs.yml", project / "content" / "en" / "start" / "set-up.md"
    text = article.read_text("utf-8").replace("(../../images/first-window.png)", "(../../images/gone.png)", 1)
    article.write_text(text, "utf-8")
    said = kbgen("check", "-f", config).said
    assert re.search(r"content/en/start/set-up\.md:\d+: warning: .*gone\.png", said)
    kbgen("check", "--strict", "-f", config, expect=1)
    article.write_text(text.replace("#conflicts", "#conflict"), "utf-8")
    said = kbgen("check", "-f", config, expect=None).said
    assert re.search(r"content/en/start/set-up\.md:\d+: \w+: .*#conflict\b.*Did you mean `conflicts`", said)
    assert not (project / "site").exists()


def test_check_ends_with_an_error_where_a_build_would(small, kbgen):
    config = small({"en/a.md": b"\xff"})
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    said = kbgen("check", "-f", config, expect=1).said
    assert "1 error" in said


def test_init_starts_a_help_center_that_builds(kbgen, tmp_path):
    kbgen("init", "my-help", cwd=tmp_path)
    kbgen("build", "--strict", cwd=tmp_path / "my-help")
    assert "Nothing is wrong." in kbgen("check", cwd=tmp_path / "my-help").said


def test_git_keeps_what_imports_remember_and_nothing_else_of_ours(kbgen, tmp_path):
    project = tmp_path / "my-help"
    kbgen("init", "my-help", cwd=tmp_path)
    kbgen("build", cwd=project)
    (project / ".kbgen" / "import-zendesk.json").write_text("{}\n")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=project, check=True, capture_output=True, text=True).stdout.split()
    assert [name for name in listed if not name.startswith("content/")] == [
        ".gitignore",
        ".kbgen/import-zendesk.json",
        ".vscode/kbgen.forge.schema.json",
        ".vscode/kbgen.front-matter.schema.json",
        ".vscode/kbgen.goals.schema.json",
        ".vscode/kbgen.mail.schema.json",
        ".vscode/kbgen.mkdocs.schema.json",
        ".vscode/kbgen.notify.schema.json",
        ".vscode/settings.json",
        "desk.yml",
        "forge.yml",
        "goals.yml",
        "mkdocs.yml",
        "notify.yml",
    ]


def test_init_leaves_what_is_there_alone(kbgen, tmp_path):
    (tmp_path / "my-help").mkdir()
    (tmp_path / "my-help" / "notes.txt").write_text("mine")
    assert "not empty" in kbgen("init", "my-help", cwd=tmp_path, expect=1).said
    assert [path.name for path in (tmp_path / "my-help").iterdir()] == ["notes.txt"]


def test_the_794_articles_of_others_build_as_they_are(kbgen, tmp_path, data):
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Help\nsite_url: https://help.example.org/\ndocs_dir: {data / 'help-articles'}\ntheme: {{name: material}}\n"
        "plugins:\n  - kbgen:\n      source_locale: en\n      front_matter: lenient\n"
        "      locales:\n        en: {name: English}\n        ar: {name: العربية}\n        fa: {name: فارسی, calendar: persian}\n",
        "utf-8",
    )
    run = kbgen("build", "-f", tmp_path / "mkdocs.yml", "--stats", tmp_path / "stats.json")
    stats = json.loads((tmp_path / "stats.json").read_text())
    assert "error" not in stats["issues"]
    assert stats["issues"]["warning"] > 0
    assert "[link]" in run.stderr
    manifest = json.loads((tmp_path / "site" / "kbgen-manifest.json").read_text("utf-8"))
    own = [entry for entry in manifest["articles"] if entry["language"] == entry["locale"]]
    assert len(own) == sum(1 for path in (data / "help-articles").rglob("*.md") if path.name != "index.md")
    assert {entry["locale"] for entry in own} == {"en", "ar", "fa"}
