"""The file of records: small, sorted, one line an article, and forgiving."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kbgen import config
from kbgen.translations.records import FILE, TranslationRecord, read_records, write_records

RECORDS = {"b/two.md": TranslationRecord("aa", {":front": "bb", "یافتن": "cc"}), "a/one.md": TranslationRecord("dd", {})}


def test_what_is_written_is_read(project: Path) -> None:
    settings = config.load(project / "mkdocs.yml")
    write_records(settings, "fa", RECORDS)
    assert read_records(settings, "fa") == (RECORDS, [])


def test_the_file_is_yaml_with_one_sorted_line_an_article(project: Path) -> None:
    settings = config.load(project / "mkdocs.yml")
    write_records(settings, "fa", RECORDS)
    text = (project / "content/fa" / FILE).read_text("utf-8")
    assert [line.split(":")[0] for line in text.splitlines()[1:]] == ['"a/one.md"', '"b/two.md"']
    assert yaml.safe_load(text)["b/two.md"] == {"=": "aa", ":front": "bb", "یافتن": "cc"}


@pytest.mark.parametrize(
    "line", ["<<<<<<< HEAD", "a: b", '"a": "b"', '"a": {"b": "c"}', '"a": {"=": 5}', '"a": {"=": "b"}, "c": {"=": "d"}']
)
def test_a_line_that_is_no_record_is_named_and_the_others_count(project: Path, line: str) -> None:
    settings = config.load(project / "mkdocs.yml")
    (project / "content/fa" / FILE).write_text(f'# comment\n{line}\n\n"x.md": {{"=": "y"}}\n')
    records, issues = read_records(settings, "fa")
    assert records == {"x.md": TranslationRecord("y", {})}
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [("content/fa/_translations.yml", 2, "translations-file")]
