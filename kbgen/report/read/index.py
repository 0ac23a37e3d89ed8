"""The search index of one locale, asked the way a report asks: which words are known, which article is nearest, what it lacks.

Receives the folder of a published index; answers with the formula that readers' browsers use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kbgen.language.text import fold, stop_words, tokenise
from kbgen.search.answering.query import Term
from kbgen.search.answering.ranking import rarity
from kbgen.search.answering.searcher import Result, Searcher

# A heading that ends in a short form in brackets introduces it.
_SHORT_FORM = re.compile(r"(.{3,60}?) ?[(（]([^\W\d_]{2,6})[)）]")


@dataclass(frozen=True)
class Nearest:
    """An article near to a question: `cover` is the share of the question's weight that it holds, `lacks` the words that it
    does not. `anchor` is its heading with most of them, and `told` the share that this heading and the title tell."""

    article: str
    path: str
    url: str
    title: str
    cover: float
    lacks: tuple[str, ...] = ()
    anchor: str = ""
    told: float = 0.0


class ReportIndex(Searcher):
    """A `Searcher` with the questions that reports have."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._found: dict[str, list[Result]] = {}
        self._places: dict[int, list[tuple[str, frozenset[str]]]] = {}

    @cached_property
    def forms(self) -> dict[str, int]:
        """Every word that an article or a synonym has, with how common it is."""
        return dict(self.vocabulary.forms())

    @cached_property
    def abbreviations(self) -> list[str]:
        """Names with their short forms, as headings introduce them: `Average handling time, AHT` from "… (AHT)"."""
        headings = {heading for document in range(self.articles) for _, heading, _ in self.passages(document)}
        matches = (_SHORT_FORM.fullmatch(heading.strip()) for heading in sorted(headings))
        return [f"{match[1]}, {match[2]}" for match in matches if match]

    def nearest(self, query: str, limit: int = 3) -> list[Nearest]:
        """The best articles for `query`, nearest first."""
        # The space says that the last word is whole: a report does not guess how it would have gone on.
        query = f"{query} "
        terms = self.plan(query).terms
        each = [self.scores((term,)) for term in terms]
        totals: dict[int, float] = {}
        for scores in each:
            for document, score in scores.items():
                totals[document] = totals.get(document, 0.0) + score
        # A word that no article has is as rare as can be: it weighs most of all.
        weights = [rarity(self.articles, len(scores)) for scores in each]
        lost = self._lost(query, terms)
        whole = sum(weights) + len(lost) * rarity(self.articles, 0)
        found = []
        for document in sorted(totals, key=lambda document: (-totals[document], document))[:limit]:
            result = self.result(document, totals[document])
            held = sum(weight for weight, scores in zip(weights, each, strict=True) if document in scores)
            lacks = [term.form for term, scores in zip(terms, each, strict=True) if document not in scores and term.form]
            cover = held / whole if whole else 0.0
            anchor, told = self._place(document, query, result.title) if cover >= 0.5 else ("", 0.0)
            found.append(Nearest(result.article, result.path, result.url, result.title, cover, (*lacks, *lost), anchor, told))
        return found

    def found(self, query: str) -> list[Result]:
        """The first results of `query`, remembered: readers ask the same again and again."""
        if query not in self._found:
            self._found[query] = self.search(query, 5)
        return self._found[query]

    def answers(self, query: str) -> Nearest | None:
        """The article that a reader would be shown first, if it holds most of the question."""
        best = self.nearest(query, 1)
        return best[0] if best and best[0].cover >= 0.6 else None

    def _lost(self, query: str, terms: tuple[Term, ...]) -> tuple[str, ...]:
        stops = stop_words(self.locale)
        tokens = tokenise(query, self.locale)
        known = {term.form for term in terms}
        return tuple(dict.fromkeys(token.form for token in tokens if token.form not in known and token.form not in stops))[:5]

    def _place(self, document: int, query: str, title: str) -> tuple[str, float]:
        """The anchor of the heading under which most of the question's words stand, and how much of it heading and title tell."""
        if document not in self._places:
            self._places[document] = self._headings(document)
        stops = stop_words(self.locale)
        stems = {token.stem for token in tokenise(fold(query), self.locale) if token.form not in stops}
        weights = {stem: rarity(self.articles, self.having(stem)) for stem in stems}
        named = stems & {token.stem for token in tokenise(title, self.locale)}
        best, most, told = "", 0.0, sum(weights[stem] for stem in named)
        for anchor, words in self._places[document]:
            weight = sum(weights[stem] for stem in stems & words)
            if weight > most:
                best, most = anchor, weight
                told = max(told, sum(weights[stem] for stem in stems & (words | named)))
        whole = sum(weights.values())
        return best, told / whole if whole else 0.0

    def _headings(self, document: int) -> list[tuple[str, frozenset[str]]]:
        return [
            (anchor, frozenset(token.stem for token in tokenise(heading, self.locale)))
            for anchor, heading, _ in self.passages(document)
            if anchor
        ]
