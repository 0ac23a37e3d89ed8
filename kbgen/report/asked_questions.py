"""From searches to questions: groups them in each locale, joins languages where translations link them, ranks and explains.

Receives a tally and what is known of the site; returns questions, those that left most readers without help first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.language import catalogue as catalogues
from kbgen.language.catalogue import Catalogue
from kbgen.language.text import fold, stop_words, tokenise
from kbgen.report.asking import asking_words, task_words, trouble_words
from kbgen.report.figures import Asking, Near, Question
from kbgen.report.grouping import group
from kbgen.report.index import Nearest, SiteIndex
from kbgen.report.period import Period, Span
from kbgen.report.site import Site
from kbgen.report.tally import Tally, Words, folded
from kbgen.report.wont_do import WontDo
from kbgen.report.wording import Wordings
from kbgen.resources import locales_dir
from kbgen.search.synonyms import Synonyms, load_synonyms, synonyms_from

# Searches of a locale that are compared: beyond them each was made by one reader, and none can reach a page.
MOST_COMPARED = 20_000
# Questions that get their nearest articles, and words that each shows.
EXPLAINED = 120
WORDS_SHOWN = 8
# Two questions of two languages are one if the same article, and the same heading of it, holds this much of both.
LINKED = 0.75
# … and the heading or the title tells this much of it: words that only stand in the text somewhere link nothing.
TOLD = 0.6


@dataclass
class Group:
    """The searches of one question in one locale, while it is put together."""

    locale: str
    members: list[Words]
    nearest: tuple[Nearest, ...] = ()

    def failed(self, first: int, last: int) -> dict[int, bool]:
        """The visits in these days that its words did not help, with whether other words did."""
        visits: dict[int, bool] = {}
        for words in self.members:
            for visit, day, later in zip(words.failed, words.days, words.later, strict=True):
                if first <= day <= last:
                    visits[visit] = visits.get(visit, True) and bool(later)
        return visits

    def left(self, first: int, last: int) -> int:
        """How many visits in these days were left without help."""
        return sum(not later for later in self.failed(first, last).values())


def wordings_of(locale: str, words: Sequence[Words], index: SiteIndex | None, synonyms: Synonyms, words_of: Catalogue) -> Wordings:
    """How searches of `locale` are read."""
    more = synonyms_from(index.abbreviations if index else (), locale)
    targets = {
        key: tuple(dict.fromkeys((*synonyms.targets.get(key, ()), *more.targets.get(key, ()))))
        for key in {*synonyms.targets, *more.targets}
    }
    phrases = {
        key: tuple(sorted({*synonyms.phrases.get(key, ()), *more.phrases.get(key, ())}))
        for key in {*synonyms.phrases, *more.phrases}
    }
    searches = [(word.shown, max(word.visits, len(word.failed))) for word in words]
    return Wordings(locale, searches, index.forms if index else {}, Synonyms(targets, phrases), asking_words(words_of))


def grouped(tally: Tally, site: Site, catalogue: Mapping[str, Catalogue]) -> dict[str, list[Group]]:
    """The groups of each locale, most asked first."""
    window = tally.period.before.first
    by_locale: dict[str, list[Words]] = {}
    for words in tally.words.values():
        if words.visits or (words.days and words.days[-1] >= window) or any(day >= window for day in words.days):
            by_locale.setdefault(words.locale, []).append(words)
    found: dict[str, list[Group]] = {}
    for locale, members in sorted(by_locale.items()):
        members.sort(key=lambda words: (-max(words.visits, len(words.failed)), words.shown))
        members = members[:MOST_COMPARED]
        synonyms, _ = load_synonyms(locale, site.content_dir)
        kin = wordings_of(locale, members, site.indexes.get(locale), synonyms, catalogue[locale])
        terms = [kin.read(words.shown) for words in members]
        for each in terms:
            kin.learn(each)
        groups = group([kin.weigh(each) for each in terms], kin)
        found[locale] = [Group(locale, [members[number] for number in numbers]) for numbers in groups]
    return found


def catalogues_of(site: Site, locales: Iterable[str]) -> dict[str, Catalogue]:
    """The catalogue of each locale, also of those that the site has no more."""
    places = catalogues.folders(site.settings.root) if site.settings else (locales_dir(),)
    return {tag: catalogues.load(tag, places) for tag in locales}


def questions(tally: Tally, site: Site, put_off: Sequence[WontDo], lately: Span | None = None) -> list[Question]:
    """Every question that was asked in the period or the one before, those that left most readers first; `lately` are the days
    that its figure of this name counts."""
    period = tally.period
    catalogue = catalogues_of(site, {words.locale for words in tally.words.values()} | {locale.tag for locale in site.locales})
    weeks = period.weeks(tally.first_day)
    first = weeks[0].first if weeks else period.first
    ranked: list[tuple[int, int, Group]] = []
    for groups in grouped(tally, site, catalogue).values():
        for found in groups:
            left = found.left(period.first, period.last)
            ranked.append((-left, -sum(words.visits for words in found.members), found))
    ranked.sort(key=lambda entry: (entry[0], entry[1], entry[2].locale, entry[2].members[0].shown))
    for _, _, found in ranked[:EXPLAINED]:
        index = site.indexes.get(found.locale)
        if index:
            found.nearest = tuple(index.nearest(found.members[0].shown))
    joined = _joined([found for _, _, found in ranked])
    reasons = _reasons(put_off)
    made = [_question(found, period, first, len(weeks), site, catalogue, reasons, lately) for found in joined]
    return sorted(made, key=lambda question: (-question.left, -question.asked, question.locale, question.text))


def _joined(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups of several languages that ask the same, as far as one article and heading holds them; each led by the largest."""
    homes: dict[tuple[str, str], list[Group]] = {}
    joined: list[list[Group]] = []
    for found in groups:
        best = found.nearest[0] if found.nearest else None
        place = (best.article, best.anchor) if best and best.cover >= LINKED and best.told >= TOLD else None
        home = homes.get(place) if place else None
        if home is not None and found.locale not in {other.locale for other in home}:
            home.append(found)
            continue
        joined.append([found])
        if place:
            homes.setdefault(place, joined[-1])
    return joined


def _question(
    groups: Sequence[Group],
    period: Period,
    first: int,
    weeks: int,
    site: Site,
    catalogue: Mapping[str, Catalogue],
    reasons: Mapping[tuple[str, frozenset[str]], str],
    lately: Span | None,
) -> Question:
    lead = groups[0]
    members = [words for found in groups for words in found.members]
    by_week: Counter[int] = Counter()
    for found in groups:
        seen: set[int] = set()
        for words in found.members:
            for visit, day, later in zip(words.failed, words.days, words.later, strict=True):
                if not later and visit not in seen and first <= day <= period.last:
                    seen.add(visit)
                    by_week[(day - first) // 7] += 1
    locales = tuple((found.locale, found.left(period.first, period.last)) for found in groups)
    shown = sorted(members, key=lambda words: (-max(words.visits, len(words.failed)), words.shown))[:WORDS_SHOWN]
    text = lead.members[0].shown
    question = Question(
        key=hashlib.blake2b(f"{lead.locale} {fold(text)}".encode(), digest_size=6).hexdigest(),
        locale=lead.locale,
        text=text,
        words=tuple(Asking(words.locale, words.shown, max(words.visits, 1)) for words in shown),
        asked=sum(words.visits for words in members),
        left=sum(count for _, count in locales),
        before=sum(found.left(period.before.first, period.before.last) for found in groups),
        nothing=sum(words.nothing for words in members),
        unopened=sum(words.unopened for words in members),
        reworded=sum(words.reworded for words in members),
        contact=sum(words.contact for words in members),
        weeks=tuple(by_week[week] for week in range(weeks)),
        nearest=tuple(_near(near, lead, site) for near in lead.nearest),
        locales=locales,
        kind=kind_of(text, lead.locale, catalogue[lead.locale]),
        lately=sum(found.left(lately.first, lately.last) for found in groups) if lately else 0,
        members=frozenset((words.locale, folded(words.shown)) for words in members),
    )
    keys = [(words.locale, _stems(words.shown, words.locale)) for words in members] if reasons else []
    return replace(question, wont_do=next((reasons[key] for key in keys if key in reasons), ""))


def unasked(asked: Iterable[Question], put_off: Iterable[WontDo], locales: Sequence[str] = ()) -> tuple[WontDo, ...]:
    """The entries, of these locales or all, that none of the questions `asked` means: misspelt, or no longer asked."""
    entries = [entry for entry in put_off if not locales or entry.locale in locales]
    members = {member for question in asked for member in question.members} if entries else set()
    known = {(locale, _stems(text, locale)) for locale, text in members}
    return tuple(entry for entry in entries if (entry.locale, _stems(entry.question, entry.locale)) not in known)


def _near(near: Nearest, lead: Group, site: Site) -> Near:
    facts = site.facts(near.article, lead.locale)
    opened = sum((words.opened or {}).get(near.article, 0) for words in lead.members)
    language = facts.language if facts.language and facts.language != lead.locale else ""
    return Near(near.article, lead.locale, near.title, near.url, round(near.cover, 2), near.lacks, opened, language, near.anchor)


def _reasons(put_off: Iterable[WontDo]) -> dict[tuple[str, frozenset[str]], str]:
    return {(entry.locale, _stems(entry.question, entry.locale)): entry.reason for entry in put_off}


def _stems(text: str, locale: str) -> frozenset[str]:
    """The telling words of a question, in any order: whoever puts it off need not copy its little words."""
    tokens, stops = tokenise(text, locale), stop_words(locale)
    return frozenset(token.stem for token in [token for token in tokens if token.form not in stops] or tokens)


def kind_of(text: str, locale: str, catalogue: Catalogue) -> str:
    """The kind of article that would answer: something fails, something is to be done, or else a question."""
    forms = {token.form for token in tokenise(text, locale)}
    if forms & {token.form for token in tokenise(trouble_words(catalogue), locale)}:
        return "troubleshooting"
    return "guide" if forms & {token.form for token in tokenise(task_words(catalogue), locale)} else "faq"
