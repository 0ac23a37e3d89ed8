"""What writers type is what readers see: each case on a built page, as GitHub shows it, and no case loses a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><rect width='9' height='9'/></svg>"
CASES = {
    "nested": (
        "1. Open the menu:\n   - on a phone, tap it\n   - on a computer, click it\n2. Choose Settings.\n\nText\n\n"
        "- Menu\n  - File\n    - Open\n- Help\n"
    ),
    "merged": "- ID\n- phone\n\n1. Open\n2. Start\n\n* star\n\n- dash\n",
    "numbers": (
        "1. Open.\n\n![A](pic.svg)\n\n2. Close.\n\n```\ncode\n```\n\n3. Third.\n\n!!! note\n    Mind.\n\n4. Fourth.\n\n"
        "| a |\n|---|\n| b |\n\n5. Fifth.\n\n1) One\n2) Two\n"
    ),
    "tight": (
        "You need:\n- an ID\n- a phone\n\nSteps:\n1. One\n2. Two\n\nA table:\n| a | b |\n|---|---|\n| c | d |\n\n"
        "In 2020\n2021. was no list\n"
    ),
    "fences": (
        "```python title=x.py\na = 1\n```\n\n## After one\n\n```js{1}\nb\n```\n\n## After two\n\n"
        '```ts twoslash\nc\n```\n\n## After three\n\n```{.python #id hl_lines="1"}\nd\n```\n\n## After four\n'
    ),
    "sharp": "## C#\n\ntext\n\n## F# {#fsharp}\n\ntext\n\n## Closed ##\n",
    "mail": "Write to <help@example.com>.\n",
    "html": (
        '<img src="pic.svg" alt="P">\n\n<a href="b.md">to b</a>\n\n'
        "<details>\n<summary>More</summary>\n\nIn **bold**, [b](b.md)\n\n</details>\n\n"
        '<div dir="rtl" markdown="1">\n## سلام\n\n- **یک**\n\n[ب](b.md)\n</div>\n\n'
        '<video src="film.mp4" controls></video>\n\n<audio src="sound.mp3"></audio>\n'
    ),
    "names": "\\<object name> is text.\n\nType <name>, List<String>, a < b.\n\n## Use <host>\n\ntext\n",
    "github": (
        "> [!NOTE]\n> Useful.\n\n> [!WARNING]\n> Mind.\n\n~~gone~~ line\\\nbreak\n\n"
        "See https://example.org/x?a=1&b=2. Or www.example.org, me@example.org.\n\n"
        ":::tip\nQuick.\n:::\n\n:::caution[Slow]\nMind.\n:::\n\n- [ ] todo\n- [x] done\n"
    ),
    "b": "# B\n\ntext\n",
}


@pytest.fixture(scope="module")
def built(kbgen: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A strict build of all cases, each an article of its own; returns the folder of pages."""
    root = tmp_path_factory.mktemp("cases")
    folder = root / "content" / "en"
    folder.mkdir(parents=True)
    for name, text in CASES.items():
        head = f"---\ntitle: Case {name}\ndescription: D.\nkind: white-paper\nabstract: A.\n---\n"
        (folder / f"{name}.md").write_text(head + text, "utf-8")
    (folder / "index.md").write_text("---\ntitle: Help\n---\n")
    (folder / "pic.svg").write_text(SVG)
    (folder / "film.mp4").write_bytes(b"film")
    (folder / "sound.mp3").write_bytes(b"sound")
    (root / "mkdocs.yml").write_text(
        "site_name: Cases\ndocs_dir: content\ntheme: {name: material}\nplugins:\n  - kbgen:\n"
        "      source_locale: en\n      locales: {en: English}\n"
    )
    kbgen("build", "--strict", "-f", root / "mkdocs.yml")
    return root / "site" / "en"


@pytest.fixture
def body(built: Path) -> Callable[[str], Tag]:
    """The text of a case's page."""

    def read(name: str) -> Tag:
        page = BeautifulSoup((built / name / "index.html").read_text("utf-8"), "html.parser")
        for link in page.select(".kb-prose .kb-anchor"):
            link.decompose()
        found = page.select_one(".kb-prose")
        assert found is not None
        return found

    return read


def words(element: Tag) -> str:
    return " ".join(element.get_text().split())


def items(element: Tag) -> list[object]:
    """The items of a list, each with the words of its own and the lists in it."""
    found: list[object] = []
    for item in element.find_all("li", recursive=False):
        inner = item.find_all(["ul", "ol"], recursive=False)
        lists = [items(each) for each in inner]
        for each in inner:
            each.extract()
        found += [words(item), *lists]
    return found


def lists(element: Tag) -> list[tuple[str, str, object]]:
    found = [each for each in element.find_all(["ul", "ol"]) if not each.find_parent(["ul", "ol"])]
    return [(each.name, each.get("start", "1"), items(each)) for each in found]


def test_lists_nest_by_two_or_three_spaces(body):
    assert lists(body("nested")) == [
        ("ol", "1", ["Open the menu:", ["on a phone, tap it", "on a computer, click it"], "Choose Settings."]),
        ("ul", "1", ["Menu", ["File", ["Open"]], "Help"]),
    ]
    assert [each.name for each in body("nested").select("ol > li > ul, ul ul")] == ["ul", "ul", "ul"]


def test_lists_that_follow_each_other_stay_two(body):
    assert lists(body("merged")) == [
        ("ul", "1", ["ID", "phone"]),
        ("ol", "1", ["Open", "Start"]),
        ("ul", "1", ["star"]),
        ("ul", "1", ["dash"]),
    ]


def test_numbers_go_on_behind_a_picture_code_a_note_and_a_table(body):
    assert lists(body("numbers")) == [
        ("ol", "1", ["Open."]),
        ("ol", "2", ["Close."]),
        ("ol", "3", ["Third."]),
        ("ol", "4", ["Fourth."]),
        ("ol", "5", ["Fifth."]),
        ("ol", "1", ["One", "Two"]),
    ]


def test_a_list_or_a_table_may_stand_directly_below_a_line(body):
    page = body("tight")
    assert lists(page) == [("ul", "1", ["an ID", "a phone"]), ("ol", "1", ["One", "Two"])]
    assert [words(cell) for cell in page.select("th, td")] == ["a", "b", "c", "d"]
    assert [words(paragraph) for paragraph in page.select("p")] == ["You need:", "Steps:", "A table:", "In 2020 2021. was no list"]


def test_no_header_of_a_fence_swallows_what_follows(body):
    page = body("fences")
    assert [words(heading) for heading in page.select("h2")] == ["After one", "After two", "After three", "After four"]
    assert [code.text for code in page.select("pre code")] == ["a = 1\n", "b\n", "c\n", "d\n"]
    assert words(page.select_one(".filename")) == "x.py"
    assert [words(line) for line in page.select(".hll")] == ["b", "d"]
    assert page.select_one("#id pre") is not None
    assert "```" not in page.text


def test_a_heading_keeps_the_signs_of_its_name(body):
    headings = body("sharp").select("h2")
    assert [(words(heading), heading["id"]) for heading in headings] == [("C#", "c"), ("F#", "fsharp"), ("Closed", "closed")]


def test_a_title_keeps_the_signs_of_its_name(small, kbgen, page):
    config = small({"en/c-sharp.md": "# C#\n\nText\n", "en/f.md": "# F# {#top}\n\nText\n"})
    kbgen("build", "-f", config)
    assert words(page(config.parent / "site", "en/c-sharp/").h1) == "C#"
    assert words(page(config.parent / "site", "en/f/").h1) == "F#"


def test_an_address_of_mail_in_brackets_is_a_link(body):
    (link,) = body("mail").select("a")
    assert (link.text, link["href"]) == ("help@example.com", "mailto:help@example.com")


def test_links_pictures_and_films_of_raw_html_lead_to_files(body, built):
    page = body("html")
    base = built / "html"
    for element in page.select("img, video, audio"):
        assert (base / element["src"]).resolve().is_file(), element
    links = [link for link in page.select("a") if "kb-zoom" not in link.get("class", [])]
    assert [words(link) for link in links] == ["to b", "b", "ب"]
    for link in links:
        assert (base / link["href"] / "index.html").resolve().is_file(), link
    assert page.select(".kb-broken") == []


def test_markdown_in_raw_html_is_read(body):
    page = body("html")
    assert [words(strong) for strong in page.select("details strong, div[dir=rtl] li strong")] == ["bold", "یک"]
    assert words(page.select_one("div[dir=rtl] h2")) == "سلام"
    assert "**" not in page.text


def test_names_in_angle_brackets_are_words(body):
    page = body("names")
    assert "<object name> is text." in words(page)
    assert "Type <name>, List<String>, a < b." in words(page)
    assert words(page.h2) == "Use <host>"


def test_what_github_has_of_its_own_is_read(body):
    page = body("github")
    assert [words(title) for title in page.select(".admonition-title")] == ["Note", "Warning", "Tip", "Slow"]
    assert [words(text) for text in page.select(".admonition > p:not(.admonition-title)")] == [
        "Useful.",
        "Mind.",
        "Quick.",
        "Mind.",
    ]
    assert words(page.select_one("del")) == "gone"
    assert page.br is not None
    assert [(link.text, link["href"]) for link in page.select("a")] == [
        ("https://example.org/x?a=1&b=2", "https://example.org/x?a=1&b=2"),
        ("www.example.org", "http://www.example.org"),
        ("me@example.org", "mailto:me@example.org"),
    ]
    assert ["checked" in box.attrs for box in page.select("li input[type=checkbox]")] == [False, True]
    assert not any(sign in page.text for sign in (":::", "[!", "~~", "[ ]"))


def test_a_link_that_leads_nowhere_is_named_with_its_line_in_raw_html_and_in_notes_too(small, kbgen):
    text = '# T\n\ntext\n\n<a href="gone.md">x</a>\n\n!!! note\n    [y](lost.md)\n\n- a\n\n    ![z](missing.png)\n'
    config = small({"en/a.md": text})
    said = kbgen("build", "-f", config, expect=None).said
    for line, name in ((5, "gone.md"), (8, "lost.md"), (12, "missing.png")):
        assert f"content/en/a.md:{line}" in said
        assert name in said


@pytest.mark.parametrize("options", ["", "      markdown: python\n"])
def test_what_could_run_a_program_stops_the_build_unless_the_site_trusts_its_authors(small, kbgen, page, options):
    head = "---\ntitle: T\ndescription: All.\nkind: guide\ngoal: It works.\nupdated: 2026-01-02\nowner: docs\n---\n"
    files = {"en/a.md": f"{head}fine\n\n<script>run()</script>\n"}
    strict = small(files, options=options)
    strict.write_text(strict.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    refused = kbgen("build", "-f", strict, expect=1)
    assert "content/en/a.md:11" in refused.said or ("content/en/a.md" in refused.said and options)
    assert "error: The article holds the HTML tag `<script>`" in refused.said
    config = small(files, options=f"{options}      allow_raw_html: true\n")
    kbgen("build", "-f", config)
    assert page(config.parent / "site", "en/a/").select_one(".kb-prose script").string == "run()"


def test_a_site_that_names_extensions_is_read_as_it_was(small, kbgen, page):
    text = "# T\n\n- Menu\n  - File\n\nYou need:\n- an ID\n\n^^new^^\n"
    config = small({"en/a.md": text}, more="markdown_extensions: [pymdownx.caret]\n")
    kbgen("build", "-f", config)
    body = page(config.parent / "site", "en/a/").select_one(".kb-prose")
    assert words(body.select_one("ins")) == "new"
    assert [words(item) for item in body.select("li")] == ["Menu", "File"]
    assert "You need: - an ID" in words(body)


def test_a_site_may_choose_its_reader(small, kbgen, page):
    text = "# T\n\nYou need:\n- an ID\n"
    for reader, count in (("commonmark", 1), ("python", 0)):
        config = small({"en/a.md": text}, more="markdown_extensions: [attr_list]\n", options=f"      markdown: {reader}\n")
        kbgen("build", "-f", config)
        assert len(page(config.parent / "site", "en/a/").select(".kb-prose li")) == count
