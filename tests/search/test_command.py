"""`kbgen search` answers as the browser does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kbgen.errors import OperatorError
from kbgen.search.command import search

from .conftest import Build, small_documents


@pytest.fixture
def site(build: Build, tmp_path: Path) -> Path:
    for locale in ("en", "fa"):
        build(small_documents(locale), locale)
    return tmp_path


def run(site: Path, *arguments: str) -> str:
    result = CliRunner().invoke(search, [*arguments, "-d", str(site)], catch_exceptions=False, standalone_mode=False)
    return result.output


def test_results_are_printed_with_rank_score_and_address(site: Path) -> None:
    lines = run(site, "lost pasword", "--locale", "en").splitlines()
    assert lines[0].split()[0] == "1"
    assert lines[1].strip() == "en/account/password/"
    assert lines[-1] == "Understood as: lost password"


def test_results_are_printed_as_json(site: Path) -> None:
    (first, *_) = json.loads(run(site, "گذرواژه", "-l", "fa", "--json"))
    assert (first["article"], first["path"], first["url"]) == ("account/password", "account/password.md", "fa/account/password/")
    assert first["score"] > 0


def test_many_queries_are_answered_one_a_line(site: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    rows = [{"id": 1, "query": "password"}, {"id": "b", "query": "zzzz"}, {"id": "c", "query": "رمز", "locale": "fa"}]
    queries.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    answers = [json.loads(line) for line in run(site, "--queries", str(queries), "-l", "en", "--json").splitlines()]
    assert [answer["id"] for answer in answers] == [1, "b"]
    assert answers[0]["results"][0].keys() == {"article", "path", "url", "score"}
    assert answers[1]["results"] == []


def test_nothing_found_is_said_calmly(site: Path) -> None:
    assert run(site, "qqqqqq", "-l", "en") == "Nothing found.\n"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}'])
def test_line_that_is_no_query_is_named(site: Path, tmp_path: Path, line: str) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(f'{{"id": 1, "query": "a"}}\n{line}\n')
    with pytest.raises(OperatorError, match=r"queries\.jsonl:2"):
        run(site, "--queries", str(queries), "-l", "en")


def test_unknown_locale_names_the_known(site: Path) -> None:
    with pytest.raises(OperatorError, match="en, fa"):
        run(site, "x", "-l", "de")


def test_settings_are_read_only_for_what_is_left_open(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = (
        "site_name: Help\nsite_dir: .\ntheme: {name: material}\nplugins:\n"
        "  - kbgen: {source_locale: fa, locales: {fa: فارسی, en: English}}\n"
    )
    monkeypatch.chdir(tmp_path)

    def found(*arguments: str) -> list[str]:
        result = CliRunner().invoke(search, ["password", "--json", *arguments], catch_exceptions=False, standalone_mode=False)
        return [row["url"] for row in json.loads(result.output)][:1]

    assert found("-d", str(site), "-l", "en") == ["en/account/password/"]
    Path("mkdocs.yml").write_text(settings)
    assert found("-l", "en") == ["en/account/password/"]
    assert found("-d", str(site)) == found() == ["fa/account/password/"]
