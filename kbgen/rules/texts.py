"""What can be said of one article's text alone: what is left of a template, the order of its headings, the
length of sentences and paragraphs.

Receives Markdown and where it stands; returns issues with lines. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.issues import Issue, Level
from kbgen.language.tables.units import count_words
from kbgen.markup.outline import headings
from kbgen.rules.settings import Limits
from kbgen.rules.words import Lines, opening, paragraphs, sentences

# What `kbgen new` writes where a writer has to: alone, as a list, as a table.
_PLACEHOLDER = re.compile(r"""^(?:[a-z_]+:)?[ \t]*(?:-[ \t]+)?(?:…|["']…["']|\[…\]|\{…: …\})[ \t]*$""", re.MULTILINE)


def placeholder_issues(text: str, lines: Lines, where: str) -> Iterator[Issue]:
    """A `…` of the template that nobody replaced, in front matter or prose."""
    for found in _PLACEHOLDER.finditer(text) if "…" in text else ():
        message = f"`{found[0].strip()}` still stands there as the template has it."
        yield Issue(where, lines.at(found.start()), "placeholder", message, Level.WARNING, "Write it, or take it out.")


def heading_issues(body: str, first_line: int, where: str) -> Iterator[Issue]:
    """A heading that leaves out a level: screen readers and the table of contents show a gap (WCAG 2.2, technique G141)."""
    above = 1
    for number, heading in enumerate(headings(body)):
        # The title stands above the text: a leading `#` repeats it, and later ones are shown as `##`.
        level = 1 if heading.level == 1 and number == 0 else max(2, heading.level)
        if level > above + 1:
            message = f"“{heading.text}” is a heading of level {level} below one of level {above}."
            advice = f"Write it with {'#' * (above + 1)}, or add the heading between."
            yield Issue(where, first_line + heading.line, "heading-order", message, Level.WARNING, advice)
        above = level


def length_issues(text: str, lines: Lines, where: str, limits: Limits) -> Iterator[Issue]:
    """Sentences and paragraphs of the prose `text` that are longer than `limits`."""
    for start, paragraph in paragraphs(text):
        words = count_words(paragraph)
        if words <= min(limits.sentence, limits.paragraph):
            continue
        if words > limits.paragraph:
            message = f"The paragraph “{opening(paragraph)}” has {words} words; {limits.paragraph} are a good limit."
            yield Issue(where, lines.at(start), "paragraph-length", message, Level.HINT, "Split it, or make a list of it.")
        for sentence in sentences(paragraph):
            if sentence.words > limits.sentence:
                message = f"The sentence “{sentence.opening}” has {sentence.words} words; {limits.sentence} are a good limit."
                yield Issue(where, lines.at(start + sentence.start), "sentence-length", message, Level.HINT, "Make two of it.")
