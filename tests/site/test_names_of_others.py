"""Links of other programs by the names of places lead across a folder, on a lenient site and by `kbgen import markdown`."""

from __future__ import annotations

import re

import pytest
import yaml

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
FOLDERS = {
    "MyST": {
        "deck/wash.md": "(washing-up)=\n# Wash the deck\n\n(soap)=\n## The soap\n\nText.\n\n"
        "```{figure} mop.png\n:name: fig-mop\n:alt: Mop\nA mop.\n```\n",
        "deck/mop.png": PNG,
        "a.md": "# A\n\n{ref}`soap` {ref}`that <soap>` [](#washing-up) [it](soap) {doc}`deck/wash` [](deck/wash.md)"
        " {numref}`fig-mop` [x](#fig-mop)\n",
    },
    "DocFX": {
        "deck/wash.md": "---\nuid: deck.wash\n---\n# Wash the deck\n\n## The soap\n\nText.\n",
        "a.md": "# A\n\n<xref:deck.wash> <xref:deck.wash?text=that+one> [it](xref:deck.wash) [s](xref:deck.wash#the-soap)"
        ' <xref href="deck.wash">so</xref>\n',
    },
    "Obsidian": {
        "deck/Wash.md": "---\naliases: [Clean it, Scrub]\n---\n# Wash the deck\n\nBy hand. ^hand\n\n- one\n- two\n\n^list\n",
        "a.md": "# A\n\n[[Scrub]] [[Clean it|so]] [[Wash#^hand|h]] [[Wash#^list|l]] [l](<Clean it>)\n",
    },
    "Jekyll": {
        "_config.yml": "title: X\nbaseurl: /docs\n",
        "_docs/wash.md": "---\npermalink: /care/wash/\n---\n# Wash the deck\n",
        "a.md": "# A\n\n[it](/care/wash/) [too]({{ site.baseurl }}/care/wash) [so](/docs/care/wash/)\n",
    },
}
SHOWN = {
    "MyST": ["The soap", "that", "Wash the deck", "it", "Wash the deck", "Wash the deck", "Wash the deck", "x"],
    "DocFX": ["Wash the deck", "that one", "it", "s", "so"],
    "Obsidian": ["Scrub", "so", "h", "l", "l"],
    "Jekyll": ["it", "too", "so"],
}


@pytest.fixture(params=["lenient", "import"])
def built(request, small, kbgen, tmp_path):
    """Bring a folder along in one of both ways and build it."""

    def bring(files):
        if request.param == "lenient":
            config = small(files)
        else:
            config = small({"en/none.md": ""})
            (config.parent / "content" / "en" / "none.md").unlink()
            document = yaml.safe_load(config.read_text("utf-8"))
            document["plugins"][0]["kbgen"]["front_matter"] = "strict"
            config.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
            for name, content in files.items():
                file = tmp_path / "old" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
            kbgen("import", "markdown", tmp_path / "old", cwd=config.parent)
        return config.parent / "site", kbgen("build", "-v", "-f", config).said

    return bring


@pytest.mark.parametrize("name", FOLDERS)
def test_names_of_places_lead_across_the_folder(built, page, name):
    site, told = built(FOLDERS[name])
    assert not re.search(r"leads to no|leads nowhere|no heading with", told), told
    links = [a for a in page(site, "en/a/").select("main .kb-prose a[href]") if "kb-anchor" not in a.get("class", ())]
    words = [" ".join(a.get_text().split()) for a in links]
    assert words == SHOWN[name]
    for a in links:
        path, _, anchor = a["href"].partition("#")
        target = (site / "en" / "a" / path).resolve() / "index.html"
        assert target.is_file(), a
        assert not anchor or page(site, str(target.relative_to(site))).find(id=anchor) is not None, a


def test_names_that_nobody_has_stay_as_words(small, kbgen, page):
    files = {"a.md": "# A\n\nSee <xref:System.Text_Of?view=x>, {ref}`no-such`, [](none.md) and [[Nobody]].\n", "b.md": "# B\n"}
    config = small(files)
    assert kbgen("build", "-v", "-f", config).stderr.count("warning: ") == 4
    shown = page(config.parent / "site", "en/a/").select_one("main .kb-prose").get_text()
    assert "See System.Text_Of, no such, none.md and Nobody." in " ".join(shown.split())


def test_a_changed_title_is_said_by_links_without_words(small, kbgen, page):
    config = small({"en/a.md": "# A\n\n[](b.md) and {ref}`here`\n", "en/b.md": "# Bee\n\n(here)=\n## Here\n\nx\n"})
    kbgen("build", "-f", config)
    (config.parent / "content/en/b.md").write_text("# Wasp\n\n(here)=\n## There\n\nx\n", "utf-8")
    kbgen("build", "-f", config)
    assert "Wasp and There" in page(config.parent / "site", "en/a/").select_one("main .kb-prose").get_text()


def test_names_in_braces_are_what_the_front_matter_says(built, page):
    head = '---\nproduct: Lamp\nmyst:\n  substitutions:\n    rope: "a **long** rope"\n---\n'
    site, _ = built({"a.md": f"{head}# A\n\nUse {{{{ rope }}}} on {{{{ page.product }}}}.\n", "b.md": "# B\n"})
    assert "Use a long rope on Lamp." in page(site, "en/a/").select_one("main .kb-prose").get_text()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (':header: "Name", "Long name"\n:header-rows: 1\n\n"a|b","the **c**, d"\n', [["Name", "Long name"], ["a|b", "the c, d"]]),
        (":delim: ;\n\na;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        (":file: data.tsv\n:delim: tab\n", [["x", "y z"], ["1", "2"]]),
    ],
)
def test_tables_of_commas_are_tables(built, page, written, shown):
    files = {"a.md": f"# A\n\n```{{csv-table}} T\n{written}```\n", "b.md": "# B\n", "data.tsv": "x\ty z\n1\t2\n"}
    site, told = built(files)
    if "included table" in told:
        # A lenient site reads one file at a time, and says what stands in others.
        return
    rows = page(site, "en/a/").select("main .kb-prose tr")
    assert [[cell.get_text().strip() for cell in row.find_all(["th", "td"])] for row in rows] == shown


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('{% include video id="XsxDH4HcOWA" provider="youtube" %}', "https://www.youtube.com/watch?v=XsxDH4HcOWA"),
        ('{% include video id="212731897" provider="vimeo" %}', "https://vimeo.com/212731897"),
        ('{% include youtube.html id="XsxDH4HcOWA" %}', "https://www.youtube.com/watch?v=XsxDH4HcOWA"),
        ("{% youtube https://youtu.be/XsxDH4HcOWA %}", "https://youtu.be/XsxDH4HcOWA"),
        ("{% gist mojombo/1f5e %}", "https://gist.github.com/mojombo/1f5e"),
        ('{% include gist.html id="mojombo/1f5e" %}', "https://gist.github.com/mojombo/1f5e"),
        ("{{< gist mojombo 1f5e >}}", "https://gist.github.com/mojombo/1f5e"),
    ],
)
def test_films_and_code_that_are_kept_elsewhere_are_one_tap_away(written, address):
    from kbgen.dialects.alone import translate

    assert f"]({address})" in translate(f"# A\n\n{written}\n").body
