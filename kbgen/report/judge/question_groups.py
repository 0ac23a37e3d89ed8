"""The searches of one question in one locale while it is put together: corrected as a lead says, and with its readers counted.

Receives groups of searches that grouping made, the entries of `gaps.yml`, and the tally; changes the groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.language.text import stop_words, tokenise
from kbgen.report.read.index import Nearest
from kbgen.report.read.totals import Counts, Key, Tally, Words, folded, together
from kbgen.report.read.wont_do import Correction


@dataclass
class QuestionGroup:
    """The searches of one question in one locale, while it is put together."""

    locale: str
    members: list[Words]
    counts: Counts
    nearest: tuple[Nearest, ...] = ()
    # Groups with one number are one question, whatever their languages: a lead said so.
    bond: int = 0
    # A lead said that it is a question of its own: no article links it with other languages.
    apart: bool = False


def corrected(found: dict[str, list[QuestionGroup]], corrections: Sequence[Correction], tally: Tally) -> None:
    """Put searches together and apart as a lead says."""
    for one in corrections:
        if one.apart:
            _part(found.get(one.locale, []), one, tally)
    homes = _homes(found, {locale for one in corrections for locale, _ in one.named})
    for number, one in enumerate(corrections, 1):
        named = [homes.get((locale, telling_stems(text, locale))) for locale, text in one.named]
        some = {id(home): home for home in named if home is not None}
        if len(some) > 1:
            # What is the same as the same is the same, whichever entry came first.
            former = {home.bond for home in some.values() if home.bond}
            for home in {id(home): home for home in homes.values() if id(home) in some or home.bond in former}.values():
                home.bond = number
    for groups in found.values():
        by_bond: dict[int, QuestionGroup] = {}
        for home in list(groups):
            first = by_bond.setdefault(home.bond, home) if home.bond else home
            if first is not home:
                first.members += home.members
                groups.remove(home)


def _homes(found: Mapping[str, Sequence[QuestionGroup]], locales: Iterable[str]) -> dict[tuple[str, frozenset[str]], QuestionGroup]:
    """The group of each search, in the order of readers."""
    homes: dict[tuple[str, frozenset[str]], QuestionGroup] = {}
    for locale in locales:
        for home in found.get(locale, ()):
            for words in home.members:
                homes.setdefault((locale, telling_stems(words.shown, locale)), home)
    return homes


def _part(groups: list[QuestionGroup], one: Correction, tally: Tally) -> None:
    stems = telling_stems(one.question, one.locale)
    for home in list(groups):
        own = [words for words in home.members if telling_stems(words.shown, one.locale) == stems]
        if own and len(own) < len(home.members):
            home.members = [words for words in home.members if words not in own]
            groups.append(QuestionGroup(one.locale, own, tally.counts(), apart=True))
        elif own:
            home.apart = True


def count_readers(tally: Tally, groups: Sequence[QuestionGroup]) -> None:
    """Count the readers of each group, each once a day however many of its wordings they used."""
    home: dict[Key, QuestionGroup] = {}
    for found in groups:
        for words in found.members:
            home[words.locale, folded(words.shown)] = found
            if words.single:
                found.counts = found.counts.plus(words.single)
    for day, readers, ways in tally.several:
        marks: dict[int, tuple[QuestionGroup, list[int]]] = {}
        for key, one in ways:
            if key in home:
                marks.setdefault(id(home[key]), (home[key], []))[1].append(one)
        for found, some in marks.values():
            tally.count(found.counts, day, readers, together(some))


def telling_stems(text: str, locale: str) -> frozenset[str]:
    """The telling words of a question, in any order: whoever puts it off need not copy its little words."""
    tokens, stops = tokenise(text, locale), stop_words(locale)
    return frozenset(token.stem for token in [token for token in tokens if token.form not in stops] or tokens)
