"""One file's bytes become an article or a section, or issues that say where and why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.articles.article import Article, Kind, Section, Status
from kbgen.articles.reader import read_article
from kbgen.articles.source import MAX_BYTES, digest_of
from kbgen.issues import Issue, Level, errors_in

BASE = "title: T\ndescription: D.\n"
VALID = {
    Kind.FAQ: (BASE + "kind: faq\ntopic: billing\n", "## How?\n\nSo.\n"),
    Kind.GUIDE: (BASE + "kind: guide\ngoal: A running site.\n", "Text.\n"),
    Kind.TROUBLESHOOTING: (
        BASE + "kind: troubleshooting\nsymptoms: [no mail]\n",
        "## Why {.cause}\n\nx\n\n## Do this {: .fix #f }\n",
    ),
    Kind.CASE_STUDY: (
        BASE + "kind: case-study\nfacts:\n  Team: eight\n",
        "## A {.challenge}\n\n## B {.approach}\n\nC {.result}\n---------\n",
    ),
    Kind.WHITE_PAPER: (BASE + "kind: white-paper\nabstract: |\n  One.\n\n  Two.\n", "Text.\n"),
}


def source(header: str, body: str = "Text.\n") -> bytes:
    return f"---\n{header}---\n{body}".encode()


def read(site, raw, path="a.md", locale="en"):
    return read_article(site, locale, path, raw)


def read_fine(site, raw, path="a.md"):
    entry, issues = read(site, raw, path)
    assert issues == []
    return entry


def faults(issues: list[Issue]):
    return [(issue.code, issue.line) for issue in issues]


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_read_with_its_own_keys(content, kind):
    article = read_fine(content(), source(*VALID[kind]))
    assert isinstance(article, Article)
    assert article.kind is kind
    assert article.details


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_refuses_a_missing_key_of_its_own(content, kind):
    _, body = VALID[kind]
    _, issues = read(content(), source(BASE + f"kind: {kind}\n", body))
    assert faults(issues) == [("front-matter-missing", 1)]


def test_every_key_is_converted(content, teams):
    header = (
        BASE + "kind: guide\ngoal: A  running\n  site.\nid: setup\ntags: [a, 'b c', a]\nowner: docs\nupdated: 2026-01-02\n"
        "reviewed: 2026-01-03\nreview_by: 2027-01-01\nstatus: draft\nrelated: [x/y]\nkeywords:\n  - install\norder: -3\n"
        "featured: true\nneeds: [git]\nminutes: 10\n"
    )
    raw = source(header, "\nBody\n")
    article = read_fine(content(teams=teams), raw)
    assert article == Article(
        id="setup",
        locale="en",
        path="a.md",
        kind=Kind.GUIDE,
        title="T",
        description="D.",
        body="\nBody\n",
        body_line=header.count("\n") + 3,
        digest=digest_of(raw),
        status=Status.DRAFT,
        tags=("a", "b c"),
        owner="docs",
        updated=date(2026, 1, 2),
        reviewed=date(2026, 1, 3),
        review_by=date(2027, 1, 1),
        related=("x/y",),
        keywords=("install",),
        order=-3,
        featured=True,
        details={"goal": "A running site.", "needs": ("git",), "minutes": 10},
    )


def test_yaml_never_decides_what_a_text_means(content):
    article = read_fine(
        content(), source("title: no\ndescription: 1.10\nkind: faq\ntopic: 012\ntags: [on, 2026-01-01]\n", "## Q\n")
    )
    assert (article.title, article.description, article.details["topic"], article.tags) == (
        "no",
        "1.10",
        "012",
        ("on", "2026-01-01"),
    )


@pytest.mark.parametrize(
    "abstract",
    [
        "|\n  One,\n  still one.\n\n  Two.\n   \n\n  Three.\n",
        ">\n  One,\n  still one.\n\n  Two.\n\n\n  Three.\n",
        "One,\n  still one.\n\n  Two.\n\n  Three.\n",
        '"One,\n  still one.\n\n  Two.\n\n  Three."\n',
    ],
    ids=["literal", "folded", "plain", "quoted"],
)
def test_paragraphs_of_an_abstract_are_told_apart_however_yaml_folds_them(content, abstract):
    article = read_fine(content(), source(BASE + f"kind: white-paper\nabstract: {abstract}", "Text.\n"))
    assert article.details["abstract"] == "One, still one.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("discription: x", "front-matter-key", "Did you mean `description`?"),
        ("minuts: 3", "front-matter-key", "Did you mean `minutes`?"),
        ("symptoms: [x]", "front-matter-key", "belongs to articles of the kind troubleshooting"),
        ("index: 3", "front-matter-key", "Rename it to `order`."),
        ("wombat: 3", "front-matter-key", "Remove it."),
        ("status: publised", "front-matter-value", "Did you mean `published`?"),
        ("status: zzz", "front-matter-value", "published, draft, retired"),
        ("updated: 2026-02-30", "front-matter-value", "does not exist"),
        ("updated: 20260203", "front-matter-value", "such as 2026-03-31"),
        ("updated: ۲۰۲۶-۰۲-۰۳", "front-matter-value", "such as 2026-03-31"),
        ("order: 1.5", "front-matter-value", "digits only"),
        ("order: '" + "9" * 5000 + "'", "front-matter-value", "digits only"),
        ("order: ٣", "front-matter-value", "digits only"),
        ("minutes: soon", "front-matter-value", "digits only"),
        ("featured: yes", "front-matter-value", "true or false"),
        ("tags: a", "front-matter-value", "[a]"),
        ("tags: [[a]]", "front-matter-value", "quotation marks"),
        ("tags: [a, '']", "front-matter-value", "Remove it"),
        ("tags: {a: b}", "front-matter-value", "dash"),
        ("keywords: [a: b]", "front-matter-value", "quotation marks"),
        ("owner: [docs]", "front-matter-value", "should be a text"),
        ("owner: dogs", "owner-unknown", "Did you mean `docs`?"),
        ("id: ../../etc", "front-matter-value", "cannot be an id"),
        ("id: /a", "front-matter-value", "cannot be an id"),
        ("id: a//b", "front-matter-value", "cannot be an id"),
        ("id: a b", "front-matter-value", "cannot be an id"),
        ("id: '<b>'", "front-matter-value", "cannot be an id"),
        ("title: again", "front-matter-duplicate", "line 2"),
        # Long words are shortened where they are told.
        (f"{'x' * 60}: 3", "front-matter-key", f"`{'x' * 60}` is"),
        (f"{'x' * 61}: 3", "front-matter-key", f"`{'x' * 59}…` is"),
        (f"order: {'x' * 50}", "front-matter-value", f"`{'x' * 40}`, which"),
        (f"updated: {'x' * 50}", "front-matter-value", f"`{'x' * 40}`, which"),
        (f"featured: {'x' * 50}", "front-matter-value", f"`{'x' * 40}`."),
        (f"status: {'x' * 50}", "front-matter-value", f"`{'x' * 40}`, which"),
        (f"tags: {'x' * 70}", "front-matter-value", f"[{'x' * 60}]"),
        (f"id: {'x' * 201}", "front-matter-value", f"`{'x' * 40}`, which cannot"),
        (f"redirect_from: ['{'x' * 70}']", "front-matter-value", f"`{'x' * 60}`, which is no old"),
    ],
)
def test_a_wrong_line_is_one_issue_on_its_line(content, teams, line, code, words):
    _, issues = read(content(teams=teams), source(BASE + f"kind: guide\ngoal: g\n{line}\n"))
    (issue,) = issues
    assert (issue.path, issue.line, issue.code) == ("content/en/a.md", 6, code)
    assert words in str(issue)
    assert (issue.level is Level.WARNING) is (code == "owner-unknown")


@pytest.mark.parametrize(("kind", "advice"), [("guied", "Did you mean `guide`?"), ("x", "Known: faq"), ("", "")])
def test_an_unknown_kind_is_named_and_the_keys_of_all_kinds_are_left_alone(content, kind, advice):
    _, issues = read(content(), source(BASE + f"kind: {kind}\n"))
    assert faults(issues) == [("front-matter-value" if kind else "front-matter-missing", 4)]
    assert advice in issues[0].suggestion


def test_an_owner_is_not_checked_where_no_teams_are_configured(content):
    assert read_fine(content(), source(VALID[Kind.GUIDE][0] + "owner: anyone\n")).owner == "anyone"


def test_all_mistakes_of_a_file_are_gathered(content):
    _, issues = read(content(), source("titel: T\nkind: guide\norder: x\n", "Text.\n"))
    assert sorted(faults(issues)) == [
        ("front-matter-key", 2),
        ("front-matter-missing", 1),
        ("front-matter-missing", 1),
        ("front-matter-missing", 1),
        ("front-matter-value", 4),
    ]


@pytest.mark.parametrize(
    ("kind", "body", "missing"),
    [
        (Kind.FAQ, "### Too deep\n", ["question"]),
        (Kind.FAQ, "```\n## In code\n```\n", ["question"]),
        (Kind.TROUBLESHOOTING, "## Cause\n\n## Fix {.fix}\n", [".cause"]),
        (Kind.TROUBLESHOOTING, "### C {.cause}\n\nx\n", [".cause", ".fix"]),
        (Kind.CASE_STUDY, "## A {.approach}\n", [".challenge", ".result"]),
    ],
)
def test_a_body_without_what_its_page_is_made_from_is_refused(content, kind, body, missing):
    _, issues = read(content(), source(VALID[kind][0], body))
    assert [issue.code for issue in issues] == ["article-body"] * len(missing)
    assert all(word in issue.message for word, issue in zip(missing, issues, strict=True))


BAD_BYTES = [
    (b"---\ntitle: \xff\n---\n", "file-encoding", 2, "offset 11"),
    (b"\xef\xbb\xbfabc\xc3(", "file-encoding", 1, "offset 6"),
    ("---\ntitle: a\n---\n".encode("utf-16"), "file-encoding", 1, "offset 0"),
    (b"a\nb\xed\xa0\x80", "file-encoding", 2, "offset 3"),
    (b"a\nb\x00c", "file-control", 2, "offset 3"),
    (b"a\x1b[31m", "file-control", 1, "0x1b"),
    (b"a" * (MAX_BYTES + 1), "file-size", 0, "1,048,576"),
    (b"---\ntitle: a\n", "front-matter-open", 1, "never ends"),
]


@pytest.mark.parametrize(("raw", "code", "line", "words"), BAD_BYTES, ids=[code for _, code, _, _ in BAD_BYTES])
def test_bytes_that_are_no_article_are_named_with_the_place(content, raw, code, line, words):
    entry, (issue,) = read(content(), raw)
    assert entry is None
    assert (issue.path, issue.code, issue.line) == ("content/en/a.md", code, line)
    assert words in issue.message


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(content):
    plain = read_fine(content(), source(*VALID[Kind.GUIDE]))
    raw = b"\xef\xbb\xbf" + source(*VALID[Kind.GUIDE]).replace(b"\n", b"\r\n")
    other = read_fine(content(), raw)
    assert (other.title, other.body, other.body_line) == (plain.title, plain.body, plain.body_line)
    assert other.digest == digest_of(raw) != plain.digest


@pytest.mark.parametrize("path", ["../a.md", "/etc/a.md", "a/../../b.md", "a\\b.md", "a//b.md", "a\0.md"])
def test_a_path_that_leaves_its_folder_is_refused(content, path):
    entry, (issue,) = read(content(), source(*VALID[Kind.GUIDE]), path)
    assert entry is None
    assert issue.code == "path-name"


def test_an_article_with_unreadable_front_matter_still_exists_for_its_links(content):
    article, issues = read(content(), source("title: [\n", "# Set up\n\nFirst words.\n"), "guides/set-up.md")
    assert faults(issues) == [("front-matter-yaml", 3)]
    assert isinstance(article, Article)
    assert (article.id, article.title, article.description) == ("guides/set-up", "Set up", "First words.")


def test_a_file_without_front_matter_is_one_issue(content):
    _, issues = read(content(), b"# Set up\n")
    assert faults(issues) == [("front-matter-missing", 1)]


def test_a_key_of_some_kind_is_known_as_one_only_where_a_kind_could_stand(content):
    _, issues = read(content(), source("title: T\ndescription: D.\nsymptoms: [x]\n"))
    (issue,) = (issue for issue in issues if issue.code == "front-matter-key")
    assert (issue.message, issue.suggestion) == ("`symptoms` needs a kind that knows it.", "Set the kind first.")
    # A section is of no kind.
    _, issues = read(content(), source("title: T\nsymptoms: [x]\n"), "guides/index.md")
    assert [(issue.message, issue.suggestion) for issue in issues] == [("`symptoms` is not a key.", "Remove it.")]


def test_where_no_order_is_given_it_is_none_before_and_none_behind(content):
    assert read_fine(content(), source(VALID[Kind.GUIDE][0])).order == 0
    section, issues = read(content(), source("title: T\n"), "guides/index.md")
    assert (section.order, issues) == (0, [])


def test_text_of_front_matter_is_kept_as_written_for_the_pages_to_escape(content):
    assert read_fine(content(), source("title: '<script>'\n" + VALID[Kind.GUIDE][0].split("\n", 1)[1])).title == "<script>"


class TestLenient:
    """Foreign front matter: an existing folder of Markdown builds without edits."""

    def read(self, content, raw, path="a.md"):
        entry, issues = read(content(front_matter="lenient"), raw, path)
        assert errors_in(issues) == []
        return entry, issues

    def test_a_bare_file_becomes_a_guide_named_by_its_first_heading(self, content):
        article, issues = self.read(content, b"# Set **up** `it` {#top}\n\n![x](a.png)\n\nThe [first](x.md) words.\n")
        assert issues == []
        assert (article.kind, article.title, article.description) == (Kind.GUIDE, "Set up it", "The first words.")

    def test_without_a_heading_the_file_gives_the_name(self, content):
        article, _ = self.read(content, b"Words.\n", "guides/first-steps.md")
        assert article.title == "First Steps"

    def test_unknown_keys_are_warnings_and_foreign_orders_are_understood(self, content):
        for key in ("index", "weight", "sidebar_position", "nav_order"):
            article, issues = self.read(content, source(f"title: T\n{key}: 7\nlayout: page\nmenu: {{main: {{weight: 3}}}}\n"))
            assert article.order == 7
            assert [(issue.code, issue.level) for issue in issues] == [("front-matter-key", Level.WARNING)]
            assert issues[0].message == "Keys that mean nothing here: `layout`, `menu`."

    def test_an_order_of_its_own_comes_first(self, content):
        article, _ = self.read(content, source("index: 7\norder: 2\n"))
        assert article.order == 2

    def test_wrong_values_are_warnings_and_left_out(self, content):
        article, issues = self.read(content, source("status: new\nupdated: March\nkind: tutorial\ntags: one\nsymptoms: x\n"))
        assert (article.status, article.updated, article.kind, article.tags) == (Status.PUBLISHED, None, Kind.GUIDE, ("one",))
        assert {issue.level for issue in issues} == {Level.WARNING}

    def test_a_kind_needs_no_keys_or_headings_of_its_own(self, content):
        article, issues = self.read(content, source("kind: faq\n", "Words."))
        assert issues == []
        assert (article.kind, article.details) == (Kind.FAQ, {})

    def test_a_description_ends_at_a_word(self, content):
        article, _ = self.read(content, ("word " * 100).encode())
        assert len(article.description) <= 160
        assert article.description.endswith("word…")

    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("sidebar_label: Short\nlast_update:\n  date: 3/14/2023\nsidebar_position: 2.5\n", {"title": "Short", "order": 2}),
            ("sidebar:\n  order: 4\n  label: Boats\nlastUpdated: 2023-03-14\n", {"title": "Boats", "order": 4}),
            ("linkTitle: Sea\nweight: 30\nlastmod: 2023-03-14T09:00:00+02:00\n", {"title": "Sea", "order": 30}),
            ("excerpt: In short.\nlast_modified_at: 2023-03-14 10:00\nnav_order: 3\n", {"description": "In short.", "order": 3}),
            ("ms.date: 03/14/2023\nms.topic: how-to\ntags: sea, wind\n", {"tags": ("sea", "wind")}),
            ("updated: 14.3.2023\naliases: [Ship, Vessel]\ncategories:\n  - {label: sea}\n", {"keywords": ("Ship", "Vessel")}),
            ("date: 2023-03-14\naliases:\n  - /old/boats\n", {"redirect_from": ("/old/boats",)}),
        ],
    )
    def test_keys_of_other_programs_say_here_what_they_say_there(self, content, header, expected):
        article, _ = self.read(content, source(header, "Words.\n"))
        assert {name: getattr(article, name) for name in expected} == expected
        assert article.updated.isoformat() == "2023-03-14"

    @pytest.mark.parametrize(
        "header",
        [
            *(
                "draft: true",
                "published: false",
                "hidden: true",
                "unlisted: yes",
                "publish: false",
                "private: true",
                "headless: true",
            ),
            *("status: unpublished", "visibility: private", "build: {render: never}", "isHidden: 'true'", "state: draft"),
        ],
    )
    def test_what_is_hidden_where_it_comes_from_stays_hidden(self, content, header):
        article, _ = self.read(content, source(f"title: T\n{header}\n", "Words.\n"))
        assert article.status is Status.DRAFT

    @pytest.mark.parametrize(
        "header", ["draft: false", "published: true", "hidden: false", "build: {render: always}", "publish: true"]
    )
    def test_what_is_shown_where_it_comes_from_is_shown(self, content, header):
        article, _ = self.read(content, source(f"title: T\n{header}\n", "Words.\n"))
        assert article.status is Status.PUBLISHED

    def test_toml_between_plus_signs_is_front_matter(self, content):
        raw = b'+++\ntitle = "Sailing"\nweight = 3\ndraft = true\ntags = ["sea"]\n+++\nWords.\n'
        article, issues = self.read(content, raw)
        assert (article.title, article.order, article.status, article.tags) == ("Sailing", 3, Status.DRAFT, ("sea",))
        assert (article.body, article.body_line, issues) == ("Words.\n", 7, [])

    def test_anchors_aliases_merges_and_tags_of_yaml_are_read(self, content):
        header = "base: &base {weight: 3}\ntitle: &t Sailing\ndescription: *t\nold: !ruby/object x\n<<: *base\n"
        article, _ = self.read(content, source(header))
        assert (article.title, article.description, article.order) == ("Sailing", "Sailing", 3)

    def test_a_bomb_of_aliases_stays_as_small_as_it_is_written(self, content):
        lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 60)]
        article, _ = self.read(content, source("\n".join(["title: T", *lines]) + "\n"))
        assert article.title == "T"

    def test_what_is_no_yaml_gives_the_lines_that_look_like_keys(self, content):
        article, issues = self.read(content, source('title: Boats: the guide\n\tweight: x\nnav_order: 2\ndescription: ""\n'))
        assert (article.title, article.order, article.description) == ("Boats: the guide", 2, "Text.")
        assert [issue.code for issue in issues] == ["front-matter-yaml"]

    def test_a_block_that_nothing_closes_is_text(self, content):
        article, issues = self.read(content, b"---\n\n# Boats\n\nWords.\n")
        assert (article.title, [issue.code for issue in issues]) == ("Boats", ["front-matter-open"])

    def test_a_folder_that_is_hidden_keeps_its_own_words_back(self, content):
        section, _ = self.read(content, source("title: Plans\ndraft: true\n", "Secret.\n"), "plans/index.md")
        assert section.body == ""

    def test_an_index_may_hold_any_keys(self, content):
        section, issues = self.read(content, source("layout: x\nweight: 4\n", ""), "mobile-phones/index.md")
        assert issues == []
        assert (section.title, section.order) == ("Mobile Phones", 4)


class TestSections:
    def test_an_index_describes_its_folder(self, content):
        raw = source("title: Guides\ndescription: All of them.\nicon: book\norder: 2\n", "Welcome.\n")
        section = read_fine(content(), raw, "guides/advanced/index.md")
        told = ("guides/advanced", "en", "Guides", "All of them.", "book", 2, "Welcome.\n", 7)
        assert section == Section(*told, digest_of(raw), has_text=True)

    def test_the_first_page_names_what_it_features(self, content):
        section = read_fine(content(), source("title: How can we help?\nfeatured: [a, b]\n"), "index.md")
        assert (section.path, section.featured) == ("", ("a", "b"))

    @pytest.mark.parametrize(
        ("header", "code"),
        [
            ("description: x\n", "front-matter-missing"),
            ("title: x\nfeatured: [a]\n", "front-matter-key"),
            ("title: x\nkind: faq\n", "front-matter-key"),
        ],
    )
    def test_a_section_has_keys_of_its_own(self, content, header, code):
        _, issues = read(content(), source(header), "guides/index.md")
        assert [issue.code for issue in issues] == [code]


yaml_like = st.text(alphabet=st.sampled_from("titlekndfaq:-[]{}&*!<>#|'\"\\?%@, \n\r\t\0\u200c\u202eا۱`~=/."), max_size=300)


@given(
    raw=st.one_of(
        st.binary(max_size=300), yaml_like.map(str.encode), yaml_like.map(lambda text: f"---\n{text}\n---\n{text}".encode())
    )
)
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("path", ["a.md", "index.md"])
def test_no_bytes_make_the_reader_raise(content, mode, path, raw):
    entry, issues = read(content(front_matter=mode), raw, path)
    assert entry is not None or issues
    assert all(0 <= issue.line <= raw.count(b"\n") + raw.count(b"\r") + 2 for issue in issues)


def test_an_article_that_names_no_place_has_none(content):
    """Zero is no place: those with an order come first."""
    article = read_fine(content(), source(BASE + "kind: guide\ngoal: G.\n"))
    assert (article.order, article.featured, article.status) == (0, False, Status.PUBLISHED)
