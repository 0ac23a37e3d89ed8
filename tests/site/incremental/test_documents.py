"""Analysed articles between builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.search.analysis import analyse
from kbgen.search.document import Document, Passage
from kbgen.search.synonyms import synonyms_from
from kbgen.site.incremental.documents import FOLDER, LostDocumentError, load_document, store_document

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
    name = store_document(tmp_path, analysed)
    again = load_document(tmp_path, name)
    assert again == analysed
    assert store_document(tmp_path, again) == name


def test_a_file_cut_short_counts_as_lost(tmp_path: Path) -> None:
    name = store_document(tmp_path, analyse(document("Sign in"), SYNONYMS))
    path = tmp_path / FOLDER / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LostDocumentError):
        load_document(tmp_path, name)
