"""Our reader of `.po` files against Babel's, on what we ship and on whatever Babel can write."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from kbgen.errors import AuthorError
from kbgen.language import po
from kbgen.language.extraction import STAFF
from kbgen.resources import locales_dir

SHIPPED = sorted(locales_dir().rglob("*.po*"))
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\t\"\\'"), min_size=1, max_size=40
)


def by_babel(content: bytes) -> list[tuple[str, str, str, tuple[str, ...], bool]]:
    entries = []
    for message in read_po(io.BytesIO(content), ignore_obsolete=True):
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if ids[0]:
            entries.append((message.context or "", ids[0], ids[1], tuple(form or "" for form in forms), message.fuzzy))
    return sorted(entries)


def by_us(content: bytes) -> list[tuple[str, str, str, tuple[str, ...], bool]]:
    return sorted(entry[:5] for entry in po.parse(content.decode()).entries)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(locales_dir()).as_posix())
def test_shipped_catalogues_are_read_as_babel_reads_them(path: Path) -> None:
    assert by_us(path.read_bytes()) == by_babel(path.read_bytes())


def test_there_are_shipped_catalogues() -> None:
    assert {path.parts[-3] for path in SHIPPED if path.suffix == ".po"} >= {"ar", "fa"}


@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from([None, "a context"]), st.booleans(), st.booleans()), max_size=5))
def test_whatever_babel_writes_is_read_as_babel_reads_it(messages: list[tuple[str, str, str | None, bool, bool]]) -> None:
    catalogue = Catalog(locale="fr")
    for source, target, context, plural, fuzzy in messages:
        if plural:
            catalogue.add((source, source + "s"), (target, target + "s"), context=context, flags={"fuzzy"} if fuzzy else set())
        else:
            catalogue.add(source, target, context=context, flags={"fuzzy"} if fuzzy else set(), auto_comments=["a comment"])
    stream = io.BytesIO()
    write_po(stream, catalogue)
    assert by_us(stream.getvalue()) == by_babel(stream.getvalue())


def test_entries_know_their_line() -> None:
    entries = po.parse('msgid ""\nmsgstr ""\n\n# note\nmsgctxt "c"\nmsgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"').entries
    assert [(entry.message, entry.line) for entry in entries] == [("a", 6), ("c", 8)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n', 3),
        (b'msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
        (b'msgid "a"\nmsgstr "b\n', 2),
        (b'"b"\n', 1),
        (b'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3),
        (b'msgid "\xff"\nmsgstr "b"\n', 0),
    ],
)
def test_a_broken_catalogue_is_named_with_its_line(content: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "locales" / "fa" / "LC_MESSAGES" / "kbgen.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(AuthorError, match=r"^locales/fa/LC_MESSAGES/kbgen\.po") as error:
        po.read(path)
    found = [(issue.path, issue.code, issue.line) for issue in error.value.issues]
    assert found == [("locales/fa/LC_MESSAGES/kbgen.po", "catalogue-syntax", line)]


def test_what_is_said_of_an_entry_is_not_said_of_the_next() -> None:
    texts = "#. Staff only\n#, fuzzy\n" + 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n'
    entries = po.parse(texts.replace("Staff only", STAFF)).entries
    assert [(entry.message, entry.fuzzy, entry.staff) for entry in entries] == [("a", True, True), ("c", False, False)]
    entries = po.parse(f'msgid "a"\nmsgstr "b"\n#. {STAFF}\nmsgid "c"\nmsgstr ""\n""\n"d"').entries
    assert [(entry.message, entry.forms, entry.fuzzy, entry.staff) for entry in entries] == [
        ("a", ("b",), False, False),
        ("c", ("d",), False, True),
    ]
