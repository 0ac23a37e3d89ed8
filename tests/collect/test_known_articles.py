"""Known articles follow the published site and outlive its mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.known_articles import ManifestWatcher, read_manifest
from kbgen.errors import OperatorError
from kbgen.store.records import SeenArticle

Publish = Callable[..., Path]


def test_new_site_is_noticed_and_an_unchanged_one_read_once(publish: Publish) -> None:
    manifest = publish([("a", "fa")])
    watcher = ManifestWatcher(manifest, Clock())
    assert len(watcher.look()) == 1
    assert watcher.look() == []
    publish([("a", "fa"), ("b", "fa")])
    assert len(watcher.look()) == 2
    assert watcher.known.article("fa", "b")


def test_removed_article_stays_known_for_thirty_days(publish: Publish) -> None:
    now = [1_790_000_000.0]
    watcher = ManifestWatcher(publish([("a", "fa"), ("b", "fa")]), Clock(wall=lambda: now[0]))
    watcher.look()
    now[0] += 100 * DAY_MS / 1000
    publish([("b", "fa")])
    watcher.look()
    assert watcher.known.article("fa", "a")
    now[0] += 31 * DAY_MS / 1000
    publish([("b", "fa"), ("c", "fa")])
    watcher.look()
    assert watcher.known.article("fa", "a") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "locales": [], "articles": []}',
        '{"version": 1}',
        '{"version": 1, "locales": [{}], "articles": []}',
    ],
)
def test_broken_manifest_keeps_what_was_known_and_says_why(publish: Publish, text: str) -> None:
    manifest = publish()
    watcher = ManifestWatcher(manifest, Clock())
    watcher.look()
    manifest.write_text(text)
    assert watcher.look() == []
    assert watcher.problem
    assert watcher.known.article("fa", "guides/set-up")
    publish()
    watcher.look()
    assert watcher.problem == ""


def test_site_that_disappears_keeps_its_articles_known(publish: Publish) -> None:
    manifest = publish()
    watcher = ManifestWatcher(manifest, Clock())
    watcher.look()
    manifest.unlink()
    watcher.look()
    assert "There is no" in watcher.problem
    assert watcher.known.locales == {"en", "fa"}


def test_article_shown_untranslated_has_its_own_language(publish: Publish) -> None:
    known = read_manifest(publish(), 0)
    seen = known.article("fa", "faq/refunds")
    assert seen is not None
    assert seen.language == "en"


def test_an_article_is_known_by_all_that_the_manifest_says_and_one_without_a_title_by_its_id(tmp_path: Path) -> None:
    whole = {"title": "Set up", "kind": "guide", "owner": "docs", "url": "fa/a/", "updated": "2026-11-01", "language": "en"}
    articles = [{"id": "a", "locale": "fa", **whole}, {"id": "b", "locale": "fa"}]
    document = {"version": 1, "source_locale": "fa", "locales": [{"tag": "fa"}], "articles": articles}
    (tmp_path / "kbgen-manifest.json").write_text(json.dumps(document))
    known = read_manifest(tmp_path / "kbgen-manifest.json", 7)
    assert known.article("fa", "a") == SeenArticle(7, "a", "fa", "en", "Set up", "guide", "docs", "fa/a/", "2026-11-01")
    assert known.article("fa", "b") == SeenArticle(7, "b", "fa", "fa", "b", "", "", "", "")


def test_missing_site_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="kbgen build"):
        read_manifest(tmp_path / "site" / "kbgen-manifest.json", 0)


def test_manifest_of_ten_thousand_articles_is_read(tmp_path: Path) -> None:
    articles = [{"id": f"a/{n}", "locale": "en", "url": f"en/a/{n}/"} for n in range(10_000)]
    path = tmp_path / "kbgen-manifest.json"
    path.write_text(json.dumps({"version": 1, "locales": [{"tag": "en"}], "articles": articles}))
    assert len(read_manifest(path, 0).articles) == 10_000
