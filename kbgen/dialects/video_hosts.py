"""Addresses of films on hosts that are known: the page of each, and the player that the host documents for embedding.

Receives an address as a writer copied it: from the browser, from the host's "share" button, from a telephone, or out of a frame.
Returns both addresses, or that it is a page of such a host which names no film: taken for a picture, that would be asked for
as soon as the article is opened.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

_ID = re.compile(r"[\w-]{6,}", re.ASCII)
_NUMBER = re.compile(r"[0-9]+")
_WORD = re.compile(r"\w+", re.ASCII)
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_YOUTUBE = frozenset({"youtube.com", "youtube-nocookie.com", "youtu.be"})
_HOSTS = _YOUTUBE | {"vimeo.com", "player.vimeo.com", "aparat.com"}


class Hosted(NamedTuple):
    """A place on a known host: the page of a film and its player; both are empty where no film is named."""

    host: str
    page: str = ""
    player: str = ""


def hosted(address: str) -> Hosted | None:
    """What an address leads to on a host of films; None for any other."""
    if "//" not in address:
        return None
    address = address.strip()
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host = re.sub(r"^(?:www|m|music)\.", "", (parts.hostname or "").lower())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or host not in _HOSTS:
        return None
    steps = [step for step in parts.path.split("/") if step]
    query = {name: values[0] for name, values in parse_qs(f"{parts.query}&{parts.fragment}").items()}
    if host in _YOUTUBE:
        return _youtube(host, steps, query)
    return _aparat(steps) if host == "aparat.com" else _vimeo(steps, query)


def page_of_film(address: str) -> str:
    """The page of the film that an address shows; empty where it is none of a known host."""
    found = hosted(address)
    return found.page if found else ""


def _youtube(host: str, steps: list[str], query: dict[str, str]) -> Hosted:
    named = ""
    if host == "youtu.be":
        named = steps[0] if steps else ""
    elif len(steps) > 1 and steps[0] in ("embed", "shorts", "live", "v", "e"):
        named = steps[1]
    elif steps[:1] == ["watch"]:
        named = query.get("v", "")
    begin = _seconds(query.get("start") or query.get("t") or "")
    options = {"autoplay": "1"} | ({"start": str(begin)} if begin else {})
    page, player = "https://www.youtube.com", "https://www.youtube-nocookie.com/embed"
    if steps[:1] == ["playlist"] or named == "videoseries":
        listed = {"list": query.get("list", "")}
        if not listed["list"]:
            return Hosted("YouTube")
        return Hosted("YouTube", f"{page}/playlist?{urlencode(listed)}", f"{player}/videoseries?{urlencode(listed | options)}")
    if not _ID.fullmatch(named):
        return Hosted("YouTube")
    return Hosted("YouTube", f"{page}/watch?v={named}{f'&t={begin}s' if begin else ''}", f"{player}/{named}?{urlencode(options)}")


def _vimeo(steps: list[str], query: dict[str, str]) -> Hosted:
    """The number of a film stands anywhere in its address (`/channels/staff/1`), after it the word for one that is not listed."""
    at = next((place for place, step in enumerate(steps) if _NUMBER.fullmatch(step)), None)
    if at is None:
        return Hosted("Vimeo")
    number, after = steps[at], steps[at + 1] if at + 1 < len(steps) else ""
    word = query.get("h") or (after if re.fullmatch(r"[0-9a-f]{6,}", after) else "")
    word = word if _WORD.fullmatch(word) else ""
    begin = _seconds(query.get("t", ""))
    moment = f"#t={begin}s" if begin else ""
    options = ({"h": word} if word else {}) | {"autoplay": "1", "dnt": "1"}
    page = f"https://vimeo.com/{number}{f'/{word}' if word else ''}{moment}"
    return Hosted("Vimeo", page, f"https://player.vimeo.com/video/{number}?{urlencode(options)}{moment}")


def _aparat(steps: list[str]) -> Hosted:
    named = ""
    if len(steps) > 1 and steps[0] == "v":
        named = steps[1]
    elif "videohash" in steps[:-1]:
        named = steps[steps.index("videohash") + 1]
    if not _WORD.fullmatch(named):
        return Hosted("Aparat")
    host = "https://www.aparat.com"
    return Hosted("Aparat", f"{host}/v/{named}", f"{host}/video/video/embed/videohash/{named}/vt/frame")


def _seconds(time: str) -> int:
    """`90`, `90s`, `1m30s`, `1h2m3s`; 0 for anything else."""
    found = _TIME.fullmatch(time)
    return sum(int(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else 0
