r"""Notes, folds, tabs and boxes, rewritten as block quotes with a mark, so that a parser of CommonMark nests them in lists, quotes
and one another.

    !!! tip "Quicker"          > ###### ␂0␃ Quicker ␃
        Press a key.           > Press a key.

    ??? note                   :::warning[Mind]        === "Phone"
        A fold.                A box.                      A tab.
                               :::

Receives a text; returns it rewritten with the line that each line came from, and what each mark stands for. Whether a mark is a
note or stands in a block of code, only the parser knows: what it does not find at the head of a quote is told to `rewrite` as
`left_out`, and stays as it is. Blank lines stand around the contents of `<div markdown>` (Python-Markdown's `md_in_html`).
"""

from __future__ import annotations

import re
from collections.abc import Container as Holding
from collections.abc import Iterator
from typing import NamedTuple

from kbgen.markup.prepare.signs import signs_in

OPEN, CLOSE = "\x02", "\x03"
# Ends a quote where text follows without a blank line between; a processing instruction is no part of a page.
_END = "<?/?>"
# Nobody nests more, and each level reads its lines once more.
DEEPEST = 24
# `:::` and `!!!` share the names of notes: those of reStructuredText, Material, Docusaurus, Starlight, VitePress and GitHub.
NOTES = frozenset(
    {"abstract", "attention", "bug", "caution", "danger", "error", "example", "failure", "hint", "important", "info", "note"}
    | {"question", "quote", "success", "summary", "tip", "warning"}
)
FOLDS = frozenset({"details", "fold", "spoiler", "collapse", "accordion", "dropdown", "expand"})
_SIGNS = re.compile(r"!!!|\?\?\?|:::|===[ +!]|<[^<>\n]*\smarkdown")

_LEAD = r"(?P<lead>(?:[ >]|(?:[-*+]|\d{1,9}[.)])[ ])*)"
_WORDS = r"[\w-]+(?:[ ]+[\w-]+)*"
_NOTE = re.compile(
    rf'{_LEAD}(?:!!!|(?P<fold>\?\?\?)(?P<open>\+)?)[ ]*(?:(?P<kinds>{_WORDS})(?:[ ]+"(?P<title>.*)")?|"(?P<only>.*)")[ ]*$'
)
_TAB = re.compile(rf'{_LEAD}===(?P<how>[+!]*)[ ]+(?:"(?P<title>.*)"|\'(?P<single>.*)\')[ ]*$')
_BOX = re.compile(
    rf"{_LEAD}(?P<colons>:{{3,}})[ ]*(?:\{{\.?(?:callout-)?(?P<braced>[\w-]+)[^}}]*\}}|(?P<name>[a-zA-Z][\w-]*))"
    r"(?:\[(?P<label>.*)\])?(?:\{[^}]*\})?(?:[ ]+(?P<words>.*))?$"
)
_BOX_END = re.compile(r"(?P<lead>[ >]*)(?P<colons>:{3,})[ ]*$")
# Signs of other programs (`:::image source="…":::`) are no boxes: nothing closes them.
_CLOSED = re.compile(r"\n[ >]*:{3,}[ ]*(?:\n|\Z)")
_BOX_TITLE = re.compile(r"""\{[^}]*\btitle=(?:"([^"]*)"|'([^']*)')""")
_HTML = re.compile(
    rf"{_LEAD}(?P<start><(?P<tag>[a-zA-Z][\w-]*)(?=[^<>]*\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?[\s>])[^<>]*>)"
    r"(?P<rest>.*)$"
)
_MARKDOWN = re.compile(r"\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?(?=[\s>])")
_MARKER = re.compile(r"[-*+]|\d+[.)]")


class Mark(NamedTuple):
    """What a mark stands for: `kind` is `note`, `fold`, `tab`, `box` or `html`, `classes` its names, `title` one of its own.

    `open` is for folds that start unfolded and tabs that start in front, `first` for a tab that begins a new row of tabs. `line` is
    that of the text, counted from 0, and `empty` says that nothing stands in it.
    """

    kind: str
    classes: str
    title: str | None
    line: int
    open: bool = False
    first: bool = False
    empty: bool = False


class Rewritten(NamedTuple):
    """The new text; `lines` gives the line that each of its lines came from, or is None where all stand where they stood."""

    text: str
    marks: tuple[Mark, ...] = ()
    lines: tuple[int, ...] | None = None


class _Line(NamedTuple):
    number: int
    text: str


def rewrite(text: str, left_out: Holding[int] = frozenset()) -> Rewritten:
    """`text` with all notes, folds, tabs and boxes rewritten, but those that open on a line among `left_out`."""
    if not _may_hold_any(text):
        return Rewritten(text)
    marks: list[Mark] = []
    lines = [_Line(number, line) for number, line in enumerate(text.split("\n"))]
    written = list(_Rewriting(marks, left_out, 3 * len(lines) + 100_000).lines(lines, 0))
    if not marks and len(written) == len(lines):
        return Rewritten(text)
    inserted = len(written) != len(lines)
    return Rewritten(
        "\n".join([line.text for line in written]), tuple(marks), tuple(line.number for line in written) if inserted else None
    )


def _may_hold_any(text: str) -> bool:
    """Whether looking at each line of `text` is worth the while."""
    signs = signs_in(text)
    if "!!!" in signs or "???" in signs or "===" in signs or ("<" in signs and "markdown" in text):
        return _SIGNS.search(text) is not None
    return ":::" in signs and _CLOSED.search(text) is not None


def _without_tabs(line: str) -> str:
    if "\t" not in line:
        return line
    text = line.lstrip(" \t>")
    return line[: len(line) - len(text)].expandtabs(4) + text


class _Rewriting:
    def __init__(self, marks: list[Mark], left_out: Holding[int], patience: int) -> None:
        self._marks = marks
        # So many lines are looked at for the ends of boxes that have none; a text of a megabyte could begin 200,000.
        self._patience = patience
        self._left_out = left_out

    def lines(self, lines: list[_Line], depth: int) -> Iterator[_Line]:
        at = 0
        while at < len(lines):
            line = lines[at]
            text = line.text
            # Tabs stay wherever no indentation has to be taken away: code may need them.
            if not _SIGNS.search(text) or line.number in self._left_out or depth >= DEEPEST:
                yield line
                at += 1
                continue
            text = _without_tabs(text)
            if (found := _NOTE.match(text) or _TAB.match(text)) is not None:
                end, inner = _indented(lines, at + 1, _continued(found["lead"]))
            elif (found := _BOX.match(text)) is not None and (fenced := self._fenced(lines, at, found)) is not None:
                end, inner = fenced
            else:
                html = _HTML.match(text)
                yield from self._html(html, line, lines[at + 1 : at + 2]) if html else (line,)
                at += 1
                continue
            boxed = found.re is _BOX
            yield from self._quote(found, line, inner, depth)
            lead = _continued(found["lead"])
            if boxed:
                # The line that closes the box is there anyway.
                yield _Line(lines[end - 1].number, lead + _END)
            elif end < len(lines) and lines[end].text.strip():
                yield _Line(lines[end - 1].number, lead + _END)
            at = end

    def _fenced(self, lines: list[_Line], start: int, found: re.Match[str]) -> tuple[int, list[_Line]] | None:
        """Where the box that opens at `start` ends, behind the line that closes it, and what is in it; None where nothing does."""
        if self._patience < 0:
            return None
        lead, length = _continued(found["lead"]), len(found["colons"])
        inner: list[_Line] = []
        open_boxes = 0
        for place in range(start + 1, len(lines)):
            below = _below(_without_tabs(lines[place].text), lead)
            if below is None:
                if lines[place].text.strip():
                    break
                below = ""
            if ":::" in below:
                ended, opened = _BOX_END.match(below), _BOX.match(below)
                if ended and len(ended["colons"]) == length and not ended["lead"].strip():
                    if not open_boxes:
                        return place + 1, inner
                    open_boxes -= 1
                elif opened and len(opened["colons"]) == length:
                    open_boxes += 1
            inner.append(_Line(lines[place].number, below))
        self._patience -= len(inner)
        return None

    def _quote(self, found: re.Match[str], line: _Line, inner: list[_Line], depth: int) -> Iterator[_Line]:
        mark = _mark(found, line.number, empty=not any(each.text.strip() for each in inner))
        number = len(self._marks)
        self._marks.append(mark)
        yield _Line(line.number, f"{found['lead']}> ###### {OPEN}{number}{CLOSE} {mark.title or ''} {CLOSE}")
        lead = _continued(found["lead"])
        for each in self.lines(inner, depth + 1):
            yield _Line(each.number, f"{lead}> {each.text}" if each.text else f"{lead}>")

    def _html(self, found: re.Match[str], line: _Line, following: list[_Line]) -> Iterator[_Line]:
        lead, rest = found["lead"], found["rest"]
        marked = f' markdown="{OPEN}{len(self._marks)}{CLOSE}"'
        self._marks.append(Mark("html", "", None, line.number))
        yield _Line(line.number, lead + _MARKDOWN.sub(marked, found["start"], count=1))
        lead = _continued(lead)
        end = f"</{found['tag']}>"
        if rest.strip():
            yield _Line(line.number, lead.rstrip(" "))
            if rest.rstrip().endswith(end):
                yield _Line(line.number, lead + rest.rstrip().removesuffix(end))
                yield _Line(line.number, lead.rstrip(" "))
                yield _Line(line.number, lead + end)
            else:
                yield _Line(line.number, lead + rest)
        elif following and following[0].text.strip(" >"):
            yield _Line(line.number, lead.rstrip(" "))


def _continued(lead: str) -> str:
    """What the lines below one that begins with `lead` begin with: the marker of a list is spaces there."""
    return _MARKER.sub(lambda marker: " " * len(marker[0]), lead)


def _below(text: str, lead: str) -> str | None:
    """`text` without `lead`, or None where it does not begin with it; the space behind the sign of a quote may be missing."""
    if text.startswith(lead):
        return text[len(lead) :]
    bare = lead.rstrip(" ")
    if text.rstrip(" ") == bare:
        return ""
    if ">" in lead and lead.endswith("> ") and text.startswith(bare):
        return text[len(bare) :]
    return None


def _indented(lines: list[_Line], start: int, lead: str) -> tuple[int, list[_Line]]:
    """Where the indented lines from `start` on end, and these without their indentation."""
    inner: list[_Line] = []
    width, end = 0, start
    for place in range(start, len(lines)):
        below = _below(_without_tabs(lines[place].text), lead)
        if below is None:
            if lines[place].text.strip():
                break
            below = ""
        words = below.lstrip(" ")
        if words:
            indent = len(below) - len(words)
            # Four spaces as a rule; where the very next line has two or three, that is meant too.
            width = width or (4 if indent >= 4 or place > start else indent)
            if indent < max(width, 2):
                break
            end = place + 1
        inner.append(_Line(lines[place].number, below[width:] if words else ""))
    return end, inner[: end - start]


def _mark(found: re.Match[str], line: int, *, empty: bool) -> Mark:
    if found.re is _TAB:
        title = found["title"] if found["title"] is not None else found["single"]
        return Mark("tab", "", title, line, "+" in found["how"], "!" in found["how"], empty)
    if found.re is _NOTE:
        kind = "fold" if found["fold"] else "note"
        title = found["title"] if found["title"] is not None else found["only"]
        return Mark(kind, (found["kinds"] or "").lower(), title, line, found["open"] is not None, empty=empty)
    name = (found["braced"] or found["name"]).lower()
    titled, words = _BOX_TITLE.search(found[0]), (found["words"] or "").strip()
    written = titled[1] or titled[2] if titled else "" if words.startswith("{") else words.strip("\"'")
    title = found["label"] or written or None
    kind = "note" if name in NOTES else "fold" if name in FOLDS else "box"
    return Mark(kind, "" if kind == "fold" else name, title, line, empty=empty)
