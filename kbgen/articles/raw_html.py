"""Finds HTML and links in a body that could run a program in the reader's browser.

Receives Markdown; returns issues with lines. Code blocks and code spans are text and may show anything. What looks
dangerous in a way that depends on a renderer's finer points counts as dangerous: the writer can always put it into a
code block. Two or three substring searches clear an ordinary article in a few microseconds.
"""

from __future__ import annotations

import re
from functools import cache

from kbgen.articles.prose import without_code
from kbgen.issues import Issue

CODE = "article-html"
_ADVICE = "Show it in a fenced code block, or set allow_raw_html if it is meant."

_TAG = re.compile(r"<(script|iframe|object|style|embed|applet|frameset|frame|base|meta|link)(?=[\s/>]|$)", re.IGNORECASE)
# One tag, from `<` to its `>`: quoted values may hold `>`, a quotation mark that nothing closes is a letter like others.
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*+"|'[^']*+'|["'])*+""")
_BRACES = re.compile(r"^[^\n{]*+(\{[^\n]*)", re.MULTILINE)
# English words in `on` that no event is called.
_HANDLER = re.compile(r"""[\s/"'{:>;](on(?!(?:e|ce|es|ly|to|going|ward|wards)\b)[a-z]+)\s*+=""", re.IGNORECASE)

# Browsers drop tabs and line ends inside a scheme (URL Standard, "basic URL parser", step 3) and decode references in
# attributes first; Markdown drops backslashes.
_DECIMAL, _HEX = r"&\#0*+(?:{})(?![0-9]);?", r"&\#x0*+(?:{})(?![0-9a-f]);?"
_FILLER = rf"(?:[\s\\]|&(?:tab|newline);?|{_DECIMAL.format('9|10|13|32')}|{_HEX.format('9|a|d|20')})*+"


def _spelled(word: str) -> str:
    letters = []
    for letter in word:
        codes = sorted({ord(letter), ord(letter.upper())})
        names = {":": ["&colon;?"], "/": ["&sol;?"]}.get(letter, [])
        decimal, hexadecimal = _DECIMAL.format("|".join(map(str, codes))), _HEX.format("|".join(f"{code:x}" for code in codes))
        letters.append(f"(?:{'|'.join([re.escape(letter), decimal, hexadecimal, *names])})")
    return _FILLER.join(letters)


_SCHEMES = ("javascript:", "vbscript:", "data:text/html")
_DESTINATION = rf"""(?:\]\(|(?P<definition>\]:)|<|=)(?:{_FILLER}[<"']){{0,3}}+{_FILLER}"""
_REFERENCE = re.compile(r"&(?:#|colon|tab|newline|sol)", re.IGNORECASE)


@cache
def _scheme() -> re.Pattern[str]:
    # Made when it is needed, which is seldom: it takes a hundredth of a second.
    return re.compile(rf"{_DESTINATION}(?:{'|'.join(map(_spelled, _SCHEMES))})(?(definition)(?=\S))", re.IGNORECASE)


def issues_in(body: str, body_line: int, where: str) -> list[Issue]:
    """Every dangerous place of `body`, whose first line is `body_line` of the file `where`."""
    tags = "<" in body and _TAG.search(body) is not None
    handlers = "=" in body and ("<" in body or "{" in body) and _HANDLER.search(body) is not None
    schemes = _may_hold_scheme(body) and _scheme().search(body) is not None
    if not (tags or handlers or schemes):
        return []
    text = without_code(body)
    found: list[tuple[int, str]] = []
    if tags:
        found += [(tag.start(), f"The article holds the HTML tag `<{tag[1].lower()}>`.") for tag in _TAG.finditer(text)]
    if handlers:
        spans = [(whole.start(), whole.end()) for whole in _WHOLE_TAG.finditer(text)]
        # An attribute list (`{onclick=…}`) becomes attributes of the element before it.
        spans += [whole.span(1) for whole in _BRACES.finditer(text)]
        found += [
            (handler.start(1), f"The article holds the attribute `{handler[1].lower()}`, which runs a program.")
            for start, end in spans
            for handler in _HANDLER.finditer(text, start, end)
        ]
    if schemes:
        found += [(link.start(), "A link runs a program instead of leading to a page.") for link in _scheme().finditer(text)]
    return [
        Issue(where, body_line + text.count("\n", 0, position), CODE, message, suggestion=_ADVICE)
        for position, message in _first_on_each_line(text, found)
    ]


def _may_hold_scheme(body: str) -> bool:
    if _REFERENCE.search(body) if "&" in body else False:
        return True
    squeezed = "".join(body.split()).replace("\\", "").lower()
    return any(scheme in squeezed for scheme in _SCHEMES)


def _first_on_each_line(text: str, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    # A page of nothing but `<script>` would else give 130,000 issues, and counting lines for each takes for ever.
    kept: list[tuple[int, str]] = []
    line_end = -1
    for position, message in sorted(set(found)):
        if position > line_end and len(kept) < 100:
            kept.append((position, message))
            line_end = text.find("\n", position)
            line_end = len(text) if line_end < 0 else line_end
    return kept
