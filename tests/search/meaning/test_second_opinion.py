"""Meaning puts first what words alone would not, costs one vector for each text, and loses nothing when it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.search.answering.searcher import Searcher
from kbgen.search.meaning.chunks import LETTERS, WORDS, chunks
from kbgen.search.meaning.keep import Kept, keep_vectors
from kbgen.search.meaning.model import Model
from kbgen.search.meaning.opinion import SecondOpinion
from kbgen.search.meaning.vectors import PassageVectors, read_vectors, vectors_file, write_vectors
from tests.search.meaning.conftest import QUERIES


class Counting(Model):
    """The model, and how many texts it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = 0

    def passages(self, texts):
        self.texts += len(texts)
        return super().passages(texts)


@pytest.fixture(scope="module")
def vectors(project: Path, model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectors")
    assert keep_vectors(project / "site", folder, model) == Kept(9, 9)
    return folder


@pytest.mark.parametrize("locale", QUERIES)
def test_what_is_meant_comes_before_what_shares_words(project: Path, vectors: Path, model: Model, locale: str) -> None:
    searcher = Searcher(project / "site" / "search" / locale)
    by_words = [result.article for result in searcher.search(QUERIES[locale])]
    order = SecondOpinion(vectors, model).order(searcher, QUERIES[locale])
    by_both = [result.article for result in searcher.answer(QUERIES[locale], order=order).results]
    assert (by_words[:2], by_both) == (["dark", "power"], ["power", "dark"])


def test_an_order_changes_no_result_and_counts_only_those_found(project: Path) -> None:
    searcher = Searcher(project / "site" / "search" / "en")
    plain = searcher.answer(QUERIES["en"])
    found = searcher.answer(QUERIES["en"], order=[999, *reversed([result.number for result in plain.results]), 0, 0])
    assert found.results == list(reversed(plain.results))
    assert found.count == plain.count


def test_without_vectors_words_decide(project: Path, model: Model, tmp_path: Path) -> None:
    searcher = Searcher(project / "site" / "search" / "en")
    for content in (None, b"", b"no archive", b"PK\x03\x04 cut"):
        if content is not None:
            vectors_file(tmp_path, "en").write_bytes(content)
        assert SecondOpinion(tmp_path, model).order(searcher, QUERIES["en"]) == [
            result.number for result in searcher.search(QUERIES["en"])
        ]


def test_an_article_without_a_vector_is_judged_by_its_words(project: Path, vectors: Path, model: Model, tmp_path: Path) -> None:
    kept = read_vectors(vectors, "en", model.name)
    assert kept is not None
    only = [at for at, path in enumerate(kept.articles) if path != "power.md"]
    less = PassageVectors(tuple(kept.keys[at] for at in only), tuple(kept.articles[at] for at in only), kept.rows[only])
    searcher, opinion = Searcher(project / "site" / "search" / "en"), SecondOpinion(tmp_path, model)
    for written, articles in ((kept, ["power", "dark"]), (less, ["dark", "power"])):
        # What was read before is read again where it has changed.
        vectors_file(tmp_path, "en").unlink(missing_ok=True)
        write_vectors(tmp_path, "en", model.name, written)
        for _ in range(2):
            order = opinion.order(searcher, QUERIES["en"])
            assert [searcher.result(number, 0).article for number in order] == articles


def test_a_text_is_read_by_the_model_once(project: Path, vectors: Path, tmp_path: Path) -> None:
    model = Counting()
    for file in vectors.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert keep_vectors(project / "site", tmp_path, model) == Kept(9, 0)
    vectors_file(tmp_path, "fa").unlink()
    assert keep_vectors(project / "site", tmp_path, model) == Kept(9, 3)
    assert model.texts == 3


def test_what_another_model_made_is_made_anew(vectors: Path, model: Model) -> None:
    assert read_vectors(vectors, "en", model.name) is not None
    assert read_vectors(vectors, "en", "another 1.0") is None


def test_whoever_stops_loses_little_and_goes_on_from_there(project: Path, model: Model, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kbgen.search.meaning.keep.SAVED_EVERY", 2)
    monkeypatch.setattr("kbgen.search.meaning.keep._AT_ONCE", 1)

    def stop(done: int, of: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep_vectors(project / "site", tmp_path, model, stop)
    assert keep_vectors(project / "site", tmp_path, model) == Kept(9, 3)
    assert not list(tmp_path.glob(".*"))


def test_texts_are_of_a_length_that_the_model_reads() -> None:
    text = " ".join(f"word{number}" for number in range(300))
    parts = chunks("Title", [("", "", "Opening."), ("a", "Heading", text), ("b", "Bare", "")])
    assert parts[0] == "Title\nOpening."
    assert [len(part.split()) - 2 for part in parts[1:4]] == [WORDS, WORDS, 300 - 2 * WORDS]
    assert parts[4] == "Title\nBare"
    assert chunks("Title", []) == ["Title"]
    together = " ".join(f"word{number}" for number in range(WORDS + 5))
    assert len(chunks("Title", [("", "", together)])) == 1
    without_spaces = "電源" * LETTERS
    cut = chunks("題", [("", "", without_spaces)])
    assert len(cut) == 2
    assert sum(part.count("電源") for part in cut) == LETTERS


def test_the_commands_prepare_and_use_it(project: Path, kbgen) -> None:
    config = ("-f", project / "mkdocs.yml")
    assert "kbgen build --semantic" in kbgen("search", *config, "--semantic", QUERIES["en"], expect=1).said
    built = kbgen("build", *config, "--semantic")
    assert "9 passages with their meanings, 9 of them new" in built.said
    assert "Pages ask for a second opinion" not in built.said
    # What it keeps is no part of the public site.
    assert not [path for path in (project / "site").rglob("*") if path.suffix == ".npz"]
    found = kbgen("search", *config, "--semantic", QUERIES["en"])
    assert found.stdout.splitlines()[0].endswith("The screen does not turn on")
