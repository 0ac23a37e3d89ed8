"""Glossary terms in running text: the first time that an article uses one, its meaning is there at a touch.

Works on the tree of one article in place. The meaning is in `title`, which browsers and screen readers know; `terms.js` shows
it to fingers and keyboards too. The element is no link: a text that is shown in another language's frame has no glossary there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from kbgen.language.persian import ENCLITICS
from kbgen.language.tables.units import is_unspaced
from kbgen.language.text import ZWNJ, fold

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

Terms = tuple[tuple[str, str], ...]
_KATAKANA, _HANGUL = re.compile("[\u30a1-\u30fc]"), re.compile("[\uac00-\ud7a3]")
OPAQUE: frozenset[str | None] = frozenset(
    (
        None,
        "a",
        "abbr",
        "bdi",
        "button",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "kbd",
        "pre",
        "samp",
        "script",
        "style",
        "summary",
    )
)


@lru_cache(maxsize=64)
def _pattern(terms: Terms) -> tuple[re.Pattern[str], dict[str, str]]:
    # The longest first: "access key" before "access". Marks of stashed code (\x02 … \x03) hold no words of the article.
    words = sorted((" ".join(term.split()) for term, _ in terms), key=lambda term: (-len(term), term))
    # Vowel signs and the hamza of ezafe, and what follows a ZWNJ, belong to the word.
    ending = rf"[\u064b-\u0652\u0654]*(?:{ZWNJ}\w+)*"
    spaced = "|".join(_words(word) for word in words if not _joins(word)) or "(?!)"
    unspaced = "|".join(_bounded(word) for word in words if _joins(word)) or "(?!)"
    found = re.compile(
        rf"(?<![\w\x02{ZWNJ}])(?P<term>{spaced})(?P<ending>{ending})(?![\w\x03{ZWNJ}])|(?<!\x02)(?P<unspaced>{unspaced})(?!\x03)",
        re.IGNORECASE,
    )
    return found, {" ".join(term.split()).casefold(): meaning for term, meaning in terms}


def _joins(text: str) -> bool:
    """Whether words of the script of `text` are written on to each other."""
    return is_unspaced(text) or _HANGUL.search(text) is not None


def _words(term: str) -> str:
    return r"\s+".join(re.escape(part) for part in term.split(" "))


def _bounded(term: str) -> str:
    """The expression for a term of a script that puts no space between words: what stands beside it may be a letter, but not one
    of its own kind where that tells words apart.

    Katakana end where a word does; a Korean word begins with its own letters, and has particles behind it.
    """
    first, last = term[0], term[-1]
    free = is_unspaced(first) and not _HANGUL.match(first)
    before = f"(?<!{_KATAKANA.pattern})" if _KATAKANA.match(first) else "" if free else r"(?<!\w)"
    behind = f"(?!{_KATAKANA.pattern})" if _KATAKANA.match(last) else "" if _joins(last) else r"(?!\w)"
    return f"{before}{_words(term)}{behind}"


def explain(root: Element, article: Article) -> None:
    """Mark the first use of each term of the article's language."""
    if not article.terms:
        return
    pattern, meanings = _pattern(article.terms)
    left = set(meanings)
    _walk(root, pattern, meanings, left)


def _walk(element: Element, pattern: re.Pattern[str], meanings: dict[str, str], left: set[str]) -> None:
    if element.text and element.tag not in OPAQUE:
        element.text, marks = _split(element.text, pattern, meanings, left)
        for offset, mark in enumerate(marks):
            element.insert(offset, mark)
        start = len(marks)
    else:
        start = 0
    index = start
    while index < len(element) and left:
        child = element[index]
        if child.tag not in OPAQUE:
            _walk(child, pattern, meanings, left)
        if child.tail and element.tag not in OPAQUE:
            child.tail, marks = _split(child.tail, pattern, meanings, left)
            for offset, mark in enumerate(marks, 1):
                element.insert(index + offset, mark)
            index += len(marks)
        index += 1


def _split(text: str, pattern: re.Pattern[str], meanings: dict[str, str], left: set[str]) -> tuple[str, list[Element]]:
    """The text before the first mark, and the marks, each with the text behind it as its tail."""
    before, at = text, 0
    marks: list[Element] = []
    for found in pattern.finditer(text):
        term = " ".join((found["term"] or found["unspaced"]).split()).casefold()
        if term not in left or not _inflected(found["ending"] or ""):
            continue
        left.discard(term)
        between = text[at : found.start()]
        if marks:
            marks[-1].tail = between
        else:
            before = between
        mark = Element("abbr", {"class": "kb-term", "title": meanings[term], "tabindex": "0"})
        mark.text = found[0]
        marks.append(mark)
        at = found.end()
    if marks:
        marks[-1].tail = text[at:]
    return before, marks


def _inflected(ending: str) -> bool:
    """Whether Persian endings are all that follows a term: بخش‌هایی is a form of بخش, مقاله‌نویس is no form of مقاله."""
    return all(fold(piece) in ENCLITICS for piece in ending.split(ZWNJ)[1:])
