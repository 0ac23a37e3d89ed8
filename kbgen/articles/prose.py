"""Markdown as words, for titles and descriptions.

Receives a few lines or a text; returns text without markup. `kbgen.markup.outline` finds headings and paragraphs.
"""

from __future__ import annotations

import html
import re

DESCRIPTION_LENGTH = 160
# A line of a list, or a heading, that leads to a page; and one that only groups such lines.
_LEADS = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t].{0,999}(?:\]\(|\]\])")
_GROUPS = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|\s*(?:---+|\*\*\*+|<!--.*|\[//\].*)?\s*$")

_MARKUP = (
    (re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),
    (re.compile(r"\[([^\[\]\n]*)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z!][^<>\n]*>"), ""),
    (re.compile(r"\{:?[^{}\n]*\}"), ""),
    (re.compile(r"(?<!\\)(?:\*+|`+|~~|(?<!\w)_+|_+(?!\w))"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


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


def lists_pages(text: str) -> bool:
    """Whether a text is an order of pages (`SUMMARY.md` of GitBook and mdBook, `toc.md` of DocFX) and no article: hardly anything
    in it but lists or headings that lead to pages."""
    lines = text.splitlines()
    leads = sum(1 for line in lines if _LEADS.match(line))
    others = sum(1 for line in lines if not _GROUPS.match(line))
    return leads > others * 4 or not (leads or others)
