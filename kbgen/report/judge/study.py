"""The plot of a report: put the days together, group what was asked, judge what was read.

Receives an open store, what is known of the site, and the period; returns a `Report`. Time grows with days, articles and different
searches, and with the events of days that were not rolled up yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.config import Settings
from kbgen.manifest import MAIL
from kbgen.report.judge import closed_gaps as closing
from kbgen.report.judge.expected import expected, offered_first
from kbgen.report.judge.figures import ArticleFigures, Comment, Demand, Near, Question, Report, ReportNotes, ScreenFigures
from kbgen.report.judge.goals import standings
from kbgen.report.judge.grouping.meaning import Meaning
from kbgen.report.judge.helpfulness import FEWEST, THRESHOLD, Verdict, judged
from kbgen.report.judge.letters import letters, newcomers
from kbgen.report.judge.problems import problems
from kbgen.report.judge.questions import corrections_of, questions, unasked
from kbgen.report.read.goals_file import Goal
from kbgen.report.read.history import fill, recorded, settled
from kbgen.report.read.period import Period
from kbgen.report.read.site import KnownSite, find_site
from kbgen.report.read.time_zone import Zone
from kbgen.report.read.totals import Day, Reading, Tally
from kbgen.report.read.wont_do import Correction, WontDo
from kbgen.store.store import Snapshot

# What a page shows of each list; the machine-readable forms hold as much.
SHOWN = 25
DEMANDED = 15
POPULAR = 6
# A question that so many asked is worth being called new or fading.
NOTEWORTHY = 3
# Comments that an article shows: the newest; more is a wall of text.
COMMENTS = 20


@dataclass(frozen=True)
class FailureRule:
    """When an article fails: fewer than `threshold` of its readers helped, judged on at least `fewest` votes."""

    threshold: float = THRESHOLD
    fewest: int = FEWEST


def count(
    snapshot: Snapshot,
    site: KnownSite,
    period: Period,
    locales: Sequence[str] = (),
    earlier: closing.Earlier | None = None,
) -> Tally:
    """Read and count everything that the report needs. The period of the tally is that which the database allows."""
    known = recorded(snapshot)
    period = settled(period, known)
    edited = {key: facts.edited for key, facts in site.articles.items() if facts.edited is not None}
    tally = Tally(period, edited, locales, closing.compared(period, earlier).now, site.locales[0].calendar)
    fill(tally, snapshot, known)
    return tally


def study(
    snapshot: Snapshot,
    site: KnownSite,
    period: Period,
    locales: Sequence[str] = (),
    put_off: Sequence[WontDo] = (),
    rules: FailureRule | None = None,
    earlier: closing.Earlier | None = None,
    meaning: Meaning | None = None,
    tally: Tally | None = None,
    corrections: Sequence[Correction] = (),
    goals: Sequence[Goal] = (),
) -> Report:
    """The report on `period`. `earlier` is the last report, to tell which of its gaps closed; `meaning` puts questions together;
    `tally` is what was counted already, `corrections` what a lead said of searches elsewhere than in `gaps.yml`; `goals` are
    aimed at."""
    rules = rules or FailureRule()
    tally = tally or count(snapshot, site, period, locales, earlier)
    period = tally.period
    simulated, _, later = next(iter(snapshot.read("origin", now=period.now)))
    days = closing.compared(period, earlier)
    asked = questions(tally, site, put_off, meaning, corrections)
    articles = _articles(tally, site, rules, _comments(snapshot, period))
    failing = [article for article in articles if article.verdict in (Verdict.FAILING, Verdict.DOUBTFUL)]
    gaps = [question for question in asked if question.left and not question.wont_do]
    coming = expected(asked, tally, site)
    whole = _whole(tally)
    # A week without it, recorded from its beginning, is enough to call a question new.
    known_before = period.shares_comparable
    votes = {
        key: {day: (yes, no) for day, (yes, no) in sorted(readers.votes.items())}
        for key, readers in sorted(tally.articles.items())
        if readers.votes
    }
    return Report(
        site=site.name,
        period=period,
        locales=tuple(locales) or tuple(locale.tag for locale in site.locales),
        first_day=tally.first_day,
        days=tally.days,
        gaps=tuple(gaps[:200]),
        put_off=tuple(question for question in asked if question.wont_do and question.left)[:SHOWN],
        unasked=unasked(asked, put_off, [*corrections_of(site), *corrections], locales),
        compared=days,
        closed=closing.closed(asked, site, days, earlier, locales),
        top=tuple(sorted(asked, key=lambda question: -question.asked)[:10]),
        new=tuple(question for question in gaps if known_before and question.left >= NOTEWORTHY and not question.before)[:10],
        fading=tuple(question for question in asked if _fades(question, period))[:10],
        articles=tuple(sorted(failing, key=_urgency)[:SHOWN]),
        every=tuple(articles),
        contact_articles=tuple(sorted(articles, key=lambda article: -article.contacts)[:10]),
        contact_searches=tuple(sorted((q for q in asked if q.contact), key=lambda question: -question.contact)[:10]),
        demand=_demand(articles, asked, site),
        channels=tuple((channel, times) for channel, times in tally.channels.most_common() if times),
        suggestions=tally.suggestions,
        meant=tally.meant,
        sent=tally.sent,
        problems=problems(snapshot, site, period, locales),
        screens=_screens(tally, site),
        letters=letters(whole, site),
        newcomers=newcomers(snapshot, period, whole, locales),
        expected=coming,
        notes=ReportNotes(
            tally.left_out.suspects,
            int(later),
            tally.left_out.flooded,
            tally.left_out.flooded_sources,
            bool(simulated) or tally.left_out.simulated,
            tally.left_out.votes,
            tally.left_out.readers,
        ),
        votes=votes,
        goals=standings(goals, site, period, tally.first_day, tally.days, votes, asked),
        popular=_popular(articles, site, offered_first(coming)),
        reasons={key: dict(readers.reasons) for key, readers in sorted(tally.articles.items()) if readers.reasons},
    )


def _screens(tally: Tally, site: KnownSite) -> tuple[ScreenFigures, ...]:
    """The screens of an application that readers asked for help on, most first, and those that have nothing to offer."""
    total = _whole(tally)
    named = dict.fromkeys(pattern for pattern, offers in site.screens.items() if not offers)
    found = [
        ScreenFigures(name, site.screens.get(name), *total.screens.get(name, (0, 0, 0))) for name in {**total.screens, **named}
    ]
    shown = (one for one in found if not one.pattern.startswith(MAIL))
    return tuple(sorted(shown, key=lambda one: (-one.views - one.searches - one.contacts, one.pattern)))


def _whole(tally: Tally) -> Day:
    total = Day()
    for (day, _), figures in tally.days.items():
        if tally.period.first <= day <= tally.period.last:
            total.add(figures)
    return total


def _fades(question: Question, period: Period) -> bool:
    """Whether a day leaves half of the readers that it left before, or fewer."""
    return question.before >= NOTEWORTHY and question.left * 2 * period.covered.days <= question.before * period.days


def _comments(snapshot: Snapshot, period: Period) -> dict[tuple[str, str], list[Comment]]:
    """The newest comments on each article, of the history."""
    zone = Zone(period.zone)
    found: dict[tuple[str, str], list[Comment]] = {}
    span = {"since": zone.start(period.history), "until": zone.start(period.last + 1)}
    for at, article, locale, helpful, comment in snapshot.read("comments_between", **span):
        some = found.setdefault((article, locale), [])
        if len(some) < COMMENTS:
            some.append(Comment(int(at), bool(helpful), comment))
    return found


def known_site(snapshot: Snapshot, settings: Settings | None, folder: Path | None) -> KnownSite:
    """The site of a snapshot; see `find_site`."""
    return find_site(settings, folder, snapshot.read("articles_all"))


def _urgency(article: ArticleFigures) -> tuple[bool, float, str, str]:
    """Sure failures first; among them, those that fail most readers."""
    return article.verdict is not Verdict.FAILING, -article.visits * (1 - article.basis.share), article.article, article.locale


def _articles(
    tally: Tally, site: KnownSite, rules: FailureRule, comments: Mapping[tuple[str, str], Sequence[Comment]]
) -> list[ArticleFigures]:
    found = []
    for (article, locale), readers in sorted(tally.articles.items()):
        facts = site.facts(article, locale)
        edited = facts.edited
        votes = judged({day: (yes, no) for day, (yes, no) in readers.votes.items()}, edited, rules.fewest)
        recent: Counter[str] = Counter()
        for (day, reason), count_ in readers.reasons.items():
            if not votes.settled or edited is None or day > edited:
                recent[reason] += count_
        found.append(
            ArticleFigures(
                article=article,
                locale=locale,
                title=facts.title,
                url=facts.url,
                owner=facts.owner,
                updated=facts.updated,
                present=facts.present,
                verdict=votes.basis.verdict(rules.threshold, rules.fewest) if facts.present else Verdict.FINE,
                judged=votes,
                visits=readers.visits,
                visits_before=readers.visits_before,
                searched=(_rate(readers.since, "searched"), _rate(readers.until, "searched")),
                contacted=(_rate(readers.since, "contacted"), _rate(readers.until, "contacted")),
                reasons=tuple((reason, number) for reason, number in recent.most_common() if number),
                comments=tuple(comments.get((article, locale), ())),
                contacts=readers.contacts,
                fallback=readers.fallback,
                language=facts.language,
            )
        )
    return found


def _rate(reading: Reading, what: str) -> float | None:
    return float(getattr(reading, what)) / reading.visits if reading.visits else None


def _popular(articles: Sequence[ArticleFigures], site: KnownSite, first: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What answers the questions whose season comes, `first`, and then what most readers of each locale read; an article that fails
    them is not recommended."""
    good = [article for article in articles if article.present and article.verdict is not Verdict.FAILING and article.visits]
    ranked = sorted(good, key=lambda article: (-article.visits, article.article))
    popular = {}
    for locale in site.locales:
        read = [article.article for article in ranked if article.locale == locale.tag]
        soon = [name for name in first.get(locale.tag, ()) if name in read]
        popular[locale.tag] = tuple(dict.fromkeys([*soon, *read]))[:POPULAR]
    return popular


def _demand(articles: Sequence[ArticleFigures], asked: Sequence[Question], site: KnownSite) -> tuple[Demand, ...]:
    """Articles read in another language than the reader's, and searches that lead to one or that only another answers."""
    found: dict[tuple[str, str], Demand] = {}
    for article in articles:
        if article.fallback:
            found[article.article, article.locale] = Demand(
                article.locale, article.article, article.title, article.language, article.url, article.fallback
            )
    for question in asked[: SHOWN * 4]:
        near = _elsewhere(question, site)
        if near is None or not question.left:
            continue
        key = (near.article, question.locale)
        known = found.get(key) or Demand(question.locale, near.article, near.title, near.language, near.url)
        found[key] = replace(known, searches=known.searches + question.left, words=(*known.words, question.text)[:3])
    return tuple(
        sorted(found.values(), key=lambda demand: (-demand.reads - demand.searches, demand.locale, demand.article))[:DEMANDED]
    )


def _elsewhere(question: Question, site: KnownSite) -> Near | None:
    """The article in another language that answers a question which its own language does not."""
    own = question.nearest[0] if question.nearest else None
    if own and own.language and own.cover >= 0.6:
        return own
    if own and own.cover >= 0.6:
        return None
    for tag, index in site.indexes.items():
        answer = index.answers(question.text) if tag != question.locale else None
        if answer:
            facts = site.facts(answer.article, tag)
            # In the reader's own language the article may exist and only lack these words.
            if site.facts(answer.article, question.locale).language in ("", facts.language or tag):
                return Near(answer.article, tag, answer.title, answer.url, answer.cover, language=facts.language or tag)
    return None
