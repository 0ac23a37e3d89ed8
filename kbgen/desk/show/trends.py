"""The figures of a period, beside those of the one before, and how they went: tiles, charts and the tables behind them.

Receives figures and what the address asks; every figure is the report's own, of all readers or of some articles' readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kbgen.desk.read.knowledge import Figures, Shelf
from kbgen.desk.show import chart
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.selection import chosen
from kbgen.report.judge.significance import changed
from kbgen.report.read.period import DaySpan, day_of
from kbgen.report.read.totals import Day, Key
from kbgen.report.write.definitions import definitions
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.page import MEASURES, measures, tile_names, written

# Where days are few, each is a place of the chart; beyond, each week is.
MOST_DAYS = 45
# Titles that a note of what was published names.
TITLES = 3
GOOD = {"searches": 0, "found": 1, "helpful": 1, "effort": 1, "contact": -1, "readers": 0, "nothing": -1, "visits": 0}
# What is known of some articles only.
OF_ARTICLES = ("visits", "helpful", "contact")


@dataclass(frozen=True)
class Tile:
    """One figure: its name and value, the one before, whether it went up (1) or down (-1), and whether that is good."""

    key: str
    name: str
    value: str
    before: str
    change: int
    direction: int


@dataclass(frozen=True)
class TrendRow:
    """One place of the charts, as its table says it; `raw` are the values for machines."""

    name: str
    span: DaySpan
    figures: tuple[str, ...]
    raw: tuple[float | None, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Trends:
    """See the module's text. `charts` are (title, drawing)."""

    tiles: tuple[Tile, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    charts: tuple[tuple[str, Markup], ...]
    rows: tuple[TrendRow, ...]


class Sums:
    """The figures of any days, of the readers that are asked about."""

    def __init__(self, figures: Figures, shelf: Shelf, asked: Asked, keys: Iterable[Key] | None = None) -> None:
        self._figures = figures
        self._locale = asked.locale
        self._keys = list(keys) if keys is not None else chosen(shelf, figures.tally.courses, asked) if asked.of_articles else None
        self.keys: tuple[str, ...] = MEASURES if self._keys is None else OF_ARTICLES

    def day(self, span: DaySpan) -> Day:
        """All of it as if it were one day."""
        if self._keys is not None:
            return self._figures.tally.of(self._keys, span)
        if not self._locale:
            return self._figures.report.sum(span.first, span.last)
        total = Day()
        for (day, locale), one in self._figures.report.days.items():
            if locale == self._locale and span.first <= day <= span.last:
                total.add(one)
        return total

    def values(self, span: DaySpan) -> dict[str, float | None]:
        """The figures by name."""
        day = self.day(span)
        return measures(day) | {"visits": float(day.visits)}


def trends(
    figures: Figures,
    shelf: Shelf,
    asked: Asked,
    voice: LocaleView,
    marks: Sequence[tuple[int, str]],
    keys: Iterable[Key] | None = None,
) -> Trends:
    """The figures of the period; of the articles `keys` only, where they are given."""
    sums = Sums(figures, shelf, asked, keys)
    names = names_of(voice)
    spans = spans_of(figures)
    notes = _notes(figures, shelf, asked, voice, marks, keys)
    rows = []
    for span in spans:
        values = sums.values(span)
        name = voice.day(span.first) if span.days == 1 else voice.day(span.last)
        said = tuple(text for day, text in notes if span.first <= day <= span.last)
        raw = tuple(values[key] for key in sums.keys)
        rows.append(TrendRow(name, span, tuple(_written(key, values[key], voice) for key in sums.keys), raw, said))
    drawings = []
    for place, key in enumerate(sums.keys):
        points = [chart.Point(voice.short_day(row.span.last), (row.raw[place],), row.notes) for row in rows]
        top = 1.0 if key in ("helpful", "found") else 5.0 if key == "effort" else None

        def told(value: float, key: str = key) -> str:
            return _written(key, value, voice)

        if any(row.raw[place] is not None for row in rows):
            drawings.append(
                (names[key], chart.lines(names[key], [names[key]], points, told, top=top, rtl=voice.direction == "rtl"))
            )
    return Trends(tiles(figures, sums, voice), tuple(names[key] for key in sums.keys), sums.keys, tuple(drawings), tuple(rows))


def tiles(figures: Figures, sums: Sums, voice: LocaleView) -> tuple[Tile, ...]:
    """The figures of the period beside those of the one before: counts only where that was recorded whole, shares where a week of
    it was, and told as changed only where chance alone would hardly do it."""
    period, names = figures.report.period, names_of(voice)
    span, before_span = DaySpan(period.first, period.last), period.before
    days, days_before = sums.day(span), sums.day(before_span)
    now, before = sums.values(span), sums.values(before_span)
    made = []
    for key in sums.keys:
        counted = key in ("searches", "readers", "visits")
        comparable = period.comparable if counted else period.shares_comparable
        value, old = now[key], before[key] if comparable else None
        text, text_before = _written(key, value, voice), _written(key, old, voice)
        same = value is None or old is None or text == text_before or not changed(_tested(key), *_days(key, days, days_before))
        change = 0 if same or value is None or old is None else (value > old) - (value < old)
        made.append(Tile(key, names[key], text, text_before, change, change * GOOD[key]))
    return tuple(made)


def names_of(voice: LocaleView) -> dict[str, str]:
    """What figures are called."""
    return tile_names(voice) | {"visits": voice.gettext("Visits that read an article")}


def meanings(voice: LocaleView) -> list[tuple[str, str, str]]:
    """What each figure means and where that comes from, in the report's words."""
    return [(one.name, one.meaning, one.source) for one in definitions(voice.gettext)]


def _tested(key: str) -> str:
    # Visits are counts, as readers are: the same test.
    return "readers" if key == "visits" else key


def _days(key: str, now: Day, before: Day) -> tuple[Day, Day]:
    if key != "visits":
        return now, before
    return Day(readers=now.visits), Day(readers=before.visits)


def _written(key: str, value: float | None, voice: LocaleView) -> str:
    return written("readers" if key == "visits" else key, value, voice)


def spans_of(figures: Figures) -> list[DaySpan]:
    """The places of the charts: the days of a short period, the weeks of a long one or, so that there is something to see, of the
    history behind a very short one."""
    period, first = figures.report.period, figures.report.first_day
    if first is None:
        return []
    if 14 <= period.days <= MOST_DAYS:
        return [DaySpan(day, day) for day in range(max(period.first, first), period.last + 1)]
    since = period.first if period.days > MOST_DAYS else period.last - 12 * 7
    weeks = [span for span in period.weeks(first) if not span.cut and span.last > since]
    return weeks or [DaySpan(day, day) for day in range(max(period.first, first), period.last + 1)]


def _notes(
    figures: Figures, shelf: Shelf, asked: Asked, voice: LocaleView, marks: Sequence[tuple[int, str]], keys: Iterable[Key] | None
) -> list[tuple[int, str]]:
    """What somebody noted, and what was published: articles by the day of their last edit."""
    text, count = voice.gettext, voice.count
    edited: dict[int, list[str]] = {}
    wanted = list(keys) if keys is not None else chosen(shelf, shelf.site.articles, asked)
    for key in wanted:
        facts = shelf.site.facts(*key)
        if facts.present and facts.edited is not None and facts.language in ("", facts.locale):
            edited.setdefault(facts.edited, []).append(facts.title)
    said = list(marks)
    for day, titles in edited.items():
        names = voice.locale.join(sorted(titles)[:TITLES])
        more = len(titles) - TITLES
        rest = " " + count("and {n} more", "and {n} more", more) if more > 0 else ""
        said.append((day, text("Published: {titles}").format(titles=names) + rest))
    return sorted(said)


def day_number(text: str) -> int | None:
    """The number of a day that a form names."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return day_of(found) if 2000 <= found.year <= 2100 else None
