"""Components of other programs in a text, as marks with their names and values, whatever brackets they are written in.

Receives Markdown and the same with its code blanked; returns marks in order, each with the mark that closes it if one does. The
kinds of brackets: `<Name a="b">` (JSX and HTML), `{% name a="b" %}` (Liquid, GitBook), `{{< name "b" >}}` (Hugo), `{{#name b}}`
(mdBook), and `{{ name(a="b") }}` (Zola, which closes `{% name(a="b") %}` by `{% end %}`). One pass; a mark that never ends is
text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.dialects.mdx.expressions import brace_ends
from kbgen.dialects.mdx.literals import filled

# HTML that stands around Markdown and whose looks are lost anyway; MDX reads Markdown in all of it.
WRAPPERS = frozenset(
    {"div", "section", "center", "article", "figure", "figcaption", "picture", "details", "summary", "main", "aside"}
)
_START = re.compile(
    r"<(?<!\\<)(?P<closes>/?)(?P<tag>[A-Za-z][\w.:-]*)|\{%-?\s*(?P<liquid>@?[\w][\w/-]*)|\{\{(?P<hugo>[<%])\s*(?P<ends>/?)\s*(?P<short>[\w][\w./-]*)"
    r"|\{\{(?<!\\\{\{)(?:#\s*(?P<book>\w+)|\s*(?P<call>\w+)(?=\())"
)
_VALUE = re.compile(
    r"""([@:\w.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)\s*\}|\{((?:[^{}]|\{[^{}]*\})*)\}|([^\s"'{}<>%/]+))"""
)
_WORD = re.compile(r""""((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\s"'`={}]+)""")
MAX_MARK = 4000
# A value in braces that is longer is passed over as a whole.
LONG = 1000


@dataclass
class Token:
    """One mark: `style` is `tag`, `liquid`, `hugo`, `book` or `call`; `words` are values without a name, `rest` all of them as
    written."""

    start: int
    end: int
    name: str
    style: str
    closes: bool
    single: bool
    rest: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    partner: int = -1
    # Hugo's `{{% name %}}`, whose content is Markdown.
    percent: bool = False


def tokens(text: str, masked: str, bare: str) -> list[Token]:
    """All marks of `text`, paired. `masked` has its code blanked; `bare` only such as Hugo, which reads its marks before any
    Markdown, leaves alone."""
    found: list[Token] = []
    ends = brace_ends(masked) if "={" in masked else {}
    at = 0
    while match := _START.search(bare, at):
        hugo = match["hugo"] is not None
        visible = hugo or masked[match.start()] == text[match.start()]
        token = _token(text, bare if hugo else masked, match, ends) if visible else None
        at = token.end if token else match.start() + 1
        if token:
            found.append(token)
    _pair(found)
    return found


def _token(text: str, masked: str, match: re.Match[str], ends: Mapping[int, int]) -> Token | None:
    start = match.start()
    if name := match["tag"]:
        known = name[0].isupper() or name.lower() in WRAPPERS
        end = _end_of_tag(masked, match.end(), ends) if known else -1
        if end < 0 or (match.end() < len(masked) and masked[match.end()] not in " \t\n/>"):
            return None
        rest = text[match.end() : end - 1].strip()
        single = rest.endswith("/")
        return _valued(Token(start, end, name, "tag", bool(match["closes"]), single, rest.removesuffix("/")))
    if name := match["liquid"]:
        end = masked.find("%}", match.end(), match.end() + MAX_MARK)
        if end < 0:
            return None
        rest = text[match.end() : end].strip().removesuffix("-").strip()
        closes = name.startswith("end")
        return _valued(Token(start, end + 2, name[3:] if closes else name, "liquid", closes, False, _called(rest)))
    if name := match["book"] or match["call"]:
        end = masked.find("}}", match.end(), match.end() + MAX_MARK)
        if end < 0:
            return None
        rest, closes = text[match.end() : end].strip(), name.startswith("end") and len(name) > 3
        style = "book" if match["book"] else "call"
        return _valued(Token(start, end + 2, name[3:] if closes else name, style, closes, style == "call", _called(rest)))
    close = "%}}" if match["hugo"] == "%" else ">}}"
    end = masked.find(close, match.end(), match.end() + MAX_MARK)
    if end < 0:
        return None
    rest = text[match.end() : end].strip()
    token = Token(start, end + 3, match["short"], "hugo", bool(match["ends"]), rest.endswith("/"), rest.removesuffix("/"))
    token.percent = match["hugo"] == "%"
    return _valued(token)


def _called(rest: str) -> str:
    """Values without the brackets of a call around them."""
    return rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest


def _end_of_tag(masked: str, at: int, ends: Mapping[int, int]) -> int:
    """Behind the `>` that ends a tag, past quotes and braces; -1 where none does. `ends` says behind which brace each ends."""
    quote, depth, place, limit = "", 0, at, min(len(masked), at + MAX_MARK)
    while place < limit:
        sign = masked[place]
        if sign == "{" and not quote and not depth and (end := ends.get(place, 0)) - place > LONG:
            # What is in it does not count as the length of the mark.
            limit = min(len(masked), limit + end - place)
            place = end
            continue
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (depth or masked[place - 1] in "= {"):
            # An apostrophe between letters is one: in braces may stand an element with its words.
            quote = "" if sign == "'" and masked[place - 1].isalnum() and masked[place + 1 : place + 2].isalpha() else sign
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif sign == ">" and not depth:
            return place + 1
        elif sign == "<" and not depth:
            return -1
        place += 1
    return -1


def _valued(token: Token) -> Token:
    values: dict[str, str] = {}
    for name, *forms in _VALUE.findall(token.rest):
        values[name.lower()] = filled(next((form for form in forms if form), "").replace('\\"', '"').strip())
    token.values = values
    token.words = tuple(next(form for form in found if form) for found in _WORD.findall(_VALUE.sub(" ", token.rest)) if any(found))
    return token


def _pair(found: list[Token]) -> None:
    waiting: list[int] = []
    for place, token in enumerate(found):
        if token.single:
            continue
        if not token.closes:
            waiting.append(place)
            continue
        for depth in range(len(waiting) - 1, max(-1, len(waiting) - 200), -1):
            other = found[waiting[depth]]
            # Zola's `end` closes whatever was opened last.
            if other.style == token.style and other.name == (token.name or other.name):
                other.partner = place
                token.partner = waiting[depth]
                del waiting[depth:]
                break
