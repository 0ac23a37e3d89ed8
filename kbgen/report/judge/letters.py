"""What the letters of journeys led to: what was opened from each, and which questions of new customers remain.

Receives a tally, a snapshot and the site; returns figures. A visit that a letter began is told by the letter's name on its first
page; nothing leads to whoever got it. Words of searches expire, and the questions with them; the counts stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.manifest import MAIL
from kbgen.report.judge.figures import NewcomerQuestion, ScreenFigures
from kbgen.report.read.day import Day
from kbgen.report.read.period import Period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.time_zone import Zone
from kbgen.store.store import Snapshot


def letters(total: Day, site: KnownSite) -> tuple[ScreenFigures, ...]:
    """The letters of the site in their order, and those that were opened and are no more; `total` is the whole period."""
    opened = sorted(name.removeprefix(MAIL) for name in total.screens if name.startswith(MAIL))
    names = dict.fromkeys([*site.campaigns, *opened])
    return tuple(ScreenFigures(name, None, *total.screens.get(MAIL + name, (0, 0, 0))) for name in names)


def newcomers(snapshot: Snapshot, period: Period, total: Day, locales: Sequence[str]) -> tuple[NewcomerQuestion, ...]:
    """What people searched for in vain on a day on which a letter had brought them, most readers first; `total` is the period."""
    # To look for their visits passes over all events of the period: not where the days' figures know of no letter.
    if not any(name.startswith(MAIL) for name in total.screens):
        return ()
    zone = Zone(period.zone)
    span = {"since": zone.start(period.first), "until": zone.start(period.last + 1)}
    found = (NewcomerQuestion(*row) for row in snapshot.read("letter_searches", **span))
    return tuple(one for one in found if not locales or one.locale in locales)
