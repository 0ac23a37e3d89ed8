"""Blocks of code: what the line above one says, and the block coloured.

Receives the code and the words behind its fence; gives an element. Colours are Pygments', through the classes that its own
`HtmlFormatter` writes and that the theme has rules for; a test holds the two beside each other. That formatter would take a
sixth of the time of an article with code.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from kbgen.markup.tree import verbatim

# Translations of an article have the same code as a rule, one after the other.
LATEST = 64
_OPTION = re.compile(r"""([a-zA-Z_][\w-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))""")
_LINES = re.compile(r"\{([\d,\s-]+)\}")
_NAME = re.compile(r"\{?[ \t]*\.?([^\s{}=,:\"']+)")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_ID, _CLASS = re.compile(r"(?:^|[\s{])#([\w:-]+)"), re.compile(r"[\s{]\.([\w-]+)")


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
    named = f' id="{escape(asked.id)}"' if asked.id else ""
    opened = f'<div{named} class="{escape(f"highlight {asked.classes}".rstrip())}" dir="ltr">'
    title = f'<span class="filename">{escape(asked.title)}</span>' if asked.title else ""
    lines = _coloured(code, asked.language) if asked.language else escape(code, quote=False).split("\n")
    lines = [*(f"{line}\n" for line in lines[:-1]), *filter(None, lines[-1:])]
    for number in _numbers(asked.lines):
        if 0 < number <= len(lines):
            lines[number - 1] = f'<span class="hll">{lines[number - 1]}</span>'
    # Reached with the keyboard, so that it can be scrolled.
    block = f'<pre tabindex="0"><code>{"".join(lines)}</code></pre>'
    if asked.first is None:
        return f"{opened}{title}{block}</div>"
    # The numbers of lines are never wider than their column.
    width = len(str(asked.first + len(lines) - 1))
    numbers = "\n".join(f'<span class="normal">{number:{width}}</span>' for number in range(asked.first, asked.first + len(lines)))
    head = f'<tr><th colspan="2" class="filename">{title}</th></tr>' if title else ""
    return (
        f'{opened}<table class="highlighttable">{head}<tr>'
        f'<td class="linenos"><div class="linenodiv"><pre>{numbers}</pre></div></td>'
        f'<td class="code"><div>{block}</div></td></tr></table></div>'
    )


def _coloured(code: str, language: str) -> list[str]:
    """The lines of `code` as HTML: each piece of one class in a `<span>` that ends with its line."""
    lines: list[str] = []
    line: list[str] = []
    before = ""
    for kind, text in _lexer(language).get_tokens(code):
        span = _span(kind)
        for number, part in enumerate(escape(text, quote=False).split("\n")):
            if number:
                lines.append("".join(line) + ("</span>" if before else ""))
                line, before = [], ""
            if part:
                if span != before:
                    line.append(f"</span>{span}" if before else span)
                    before = span
                line.append(part)
    lines.append("".join(line) + ("</span>" if before else ""))
    return lines


@cache
def _span(kind: Any) -> str:
    """The start tag for one kind of token; a kind of a lexer's own has the classes of those that it belongs to as well."""
    names: list[str] = []
    while kind not in STANDARD_TYPES:
        known, own = kind, ""
        while known not in STANDARD_TYPES:
            known, own = known.parent, f"-{known[-1]}{own}"
        names.insert(0, STANDARD_TYPES[known] + own)
        kind = kind.parent
    classes = " ".join([STANDARD_TYPES[kind], *names]).strip()
    return f'<span class="{classes}">' if classes else ""


def _numbers(lines: str) -> set[int]:
    numbers: set[int] = set()
    for part in lines.split():
        first, _, last = part.partition("-")
        # More lines than a screen has are no emphasis.
        numbers.update(range(int(first), min(int(last or first), int(first) + 1000) + 1))
    return numbers


@lru_cache(maxsize=LATEST)
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)
