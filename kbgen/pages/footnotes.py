"""Footnotes in the words and digits of the article's language: Python-Markdown knows English and ASCII only.

Works on the tree of one article in place; the numbers of the notes themselves are the style sheet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


def number(root: Element, article: Article) -> None:
    """Write the marks in the text anew, and what the ways back are called."""
    language = article.language
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref" and link.text:
            link.text = language.locale.digits(link.text)
        # A site that sets `BACKLINK_TITLE` has words of its own.
        elif link.get("class") == "footnote-backref" and (mark := link.get("title", "")).isdecimal():
            back = language.gettext("Back to footnote mark {n} in the text")
            link.set("title", back.format(n=language.locale.digits(mark)))
