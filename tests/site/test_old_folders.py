"""Files as old programs and other systems left them are published, or left out with a word, and never end a lenient build."""

from __future__ import annotations

import os

import pytest

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("raw", "locale", "words", "said"),
    [
        ("# Caf\u00e9\n\n\u201cQuoted\u201d".encode("cp1252"), "en", "\u201cQuoted\u201d", "it is read as Windows-1252"),
        ("# سلام\n\nگذرواژه".encode("cp1256", "replace"), "fa", "گذرواژه", "it is read as Windows-1256"),
        ("# Sixteen\n\nWörter".encode("utf-16"), "en", "Wörter", "it is read as UTF-16"),
        ("# Sixteen\n\nWörter".encode("utf-16-be"), "en", "", ""),
        (b"# A\n\none\x0c two\x00\n", "en", "one two", "holds 2 control characters, which are left out"),
    ],
)
def test_a_file_in_another_encoding_is_read(small, kbgen, page, raw, locale, words, said):
    raw = raw if words else b"\xfe\xff" + raw
    config = small({"en/b.md": "# B\n", f"{locale}/a.md": raw}, locales="{en: English, fa: فارسی}")
    run = kbgen("build", "-f", config)
    assert f"content/{locale}/a.md: warning: The file" in run.stderr
    assert said in run.stderr
    assert (words or "Wörter") in page(config.parent / "site", f"{locale}/a/").main.text
    assert "Traceback" not in kbgen("check", "-f", config).said


def test_what_has_no_page_is_left_out_and_said(small, kbgen, tmp_path):
    config = small({"en/a.md": "# A\n", "en/big.md": "# Big\n\n" + "word " * 250_000})
    folder = config.parent / "content" / "en"
    (tmp_path / "outside.md").write_text("# Outside\n", "utf-8")
    (folder / "out.md").symlink_to(tmp_path / "outside.md")
    (folder / "dead.md").symlink_to("nowhere.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "back\\slash.md").write_text("# Back\n", "utf-8")
    run = kbgen("build", "-v", "-f", config)
    for name, why in (
        ("big.md", "The file is larger than 1,048,576 bytes."),
        ("out.md", "The link leads out of the content folder."),
        ("dead.md", "The link leads nowhere."),
        ("pipe.md", "This is not an ordinary file."),
        ("back\\slash.md", "The name holds a backslash, a control character or bytes that are not UTF-8."),
    ):
        assert f"content/en/{name}: warning: {why} It is left out." in run.stderr
    site = config.parent / "site" / "en"
    assert (site / "a").is_dir()
    assert not [name for name in ("big", "out", "dead", "pipe") if (site / name).exists()]


def test_a_link_shows_a_text_of_the_same_project_and_nothing_else_of_it(small, kbgen, page):
    config = small({"en/a.md": "# A\n\nBack [home](index.md).\n", "logo.png": PNG})
    project, folder = config.parent, config.parent / "content" / "en"
    (project / "README.md").write_text("# Tool\n\nWhat it does: see [A](content/a.md). ![Its mark](content/logo.png)\n", "utf-8")
    (project / "secret.env").write_text("KEY=swordfish-51\n", "utf-8")
    (project / "KEYS.md").symlink_to("secret.env")
    (folder / "index.md").symlink_to("../../README.md")
    (folder / "keys.md").symlink_to("../../secret.env")
    (folder / "twice.md").symlink_to("../../KEYS.md")
    (folder / "whole").symlink_to("../..")
    run = kbgen("build", "-v", "-f", config)
    assert run.stdout.count("1 articles") == 1
    home = page(project / "site", "en/")
    assert "What it does" in home.main.text
    assert home.main.find("a", string="A")["href"] == "a/"
    assert home.main.img["src"].endswith("logo.png")
    for name in ("keys.md", "twice.md", "whole"):
        assert f"content/en/{name}: warning: The link leads out of the content folder. It is left out." in run.stderr
    assert not any(b"swordfish-51" in file.read_bytes() for file in (project / "site").rglob("*") if file.is_file())


def test_many_kinds_of_faults_take_no_more_lines_than_a_screen_shows(small, kbgen):
    files = {
        "en/a.md": "# A\n\n[x](none.md) [y](b.md#none) ![](p.svg) {= price } {+ part }\n\n<script>1</script> {% widget %}\n",
        "en/b.md": "---\nid: a\nsidebar: 1\n---\n# B\n\n<style>p {}</style>\n",
        "en/c.md": "---\ntitle: [a, b]\ndate: never\n---\n# C\n",
        "en/open.md": "---\ntitle: Never\n\n# Open\n",
        "en/yaml.md": '---\ntitle: "x\n---\n# Y\n',
        "en/latin.md": b"caf\xe9",
        "en/aux.md": "# Aux\n",
        "en/x.js": "run()",
        "en/dup.md": "# One\n",
        "en/Dup.md": "# Two\n",
        "en/p.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    config = small(files)
    lines = kbgen("build", "-f", config).said.splitlines()
    assert len(lines) <= 12
    every = kbgen("build", "-v", "-f", config).stderr
    codes = {line.rpartition("[")[2].rstrip("]") for line in every.splitlines() if line.endswith("]")}
    assert len(codes) > 8
    assert all(code in "\n".join(lines) for code in codes)


def test_a_first_heading_that_says_something_else_than_the_title_is_on_the_page(small, kbgen, page):
    text = "---\ntitle: Fix the lamp\n---\n\n# The lamp shows no light at night\n\nTurn it on.\n\n## Next\n\nWait.\n"
    config = small({"en/a.md": text, "en/b.md": "# B\n\nSee [it](a.md#the-lamp-shows-no-light-at-night).\n"})
    assert "warning" not in kbgen("build", "-f", config).stderr
    shown = page(config.parent / "site", "en/a/").main
    assert [tag.get_text() for tag in shown.find_all("h1")] == ["Fix the lamp"]
    assert [tag.contents[0] for tag in shown.select(".kb-prose h2")] == ["The lamp shows no light at night", "Next"]


def test_what_lies_beside_the_articles_of_another_program_is_none_of_them(small, kbgen):
    files = {"SUMMARY.md": "# Summary\n\n- [A](a.md)\n", "a.md": "# A\n", "docs.json": "{}", "snippets/s.mdx": "Limit {limit}\n"}
    config = small(files)
    kbgen("build", "-f", config)
    site = config.parent / "site" / "en"
    assert (site / "a").is_dir()
    assert not (site / "SUMMARY").exists()
    assert not (site / "snippets").exists()


def test_a_summary_that_is_an_article_is_published_and_one_that_is_an_order_is_not(small, kbgen):
    order = "# Summary\n\n* [A](../a.md)\n"
    article = "# In short\n\nAll of it on one page. See [A](a.md).\n"
    config = small({"en/a.md": "# A\n", "en/SUMMARY.md": article, "en/b/SUMMARY.md": order})
    kbgen("build", "-f", config)
    pages = {path.parent.name for path in (config.parent / "site" / "en").rglob("index.html")}
    assert "summary" in {name.lower() for name in pages}
    assert "b" not in pages


def test_a_text_in_another_markup_is_a_file_and_said_to_have_no_page(small, kbgen):
    config = small(
        {"en/a.md": "# A\n", "en/b.rst": "B\n=\n", "en/c.qmd": "# C\n\nSee [A](a.md).\n", "en/d.md": "# D\n\n[C](c.qmd)\n"}
    )
    run = kbgen("build", "-v", "-f", config)
    assert "content/en/b.rst: warning: This text is reStructuredText, which is not read" in run.stderr
    assert run.stderr.count("warning: ") == 1
    site = config.parent / "site" / "en"
    assert (site / "b.rst").is_file()
    assert (site / "c" / "index.html").is_file()
