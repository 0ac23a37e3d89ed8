"""From searches to questions: groups them in each locale, joins languages where translations link them, ranks and explains.

Receives a tally and what is known of the site; returns questions, those that left most readers without help first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kbgen.articles.article import Kind
from kbgen.language import catalogue as catalogues
from kbgen.language.catalogue import Catalogue
from kbgen.language.text import fold, tokenise
from kbgen.report.judge.figures import Asking, Near, Question
from kbgen.report.judge.grouping.meaning import Meaning
from kbgen.report.judge.grouping.search_words import SearchWordsReader
from kbgen.report.judge.grouping.thesaurus import thesaurus
from kbgen.report.judge.grouping.words import group_by_words
from kbgen.report.judge.question_groups import QuestionGroup, corrected, count_readers, telling_stems
from kbgen.report.judge.question_words import asking_words, said_before, task_words, trouble_words, words_alike
from kbgen.report.read.index import Nearest, ReportIndex
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Tally, Words, folded
from kbgen.report.read.wont_do import GAPS_FILE, Correction, Unasked, WontDo, load_corrections
from kbgen.resources import locales_dir
from kbgen.search.synonyms import Synonyms, load_synonyms, synonyms_from

# Searches of a locale that are compared: beyond them each was made by one reader, and none can reach a page.
MOST_COMPARED = 20_000
# Questions that get their nearest articles, and words that each shows.
EXPLAINED = 120
# … and of those that leave fewer without help, the commonest, which will be asked again.
COMMON = 24
WORDS_SHOWN = 8
# Two questions of two languages are one if the same article, and the same heading of it, holds this much of both.
LINKED = 0.75
# … and the heading or the title tells this much of it: words that only stand in the text somewhere link nothing.
TOLD = 0.6


def wordings_of(
    locale: str, words: Sequence[Words], index: ReportIndex | None, synonyms: Synonyms, words_of: Catalogue
) -> SearchWordsReader:
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
    searches = [(word.shown, max(word.visits, word.failed)) for word in words]
    forms = index.forms if index else {}
    alike = ";".join((words_alike(words_of), *thesaurus(locale)))
    return SearchWordsReader(locale, searches, forms, Synonyms(targets, phrases), asking_words(words_of), alike)


def grouped(
    tally: Tally,
    site: KnownSite,
    catalogue: Mapping[str, Catalogue],
    meaning: Meaning | None = None,
    corrections: Sequence[Correction] = (),
) -> dict[str, list[QuestionGroup]]:
    """The groups of each locale, most asked first; by their words, and by `meaning` where it is asked; put together and apart as
    `gaps.yml` and the `corrections` say."""
    by_locale: dict[str, list[Words]] = {}
    for words in tally.words.values():
        if words.lasting:
            by_locale.setdefault(words.locale, []).append(words)
    found: dict[str, list[QuestionGroup]] = {}
    for locale, members in sorted(by_locale.items()):
        members.sort(key=lambda words: (-max(words.visits, words.failed), words.shown))
        members = members[:MOST_COMPARED]
        synonyms, _ = load_synonyms(locale, site.content_dir)
        kin = wordings_of(locale, members, site.indexes.get(locale), synonyms, catalogue[locale])
        terms = [kin.read(words.shown) for words in members]
        for each in terms:
            kin.learn(each)
        weighed = [kin.weigh(each) for each in terms]
        texts = as_asked([words.shown for words in members], catalogue[locale])
        groups = meaning.group(texts, weighed, kin) if meaning else group_by_words(weighed, kin)
        found[locale] = [QuestionGroup(locale, [members[number] for number in numbers], tally.counts()) for numbers in groups]
    corrected(found, [*corrections_of(site), *corrections], tally)
    count_readers(tally, [one for groups in found.values() for one in groups])
    return found


def as_asked(texts: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Searches as a model of meaning reads them."""
    before = said_before(catalogue)
    return [f"{before} {text}" for text in texts]


def corrections_of(site: KnownSite) -> list[Correction]:
    """What a lead says about how searches are put together, where the content is at hand."""
    tags = [locale.tag for locale in site.locales]
    return load_corrections(site.content_dir / GAPS_FILE, tags) if site.content_dir else []


def catalogues_of(site: KnownSite, locales: Iterable[str]) -> dict[str, Catalogue]:
    """The catalogue of each locale, also of those that the site has no more."""
    places = catalogues.folders(site.settings.root) if site.settings else (locales_dir(),)
    return {tag: catalogues.load(tag, places) for tag in locales}


def questions(
    tally: Tally,
    site: KnownSite,
    put_off: Sequence[WontDo],
    meaning: Meaning | None = None,
    corrections: Sequence[Correction] = (),
) -> list[Question]:
    """Every question that was asked in the period or the one before, those that left most readers first. Where `meaning` is given,
    those that mean the same are put together, also of several languages."""
    catalogue = catalogues_of(site, {words.locale for words in tally.words.values()} | {locale.tag for locale in site.locales})
    skipped = len(tally.weeks) - len(tally.period.weeks(tally.first_day))
    ranked: list[tuple[int, int, QuestionGroup]] = []
    for groups in grouped(tally, site, catalogue, meaning, corrections).values():
        ranked += [(-found.counts.left, -found.counts.asked, found) for found in groups]
    ranked.sort(key=lambda entry: (entry[0], entry[1], entry[2].locale, entry[2].members[0].shown))
    common = sorted((found for _, _, found in ranked[EXPLAINED:]), key=lambda found: -found.counts.whole)[:COMMON]
    for found in [*(found for _, _, found in ranked[:EXPLAINED]), *common]:
        index = site.indexes.get(found.locale)
        if index:
            found.nearest = tuple(index.nearest(found.members[0].shown))
    in_order = [found for _, _, found in ranked]
    joined = _joined(in_order, (_meant(in_order, meaning, catalogue) if meaning else {}) | _names(in_order))
    reasons = _reasons(put_off)
    made = [_question(found, skipped, site, catalogue, reasons) for found in joined]
    return sorted(made, key=lambda question: (-question.left, -question.asked, question.locale, question.text))


def _joined(groups: Sequence[QuestionGroup], names: Mapping[int, int]) -> list[list[QuestionGroup]]:
    """Groups of several languages that ask the same, as far as one article and heading holds them, or `names` gives them one
    number; each led by the largest."""
    homes: dict[tuple[str, str], list[QuestionGroup]] = {}
    bonds: dict[int, list[QuestionGroup]] = {}
    joined: list[list[QuestionGroup]] = []
    for found in groups:
        named = names.get(id(found))
        key = found.bond or named
        if key and key in bonds:
            bonds[key].append(found)
            continue
        best = found.nearest[0] if found.nearest else None
        linked = best and best.cover >= LINKED and best.told >= TOLD and not found.apart
        place = (best.article, best.anchor) if best and linked else None
        home = homes.get(place) if place else None
        if home is not None and found.locale not in {other.locale for other in home}:
            home.append(found)
            continue
        joined.append([found])
        if key:
            bonds[key] = joined[-1]
        if place:
            homes.setdefault(place, joined[-1])
    return joined


def _names(groups: Sequence[QuestionGroup]) -> dict[int, int]:
    """Groups of several languages that no article answers and that name the same thing in Latin letters, each the only one of its
    language that does: sso in خروج sso and sso login. Returns a number below zero that they share, by the group's identity."""
    groups = [found for found in groups if not found.apart]
    latin = {id(found): _latin(found.members[0].shown) for found in groups}
    bonds: dict[int, int] = {}
    foreign = [found for found in groups if latin[id(found)] and latin[id(found)] != _words(found.members[0].shown)]
    for number, names in enumerate(sorted({tuple(sorted(latin[id(found)])) for found in foreign}), 1):
        by_locale: dict[str, list[QuestionGroup]] = {}
        for found in groups:
            if set(names) <= latin[id(found)] and not (found.nearest and found.nearest[0].cover >= LINKED):
                by_locale.setdefault(found.locale, []).append(found)
        if len(by_locale) > 1 and all(len(some) == 1 for some in by_locale.values()):
            bonds.update({id(some[0]): -number for some in by_locale.values()})
    return bonds


def _meant(groups: Sequence[QuestionGroup], meaning: Meaning, catalogue: Mapping[str, Catalogue]) -> dict[int, int]:
    """Groups of several languages that mean the same: a number below zero that they share, by the group's identity. A third
    language comes to a pair where it is nearest to one of the two."""
    by_locale: dict[str, list[QuestionGroup]] = {}
    for found in groups:
        if not found.apart:
            by_locale.setdefault(found.locale, []).append(found)
    texts = {
        locale: [as_asked((words.shown for words in found.members), catalogue[locale]) for found in some]
        for locale, some in by_locale.items()
    }
    bonds: dict[int, int] = {}
    held: dict[int, set[str]] = {}
    # Below all numbers that names have.
    for number, ((one, here), (other, there)) in enumerate(meaning.across(texts), len(groups) + 1):
        both = [by_locale[one][here], by_locale[other][there]]
        known = [bonds[id(found)] for found in both if id(found) in bonds]
        bond = known[0] if known else -number
        new = {found.locale for found in both if id(found) not in bonds}
        if len(known) == 2 or new & held.get(bond, set()):
            continue
        held.setdefault(bond, set()).update(new)
        bonds.update({id(found): bond for found in both})
    return bonds


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) > 1)


def _latin(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text) if word.isascii() and word[:1].isalpha())


def _question(
    groups: Sequence[QuestionGroup],
    skipped: int,
    site: KnownSite,
    catalogue: Mapping[str, Catalogue],
    reasons: Mapping[tuple[str, frozenset[str]], str],
) -> Question:
    """One question of one or several languages; the first weeks, so many, are not told of."""
    lead = groups[0]
    members = [words for found in groups for words in found.members]
    counts = lead.counts
    for found in groups[1:]:
        counts = counts.plus(found.counts)
    locales = tuple((found.locale, found.counts.left) for found in groups)
    shown = sorted(members, key=lambda words: (-max(words.visits, words.failed), words.shown))[:WORDS_SHOWN]
    text = lead.members[0].shown
    question = Question(
        key=hashlib.blake2b(f"{lead.locale} {fold(text)}".encode(), digest_size=6).hexdigest(),
        locale=lead.locale,
        text=text,
        words=tuple(Asking(words.locale, words.shown, max(words.visits, 1)) for words in shown),
        asked=counts.asked,
        left=counts.left,
        before=counts.before,
        nothing=counts.nothing,
        unopened=counts.unopened,
        reworded=counts.reworded,
        contact=counts.contact,
        weeks=tuple(counts.weeks[skipped:]),
        nearest=tuple(_near(near, lead, site) for near in lead.nearest),
        locales=locales,
        kind=kind_of(text, lead.locale, catalogue[lead.locale]),
        lately=counts.lately,
        whole=counts.whole,
        season=counts.season,
        members=frozenset((words.locale, folded(words.shown)) for words in members),
    )
    keys = [(words.locale, telling_stems(words.shown, words.locale)) for words in members] if reasons else []
    return replace(question, wont_do=next((reasons[key] for key in keys if key in reasons), ""))


def unasked(
    asked: Iterable[Question], put_off: Iterable[WontDo], corrections: Iterable[Correction] = (), locales: Sequence[str] = ()
) -> tuple[Unasked, ...]:
    """The entries, of these locales or all, that none of the questions `asked` means: misspelt, or no longer asked."""
    entries = [Unasked(entry.question, entry.locale, entry.line) for entry in put_off]
    entries += [Unasked(text, locale, one.line) for one in corrections for locale, text in one.named]
    entries = [entry for entry in dict.fromkeys(entries) if not locales or entry.locale in locales]
    members = {member for question in asked for member in question.members} if entries else set()
    known = {(locale, telling_stems(text, locale)) for locale, text in members}
    found = [entry for entry in entries if (entry.locale, telling_stems(entry.question, entry.locale)) not in known]
    return tuple(sorted(found, key=lambda entry: entry.line))


def _near(near: Nearest, lead: QuestionGroup, site: KnownSite) -> Near:
    facts = site.facts(near.article, lead.locale)
    opened = sum((words.opened or {}).get(near.article, 0) for words in lead.members)
    language = facts.language if facts.language and facts.language != lead.locale else ""
    return Near(near.article, lead.locale, near.title, near.url, round(near.cover, 2), near.lacks, opened, language, near.anchor)


def _reasons(put_off: Iterable[WontDo]) -> dict[tuple[str, frozenset[str]], str]:
    return {(entry.locale, telling_stems(entry.question, entry.locale)): entry.reason for entry in put_off}


def kind_of(text: str, locale: str, catalogue: Catalogue) -> str:
    """The kind of article that would answer: something fails, something is to be done, or else a question."""
    forms = {token.form for token in tokenise(text, locale)}
    if forms & {token.form for token in tokenise(trouble_words(catalogue), locale)}:
        return Kind.TROUBLESHOOTING.value
    return Kind.GUIDE.value if forms & {token.form for token in tokenise(task_words(catalogue), locale)} else Kind.FAQ.value
