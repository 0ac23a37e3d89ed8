"""`in_app.yml`: what is read of it, and which lines would never do anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.issues import Issue, Level
from kbgen.site.outputs.screens import Screen, load_screens, matcher

ARTICLES, SECTIONS = {"billing/pay", "billing/refund", "team/invite"}, {"", "billing", "team"}


def load(folder: Path, text: str) -> tuple[tuple[Screen, ...], list[Issue]]:
    file = folder / "in_app.yml"
    file.write_text(text, "utf-8")
    return load_screens(file, ARTICLES, SECTIONS)


def test_screens_keep_their_order_and_their_offers(tmp_path):
    screens, issues = load(
        tmp_path, '/pay/*: [billing/refund, billing/]\n"#/team/**": [team/invite]\n/reports: []\n"**": [team/]\n'
    )
    assert issues == []
    assert [(screen.pattern, screen.offers) for screen in screens] == [
        ("/pay/*", ("billing/refund", "billing/")),
        ("#/team/**", ("team/invite",)),
        ("/reports", ()),
        ("**", ("team/",)),
    ]


def test_no_file_is_no_screens_and_no_fault(tmp_path):
    assert load_screens(tmp_path / "in_app.yml", ARTICLES, SECTIONS) == ((), [])
    assert load(tmp_path, "# nothing yet\n") == ((), [])


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        ("/a: [\n", "in-app-yaml", 2, "YAML"),
        ("- /a\n", "in-app-yaml", 1, "mapping"),
        ("/a: [team/invite]\n/b: [team/invites]\n", "in-app-entry", 2, "no article or section team/invites"),
        ("/a: [team]\n", "in-app-entry", 1, "no article or section team"),
        ("/a: team/invite\n", "in-app-entry", 1, "not a list"),
        ("/a: [team/invite, team/invite]\n", "in-app-entry", 1, "twice"),
        ("/a: [[team/invite]]\n", "in-app-entry", 1, "list or mapping"),
        ("pay/*: []\n", "in-app-pattern", 1, "begins"),
        ("/pay?tab=1: []\n", "in-app-pattern", 1, "'?'"),
        ("/pay/***: []\n", "in-app-pattern", 1, "'***'"),
        ("/users/(\\d+): []\n", "in-app-pattern", 1, "'('"),
        ("/users/{id}: []\n", "in-app-pattern", 1, "'{'"),
        ("/a//b: []\n", "in-app-pattern", 1, "'//'"),
        ("/users/:id: []\n", "in-app-pattern", 1, "':'"),
        ("/pay: []\n/pay/: []\n", "in-app-pattern", 2, "twice"),
        ("/pay: []\n/pay: []\n", "in-app-pattern", 2, "twice"),
        ("/pay/**: []\n/pay/*/edit: []\n", "in-app-pattern", 2, "never counts"),
        ('"**": []\n/pay: []\n', "in-app-pattern", 2, "never counts"),
        (f"/{'a' * 100}: []\n", "in-app-pattern", 1, "100"),
    ],
)
def test_a_line_that_would_never_do_anything_is_named(tmp_path, text, code, line, says):
    _, issues = load(tmp_path, text)
    assert [(issue.code, issue.line) for issue in issues] == [(code, line)]
    assert says in issues[0].message


@pytest.mark.parametrize(
    "text",
    [
        "/pay/*/edit: []\n/pay/**: []\n",
        "/pay/*: []\n/pay/*/edit: []\n",
        "https://a.example/**: []\n/pay: []\n",
        "/a/*/*: []\n/a/**: []\n",
    ],
)
def test_a_pattern_that_can_still_count_is_no_fault(tmp_path, text):
    assert load(tmp_path, text)[1] == []


def test_a_missing_article_does_not_stop_a_site(tmp_path):
    screens, issues = load(tmp_path, "/a: [team/gone, team/invite]\n")
    assert [issue.level for issue in issues] == [Level.WARNING]
    assert screens[0].offers == ("team/invite",)


@pytest.mark.parametrize(
    ("pattern", "address", "fits"),
    [
        ("/team/**", "/team", True),
        ("/team/**", "/team/a/b", True),
        ("/team/**", "/teams", False),
        ("/team/*", "/team/a", True),
        ("/team/*", "/team/a/b", False),
        ("/team/*/edit", "/team/a/edit", True),
        ("/a.b", "/axb", False),
        ("**", "/anything/at/all", True),
    ],
)
def test_stars_stand_for_one_part_or_for_all(pattern, address, fits):
    assert bool(matcher(pattern).fullmatch(address)) == fits
