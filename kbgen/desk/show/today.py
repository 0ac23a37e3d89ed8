"""What needs a person now, most urgent first, each with its one next step.

Receives all that is known; returns a few items. Whoever opens the page knows in ten seconds where to begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.desk.read.comments import Said
from kbgen.desk.read.content import Review
from kbgen.desk.read.decisions import Decisions
from kbgen.desk.read.knowledge import Figures, Shelf
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.comments import CommentFilter, new_comments
from kbgen.desk.show.gaps import GapRow, grew, select
from kbgen.desk.show.selection import fits
from kbgen.report.judge.figures import ArticleFigures, Demand
from kbgen.report.judge.helpfulness import Verdict, judged
from kbgen.report.read.period import DAY_MS, as_date
from kbgen.report.read.time_zone import Zone

# Of each kind, as many as a person looks at before the next thing.
SHOWN = 5
NEW_DAYS = 7


@dataclass(frozen=True)
class Today:
    """See the module's text. Each list is cut; `counts` hold how many there are of each."""

    comments: tuple[Said, ...]
    gaps: tuple[GapRow, ...]
    failing: tuple[ArticleFigures, ...]
    reviews: tuple[Review, ...]
    demand: tuple[Demand, ...]
    counts: dict[str, int]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not any(self.counts.values())


def today(figures: Figures, shelf: Shelf, decisions: Decisions, said: Sequence[Said], asked: Asked, zone: Zone, now: int) -> Today:
    """What needs a person, of what the address asks about."""
    of = CommentFilter(decisions, shelf, asked)
    fresh = [one for one in new_comments(said, decisions, now - NEW_DAYS * DAY_MS) if of.fits(one)]
    # A comment on an article that failed its reader comes before thanks.
    fresh.sort(key=lambda one: (one.helpful, -one.at))
    gaps = select(
        grew(figures, decisions),
        shelf,
        Asked(locale=asked.locale, section=asked.section, owner=asked.owner, kind=asked.kind, sort="trend"),
    )
    failing = [one for one in began_to_fail(figures) if fits(shelf.site.facts(one.article, one.locale), asked)]
    reviews = [one for one in shelf.content.due(as_date(zone.day(now))) if fits(shelf.site.facts(one.article, one.locale), asked)]
    demand = [
        one
        for one in figures.report.demand
        if (not asked.locale or one.locale == asked.locale)
        and (not asked.of_articles or fits(shelf.site.facts(one.article, one.locale), asked))
    ]
    counts = {"comments": len(fresh), "gaps": len(gaps), "failing": len(failing), "reviews": len(reviews), "demand": len(demand)}
    return Today(
        tuple(fresh[:SHOWN]), tuple(gaps[:SHOWN]), tuple(failing[:SHOWN]), tuple(reviews[:SHOWN]), tuple(demand[:SHOWN]), counts
    )


def began_to_fail(figures: Figures) -> list[ArticleFigures]:
    """Articles that surely fail now, and did not by the votes that were there before the period; those of most readers first."""
    first = figures.report.period.first
    found = []
    for one in figures.report.every:
        if one.verdict is not Verdict.FAILING or not one.present:
            continue
        votes = figures.report.votes.get((one.article, one.locale), {})
        until_then = judged({day: both for day, both in votes.items() if day < first}, None, one.judged.fewest)
        if until_then.basis.verdict(fewest=one.judged.fewest) is not Verdict.FAILING:
            found.append(one)
    return sorted(found, key=lambda one: (-one.visits, one.article, one.locale))
