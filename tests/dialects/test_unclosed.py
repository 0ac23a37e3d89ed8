"""Signs of other Markdowns again and again that nothing closes: a text of them is as it was, in time that grows with its length.

The time limit of each test is what fails where an expression looks to the end of the text from each sign: that takes hours.
"""

from __future__ import annotations

import pytest

from kbgen.articles.prose import plain
from kbgen.dialects.alone import translate
from kbgen.markup.commonmark import read
from kbgen.rules.words import prose_of

LENGTH = 200_000
SIGNS = [
    "[", "[[", "![[", "![[a#b", "[[a|", "[a|", "{", "{{", "{{<", "{%", "{:", "{::comment", "{/*", "{--", "{++", "{>>", "{~~",
    "{~~a~>", "<", "<a ", "<!--", "<xref:", "<img ", "<Tab ", "</a", "=", "^", "^[", "~", "$", "$$", "%%", "\\(", "[!code",
    "[!INCLUDE", " ^", "_", "-", ":", "::: ", "`", "+", "(", "a-", "a@", "1.",
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_what_nothing_closes_stays_as_it_is(sign: str) -> None:
    text = sign * (LENGTH // len(sign))
    # Its first line is what makes the rest be looked through.
    body = translate(f"==Marked==\n\n{text}\n").body
    assert body.startswith("<mark>Marked</mark>\n")
    assert text in body
    assert len(prose_of(body)) == len(body)
    assert plain(body).startswith("Marked")


@pytest.mark.parametrize("sign", ["<", "<a ", "<<<", "[", "(", "!!! ", "::: "])
def test_what_nothing_closes_is_read(sign: str) -> None:
    assert read(sign * (LENGTH // len(sign))).root is not None
