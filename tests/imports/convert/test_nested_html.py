"""Whatever stands in whatever, no word of HTML is lost and no mark of Markdown is shown."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from kbgen.imports.words import html_words, lost_words, page_words, texts_of
from kbgen.markup.commonmark import read

from .test_from_html import converted

NAMES = "b i em strong code kbd mark span sub sup button u q abbr small del ins label samp var font tt"
INLINE = NAMES.split()
MARKS = re.compile(r"!!!|\?\?\?|===|:::|\]\(|\| ---|```|\{#|<br>|(?<!\w)- w\d|\d\. w\d")


class Page:
    """A page of nested elements, each word another one."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._count = 0
        self.html = "".join(self._block(3) for _ in range(3))

    def _word(self) -> str:
        self._count += 1
        return f"w{self._count}x"

    def _line(self, depth: int = 1) -> str:
        return "".join(self._words(depth))

    def _words(self, depth: int) -> Iterator[str]:
        for _ in range(self._random.randint(1, 3)):
            name = self._random.choice(INLINE)
            yield f"{self._word()} " if depth <= 0 or self._random.random() < 0.5 else f"<{name}>{self._line(depth - 1)}</{name}> "

    def _inner(self, depth: int) -> str:
        return "".join(self._block(depth - 1) for _ in range(self._random.randint(1, 2)))

    def _block(self, depth: int) -> str:
        if depth <= 0:
            return self._random.choice(
                [f"<p>{self._line()}</p>", self._line(), f"<h{self._random.randint(1, 6)}>{self._word()}</h2>"]
            )
        one, two, word, line = self._inner(depth), self._inner(depth), self._word(), self._line()
        number = self._count
        return self._random.choice(
            [
                f"<p>{line}",
                f"<ul><li>{line}<li>{word} {one}</ul>",
                f"<ul><li>{line}</li><ol><li>{word}</ol>{self._word()}<p><li>{self._line()}</li></p><div>{one}</div></ul>",
                f"<li>{line}</li><li>{word}</li>",
                f"<table><tr><th rowspan=2>{line}<td>{one}<tr><td>{word}</table>",
                f"<table><tr><td>{one}</table>",
                f"<dl><dt>{line}<dd>{one}<dd>{word}</dl>",
                f"<details><summary>{line}</summary>{one}</details>",
                f"<div class=accordion-item><button aria-expanded=false>{word}</button><div class=accordion-body>{one}</div></div>",
                f"<h3><button aria-expanded=false>{word}</button></h3><div hidden>{one}</div>",
                f"<div role=tablist><p role=tab aria-controls=a{number}>{word}<p role=tab aria-controls=b{number}>{self._word()}"
                "</div>"
                f"<div id=a{number}>{one}</div><div id=b{number}>{two}</div>",
                f"<div class='callout callout--warning'><p class=title>{word}</p>{one}</div>",
                f"<blockquote>{one}</blockquote>",
                f"<pre class=language-x><code>{word}\n {self._word()}</code></pre>",
                f"<figure><img data-src=a.png alt={word}><figcaption>{line}</figcaption></figure>",
                f"<aside>{one}</aside><fieldset>{two}</fieldset>",
                f"<a href=y.md>{one}</a>",
                f"<ul><li><input type=checkbox> {line}</ul>",
            ]
        )


@pytest.mark.parametrize("seed", range(12))
def test_no_word_is_lost_and_no_mark_is_shown(seed):
    for number in range(12):
        page = Page(seed * 100 + number)
        shown = texts_of(read(converted(page.html), colours=False).root)
        assert (lost_words(html_words(page.html), page_words(shown)), MARKS.findall(" ".join(shown)), page.html) == (
            {},
            [],
            page.html,
        )
