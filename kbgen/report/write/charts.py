"""Charts as SVG, drawn by pygal, coloured by the page's own style sheet so that they follow light, dark and print.

Receives numbers and labels already in the reader's language; returns markup. The drawing runs from left to right; on a
page that runs from right to left the style sheet turns it round, and its labels back again, so that time runs as the text does.
The same numbers give the same bytes: pygal's random names and dates are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pygal  # type: ignore[import-untyped]  # it carries no types
from markupsafe import Markup, escape
from pygal.style import Style  # type: ignore[import-untyped]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAME = re.compile(r'id="chart-[0-9a-f-]+"')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
# pygal animates its charts with scripts and shows values in boxes for them; without scripts they are only weight.
_HIDDEN = re.compile(r'<desc class="(?:x|y)[^"]*">.*?</desc>|<defs>.*?</defs>|<script[^>]*>.*?</script>', re.DOTALL)
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="currentColor",
    foreground_strong="currentColor",
    foreground_subtle="currentColor",
    font_family="inherit",
    label_font_size=20,
    major_label_font_size=20,
    colors=("#0b6b74", "#b3541e", "#5b4b8a"),
)


def lines(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    written: Callable[[float], str],
    top: float | None = None,
) -> Markup:
    """A line chart; `written` writes a value of its axis, `top` is the end of the axis where it is known."""
    chart = pygal.Line(
        style=_STYLE,
        js=[],
        css=[],
        width=640,
        height=240,
        show_legend=False,
        show_dots=len(labels) < 40,
        dots_size=3,
        margin=8,
        min_scale=3,
        max_scale=4,
        range=(0, top) if top else None,
        include_x_axis=True,
        x_labels_major_count=4,
        show_minor_x_labels=False,
        truncate_label=-1,
        value_formatter=written,
        pretty_print=False,
    )
    chart.x_labels = list(labels)
    for name, values in series:
        chart.add(name, list(values), allow_interruptions=True)
    return _clean(chart.render(is_unicode=True, disable_xml_declaration=True), title)


def spark(title: str, values: Sequence[float]) -> Markup:
    """A line the size of a word."""
    chart = pygal.Line(
        style=_STYLE, js=[], css=[], show_dots=False, range=(0, max([*values, 1])), margin=2, pretty_print=False, show_legend=False
    )
    chart.add("", list(values))
    return _clean(chart.render_sparkline(is_unicode=True, disable_xml_declaration=True, width=120, height=28), title)


def _clean(svg: str, title: str) -> Markup:
    svg = _HIDDEN.sub("", _COMMENT.sub("", svg))
    svg = _TITLE.sub("", svg)
    # The picture speaks as a whole; its numbers stand in the table beside it.
    return Markup(_NAME.sub(f'role="img" aria-label="{escape(title)}"', svg, count=1))
