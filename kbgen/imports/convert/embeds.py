"""What help centers embed in articles beside text: boxes that call for attention.

Receives an element; returns what kbgen has for it, or nothing. Pure.
"""

from __future__ import annotations

import re

from bs4 import Tag

# Words in class names that say what kind of box it is, in the order in which they decide; Help Scout names its boxes by colour.
_BOXES = (
    ("danger", ("danger", "error", "critical", "red", "negative")),
    ("warning", ("warning", "warn", "caution", "attention", "important", "yellow", "orange")),
    ("tip", ("tip", "hint", "success", "green", "protip", "positive")),
    ("info", ("info", "blue", "information", "informational")),
    ("note", ("note", "callout", "notice", "admonition", "alert", "remark", "gray", "grey")),
)
_KINDS = {word: kind for kind, words in reversed(_BOXES) for word in words}
# A class of this one word is a box; colours and states are not.
_ALONE = frozenset(_KINDS) - {"red", "yellow", "orange", "green", "blue", "gray", "grey", "negative", "positive", "warn"}
# A class with such a word is a box; with one of the others it is if a kind is named too.
_SURE = frozenset({"callout", "alert", "admonition", "notice", "infobox", "protip"})
_PERHAPS = frozenset({"panel", "message", "box", "block", "macro", "notification", "banner", "hint", "note", "tip"})
# What a class calls that is inside a box.
_PART_NAMES = (
    "body content contents title heading header head icon text inner label footer close dismiss link list wrapper container button"
    " image emoji description editor jar group row grid"
)
_PARTS = frozenset(_PART_NAMES.split())
_SPLIT = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_SAID = ("data-type", "data-kind", "data-callout-type", "data-panel-type", "data-callout", "type")


def callout(element: Tag) -> str:
    """The admonition that a box with such class names is, or nothing."""
    names = [_words(name) for name in element.get_attribute_list("class") if name]
    kinds = [word for words in names if words and words[-1] not in _PARTS for word in words]
    said = [word for name in _SAID if (word := str(element.get(name) or "").casefold()) in _KINDS]
    found = {_KINDS[word] for word in (*kinds, *said) if word in _KINDS}
    named = bool(found - {"note"}) or bool({"note", "important"} & set(kinds))
    if not any(_is_box(words, named=named) for words in names) and element.get("role") not in ("note", "alert"):
        return ""
    return next((kind for kind, _ in _BOXES if kind in found), "note")


def _is_box(words: list[str], *, named: bool) -> bool:
    if not words or words[-1] in _PARTS:
        return False
    if len(words) == 1:
        return words[0] in _ALONE or words[0] in _SURE or (named and words[0] in _PERHAPS)
    # `note-editor` and `release-notes` are no boxes.
    return (
        bool(_SURE & set(words))
        or all(word in _ALONE for word in words)
        or (bool(_PERHAPS & set(words)) and named and _kinds(words))
    )


def _kinds(words: list[str]) -> bool:
    """Whether all words but those for a box say what kind it is, or the box is one of a set that is named first."""
    rest = [word for word in words if word not in _PERHAPS]
    first = bool(rest) and words[-1] in _KINDS and bool({"macro", "panel", "block"} & set(words))
    return first or all(word in _KINDS for word in rest)


def is_part(element: Tag, parts: tuple[str, ...]) -> bool:
    """Whether a class of the element says that it is one of `parts` of something."""
    return any((words := _words(name)) and words[-1] in parts for name in element.get_attribute_list("class") if name)


def _words(name: object) -> list[str]:
    return [word.casefold() for word in _SPLIT.split(str(name)) if word]
