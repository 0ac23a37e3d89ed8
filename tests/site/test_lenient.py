"""Somebody else's folder is published with the first command, and the screen stays short."""

from __future__ import annotations


def test_a_folder_full_of_faults_is_published_and_told_in_a_few_lines(small, kbgen, page):
    files = {f"en/a{n}.md": f"---\nlayout: x\nmenu{n}: y\n---\n# A{n}\n\n[b](none.md) [c](a0.md#none)\n" for n in range(30)}
    config = small({**files, "en/guide.md": "# Guide\n\n[one](guide/one.md)\n", "en/guide/one.md": "# One\n\n[up](../guide.md)\n"})
    run = kbgen("build", "-f", config)
    lines = run.stderr.splitlines()
    assert len(lines) <= 6
    assert any(line.startswith("warning: 30 × like content/en/a0.md:") and line.endswith("[link]") for line in lines)
    assert any("30 files hold keys that mean nothing here: layout, menu0" in line for line in lines)
    assert len(kbgen("build", "-v", "-f", config).stderr.splitlines()) > 90
    site = config.parent / "site"
    assert page(site, "en/guide/guide/").h1.text == "Guide"
    assert page(site, "en/guide/one/").select_one(".kb-prose p a")["href"] == "../../guide/guide/"


def test_a_page_beside_a_folder_of_its_name_goes_into_it_where_that_has_no_page(small, kbgen, page):
    files = {
        "en/ports.md": "# Ports\n\nAll of them: [usb](ports/usb.md#fast), [cables](cables.md).\n\n## Which\n\nx\n",
        "en/ports/usb.md": "# USB\n\n[up](../ports.md) [which](../ports.md#which) [same](./#which)\n\n## Fast\n\nx\n",
        "en/cables.md": "# Cables\n\nBeside a folder that says something itself.\n",
        "en/cables/README.md": "# All cables\n\n[beside](../cables.md)\n",
        "en/cables/long.md": "# Long\n\nx\n",
    }
    config = small(files)
    told = kbgen("build", "-f", config).stderr
    assert "leads to no" not in told
    assert "about-ports" not in told
    site = config.parent / "site"
    ports, usb = page(site, "en/ports/ports/"), page(site, "en/ports/usb/")
    assert (ports.h1.text, page(site, "en/about-cables/").h1.text) == ("Ports", "Cables")
    assert [link["href"] for link in ports.select(".kb-prose p a")] == ["../../ports/usb/#fast", "../../about-cables/"]
    assert [link["href"] for link in usb.select(".kb-prose p a")] == [
        "../../ports/ports/",
        "../../ports/ports/#which",
        "../../ports/ports/#which",
    ]
    assert "../../en/ports/ports/" in [link["href"] for link in page(site, "en/ports/").select("main a[href]")]
    assert page(site, "en/cables/").select_one(".kb-prose a")["href"] == "../about-cables/"


def test_what_still_ends_a_build_stands_last_and_alone(small, kbgen):
    files = {f"en/a{n}.md": f"# A{n}\n\n[b](none.md)\n" for n in range(30)}
    slow = "      markdown: python\n      article_seconds: 1\n"
    config = small({**files, "en/a9z.md": f"# Slow\n\n{'[' * 20_000}\n"}, options=slow)
    lines = kbgen("build", "-f", config, expect=1).stderr.splitlines()
    assert lines[0] == "30 warnings, which stop nothing, are listed with -v."
    assert lines[1].startswith("content/en/a9z.md:1: error: The article takes longer than 1 seconds to convert.")
    assert lines[2:] == ["Error: Nothing was published."]


def test_pages_in_pages_become_links_and_forms_their_words(small, kbgen, page):
    text = "# A\n\n"
    text += '<iframe src="https://v.example/1" title="Film"></iframe>\n\n<form><label>Name</label></form>\n\n<style>p {}</style>\n'
    config = small({"en/a.md": text})
    assert "warning: " in kbgen("build", "-f", config).stderr
    body = page(config.parent / "site", "en/a/").main
    assert body.find("a", string="Film")["href"] == "https://v.example/1"
    assert "Name" in body.text
    assert "p {}" not in body.text


def test_a_folder_without_a_folder_of_its_language_is_that_language(small, kbgen, page):
    files = {"README.md": "# Club\n\n[a](boats/a.md)\n", "boats/a.md": "# Boats\n\n![p](../img/p.svg) [home](../README.md)\n"}
    config = small({**files, "img/p.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>', "de/a.md": "# Boote\n"})
    said = kbgen("build", "-f", config).said
    assert "[link]" not in said
    assert "content/de: warning: The folder looks like a locale but is not configured" in said
    site = config.parent / "site"
    assert page(site, "en/boats/a/").h1.text == "Boats"
    assert page(site, "en/boats/a/").select_one("main img")["src"] == "../../../img/p.svg"
    assert not (site / "en" / "de").exists()


def test_two_ids_of_one_name_leave_both_articles(small, kbgen, page):
    config = small({"en/a.md": "---\nid: x\n---\n# A\n", "en/b.md": "---\nid: x\n---\n# B\n"})
    assert "content/en/b.md: warning: The id `x` is already that of content/en/a.md." in kbgen("build", "-f", config).stderr
    assert page(config.parent / "site", "en/b/").h1.text == "B"


def test_pages_of_another_program_show_their_words_and_none_of_its_syntax(small, kbgen, page):
    component = 'import X from "./x";\n\n# Set up\n\n<Tabs><Tab title="Mac">Press Cmd.</Tab></Tabs>\n\nSee [more](more-help).\n'
    config = small(
        {"en/set-up.mdx": component, "en/more-help.md": "# More\n\n{% hint %}\nMind\n{% endhint %}\n\n[[Set up]] [x](../set-up/)\n"}
    )
    said = kbgen("build", "-f", config).said
    assert "[link]" not in said
    site = config.parent / "site"
    first, more = page(site, "en/set-up/").main, page(site, "en/more-help/").main
    assert "Press Cmd." in first.text
    assert [link["href"] for link in first.select("p a[href]") if link.text == "more"] == ["../more-help/"]
    assert {link["href"] for link in more.select("p a[href]") if link.text in ("Set up", "x")} == {"../set-up/"}
    for sign in ("<Tab", "{%", "import X", "[["):
        assert sign not in first.text + more.text


def test_a_site_that_names_its_extensions_reads_its_text_itself(small, kbgen, page):
    config = small({"en/a.md": "# A\n\n{% hint %} stays\n"})
    config.write_text(config.read_text("utf-8") + "markdown_extensions: [def_list]\n", "utf-8")
    kbgen("build", "-f", config)
    assert "{% hint %} stays" in page(config.parent / "site", "en/a/").main.text


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_programs_and_pages_beside_the_articles_are_left_out_and_said(small, kbgen, page):
    config = small(
        {"en/a.md": "# A\n\n[demo](demo.html) [data](d.csv)\n", "en/demo.html": "<p>x", "en/x.js": "run()", "en/d.csv": "a,b\n"}
    )
    said = kbgen("build", "-f", config).said
    assert "content/en/demo.html: warning: A browser opens this file as a page, which can run programs. It is left out." in said
    site = config.parent / "site"
    assert not list(site.rglob("demo*"))
    assert not list(site.rglob("x.js"))
    assert list(site.rglob("d*.csv"))
    assert "x.js" in kbgen("check", "-f", config, expect=None).said


def test_a_type_between_angle_brackets_is_shown_as_it_was_typed(small, kbgen, page):
    config = small({"en/a.md": "# A\n\nThe property of object #<Object> is none.\n"})
    assert "<object>`. It is shown as it was typed." in kbgen("build", "-f", config).stderr
    assert "#<object> is none." in page(config.parent / "site", "en/a/").main.text


def test_an_object_that_loads_something_becomes_a_link_to_it(small, kbgen, page):
    config = small(
        {"en/a.md": '# A\n\n<object data="https://x.example/a.swf" title="Film"></object> <embed src="local.swf"> words\n'}
    )
    assert "by `<object>`. A link to it stands in its place." in kbgen("build", "-f", config).stderr
    body = page(config.parent / "site", "en/a/").main
    assert body.find("a", string="Film")["href"] == "https://x.example/a.swf"
    assert not body.find_all(["object", "embed"])


def test_pictures_are_found_where_other_programs_keep_them(small, kbgen, page):
    text = "# A\n\n![a](/img/a.svg) ![b](/b.svg) ![c](.gitbook/assets/c%20c.svg) ![d](/.attachments/d.svg)\n"
    text += "\n![[e.svg]] ![f](@site/f.svg)\n"
    files = {
        "a.md": text,
        "public/img/a.svg": SVG,
        "static/b.svg": SVG,
        ".gitbook/assets/c c.svg": SVG,
        ".gitbook/includes/part.md": "# Part\n",
        ".attachments/d.svg": SVG,
        "deep/files/e.svg": SVG,
        "f.svg": SVG,
        ".vuepress/config.js": "run()",
    }
    config = small(files)
    said = kbgen("build", "-f", config).said
    assert "[link]" not in said
    assert "config.js" not in said
    site = config.parent / "site"
    shown = [picture["src"] for picture in page(site, "en/a/").select("main img")]
    assert len(shown) == 6
    assert all((site / "en" / "a" / source.replace("%20", " ")).resolve().is_file() for source in shown)
    assert not (site / "en" / ".gitbook").exists()


def test_the_page_of_a_folder_of_hugo_is_the_page_of_its_section(small, kbgen, page):
    config = small(
        {"en/_index.md": "# Top\n", "en/docs/_index.md": "---\ntitle: The docs\n---\nWords above.\n", "en/docs/a.md": "# A\n"}
    )
    kbgen("build", "-f", config)
    section = page(config.parent / "site", "en/docs/")
    assert section.h1.text == "The docs"
    assert "Words above." in section.main.text


def test_collections_that_jekyll_publishes_are_published_and_other_folders_of_its_kind_are_not(small, kbgen, page):
    config = small(
        {
            "_config.yml": "title: x\ncollections:\n  guides:\n    output: true\n",
            "_guides/one.md": "# One\n\nWords\n",
            "_includes/part.md": "# Part\n",
            "home.md": "# Home\n\n[one](_guides/one.md)\n",
        }
    )
    kbgen("build", "-f", config)
    site = config.parent / "site"
    assert page(site, "en/_guides/one/").h1.text == "One"
    assert page(site, "en/home/").select_one("main p a")["href"] == "../_guides/one/"
    assert not (site / "en" / "_includes").exists()
