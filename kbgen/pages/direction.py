"""Isolates what runs the other way, so that names, numbers and signs read as the writer put them.

In right-to-left text the bidirectional algorithm (Unicode Standard Annex 9) moves the signs of a Latin name and turns the
groups of a telephone number around. Each such run, found by `kbgen.language.runs`, gets a `<bdi>`; inline code is always left
to right. `isolate` works on the tree of one article in place, `isolated` on the titles and other plain texts that templates
show.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from kbgen.language.runs import BACKWARD, CORE, is_overridden, runs

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

# Inline code of up to so many characters stays on one line. At 360 px a line holds 33 of them; of a table's two columns the
# one that explains needs its half.
LONGEST_WHOLE, LONGEST_IN_TABLE = 24, 12
# What stands right after longer code and stays in its line; the blocks in which such code is a block of its own.
SIGNS = re.compile(r"[.,;:!?،؛؟…)\]»”’]+")
HOLD_LONG = frozenset({"p", "li", "dd"})
# In longer code: a word with a hyphen, from one sign behind which a line may end to the next.
HYPHENATED = re.compile(r"(?<![^\s/|])[^\s/|]*-[^\s/|]*")
BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary"})
INLINE = frozenset(
    {"a", "abbr", "b", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "q", "s", "small"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"}
)
LINES = BLOCKS | INLINE
FRAMES = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})  # no text of their own
CODE = frozenset({"code", "kbd", "samp"})
OPAQUE = CODE | {"pre", "bdi", "bdo", "script", "style", "video"}
# How children count in the line of text that runs are looked for in: code as a word; what has right-to-left letters as one of
# these; a picture or the end of a line as a mark beside which runs end; what is no part of the sentence as a letter of its own.
WORD, OPPOSITE, MARK, OTHER = "xx", "\u0640", " \u200f ", " \u0640 "
MARKS = frozenset({"br", "img", "wbr"})
STASHED = re.compile("\x02[^\x02\x03]*\x03")  # where Python-Markdown puts back what it has set aside
DEEPEST = 8  # elements within elements that are read as one line
# Where a piece of a line begins, and which child it is, or, if so said, the text behind it (-1: before the first).
Piece = tuple[int, int, bool]


def isolate(root: Element, article: Article) -> None:
    """Isolate the foreign runs of right-to-left articles; in all, inline code runs from left to right, and what is too long for
    one line is marked, with the options in it kept whole."""
    codes = list(root.iter("code"))
    if codes:
        in_tables = {code for table in root.iter("table") for code in table.iter("code")}
        for code in codes:
            _keep_whole(code, code in in_tables)
    if article.language.direction == "rtl":
        _walk(root)
    elif "rtl" in article.markdown:
        for part in _backward_parts(root):
            _walk(part)
    if any("kb-long" in code.get("class", "") for code in codes):
        _keep_signs(root)


def _backward_parts(root: Element) -> Iterator[Element]:
    """The outermost elements that say `dir="rtl"` in an article that runs from left to right."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("dir") == "rtl":
            yield element
        else:
            waiting.extend(element)


def _walk(root: Element) -> None:
    # Not by recursion: elements may be nested more deeply than Python's calls.
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not len(element):
            if element.text and CORE.search(element.text) and not _is_opaque(element):
                _isolate_in(element, element.text)
        elif not _is_opaque(element):
            children = list(element)
            runs_here = element.tag not in FRAMES and _holds_runs(element, children)
            waiting += _isolate_around(element, children) if runs_here else children


def _is_opaque(element: Element) -> bool:
    return element.tag in OPAQUE or not isinstance(element.tag, str) or element.get("dir") == "ltr"


def isolated(text: str, direction: str) -> str:
    """`text` for a place of `direction`: unchanged, or markup with its foreign runs in `<bdi>` and the rest escaped."""
    # A plain string: markup that equals a text must not stand for it in the cache.
    return _isolated(str(text)) if direction == "rtl" and CORE.search(text) else text


# A title stands on the pages of its neighbours too; a kept answer takes 0.1 µs, a new one 10 µs.
@lru_cache(maxsize=16384)
def _isolated(text: str) -> str:
    parts, at = [], 0
    for start, end in runs(text):
        tag = Markup('<bdo dir="ltr">{}</bdo>') if is_overridden(text[start:end]) else Markup("<bdi>{}</bdi>")
        parts += [escape(text[at:start]), tag.format(text[start:end])]
        at = end
    return Markup("").join([*parts, escape(text[at:])]) if parts else text


def _keep_whole(code: Element, in_table: bool) -> None:
    """Set the direction of inline code, and let lines end inside it only where it is long, and not inside an option."""
    code.set("dir", "ltr")
    text = "".join(code.itertext())
    if len(text) <= (LONGEST_IN_TABLE if in_table else LONGEST_WHOLE):
        return
    code.set("class", f"{code.get('class', '')} kb-long".lstrip())
    if len(code) or "-" not in text:
        return
    at = 0
    for found in HYPHENATED.finditer(text):
        if len(found[0]) > LONGEST_WHOLE or (in_table and not found[0].startswith("-")):
            continue
        _append(code, text[at : found.start()])
        option = Element("span", {"class": "kb-whole"})
        option.text = found[0]
        code.append(option)
        at = found.end()
    if at:
        code[-1].tail = text[at:]


def _keep_signs(root: Element) -> None:
    """Keep a full stop in the line of the long code before it: a browser breaks lines around a block, whatever comes then."""
    for block in [each for each in root.iter() if each.tag in HOLD_LONG]:
        for at, code in enumerate(block):
            signs = SIGNS.match(code.tail or "") if code.tag == "code" and "kb-long" in code.get("class", "") else None
            if signs:
                kept = Element("span", {"class": "kb-unbroken"})
                kept.tail, code.tail = signs.string[signs.end() :], signs[0]
                block[at] = kept
                kept.append(code)


def _append(code: Element, text: str) -> None:
    if len(code):
        code[-1].tail = text
    else:
        code.text = text


def _isolate_in(element: Element, text: str) -> None:
    """Isolate the runs of `text`, which is all that `element` holds."""
    if "\x02" in text:
        return
    found = runs(text, element.tag in BLOCKS or element.tag == "a")
    if found and element.tag == "a" and not BACKWARD.search(text):
        # A link that is foreign throughout is one run, its last mark included.
        element.set("dir", "ltr")
        return
    for start, end in reversed(found):
        run = _run(text[start:end])
        run.text, run.tail, text = text[start:end], text[end:], text[:start]
        element.insert(0, run)
    element.text = text


def _run(text: str) -> Element:
    return Element("bdo", {"dir": "ltr"}) if is_overridden(text) else Element("bdi")


def _isolate_around(element: Element, children: list[Element]) -> list[Element]:
    """Isolate the runs of the line of text that `element` holds; returns the children that hold lines of their own."""
    tag = element.tag
    line, pieces = _line(element, children)
    if "\x02" in line:
        line = STASHED.sub(lambda mark: OPPOSITE * len(mark[0]), line)
    found = runs(line, tag in BLOCKS or tag == "a")
    if not found:
        return children
    if tag == "a" and not BACKWARD.search(line):
        # A link that is foreign throughout is one run, its last mark included.
        element.set("dir", "ltr")
        return []
    starts = [piece[0] for piece in pieces]
    inside: set[int] = set()
    for start, end, first, last in reversed(_over_whole_children(found, pieces, starts)):
        if first == last and not first[2]:
            # Code is isolated already; of another child it is for itself to say, where something else stands beside it.
            child = children[first[1]]
            if child.tag not in INLINE or child.tag == "a" or BACKWARD.search(line):
                continue
        _wrap(element, first, last, start, end)
        inside.update(range(first[1] + first[2], last[1] + 1))
    return [child for place, child in enumerate(children) if place not in inside]


def _holds_runs(element: Element, children: list[Element]) -> bool:
    """Whether runs may stand in the line of `element`, beside or around its children: a look that spares most lines the rest."""
    texts = [text for text in (element.text, *[child.tail for child in children]) if text]
    for text in texts:
        if CORE.search(text):
            return True
    if element.tag not in LINES:
        return False
    return sum(child.tag in CODE for child in children) > 1 or not any(map(BACKWARD.search, texts))


def _line(element: Element, children: list[Element]) -> tuple[str, list[Piece]]:
    """What a reader sees in one line of text, and which part of it is which text or child."""
    parts = [element.text or ""]
    pieces: list[Piece] = [(0, -1, True)]
    at = len(parts[0])
    for place, child in enumerate(children):
        for part, is_text in ((_seen(child), False), (child.tail or "", True)):
            pieces.append((at, place, is_text))
            parts.append(part)
            at += len(part)
    return "".join(parts), pieces


def _seen(child: Element, depth: int = 0) -> str:
    """How `child` counts in the line around it."""
    tag, name = child.tag, child.get("class")
    if tag in CODE or name == "keys":
        return WORD
    if tag in MARKS:
        return MARK
    if tag not in INLINE or depth == DEEPEST:
        return OTHER
    if name == "kb-anchor":
        return ""
    if name == "footnote-ref":
        return OTHER
    text = child.text or ""
    if child.get("dir") or "\x02" in text or BACKWARD.search(text):
        return OPPOSITE
    if len(child):
        text += "".join(_seen(inner, depth + 1) + (inner.tail or "") for inner in child)
        if BACKWARD.search(text):
            return OPPOSITE
    return text


def _over_whole_children(
    found: list[tuple[int, int]], pieces: list[Piece], starts: list[int]
) -> list[tuple[int, int, Piece, Piece]]:
    """The runs with the pieces that they begin and end in. A child stands inside or outside, never in two halves."""
    whole: list[tuple[int, int, Piece, Piece]] = []
    for start, end in found:
        first, last = pieces[bisect_right(starts, start) - 1], pieces[bisect_right(starts, end - 1) - 1]
        if whole and not first[2] and first == whole[-1][3]:
            # The run before ends in the same child.
            start, _, first, _ = whole.pop()
        whole.append((start, end, first, last))
    return whole


def _wrap(element: Element, first: Piece, last: Piece, start: int, end: int) -> None:
    """Put what stands from `start` in the piece `first` to `end` in the piece `last` into an element of its own."""
    begins, ends = first[1] + first[2], last[1] + 1
    moved = element[begins:ends]
    text = _text_of(element, first) if first[2] else ""
    before, inside = text[: start - first[0]], text[start - first[0] :]
    if not last[2]:
        behind, moved[-1].tail = moved[-1].tail or "", None
    elif moved:
        tail = moved[-1].tail or ""
        moved[-1].tail, behind = tail[: end - last[0]], tail[end - last[0] :]
    else:
        inside, behind = inside[: end - start], inside[end - start :]
    run = _run(inside + "".join("".join(child.itertext()) + (child.tail or "") for child in moved))
    run.text, run.tail = inside, behind
    run.extend(moved)
    element[begins:ends] = [run]
    if first[2]:
        if first[1] < 0:
            element.text = before
        else:
            element[first[1]].tail = before


def _text_of(element: Element, piece: Piece) -> str:
    return (element.text if piece[1] < 0 else element[piece[1]].tail) or ""
