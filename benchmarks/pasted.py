"""What readers paste: error codes, messages and sentences that stand in one article only, as they are and as readers change them.

Receives articles; gives queries with the path of their article. Those of `support-queries.jsonl` were looked at while search was
made (development); those that this module takes from the same articles by rule, and from the help articles of three languages,
were not (held out). The same articles give the same queries.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import DATA
from benchmarks.markdown_pages import build_folder, write_real_site
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage

CODE = re.compile(r"(?<![\w./-])(?=[\w.-]*\d)[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)*(?![\w/-])|(?<!\w)[A-Z]+(?:_[A-Z]+)+(?!\w)")
SENTENCE = re.compile(r"(?<=[.!?؟۔])\s+")
NAMES = {
    "en": ("Margaret", "Tuesday", "Fabrikam", "lantern"),
    "ar": ("مارغريت", "الثلاثاء", "فابريكام", "الفانوس"),
    "fa": ("مارگارت", "سه‌شنبه", "فابریکام", "فانوس"),
}
BEFORE = {
    "en": ("I get this error", "when I open it it says", "help, what does this mean:", "my screen shows"),
    "ar": ("تظهر لي هذه الرسالة", "ما معنى هذا الكلام", "يقول لي الجهاز", "طلع لي"),
    "fa": ("این پیام رو می‌گیرم", "معنی این چیه", "گوشی من می‌گه", "روی صفحه نوشته"),
}


@dataclass(frozen=True)
class Pasted:
    """A text that stands in the article at `path`."""

    text: str
    path: str
    locale: str = "en"


def support_site(folder: Path, data: Path = DATA) -> tuple[Searcher, list[Document]]:
    """The support articles as a built site in the new `folder`: its searcher, and what peers index of them."""
    write_real_site(folder, data / "support-articles")
    build_folder(folder)
    searcher = Searcher(folder / "site" / "search" / "en")
    return searcher, [_document(searcher, number) for number in range(searcher.articles)]


def _document(searcher: Searcher, number: int) -> Document:
    shown = searcher.result(number, 0.0)
    passages = tuple(Passage(*part) for part in searcher.passages(number, whole=True))
    return Document(shown.article, "en", shown.path, shown.url, shown.title, shown.kind, shown.section, "en", passages=passages)


def development(kind: str, data: Path = DATA) -> list[Pasted]:
    """The queries of `support-queries.jsonl` whose id begins with `kind`: `code` or `message`."""
    lines = map(json.loads, (data / "support-queries.jsonl").read_text("utf-8").splitlines())
    return [Pasted(line["query"], next(iter(line["relevant"]))) for line in lines if line["id"].startswith(kind)]


def held_out_codes(documents: Sequence[Document], known: Iterable[Pasted], most: int = 150) -> list[Pasted]:
    """Codes, versions and names with underscores that one article has and `known` has not."""
    having: dict[str, set[str]] = {}
    for document in documents:
        for passage in document.passages:
            for code in CODE.findall(passage.text):
                if len(code) > 4:
                    having.setdefault(code.lower(), set()).add(document.path)
    seen = " ".join(each.text.lower() for each in known)
    found = [Pasted(code, *paths) for code, paths in sorted(having.items()) if len(paths) == 1 and code not in seen]
    return _some(found, most)


def held_out_sentences(documents: Sequence[Document], known: Iterable[Pasted], most: int = 200) -> list[Pasted]:
    """Sentences of 5 to 24 words that one article has and `known` has not, one an article."""
    having: dict[str, set[str]] = {}
    for document in documents:
        for passage in document.passages:
            for sentence in SENTENCE.split(passage.text):
                if 5 <= len(sentence.split()) <= 24 and ":::" not in sentence:  # not a picture in another Markdown
                    having.setdefault(sentence.strip(), set()).add(document.path)
    seen = {each.text for each in known}
    by_path: dict[str, list[str]] = {}
    for sentence, paths in sorted(having.items()):
        if len(paths) == 1 and not any(sentence in text or text in sentence for text in seen):
            by_path.setdefault(*paths, []).append(sentence)
    locale = documents[0].locale
    found = [Pasted(random.Random(path).choice(sentences), path, locale) for path, sentences in sorted(by_path.items())]
    return _some(found, most)


def _some(found: list[Pasted], most: int) -> list[Pasted]:
    return random.Random(7).sample(found, min(most, len(found)))


def cut_short(query: Pasted) -> str:
    """The first two thirds of its words, three at least."""
    words = query.text.split()
    return " ".join(words[: max(3, len(words) * 2 // 3)])


def one_word_changed(query: Pasted) -> str:
    """A reader's own name in it."""
    choice, words = random.Random(query.text), query.text.split()
    words[choice.randrange(len(words))] = choice.choice(NAMES[query.locale])
    return " ".join(words)


def words_before(query: Pasted) -> str:
    """What the reader says of it first."""
    return f"{random.Random(query.text).choice(BEFORE[query.locale])} {query.text}"


CHANGES: Mapping[str, Callable[[Pasted], str]] = {
    "as it is": lambda query: query.text,
    "cut short": cut_short,
    "one word changed": one_word_changed,
    "words before it": words_before,
}


@dataclass(frozen=True)
class Found:
    """Which share came first, and among the first three."""

    first: float
    three: float

    def __str__(self) -> str:
        return f"{self.first:.3f} / {self.three:.3f}"


def measure(asked: Sequence[Pasted], ranked: Iterable[Sequence[str]]) -> Found:
    """Where the articles stand in the answers."""
    rows = list(zip(asked, ranked, strict=True))
    first = sum(found[:1] == [query.path] for query, found in rows)
    three = sum(query.path in found[:3] for query, found in rows)
    return Found(first / max(1, len(rows)), three / max(1, len(rows)))
