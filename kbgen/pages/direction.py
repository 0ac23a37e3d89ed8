"""Isolates what runs the other way, so that punctuation stays where the writer put it.

In right-to-left text a Latin product name or version next to punctuation lets the bidirectional algorithm move that
punctuation, and turn the groups of a telephone number around (Unicode Standard Annex 9). Each such run gets a `<bdi>`;
inline code is always left to right. `isolate` works on the tree of one article in place, `isolated` on the titles and other
plain texts that templates show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

# A run of Latin words with the signs that belong to names, versions, addresses and options (a hyphen behind a letter joins
# two scripts and stays outside), or a telephone number; marks of stashed code (\x02 … \x03) are never touched.
RUN = re.compile(
    r"(?<![\x02\w])(?:[.@#/~]|(?<![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc-])--?)?"
    r"[A-Za-z\u00c0-\u024f][\w.+#/@:&=%~'’-]*(?: +-{0,2}[A-Za-z0-9\u00c0-\u024f][\w.+#/@:&=%~'’-]*)*"
    r"|(?<![\w.+])\+?\d[\d ]{6,}\d",
    re.ASCII,
)
MAY_HOLD_RUNS = re.compile(r"[A-Za-z\u00c0-\u024f]|\d[\d ]{6}", re.ASCII)
# Inline code of up to so many characters stays on one line. At 360 px a line holds 33 of them; of a table's two columns the
# one that explains needs its half.
LONGEST_WHOLE, LONGEST_IN_TABLE = 24, 12
TRAILING = ".:,;'’"
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
OPAQUE: frozenset[str | None] = frozenset({None, "code", "pre", "kbd", "samp", "bdi", "script", "style", "video"})


def isolate(root: Element, article: Article) -> None:
    """Wrap Latin runs of right-to-left articles in `<bdi>`; in all, inline code runs from left to right, and what is too long
    for one line is marked."""
    in_tables = {code for table in root.iter("table") for code in table.iter("code")}
    for code in root.iter("code"):
        code.set("dir", "ltr")
        if len("".join(code.itertext())) > (LONGEST_IN_TABLE if code in in_tables else LONGEST_WHOLE):
            code.set("class", f"{code.get('class', '')} kb-long".lstrip())
    if article.language.direction == "rtl":
        for link in root.iter("a"):
            # A link that is Latin throughout is one run, its last mark included.
            text = "".join(link.itertext())
            if MAY_HOLD_RUNS.search(text) and RUN.search(text) and not RIGHT_TO_LEFT.search(text):
                link.set("dir", "ltr")
        _walk(root)


def isolated(text: str, direction: str) -> str:
    """`text` for a place of `direction`: unchanged, or markup with its Latin runs in `<bdi>` and the rest escaped."""
    # A plain string: markup that equals a text must not stand for it in the cache.
    return _isolated(str(text)) if direction == "rtl" and MAY_HOLD_RUNS.search(text) else text


# A title stands on the pages of its neighbours too; a kept answer takes 0.1 µs, a new one 10 µs.
@lru_cache(maxsize=16384)
def _isolated(text: str) -> str:
    if not RIGHT_TO_LEFT.search(text):
        # Latin throughout: one run, its last mark included.
        return Markup("<bdi>{}</bdi>").format(text)
    parts, at = [], 0
    for start, end in _runs(text):
        parts += [escape(text[at:start]), Markup("<bdi>{}</bdi>").format(text[start:end])]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where Latin runs begin and end in `text`."""
    if not MAY_HOLD_RUNS.search(text):
        return
    for match in RUN.finditer(text):
        found = match.group().rstrip(TRAILING)
        if found and not (match.start() and text[match.start() - 1] == "\x02"):
            yield match.start(), match.start() + len(found)


def _walk(element: Element) -> None:
    for index in range(len(element) - 1, -1, -1):
        child = element[index]
        if child.tag not in OPAQUE and child.get("dir") != "ltr":
            _walk(child)
        if child.tail:
            rest, runs = _split(child.tail)
            child.tail = rest
            for offset, run in enumerate(runs, 1):
                element.insert(index + offset, run)
    if element.text:
        element.text, runs = _split(element.text)
        for offset, run in enumerate(runs):
            element.insert(offset, run)


def _split(text: str) -> tuple[str, list[Element]]:
    """The text before the first run, and the runs as elements, each with the text behind it as its tail."""
    before, at = "", 0
    runs: list[Element] = []
    for start, end in _runs(text):
        between = text[at:start]
        if runs:
            runs[-1].tail = between
        else:
            before = between
        run = Element("bdi")
        run.text = text[start:end]
        runs.append(run)
        at = end
    if not runs:
        return text, runs
    runs[-1].tail = text[at:]
    return before, runs
