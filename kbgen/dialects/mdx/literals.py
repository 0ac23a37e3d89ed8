"""Values that pages of MDX write as literals of JavaScript: lists and tables of texts, given to a component.

Receives the source between braces; returns Python's lists, dictionaries and texts. An element is the words that readers see of it;
what is computed (calls, functions) is None, and so is what is no literal at all. Sources: ECMAScript, "Primary Expression"; JSX,
"JSXElement". One pass; Pure.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|`((?:[^`\\]|\\.)*)`", re.DOTALL)
_KEY = re.compile(r"([\w$-]+)|'([^'\n]*)'|\"([^\"\n]*)\"")
_GIVEN = re.compile(r"(?<![\w-])[\w-]+=\{(?=\s*[\[{])")
_WORD = re.compile(r"-?[\w$.]+")
# A tag of an element, past texts and braces in it; none is looked for behind one that nothing ends.
_TAG = re.compile(r"""<(/?)\s*([\w.:-]*)(?:[^<>{}"'/]|/(?!>)|"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*(/?)>""")
_WORDS = re.compile("[^<{]+")
_JOINED = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u", ""}
)
_PUT_IN = re.compile(r"""\$\{\s*(?:'([^'{}\n]*)'|"([^"{}\n]*)")\s*\}""")
_ESCAPE = re.compile(r"\\(?:\n[ \t]*|(.))", re.DOTALL)
DEEPEST = 60
# Of one component. Each may be looked through to its end in vain: without a bound that would take the square of its length.
MOST_UNREADABLE = 50
_ESCAPED = {"n": "\n", "t": " ", "r": ""}


def literal(source: str) -> Any:
    """The value of `source`, which is one literal as a whole; None where it is none."""
    value, at = _value(source, 0, 0)
    return value if at == len(source) else None


def literals_of(attributes: str) -> list[Any]:
    """The lists and tables among the values of a component, whose `attributes` are given as they are written."""
    found = []
    at = unreadable = 0
    while unreadable < MOST_UNREADABLE and (match := _GIVEN.search(attributes, at)):
        value, end = _value(attributes, match.end(), 0)
        closed = end >= 0 and attributes[end : end + 1] == "}"
        unreadable += not closed
        if isinstance(value, list | dict):
            # What came before something that cannot be read is kept.
            found.append(value)
        at = end if closed else match.end()
    return found


def given(attributes: str, *names: str) -> Any:
    """The list or table that a component is given by the first of `names` that it has, as far as it can be read; else None."""
    for name in names:
        if found := re.search(rf"(?<![\w-]){re.escape(name)}=\{{(?=\s*[\[{{])", attributes):
            return _value(attributes, found.end(), 0)[0]
    return None


def begun(source: str, at: int) -> Any:
    """The value that begins at a place of a program, as far as it can be read."""
    return _value(source, at, 0)[0]


def filled(text: str) -> str:
    """A template with the texts that are put into it: `a ${'b'}` is `a b`."""
    return _PUT_IN.sub(lambda found: found[1] or found[2] or "", text) if "${" in text else text


def _value(source: str, at: int, depth: int) -> tuple[Any, int]:
    """A value and where what follows it begins; the place is -1 where nothing more can be read."""
    at = _skip(source, at)
    sign = source[at : at + 1]
    if not sign or depth > DEEPEST:
        return None, -1
    if sign == "[":
        return _list(source, at + 1, depth)
    if sign == "{":
        return _table(source, at + 1, depth)
    if sign == "<":
        return _element(source, at, depth)
    if sign == "(":
        inner, end = _value(source, at + 1, depth + 1)
        if isinstance(inner, str) and source[end : end + 1] == ")" and _ends(source, end := _skip(source, end + 1)):
            return inner, end
        return None, _behind(source, at)
    if found := _STRING.match(source, at):
        text = _text(found)
        at = _skip(source, found.end())
        while source[at : at + 1] == "+" and (more := _STRING.match(source, _skip(source, at + 1))):
            text, at = text + _text(more), _skip(source, more.end())
        return (text, at) if _ends(source, at) else (None, _behind(source, at))
    word = _WORD.match(source, at)
    end = _skip(source, word.end()) if word else at
    if word and _ends(source, end):
        return {"true": True, "false": False}.get(word[0], None if not word[0][0].isdigit() else word[0]), end
    return None, _behind(source, at)


def _list(source: str, at: int, depth: int) -> tuple[Any, int]:
    items: list[Any] = []
    while True:
        at = _skip(source, at)
        if source[at : at + 1] == "]":
            return items, _skip(source, at + 1)
        item, at = _value(source, at, depth + 1)
        items.append(item)
        if at < 0 or source[at : at + 1] not in (",", "]"):
            return items, -1
        at += source[at] == ","


def _table(source: str, at: int, depth: int) -> tuple[Any, int]:
    table: dict[str, Any] = {}
    while True:
        at = _skip(source, at)
        if source[at : at + 1] == "}":
            return table, _skip(source, at + 1)
        key = _KEY.match(source, at)
        colon = _skip(source, key.end()) if key else -1
        if key is None or source[colon : colon + 1] != ":":
            # A method, a short form, or what is spread into it.
            at = _behind(source, at)
        else:
            table[key[1] or key[2] or key[3] or ""], at = _value(source, colon + 1, depth + 1)
        if at < 0 or source[at : at + 1] not in (",", "}"):
            return table, -1
        at += source[at] == ","


def _element(source: str, at: int, depth: int) -> tuple[str | None, int]:
    """The words of an element, and where what follows it begins."""
    words, opened = list[str](), 0
    while at < len(source):
        if source[at] == "{":
            inner, end = _value(source, at + 1, depth + 1)
            words.append(inner if isinstance(inner, str) and source[end : end + 1] == "}" else "")
            end = end if end >= 0 else at + 1
            while source[end : end + 1] not in ("}", "") and end >= 0:
                end = _behind(source, end + 1)
            if end < 0:
                return None, -1
            at = end + 1
        elif source[at] == "<":
            if not (tag := _TAG.match(source, at)):
                return None, -1
            at = tag.end()
            opened += -1 if tag[1] else 0 if tag[3] else 1
            words.append("" if tag[2] in _JOINED else " ")
            if opened <= 0:
                return " ".join(unescape("".join(words)).split()), _skip(source, at)
        else:
            text = _WORDS.match(source, at)
            words.append(text[0] if text else "")
            at = text.end() if text else at + 1
    return None, -1


def _ends(source: str, at: int) -> bool:
    """Whether nothing, or what ends a value, stands at a place."""
    return source[at : at + 1] in ("", ",", "]", "}", ")")


def _behind(source: str, at: int) -> int:
    """Where what is computed ends: at a comma or a bracket that is not its own."""
    depth = 0
    while at < len(source):
        sign = source[at]
        if sign in "'\"`" and (found := _STRING.match(source, at)):
            at = found.end()
            continue
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            if not depth:
                return at
            depth -= 1
        elif sign == "," and not depth:
            return at
        at += 1
    return at if not depth else -1


def _skip(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at


def _text(found: re.Match[str]) -> str:
    text = found[1] or found[2] or found[3] or ""
    text = filled(text) if found[3] else text
    return _ESCAPE.sub(lambda escape: _ESCAPED.get(escape[1], escape[1]) if escape[1] else "", text)
