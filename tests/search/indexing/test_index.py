"""The published index: same input, same bytes; what did not change keeps its name; two releases never mix."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.errors import OperatorError
from kbgen.search.analysis import analyse
from kbgen.search.answering.passages import published_texts, text_files
from kbgen.search.answering.searcher import Searcher
from kbgen.search.indexing.encoding import bucket, deltas, front_code, runs, undelta, unruns
from kbgen.search.synonyms import load_synonyms
from tests.search.conftest import Build, small_documents


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_documents_give_the_same_bytes_in_any_order(build: Build, tmp_path: Path) -> None:
    documents = small_documents("fa")
    one = build(documents, "fa", folder=tmp_path / "one")
    other = build(reversed(documents), "fa", folder=tmp_path / "other")
    assert contents(one.folder) == contents(other.folder)
    assert set(one.names) == set(contents(one.folder))


def test_only_the_pointer_keeps_its_name(build: Build) -> None:
    documents = small_documents("en")
    before = build(documents, "en")
    passage = documents[4].passages[1]._replace(text="Check the cable, then unplug the scanner.")
    after = build([*documents[:4], replace(documents[4], passages=(passage,))], "en")
    changed = set(after.written)
    assert "index.json" in changed
    assert len(changed) < len(after.names) / 2
    assert set(before.names) - set(after.removed) == set(after.names) - changed | {"index.json"}
    assert Searcher(after.folder).search("scanner")[0].article == "devices/printer"


def test_updated_index_equals_a_new_one(build: Build, tmp_path: Path) -> None:
    documents = small_documents("en")
    build(documents, "en", folder=tmp_path / "kept")
    kept = build(documents[1:], "en", folder=tmp_path / "kept")
    fresh = build(documents[1:], "en", folder=tmp_path / "fresh")
    assert contents(kept.folder) == contents(fresh.folder)


def test_index_of_another_format_is_refused(build: Build) -> None:
    folder = build(small_documents("en"), "en").folder
    (folder / "index.json").write_text(json.dumps({"format": 99, "version": "x"}))
    with pytest.raises(OperatorError, match="Build the site again"):
        Searcher(folder)


def test_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="kbgen build"):
        Searcher(tmp_path)


def test_empty_help_center_has_an_index_too(build: Build) -> None:
    assert Searcher(build([], "en").folder).search("anything") == []


def test_untranslated_article_is_indexed_in_its_own_language(build: Build) -> None:
    english = replace(small_documents("en")[0], locale="fa", url="fa/account/password/", language="en")
    assert len(Searcher(build([english], "fa").folder).search("choosing passwords")) == 1


def test_languages_without_rules_of_their_own_are_stemmed_by_the_vocabulary(build: Build) -> None:
    german = replace(small_documents("en")[0], locale="de", language="de", title="Häuser verwalten")
    searcher = Searcher(build([german], "de").folder)
    assert len(searcher.search("Häuser")) == len(searcher.search("hauser")) == 1


def test_fragments_stay_small(build: Build) -> None:
    document = small_documents("en")[0]
    long = replace(document, passages=tuple(document.passages[1]._replace(text="word " * 1000) for _ in range(50)))
    texts = published_texts(analyse(long, load_synonyms("en")[0]).fragment)
    excerpts, whole = (texts.files[name] for name in text_files(texts.name))
    assert len(excerpts) < 10_000 < len(whole) < 300_000


def test_short_article_has_one_text(build: Build) -> None:
    texts = published_texts(analyse(small_documents("en")[0], load_synonyms("en")[0]).fragment)
    assert list(texts.files) == text_files(texts.name)
    assert len(texts.files) == 1


@given(st.lists(st.integers(0, 100_000), unique=True))
def test_numbers_survive_being_written(numbers: list[int]) -> None:
    assert undelta(deltas(sorted(numbers))) == sorted(numbers)


@given(st.lists(st.integers(0, 5)))
def test_runs_survive_being_written(values: list[int]) -> None:
    assert unruns(runs(values)) == values


@given(st.sets(st.text("abc", min_size=1)))
def test_words_survive_being_front_coded(words: set[str]) -> None:
    read, word = [], ""
    for shared, rest in front_code(sorted(words)):
        word = word[: ord(shared) - 35] + rest
        read.append(word)
    assert read == sorted(words)


@given(st.text(min_size=1), st.integers(1, 4096))
def test_every_key_has_a_shard(key: str, buckets: int) -> None:
    assert 0 <= bucket(key, buckets) < buckets
