"""Blocks of code: what the line above one says, and the block coloured.

Receives the code and the words behind its fence; gives an element. Colours are Pygments', through classes that the theme has
rules for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.style import Style, StyleMeta
from pygments.util import ClassNotFound

from kbgen.markup.tree import verbatim

# Translations of an article have the same code as a rule, one after the other.
LATEST = 64
_OPTION = re.compile(r"""([a-zA-Z_][\w-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))""")
_LINES = re.compile(r"\{([\d,\s-]+)\}")
_NAME = re.compile(r"\{?[ \t]*\.?([^\s{}=,:\"']+)")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_ID, _CLASS = re.compile(r"(?:^|[\s{])#([\w:-]+)"), re.compile(r"[\s{]\.([\w-]+)")


class _NoRules(StyleMeta):  # type: ignore[misc]  # Pygments has no types
    def __iter__(cls) -> Iterator[Any]:
        return iter(())


class ClassesOnly(Style, metaclass=_NoRules):  # type: ignore[misc]  # Pygments has no types
    # The theme has its own style sheet, and deriving rules from a style for each block takes as long as colouring it.
    """Classes on the tokens, and no rules for them."""


class Fence(NamedTuple):
    """What the words behind a fence ask for; `lines` are the numbers of those to lift out, `first` is that of the first."""

    language: str = ""
    title: str = ""
    lines: str = ""
    first: int | None = None
    id: str = ""
    classes: str = ""


def fence(words: str) -> Fence:
    """What `words` ask for. What nobody here knows (`{twoslash}`, `copy`, `ts twoslash`) is for other programs, and is left out."""
    if not words:
        return Fence()
    options = {key.lower(): double or single or bare for key, double, single, bare in _OPTION.findall(words)}
    marked = _LINES.search(words)
    named = _NAME.match(words) if not _OPTION.match(words) and not words.startswith("{#") else None
    language = "" if named is None or (marked and named.start(1) > marked.start()) else named[1]
    number = options.get("linenums") or options.get("showlinenumbers") or options.get("startlinenumber") or ""
    counted = "showlinenumbers" in words.lower() or options.get("linenums", "").lower() == "true"
    braced = words[words.find("{") :] if "{" in words and not marked else ""
    identified = _ID.search(braced)
    return Fence(
        language.lstrip("#"),
        options.get("title") or options.get("filename") or options.get("file") or "",
        " ".join(f"{a}-{b}" if b else a for a, b in _RANGE.findall(options.get("hl_lines") or (marked[1] if marked else ""))),
        max(1, int(number)) if number.strip().isdecimal() and len(number) < 7 else 1 if counted else None,
        identified[1] if identified else "",
        " ".join(name for name in _CLASS.findall(braced) if name != language),
    )


def block(code: str, words: str = "", *, colours: bool = True) -> Element:
    """The element of a block of code; without `colours` it is only known for its words."""
    return verbatim(_markup(code, fence(words)) if colours else "", code)


@lru_cache(maxsize=LATEST)
def _markup(code: str, asked: Fence) -> str:
    if not asked.language and not asked.title and not asked.lines and asked.first is None:
        markup = f'<div class="highlight"><pre><span></span><code>{escape(code, quote=False)}</code></pre></div>'
    else:
        formatter = HtmlFormatter(
            style=ClassesOnly,
            cssclass="highlight",
            wrapcode=True,
            filename=asked.title,
            hl_lines=_numbers(asked.lines),
            linenos="table" if asked.first else False,
            linenostart=asked.first or 1,
        )
        markup = highlight(code, _lexer(asked.language), formatter).strip()
    named = f' id="{escape(asked.id)}"' if asked.id else ""
    classes = f"highlight {escape(asked.classes)}".rstrip()
    markup = markup.replace('<div class="highlight">', f'<div{named} class="{classes}" dir="ltr">', 1)
    # Reached with the keyboard, so that it can be scrolled; the numbers of lines are never wider than their column.
    markup = markup.replace("<pre>", '<pre tabindex="0">')
    return markup.replace('<div class="linenodiv"><pre tabindex="0">', '<div class="linenodiv"><pre>')


def _numbers(lines: str) -> list[int]:
    numbers: list[int] = []
    for part in lines.split():
        first, _, last = part.partition("-")
        # More lines than a screen has are no emphasis.
        numbers += range(int(first), min(int(last or first), int(first) + 1000) + 1)
    return numbers


@lru_cache(maxsize=LATEST)
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)
