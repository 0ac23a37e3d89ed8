"""What readers' assistants reported in a period, by article: told apart from people's votes, since a program said it.

Receives a snapshot, the site and the period; returns the articles with most reports first. The same words from one network count
once, however often a program sends them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.report.judge.figures import Problem
from kbgen.report.read.period import Period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.time_zone import Zone
from kbgen.store.store import Snapshot

# Articles that a report shows, and words of each.
SHOWN, WORDS = 50, 5


def problems(snapshot: Snapshot, site: KnownSite, period: Period, locales: Sequence[str]) -> tuple[Problem, ...]:
    """The problems of the period; of `locales` only, where any are named."""
    zone = Zone(period.zone)
    said: dict[tuple[str, str], dict[tuple[int | None, str], str]] = {}
    span = {"since": zone.start(period.first), "until": zone.start(period.last + 1)}
    for at, article, locale, words, network in snapshot.read("problems_between", **span):
        if not locales or locale in locales:
            # Words that have expired are all different.
            said.setdefault((article, locale), {}).setdefault((network, words or f":{at}"), words or "")
    made = []
    for (article, locale), different in said.items():
        facts = site.facts(article, locale)
        words = tuple(dict.fromkeys(filter(None, different.values())))[:WORDS]
        made.append(Problem(article, locale, facts.title, facts.url, facts.owner, len(different), words))
    return tuple(sorted(made, key=lambda one: (-one.times, one.locale, one.article))[:SHOWN])
