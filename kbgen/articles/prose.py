"""An article's Markdown as text: where its code stands, its headings and its first paragraph, without rendering it.

Receives a body; returns facts about it. Everything here takes time in proportion to the length of the body, whatever
it holds (a regular expression that looks ahead for a closing fence from every opening one would not).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

DESCRIPTION_LENGTH = 160
FIRST_PARAGRAPH_WITHIN = 5_000

# Python-Markdown and SuperFences take lines as code only if the opening line holds nothing unexpected.
_OPTION = r"""[ \t]+(?:[.#][\w-]+|(?:hl_lines|linenums|title)="[^"\n]*")"""
_FENCE = re.compile(
    rf"^(?P<prefix>[> \t]*)(?P<fence>`{{3,}}|~{{3,}})[ \t]*"
    rf"(?P<info>\{{[ \t]*\.?[\w#+-]+(?:{_OPTION})*[ \t]*\}}|\.?[\w#.+-]*(?:{_OPTION})*)[ \t]*$",
    re.MULTILINE,
)
# Inside an HTML block backticks are text, so that what stands between them is real.
_HTML_BLOCK = re.compile(
    r"^ {0,3}</?(?!(?:a|abbr|b|bdi|bdo|br|code|em|hr|i|img|kbd|mark|s|small|span|strong|sub|sup|u)\b|https?:|mailto:)[a-zA-Z!?]",
    re.MULTILINE,
)
_RUN = re.compile("`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(
    r"^(?P<marks>#{1,6})(?P<text>[^\n]*)$|^(?P<under>(?=[ \t>]*+[^\s>])[^\n]*+)\n(?P<line>=+|-+)[ \t]*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*([^}\n]*)\}[ ]*$")
_CLASS = re.compile(r"""(?:^|\s)(?:\.([\w-]+)|class="([^"]*)"|class=([\w-]+))""")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|$)|\n(?=[ ]{0,3}(?:[-*+]|[0-9]+[.)])[ \t])")
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|[0-9]+[.)])[ \t]+")
_NO_PARAGRAPH = re.compile(r"[ ]{4}|\t|[ ]{0,3}(?:\||<[^h]|!\[|!!!|\?\?\?|---|\*\*\*|___|\[[^\]\n]*\]:|\{)")
_MARKUP = (
    (re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]*)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z!][^>\n]*>"), ""),
    (re.compile(r"\{:?[^}\n]*\}"), ""),
    (re.compile(r"(?<!\\)(?:\*+|`+|~~|(?<!\w)_+|_+(?!\w))"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


class Heading(NamedTuple):
    """One heading: `line` counts from the body's first line as 0, `classes` are those of its attribute list."""

    level: int
    text: str
    line: int
    classes: tuple[str, ...]


# Of one article it is asked for by several, one after the other.
@lru_cache(maxsize=8)
def without_fences(body: str) -> str:
    """The body with every fenced block blanked; all other characters keep their places."""
    if "```" not in body and "~~~" not in body:
        return body
    lines = list(_FENCE.finditer(body))
    closing: dict[tuple[str, str], list[int]] = {}
    for place, line in enumerate(lines):
        if not line["info"]:
            closing.setdefault((line["prefix"], line["fence"]), []).append(place)
    pieces, done, place = [], 0, 0
    while place < len(lines):
        line = lines[place]
        ends = closing.get((line["prefix"], line["fence"]), [])
        after = bisect_right(ends, place)
        if after == len(ends):
            # A fence that nothing closes is ordinary text to Python-Markdown.
            place += 1
            continue
        end = lines[ends[after]].end()
        pieces += [body[done : line.start()], _blank(body[line.start() : end])]
        done, place = end, ends[after] + 1
    return "".join([*pieces, body[done:]])


@lru_cache(maxsize=8)
def without_code(body: str) -> str:
    """The body with fenced blocks and code spans blanked, and nothing blanked that could be anything but code.

    Spans count only where every line of their paragraph closes what it opens, and not after an HTML block has begun.
    """
    text = without_fences(body)
    if "`" not in text:
        return text
    html_block = _HTML_BLOCK.search(text)
    end = html_block.start() if html_block else len(text)
    pieces, done = [], 0
    for blank in [*_BLANK_LINE.finditer(text, 0, end), None]:
        stop = blank.end() if blank else end
        pieces.append(_without_spans(text[done:stop]))
        done = stop
    return "".join([*pieces, text[end:]])


def _blank(text: str) -> str:
    return "\n".join([" " * len(line) for line in text.split("\n")])


def _without_spans(paragraph: str) -> str:
    if "`" not in paragraph or "\\`" in paragraph:
        return paragraph
    lines = []
    for line in paragraph.split("\n"):
        runs = list(_RUN.finditer(line))
        pieces, done, place = [], 0, 0
        lengths: dict[int, list[int]] = {}
        for number, run in enumerate(runs):
            lengths.setdefault(len(run[0]), []).append(number)
        while place < len(runs):
            same = lengths[len(runs[place][0])]
            after = bisect_right(same, place)
            if after == len(same):
                return paragraph
            end = runs[same[after]].end()
            pieces += [line[done : runs[place].start()], " " * (end - runs[place].start())]
            done, place = end, same[after] + 1
        lines.append("".join([*pieces, line[done:]]))
    return "\n".join(lines)


def headings(body: str) -> Iterator[Heading]:
    """The headings outside code, in order."""
    text = without_fences(body)
    line, seen = 0, 0
    for match in _HEADING.finditer(text):
        line, seen = line + text.count("\n", seen, match.start()), match.start()
        title = match["text"] if match["marks"] else match["under"]
        level = len(match["marks"]) if match["marks"] else 1 if match["line"][0] == "=" else 2
        title = title.rstrip().rstrip("#") if match["marks"] else title
        attributes = _ATTRIBUTES.search(title)
        classes = (
            tuple(name for found in _CLASS.findall(attributes[1]) for part in found for name in part.split()) if attributes else ()
        )
        yield Heading(level, title.strip(), line, classes)


def first_heading(body: str) -> str:
    """The text of the first heading that has any, without its markup."""
    return next((text for heading in headings(body) if (text := plain(heading.text))), "")


def first_paragraph(body: str) -> str:
    """The text of the first paragraph, without markup; that of the first list item where there is no paragraph."""
    text = _HEADING.sub("\n", without_fences(body[:FIRST_PARAGRAPH_WITHIN])) + "\n"
    item, start = "", 0
    for end in _PARAGRAPH_END.finditer(text):
        block, start = text[start : end.start()].strip("\n"), end.end()
        if mark := _ITEM.match(block):
            item = item or plain(block[mark.end() :])
        elif not _NO_PARAGRAPH.match(block) and (words := plain(block)):
            return words
    return item


def plain(markdown: str) -> str:
    """A few lines of Markdown as words, for a title or description; what follows the first 1,000 characters is cut off."""
    text = markdown[:1000]
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return " ".join(html.unescape(text).split())


def cut(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """At most `length` characters of `text`, ending at a word where there are words."""
    if len(text) <= length:
        return text
    shortened = text[: length - 1]
    # Chinese, Japanese and Thai have no spaces to end at.
    words = shortened.rpartition(" ")[0] or shortened
    return words.rstrip(" ,;:،؛、，") + "…"
