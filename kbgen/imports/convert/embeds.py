"""What help centers embed in articles beside text: films of known hosts, boxes that call for attention.

Receives an address or an element; returns what kbgen has for it, or nothing. Pure.
"""

from __future__ import annotations

import re

from bs4 import Tag

# Each host's documented address of a player, with the address of the page that shows the same film.
_FILMS = (
    (re.compile(r"^(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//youtu\.be/([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?vimeo\.com/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?aparat\.com/video/video/embed/videohash/(\w+)"), "https://www.aparat.com/v/{}"),
)

# Parts of class names that make a box, in the order in which they decide; Help Scout names its boxes by colour.
_BOXES = (
    ("danger", ("danger", "error", "critical", "callout-red", "alert-danger")),
    ("warning", ("warning", "caution", "attention", "important", "callout-yellow", "alert-warning")),
    ("tip", ("tip", "hint", "success", "callout-green", "alert-success")),
    ("info", ("info", "callout-blue", "alert-info", "information")),
    ("note", ("note", "callout", "notice", "admonition", "alert", "private-note", "intercom-interblocks-callout")),
)
_KINDS = {word: kind for kind, words in reversed(_BOXES) for word in words}


def film(source: str) -> str:
    """The page of the film that a player's address shows, or nothing."""
    for pattern, page in _FILMS:
        if match := pattern.match(source.strip()):
            return page.format(match[1])
    return ""


def callout(element: Tag) -> str:
    """The admonition that a box with such class names is, or nothing."""
    names = [str(name).casefold() for name in element.get_attribute_list("class") if name]
    parts = [part for name in names for part in (name, *re.split(r"[-_]+", name))] if _boxed(names) else []
    found = {_KINDS[part] for part in parts if part in _KINDS}
    return next((kind for kind, _ in _BOXES if kind in found), "")


def _boxed(names: list[str]) -> bool:
    # `note-editor` or `tip-jar-button` are no boxes; a name that is one of the words, or starts with callout or alert, is.
    return any(
        name in _KINDS or name.startswith(("callout", "alert", "admonition", "intercom-interblocks-callout")) for name in names
    )
