"""Addresses of videos on hosts that are known, and of the players that these hosts document for embedding.

Receives an address as a writer copied it: from the browser, from the host's "share" button, from a telephone, or out of a frame.
Returns the player's address, or that it is a page of such a host which names no film: taken for a picture, that would be asked for
as soon as the article is opened.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode, urlsplit

_ID = re.compile(r"[\w-]{6,}")
_NUMBER = re.compile(r"\d+")
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_YOUTUBE = frozenset({"youtube.com", "youtube-nocookie.com", "youtu.be"})
_HOSTS = _YOUTUBE | {"vimeo.com", "player.vimeo.com", "aparat.com"}


class Hosted(NamedTuple):
    """A page of a known host; `player` is empty where no film is named in its address."""

    host: str
    player: str


def hosted(address: str) -> Hosted | None:
    """What an address leads to on a host of videos; None for any other."""
    try:
        parts = urlsplit(address if "://" in address[:9] or not address.startswith("//") else f"https:{address}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = re.sub(r"^(?:www|m|music)\.", "", host)
    if host not in _HOSTS:
        return None
    steps = [step for step in parts.path.split("/") if step]
    query = {name: values[0] for name, values in parse_qs(f"{parts.query}&{parts.fragment}").items()}
    if host in _YOUTUBE:
        return Hosted("YouTube", _youtube(host, steps, query))
    return Hosted("Aparat", _aparat(steps)) if host == "aparat.com" else Hosted("Vimeo", _vimeo(steps, query))


def _youtube(host: str, steps: list[str], query: dict[str, str]) -> str:
    named = ""
    if host == "youtu.be":
        named = steps[0] if steps else ""
    elif len(steps) > 1 and steps[0] in ("embed", "shorts", "live", "v", "e"):
        named = steps[1]
    elif steps[:1] == ["watch"]:
        named = query.get("v", "")
    options = {"autoplay": "1"}
    begin = _seconds(query.get("start") or query.get("t") or "")
    if begin:
        options["start"] = str(begin)
    listed = query.get("list", "")
    if steps[:1] == ["playlist"] or named == "videoseries":
        return f"https://www.youtube-nocookie.com/embed/videoseries?{urlencode({'list': listed} | options)}" if listed else ""
    if not _ID.fullmatch(named):
        return ""
    return f"https://www.youtube-nocookie.com/embed/{named}?{urlencode(options)}"


def _vimeo(steps: list[str], query: dict[str, str]) -> str:
    """The number of a film stands anywhere in its address (`/channels/staff/1`), after it the word for one that is not listed."""
    at = next((place for place, step in enumerate(steps) if _NUMBER.fullmatch(step)), None)
    if at is None:
        return ""
    word = query.get("h") or (steps[at + 1] if at + 1 < len(steps) and re.fullmatch(r"[0-9a-f]{6,}", steps[at + 1]) else "")
    begin = _seconds(query.get("t", ""))
    options = ({"h": word} if word else {}) | {"autoplay": "1", "dnt": "1"}
    return f"https://player.vimeo.com/video/{steps[at]}?{urlencode(options)}{f'#t={begin}s' if begin else ''}"


def _aparat(steps: list[str]) -> str:
    named = ""
    if len(steps) > 1 and steps[0] == "v":
        named = steps[1]
    elif "videohash" in steps[:-1]:
        named = steps[steps.index("videohash") + 1]
    return f"https://www.aparat.com/video/video/embed/videohash/{quote(named)}/vt/frame" if re.fullmatch(r"\w+", named) else ""


def _seconds(time: str) -> int:
    """`90`, `90s`, `1m30s`, `1h2m3s`; 0 for anything else."""
    found = _TIME.fullmatch(time)
    return sum(int(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else 0
