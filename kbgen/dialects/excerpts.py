"""A part of another file, as those who include it name it: lines, or what stands between two marks.

Receives the text of the file and what the place that includes it says; returns that part, without the marks. Pure.

Sources: mdBook (`file:2:10`, `file:name` with `ANCHOR: name`), PyMdown's snippets (`file:1:3`, `[start:name]`), VitePress and DocFX
(`#region name`, `// <name>`, `range="2-4,7-"`), mkdocs-include-markdown (`start` and `end` as they are written in the file).
"""

from __future__ import annotations

import re

# The name of a file and, behind it, which part of it: a drive's letter or a web address is none.
_PART = re.compile(r"(?P<file>[^\s:#?]+(?:\.\w+)?)(?::(?P<lines>\d*(?::\d*)?)|[:#](?P<name>[\w.-]+))?(?:\?.*)?")
# `a.cs#L3-L9`, `a.cs?name=part&highlight=2`, `a.cs?range=3-9`.
_DOCFX = re.compile(
    r"(?P<file>[^\s?#]+)(?:#L(?P<first>\d+)(?:-L?(?P<last>\d+))?|[?#](?:[^#\n]*&)?(?:name=(?P<name>[\w.-]+)|range=(?P<range>[\d,-]+))[^\n]*)"
)
_RANGE = re.compile(r"(?=[\d:-])(\d{0,7})([:-](\d{0,7}))?")
_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<words>[^\n{]*?)[ \t]*(?:\{#(?P<id>[\w-]+)\})?[ \t]*$")
_MARKS = (
    (r"ANCHOR:\s*{}\s*$", r"ANCHOR_END:\s*{}\s*$"),
    (r"-+8<-+\s*\[start:\s*{}\s*\]", r"-+8<-+\s*\[end:\s*{}\s*\]"),
    (r"#?\s*#?region\s+{}\s*(?:-->|\*/)?\s*$", r"#?\s*#?end\s*region\b"),
    (r"<{}>\s*(?:-->|\*/)?\s*$", r"</{}>\s*(?:-->|\*/)?\s*$"),
)
_ANY_MARK = re.compile(r"ANCHOR(?:_END)?:\s*[\w.-]+\s*$|-+8<-+\s*\[(?:start|end):[^\]]*\]")


def split(reference: str, *, code: bool = False) -> tuple[str, str]:
    """A file's name and the part of it that is meant, empty for all of it; in `code`, DocFX names lines and regions its own way."""
    if code and (named := _DOCFX.fullmatch(reference.strip())):
        last = f"-{named['last']}" if named["last"] else ""
        return named["file"], named["name"] or f"{named['first'] or named['range']}{last}"
    found = _PART.fullmatch(reference.strip())
    if found is None:
        return reference.strip(), ""
    return found["file"], found["lines"] or found["name"] or ""


def excerpt(text: str, part: str) -> str:
    """The `part` of `text`: `2:10`, `2-4,7-`, or the name of a region; all of it where there is no such part."""
    lines = text.split("\n")
    if part.strip(":") and re.fullmatch(r"[\d:, -]+", part):
        chosen: list[str] = []
        for found in _RANGE.finditer(part):
            first = int(found[1] or 1)
            last = int(found[3]) if found[3] else len(lines) if found[2] else first
            chosen += lines[max(0, first - 1) : last]
        return "\n".join(chosen)
    if part:
        for opens, closes in _MARKS:
            begins = _line_with(lines, opens.format(re.escape(part)), 0)
            if begins is not None:
                ends = _line_with(lines, closes.format(re.escape(part)), begins + 1)
                lines = lines[begins + 1 : ends]
                break
        else:
            lines = _under_heading(lines, part)
    return "\n".join(line for line in lines if _ANY_MARK.search(line) is None)


def _under_heading(lines: list[str], name: str) -> list[str]:
    """The heading that is called so, as addresses have it, with what stands under it; all lines where there is none."""
    for first, line in enumerate(lines):
        heading = _HEADING.match(line)
        if heading and (heading["id"] or re.sub(r"[^\w\- ]", "", heading["words"].strip().lower()).replace(" ", "-")) == name:
            last = next((at for at in range(first + 1, len(lines)) if _ends(lines[at], len(heading["level"]))), len(lines))
            return lines[first:last]
    return lines


def _ends(line: str, level: int) -> bool:
    heading = _HEADING.match(line)
    return heading is not None and len(heading["level"]) <= level


def between(text: str, start: str, end: str) -> str:
    """What stands between two texts; from the beginning, or to the end, where one is not named or not there."""
    first = text.find(start) + len(start) if start and start in text else 0
    last = text.find(end, first) if end else -1
    return text[first : last if last >= 0 else len(text)]


def _line_with(lines: list[str], pattern: str, first: int) -> int | None:
    mark = re.compile(pattern)
    return next((place for place in range(first, len(lines)) if mark.search(lines[place])), None)
