"""Real help articles and queries with judgements, as documents of the index; the ways in which readers write otherwise.

Receives the data folder (`KBGEN_DATA`, by default `../shared/data` beside the repository): `help-articles/<locale>/**.md` and
`help-queries.jsonl`. Nothing of it is copied into the repository.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.search.document import Document, Passage

LOCALES = ("ar", "fa", "en")
WRITTEN = Path(__file__).with_name("written")
DATA = Path(os.environ.get("KBGEN_DATA") or Path(__file__).parents[2] / "shared" / "data")


@dataclass(frozen=True)
class Query:
    """What was typed, and how well articles answer it: path → 1 (partly) or 2 (fully)."""

    id: str
    locale: str
    text: str
    relevant: Mapping[str, int]


def queries(locale: str, data: Path = DATA) -> list[Query]:
    """The judged queries of one locale."""
    lines = map(json.loads, (data / "help-queries.jsonl").read_text("utf-8").splitlines())
    return [Query(line["id"], line["locale"], line["query"], line["relevant"]) for line in lines if line["locale"] == locale]


def written(locale: str) -> list[Query]:
    """Three searches for each article: a problem, a question and keywords. Language models wrote them with the titles and
    beginnings of the articles in view, and the judged queries not."""
    lines = (line.split("\t") for line in (WRITTEN / f"{locale}.tsv").read_text("utf-8").splitlines())
    return [Query(f"{locale}-{number}", locale, text, {path: 2}) for number, (path, _, text) in enumerate(lines)]


def documents(data: Path = DATA) -> dict[str, list[Document]]:
    """All articles by locale, with the titles and headings of their translations."""
    read = {locale: _read_locale(data / "help-articles" / locale) for locale in LOCALES}
    found: dict[str, list[Document]] = {}
    for locale, articles in read.items():
        found[locale] = [
            Document(
                article=path.removesuffix(".md"),
                locale=locale,
                path=path,
                url=f"{locale}/{path.removesuffix('.md')}/",
                title=title,
                kind="guide",
                section=path.rpartition("/")[0],
                language=locale,
                passages=passages,
                translations=tuple(
                    (other, " . ".join([read[other][path][0], *(passage.heading for passage in read[other][path][1])]))
                    for other in LOCALES
                    if other != locale and path in read[other]
                ),
            )
            for path, (title, passages) in articles.items()
        ]
    return found


def _read_locale(folder: Path) -> dict[str, tuple[str, tuple[Passage, ...]]]:
    return {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*.md"))}


def _read(path: Path) -> tuple[str, tuple[Passage, ...]]:
    _, front, body = path.read_text("utf-8", errors="replace").split("---", 2)
    title = re.search(r"^title:\s*(.*)$", front, re.M)
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in body.splitlines():
        heading = re.match(r"#{1,6}\s*(.*)", line)
        if heading:
            found.append((_plain(heading[1]).strip(), []))
        else:
            found[-1][1].append(line)
    passages = ((heading, " ".join(_plain("\n".join(lines)).split())) for heading, lines in found)
    kept = [Passage(f"p{number}", heading, text) for number, (heading, text) in enumerate(passages) if heading or text]
    return (title[1].strip().strip("\"'") if title else ""), tuple(kept)


def _plain(markdown: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\s*\([^)]*\)", r"\1", markdown)
    text = re.sub(r"\b(?:https?|umbrella)://\S+|<[^>]+>", " ", text)
    return re.sub(r"[*_`#>|]+", " ", text)


def many(locale: str, count: int, characters: int = 3000) -> list[Document]:
    """`count` articles of about `characters` each, put together from real passages and titles; the same ones each time."""
    every = documents()
    choice = random.Random(f"{locale} {count}")
    passages = [passage for document in every[locale] for passage in document.passages if len(passage.text) > 40]
    titles = {name: [document.title for document in found] for name, found in every.items()}
    made = []
    for number in range(count):
        chosen: list[Passage] = []
        while sum(len(passage.text) for passage in chosen) < characters:
            passage = choice.choice(passages)
            chosen.append(Passage(f"p{len(chosen)}", passage.heading, passage.text[:900]))
        name = f"section-{number % 12:02}/article-{number:05}"
        made.append(
            Document(
                article=name,
                locale=locale,
                path=f"{name}.md",
                url=f"{locale}/{name}/",
                title=f"{choice.choice(titles[locale])} {choice.choice(titles[locale])}",
                kind=("guide", "faq", "troubleshooting")[number % 3],
                section=name.partition("/")[0],
                language=locale,
                passages=tuple(chosen),
                translations=tuple((other, choice.choice(titles[other])) for other in LOCALES if other != locale),
            )
        )
    return made


def change(query: str, locale: str, name: str, letters: str) -> str:
    """`query` as another reader would write it. `letters` are those a slipping finger may hit."""
    arabic = locale == "ar"
    match name:
        case "hamza dropped":
            return query.translate(str.maketrans("أإآٱؤئ", "ااااو" + ("ي" if arabic else "ی")))
        case "other keyboard":
            return query.translate(str.maketrans("يكة", "یکه") if arabic else str.maketrans("یک", "يك"))
        case "ZWNJ left out":
            return query.replace("\u200c", "")
        case "space for ZWNJ":
            return query.replace("\u200c", " ")
        case "ZWNJ put in":
            joined = re.sub(r"\b(ن?می) ?(?=\w{3})", "\\1\u200c", query)
            return re.sub(r"(?<=\w{2}) ?(های|ها)\b", "\u200c\\1", joined) if not arabic else query
        case "one typo":
            return _typo(query, letters)
        case "last word half typed":
            *_, last = re.finditer(r"\w+", query)
            return query[: last.start()] + last.group()[: max(2, (len(last.group()) + 1) // 2)]
        case _:
            return query


CHANGES = (
    "as written", "hamza dropped", "other keyboard", "ZWNJ left out", "space for ZWNJ", "ZWNJ put in", "one typo",
    "last word half typed",
)  # fmt: skip


def _typo(query: str, letters: str) -> str:
    """One letter left out, replaced, put in or exchanged, anywhere in a word of four letters or more."""
    choice = random.Random(query)
    words = [word for word in re.finditer(r"\w+", query) if len(word.group()) >= 4]
    if not words:
        return query
    word = choice.choice(words)
    text, at, slip = word.group(), choice.randrange(len(word.group())), choice.randrange(4)
    wrong = {
        0: text[:at] + text[at + 1 :],
        1: text[:at] + choice.choice(letters) + text[at + 1 :],
        2: text[:at] + choice.choice(letters) + text[at:],
        3: text[: max(0, at - 1)] + text[at : at + 1] + text[max(0, at - 1) : at] + text[at + 1 :],
    }[slip]
    return query[: word.start()] + wrong + query[word.end() :]


@dataclass(frozen=True)
class Measure:
    """Averages over queries; each from 0 to 1."""

    ndcg: float
    mrr: float
    success: float


def measure(ranked: Iterable[tuple[Query, Sequence[str]]]) -> Measure:
    """nDCG@10 (gain 2^grade - 1), MRR@10 and success@3 of ranked paths."""
    rows = [(_ndcg(found[:10], query.relevant), found, query) for query, found in ranked]
    reciprocal = (
        next((1 / (at + 1) for at, path in enumerate(found[:10]) if path in query.relevant), 0.0) for _, found, query in rows
    )
    success = (any(path in query.relevant for path in found[:3]) for _, found, query in rows)
    count = max(1, len(rows))
    return Measure(sum(row[0] for row in rows) / count, sum(reciprocal) / count, sum(success) / count)


def _ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    def gain(grades: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades))

    ideal = gain(sorted(relevant.values(), reverse=True)[:10])
    return gain(relevant.get(path, 0) for path in found) / ideal if ideal else 0.0


def changed(locale: str, name: str, search: Callable[[str], Sequence[str]], asked: Sequence[Query]) -> Measure:
    """Measure `search` over `asked`, changed in the way `name` says."""
    letters = "".join(sorted({letter for query in asked for letter in query.text if letter.isalpha()}))
    return measure((query, search(change(query.text, locale, name, letters))) for query in asked)
