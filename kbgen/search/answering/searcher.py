"""Answers queries from the published files of an index: the same files, rules and figures as the browser has.

Receives the folder of one locale's index; returns results. Raises `OperatorError` where there is no index. The
browser's twin is `theme/assets/javascripts/search/searcher.js`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from math import floor
from pathlib import Path
from typing import Any

import orjson

from kbgen.errors import OperatorError
from kbgen.search.answering.cut import Cut, known_forms, needed
from kbgen.search.answering.entries import Entry, read_entry
from kbgen.search.answering.nearness import (
    QUOTED_TEXTS,
    Words,
    batches,
    candidates,
    is_enough,
    share_together,
    standing_first,
    stands,
    words_of,
)
from kbgen.search.answering.passages import read_passages, text_file, whole_file
from kbgen.search.answering.query import Plan, Term, in_passing, plan, without_quotes
from kbgen.search.answering.ranking import EXACT_BONUS, RELEVANT, SATURATED, TOGETHER, rarity, rounded
from kbgen.search.indexing.encoding import bucket, digits, unruns
from kbgen.search.indexing.published import EMPTY, FORMAT, GROUP, facets_file, names_file, rare_file, rest_file, words_file
from kbgen.search.indexing.vocabulary import Vocabulary

# Of what the reader typed, a synonym says less where an excerpt is chosen.
MARKED_SYNONYM = 0.4
SHORTEST = 3  # letters of a word to look for where nothing was found
TEXTS_KEPT = 500  # 5 MB of words
CARDS_KEPT = 1000  # 2 MB
POSTINGS_KEPT = 1_500_000  # 60 MB


@dataclass(frozen=True)
class Result:
    """One article found; `path` is relative to the locale's folder, `url` to the site's root."""

    article: str
    path: str
    url: str
    title: str
    kind: str
    section: str
    score: float
    number: int = -1


@dataclass(frozen=True)
class Answer:
    """The first `results` of `count`; `corrected` is the query as it was understood, where that is not what was typed."""

    results: list[Result]
    count: int
    corrected: str
    plan: Plan
    # The stems and phrases to mark in an excerpt, with their weights.
    marks: Mapping[str, float]


class Searcher:
    """One locale's index, read as far as queries need it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        pointer = self._json("index.json")
        if pointer["format"] != FORMAT:
            raise OperatorError(f"The search index in {folder} was made by another version of kbgen. Build the site again.")
        self.version: str = pointer["version"]
        self._globals = self._json(f"globals-{self.version}.json")
        self.locale: str = self._globals["locale"]
        self.articles: int = self._globals["articles"]
        self._read: dict[int, list[Words]] = {}
        self._cards: dict[int, list[list[Any]]] = {}
        self._shards: dict[int, dict[str, Entry]] = {}
        self._rests: dict[str, Entry] = {}
        self._held = 0

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the index."""

        def pieces(sort: str, file: Callable[[str], str]) -> dict[int, list[tuple[str, str]]]:
            told = self._globals.get(sort, ())
            return {part: list(zip(found[::2], map(file, found[1::2]), strict=True)) for part, *found in told}

        return Vocabulary(
            lambda part: self._numbered("words", part, "txt"),
            self.locale,
            pieces("pieces", words_file),
            pieces("rare", rare_file),
            self._text,
            rare_file(self._globals["common"]) if self._globals["common"] else "",
        )

    @cached_property
    def _kind_of(self) -> bytes:
        return bytes(digits(self._facets["kindOf"]))

    @cached_property
    def _section_of(self) -> list[int]:
        return unruns(self._facets["sectionOf"])

    @cached_property
    def _facets(self) -> Any:
        return self._json(facets_file(self._globals["facets"]))

    def plan(self, query: str) -> Plan:
        """How `query` is understood."""
        return plan(query, self.vocabulary, self.locale)

    def search(self, query: str, limit: int = 10, kinds: Collection[str] = (), sections: Collection[str] = ()) -> list[Result]:
        """The best `limit` articles; those of `kinds` and `sections` only, where any are named."""
        return self.answer(query, limit, kinds, sections).results

    def answer(
        self,
        query: str,
        limit: int = 10,
        kinds: Collection[str] = (),
        sections: Collection[str] = (),
        order: Sequence[int] = (),
    ) -> Answer:
        """The best `limit` articles, how many there are, and how the query was understood.

        `order` are numbers of articles as a second opinion has them: those among the results come first, in this order.
        """
        plan = self.plan(query)
        cuts = [self._cut(term) for term in plan.terms if term.form]
        whole = needed(cuts, len(plan.words), everything=bool(kinds or sections or plan.quoted))
        scores, exact = self._matches(plan.terms, whole)
        corrected = plan.corrected
        ranked = self._ranked(scores)
        if plan.quoted and scores:
            standing = self._standing(plan.quoted, ranked)
            if standing:
                scores = standing_first(scores, standing, in_passing=in_passing(plan))
                ranked = self._ranked(scores)
            else:
                corrected = without_quotes(corrected or query)
        top = max(scores.values(), default=0.0)
        texts = candidates(plan.words, len(cuts), known_forms(cuts, whole), exact, ranked)
        large = any(cut.keys for cut in cuts)
        for first, end in pairwise(batches(len(plan.words), cut=large)):
            near = {document: share_together(plan.words, self._sequences(document)) for document in texts[first:end]}
            for document, share in near.items():
                scores[document] = rounded(scores[document] + TOGETHER * top * share * share)
            ranked = self._ranked(scores)
            if is_enough(near.values(), prose=plan.prose and not large):
                break
        least = top * RELEVANT
        kept = [document for document in ranked if scores[document] >= least]
        if order:
            found = set(kept)
            kept = list(dict.fromkeys([*(document for document in order if document in found), *kept]))
        if kinds or sections:
            kept = [document for document in kept if self._passes(document, kinds, sections)]
        results = [self.result(document, scores[document]) for document in kept[:limit]]
        return Answer(results, len(kept), corrected, plan, self._marks(plan.terms))

    def scores(self, terms: tuple[Term, ...]) -> dict[int, float]:
        """The score of every article that has any of `terms`."""
        return self._matches(terms, {key for term in terms for key, _ in term.keys})[0]

    @staticmethod
    def _ranked(scores: Mapping[int, float]) -> list[int]:
        # Of the same score the first article first: they come in this order, and sorting keeps it.
        return sorted(scores, key=scores.__getitem__, reverse=True)

    def _matches(self, terms: tuple[Term, ...], whole: Collection[str] = ()) -> tuple[dict[int, float], Sequence[int]]:
        """The score of every article that has any of `terms`, in the order of their numbers, and of each article of the index how
        many of their forms it has as they were typed; of terms that are cut, those that are named alone, all of the `whole` ones.
        An article that has another term counts as one that may have these.

        Of 10,000 articles a frequent word is in most: sums are kept in a list of all articles, which is read faster than a mapping.
        """
        totals, exact, unnamed = [0.0] * self.articles, [0] * self.articles, 0.0
        for term in terms:
            columns: list[tuple[tuple[int, ...], list[float]]] = []
            having: set[int] = set()
            least = 0.0
            for key, weight in term.keys:
                entry = self._whole(key) if key in whole else self._entry(key)
                if entry is None:
                    continue
                share = weight * rarity(self.articles, entry.having)
                least = max(least, share * entry.expected(self.articles))
                plain = [share * saturated for saturated in SATURATED]
                if term.form in entry.forms:
                    bit = 1 << entry.forms.index(term.form)
                    typed = [score * (1 + EXACT_BONUS) for score in plain]
                    pairs = zip(entry.levels, entry.masks, strict=True)
                    columns.append((entry.documents, [typed[level] if mask & bit else plain[level] for level, mask in pairs]))
                    having.update([at for at, mask in zip(entry.documents, entry.masks, strict=True) if mask & bit])
                else:
                    columns.append((entry.documents, [plain[level] for level in entry.levels]))
            for at, score in _best(columns, self.articles):
                if score > least:
                    totals[at] += score - least
            unnamed += least
            for at in having:
                exact[at] += 1
        return {document: floor((unnamed + score) * 10000 + 0.5) / 10000 for document, score in enumerate(totals) if score}, exact

    def _marks(self, terms: tuple[Term, ...]) -> dict[str, float]:
        marks: dict[str, float] = {}
        for key, weight in (each for term in terms for each in term.keys):
            entry = self._entry(key)
            if entry:
                marks[key] = max(marks.get(key, 0.0), weight)
                for synonym in entry.synonyms:
                    marks[synonym] = max(marks.get(synonym, 0.0), weight * MARKED_SYNONYM)
        return marks

    def beginning(self, query: str, limit: int) -> Answer | None:
        """What to offer where nothing was found: articles for the beginning of the query's longest word."""
        words = re.findall(r"[^\W_]+", query)
        word = max(words, key=len, default="")
        for _ in range(4):
            if len(word) <= SHORTEST:
                break
            word = word[: max(SHORTEST, math.ceil(len(word) * 0.75))]
            answer = self.answer(word, limit)
            if answer.count:
                return answer
        return None

    def _standing(self, quoted: Sequence[Sequence[str]], ranked: Sequence[int]) -> list[int]:
        """Those of the first articles in which all that is `quoted` stands so."""
        return [document for document in ranked[:QUOTED_TEXTS] if all(stands(words, self._sequences(document)) for words in quoted)]

    def _sequences(self, document: int) -> list[Words]:
        """The words of an article's title, headings and passages."""
        if document not in self._read:
            if len(self._read) >= TEXTS_KEPT:
                self._read.clear()
            passages = self.passages(document, whole=True)
            texts = [self._card(document)[0], *(part for _, heading, text in passages for part in (heading, text) if part)]
            self._read[document] = [words_of(part, self.locale) for part in texts]
        return self._read[document]

    def _cut(self, term: Term) -> Cut:
        found = [(key, entry) for key, _ in term.keys if (entry := self._entry(key)) and entry.rest]
        return Cut(tuple(key for key, _ in found), max((entry.having for _, entry in found), default=0))

    def _whole(self, key: str) -> Entry | None:
        """A term with all articles that have it."""
        entry = self._entry(key)
        if entry is None or not entry.rest:
            return entry
        if entry.rest not in self._rests:
            if sum(len(each.documents) for each in self._rests.values()) > POSTINGS_KEPT:
                self._rests.clear()
            self._rests[entry.rest] = entry.with_rest(self._text(rest_file(entry.rest)))
        return self._rests[entry.rest]

    def _entry(self, key: str) -> Entry | None:
        number = bucket(key, self._count("terms"))
        if number not in self._shards:
            lines = filter(None, self._numbered("terms", number, "txt").split("\n"))
            shard = dict(map(read_entry, lines))
            self._held += sum(len(entry.documents) for entry in shard.values())
            if self._held > POSTINGS_KEPT and self._shards:
                # A server that answers for weeks would hold all of the index in the end.
                self._shards.clear()
                self._held = sum(len(entry.documents) for entry in shard.values())
            self._shards[number] = shard
        return self._shards[number].get(key)

    def _passes(self, document: int, kinds: Collection[str], sections: Collection[str]) -> bool:
        if kinds and self._globals["kinds"][self._kind_of[document]] not in kinds:
            return False
        path = self._globals["sections"][self._section_of[document]][0]
        return not sections or any(path == section or path.startswith(section + "/") for section in sections)

    def having(self, key: str) -> int:
        """How many articles have a stem or a phrase."""
        entry = self._entry(key)
        return entry.having if entry else 0

    def passages(self, document: int, *, whole: bool = False) -> list[tuple[str, str, str]]:
        """The parts of an article as (anchor, heading, text); the anchor of what stands before the first heading is empty. Long
        texts are cut as for an excerpt, unless `whole`."""
        text = self._card(document)[2]
        return read_passages(self._text(whole_file(text) if whole else text_file(text)))

    def result(self, document: int, score: float) -> Result:
        """An article as results show it; articles are numbered from 0 to `articles`."""
        title, path, _, kind, *told = self._card(document)
        usual = path.removesuffix(".md")
        section, article, url = told or (path.rpartition("/")[0], usual, f"{self.locale}/{usual}/")
        return Result(article, path, url, title, kind, section, score, document)

    def _card(self, document: int) -> list[Any]:
        number, at = divmod(document, self._globals["page"])
        if number not in self._cards:
            if len(self._cards) >= CARDS_KEPT:
                self._cards.clear()
            self._cards[number] = orjson.loads(self._numbered("cards", number, "json"))
        return self._cards[number][at]

    def _numbered(self, stem: str, number: int, suffix: str) -> str:
        table, at = self._globals[stem], number
        if not isinstance(table, str):
            group, at = divmod(number, GROUP)
            table = self._text(names_file(stem, group, table["groups"][group * len(EMPTY) : (group + 1) * len(EMPTY)]))
        name = table[at * len(EMPTY) : (at + 1) * len(EMPTY)]
        return "" if name == EMPTY else self._text(f"{stem}-{number}-{name}.{suffix}")

    def _count(self, stem: str) -> int:
        table = self._globals[stem]
        count: int = len(table) // len(EMPTY) if isinstance(table, str) else table["count"]
        return count

    def _text(self, name: str) -> str:
        try:
            return (self._folder / name).read_text("utf-8")
        except FileNotFoundError:
            raise OperatorError(f"There is no search index in {self._folder} ({name} is missing). Run: kbgen build") from None

    def _json(self, name: str) -> Any:
        return orjson.loads(self._text(name))


def search(
    index_dir: Path, query: str, locale: str, limit: int = 10, kinds: Collection[str] = (), sections: Collection[str] = ()
) -> list[Result]:
    """Search the index that was built below `index_dir` (a site's folder) for `locale`."""
    return Searcher(index_dir / "search" / locale).search(query, limit, kinds, sections)


def _best(columns: Sequence[tuple[tuple[int, ...], list[float]]], articles: int) -> Iterable[tuple[int, float]]:
    """Of each article the best of its scores."""
    if len(columns) < 2:
        return chain.from_iterable(zip(documents, scores, strict=True) for documents, scores in columns)
    best = [0.0] * articles
    for documents, scores in columns:
        for at, score in zip(documents, scores, strict=True):
            if score > best[at]:
                best[at] = score
    return ((at, score) for at, score in enumerate(best) if score)
