"""What the walk finds and what it refuses, on real folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kbgen.articles.names import fold, issue_path, name_fault
from kbgen.articles.source import MAX_BYTES, SourceFile, digest_of, find_sources, read_bytes
from kbgen.issues import Level


def codes(source):
    # A whole file or folder is meant, and no line of it.
    assert {issue.line for issue in source.issues} <= {0}
    return [(issue.path, issue.code) for issue in source.issues]


def test_markdown_becomes_articles_and_the_rest_files(content):
    settings = content(
        {"en/b.md": "", "en/a/index.md": "", "en/a/pic.png": b"\x89", "fa/b.md": "", "logo.svg": "", "assets/x.css": ""}
    )
    source = find_sources(settings)
    assert [(file.locale, file.path, file.where) for file in source.articles] == [
        ("en", "a/index.md", "content/en/a/index.md"),
        ("en", "b.md", "content/en/b.md"),
        ("fa", "b.md", "content/fa/b.md"),
    ]
    assert source.files == ("assets/x.css", "en/a/pic.png", "logo.svg")
    assert source.issues == ()


def test_names_that_start_with_a_dot_or_an_underscore_are_left_out(content):
    settings = content(
        {"en/_draft.md": "", "en/.hidden.md": "", "en/_parts/x.md": "", ".git/config": "", "_old/en/x.md": "", "en/a.md": ""}
    )
    source = find_sources(settings)
    assert [file.path for file in source.articles] == ["a.md"]
    assert source.files == ()
    assert source.issues == ()


@pytest.mark.parametrize(
    ("link", "target", "word"),
    [
        ("en/out.md", "../../secret.md", "out of the content folder"),
        ("en/out", "/etc", "out of the content folder"),
        ("en/gone.md", "nowhere.md", "leads nowhere"),
        ("en/a/up", "..", "a folder that holds it"),
        ("en/a/top", "../..", "a folder that holds it"),
        ("he", "/etc", "out of the content folder"),
    ],
)
def test_a_link_that_leads_astray_is_refused_and_named(content, tmp_path, link, target, word):
    settings = content({"en/a/x.md": "x"})
    (tmp_path / "secret.md").write_text("secret")
    (settings.content_dir / link).symlink_to(target)
    source = find_sources(settings)
    assert [file.path for file in source.articles] == ["a/x.md"]
    assert codes(source) == [(f"content/{link}", "path-symlink")]
    assert word in source.issues[0].message


def test_a_link_within_the_content_folder_is_followed(content):
    settings = content({"en/img/a.png": b"1", "en/x.md": "x"})
    (settings.content_dir / "fa/img").symlink_to("../en/img")
    (settings.content_dir / "fa/x.md").symlink_to("../en/x.md")
    source = find_sources(settings)
    assert "fa/img/a.png" in source.files
    assert [(file.locale, file.path) for file in source.articles] == [("en", "x.md"), ("fa", "x.md")]
    assert source.issues == ()


def test_links_in_linked_folders_cannot_multiply(content):
    settings = content({"en/d0/x.md": ""})
    top = settings.content_dir / "en"
    # Followed without a limit, 20 folders of two links each would be 2**20 folders.
    for level in range(20):
        (top / f"d{level + 1}").mkdir()
        for name in ("a", "b"):
            (top / f"d{level + 1}" / name).symlink_to(f"../d{level}")
    source = find_sources(settings)
    assert len(source.articles) == 3
    assert {issue.code for issue in source.issues} == {"path-symlink"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\\b.md", "content/en/a\\b.md"),
        (b"a\nb.md", "content/en/a\\x0ab.md"),
        (b"\xff.md", "content/en/\\xff.md"),
        ("a\u202eb.md".encode(), "content/en/a\\x2eb.md"),
        (b"%2e%2e%2fb.md", "content/en/%2e%2e%2fb.md"),
        (b"a%00.md", "content/en/a%00.md"),
    ],
)
def test_a_name_that_cannot_be_part_of_an_address_is_refused(content, name, shown):
    settings = content()
    (settings.content_dir / "en" / os.fsdecode(name)).touch()
    source = find_sources(settings)
    assert source.articles == ()
    assert codes(source) == [(shown, "path-name")]


@pytest.mark.parametrize("name", ["", ".", "..", "a\0b", "a\\b", "..%2fb", "%5c"])
def test_no_part_of_a_path_may_lead_elsewhere(name):
    assert name_fault(name)


@pytest.mark.parametrize("name", ["set-up.md", "if-you've.md", "راه‌اندازی.md", "100%.md", "a..b.md"])
def test_ordinary_names_are_accepted(name):
    assert name_fault(name) == ""


@pytest.mark.parametrize("name", ["con.md", "AUX.md", "lpt1", "what?.md", "a:b.md", "end..md", "end .md", "folder.", 'a"b.md'])
def test_a_name_that_windows_refuses_is_taken_with_a_warning(content, name):
    settings = content()
    place = settings.content_dir / "en" / name
    if name.endswith(".md"):
        place.touch()
    else:
        place.mkdir()
        (place / "x.md").touch()
    source = find_sources(settings)
    assert len(source.articles) == 1
    assert codes(source) == [(f"content/en/{name}", "path-name")]
    assert source.issues[0].level == "warning"


@pytest.mark.parametrize("name", ["connect.md", "aux-in.md", "com.md", "v1.2.md", "com10.md"])
def test_a_name_that_only_looks_like_one_of_those_is_taken(content, name):
    settings = content()
    (settings.content_dir / "en" / name).touch()
    assert find_sources(settings).issues == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("en/Set-up.md", "en/set-up.md"),
        ("en/caf\u00e9.md", "en/cafe\u0301.md"),
        ("en/stra\u00dfe.md", "en/strasse.md"),
        ("en/A/x.md", "en/a/y.md"),
        ("en/Pic.png", "en/pic.png"),
    ],
)
def test_names_that_clash_are_both_named(content, one, other):
    source = find_sources(content({one: "", other: ""}))
    (issue,) = source.issues
    assert issue.code == "path-clash"
    named = {issue.path, issue.message.split("clashes with ")[1].split(":")[0]}
    expected = {one, other} if not one.startswith("en/A/") else {"en/A", "en/a"}
    assert named == {f"content/{name}" for name in expected}


def test_an_article_beside_a_folder_of_its_name_is_a_clash_only_if_the_folder_has_articles(content):
    source = find_sources(content({"en/a.md": "", "en/a/pic.png": "", "en/b.md": "", "en/b/c/x.md": ""}))
    assert codes(source) == [("content/en/b.md", "path-clash")]
    assert "content/en/b/" in source.issues[0].message


def test_a_translation_whose_name_differs_in_case_is_named_with_its_original(content):
    source = find_sources(content({"en/set-up.md": "", "fa/Set-Up.md": ""}))
    assert codes(source) == [("content/fa/Set-Up.md", "path-clash")]
    assert "content/en/set-up.md" in source.issues[0].message


@pytest.mark.parametrize(
    ("folder", "locales", "advice"),
    [
        ("he", ("en", "fa"), "Add it under locales"),
        ("pt_BR", ("en", "pt-BR"), "Did you mean pt-BR?"),
        ("zh-hant", ("en",), "Add it under locales"),
        ("sr-Latn-RS", ("en",), "Add it under locales"),
    ],
)
def test_a_folder_that_looks_like_a_locale_is_a_warning_and_left_out(content, folder, locales, advice):
    source = find_sources(content({f"{folder}/x.md": "", f"{folder}/x.png": "", "en/a.md": ""}, locales=locales))
    (issue,) = source.issues
    assert (issue.path, issue.code, issue.level) == (f"content/{folder}", "locale-unknown", Level.WARNING)
    assert advice in issue.suggestion
    assert [file.path for file in source.articles] == ["a.md"]
    assert source.files == ()


def test_a_folder_of_pictures_is_no_locale(content):
    source = find_sources(content({"img/logo.png": b"1", "css/x.css": ""}))
    assert source.issues == ()
    assert source.files == ("css/x.css", "img/logo.png")


def test_markdown_outside_a_locale_is_a_warning(content):
    source = find_sources(content({"README.md": "", "drafts/x.md": ""}))
    assert codes(source) == [("content/README.md", "article-outside"), ("content/drafts/x.md", "article-outside")]


def test_another_ending_of_markdown_is_named(content):
    source = find_sources(content({"en/a.markdown": "", "en/b.MD": ""}))
    assert codes(source) == [("content/en/a.markdown", "path-name"), ("content/en/b.MD", "path-name")]


def test_a_missing_folder_is_named(content, tmp_path):
    settings = content()
    (settings.content_dir / "ar").rmdir()
    (settings.content_dir / "en").rmdir()
    found = [(issue.path, issue.code, issue.level) for issue in find_sources(settings).issues]
    assert found == [("content/ar", "locale-missing", Level.HINT), ("content/en", "locale-missing", Level.ERROR)]
    (settings.content_dir / "fa").rmdir()
    settings.content_dir.rmdir()
    assert codes(find_sources(settings)) == [("content", "content-missing")]


def test_a_named_pipe_is_refused_and_never_waited_for(content):
    settings = content()
    pipe = settings.content_dir / "en/pipe.md"
    os.mkfifo(pipe)
    assert codes(find_sources(settings)) == [("content/en/pipe.md", "file-kind")]
    raw, issue = read_bytes(SourceFile("en", "pipe.md", "content/en/pipe.md", str(pipe)))
    assert raw is None
    assert issue
    assert issue.code == "file-kind"


def test_a_file_that_vanished_is_an_issue(content, tmp_path):
    raw, issue = read_bytes(SourceFile("en", "x.md", "content/en/x.md", str(tmp_path / "x.md")))
    assert raw is None
    assert issue
    assert (issue.path, issue.code) == ("content/en/x.md", "file-read")


def test_no_more_of_a_huge_file_is_read_than_shows_that_it_is_huge(tmp_path):
    file = tmp_path / "x.md"
    with file.open("wb") as handle:
        handle.truncate(50 * MAX_BYTES)
    raw, _ = read_bytes(SourceFile("en", "x.md", "x.md", str(file)))
    assert raw is not None
    assert MAX_BYTES < len(raw) <= 2 * MAX_BYTES + 2


def test_the_order_depends_on_names_only(content):
    names = [f"en/{letter}/{number}.md" for letter in "zab" for number in (2, 1)]
    source = find_sources(content(dict.fromkeys(names, "")))
    assert [file.path for file in source.articles] == sorted(name[3:] for name in names)


def test_a_content_folder_outside_the_project_is_named_relative_to_it(content, tmp_path):
    settings = content({"en/x.md": ""})
    inner = tmp_path / "project"
    moved = type(settings)(**{**vars(settings), "config_file": inner / "mkdocs.yml"})
    assert issue_path(moved, "en/x.md") == "../content/en/x.md"


def test_a_digest_is_short_and_of_the_bytes():
    assert len(digest_of(b"a")) == 32
    assert digest_of(b"a\n") != digest_of(b"a\r\n")


def test_folding_joins_case_and_unicode_form():
    assert fold("CAFE\u0301") == fold("caf\u00e9")
    assert fold(Path("A.md").name) == "a.md"


OF_OTHERS = {
    "guides/_index.md": "",
    "guides/a.md": "",
    "guides/.gitbook/assets/a.png": b"\x89",
    "guides/.gitbook/assets/notes.md": "",
    "guides/.gitbook/assets/a.psd": b"8",
    "guides/.git/a.png": b"\x89",
    "guides/_drafts/b.md": "",
    "guides/_faq/c.md": "",
    "guides/_config.yml": "title: x\ncollections:\n  faq:\n    output: true\n",
    "both/_index.md": "",
    "both/index.md": "",
    "more.markdown": "",
}


def test_what_other_programs_keep_apart_is_taken_in_a_lenient_site(content):
    source = find_sources(content({f"en/{name}": text for name, text in OF_OTHERS.items()}, ("en",), front_matter="lenient"))
    assert [(file.path, file.written, file.where) for file in source.articles] == [
        ("both/index.md", "", "content/en/both/index.md"),
        ("guides/_faq/c.md", "", "content/en/guides/_faq/c.md"),
        ("guides/a.md", "", "content/en/guides/a.md"),
        ("guides/index.md", "guides/_index.md", "content/en/guides/_index.md"),
        ("more.md", "more.markdown", "content/en/more.markdown"),
    ]
    assert source.files == ("en/guides/.gitbook/assets/a.png",)
    assert source.issues == ()


def test_a_lenient_site_of_one_language_needs_no_folder_for_it(content):
    settings = content(OF_OTHERS, ("en",), front_matter="lenient")
    (settings.content_dir / "en").rmdir()
    source = find_sources(settings)
    assert [(file.locale, file.path, file.written) for file in source.articles] == [
        ("en", "both/index.md", "../both/index.md"),
        ("en", "guides/_faq/c.md", "../guides/_faq/c.md"),
        ("en", "guides/a.md", "../guides/a.md"),
        ("en", "guides/index.md", "../guides/_index.md"),
        ("en", "more.md", "../more.markdown"),
    ]
    assert source.files == ("guides/.gitbook/assets/a.png",)
    assert source.issues == ()


def test_elsewhere_names_with_an_underscore_are_left_out_whatever_they_hold(content):
    source = find_sources(content({f"en/{name}": text for name, text in OF_OTHERS.items()}, ("en",)))
    assert [file.path for file in source.articles] == ["both/index.md", "guides/a.md"]
    assert source.files == ()
    assert codes(source) == [("content/en/more.markdown", "path-name")]
