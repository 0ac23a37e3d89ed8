"""Links, pictures, code and stressed words among plain text, read by one expression.

Receives a piece of an article's text; returns what Python-Markdown's patterns, tried one after the other and letter by letter, make
of it, or nothing where signs are nested or stand alone, and only those can tell what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AtomicString, code_escape

# Stress begins and ends with a letter or digit, and stands between spaces or signs that cannot be part of it.
_SPAN = re.compile(
    r"""
    (?<!`)`(?P<code>[^`\\]+)`(?!`)
    | (!?)\[(?!\^)([^\[\]]*)\]\((?P<address>[^\s()<>'"`\\\x02]+)\)
    | (?<![^\s(])(\*\*?|__?)([^\W_](?:[^*_]*[^\W_])?)\5(?P<stress>(?![^\s.,:;!?)،؛؟]))
    """,
    re.VERBOSE,
)


class Spans(NamedTuple):
    """The text up to the first element, if there is any, and the elements, each with the text behind it."""

    text: str | None
    elements: Sequence[Element] = ()


def spans(text: str, signs: Callable[[str], object]) -> Spans | None:
    """The elements in `text`; `signs` tells whether a text holds a sign of any pattern."""
    elements: list[Element] = []
    pieces: list[str] = []
    end = 0
    for found in _SPAN.finditer(text):
        code, picture, name, address, mark, stressed, _ = found.groups()
        if code is not None:
            element = Element("code")
            element.text = AtomicString(code_escape(code.strip()))
        else:
            inner = stressed if address is None else name
            if signs(inner):
                return None
            if address is None:
                element = Element("strong" if len(mark) == 2 else "em")
                element.text = inner
            elif picture:
                element = Element("img", src=address, alt=inner)
            else:
                element = Element("a", href=address)
                element.text = inner
        pieces.append(text[end : found.start()])
        elements.append(element)
        end = found.end()
    pieces.append(text[end:])
    if any(map(signs, pieces)):
        return None
    for element, piece in zip(elements, pieces[1:], strict=True):
        element.tail = piece or None
    return Spans(pieces[0] or None, elements)
