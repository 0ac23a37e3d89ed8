"""Footnote marks in the digits of the article's language: Python-Markdown numbers them in ASCII.

Works on the tree of one article in place; the numbers of the notes themselves are the style sheet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


def number(root: Element, article: Article) -> None:
    """Write the marks in the text anew."""
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref" and link.text:
            link.text = article.language.locale.digits(link.text)
