"""CommonMark lists, fences, alerts and strikes as Python-Markdown reads them.

Receives Markdown of a generator that follows CommonMark (Docusaurus, Starlight); returns Markdown in which what belongs
to a list item stands four spaces in, lists and tables stand apart from the paragraph before them, and fences carry only
options that kbgen knows. Pure; one pass over the lines.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})([^`\n]*)$")
_ITEM = re.compile(r"^([-*+]|\d{1,9}[.)])( +|$)(.*)$")
_ALERT = re.compile(r"^>\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$", re.IGNORECASE)
_ALERTS = {"note": "note", "tip": "tip", "important": "info", "warning": "warning", "caution": "danger"}
_INTERRUPTS = re.compile(r"#{1,6}\s|```|~~~|:::|<|>|\||---|\*\*\*|!\[|</")
_TITLE = re.compile(r"""title=(?:"([^"]*)"|'([^']*)')""")
_LINES = re.compile(r"\{([\d,\s-]+)\}")
_LANGUAGE = re.compile(r"[\w#+.-]+")
_BARE = re.compile(r"""(?<![\w(<"'=\]/:`])https?://[^\s<>()\]"'`]*[^\s<>()\]"'`.,;:!?*_]""")
_STRIKE = re.compile(r"~~(?=\S)([^~\n]+)(?<=\S)~~")


def fence_line(line: str) -> str:
    """A line that opens a fenced block, with language, title and marked lines in kbgen's words."""
    match = _FENCE.match(line)
    if not match or not match[3].strip():
        return line
    info = match[3].strip()
    language = _LANGUAGE.match(info)
    title, marked = _TITLE.search(info), _LINES.search(info)
    options = []
    if marked:
        options.append(f'hl_lines="{" ".join(part.strip() for part in marked[1].split(",") if part.strip())}"')
    if title and (name := title[1] or title[2]):
        options.append(f'title="{name}"')
    words = [language[0] if language else "text" if options else "", *options]
    return f"{match[1]}{match[2]}{' '.join(words)}"


class Fences:
    """Tells, line by line, what is inside a fenced block."""

    def __init__(self) -> None:
        self._open = ""

    def code(self, line: str) -> bool:
        """Whether `line` belongs to a block: its fences and everything between."""
        match = _FENCE.match(line)
        if self._open:
            if match and match[2].startswith(self._open) and not match[3].strip():
                self._open = ""
            return True
        if match:
            self._open = match[2]
            return True
        return False

    @property
    def opened(self) -> bool:
        """Whether a block is open after the line that was looked at last."""
        return bool(self._open)


def relisted(body: str) -> str:
    """The body with lists as Python-Markdown nests them, alerts as admonitions, and known fence options."""
    out: list[str] = []
    # For every open list item the column at which its text starts in the source.
    items: list[int] = []
    fences, fence_shift, alert = Fences(), (0, 0), False
    for line in body.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        rest = line[indent:]
        inside = fences.opened
        code = fences.code(line)
        if inside:
            old, new = fence_shift
            out.append(" " * (new + max(0, indent - old)) + rest if rest else "")
            continue
        if not rest:
            out.append("")
            alert = False
            continue
        if alert and rest.startswith(">"):
            out.append(f"    {rest[1:].removeprefix(' ')}".rstrip())
            continue
        alert = False
        # A line that continues a paragraph may start anywhere; anything else belongs to the items that it is indented for.
        lazy = bool(items) and bool(out) and bool(out[-1]) and not _ITEM.match(rest) and not _INTERRUPTS.match(rest) and not code
        if not lazy:
            while items and indent < items[-1]:
                items.pop()
        shift = 4 * len(items)
        own = max(0, indent - (items[-1] if items else 0)) if not lazy else 0
        item = _ITEM.match(rest)
        if code:
            fence_shift = (indent, shift + own)
            out.append(fence_line(" " * (shift + own) + rest))
        elif item and own < 4:
            if not items and out and out[-1] and not _is_item(out[-1]):
                out.append("")
            mark = item[1].replace(")", ".")
            width = len(item[1]) + (len(item[2]) if 0 < len(item[2]) < 5 and item[3] else 1)
            items.append(indent + width)
            out.append(f"{' ' * shift}{mark} {item[3]}".rstrip())
        elif not items and (kind := _ALERT.match(rest)):
            out += ["", f"!!! {_ALERTS[kind[1].lower()]}", ""]
            alert = True
        else:
            if not items and rest.startswith("|") and out and out[-1] and not out[-1].lstrip().startswith("|"):
                out.append("")
            out.append(" " * (shift + own) + rest)
    return "\n".join(out)


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line.lstrip(" "))) or line.startswith(" ")


def inline_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What CommonMark with GitHub's extensions reads in running text and Python-Markdown does not, with what to write."""
    return ((_STRIKE, r"<s>\1</s>"), (_BARE, r"<\g<0>>"))
