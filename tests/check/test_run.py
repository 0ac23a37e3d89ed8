"""The check on a real small site: every rule finds its mistake, in its file and line, and leaves what is right alone."""

from __future__ import annotations

import pytest

from tests.check.conftest import Check, Site, article

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
GOOD = {"en/guides/index.md": "---\ntitle: Guides\n---\n", "en/guides/pay.md": article("Pay", "## How {#how}\n\nText.")}


def codes(issues: list) -> list[tuple[str, int, str]]:
    return [(issue.path, issue.line, issue.code) for issue in issues]


def test_a_good_site_has_no_issue(site: Site, check: Check) -> None:
    body = "[To it](pay.md#how), ![A window](../../images/a.png) and [a file](../../files/a.csv)."
    files = GOOD | {"en/guides/more.md": article("More", body), "images/a.png": PNG, "files/a.csv": "a"}
    assert check(site(files)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {question: night support, locale: en, reason: Mail only.}\n", []),
        (
            "- {question: a, locale: en, same_as: [b]}\n- {question: night support, locale: en}\n",
            [("content/gaps.yml", 2, "gaps-entry")],
        ),
        ("question: night support\n", [("content/gaps.yml", 1, "gaps-list")]),
        ("- {question: [\n", [("content/gaps.yml", 2, "gaps-yaml")]),
    ],
)
def test_entries_of_gaps_that_say_too_little_are_found(site: Site, check: Check, text: str, expected: list) -> None:
    assert codes(check(site(GOOD | {"gaps.yml": text}))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x](nowhere.md)", [(8, "link")]),
        ("Text.\n\n[x](../guides/pay.md#gone)", [(10, "anchor")]),
        ("[x](#gone)", [(8, "anchor")]),
        ("![A window](gone.png)", [(8, "link")]),
        ("[a file](../../files/gone.pdf)", [(8, "link")]),
        ("![](../../images/a.png)", [(8, "image-alt")]),
        # A picture in its own address leads nowhere and is not missing.
        ("![A dot](data:image/png;base64,iVBORw0KGgo=)", []),
        ("![](data:image/png;base64,iVBORw0KGgo=)", [(8, "image-alt")]),
        ("![](../../images/a.png){.decorative}", []),
        ("## a\n\n#### b", [(10, "heading-order")]),
        ("[x](kb:no-such-id)", [(8, "link")]),
        ("A *new* line.\n<!-- kbgen: allow link -->\n[x](nowhere.md)", [(9, "allow-reason"), (10, "link")]),
        ("<!-- kbgen: allow link because it comes tomorrow -->\n[x](nowhere.md)", []),
        ("<!-- kbgen: allow link because it comes tomorrow -->\nText.\n\n[x](nowhere.md)", [(8, "allow-unused"), (11, "link")]),
        ("<!-- kbgen: allow lnk because it comes tomorrow -->\n[x](nowhere.md)", [(8, "allow-unknown"), (9, "link")]),
        ("<!-- kbgen: allow front-matter-yaml because x -->\nText", [(8, "allow-unknown")]),
        ("<!-- kbgen: silence -->\nText", [(8, "allow-unknown")]),
        (
            "![](../../images/a.png)\n\n<!-- kbgen: allow image-alt because the text says it -->\n![](../../images/a.png)",
            [(8, "image-alt")],
        ),
        ("word " * 40 + "end.", [(8, "sentence-length")]),
        ("## Part\n\n…\n\nAnd so on …\n\n```\n…\n```", [(10, "placeholder")]),
    ],
)
def test_a_mistake_in_a_text_is_named_with_its_line(site: Site, check: Check, body: str, expected: list[tuple[int, str]]) -> None:
    folder = site(GOOD | {"en/guides/more.md": article("More", body), "images/a.png": PNG})
    assert codes(check(folder)) == [("content/en/guides/more.md", line, code) for line, code in expected]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"title": "T" * 71}, [(2, "title-length")]),
        ({"description": "d" * 161}, [(3, "description-length")]),
        ({"review_by": ""}, [(1, "review-missing")]),
        ({"review_by": "2026-11-20"}, [(6, "review-past")]),
        ({"review_by": "2026-11-21"}, []),
        ({"review_by": "2026-11-20", "status": "retired"}, []),
        ({"review_by": "2026-11-20", "status": "draft"}, [(6, "draft-late")]),
        ({"status": "draft", "publish_at": "2026-11-01"}, [(8, "draft-late")]),
        ({"status": "draft", "publish_at": "2026-12-01"}, []),
        ({"owner": "nobody"}, [(7, "owner-unknown")]),
        ({"description": "…"}, [(3, "placeholder")]),
        ({"keywords": "[…]"}, [(7, "placeholder")]),
        ({"description": "…", "status": "draft"}, []),
        ({"related": "[guides/gone]"}, [(0, "related-unknown")]),
    ],
)
def test_a_mistake_in_front_matter_is_named_with_the_line_of_its_key(
    site: Site, check: Check, keys: dict[str, str], expected: list[tuple[int, str]]
) -> None:
    folder = site(GOOD | {"en/guides/more.md": article(**({"title": "More"} | keys))})
    assert codes(check(folder)) == [("content/en/guides/more.md", line, code) for line, code in expected]


def test_a_style_sheet_that_is_not_there_is_named(site: Site, check: Check) -> None:
    folder = site(GOOD | {"own.css": "a {}"})
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("extra_css: [own.css, gone.css, assets/stylesheets/kb.css]\nextra_javascript: [gone.js]\n")
    found = check(folder)
    assert codes(found) == [("mkdocs.yml", 0, "extra-missing")] * 2
    assert "gone.css" in found[0].message


def test_a_banner_is_looked_into_as_articles_are(site: Site, check: Check) -> None:
    banner = "---\nlevel: problem\n---\n[Pay](guides/pay.md#how), [x](guides/gone.md)\nand [y](guides/pay.md#gone).\n"
    found = check(site(GOOD | {"en/_banner.md": banner}))
    assert codes(found) == [("content/en/_banner.md", 4, "link"), ("content/en/_banner.md", 5, "anchor")]


def test_a_comment_in_front_matter_allows_for_the_whole_file(site: Site, check: Check) -> None:
    text = article("More", "[x](nowhere.md)").replace("kind:", "# kbgen: allow link because tomorrow\nkind:")
    assert check(site(GOOD | {"en/guides/more.md": text})) == []


def test_links_are_checked_in_every_language(site: Site, check: Check) -> None:
    files = {f"{tag}/guides/more.md": article(f"More {tag}", "[x](gone.md)") for tag in ("en", "fa", "ar")}
    assert codes(check(site(GOOD | files))) == [(f"content/{tag}/guides/more.md", 8, "link") for tag in ("ar", "en", "fa")]


def test_a_translation_without_a_date_is_reviewed_with_its_original(site: Site, check: Check) -> None:
    folder = site(GOOD | {"fa/guides/pay.md": article("پرداخت", "## How {#how}", review_by="")})
    assert check(folder) == []


def test_two_articles_with_one_title_are_named_in_the_second(site: Site, check: Check) -> None:
    folder = site(GOOD | {"en/guides/again.md": article("  PAY "), "fa/guides/pay.md": article("Pay", "## How {#how}")})
    (issue,) = check(folder)
    assert (issue.path, issue.line, issue.code) == ("content/en/guides/pay.md", 2, "title-duplicate")
    assert "content/en/guides/again.md" in issue.message


@pytest.mark.parametrize(
    ("more", "orphans"),
    [
        ({}, ["content/en/loose/lost.md"]),
        ({"en/guides/more.md": article("More", "[x](../loose/lost.md)")}, []),
        ({"en/guides/more.md": article("More", related="[loose/lost]")}, []),
        ({"en/loose/index.md": "---\ntitle: Loose\n---\n"}, []),
        ({"fa/loose/index.md": "---\ntitle: Loose\n---\n"}, []),
        ({"en/index.md": "---\ntitle: Help\nfeatured: [loose/lost]\n---\n"}, []),
        ({"en/loose/lost.md": article("Lost", "[to myself](lost.md)")}, ["content/en/loose/lost.md"]),
        ({"en/loose/lost.md": article("Lost", status="retired")}, []),
    ],
)
def test_an_article_that_nobody_leads_to_is_an_orphan(
    site: Site, check: Check, more: dict[str, str | bytes], orphans: list[str]
) -> None:
    found = check(site(GOOD | {"en/loose/lost.md": article("Lost")} | more))
    assert [issue.path for issue in found if issue.code == "orphan"] == orphans


def test_an_icon_that_the_theme_lacks_is_named_with_the_nearest(site: Site, check: Check) -> None:
    sections = {"en/a/index.md": "---\ntitle: A\nicon: pencl-outline\n---\n", "en/b/index.md": "---\ntitle: B\nicon: pencil\n---\n"}
    sections |= {"en/c/index.md": "---\ntitle: C\nicon: fontawesome/solid/pen\n---\n"}
    (issue,) = check(site(GOOD | sections))
    assert (issue.path, issue.line, issue.code) == ("content/en/a/index.md", 3, "icon-unknown")
    assert "pencil-outline" in issue.suggestion


def test_each_language_has_its_own_style(site: Site, check: Check) -> None:
    style = "banned: {simply: leave it out}\n"
    files = {f"{tag}/guides/more.md": article(f"Simply more {tag}", "Text.\n\nDo it simply.") for tag in ("en", "fa")}
    found = check(site(GOOD | files | {"style.en.yml": style}))
    assert codes(found) == [("content/en/guides/more.md", 2, "style-banned"), ("content/en/guides/more.md", 10, "style-banned")]


def test_readers_own_words_may_be_what_they_are(site: Site, check: Check) -> None:
    files = {"en/guides/more.md": article("More", keywords="[simply]"), "style.en.yml": "banned: {simply: leave it out}\n"}
    assert check(site(GOOD | files)) == []


def test_a_broken_style_file_is_named(site: Site, check: Check) -> None:
    assert codes(check(site(GOOD | {"style.en.yml": "spelling:\n  - {pattern: '('}\n"}))) == [
        ("content/style.en.yml", 2, "style-file")
    ]


def test_a_relevance_test_that_fails_is_named(site: Site, check: Check) -> None:
    tests = "- {query: pay, locale: en, article: guides/pay.md}\n- {query: pay, locale: en, article: guides/more.md, first: 1}\n"
    found = check(site(GOOD | {"en/guides/more.md": article("More"), "search-tests.yml": tests}))
    assert codes(found) == [("content/search-tests.yml", 2, "search-test")]


def test_what_is_remembered_of_tests_of_search_changes_no_result(site: Site, check: Check) -> None:
    tests = "- {query: pay, locale: en, article: guides/pay.md, first: 1}\n- {query: lamp, locale: en, article: guides/more.md}\n"
    folder = site(GOOD | {"en/guides/more.md": article("More"), "search-tests.yml": tests})
    content, memory = folder / "content", folder / ".kbgen/cache/check/documents"
    seen = []
    for change in (
        lambda: None,
        lambda: None,
        lambda: (content / "en/guides/more.md").write_text(article("More", "A lamp.")),
        lambda: [path.write_text("") for path in memory.iterdir()],
        lambda: (content / "en/guides/more.md").write_text(article("More", "A lantern.")),
        lambda: (content / "synonyms.en.yml").write_text("- lamp, lantern\n"),
        lambda: (content / "search-tests.yml").write_text(tests + "- {query: pay, locale: xx, article: guides/pay.md}\n"),
        lambda: (content / "search-tests.yml").unlink(),
        lambda: (content / "search-tests.yml").write_text(tests),
    ):
        change()
        found = check(folder)
        assert found == check(folder)
        assert found == check(folder, clean=True)
        seen.append([issue.code for issue in found])
    failed = ["search-test"]
    assert seen == [failed, failed, [], [], failed, [], ["search-test-locale"], [], []]
    # Written by one process the last time; files of what the articles were before are not kept.
    assert len(list(memory.iterdir())) == 1


def test_a_test_of_search_follows_its_article(site: Site, check: Check) -> None:
    tests = "- {query: pay, locale: en, article: guides/pay.md}\n"
    files = {"en/money/pay.md": GOOD["en/guides/pay.md"], "_moves.txt": "money/pay.md\tguides/pay\tguides/pay.md\n"}
    assert "search-test" not in {issue.code for issue in check(site({**files, "search-tests.yml": tests}))}


def test_a_file_that_cannot_be_read_keeps_nothing_else_from_being_said(site: Site, check: Check) -> None:
    files = {"en/guides/bad.md": "---\ntitle: [\n---\n", "en/guides/worse.md": b"\xff", "style.en.yml": "a: [b"}
    found = {issue.code for issue in check(site(GOOD | files))}
    assert found >= {"front-matter-yaml", "file-encoding", "style-file"}


@pytest.mark.parametrize(
    ("checks", "levels"),
    [
        ("{}", ["warning"]),
        ("{levels: {link: error}}", ["error"]),
        ("{levels: {link: hint}}", ["hint"]),
        ("{levels: {link: off}}", []),
    ],
)
def test_a_site_sets_the_level_of_a_rule(site: Site, check: Check, checks: str, levels: list[str]) -> None:
    folder = site(GOOD | {"en/guides/more.md": article("More", "[x](nowhere.md)")}, checks=checks)
    assert [str(issue.level) for issue in check(folder)] == levels


def test_a_site_sets_limits(site: Site, check: Check) -> None:
    folder = site(GOOD, checks="{limits: {title: 2}}")
    assert [issue.code for issue in check(folder)] == ["title-length"]


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ("{levls: {}}", "levls is not an option"),
        ("{levels: {lnk: error}}", "lnk is not the code"),
        ("{levels: {link: fatal}}", "link is fatal"),
        ("{levels: {front-matter-yaml: off}}", "cannot be changed"),
        ("{limits: {title: many}}", "title is many"),
        ("{limits: {titel: 5}}", "titel is not one"),
        ("{levels: [link]}", "levels is not a mapping"),
        ("5", "not a mapping"),
    ],
)
def test_a_mistake_in_the_settings_is_named(site: Site, check: Check, checks: str, message: str) -> None:
    (issue,) = check(site(GOOD, checks=checks))
    assert (issue.path, issue.code) == ("mkdocs.yml", "config-option")
    assert message in issue.message


def test_what_is_remembered_changes_no_result(site: Site, check: Check) -> None:
    folder = site(GOOD | {"en/guides/more.md": article("More", "[x](pay.md#how)\n\n[y](gone.md)\n\nDo it simply.")})
    content = folder / "content"
    seen = []
    for change in (
        lambda: None,
        lambda: None,
        lambda: (content / "en/guides/pay.md").write_text(article("Pay", "## Other {#other}\n\nText.")),
        lambda: (content / "en/guides/gone.md").write_text(article("No longer gone")),
        lambda: (content / "style.en.yml").write_text("banned: {simply: no}\n"),
        lambda: (content / "en/guides/gone.md").unlink(),
        lambda: (folder / "mkdocs.yml").write_text(
            (folder / "mkdocs.yml").read_text().replace("checks: {}", "checks: {levels: {link: error}}")
        ),
    ):
        change()
        found = check(folder)
        assert found == check(folder, clean=True)
        seen.append([issue.code for issue in found])
    assert seen[0] == seen[1] == ["link"]
    assert seen[2] == ["anchor", "link"]
    assert seen[3] == ["anchor"]
    assert seen[4] == ["anchor", "style-banned"]
