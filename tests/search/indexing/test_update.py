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

from benchmarks.corpus import documents as real_documents
from kbgen.search.analysis import AnalysedDocument, analyse
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.edits import Edit, NotUpdatableError
from kbgen.search.indexing.index import build_index
from kbgen.search.indexing.memory import Memory, read_memory, write_memory
from kbgen.search.indexing.published import POINTER
from kbgen.search.indexing.sizes import SIZES, Sizes
from kbgen.search.indexing.update import update_index
from kbgen.search.synonyms import Synonyms, load_synonyms, synonyms_from

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


# As in a large help center: every bound is reached.
TINY = Sizes(memory=2000, head=5, part=60, small=0, names=4)


def built(
    documents: Sequence[AnalysedDocument], locale: str, synonyms: Synonyms, folder: Path, sizes: Sizes = SIZES
) -> tuple[dict[str, str], Memory]:
    index = build_index(documents, locale, synonyms, folder, {"part-0": "Part"}, sizes)
    return {path.name: path.read_text("utf-8") for path in index.folder.iterdir()}, index.memory


def updated(
    files: dict[str, str],
    memory: Memory,
    edits: list[Edit],
    documents: Sequence[AnalysedDocument],
    locale: str,
    synonyms: Synonyms,
    sizes: Sizes = SIZES,
) -> tuple[dict[str, str], Memory]:
    """The files of an index after an update, old ones left out."""
    remembered = read_memory(write_memory(memory))
    assert remembered is not None
    index = update_index(
        remembered, edits, locale, synonyms, {"part-0": "Part"}, files.__getitem__, lambda number: documents[number], sizes
    )
    kept = {name: files[name] for name in index.memory.names.files if name not in index.files}
    return kept | dict(index.files), index.memory


shapes = st.sampled_from(["plain", "plain", "rare", "keywords", "untranslated"])
sequences = st.lists(
    st.lists(st.tuples(st.integers(0, ARTICLES - 1), st.integers(0, 99), shapes), min_size=1, max_size=3), min_size=1, max_size=4
)


@pytest.mark.parametrize("sizes", [SIZES, TINY], ids=["small", "large"])
@pytest.mark.parametrize("locale", list(WORDS))
@settings(deadline=None, max_examples=8)
@given(sequence=sequences)
def test_updated_index_equals_a_new_one_after_any_edits(locale, sizes, sequence, tmp_path_factory):
    synonyms = synonyms_from(SYNONYMS[locale], locale)
    folder = tmp_path_factory.mktemp("index")
    documents = [analyse(article(locale, number, number), synonyms) for number in range(ARTICLES)]
    order = sorted(range(ARTICLES), key=lambda number: documents[number].path)
    documents = [documents[number] for number in order]
    files, memory = built(documents, locale, synonyms, folder, sizes)
    for changes in sequence:
        before = list(documents)
        for number, seed, shape in changes:
            documents[number] = analyse(article(locale, order[number], seed, shape), synonyms)
        edits = [Edit(n, old, new) for n, (old, new) in enumerate(zip(before, documents, strict=True)) if old != new]
        wanted, fresh = built(documents, locale, synonyms, folder, sizes)
        try:
            files, memory = updated(files, memory, edits, documents, locale, synonyms, sizes)
        except NotUpdatableError:
            files, memory = wanted, fresh
        assert files == wanted
        assert memory == fresh


@pytest.mark.parametrize("sizes", [SIZES, TINY], ids=["small", "large"])
def test_an_edit_of_one_article_is_an_update_and_no_new_index(sizes, tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path, sizes)
    for number in range(0, ARTICLES, 5):
        before = documents[number]
        own = int(before.path.removesuffix(".md")[-2:])
        documents[number] = analyse(article("en", own, own + 50), synonyms)
        files, memory = updated(files, memory, [Edit(number, before, documents[number])], documents, "en", synonyms, sizes)
    assert (files, memory) == built(documents, "en", synonyms, tmp_path, sizes)


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_real_articles_can_be_edited_one_by_one(locale, corpus, tmp_path):
    synonyms, _ = load_synonyms(locale)
    texts = sorted(real_documents(corpus)[locale], key=lambda document: document.path)
    documents = [analyse(document, synonyms) for document in texts]
    files, memory = built(documents, locale, synonyms, tmp_path)
    last = len(texts) - 1
    for number, source in ((0, last), (last // 2, 1), (last, last // 2), (1, 0)):
        # Words of another article, and one that none has; another title.
        more = Passage("more", "", f"{texts[source].passages[-1].text[:120]} zyxw{number}")
        new = replace(texts[number], passages=(*texts[number].passages, more), title=f"{texts[number].title} new")
        before, documents[number] = documents[number], analyse(new, synonyms)
        files, memory = updated(files, memory, [Edit(number, before, documents[number])], documents, locale, synonyms)
        wanted, fresh = built(documents, locale, synonyms, tmp_path)
        assert files == wanted
        assert memory == fresh


def small_index(tmp_path: Path, sizes: Sizes = SIZES) -> tuple[list[AnalysedDocument], Synonyms, dict[str, str], Memory]:
    synonyms = synonyms_from(SYNONYMS["en"], "en")
    documents = sorted((analyse(article("en", n, n), synonyms) for n in range(ARTICLES)), key=lambda document: document.path)
    return documents, synonyms, *built(documents, "en", synonyms, tmp_path, sizes)


def with_text(document: AnalysedDocument, synonyms: Synonyms, text: str) -> AnalysedDocument:
    number = int(document.path.removesuffix(".md")[-2:])
    return analyse(replace(article("en", number, number), passages=(Passage("p", "cell phone", text),)), synonyms)


def test_a_change_of_the_typical_length_asks_for_a_new_index(tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path)
    edit = Edit(0, documents[0], with_text(documents[0], synonyms, "password " * 5000))
    with pytest.raises(NotUpdatableError, match="typical length"):
        updated(files, memory, [edit], documents, "en", synonyms)


def test_a_change_of_the_number_of_shards_asks_for_a_new_index(tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path)
    edits = []
    for number, document in enumerate(documents):
        words = " ".join(f"word{number}x{place}" for place in range(40))
        edits.append(Edit(number, document, with_text(document, synonyms, words)))
    with pytest.raises(NotUpdatableError, match="number of shards"):
        updated(files, memory, edits, documents, "en", synonyms)


@pytest.mark.parametrize("damage", ["another", "missing"])
def test_a_damaged_published_file_asks_for_a_new_index(damage, tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path)
    edit = Edit(0, documents[0], with_text(documents[0], synonyms, "phone " * 40))
    harmed = {name: content.replace("p", "q", 1) if damage == "another" else "" for name, content in files.items()}
    with pytest.raises(NotUpdatableError, match="is damaged"):
        updated(harmed, memory, [edit], documents, "en", synonyms)


def test_a_damaged_memory_is_none(tmp_path):
    *_, memory = small_index(tmp_path)
    written = write_memory(memory)
    assert read_memory(written) == memory
    for damaged in (
        b"",
        b"x",
        written[:-1],
        written[: len(written) // 2],
        written.replace(b"password", b"passwort", 1),
        written + b" ",
    ):
        assert read_memory(damaged) is None


def test_an_article_with_the_text_of_another_shares_its_file(tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path)
    shared = with_text(documents[1], synonyms, documents[1].title)
    twin = replace(documents[1], fragment=documents[0].fragment)
    edits = [Edit(1, documents[1], twin)]
    documents[1] = twin
    files, memory = updated(files, memory, edits, documents, "en", synonyms)
    assert (files, memory) == built(documents, "en", synonyms, tmp_path)
    edits = [Edit(1, twin, shared)]
    documents[1] = shared
    assert updated(files, memory, edits, documents, "en", synonyms) == built(documents, "en", synonyms, tmp_path)


def test_an_update_leaves_most_of_the_index_alone(tmp_path):
    documents, synonyms, files, memory = small_index(tmp_path)
    index = update_index(
        memory,
        [Edit(5, documents[5], replace(documents[5], title="Another title"))],
        "en",
        synonyms,
        {"part-0": "Part"},
        files.__getitem__,
        lambda number: documents[number],
    )
    assert sorted(name.partition("-")[0] for name in index.files) == ["cards", "globals", POINTER]


def test_nothing_but_a_new_index_imports_whoosh():
    modules = "kbgen.site.build, kbgen.search.answering.searcher, kbgen.search.indexing.update"
    script = f"import sys, {modules}; print('whoosh' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"
