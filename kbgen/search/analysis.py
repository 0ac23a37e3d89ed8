"""Counts the words of one document: everything the index needs of it, and nothing that depends on other documents.

Receives a `Document` and the synonyms of its locale; returns an `AnalysedDocument`, small and picklable, so that worker
processes can do the counting and a cache can keep it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress, count

from kbgen.language.alphabet.sounds import hears, keys_of
from kbgen.language.text import Token, fold, stop_words, tokenise
from kbgen.search.answering.passages import write_passages
from kbgen.search.document import Document
from kbgen.search.synonyms import Synonyms

FIELDS = ("title", "headings", "keywords", "asked", "translations", "body")
MOST = 255  # what a word is counted up to: a byte in the postings, and far beyond where another one makes a difference


@dataclass(frozen=True)
class AnalysedDocument:
    """What one article gives to the index of its locale.

    `counts` maps each field to how often each key (a stem, or a phrase of the synonyms) stands in it, `lengths` to its
    words. `forms` maps the folded words to their stems. `fragment` is the JSON of its text, `language` that of the text.
    """

    article: str
    path: str
    url: str
    title: str
    kind: str
    section: str
    counts: Mapping[str, Mapping[str, int]]
    lengths: Mapping[str, int]
    forms: Mapping[str, str]
    fragment: str
    language: str = ""


def analyse(document: Document, synonyms: Synonyms) -> AnalysedDocument:
    """Count the words of `document`."""
    forms: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    lengths: dict[str, int] = {}
    # Of the titles in other languages, words in Latin letters (products) and in this page's own script are looked for.
    script = next((ord(letter) >> 8 for letter in fold(document.title) if letter.isalpha()), 0)
    for field, texts in _texts(document).items():
        # A title in another language is searched by people who write this page's: its words get this page's stems.
        language = document.locale if field in ("translations", "asked") else document.language
        every: list[Token] = []
        phrases: list[str] = []
        for text in filter(None, texts):
            tokens = tokenise(text, language)
            if field == "translations":
                tokens = [token for token in tokens if token.form.isascii() or ord(token.form[0]) >> 8 == script]
            every += tokens
            stems = [token.stem for token in tokens if not token.parts]
            if not synonyms.phrases.keys().isdisjoint(stems):
                phrases += _phrases(stems, synonyms)
        if every:
            counts[field] = _counted(every, phrases, forms)
            # Of a text that is not translated, every word is in Latin letters.
            if hears(document.language) or (hears(document.locale) and field != "body"):
                _count_names(every, document.locale, counts[field], forms)
            lengths[field] = len(every)
    # A list of codes, each with a heading of its own, answers for each of them, however many there are.
    for token in _codes_of_their_own(document):
        counts.setdefault("keywords", {}).setdefault(token.stem, 1)
        lengths.setdefault("keywords", 1)
    return AnalysedDocument(
        document.article,
        document.path,
        document.url,
        document.title,
        document.kind,
        document.section,
        counts,
        lengths,
        forms,
        write_passages(document),
        document.language,
    )


def _codes_of_their_own(document: Document) -> Iterable[Token]:
    """The identifiers that are a heading, with nothing beside them: `ERR_INVALID_ARG_TYPE`."""
    for passage in document.passages:
        if passage.heading and not any(letter.isspace() for letter in passage.heading.strip()):
            yield from (token for token in tokenise(passage.heading, document.language) if token.parts)


def _counted(tokens: list[Token], phrases: list[str], forms: dict[str, str]) -> dict[str, int]:
    """How often each key stands there; the words are added to `forms`."""
    counted: dict[str, int] = {}
    for (form, stem, _), times in Counter(tokens).items():
        forms[form] = stem
        counted[stem] = min(MOST, counted.get(stem, 0) + times)
    for phrase in phrases:
        counted[phrase] = min(MOST, counted.get(phrase, 0) + 1)
    return counted


def _count_names(tokens: list[Token], language: str, counted: dict[str, int], forms: dict[str, str]) -> None:
    """Count names in Latin letters by how readers of Arabic script spell them."""
    small = stop_words("en")
    for (form, _, _), times in Counter(tokens).items():
        for key in keys_of(form, language) if form not in small else ():
            forms[key] = key
            counted[key] = min(MOST, counted.get(key, 0) + times)


def _texts(document: Document) -> dict[str, list[str]]:
    return {
        "title": [document.title],
        "headings": [document.description, *(passage.heading for passage in document.passages)],
        "keywords": [*document.keywords, *document.tags],
        "asked": list(document.asked),
        "translations": [text for _, text in document.translations],
        "body": [passage.text for passage in document.passages],
    }


def _phrases(stems: list[str], synonyms: Synonyms) -> Iterable[str]:
    first = synonyms.phrases
    for at in compress(count(), map(first.__contains__, stems[:-1])):
        following = stems[at + 1]
        for phrase in first[stems[at]]:
            # Some words begin dozens of phrases, of which the next word leaves one or none.
            if phrase[1] == following and tuple(stems[at : at + len(phrase)]) == phrase:
                yield " ".join(phrase)
