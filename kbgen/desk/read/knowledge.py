"""Everything that the desk knows, kept until it changes: figures of a span of days, comments, decisions.

Receives where database, site and settings are; answers from memory. Where a day was added, a site published or something decided
that figures depend on, they are counted anew beside whoever asks (`counting.py`). What is shown comes from roll-ups: a million
events are some hundred rows.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from kbgen import config
from kbgen.articles.git.renames import git_edits
from kbgen.config import Settings
from kbgen.desk.read.comments import CommentReader, Said
from kbgen.desk.read.content import Content, read_content
from kbgen.desk.read.counting import KEPT, Counting
from kbgen.desk.read.courses import DeskTally
from kbgen.desk.read.decisions import Decisions, read_decisions
from kbgen.errors import KbgenError
from kbgen.manifest import FILE
from kbgen.report.judge.figures import Report
from kbgen.report.judge.grouping.meaning import Meaning
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.goals_file import GOALS_FILE, load_goals
from kbgen.report.read.history import fill, recorded, settled
from kbgen.report.read.period import DAY_MS, Period, day_of, period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.time_zone import Zone, team_zone
from kbgen.report.read.totals import Key
from kbgen.report.read.wont_do import GAPS_FILE, load_wont_do
from kbgen.store.store import Snapshot, Store

# Days that are not rolled up yet are read again after so long.
UNROLLED_MS = 600_000
# How often it is looked whether there is something new to count.
WARM_SECONDS = 60.0


@dataclass(frozen=True)
class Span:
    """The days that somebody asks for: the last `days` whole ones, or those from `first` to `last`."""

    days: int = 30
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Figures:
    """A span of days, counted and judged; `behind` where newer figures are being counted, and these are of before."""

    report: Report
    tally: DeskTally
    behind: bool = False


@dataclass(frozen=True)
class Shelf:
    """The site as it stands: what a report knows of it, and what the writers' folder adds."""

    site: KnownSite
    content: Content


@dataclass
class Knowledge:
    """See the module's text. `store` is the collector's database, open for reading, `own` the desk's, open for writing; `now_ms` is
    the clock; `meaning` puts questions together by what they mean, too. Safe for several threads."""

    store: Store
    own: Store
    config_file: Path | None
    site_dir: Path | None
    now_ms: Callable[[], int]
    zone_name: str = ""
    meaning: Meaning | None = None
    counting: Counting[Figures] = field(default_factory=Counting)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _edits: tuple[Shelf, dict[Key, tuple[str, ...]]] | None = None
    _tallies: OrderedDict[Any, DeskTally] = field(default_factory=OrderedDict)
    _efforts: OrderedDict[Any, dict[Key, tuple[int, int]]] = field(default_factory=OrderedDict)
    _shelf: tuple[Any, Shelf] | None = None
    _said: tuple[Any, tuple[Said, ...]] | None = None
    _reader: CommentReader = field(default_factory=CommentReader)

    def decisions(self) -> Decisions:
        """What was decided, as of now."""
        with self.own.snapshot() as snapshot:
            return read_decisions(snapshot)

    def shelf(self) -> Shelf:
        """The site of now."""
        with self.store.snapshot() as snapshot:
            return self._shelf_of(snapshot)

    def zone(self) -> Zone:
        """The days that are counted in."""
        with self.store.snapshot() as snapshot:
            return self._zone(snapshot, self._shelf_of(snapshot).site.settings)

    def comments(self) -> tuple[Said, ...]:
        """All comments, newest first; today's too."""
        with self.store.snapshot() as snapshot:
            seen = tuple(next(iter(snapshot.read("desk_words_seen"))))
            with self._lock:
                if self._said is None or self._said[0] != seen:
                    self._said = (seen, self._reader.read(snapshot.read("desk_words")))
                return self._said[1]

    def figures(self, span: Span) -> Figures:
        """The figures of some days; those of before while newer ones are being counted."""
        found, behind = self.counting.find(span, self._wanted(span), lambda: self._built(span))
        return replace(found, behind=True) if behind else found

    def close(self) -> None:
        """Count no more."""
        self.counting.close()

    def _wanted(self, span: Span) -> tuple[Any, ...]:
        """What the figures of some days depend on, as of now."""
        with self.store.snapshot() as snapshot:
            shelf = self._shelf_of(snapshot)
            _, counted = self._asked(snapshot, span, shelf.site)
            return (counted, self.decisions().version, *self._files(shelf.site))

    def _asked(self, snapshot: Snapshot, span: Span, site: KnownSite) -> tuple[Period, tuple[Any, ...]]:
        """The days that are asked for, and what counting them depends on."""
        zone = self._zone(snapshot, site.settings)
        asked = self._period(span, zone, recorded(snapshot).first_at)
        return asked, (self._stamp(snapshot, zone), site.folder, id(site), asked.first, asked.last)

    def _files(self, site: KnownSite) -> tuple[Any, ...]:
        """What of the writers' files figures depend on: questions put off, goals."""
        if site.settings is None:
            return ()
        return (_stat(site.settings.content_dir / GAPS_FILE), _stat(site.settings.root / GOALS_FILE))

    def _built(self, span: Span) -> Figures:
        with self.store.snapshot() as snapshot:
            site = self._shelf_of(snapshot).site
            asked, counted = self._asked(snapshot, span, site)
            tally = self._tallies.get(counted) or self._count(snapshot, site, asked)
            _keep(self._tallies, counted, tally)
            return Figures(self._judge(snapshot, site, tally, self.decisions()), tally)

    def edits(self, shelf: Shelf, key: Key) -> tuple[str, ...]:
        """The days of an article's edits, as git and its page tell them; looked up once for each release."""
        settings, file = shelf.site.settings, shelf.content.files.get(key)
        if settings is None or file is None:
            return ()
        with self._lock:
            if self._edits is None or self._edits[0] is not shelf:
                self._edits = (shelf, {})
            known = self._edits[1]
        if key not in known:
            known[key] = git_edits(settings.content_dir, file)
        return known[key]

    def efforts(self, span: Period) -> dict[Key, tuple[int, int]]:
        """How easy readers of the period found it to get help, by the article that they told it at: scores, and their sum."""
        wanted = (span.first, span.last, span.zone, self.now_ms() // UNROLLED_MS)
        with self._lock:
            found = self._efforts.get(wanted)
        if found is None:
            zone = Zone(span.zone)
            with self.store.snapshot() as snapshot:
                rows = snapshot.read("desk_efforts", since=zone.start(span.first), until=zone.start(span.last + 1))
                found = {(article, locale): (int(scores), int(total)) for article, locale, scores, total in rows}
            with self._lock:
                _keep(self._efforts, wanted, found)
        return found

    def sent(self, first: int, last: int) -> dict[tuple[str, str], dict[str, int]]:
        """How often agents sent each article on, by what they sent."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        with self.own.snapshot() as snapshot:
            for article, locale, how, times in snapshot.read("desk_sends_between", first=first, last=last):
                found.setdefault((article, locale), {})[how] = int(times)
        return found

    def marks(self, first: int, last: int) -> list[tuple[int, str]]:
        """What somebody noted of a day."""
        with self.own.snapshot() as snapshot:
            return [(int(day), said) for day, said in snapshot.read("desk_marks_between", first=first, last=last)]

    def _period(self, span: Span, zone: Zone, first_at: int | None) -> Period:
        """The days that are asked for, but none before anything was recorded: memory grows with days."""
        now = self.now_ms()
        since, until = now - span.days * DAY_MS, now
        if span.first is not None and span.last is not None:
            since, until = zone.start(day_of(span.first)), zone.start(day_of(span.last) + 1)
        return period(min(max(since, now if first_at is None else first_at), until), until, zone.name, now)

    def _zone(self, snapshot: Snapshot, settings: Settings | None) -> Zone:
        facts = dict(snapshot.read("facts_all").rows)
        return Zone(str(facts.get("zone") or self.zone_name or team_zone(settings)))

    def _shelf_of(self, snapshot: Snapshot) -> Shelf:
        folder = self.site_dir
        stamp = (_stat(self.config_file), _stat(folder / FILE) if folder else None)
        with self._lock:
            if self._shelf is None or self._shelf[0] != stamp:
                settings = config.load(self.config_file) if self.config_file else None
                site = known_site(snapshot, settings, folder)
                self._shelf = (stamp, Shelf(site, read_content(settings)))
            return self._shelf[1]

    def _stamp(self, snapshot: Snapshot, zone: Zone) -> tuple[Any, ...]:
        """What figures of whole days depend on: the day that it is, and what is rolled up."""
        rolled = [tuple(row) for row in snapshot.read("rolled_all")]
        until = max((int(row[2]) for row in rolled), default=0)
        now = self.now_ms()
        (waiting,) = next(iter(snapshot.read("next_moment", since=until)))
        unrolled = waiting is not None and (waiting < zone.start(zone.day(now)) or not rolled)
        told = hashlib.blake2b(repr(rolled).encode(), digest_size=8).hexdigest()
        return (told, zone.name, zone.day(now), now // UNROLLED_MS if unrolled else 0)

    def _count(self, snapshot: Snapshot, site: KnownSite, asked: Period) -> DeskTally:
        known = recorded(snapshot)
        edited = {key: facts.edited for key, facts in site.articles.items() if facts.edited is not None}
        tally = DeskTally(settled(asked, known), edited)
        fill(tally, snapshot, known)
        return tally

    def _judge(self, snapshot: Snapshot, site: KnownSite, tally: DeskTally, decisions: Decisions) -> Report:
        tags = [locale.tag for locale in site.locales]
        put_off = load_wont_do(site.content_dir / GAPS_FILE, tags)[0] if site.content_dir else []
        goals = load_goals(site.settings)[0] if site.settings else []
        return study(
            snapshot,
            site,
            tally.period,
            put_off=put_off,
            meaning=self.meaning,
            tally=tally,
            corrections=decisions.corrections,
            goals=goals,
        )


def keep_warm(known: Knowledge, spans: Sequence[int], ended: threading.Event) -> None:
    """Count what most people look at before they do: at the start, after a day ended, after a release. Runs until `ended` is
    set."""
    while not ended.is_set():
        with contextlib.suppress(KbgenError):
            known.comments()
        for days in spans:
            # Whoever opens the page is told what is wrong; here it is tried again.
            with contextlib.suppress(KbgenError, CancelledError):
                if not ended.is_set():
                    known.figures(Span(days))
        ended.wait(WARM_SECONDS)


def _stat(path: Path | None) -> tuple[int, int] | None:
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (status.st_ino, status.st_mtime_ns) if status else None


def _keep(kept: OrderedDict[Any, Any], key: Any, value: Any) -> None:
    """Put at the end, and let go of what was not asked for longest."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > KEPT:
        kept.popitem(last=False)
