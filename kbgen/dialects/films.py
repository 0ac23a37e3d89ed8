"""Films of known hosts: the page of each, by the address of its player. Pure."""

from __future__ import annotations

import re

# Each host's documented address of a player, with the address of the page that shows the same film.
_FILMS = (
    (re.compile(r"^(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//youtu\.be/([\w-]{6,})"), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"^(?:https?:)?//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?vimeo\.com/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"^(?:https?:)?//(?:www\.)?aparat\.com/video/video/embed/videohash/(\w+)"), "https://www.aparat.com/v/{}"),
)


def film(source: str) -> str:
    """The page of the film that a player's address shows, or nothing."""
    for pattern, page in _FILMS:
        if match := pattern.match(source.strip()):
            return page.format(match[1])
    return ""
