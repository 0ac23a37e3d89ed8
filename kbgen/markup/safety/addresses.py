"""What a browser makes of an address: whether opening or loading it runs what stands in the address itself.

Receives the value of an attribute, decoded; says whether it is dangerous. Other schemes than these are either fetched like any
page or handed to another program, before which browsers ask (URL Standard; Fetch Standard, "scheme fetch").
"""

from __future__ import annotations

import re
from html import unescape

# The last three are those of browsers of former times; what is behind `feed:` or `view-source:` is opened in turn.
_RUNS = (
    r"(?:javascript|vbscript|data|blob|filesystem|view-source|jar|mhtml|mk|ms-its|res|wyciwyg|livescript|mocha|"
    r"ecmascript)"
)
_DANGEROUS = re.compile(rf"(?:[a-z][a-z0-9+.-]*:)*{_RUNS}:", re.IGNORECASE)
# Browsers drop C0 and spaces in front, tabs and line ends anywhere (URL Standard, "basic URL parser", steps 1 to 3). The rest of
# what nobody sees is dropped here too: what a writer may have hidden behind it is not worth an exception.
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd]+"
)
# Pictures of points: nothing in them can run. What `;` adds, such as `;charset=`, changes nothing.
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)(?:;[a-z0-9=._+-]*)*,", re.IGNORECASE)
DRAWN = re.compile(r"data:image/svg\+xml((?:;[\w=.-]*)*),", re.IGNORECASE)


def seen(address: str) -> str:
    """`address` without what nobody sees in it, and with what references in it stand for."""
    # A reader of Markdown may leave references to the browser; decoding once more than it does harms nothing.
    return _UNSEEN.sub("", unescape(address) if "&" in address else address)


def runs(address: str) -> bool:
    """Whether following `address` could run a program or show what is written in it."""
    # Most addresses begin like this.
    if address.startswith("https://"):
        return False
    bare = seen(address)
    return ":" in bare and _DANGEROUS.match(bare) is not None


def runs_when_loaded(address: str) -> bool:
    """The same of what is loaded as a picture, a film or a sound: pictures may stand in the address."""
    return runs(address) and _RASTER.match(seen(address)) is None


def any_runs(candidates: str) -> bool:
    """The same of a list of pictures with their sizes (`srcset`)."""
    # Spaces and commas part addresses; a comma may stand within one too, and then its parts are looked at.
    left = _RASTER.sub("", candidates)
    return ":" in left and any(map(runs, [left, *re.split(r"[\s,]+", left)]))
