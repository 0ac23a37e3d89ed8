"""The interface text of every language that kbgen ships, as far as a program can judge it: complete, in the language's own signs.

Whether a sentence is good is for people who grew up with the language; these tests hold what they would be ashamed of.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbgen.language.catalogue import CATEGORIES, catalogue_file, category_samples, form_of, shipped_tags
from kbgen.language.po import PoEntry, PoFile, read
from kbgen.language.quotation import quotation_marks
from kbgen.language.tag import data, lineage, script
from kbgen.resources import locales_dir

TAGS = shipped_tags()
PLACEHOLDER = re.compile(r"\{(\w*)\}")
# What ends a sentence, a question and an announcement, by script and language; Latin and Cyrillic write as English does.
ENDS = {
    "ar": {".": ".", ":": ":", "?": "؟"},
    "fa": {".": ".", ":": ":", "?": "؟"},
    "ur": {".": "۔", ":": ":", "?": "؟"},
    "hi": {".": "।", ":": ":", "?": "?"},
    "ja": {".": "。", ":": "：", "?": "？"},
    "zh": {".": "。", ":": "：", "?": "？"},
}
LETTERS = {
    "Arab": r"\u0600-\u06ff", "Hebr": r"\u0590-\u05ff", "Cyrl": r"\u0400-\u04ff", "Deva": r"\u0900-\u097f",
    "Jpan": r"\u3040-\u30ff\u4e00-\u9fff", "Hans": r"\u4e00-\u9fff", "Hant": r"\u4e00-\u9fff", "Kore": r"\uac00-\ud7af",
}  # fmt: skip


def catalogue(tag: str) -> PoFile:
    return read(catalogue_file(locales_dir(), tag))


def readers(tag: str) -> list[PoEntry]:
    return [entry for entry in catalogue(tag).entries if not entry.staff]


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_that_readers_see_is_translated_with_its_placeholders(tag: str) -> None:
    wanted = {
        (entry.context, entry.message, entry.plural) for entry in read(Path(locales_dir(), "kbgen.pot")).entries if not entry.staff
    }
    assert {entry[:3] for entry in readers(tag)} == wanted
    for entry in readers(tag):
        assert all(entry.forms), entry
        known = {*PLACEHOLDER.findall(entry.message), *PLACEHOLDER.findall(entry.plural)}
        for form in entry.forms:
            assert set(PLACEHOLDER.findall(form)) <= known, entry
            assert known - {"n"} <= set(PLACEHOLDER.findall(form)), entry


@pytest.mark.parametrize("tag", TAGS)
def test_every_plural_category_of_the_language_has_a_form_of_its_own(tag: str) -> None:
    found = catalogue(tag)
    samples = {name: number for name, number in category_samples(data(tag).plural_form).items() if number <= 200}
    indexes = [form_of(found.rule)(samples[name]) for name in CATEGORIES if name in samples]
    assert indexes == sorted(set(indexes)) == list(range(found.forms))
    assert all(len(entry.forms) == found.forms for entry in readers(tag) if entry.plural)


@pytest.mark.parametrize("tag", TAGS)
def test_sentences_end_as_the_language_ends_them(tag: str) -> None:
    ends = ENDS.get(tag.partition("-")[0], {})
    for entry in readers(tag):
        sign = entry.message[-1]
        for form in entry.forms:
            if sign in ".:?":
                assert form[-1] in (ends.get(sign, sign), *ends.get(".", ".")), (entry.message, form)
            elif len(entry.message) < 30:
                assert form[-1] not in ".。।۔:：", (entry.message, form)


@pytest.mark.parametrize("tag", TAGS)
def test_quotation_marks_are_those_of_the_language(tag: str) -> None:
    opening, closing = quotation_marks(lineage(tag))
    for entry in readers(tag):
        if "“" in entry.message:
            assert all(opening in form and closing in form for form in entry.forms), entry
        for form in entry.forms:
            assert '"' not in form
            assert not re.search("[„“”«»「」]", form.replace(opening, "").replace(closing, "")), (tag, form)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if script(tag) in LETTERS])
def test_texts_are_in_the_script_of_the_language(tag: str) -> None:
    own = re.compile(f"[{LETTERS[script(tag)]}]")
    for entry in readers(tag):
        for form in entry.forms:
            bare = PLACEHOLDER.sub("", form)
            assert own.search(bare) or not re.search(r"\w", bare), (entry.message, form)
            assert not re.search("[A-Za-z]{3,}", bare.replace("Markdown", "")), (entry.message, form)
            if script(tag) in ("Arab",):
                assert not re.search("[,;?]", bare), (entry.message, form)


def test_a_french_sign_of_two_parts_is_not_torn_from_its_word() -> None:
    for entry in readers("fr"):
        for form in entry.forms:
            assert not re.search(r"[^\u00a0\u202f][:?!;»]", form), form
            assert not re.search(r"«[^\u00a0\u202f]", form), form
            assert "'" not in form, form


@pytest.mark.parametrize("tag", [tag for tag in TAGS if script(tag) == "Latn"])
def test_few_words_are_the_same_as_in_english(tag: str) -> None:
    same = [entry.message for entry in readers(tag) if entry.message in entry.forms]
    assert len(same) < 16, same
    assert all(len(message.split()) < 3 for message in same), same
