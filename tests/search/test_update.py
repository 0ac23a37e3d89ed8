"""An updated index equals a new one byte for byte, whatever the edits; where it cannot be updated, it says so."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.search.analysis import AnalysedDocument, analyse
from kbgen.search.document import Document, Passage
from kbgen.search.index import build_index
from kbgen.search.memory import Memory, read_memory, write_memory
from kbgen.search.published import POINTER
from kbgen.search.synonyms import Synonyms, synonyms_from
from kbgen.search.update import Edit, NotUpdatableError, update_index

# Few enough that words meet in articles, come and go; several forms of a stem; words that synonyms know.
WORDS = {
    "en": "reset resets resetting password passwords account accounts phone mobile cell printer print prints sign in card the",
    "ar": "كلمة المرور مرور الحساب حساب حسابات الهاتف هاتف جوال طابعة الطابعة طباعة بطاقة البطاقة تسجيل الدخول password",
    "fa": "گذرواژه گذرواژه‌ها رمز حساب حساب‌ها گوشی موبایل تلفن چاپگر چاپ کارت کارت‌های ورود می‌شود password",
    "de": "konto konten kontos telefon telefone handy drucker drucken karte karten passwort",
}
SYNONYMS = {
    "en": ["phone, mobile, cell phone", "log on => sign in", "password, secret", "printer, print machine", "gadget => card"],
    "ar": ["هاتف, جوال", "كلمة المرور, رمز", "طابعة => آلة طباعة"],
    "fa": ["گوشی, موبایل, تلفن همراه", "گذرواژه, رمز", "دستگاه چاپ => چاپگر"],
    "de": ["handy, telefon", "konto, benutzerkonto"],
}
ARTICLES = 24


def article(locale: str, number: int, seed: int, shape: str = "plain") -> Document:
    """One of many articles that may stand in this place; always of about the same length."""
    choice = random.Random(f"{locale} {number} {seed}")
    words = WORDS[locale].split()

    def some(count: int) -> str:
        return " ".join(choice.choice(words) for _ in range(count))

    path = f"part-{number % 3}/article-{number:02}.md"
    rare = f" rare{seed % 7}" if shape == "rare" else ""
    return Document(
        article=path.removesuffix(".md"),
        locale=locale,
        path=path,
        url=f"{locale}/{path.removesuffix('.md')}/",
        title=some(3),
        kind=choice.choice(["guide", "faq"]),
        section=path.partition("/")[0],
        # Words have other stems there, and may be the first of all articles to have them.
        language="en" if shape == "untranslated" else locale,
        description=some(4),
        keywords=(some(1),) if shape == "keywords" else (),
        passages=(Passage("", "", some(20) + rare), Passage("p", some(2), some(20))),
        translations=(("xx", "password " + some(1)),),
        asked=(some(2),) if number == 3 else (),
    )


def built(documents: Sequence[AnalysedDocument], locale: str, synonyms: Synonyms, folder: Path) -> tuple[dict[str, str], Memory]:
    index = build_index(documents, locale, synonyms, folder, {"part-0": "Part"})
    return {path.name: path.read_text("utf-8") for path in index.folder.iterdir()}, index.memory


def updated(
    files: dict[str, str], memory: Memory, edits: list[Edit], documents: Sequence[AnalysedDocument], locale: str, synonyms: Synonyms
) -> tuple[dict[str, str], Memory]:
    """The files of an index after an update, old ones left out."""
    remembered = read_memory(write_memory(memory))
    assert remembered is not None
    index = update_index(
        remembered, edits, locale, synonyms, {"part-0": "Part"}, files.__getitem__, lambda number: documents[number]
    )
    kept = {name: files[name] for name in index.memory.names.files if name not in index.files}
    return kept | dict(index.files), index.memory


shapes = st.sampled_from(["plain", "plain", "rare", "keywords", "untranslated"])
sequences = st.lists(
    st.lists(st.tuples(st.integers(0, ARTICLES - 1), st.integers(0, 99), shapes), min_size=1, max_size=3), min_size=1, max_size=4
)


@pytest.mark.parametrize("locale", list(WORDS))
@settings(deadline=None, max_examples=25)
@given(sequence=sequences)
def test_updated_index_equals_a_new_one_after_any_edits(locale, sequence, tmp_path_factory):
    synonyms = synonyms_from(SYNONYMS[locale], locale)
    folder = tmp_path_factory.mktemp("index")
    documents = [analyse(article(locale, number, number), synonyms) for number in range(ARTICLES)]
    order = sorted(range(ARTICLES), key=lambda number: documents[number].path)
    documents = [documents[number] for number in order]
    files, memory = built(documents, locale, synonyms, folder)
    for changes in sequence:
        before = list(documents)
        for number, seed, shape in changes:
            documents[number] = analyse(article(locale, order[number], seed, shape), synonyms)
        edits = [Edit(n, old, new) for n, (old, new) in enumerate(zip(before, documents, strict=True)) if old != new]
        wanted, fresh = built(documents, locale, synonyms, folder)
        try:
            files, memory = updated(files, memory, edits, documents, locale, synonyms)
        except NotUpdatableError:
            files, memory = wanted, fresh
        assert files == wanted
        assert memory == fresh
