"""Lines over days as SVG: each point says its value, and what was published or noted on a day stands below it.

Receives numbers and texts already in the reader's language; returns markup without a style or script of its own. Time runs as the
text does: from right to left where the language is written so. Values are read by pointing at them, and stand in the table beside
it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 520, 210
START, END, TOP, BOTTOM = 54, 16, 12, 40
# Labels below the axis; more would touch on a phone.
LABELS = 4


@dataclass(frozen=True)
class Point:
    """One place of the time axis: how it is called, the value of each line (None of nothing), and what happened then."""

    label: str
    values: tuple[float | None, ...]
    notes: tuple[str, ...] = ()


def lines(
    title: str,
    names: Sequence[str],
    points: Sequence[Point],
    written: Callable[[float], str],
    *,
    top: float | None = None,
    rtl: bool = False,
) -> Markup:
    """A chart of one or two lines; `written` writes a value, `top` is the end of the axis where it is known."""
    known = [value for point in points for value in point.values if value is not None]
    end = top or nice(max(known, default=0))
    inner, tall = WIDTH - START - END, HEIGHT - TOP - BOTTOM

    def x(place: int) -> float:
        along = inner * (place / (len(points) - 1) if len(points) > 1 else 0.5)
        return round(WIDTH - START - along if rtl else START + along, 1)

    def y(value: float) -> float:
        return round(TOP + tall * (1 - value / end), 1)

    parts = [f'<svg class="lines" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">']
    edge, anchor = (WIDTH - START + 6, "start") if rtl else (START - 6, "end")
    for step in range(3):
        value = end * step / 2
        height = y(value)
        parts.append(f'<line class="grid" x1="{x(0)}" x2="{x(len(points) - 1)}" y1="{height}" y2="{height}"/>')
        parts.append(f'<text x="{edge}" y="{height + 4}" text-anchor="{anchor}">{escape(written(value))}</text>')
    every = max(1, math.ceil(len(points) / LABELS))
    for place in range(len(points) - 1, -1, -every):
        last = place == len(points) - 1
        side = "middle" if not last or len(points) == 1 else ("start" if rtl else "end")
        parts.append(f'<text x="{x(place)}" y="{HEIGHT - BOTTOM + 33}" text-anchor="{side}">{escape(points[place].label)}</text>')
    for place, point in enumerate(points):
        if point.notes:
            told = f"{point.label}: " + "; ".join(point.notes)
            parts.append(
                f'<g class="note"><line x1="{x(place)}" x2="{x(place)}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
                f'<circle cx="{x(place)}" cy="{HEIGHT - BOTTOM + 8}" r="5"/><title>{escape(told)}</title></g>'
            )
    for number, name in enumerate(names):
        run: list[str] = []
        for place, point in enumerate([*points, Point("", (None,) * len(names))]):
            measured = point.values[number]
            if measured is not None:
                run.append(f"{x(place)},{y(min(measured, end))}")
            elif run:
                parts.append(f'<polyline class="line-{number}" points="{" ".join(run)}"/>')
                run = []
        for place, point in enumerate(points):
            measured = point.values[number]
            if measured is not None:
                told = f"{point.label}: {written(measured)}" + (f" ({name})" if len(names) > 1 else "")
                parts.append(
                    f'<g class="point point-{number}"><circle cx="{x(place)}" cy="{y(min(measured, end))}" r="3"/>'
                    f'<circle class="near" cx="{x(place)}" cy="{y(min(measured, end))}" r="12"/><title>{escape(told)}</title></g>'
                )
    return Markup("".join([*parts, "</svg>"]))


def nice(value: float) -> float:
    """A round number at or above `value`, for the end of an axis."""
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 2, 4, 5, 6, 8, 10) if step * size >= value)


def interval(low: float, high: float, share: float, title: str) -> Markup:
    """Where a share may lie and where it was measured, as a bar the size of a word."""
    left, width, middle = (round(value * 100, 1) for value in (low, high - low, share))
    return Markup(
        f'<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(title)}">'
        f'<rect class="ground" width="100" height="10" rx="3"/>'
        f'<rect class="range" x="{left}" width="{max(width, 1)}" height="10" rx="3"/>'
        f'<rect class="share" x="{max(min(middle - 1, 98), 0)}" width="2" height="10"/><title>{escape(title)}</title></svg>'
    )


def spark(values: Sequence[float], title: str) -> Markup:
    """A line the size of a word."""
    most = max([*values, 1])
    step = 96 / max(len(values) - 1, 1)
    told = " ".join(f"{round(2 + place * step, 1)},{round(22 - 20 * value / most, 1)}" for place, value in enumerate(values))
    return Markup(
        f'<svg class="spark" viewBox="0 0 100 24" role="img" aria-label="{escape(title)}"><polyline points="{told}"/>'
        f"<title>{escape(title)}</title></svg>"
    )
