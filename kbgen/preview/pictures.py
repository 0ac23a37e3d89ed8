"""Pictures that a writer pastes or drops on a page of the preview: put beside the article's file, to be used in it.

Only this machine may do it, and only a page of the preview: a request has to come from here, name this host (another name could
lead here too, "DNS rebinding"), say that a page of the same origin sends it, and carry a header that no form of another site can
send.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kbgen.preview.words import W_

MOST_BYTES = 10_000_000
HEADER = "x-kbgen-preview"
# What the first bytes say, whatever the name does. No SVG: it may hold programs.
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Refused(NamedTuple):
    """Why a picture is not kept: the status of the answer and a sentence, in English as catalogues have it."""

    status: int
    reason: str


def refusal(headers: Mapping[str, str], client: str) -> Refused | None:
    """Why a request may not leave a picture, or None. `client` is the address that it comes from."""
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    try:
        here = ipaddress.ip_address(client).is_loopback
    except ValueError:
        here = False
    if not here or name.lower() not in _LOCAL_NAMES:
        return Refused(403, W_("Pictures are taken on the machine of the preview only."))
    if headers.get("origin") != f"http://{host}" or headers.get(HEADER) != "picture":
        return Refused(403, W_("Only a page of the preview may leave pictures."))
    return None


def keep_picture(content_dir: Path, page: str, name: str, content: bytes) -> Path | Refused:
    """Write `content` beside the file that the page at `page` (`en/start/pay/`) is made from; returns the new file."""
    if len(content) > MOST_BYTES:
        return Refused(413, W_("The picture is larger than 10 MB."))
    kind = "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""
    kind = kind or next((kind for start, kind in _KINDS if content.startswith(start)), "")
    if not kind:
        return Refused(415, W_("This is no PNG, JPEG, GIF or WebP picture."))
    article = _file_of(content_dir, page)
    if article is None:
        return Refused(404, W_("This page has no file of its own in its language."))
    stem = _UNSAFE.sub("-", name.rpartition(".")[0].lower()).strip("-")[:60] or f"{article.stem}-picture"
    for number in range(1, 1000):
        target = article.with_name(f"{stem}.{kind}" if number == 1 else f"{stem}-{number}.{kind}")
        try:
            with target.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return target
    return Refused(409, W_("There are too many pictures of this name."))


def _file_of(content_dir: Path, page: str) -> Path | None:
    """The Markdown file of a page; only one that lies in the content folder."""
    place = page.removesuffix("index.html").strip("/")
    if not place or "\x00" in place:
        return None
    root = content_dir.resolve()
    for name in (f"{place}.md", f"{place}/index.md"):
        file = (root / name).resolve()
        if file.is_relative_to(root) and file.is_file():
            return file
    return None
