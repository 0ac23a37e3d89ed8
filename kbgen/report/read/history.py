"""The days that a report reads: those that were rolled up as small rows, the newest from single votes and events.

Receives a snapshot and a period; gives each day once, whichever way it is kept. Where nothing was rolled up yet, all days come from
single events, day by day, so that memory holds one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kbgen.report.read.day import Day, DayBook
from kbgen.report.read.day_rows import Kept, read_row
from kbgen.report.read.kept_words import PART_BYTES, kept_words
from kbgen.report.read.period import Period
from kbgen.report.read.time_zone import Zone
from kbgen.report.read.totals import Tally
from kbgen.report.read.visits import LOOPED, devices, floods
from kbgen.store.store import Snapshot

# A visit that goes on over midnight belongs to the day in which it began; so long before and after a day its rows are looked for.
OVER_MIDNIGHT_MS = 2 * 3_600_000
# A collector that began within its first hour missed little of a day.
FIRST_HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Recorded:
    """What a database holds: the days that were rolled up, the zone that they are counted in (empty where none is decided), and the
    first moment of all, in milliseconds."""

    kept: tuple[Kept, ...]
    zone: str
    first_at: int | None

    @property
    def until(self) -> int:
        """From when on single votes and events have to be read."""
        return max((day.until for day in self.kept), default=0)


def recorded(snapshot: Snapshot) -> Recorded:
    """Look what there is, without counting it."""
    kept = tuple(Kept.of(row) for row in snapshot.read("rolled_all"))
    facts = dict(snapshot.read("facts_all").rows)
    _, first_at, _ = next(iter(snapshot.read("origin", now=2**62)))
    firsts = [moment for moment in (first_at, kept[0].first_at if kept else None) if moment is not None]
    return Recorded(kept, str(facts.get("zone", "")), min(firsts, default=None))


def settled(period: Period, known: Recorded) -> Period:
    """The period as the database allows: days before the first that was recorded whole are compared with nothing; today is told,
    and marked as a part of a day, only where there is nothing older."""
    if known.first_at is None:
        return period
    zone = Zone(period.zone)
    first = zone.day(known.first_at)
    whole = first if known.first_at - zone.start(first) < FIRST_HOUR_MS else first + 1
    today = zone.day(min(period.until, period.now or period.until))
    if first >= today > period.last:
        return replace(period, first=min(period.first, today), last=today, in_part=True, seen_from=whole)
    return replace(period, seen_from=whole)


def book(snapshot: Snapshot, since: int, until: int) -> DayBook:
    """The figures of one day, from the moment `since` to `until`, from its single votes and events."""
    wide = {"since": since - OVER_MIDNIGHT_MS, "until": until + OVER_MIDNIGHT_MS}
    busy = snapshot.read("busy_networks", since=since, until=until, most=LOOPED)
    flooded = frozenset(int(source) for source, searches, different in busy if floods(searches, different))
    joined = {int(visit): int(earlier) for visit, earlier in snapshot.read("visits_joined", **wide)}
    found = DayBook(flooded)
    for steps in devices(snapshot.read("journeys", **wide), joined):
        found.add(steps, since, until)
    found.close()
    suspects = next(iter(snapshot.read("suspects_between", since=since, until=until)))[0]
    found.left_out.suspects = int(suspects)
    found.left_out.simulated = bool(next(iter(snapshot.read("simulated_between", since=since, until=until)))[0])
    return found


def fill(tally: Tally, snapshot: Snapshot, known: Recorded) -> None:
    """Put all days of the tally's period, and of the history before it, into the tally."""
    period = tally.period
    for day in known.kept:
        if period.history <= day.day <= period.last:
            tally.note(day.day, day.left_out)
    compared = period.before.first
    words = kept_words(snapshot.read("daily_between", first=compared, last=period.last))
    for row in snapshot.read("daily_between", first=period.history, last=period.last):
        most = PART_BYTES if words is not None and row[0] < compared else 0
        day_number, locale, figures, articles, asked = read_row(row, words, most)
        tally.add(day_number, locale, figures, articles, asked)
    zone = Zone(period.zone)
    since = max(known.until, zone.start(period.history))
    for day_number in unrolled_days(snapshot, zone, since, zone.start(period.last + 1)):
        found = book(snapshot, max(zone.start(day_number), known.until), zone.start(day_number + 1))
        tally.note(day_number, found.left_out)
        for locale in found.locales():
            tally.add(
                day_number,
                locale,
                found.days.get(locale) or Day(),
                [(article, one) for (article, tag), one in found.articles.items() if tag == locale],
                found.asked.get(locale, {}).items(),
            )


def unrolled_days(snapshot: Snapshot, zone: Zone, since: int, before: int) -> Iterator[int]:
    """The days from the moment `since` on in which anything was recorded, and which were over at the moment `before`."""
    moment = since
    while True:
        (found,) = next(iter(snapshot.read("next_moment", since=moment)))
        if found is None or zone.start(zone.day(found) + 1) > before:
            return
        yield zone.day(found)
        moment = zone.start(zone.day(found) + 1)
