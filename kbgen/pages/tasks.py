"""Boxes of task lists: each stands beside its text, not inside a label, and on its own says nothing.

Works on the tree of one article in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


def label(root: Element, article: Article) -> None:
    """Name each box by what it says."""
    for box in root.iter("input"):
        if box.get("type") == "checkbox" and "aria-label" not in box.attrib:
            done = "checked" in box.attrib
            box.set("aria-label", article.language.gettext("Done") if done else article.language.gettext("Not done yet"))
