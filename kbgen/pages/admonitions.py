"""Names of notes and folds: where the writer gave no title, Markdown has the English word for the kind of note.

Works on the tree of one article in place, before its text is collected for search.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from kbgen.pages.interface import Interface

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

TITLES = {"div": ("p", "admonition-title"), "details": ("summary", None)}


def name(root: Element, article: Article) -> None:
    """Write the names of the usual notes in the article's language."""
    names: Mapping[str, str] = {}
    for element in (*root.iter("div"), *root.iter("details")):
        if not (kinds := element.get("class", "").split()):
            continue
        tag, named = TITLES[element.tag]
        title = next((part for part in element if part.tag == tag and (named is None or part.get("class") == named)), None)
        # `!!! warning inline end`: the first word is the kind.
        kind = next((kind for kind in kinds if kind != "admonition"), "").capitalize()
        if title is not None and not len(title) and title.text == kind:
            names = names or _names(article.language)
            title.text = names.get(kind, kind)


def _names(language: Interface) -> Mapping[str, str]:
    # The words of reStructuredText, which Python-Markdown took over, and those that Material has styles for.
    pgettext = language.pgettext
    return {
        "Abstract": pgettext("name of a note", "Abstract"),
        "Attention": pgettext("name of a note", "Attention"),
        "Bug": pgettext("name of a note", "Bug"),
        "Caution": pgettext("name of a note", "Caution"),
        "Danger": pgettext("name of a note", "Danger"),
        "Error": pgettext("name of a note", "Error"),
        "Example": pgettext("name of a note", "Example"),
        "Failure": pgettext("name of a note", "Failure"),
        "Hint": pgettext("name of a note", "Hint"),
        "Important": pgettext("name of a note", "Important"),
        "Info": pgettext("name of a note", "Info"),
        "Note": pgettext("name of a note", "Note"),
        "Question": pgettext("name of a note", "Question"),
        "Quote": pgettext("name of a note", "Quote"),
        "Success": pgettext("name of a note", "Success"),
        "Summary": pgettext("name of a note", "Summary"),
        "Tip": pgettext("name of a note", "Tip"),
        "Warning": pgettext("name of a note", "Warning"),
    }
