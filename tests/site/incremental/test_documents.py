"""Analysed articles between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.search.analysis import analyse
from kbgen.search.document import Document, Passage
from kbgen.search.synonyms import synonyms_from
from kbgen.site.incremental.documents import FOLDER, DocumentFile, LostDocumentError, content_of, load_document, prune_documents

SYNONYMS = synonyms_from(["sign in, log in"], "en")
TITLES = {
    "a plain title": "Sign in with a phone",
    "no words": "",
    "white space of all kinds": "Sign\tin\nwith\u2028a\u00a0phone",
    "a word that folds to several": "ﷺ and ﷺ",
    "many of one word": "phone " * 300,
    "other scripts": "日本語 می‌خواهم it's l’eau",
}


def document(title: str) -> Document:
    passages = (Passage("", "", title), Passage("a", "Heading", f"{title}\n\nmore"))
    return Document("a", "en", "a.md", "en/a/", title, "how-to", "", "en", passages=passages)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_what_is_remembered_comes_back_as_it_was(tmp_path: Path, title: str) -> None:
    analysed = analyse(document(title), SYNONYMS)
    name = DocumentFile(tmp_path).store(analysed)
    again = load_document(tmp_path, name)
    assert again == analysed
    # In another process' file it has the same name but for its place.
    elsewhere = DocumentFile(tmp_path).store(again)
    assert elsewhere != name
    assert content_of(elsewhere) == content_of(name)


def test_documents_of_one_file_are_told_apart_and_go_with_the_last_of_them(tmp_path: Path) -> None:
    file, other = DocumentFile(tmp_path), DocumentFile(tmp_path)
    analysed = [analyse(document(title), SYNONYMS) for title in TITLES.values()]
    names = [file.store(each) for each in analysed]
    later = other.store(analysed[0])
    assert [load_document(tmp_path, name) for name in reversed(names)] == analysed[::-1]
    prune_documents(tmp_path, [names[2], later])
    assert load_document(tmp_path, names[2]) == analysed[2]
    prune_documents(tmp_path, [later])
    with pytest.raises(LostDocumentError):
        load_document(tmp_path, names[2])
    assert load_document(tmp_path, later) == analysed[0]


def test_a_file_cut_short_counts_as_lost(tmp_path: Path) -> None:
    name = DocumentFile(tmp_path).store(analyse(document("Sign in"), SYNONYMS))
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LostDocumentError):
        load_document(tmp_path, name)


@pytest.mark.parametrize("name", ["", "0123abcd", "a b c d", "a b 0 5", "a ../../x 0 5"])
def test_a_name_that_no_document_has_counts_as_lost(tmp_path: Path, name: str) -> None:
    DocumentFile(tmp_path).store(analyse(document("Sign in"), SYNONYMS))
    with pytest.raises(LostDocumentError):
        load_document(tmp_path, name)
