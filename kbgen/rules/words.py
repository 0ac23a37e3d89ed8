"""The words of an article, with everything that is no prose blanked, each word in its place.

Receives Markdown; returns text of the same length, so that an offset in it is an offset in the file. Blocks of code are blank;
code, addresses, HTML and attribute lists within a line become signs that are no letters and no spaces, so that what stands
before and after them keeps its distance. `Lines` turns offsets into lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kbgen.language.tables.units import count_words
from kbgen.markup.without_code import without_fences

# Stands for what was taken out of a line.
GAP = "\ufffc"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Each with a sign that the text has to hold somewhere.
_NO_PROSE = (
    ("`", re.compile(r"(?<![`\\])(`+)(?!`)[^`\n]*(?:(?!(?<!`)\1(?!`))`+[^`\n]*)*(?<!`)\1(?!`)")),
    # The target of a link or picture, with its title; then that of a definition.
    # The bracket before it is found along with it, by which the expression finds its place quickly, and stays.
    ("](", re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[^\n]*", re.MULTILINE)),
    ("<", re.compile(r"</?[a-zA-Z][^<>\n]*>|<(?:https?|mailto):[^<>\s]*>")),
    ("{", re.compile(r"\{[:#.%][^{}\n]*\}|\{\{[^{}\n]*\}\}|\{[ ]*[\w-]+=[^{}\n]*\}")),
    ("://", re.compile(r"\bhttps?://[^\s)\]]+")),
    ("www.", re.compile(r"\bwww\.[^\s)\]]+")),
    ("@", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+\w")),
)
_VISIBLE = re.compile(r"[^\n]")
# What stands between blank lines and is no paragraph: headings, tables, marks of blocks.
_NOT_TEXT = re.compile(r"\s*(?:#|\||[-*_=]{3,}|!!!|\?\?\?|===|\*\[|\[\^|:[ ]*-)")
_ITEM = re.compile(r"^[ \t]*(?:>[ ]?)*(?:[-*+]|[0-9]+[.)]|:)[ \t]+", re.MULTILINE)
# What ends a sentence in any of our scripts, with what may close a quotation behind it; Chinese and Japanese put no space.
_STOP = re.compile(r"[.!?؟۔…]+[\"'»”)\]*_]*(?=\s|$)|[。！？]")
_LINE_END = re.compile("\n")
_LONGEST = 80  # characters of an opening


def prose_of(body: str) -> str:
    """`body` with everything but its prose blanked, of the same length."""
    text = without_fences(body)
    if "<!--" in text:
        # Behind the last end of a comment none begins: each would be looked for to the end of the text.
        end = text.rfind("-->") + 3
        text = _COMMENT.sub(lambda match: _VISIBLE.sub(" ", match[0]), text[:end]) + text[end:]
    for sign, pattern in _NO_PROSE:
        # Looking for a sign takes a hundredth of the time that a pattern takes, and few texts have all of them.
        if sign in text:
            text = pattern.sub(_gap, text)
    return text


def _gap(match: re.Match[str]) -> str:
    before = "]" if match[0].startswith("](") else ""
    return before + "\n".join([GAP * len(line) for line in match[0][len(before) :].split("\n")])


class Lines:
    """The line of each offset of a text, counted from `first`."""

    def __init__(self, text: str, first: int) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._first = first

    def at(self, offset: int) -> int:
        """The line on which `offset` lies."""
        return self._first + bisect_right(self._starts, offset) - 1


@dataclass(frozen=True, slots=True)
class ProseSpan:
    """A piece of prose: where it starts, and how many words it has."""

    start: int
    words: int
    opening: str


def paragraphs(prose: str) -> Iterator[tuple[int, str]]:
    """Each paragraph and each list item with its offset; headings, tables and the like are none."""
    start = 0
    for block in re.split(r"(\n[ \t]*\n)", prose):
        if block.strip() and not _NOT_TEXT.match(block):
            cuts = [0, *(match.start() for match in _ITEM.finditer(block) if match.start()), len(block)]
            for begin, end in pairwise(cuts):
                piece = block[begin:end]
                mark = _ITEM.match(piece)
                skip = mark.end() if mark else len(piece) - len(piece.lstrip())
                if piece[skip:].strip():
                    yield start + begin + skip, piece[skip:]
        start += len(block)


def sentences(paragraph: str) -> Iterator[ProseSpan]:
    """The sentences of a paragraph; offsets count from its start."""
    begin = 0
    for end in [*(match.end() for match in _STOP.finditer(paragraph)), len(paragraph)]:
        sentence = paragraph[begin:end]
        words = count_words(sentence)
        if words:
            yield ProseSpan(begin + len(sentence) - len(sentence.lstrip()), words, opening(sentence))
        begin = end


def opening(text: str, most: int = 6) -> str:
    """The first words of `text`, to find it again."""
    words = text.split()
    shown = " ".join(words[:most])
    if len(shown) > _LONGEST:  # a script without spaces
        return shown[:_LONGEST] + "…"
    return shown + (" …" if len(words) > most else "")
