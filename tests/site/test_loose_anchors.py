"""Links to headings and to pages of folders, as other programs write them, lead there in a lenient site."""

from __future__ import annotations

import pytest

TARGET = """# The Anchors

## Early and Late Phases

## `cut.edges`

### --fast-list

## Notes

## Notes

<a name="OldName"></a>

## Given {#given-Name}
"""


def leads(page, site, where, words):
    return page(site, where).main.find("a", string=words)["href"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Early_and_Late_Phases", "#early-and-late-phases"),
        ("early-and-late-phases", "#early-and-late-phases"),
        ("EarlyandLatePhases", "#early-and-late-phases"),
        ("user-content-early-and-late-phases", "#early-and-late-phases"),
        ("cut-edges", "#cutedges"),
        ("fast-list", "#-fast-list"),
        ("notes-1", "#notes-1"),
        ("oldname", "#OldName"),
        ("Given-name", "#given-Name"),
        ("the-anchors", ""),
        ("none-of-them", "#none-of-them"),
    ],
)
def test_a_heading_is_found_however_another_program_calls_it(small, kbgen, page, written, shown):
    config = small({"en/a.md": TARGET, "en/b.md": f"# B\n\n[x](a.md#{written})\n"})
    said = kbgen("build", "-f", config).said
    site = config.parent / "site"
    assert leads(page, site, "en/b/", "x") == f"../a/{shown}"
    assert ("[anchor]" in said) == (written == "none-of-them")
    if shown and written != "none-of-them":
        main = page(site, "en/a/").main
        assert main.find(id=shown[1:]) or main.find(attrs={"name": shown[1:]})


def test_a_strict_site_is_told_of_the_heading_instead(small, kbgen):
    head = "---\ntitle: T\ndescription: All.\nkind: guide\ngoal: It works.\nupdated: 2026-01-02\nowner: docs\n---\n"
    config = small({"en/a.md": f"{head}\n## Set up\n\n[x](#Set_Up)\n"})
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    assert "Did you mean `set-up`?" in kbgen("build", "-f", config, expect=1).said


def test_a_heading_that_is_renamed_is_followed_by_a_build_that_remembers(small, kbgen, page, files_of):
    config = small({"en/a.md": "# A\n\n## Set up\n", "en/b.md": "# B\n\n[x](a.md#Set_Up)\n"})
    kbgen("build", "-f", config)
    site = config.parent / "site"
    assert leads(page, site, "en/b/", "x") == "../a/#set-up"
    (config.parent / "content" / "en" / "a.md").write_text("# A\n\n## Set, up\n\n## Set-up {#SETUP}\n", "utf-8")
    kbgen("build", "-f", config)
    assert leads(page, site, "en/b/", "x") == "../a/#SETUP"
    remembered = files_of(site)
    kbgen("build", "--clean", "-f", config)
    assert files_of(site) == remembered


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("name", ["README.md", "index.md", "_index.md"])
def test_a_link_to_the_file_that_describes_a_folder_leads_to_the_folders_page(small, kbgen, page, folder, name):
    files = {f"{folder}part/{name}": "# Part\n", f"{folder}part/a.md": "# A\n"}
    config = small({**files, f"{folder}b.md": f"# B\n\n[x](part/{name}) [y](part/) [z](part/{name}#more)\n"})
    assert "[link]" not in kbgen("build", "-f", config).said
    site = config.parent / "site"
    assert [leads(page, site, "en/b/", words) for words in "xyz"] == ["../part/", "../part/", "../part/#more"]
    assert page(site, "en/part/").h1.text == "Part"
